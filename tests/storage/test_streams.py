"""The event log on both databases."""

from datetime import UTC, datetime

import pytest

from storage import numbers, receipts, streams
from storage.database import Database
from storage.exceptions import StreamMoved
from storage.receipts import Receipt
from storage.streams import StoredEvent

NOON = datetime(2026, 3, 2, 12, 0, 0, 123456, tzinfo=UTC)


def event(version: int = 1, stream: str = "case-1") -> StoredEvent:
    return StoredEvent(stream, version, "Told", 1, NOON, "U0BO", b'{"a":1}')


async def test_what_was_written_comes_back_exactly(database: Database) -> None:
    await database.write(lambda conn: streams.append(conn, [event(1), event(2)]))
    assert await database.read(lambda conn: streams.load(conn, "case-1")) == [event(1), event(2)]


async def test_a_version_is_written_once(database: Database) -> None:
    await database.write(lambda conn: streams.append(conn, [event(1)]))
    with pytest.raises(StreamMoved):
        await database.write(lambda conn: streams.append(conn, [event(1)]))
    assert len(await database.read(lambda conn: list(streams.all_events(conn)))) == 1


async def test_a_transaction_is_whole_or_nothing(database: Database) -> None:
    def half(conn: object) -> None:
        streams.append(conn, [event(1)])  # type: ignore[arg-type]
        raise KeyError("stop")

    with pytest.raises(KeyError):
        await database.write(half)
    assert await database.read(lambda conn: streams.load(conn, "case-1")) == []


async def test_numbers_are_given_once_and_given_back_on_failure(database: Database) -> None:
    assert await database.write(numbers.next_number) == 1

    def fails(conn: object) -> None:
        numbers.next_number(conn)  # type: ignore[arg-type]
        raise KeyError("stop")

    with pytest.raises(KeyError):
        await database.write(fails)
    assert await database.write(numbers.next_number) == 2


async def test_a_form_has_one_receipt(database: Database) -> None:
    receipt = Receipt("key", "digest", 7, NOON)
    await database.write(lambda conn: receipts.remember(conn, receipt))
    assert await database.read(lambda conn: receipts.find(conn, "key")) == receipt
    assert await database.read(lambda conn: receipts.find(conn, "other")) is None
    with pytest.raises(StreamMoved):
        await database.write(lambda conn: receipts.remember(conn, receipt))


async def test_a_naive_instant_is_refused(database: Database) -> None:
    naive = Receipt("key", "digest", 7, datetime(2026, 3, 2))  # noqa: DTZ001 -- what is refused
    with pytest.raises(Exception, match="must know its zone"):
        await database.write(lambda conn: receipts.remember(conn, naive))
