"""Checkpoints as C2SP signed notes (tlog-checkpoint, signed-note): text anybody can keep and check."""

import base64
import binascii
import hashlib
from dataclasses import dataclass

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

ORIGIN = "ombud"
_ED25519 = b"\x01"
_NO_KEY = "that is no verifier key; it looks like ombud+1234abcd+AZ… and `ombud audit key` prints it"


class BadNote(Exception):
    """The text is no checkpoint signed by this Ombud."""


@dataclass(frozen=True, slots=True)
class Statement:
    """What a checkpoint says."""

    size: int
    root: bytes


class Verifier:
    """Checks checkpoints against a public key."""

    def __init__(self, public: bytes) -> None:
        self._public = Ed25519PublicKey.from_public_bytes(public)
        self.key_id = hashlib.sha256(ORIGIN.encode() + b"\n" + _ED25519 + public).digest()[:4]
        self.text = f"{ORIGIN}+{self.key_id.hex()}+{base64.b64encode(_ED25519 + public).decode()}"

    @classmethod
    def from_text(cls, text: str) -> "Verifier":
        """From a verifier key as `ombud audit key` prints it. Raises `BadNote`."""
        try:
            read = cls(base64.b64decode(text.strip().split("+", 2)[2])[1:])
        except (IndexError, ValueError, binascii.Error) as error:
            raise BadNote(_NO_KEY) from error
        if read.text != text.strip():  # its name or its id belongs to another key
            raise BadNote(_NO_KEY)
        return read

    def read(self, note: str) -> Statement:
        """The statement of a note; other signatures beside ours are let be. Raises `BadNote` where ours is missing or
        the text is bent.
        """
        try:
            body, signatures = note.split("\n\n", 1)
            origin, size, digest = body.split("\n")[:3]
            *lines, rest = signatures.split("\n")
            ours = [raw for name, raw in map(_signature, lines) if (name, raw[:4]) == (ORIGIN, self.key_id)]
            if origin != ORIGIN or rest or not ours:
                raise BadNote
            for raw in ours:
                self._public.verify(raw[4:], f"{body}\n".encode())
            return Statement(int(size), base64.b64decode(digest))
        except (ValueError, binascii.Error, InvalidSignature) as error:
            raise BadNote from error


def _signature(line: str) -> tuple[str, bytes]:
    """The signer's name and the bytes of a signature line. Raises ValueError where it is none, to the letter."""
    dash, name, text = line.split(" ")
    raw = base64.b64decode(text, validate=True)
    if dash != "—" or base64.b64encode(raw).decode() != text:  # the last letter has bits to spare
        raise ValueError(line)
    return name, raw


class Signer:
    """Signs checkpoints with a key derived from the vault's seed (32 bytes)."""

    def __init__(self, seed: bytes) -> None:
        self._private = Ed25519PrivateKey.from_private_bytes(seed)
        self.verifier = Verifier(self._private.public_key().public_bytes_raw())

    def sign(self, statement: Statement) -> str:
        """The signed note of a statement."""
        body = f"{ORIGIN}\n{statement.size}\n{base64.b64encode(statement.root).decode()}\n"
        signature = base64.b64encode(self.verifier.key_id + self._private.sign(body.encode())).decode()
        return f"{body}\n— {ORIGIN} {signature}\n"
