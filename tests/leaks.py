"""Every form in which a name, a text or a secret may leave a trace, and the hunt for them.

Knows no keyed digest: whoever lacks the key cannot find those either. A digest counts when its first eight bytes are
there, so that shortened ones are found too.
"""

import base64
import hashlib
import html
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from urllib.parse import quote

SHORTEST = 6  # bytes; anything shorter stands in any database by chance
PREFIXES = ("", "user:", "user_id:", "user=", "slack:", "slack/", "U:", "uid:", "id:", "name:", "reporter:", "code:",
            "T0HOUSE:", "T0HOUSE.", "T0HOUSE/", "T0HOUSE-", "T0HOUSE", "@")  # fmt: skip
SUFFIXES = ("", "\n", "\0", ":T0HOUSE", "@T0HOUSE")
ALGORITHMS = ("md5", "sha1", "sha256", "sha512")
ENOUGH = 8  # bytes of a digest


@cache
def traces(mark: str | bytes) -> dict[str, bytes]:
    """What to look for, by kind of trace. Raises ValueError for a mark that chance alone would find."""
    found: dict[bytes, str] = {}  # a form that equals an earlier one is that earlier one
    for cased, text in _cases(mark):
        written = text.encode() if isinstance(text, str) else text
        if len(written) < SHORTEST:
            raise ValueError(f"{text!r} is too short to be told from chance")
        for kind, trace in (*_plain(written), *(_escaped(text) if isinstance(text, str) else ()), *_digests(written)):
            found.setdefault(trace, f"{kind}{cased}")
    return {kind: trace for trace, kind in found.items()}


def hunt(marked: Iterable[str | bytes], places: Mapping[str, bytes]) -> list[str]:
    """`place: kind of trace of mark`, for every trace of every mark in every place."""
    wanted: dict[bytes, list[tuple[bytes, str]]] = {}
    for mark in marked:
        for kind, trace in traces(mark).items():
            wanted.setdefault(trace[:SHORTEST], []).append((trace, f"{kind} of {mark!r}"))
    found: dict[str, None] = {}
    for place, content in places.items():
        for at in range(len(content) - SHORTEST + 1):
            for trace, says in wanted.get(content[at : at + SHORTEST], ()):
                if content.startswith(trace, at):
                    found[f"{place}: {says}"] = None
    return list(found)


def _cases(mark: str | bytes) -> Iterator[tuple[str, str | bytes]]:
    yield "", mark
    if isinstance(mark, str):
        yield " in capitals", mark.upper()
        yield " in small letters", mark.lower()
        yield " in reversed case", mark.swapcase()


def _plain(written: bytes) -> Iterator[tuple[str, bytes]]:
    yield "raw", written
    yield "hex", written.hex().encode()
    yield "hex in capitals", written.hex().upper().encode()
    for name, encode in (("base64", base64.b64encode), ("url-safe base64", base64.urlsafe_b64encode)):
        for offset in range(3):
            yield f"{name} at offset {offset}", _inner(written, offset, encode)


def _inner(written: bytes, offset: int, encode: Callable[[bytes], bytes]) -> bytes:
    """What is the same whatever stands around `written`, which begins `offset` bytes into a group of three."""
    whole = (offset + len(written)) // 3 * 4
    first = {0: 0, 1: 2, 2: 3}[offset]
    rest = (offset + len(written)) % 3
    last = whole + {0: 0, 1: 1, 2: 2}[rest]
    return encode(b"\0" * offset + written)[first:last]


def _escaped(text: str) -> Iterator[tuple[str, bytes]]:
    for name, codec in (("UTF-16", "utf-16-le"), ("UTF-16 big-endian", "utf-16-be")):
        yield name, text.encode(codec)
    yield "URL-escaped", quote(text, safe="").encode()
    yield "URL-escaped with plus signs", quote(text, safe=" ").replace(" ", "+").encode()
    yield "URL-escaped throughout", "".join(f"%{byte:02X}" for byte in text.encode()).encode()
    yield "URL-escaped in small letters", "".join(f"%{byte:02x}" for byte in text.encode()).encode()
    yield "JSON-escaped", json.dumps(text)[1:-1].encode()
    units = [text.encode("utf-16-be")[at : at + 2].hex() for at in range(0, len(text.encode("utf-16-be")), 2)]
    yield "JSON-escaped throughout", "".join(f"\\u{unit}" for unit in units).encode()
    yield "JSON-escaped in capitals", "".join(f"\\u{unit.upper()}" for unit in units).encode()
    yield "HTML-escaped", html.escape(text).encode()
    yield "HTML-escaped throughout", "".join(f"&#{ord(sign)};" for sign in text).encode()
    yield "HTML-escaped in hex", "".join(f"&#x{ord(sign):x};" for sign in text).encode()


def _digests(written: bytes) -> Iterator[tuple[str, bytes]]:
    for before in PREFIXES:
        for after in SUFFIXES:
            said = before.encode() + written + after.encode()
            around = f" of {before!r} + it + {after!r}" if before or after else ""
            for algorithm in ALGORITHMS:
                digest = hashlib.new(algorithm, said, usedforsecurity=False).digest()[:ENOUGH]
                yield f"{algorithm}{around}", digest
                yield f"{algorithm} in hex{around}", digest.hex().encode()
                yield f"{algorithm} in capital hex{around}", digest.hex().upper().encode()
                yield f"{algorithm} in base64{around}", base64.b64encode(digest)[:10]
                yield f"{algorithm} in url-safe base64{around}", base64.urlsafe_b64encode(digest)[:10]
