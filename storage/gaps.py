"""Gaps of the rulebook and how many people met each: rows under digests that lead to nobody."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, delete, func, select, update

from storage.asking_tables import AskerRow, ClauseVoteRow, GapRow
from storage.rows import insert_new
from storage.tables import table

_gaps, _askers, _votes = table(GapRow), table(AskerRow), table(ClauseVoteRow)


@dataclass(frozen=True, slots=True)
class GapEntry:
    """A gap's row; `number` is None for one that is shown to nobody. `period` is a quarter: `2026-Q4`."""

    id: str
    number: int | None
    period: str
    most: int = 0


@dataclass(frozen=True, slots=True)
class Asker:
    """That somebody met a gap; `box` is what they asked, sealed, or None once the gap is shown."""

    key: str
    gap: str
    period: str
    box: bytes | None


def begin(conn: Connection, entry: GapEntry) -> bool:
    """Write a gap's row; False where its id is taken."""
    values = {"id": entry.id, "number": entry.number, "period": entry.period, "most": entry.most}
    return insert_new(conn, _gaps, values)


def hidden(conn: Connection) -> int:
    """How many gaps are shown to nobody."""
    found = select(func.count()).select_from(_gaps).where(_gaps.c.number.is_(None))
    return int(conn.execute(found).scalar_one())


def met(conn: Connection, one: Asker) -> None:
    """Count somebody; whoever was counted stays as they are."""
    insert_new(conn, _askers, {"key": one.key, "gap": one.gap, "period": one.period, "box": one.box})


def boxes(conn: Connection, gap: str | None = None) -> list[Asker]:
    """Everything asked that is still sealed; that of one gap where it is given."""
    statement = select(_askers).where(_askers.c.box.is_not(None)).order_by(_askers.c.key)
    found = conn.execute(statement if gap is None else statement.where(_askers.c.gap == gap))
    return [Asker(row.key, row.gap, row.period, bytes(row.box)) for row in found]


def ripe(conn: Connection, askers: int) -> list[GapEntry]:
    """Gaps that are shown to nobody yet and that so many people met."""
    enough = select(_askers.c.gap).group_by(_askers.c.gap).having(func.count() >= askers).scalar_subquery()
    statement = select(_gaps).where(_gaps.c.number.is_(None), _gaps.c.id.in_(enough)).order_by(_gaps.c.id)
    return [_entry(row) for row in conn.execute(statement)]


def show(conn: Connection, gap: str, number: int) -> bool:
    """Give a gap its number, and drop what each of its askers wrote; False where another replica was faster."""
    unseen = update(_gaps).where(_gaps.c.id == gap, _gaps.c.number.is_(None)).values(number=number)
    if conn.execute(unseen).rowcount != 1:
        return False
    conn.execute(update(_askers).where(_askers.c.gap == gap).values(box=None))
    return True


def shown(conn: Connection) -> list[GapEntry]:
    """Every gap that has a number, in their order."""
    return [
        _entry(row) for row in conn.execute(select(_gaps).where(_gaps.c.number.is_not(None)).order_by(_gaps.c.number))
    ]


def numbered(conn: Connection, number: int) -> GapEntry | None:
    """The gap of a number."""
    row = conn.execute(select(_gaps).where(_gaps.c.number == number)).one_or_none()
    return None if row is None else _entry(row)


def askers(conn: Connection, entry: GapEntry) -> int:
    """How many distinct people met a gap at least: in this period, or in the one that counted most."""
    count = select(func.count()).select_from(_askers).where(_askers.c.gap == entry.id)
    return max(entry.most, int(conn.execute(count).scalar_one()))


def forget(conn: Connection, gap: str) -> None:
    """Drop a gap and everybody who met it."""
    conn.execute(delete(_askers).where(_askers.c.gap == gap))
    conn.execute(delete(_gaps).where(_gaps.c.id == gap))


def periods(conn: Connection) -> set[str]:
    """The periods of which anything is kept that ends with them."""
    unseen = select(_gaps.c.period).where(_gaps.c.number.is_(None))
    found = (select(_askers.c.period), select(_votes.c.period), unseen)
    return {period for statement in found for period in conn.execute(statement.distinct()).scalars()}


def end(conn: Connection, period: str) -> list[str]:
    """Drop who asked and voted in a period, and its gaps that are shown to nobody, whose ids come back. Of a gap that
    is shown its sum stays.
    """
    for entry in shown(conn):
        conn.execute(update(_gaps).where(_gaps.c.id == entry.id).values(most=askers(conn, entry)))
    unseen = (_gaps.c.period == period) & _gaps.c.number.is_(None)
    gone = list(conn.execute(select(_gaps.c.id).where(unseen)).scalars())
    conn.execute(delete(_askers).where(_askers.c.period == period))
    conn.execute(delete(_gaps).where(unseen))
    conn.execute(delete(_votes).where(_votes.c.period == period))
    return gone


def remove(conn: Connection, keys: list[str]) -> int:
    """Drop what somebody asked and voted, by the keys of their rows; how many rows there were."""
    rows = [delete(one).where(one.c.key.in_(keys)) for one in (_askers, _votes)]
    return sum(conn.execute(statement).rowcount for statement in rows)


def every_id(conn: Connection) -> list[str]:
    """The ids of all gaps."""
    return list(conn.execute(select(_gaps.c.id).order_by(_gaps.c.id)).scalars())


def _entry(row: Row[Any]) -> GapEntry:
    return GapEntry(row.id, row.number, row.period, row.most)
