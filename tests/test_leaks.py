"""The hunt finds a planted leak of every kind, and nothing in a clean place."""

import base64
import hashlib
import json
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote_plus

import pytest

from tests.leaks import hunt, traces

MARK = "U0Qzx&Märk 7"  # needs every kind of escaping
WRITES: dict[str, Callable[[str], bytes]] = {
    "raw": str.encode,
    "in a sentence": lambda mark: f"reported by {mark}, twice".encode(),
    "in capitals": lambda mark: mark.upper().encode(),
    "in small letters": lambda mark: mark.lower().encode(),
    "in reversed case": lambda mark: mark.swapcase().encode(),
    "hex": lambda mark: f"ab{mark.encode().hex()}cd".encode(),
    "UTF-16": lambda mark: f"x{mark}x".encode("utf-16"),
    "UTF-16 big-endian": lambda mark: mark.encode("utf-16-be"),
    "URL-escaped": lambda mark: f"?user={quote_plus(mark)}&".encode(),
    "URL-escaped throughout": lambda mark: "".join(f"%{one:02X}" for one in mark.encode()).encode(),
    "JSON": lambda mark: json.dumps({"user": mark}).encode(),
    "JSON unescaped": lambda mark: json.dumps({"user": mark}, ensure_ascii=False).encode(),
    "JSON-escaped throughout": lambda mark: "".join(f"\\u{ord(one):04x}" for one in mark).encode(),
    "HTML": lambda mark: mark.replace("&", "&amp;").encode(),
    "HTML throughout": lambda mark: "".join(f"&#{ord(one)};" for one in mark).encode(),
    "base64, first in its group": lambda mark: base64.b64encode(f"{mark} and more".encode()),
    "base64, second in its group": lambda mark: base64.b64encode(f"x{mark} and more".encode()),
    "base64, third in its group": lambda mark: base64.b64encode(f"xx{mark} and more".encode()),
    "url-safe base64": lambda mark: base64.urlsafe_b64encode(f'{{"u":"{mark}"}}'.encode()),
}
DIGESTS = [
    (algorithm, before, after)
    for algorithm in ("md5", "sha1", "sha256", "sha512")
    for before, after in (("", ""), ("user:", ""), ("slack:", ""), ("U:", ""), ("T0HOUSE:", ""), ("", "\n"))
]


@pytest.mark.parametrize("how", WRITES)
def test_a_planted_leak_is_found(how: str) -> None:
    found = hunt([MARK], {"log": b"before " + WRITES[how](MARK) + b" after"})
    assert found
    assert all(one.startswith("log: ") and repr(MARK) in one for one in found)


@pytest.mark.parametrize(("algorithm", "before", "after"), DIGESTS)
@pytest.mark.parametrize("cased", [str, str.lower, str.upper])
def test_a_planted_digest_is_found(algorithm: str, before: str, after: str, cased: Callable[[str], str]) -> None:
    digest = hashlib.new(algorithm, f"{before}{cased(MARK)}{after}".encode()).digest()
    written = [digest, digest.hex().encode(), digest.hex().upper().encode(), digest.hex()[:16].encode(),
               base64.b64encode(digest), base64.urlsafe_b64encode(digest).rstrip(b"=")]  # fmt: skip
    for one in written:
        assert any(algorithm in found for found in hunt([MARK], {"rows": b"\0\1" + one + b"\0"})), one


def test_key_bytes_are_found_too() -> None:
    key = hashlib.sha256(b"a key").digest()
    for written in (key, key.hex().encode(), base64.b64encode(b"k" + key), base64.urlsafe_b64encode(key)):
        assert hunt([key], {"database": b"\0" * 9 + written})


def test_every_place_and_every_mark_is_named() -> None:
    found = hunt(["first-mark", "second-mark"], {"log": b"second-mark", "database": b"first-mark second-mark"})
    assert found == ["log: raw of 'second-mark'", "database: raw of 'first-mark'", "database: raw of 'second-mark'"]


def test_a_clean_text_and_chance_bytes_are_clean() -> None:
    chance = b"".join(hashlib.sha256(str(n).encode()).digest() for n in range(2000))
    clean = b"".join(Path(__file__).parent.joinpath(name).read_bytes() for name in ("postgres.py", "conftest.py"))
    places = {"chance": chance, "hex": chance.hex().encode(), "base64": base64.b64encode(chance), "code": clean}
    assert hunt([MARK, "xoxb-practice"], places) == []


def test_a_mark_that_chance_would_find_is_refused() -> None:
    with pytest.raises(ValueError, match="too short"):
        traces("ana")
