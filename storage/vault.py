"""What people wrote, encrypted with a key per case; case keys are wrapped by a master key that is never in here."""

import base64
import binascii
import hashlib
import hmac
import secrets
from datetime import datetime

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from sqlalchemy import Connection, delete, insert, select, update

from domain.cases.codes import to_code
from storage.exceptions import WrongKey
from storage.tables import VaultEntry, VaultKey, table

_keys, _entries = table(VaultKey), table(VaultEntry)
_NONCE = 12
_KEY = 32


def new_master_key() -> str:
    """A fresh master key as text. Keep it outside the database and its backups."""
    return base64.urlsafe_b64encode(secrets.token_bytes(_KEY)).decode()


def read_master_key(text: str) -> bytes:
    """A master key from its text. Raises ValueError."""
    try:
        key = base64.urlsafe_b64decode(text.strip())
    except (binascii.Error, ValueError) as error:
        raise ValueError("the master key is not base64; `ombud key new` makes one") from error
    if len(key) != _KEY:
        raise ValueError("the master key must hold 32 bytes; `ombud key new` makes one")
    return key


class Vault:
    """AES-256-GCM; the name of the case and of the entry are bound into each box."""

    def __init__(self, master_key: bytes) -> None:
        self._wrap = AESGCM(self._derive(master_key, b"ombud wrap"))
        self._hmac = self._derive(master_key, b"ombud keyed")
        self.seal_seed = self._derive(master_key, b"ombud seal")

    @staticmethod
    def _derive(master_key: bytes, purpose: bytes) -> bytes:
        return HKDF(SHA256(), _KEY, None, purpose).derive(master_key)

    def create_key(self, conn: Connection, stream: str) -> None:
        """Give a case its key."""
        wrapped = _encrypt(self._wrap, secrets.token_bytes(_KEY), stream)
        conn.execute(insert(_keys).values(stream=stream, wrapped=wrapped))

    def seal(self, conn: Connection, stream: str, name: str, text: str, at: datetime) -> None:
        """Keep `text` under a name of a case; an earlier text of that name is replaced."""
        cipher = self._cipher(conn, stream)
        if cipher is None:
            raise LookupError("this case has no key")
        conn.execute(delete(_entries).where(_entries.c.stream == stream, _entries.c.name == name))
        box = _encrypt(cipher, text.encode(), f"{stream}/{name}")
        conn.execute(insert(_entries).values(stream=stream, name=name, box=box, at=at))

    def open(self, conn: Connection, stream: str, name: str) -> str | None:
        """A kept text, or None where there is none any more. Raises `WrongKey`."""
        cipher = self._cipher(conn, stream)
        statement = select(_entries.c.box).where(_entries.c.stream == stream, _entries.c.name == name)
        box = conn.execute(statement).scalar_one_or_none()
        return None if cipher is None or box is None else _decrypt(cipher, box, f"{stream}/{name}").decode()

    def open_all(self, conn: Connection, stream: str) -> dict[str, str]:
        """Every kept text of a case by its name. Raises `WrongKey`."""
        cipher = self._cipher(conn, stream)
        if cipher is None:
            return {}
        rows = conn.execute(select(_entries.c.name, _entries.c.box).where(_entries.c.stream == stream))
        return {name: _decrypt(cipher, box, f"{stream}/{name}").decode() for name, box in rows}

    def erase(self, conn: Connection, stream: str, at: datetime) -> None:
        """Destroy a case's key, and with it the text; a tombstone without content stays."""
        conn.execute(update(_keys).where(_keys.c.stream == stream).values(wrapped=None, erased_at=at))
        conn.execute(delete(_entries).where(_entries.c.stream == stream))

    def drop(self, conn: Connection, stream: str, name: str) -> None:
        """Remove one kept text."""
        conn.execute(delete(_entries).where(_entries.c.stream == stream, _entries.c.name == name))

    def code_for(self, nonce: str) -> str:
        """The receipt code of a form: the same form has the same one, and nobody without the key can make it."""
        return to_code(hmac.digest(self._hmac, f"code for\0{nonce}".encode(), "sha256"))

    def keyed(self, purpose: str, value: str) -> str:
        """A keyed digest (HMAC-SHA256, hex) that nobody without the master key can guess from."""
        return hmac.new(self._hmac, f"{purpose}\0{value}".encode(), hashlib.sha256).hexdigest()

    def check(self, conn: Connection) -> None:
        """Raises `WrongKey` where the newest case key does not open."""
        statement = select(_keys).where(_keys.c.wrapped.is_not(None)).limit(1)
        row = conn.execute(statement).one_or_none()
        if row is not None:
            _decrypt(self._wrap, row.wrapped, row.stream)

    def _cipher(self, conn: Connection, stream: str) -> AESGCM | None:
        wrapped = conn.execute(select(_keys.c.wrapped).where(_keys.c.stream == stream)).scalar_one_or_none()
        return None if wrapped is None else AESGCM(_decrypt(self._wrap, wrapped, stream))


def _encrypt(cipher: AESGCM, plain: bytes, about: str) -> bytes:
    nonce = secrets.token_bytes(_NONCE)
    return nonce + cipher.encrypt(nonce, plain, about.encode())


def _decrypt(cipher: AESGCM, box: bytes, about: str) -> bytes:
    try:
        return cipher.decrypt(bytes(box[:_NONCE]), bytes(box[_NONCE:]), about.encode())
    except InvalidTag as error:
        raise WrongKey from error
