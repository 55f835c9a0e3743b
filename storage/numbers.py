"""Numbers given out once, in the transaction that uses them."""

from sqlalchemy import Connection, text

# One statement on both databases, so that two first numbers cannot collide.
_NEXT = text(
    "INSERT INTO counter (name, value) VALUES (:name, 1) "
    "ON CONFLICT (name) DO UPDATE SET value = counter.value + 1 RETURNING value"
)


_AT_LEAST = text(
    "INSERT INTO counter (name, value) VALUES (:name, :value) "
    "ON CONFLICT (name) DO UPDATE SET value = excluded.value WHERE counter.value < excluded.value"
)


def next_number(conn: Connection, name: str = "case") -> int:
    """The next number of a counter, from 1. A transaction that fails gives its number back."""
    return int(conn.execute(_NEXT, {"name": name}).scalar_one())


def at_least(conn: Connection, name: str, value: int) -> None:
    """Count a counter on to `value`, if it is not there yet."""
    conn.execute(_AT_LEAST, {"name": name, "value": value})
