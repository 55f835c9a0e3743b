"""The outbox: order within a lane, urgency between lanes, one claimer per row."""

import asyncio
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from storage import outbox
from storage.database import Database
from storage.outbox import Delivery

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


def notice(name: str, to: str = "person:U0BO", lane_class: int = 1, kind: str = "nudge") -> Delivery:
    return Delivery(name, f"case-7:{to}", lane_class, kind, "case-7", to, {"rung": 2}, NOON)


async def put(database: Database, *notices: Delivery) -> None:
    await database.write(lambda conn: [outbox.enqueue(conn, one, NOON) for one in notices])


async def claim(database: Database, now: datetime = NOON) -> str | None:
    taken = await database.write(lambda conn: outbox.claim(conn, now))
    return taken.id if taken else None


async def holding(database: Database, name: str) -> Delivery:
    """A notice that is being sent, as its sender has it in hand."""
    sending = await database.read(lambda conn: outbox.listing(conn, ("sending",)))
    return next(one for one in sending if one.id == name)


async def test_a_lane_keeps_order_and_urgent_lanes_go_first(database: Database) -> None:
    await put(database, notice("a1"), notice("a2"), notice("b1", "queue:desk", 0))
    assert [await claim(database) for _ in range(3)] == ["b1", "a1", None]
    await database.write(lambda conn: outbox.sent(conn, "a1", "1.1", "D0BO"))
    assert await claim(database) == "a2"


async def test_a_lane_that_waits_blocks_only_itself(database: Database) -> None:
    await put(database, notice("a1"), notice("a2"), notice("b1", "queue:desk", 2))
    assert await claim(database) == "a1"
    later = NOON + timedelta(minutes=1)
    held = await holding(database, "a1")
    await database.write(lambda conn: outbox.retry(conn, held, later, "ratelimited"))
    assert [await claim(database), await claim(database)] == ["b1", None]
    assert await claim(database, later) == "a1"


async def test_eight_claimers_never_take_the_same_row(database: Database) -> None:
    await put(database, *(notice(f"n{n}", f"person:U{n}") for n in range(40)))

    async def drain() -> list[str]:
        taken = []
        while (one := await claim(database)) is not None:
            taken.append(one)
        return taken

    takers = await asyncio.gather(*(drain() for _ in range(8)))
    everything = [one for taken in takers for one in taken]
    assert sorted(everything) == sorted(set(everything))
    assert len(everything) == 40


async def test_a_card_that_waits_is_enough_however_often_asked(database: Database) -> None:
    await put(database, notice("c1", kind="card"), notice("c2", kind="card"))
    assert [one.id for one in await database.read(lambda conn: outbox.listing(conn, ("pending",)))] == ["c1"]
    assert await claim(database) == "c1"
    await put(database, notice("c3", kind="card"))
    await database.write(lambda conn: outbox.sent(conn, "c1", "1.1", "G0DESK"))
    assert await claim(database) == "c3"
    found = await database.read(lambda conn: outbox.posted(conn, "case-7", "person:U0BO", "card"))
    assert found == ("G0DESK", "1.1")


async def test_doubt_and_crash_are_found_again(database: Database) -> None:
    await put(database, notice("a"), notice("b", "queue:desk"))
    await claim(database)
    await claim(database)
    held = await holding(database, "a")
    await database.write(lambda conn: outbox.in_doubt(conn, held, NOON, "connection lost"))
    find = lambda before: lambda conn: outbox.unsettled(conn, NOON, before)  # noqa: E731
    assert [one.id for one in await database.read(find(NOON - timedelta(seconds=1)))] == ["a"]
    assert [one.id for one in await database.read(find(NOON))] == ["a", "b"]


async def test_dead_letters_are_shown_revived_and_dropped_with_a_why(database: Database) -> None:
    await put(database, notice("a"))
    await claim(database)
    held = await holding(database, "a")
    await database.write(lambda conn: outbox.dead(conn, held, "channel_not_found"))
    (dead,) = await database.read(lambda conn: outbox.listing(conn, ("dead",)))
    assert dead.error == "channel_not_found"
    assert await database.write(lambda conn: outbox.revive(conn, "a", NOON))
    assert await claim(database) == "a"
    assert await database.write(lambda conn: outbox.drop(conn, "a", "posted by hand"))
    assert not await database.write(lambda conn: outbox.drop(conn, "a", "again"))
    assert await database.read(outbox.counts) == {"dropped": 1}


async def test_a_delivery_comes_back_as_it_was(database: Database) -> None:
    await put(database, notice("a"))
    (found,) = await database.read(lambda conn: outbox.listing(conn, ("pending",)))
    assert found == replace(notice("a"), created_at=NOON)


async def test_what_two_replicas_look_up_is_sent_again_by_one(database: Database) -> None:
    await put(database, notice("a1"))
    await claim(database)
    seen = (await database.read(lambda conn: outbox.unsettled(conn, NOON, NOON)))[0]
    assert await database.write(lambda conn: outbox.retry(conn, seen, NOON, "not found"))
    assert await claim(database) == "a1"
    assert not await database.write(lambda conn: outbox.retry(conn, seen, NOON, "not found"))
    assert await claim(database) is None


async def test_whoever_is_late_undoes_nothing(database: Database) -> None:
    await put(database, notice("a"))
    await claim(database)
    slow = await holding(database, "a")
    assert await database.write(lambda conn: outbox.retry(conn, slow, NOON, "given up by another replica"))
    await claim(database)
    for after in ("sending", "sent"):
        assert not await database.write(lambda conn: outbox.retry(conn, slow, NOON, "late"))
        assert not await database.write(lambda conn: outbox.in_doubt(conn, slow, NOON, "late"))
        assert not await database.write(lambda conn: outbox.dead(conn, slow, "late"))
        assert await database.read(outbox.counts) == {after: 1}
        await database.write(lambda conn: outbox.sent(conn, "a", "1.1", "D0BO"))
