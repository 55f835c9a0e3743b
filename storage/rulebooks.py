"""What published versions of the rulebook say, by the digest of it: written once, and checked when read."""

import hashlib
from functools import lru_cache

from pydantic import TypeAdapter
from sqlalchemy import Connection, select

from domain.rulebook.clauses import Clause, Rulebook, canonical
from storage.exceptions import RulebookBent
from storage.rows import insert_new
from storage.tables import RulebookRow, table

_rulebooks = table(RulebookRow)
_FIELDS = TypeAdapter(dict[str, object])
_LIST = TypeAdapter(list[dict[str, object]])
_CLAUSE, _RULEBOOK = TypeAdapter(Clause), TypeAdapter(Rulebook)
_EMPTY = {"title": "", "chapter": "", "body": ""}
_AT_HAND = 8  # versions kept read


def keep(conn: Connection, rulebook: Rulebook) -> str:
    """Keep what a rulebook says; its digest. The same content is kept once."""
    content = canonical(rulebook)
    digest = hashlib.sha256(content).hexdigest()
    insert_new(conn, _rulebooks, {"digest": digest, "content": content})
    return digest


def load(conn: Connection, digest: str) -> Rulebook:
    """The rulebook with this digest. Raises `RulebookBent` where it is missing or changed."""
    content = conn.execute(select(_rulebooks.c.content).where(_rulebooks.c.digest == digest)).scalar_one_or_none()
    if content is None or hashlib.sha256(bytes(content)).hexdigest() != digest:
        raise RulebookBent
    return read_content(bytes(content), digest)


@lru_cache(maxsize=_AT_HAND)
def read_content(content: bytes, digest: str) -> Rulebook:
    """What the bytes of a published version say."""
    said = _FIELDS.validate_json(content)
    # What was empty is not in the bytes.
    clauses = [_CLAUSE.validate_python({**_EMPTY, **one}) for one in _LIST.validate_python(said.get("clauses", []))]
    return _RULEBOOK.validate_python({**said, "clauses": {one.id: one for one in clauses}, "digest": digest})
