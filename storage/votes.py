"""How reporters found what came of their reports: one row a vote, under a digest that leads to nobody."""

from dataclasses import dataclass

from sqlalchemy import Connection, func, select, update

from storage.rows import insert_new
from storage.tables import VoteRow, table

_votes = table(VoteRow)


@dataclass(frozen=True, slots=True)
class Counted:
    """How often an answer was given about a queue's cases in a month (`2026-03`)."""

    queue: str
    month: str
    answer: str
    votes: int


def cast(conn: Connection, key: str, queue: str, month: str, answer: str) -> None:
    """Count a vote, or change the one under `key`, which stays in its month."""
    if not insert_new(conn, _votes, {"key": key, "queue": queue, "month": month, "answer": answer}):
        conn.execute(update(_votes).where(_votes.c.key == key).values(answer=answer))


def counted(conn: Connection, before: str) -> list[Counted]:
    """Sums of the months before one (`2026-03`), newest first."""
    statement = (
        select(_votes.c.queue, _votes.c.month, _votes.c.answer, func.count())
        .where(_votes.c.month < before)
        .group_by(_votes.c.queue, _votes.c.month, _votes.c.answer)
        .order_by(_votes.c.month.desc(), _votes.c.queue, _votes.c.answer)
    )
    return [Counted(*row) for row in conn.execute(statement)]
