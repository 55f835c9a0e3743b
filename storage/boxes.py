"""Boxes of AES-256-GCM, and keys wrapped by the master key or by the one before it."""

import secrets

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from storage.exceptions import WrongKey

KEY = 32
_NONCE = 12


def derive(master_key: bytes, purpose: bytes) -> bytes:
    """A key for one purpose (HKDF-SHA256), so that no two purposes share one."""
    return HKDF(SHA256(), KEY, None, purpose).derive(master_key)


def encrypt(cipher: AESGCM, plain: bytes, about: str) -> bytes:
    """A box that opens only under the same name."""
    nonce = secrets.token_bytes(_NONCE)
    return nonce + cipher.encrypt(nonce, plain, about.encode())


def decrypt(cipher: AESGCM, box: bytes, about: str) -> bytes:
    """What lies in a box. Raises `WrongKey`."""
    try:
        return cipher.decrypt(bytes(box[:_NONCE]), bytes(box[_NONCE:]), about.encode())
    except InvalidTag as error:
        raise WrongKey from error


class Wrapping:
    """Wraps with the master key; unwraps with it, or else with the one `before` it."""

    def __init__(self, master_key: bytes, before: bytes | None) -> None:
        self._master = AESGCM(derive(master_key, b"ombud wrap"))
        self._before = None if before is None else AESGCM(derive(before, b"ombud wrap"))

    def wrap(self, key: bytes, about: str) -> bytes:
        """A key, wrapped by the master key; the name of what it is for is bound into the box."""
        return encrypt(self._master, key, about)

    def unwrap(self, box: bytes, about: str) -> bytes:
        """The key in a box of either master key. Raises `WrongKey`."""
        try:
            return decrypt(self._master, box, about)
        except WrongKey:
            if self._before is None:
                raise
            return decrypt(self._before, box, about)

    def is_current(self, box: bytes, about: str) -> bool:
        """Whether the master key alone opens a box. Raises `WrongKey` where neither does."""
        try:
            decrypt(self._master, box, about)
        except WrongKey:
            self.unwrap(box, about)
            return False
        return True
