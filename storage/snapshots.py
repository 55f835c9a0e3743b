"""A transaction that sees one instant, however long it reads."""

from sqlalchemy import Connection, text


def hold_still(conn: Connection) -> None:
    """From here to its end the transaction sees the database as it is now. Must be its first statement.
    SQLite does so by itself; PostgreSQL would otherwise see what others commit between two statements.
    """
    if conn.dialect.name == "postgresql":
        conn.execute(text("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ"))
