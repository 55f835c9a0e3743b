"""Runs migrations in one transaction, on whichever database it was handed."""

from typing import Literal

from alembic import context
from sqlmodel import SQLModel

from storage import tables
from storage.columns import Instant, Json

__all__ = ["tables"]  # imported so that the metadata is complete


def render_item(kind: str, item: object, _context: object) -> str | Literal[False]:
    """Our own column types as what the database sees."""
    if kind == "type" and isinstance(item, Instant):
        return "sa.BigInteger()"
    if kind == "type" and isinstance(item, Json):
        return "sa.Text()"
    return False


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=SQLModel.metadata,
    transactional_ddl=True,
    render_item=render_item,
)
with context.begin_transaction():
    context.run_migrations()
