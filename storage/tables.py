"""The schema: one class a table. Statements on them are Core; see the module named after each noun."""

from datetime import datetime
from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Index,
    Integer,
    LargeBinary,
    Table,
    Text,
    UniqueConstraint,
    false,
    text,
)
from sqlmodel import Field, SQLModel

from storage.asking_tables import AskerRow, ClauseVoteRow, GapRow, TellRow
from storage.columns import Instant, Json

ASKING = (GapRow, AskerRow, TellRow, ClauseVoteRow)  # here, so that the metadata is complete
_SERIAL = BigInteger().with_variant(Integer, "sqlite")


class Event(SQLModel, table=True):
    """The record: what happened, as the bytes that count."""

    stream: str = Field(primary_key=True, sa_type=Text)
    version: int = Field(primary_key=True)
    type: str = Field(sa_type=Text)
    type_version: int
    at: datetime = Field(sa_type=Instant)
    actor: str = Field(sa_type=Text)
    body: bytes = Field(sa_type=LargeBinary)


class Unsealed(SQLModel, table=True):
    """Events that no checkpoint covers yet."""

    stream: str = Field(primary_key=True, sa_type=Text)
    version: int = Field(primary_key=True)


class Leaf(SQLModel, table=True):
    """An event's place in the Merkle log."""

    __table_args__ = (UniqueConstraint("stream", "version", name="leaf_event"),)
    position: int = Field(sa_column=Column(_SERIAL, primary_key=True, autoincrement=False))
    stream: str = Field(sa_type=Text)
    version: int
    digest: bytes = Field(sa_type=LargeBinary)


class Checkpoint(SQLModel, table=True):
    """A signed statement of the log's size and root. `frontier` lets the next one continue."""

    size: int = Field(sa_column=Column(_SERIAL, primary_key=True, autoincrement=False))
    note: str = Field(sa_type=Text)
    frontier: Any = Field(sa_column=Column(Json, nullable=False))
    at: datetime = Field(sa_type=Instant)


class Counter(SQLModel, table=True):
    """Numbers that are given out once."""

    name: str = Field(primary_key=True, sa_type=Text)
    value: int


class ReceiptRow(SQLModel, table=True):
    """Which form became which case; the key and the digest are keyed hashes."""

    __tablename__ = "receipt"
    key: str = Field(primary_key=True, sa_type=Text)
    digest: str = Field(sa_type=Text)
    case_number: int
    at: datetime = Field(sa_type=Instant)


class DeadlineRow(SQLModel, table=True):
    """What is to happen when. Only open rows are in the index on the due time."""

    __tablename__ = "deadline"
    __table_args__ = (
        Index(
            "deadline_open_due",
            "due",
            sqlite_where=text("settled_at IS NULL"),
            postgresql_where=text("settled_at IS NULL"),
        ),
        Index("deadline_stream", "stream"),
    )
    id: str = Field(primary_key=True, sa_type=Text)
    stream: str = Field(sa_type=Text)
    kind: str = Field(sa_type=Text)
    due: datetime = Field(sa_type=Instant)
    payload: Any = Field(sa_column=Column(Json, nullable=False))
    settled_at: datetime | None = Field(default=None, sa_type=Instant)


class DeliveryRow(SQLModel, table=True):
    """A notice on its way. Holds no words: it is rendered when it is sent."""

    __tablename__ = "delivery"
    __table_args__ = (
        Index("delivery_state", "state", "lane_class", "seq"),
        Index("delivery_lane", "lane", "seq"),
        Index("delivery_stream", "stream", "destination", "kind"),
        Index("delivery_message", "channel", "ts"),
    )
    seq: int = Field(sa_column=Column(_SERIAL, primary_key=True, autoincrement=True))
    id: str = Field(sa_type=Text, unique=True)
    lane: str = Field(sa_type=Text)
    lane_class: int
    kind: str = Field(sa_type=Text)
    stream: str = Field(sa_type=Text)
    destination: str = Field(sa_type=Text)
    payload: Any = Field(sa_column=Column(Json, nullable=False))
    state: str = Field(sa_type=Text)
    attempts: int
    created_at: datetime = Field(sa_type=Instant)
    next_try: datetime = Field(sa_type=Instant)
    claimed_at: datetime | None = Field(default=None, sa_type=Instant)
    ts: str | None = Field(default=None, sa_type=Text)
    channel: str | None = Field(default=None, sa_type=Text)
    error: str | None = Field(default=None, sa_type=Text)
    carries_text: bool = Field(sa_column=Column(Boolean, nullable=False, server_default=false()))


class SeenRow(SQLModel, table=True):
    """Events that arrived, by keyed hash, so that one that comes twice is answered once. Old rows are dropped."""

    __tablename__ = "seen"
    key: str = Field(primary_key=True, sa_type=Text)
    at: datetime = Field(sa_type=Instant)
    done: bool


class CodeRow(SQLModel, table=True):
    """Which receipt code leads to which case; only a keyed hash of the code is kept."""

    __tablename__ = "code"
    hash: str = Field(primary_key=True, sa_type=Text)
    case_number: int


class VoteRow(SQLModel, table=True):
    """What a reporter thought of an outcome. Nothing here leads to a case or a person, nor does the order of rows."""

    __tablename__ = "vote"
    __table_args__ = {"sqlite_with_rowid": False}
    key: str = Field(primary_key=True, sa_type=Text)
    queue: str = Field(sa_type=Text)
    month: str = Field(sa_type=Text)
    answer: str = Field(sa_type=Text)


class SecretRow(SQLModel, table=True):
    """Secrets of this house (what digests are keyed with, what seals are signed with), wrapped by the master key."""

    __tablename__ = "secret"
    name: str = Field(primary_key=True, sa_type=Text)
    wrapped: bytes = Field(sa_type=LargeBinary)


class VaultKey(SQLModel, table=True):
    """A case's own key, wrapped by the master key. Erased: a tombstone without it."""

    __tablename__ = "vault_key"
    stream: str = Field(primary_key=True, sa_type=Text)
    wrapped: bytes | None = Field(default=None, sa_type=LargeBinary)
    erased_at: datetime | None = Field(default=None, sa_type=Instant)


class VaultEntry(SQLModel, table=True):
    """What a person wrote, encrypted with the case's key."""

    __tablename__ = "vault_entry"
    stream: str = Field(primary_key=True, sa_type=Text)
    name: str = Field(primary_key=True, sa_type=Text)
    box: bytes = Field(sa_type=LargeBinary)
    at: datetime = Field(sa_type=Instant)


class CaseProjection(SQLModel, table=True):
    """Where each case stands, for lists and counts. Can be rebuilt from the record."""

    __tablename__ = "case_row"
    __table_args__ = (
        Index(
            "case_open_due",
            "next_due",
            "number",
            sqlite_where=text("next_due IS NOT NULL"),
            postgresql_where=text("next_due IS NOT NULL"),
        ),
    )
    number: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    stream: str = Field(sa_type=Text)
    kind: str = Field(sa_type=Text)
    severity: str = Field(sa_type=Text)
    status: str = Field(sa_type=Text)
    queue: str = Field(sa_type=Text)
    owner: str | None = Field(default=None, sa_type=Text)
    paged: Any = Field(sa_column=Column(Json, nullable=False))
    filed_at: datetime = Field(sa_type=Instant)
    ack_due: datetime | None = Field(default=None, sa_type=Instant)
    decide_due: datetime | None = Field(default=None, sa_type=Instant)
    decided_at: datetime | None = Field(default=None, sa_type=Instant)
    version: int
    mode: str = Field(sa_column=Column(Text, nullable=False, server_default="by_name"))
    on_hold: bool = Field(sa_column=Column(Boolean, nullable=False, server_default=false()))
    erased_at: datetime | None = Field(default=None, sa_type=Instant)
    next_due: datetime | None = Field(default=None, sa_type=Instant)
    waits_for: Any = Field(sa_column=Column(Json, nullable=False, server_default="[]"))


class PromiseProjection(SQLModel, table=True):
    """Promised times that came to their end, kept or broken. Can be rebuilt from the record."""

    __tablename__ = "promise_row"
    __table_args__ = (Index("promise_settled", "settled_at"),)
    case_number: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    version: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    clock: str = Field(primary_key=True, sa_type=Text)
    severity: str = Field(sa_type=Text)
    goal: datetime = Field(sa_type=Instant)
    settled_at: datetime = Field(sa_type=Instant)
    kept: bool


class ReporterRow(SQLModel, table=True):
    """Which cases somebody reported by name or in confidence: a keyed hash of the person and a count, so that two rows
    of one person cannot be told from those of two. A forgotten row keeps its place, without its case.
    """

    __tablename__ = "reporter"
    __table_args__ = (Index("reporter_case", "case_number"),)
    hash: str = Field(primary_key=True, sa_type=Text)
    case_number: int | None


class HomeRow(SQLModel, table=True):
    """Who looked at their Home lately, by keyed hash, and what was drawn there last. Old rows are dropped."""

    __tablename__ = "home"
    __table_args__ = (Index("home_opened", "opened_at"),)
    key: str = Field(primary_key=True, sa_type=Text)
    opened_at: datetime = Field(sa_type=Instant)
    drawn_at: datetime | None = Field(default=None, sa_type=Instant)
    digest: str | None = Field(default=None, sa_type=Text)
    slack_hash: str | None = Field(default=None, sa_type=Text)
    reports_page: int
    queue_page: int


class OverrideProjection(SQLModel, table=True):
    """Who stands in on call, as planned in Slack. Can be rebuilt from the record."""

    __tablename__ = "override_row"
    __table_args__ = (Index("override_row_ends", "ends"),)
    number: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    rotation: str = Field(sa_type=Text)
    rung: str = Field(sa_type=Text)
    person: str = Field(sa_type=Text)
    starts: datetime = Field(sa_type=Instant)
    ends: datetime = Field(sa_type=Instant)


class RulebookRow(SQLModel, table=True):
    """What a published version of the rulebook says: canonical JSON under its own SHA-256. Never changed."""

    __tablename__ = "rulebook"
    digest: str = Field(primary_key=True, sa_type=Text)
    content: bytes = Field(sa_type=LargeBinary)


class Heartbeat(SQLModel, table=True):
    """When a loop last finished a round."""

    name: str = Field(primary_key=True, sa_type=Text)
    at: datetime = Field(sa_type=Instant)


def table(model: type[SQLModel]) -> Table:
    """The Core table of a class."""
    found: Table = model.__table__  # type: ignore[attr-defined]
    return found
