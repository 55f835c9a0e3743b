"""What people wrote, encrypted with a key per case; case keys are wrapped by a master key that is never in here."""

import base64
import binascii
import hashlib
import hmac
import secrets
from collections.abc import Mapping
from datetime import datetime

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from sqlalchemy import Connection, delete, insert, inspect, select, update

from domain.cases.codes import BITS, code_of
from storage import house_secrets
from storage.boxes import KEY, Wrapping, decrypt, encrypt
from storage.exceptions import WrongKey
from storage.house_secrets import Secrets
from storage.rows import insert_new
from storage.tables import VaultEntry, VaultKey, table

_keys, _entries = table(VaultKey), table(VaultEntry)
_SAMPLE = 20
_VEIL = "veil"
BULK = ".content"  # how the names of things end that are no text and may be large


def new_master_key() -> str:
    """A fresh master key as text. Keep it outside the database and its backups."""
    return base64.urlsafe_b64encode(secrets.token_bytes(KEY)).decode()


def read_master_key(text: str) -> bytes:
    """A master key from its text. Raises ValueError."""
    try:
        key = base64.urlsafe_b64decode(text.strip())
    except (binascii.Error, ValueError) as error:
        raise ValueError("the master key is not base64; `ombud keys new` makes one") from error
    if len(key) != KEY:
        raise ValueError("the master key must hold 32 bytes; `ombud keys new` makes one")
    return key


class Vault:
    """AES-256-GCM; the name of the case and of the entry are bound into each box."""

    def __init__(self, master_key: bytes, before: bytes | None = None) -> None:
        """`before` is the master key until a rotation: it still opens, and nothing new is wrapped by it."""
        self.wrapping = Wrapping(master_key, before)
        self._derived = Secrets.derived(master_key)
        self._derived_before = None if before is None else Secrets.derived(before)
        self._take(self._derived)

    def _take(self, kept: Secrets) -> None:
        self._hmac, self.seal_seed = kept.keyed, kept.seal

    def take(self, conn: Connection) -> bool:
        """Take the secrets of this house from the database; False where it has none yet. Raises `WrongKey`."""
        kept = house_secrets.load(conn, self.wrapping)
        if kept is not None:
            self._take(kept)
        return kept is not None

    def unlock(self, conn: Connection) -> None:
        """Take the secrets of this house. Where it has none yet, keep those that its first master key yields: every
        digest and seal in it was made with them. Raises `WrongKey`.
        """
        if not self.take(conn):
            self._take(house_secrets.keep(conn, self.wrapping, self._first(conn)))

    def _first(self, conn: Connection) -> Secrets:
        """Those of the key `before` where the database was made with it."""
        self.check(conn)
        one = conn.execute(select(_keys).order_by(_keys.c.wrapped.is_(None)).limit(1)).one_or_none()
        if self._derived_before is None or one is None:
            return self._derived
        is_new = one.wrapped is not None and self.wrapping.is_current(one.wrapped, one.stream)
        return self._derived if is_new else self._derived_before

    def create_key(self, conn: Connection, stream: str) -> None:
        """Give a case its key."""
        wrapped = self.wrapping.wrap(secrets.token_bytes(KEY), stream)
        conn.execute(insert(_keys).values(stream=stream, wrapped=wrapped))

    def ensure_key(self, conn: Connection, stream: str) -> None:
        """Give a stream its key where it has none; several may ask at once."""
        wrapped = self.wrapping.wrap(secrets.token_bytes(KEY), stream)
        insert_new(conn, _keys, {"stream": stream, "wrapped": wrapped})

    def seal(self, conn: Connection, stream: str, name: str, text: str, at: datetime) -> None:
        """Keep `text` under a name of a case; an earlier text of that name is replaced."""
        box = self.boxed(conn, stream, name, text.encode())
        if box is None:
            raise LookupError("this case has no key")
        self.put(conn, stream, name, box, at)

    def boxed(self, conn: Connection, stream: str, name: str, content: bytes) -> bytes | None:
        """`content` as it would be kept under a name of a case; None where the case has no key any more."""
        cipher = self._cipher(conn, stream)
        return None if cipher is None else encrypt(cipher, content, f"{stream}/{name}")

    def put(self, conn: Connection, stream: str, name: str, box: bytes, at: datetime) -> None:
        """Keep what `boxed` made; what was kept under that name before is replaced."""
        conn.execute(delete(_entries).where(_entries.c.stream == stream, _entries.c.name == name))
        conn.execute(insert(_entries).values(stream=stream, name=name, box=box, at=at))

    def box(self, conn: Connection, stream: str, name: str) -> bytes | None:
        """What lies under a name, as it lies there."""
        found = conn.execute(select(_entries.c.box).where(_entries.c.stream == stream, _entries.c.name == name))
        box = found.scalar_one_or_none()
        return None if box is None else bytes(box)

    def unboxed(self, conn: Connection, stream: str, name: str, box: bytes) -> bytes | None:
        """What is in a box of that name; None where the case has no key any more. Raises `WrongKey`."""
        cipher = self._cipher(conn, stream)
        return None if cipher is None else decrypt(cipher, box, f"{stream}/{name}")

    def unboxed_all(self, conn: Connection, stream: str, boxes: Mapping[str, bytes]) -> dict[str, bytes]:
        """What is in many boxes of one stream, by their names; nothing where it has no key. Raises `WrongKey`."""
        cipher = self._cipher(conn, stream)
        if cipher is None:
            return {}
        return {name: decrypt(cipher, box, f"{stream}/{name}") for name, box in boxes.items()}

    def open(self, conn: Connection, stream: str, name: str) -> str | None:
        """A kept text, or None where there is none any more. Raises `WrongKey`."""
        cipher = self._cipher(conn, stream)
        statement = select(_entries.c.box).where(_entries.c.stream == stream, _entries.c.name == name)
        box = conn.execute(statement).scalar_one_or_none()
        return None if cipher is None or box is None else decrypt(cipher, box, f"{stream}/{name}").decode()

    def open_all(self, conn: Connection, stream: str) -> dict[str, str]:
        """Every kept text of a case by its name, but for what is `BULK`. Raises `WrongKey`."""
        cipher = self._cipher(conn, stream)
        if cipher is None:
            return {}
        texts = (_entries.c.stream == stream) & ~_entries.c.name.endswith(BULK)
        rows = conn.execute(select(_entries.c.name, _entries.c.box).where(texts))
        return {name: decrypt(cipher, box, f"{stream}/{name}").decode() for name, box in rows}

    def erase(self, conn: Connection, stream: str, at: datetime) -> None:
        """Destroy a case's key, and with it the text; a tombstone without content stays."""
        conn.execute(update(_keys).where(_keys.c.stream == stream).values(wrapped=None, erased_at=at))
        conn.execute(delete(_entries).where(_entries.c.stream == stream))

    def drop(self, conn: Connection, stream: str, name: str) -> None:
        """Remove one kept text."""
        conn.execute(delete(_entries).where(_entries.c.stream == stream, _entries.c.name == name))

    def code_for(self, nonce: str) -> str:
        """The receipt code of a form: the same form has the same one, and nobody without the key can make it."""
        return code_of(int.from_bytes(hmac.digest(self._hmac, f"code for\0{nonce}".encode(), "sha256")) >> (256 - BITS))

    def veil(self, text: str) -> str:
        """`text` as a message may carry it: only whoever has the master key can read it."""
        return base64.urlsafe_b64encode(self.wrapping.wrap(text.encode(), _VEIL)).decode()

    def unveil(self, token: str) -> str:
        """What `veil` made a token of; nothing where it did not."""
        try:
            return self.wrapping.unwrap(base64.urlsafe_b64decode(token), _VEIL).decode()
        except (binascii.Error, ValueError, WrongKey):
            return ""

    def keyed(self, purpose: str, value: str) -> str:
        """A keyed digest (HMAC-SHA256, hex) that nobody without the master key can guess from."""
        return self.keyed_bytes(purpose, value.encode())

    def keyed_bytes(self, purpose: str, value: bytes) -> str:
        """The same of any bytes."""
        return hmac.new(self._hmac, purpose.encode() + b"\0" + value, hashlib.sha256).hexdigest()

    def marked(self, conn: Connection, stream: str, value: str) -> str | None:
        """A digest (HMAC-SHA256, hex) keyed by a case's own key; None where it is erased, for then nobody can make it
        any more. Raises `WrongKey`.
        """
        wrapped = conn.execute(select(_keys.c.wrapped).where(_keys.c.stream == stream)).scalar_one_or_none()
        if wrapped is None:
            return None
        key = self.wrapping.unwrap(wrapped, stream)
        return hmac.new(key, f"mark\0{value}".encode(), hashlib.sha256).hexdigest()

    def check(self, conn: Connection) -> None:
        """Raises `WrongKey` where the house's secrets, or any of a sample of case keys, do not open."""
        there = set(inspect(conn).get_table_names())
        if "secret" in there:
            house_secrets.load(conn, self.wrapping)
        if "vault_key" not in there:  # a database that is yet to be made
            return
        wrapped = select(_keys).where(_keys.c.wrapped.is_not(None)).limit(_SAMPLE)
        # From both ends, for a rotation goes from one end to the other.
        for end in (_keys.c.stream.asc(), _keys.c.stream.desc()):
            for row in conn.execute(wrapped.order_by(end)):
                self.wrapping.unwrap(row.wrapped, row.stream)

    def _cipher(self, conn: Connection, stream: str) -> AESGCM | None:
        wrapped = conn.execute(select(_keys.c.wrapped).where(_keys.c.stream == stream)).scalar_one_or_none()
        return None if wrapped is None else AESGCM(self.wrapping.unwrap(wrapped, stream))
