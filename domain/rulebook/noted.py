"""The digest by which a translation notes what it was made from."""

import hashlib
from collections.abc import Sequence

import rfc8785


def noted(said: Sequence[str | list[str]]) -> str:
    """`sha256:` and sixteen hex digits over the canonical JSON (RFC 8785) of what readers see of a source."""
    return f"sha256:{hashlib.sha256(rfc8785.dumps(said)).hexdigest()[:16]}"
