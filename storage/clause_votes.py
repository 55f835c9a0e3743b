"""Whether clauses helped: one row a vote, under a digest that leads to nobody once its period has ended."""

from sqlalchemy import Connection, func, select, update

from storage.asking_tables import ClauseVoteRow
from storage.rows import insert_new
from storage.tables import table

_votes = table(ClauseVoteRow)


def cast(conn: Connection, key: str, clause: str, period: str, answer: str) -> None:
    """Count a vote, or change the one under `key`."""
    if not insert_new(conn, _votes, {"key": key, "clause": clause, "period": period, "answer": answer}):
        conn.execute(update(_votes).where(_votes.c.key == key).values(answer=answer))


def count(conn: Connection, clause: str, period: str, answer: str) -> int:
    """How many gave an answer about a clause in a period."""
    mine = (_votes.c.clause == clause) & (_votes.c.period == period) & (_votes.c.answer == answer)
    return int(conn.execute(select(func.count()).select_from(_votes).where(mine)).scalar_one())


def reached(conn: Connection, period: str, answer: str, votes: int) -> list[str]:
    """The clauses about which at least so many gave an answer in a period."""
    statement = (
        select(_votes.c.clause)
        .where(_votes.c.period == period, _votes.c.answer == answer)
        .group_by(_votes.c.clause)
        .having(func.count() >= votes)
        .order_by(_votes.c.clause)
    )
    return list(conn.execute(statement).scalars())


def clauses(conn: Connection) -> list[str]:
    """Every clause that anybody voted on."""
    return list(conn.execute(select(_votes.c.clause).distinct().order_by(_votes.c.clause)).scalars())
