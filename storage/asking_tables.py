"""The tables of what people ask and find helpful. Their rows lead to nobody, nor does the order in which they lie."""

from sqlalchemy import Index, LargeBinary, Text, UniqueConstraint
from sqlmodel import Field, SQLModel


class GapRow(SQLModel, table=True):
    """A question that no clause answers, or a clause that does not help. Without a number it is shown to nobody, and
    forgotten with its period; `most` is how many distinct askers an earlier period counted.
    """

    __tablename__ = "gap"
    __table_args__ = (UniqueConstraint("number", name="gap_number"), {"sqlite_with_rowid": False})
    id: str = Field(primary_key=True, sa_type=Text)
    number: int | None = Field(default=None)
    period: str = Field(sa_type=Text)
    most: int


class AskerRow(SQLModel, table=True):
    """That somebody met a gap, under a digest keyed by the period's own key; `box` is what they asked, sealed with
    that key, until the gap is shown.
    """

    __tablename__ = "gap_asker"
    __table_args__ = (Index("gap_asker_gap", "gap"), {"sqlite_with_rowid": False})
    key: str = Field(primary_key=True, sa_type=Text)
    gap: str = Field(sa_type=Text)
    period: str = Field(sa_type=Text)
    box: bytes | None = Field(default=None, sa_type=LargeBinary)


class TellRow(SQLModel, table=True):
    """That somebody wants to hear of a gap (`gap/<id>`) or a clause (`clause/<id>`); who it is lies sealed in `box`."""

    __tablename__ = "tell"
    __table_args__ = (Index("tell_about", "about"), {"sqlite_with_rowid": False})
    key: str = Field(primary_key=True, sa_type=Text)
    about: str = Field(sa_type=Text)
    box: bytes = Field(sa_type=LargeBinary)


class ClauseVoteRow(SQLModel, table=True):
    """Whether a clause helped somebody, under a digest keyed by the period's own key."""

    __tablename__ = "clause_vote"
    __table_args__ = (Index("clause_vote_clause", "clause", "period"), {"sqlite_with_rowid": False})
    key: str = Field(primary_key=True, sa_type=Text)
    clause: str = Field(sa_type=Text)
    period: str = Field(sa_type=Text)
    answer: str = Field(sa_type=Text)
