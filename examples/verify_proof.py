"""Checks what `ombud audit prove` wrote, without Ombud: verify_proof.py PROOF CHECKPOINT "$(ombud audit key)"."""

import base64
import hashlib
import json
import re
import sys
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey


def sha(*parts: bytes) -> bytes:
    return hashlib.sha256(b"".join(parts)).digest()


def statement(note: str, key: str) -> tuple[int, bytes]:
    """The size and root that a signed note states (C2SP signed-note and tlog-checkpoint)."""
    found = re.fullmatch(r"(ombud\n(\d+)\n(\S+)\n)\n— ombud (\S+)", note.replace("\r\n", "\n").strip())
    public = base64.b64decode(key.strip().split("+", 2)[2])
    key_id, signature = sha(b"ombud\n", public)[:4], base64.b64decode(found[4] if found else "")
    as_printed = f"ombud+{key_id.hex()}+{base64.b64encode(public).decode()}", base64.b64encode(signature).decode()
    if not found or as_printed != (key.strip(), found[4]) or signature[:4] != key_id:
        raise ValueError
    Ed25519PublicKey.from_public_bytes(public[1:]).verify(signature[4:], found[1].encode())
    return int(found[2]), base64.b64decode(found[3])


def climb(node: bytes, index: int, size: int, path: list[bytes]) -> bytes:
    """The root that a path leads to (RFC 6962, 2.1.1); never the right one where its length or place is wrong."""
    if size == 1 or not path:
        return node if (size, index, path) == (1, 0, []) else b""
    split = 1 << (size - 1).bit_length() - 1
    if index < split:
        return sha(b"\x01", climb(node, index, split, path[:-1]), path[-1])
    return sha(b"\x01", path[-1], climb(node, index - split, size - split, path[:-1]))


def main(proof_file: str, checkpoint_file: str, key: str) -> bool:
    proof = json.loads(Path(proof_file).read_text("utf-8"))
    size, root = statement(Path(checkpoint_file).read_text("utf-8"), key)
    if statement(proof["checkpoint"], key) != (size, root) or not proof["events"]:
        sys.exit("BROKEN: the proof is not for this checkpoint; `ombud audit prove CASE --against FILE` makes one.")
    whole = True
    for version, one in enumerate(proof["events"], start=1):
        event, path = one["event"], [bytes.fromhex(node) for node in one["proof"]]
        canonical = json.dumps(event, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()
        holds = climb(sha(b"\x00", canonical), one["index"], size, path) == root
        holds = holds and (event["stream"], event["version"]) == (proof["stream"], version)
        print("holds: " if holds else "BROKEN:", *(event.get(name) for name in ("stream", "version", "type", "at")))
        whole = whole and holds
    print(*(f"later:  version {version} is not covered by it\n" for version in proof["uncovered"]), sep="", end="")
    return whole


try:
    sys.exit(0 if main(*sys.argv[1:]) else 1)
except (ValueError, LookupError, TypeError, OSError, AttributeError, InvalidSignature) as error:
    sys.exit(f"BROKEN: proof, checkpoint or key is missing or bent, or they do not match ({type(error).__name__}).")
