"""Which form became which case, so that the same form is filed once."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, insert, select
from sqlalchemy.exc import IntegrityError

from storage.exceptions import StreamMoved
from storage.tables import ReceiptRow, table

_receipts = table(ReceiptRow)


@dataclass(frozen=True, slots=True)
class Receipt:
    """`key` and `digest` are keyed hashes of a form's nonce and of its words."""

    key: str
    digest: str
    case: int
    at: datetime


def find(conn: Connection, key: str) -> Receipt | None:
    """The receipt under a key, if any."""
    row = conn.execute(select(_receipts).where(_receipts.c.key == key)).one_or_none()
    return None if row is None else Receipt(row.key, row.digest, row.case_number, row.at)


def remember(conn: Connection, receipt: Receipt) -> None:
    """Keep a receipt. Raises `StreamMoved` where the key is taken."""
    try:
        conn.execute(
            insert(_receipts).values(key=receipt.key, digest=receipt.digest, case_number=receipt.case, at=receipt.at)
        )
    except IntegrityError as error:
        raise StreamMoved from error
