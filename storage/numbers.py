"""Numbers given out once, in the transaction that uses them."""

from sqlalchemy import Connection, insert, update

from storage.tables import Counter, table

_counters = table(Counter)


def next_number(conn: Connection, name: str = "case") -> int:
    """The next number of a counter, from 1. A transaction that fails gives its number back."""
    taken = conn.execute(
        update(_counters)
        .where(_counters.c.name == name)
        .values(value=_counters.c.value + 1)
        .returning(_counters.c.value)
    ).scalar_one_or_none()
    if taken is not None:
        return int(taken)
    conn.execute(insert(_counters).values(name=name, value=1))
    return 1
