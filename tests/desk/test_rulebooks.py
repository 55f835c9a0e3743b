"""Published rulebooks in the database: kept whole, checked when read, one commit with their announcement."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import update

from bot.places import STARTER
from desk.releases import load_releases, release
from desk.rulebooks import Published, every, in_force, load_versions, of_version, publish
from domain.rulebook.clauses import Rulebook, content_of, digest_of
from domain.rulebook.diff import diff
from domain.rulebook.releases import AttachRelease, Document
from domain.rulebook.versions import VersionTaken, fold
from storage import outbox, rulebooks, streams
from storage.database import Database
from storage.exceptions import RulebookBent
from storage.files import read_rulebook
from storage.tables import RulebookRow, table
from tests.domain.rulebook.books import BOOKS

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
FIRST = read_rulebook(STARTER)
QUICK = settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)


def next_one(version: str = "9.1.0") -> Rulebook:
    made = replace(FIRST, version=version, scope="Everybody.")
    return replace(made, digest=digest_of(made))


@pytest.fixture
def store(database: Database) -> Database:
    found = database.write_now(lambda conn: publish(conn, FIRST, "The first one.", "operator", NOON, "C0GENERAL"))
    assert isinstance(found, Published)
    return database


@QUICK
@given(BOOKS)
def test_what_was_kept_is_read_as_it_was(database: Database, book: Rulebook) -> None:
    digest = database.write_now(lambda conn: rulebooks.keep(conn, book))
    found = database.read_now(lambda conn: rulebooks.load(conn, digest))
    assert digest == book.digest == found.digest == digest_of(found)
    assert content_of(found) == content_of(book)
    assert list(found.clauses) == list(book.clauses)
    assert diff(book, found).is_empty


@QUICK
@given(st.lists(st.tuples(BOOKS, st.integers(1, 30).map(str), st.integers(0, 100)), max_size=4))
def test_what_was_published_is_read_back_in_order_and_stays(
    database: Database, steps: list[tuple[Rulebook, str, int]]
) -> None:
    """One database for all examples: what an earlier one published is never touched by a later one."""
    model = [(event, content_of(rules)) for event, rules in database.read_now(every)]
    for drawn, version, minute in [step for step in steps for _ in range(2)]:
        book = replace(drawn, version=version)
        now = NOON + timedelta(minutes=minute)
        told = database.write_now(lambda conn, book=book, now=now: publish(conn, book, "Why.", "operator", now))
        there = next((content for event, content in model if event.version == book.version), None)
        if there is None:
            assert isinstance(told, Published)
            model.append((told.event, content_of(book)))
        elif there == content_of(book):
            assert isinstance(told, Published)
            assert told.again
        else:
            assert told == VersionTaken(book.version)
        assert [(event, content_of(rules)) for event, rules in database.read_now(every)] == model
    known = database.read_now(load_versions)
    assert known.published == tuple(event for event, _ in model)
    assert fold(known.published) == known
    assert [known.at(event.at) for event, _ in model] == [
        max((one for one, _ in model if one.at == event.at), key=known.published.index) for event, _ in model
    ]


def test_the_version_published_last_is_in_force(store: Database) -> None:
    assert store.read_now(in_force) == replace_files(FIRST)
    again = store.write_now(lambda conn: publish(conn, FIRST, "Again.", "operator", NOON, "C0GENERAL"))
    assert isinstance(again, Published)
    assert again.again
    assert again.event.rationale == "The first one."
    taken = replace(next_one(), version=FIRST.version)
    assert store.write_now(lambda conn: publish(conn, taken, "x", "operator", NOON)) == VersionTaken(FIRST.version)
    store.write_now(lambda conn: publish(conn, next_one(), "Clearer.", "operator", NOON, "C0GENERAL"))
    newest = store.read_now(in_force)
    assert newest is not None
    assert newest.version == "9.1.0"
    assert store.read_now(lambda conn: of_version(conn, FIRST.version)) == replace_files(FIRST)
    assert store.read_now(lambda conn: of_version(conn, "7")) is None
    assert [event.version for event, _ in store.read_now(every)] == [FIRST.version, "9.1.0"]
    told = store.read_now(lambda conn: outbox.listing(conn, ("pending",)))
    assert [one.payload for one in told] == [{"version": FIRST.version}, {"version": "9.1.0"}]
    assert store.read_now(lambda conn: streams.length(conn, "rulebook")) == 2


def replace_files(book: Rulebook) -> Rulebook:
    return replace(book, clauses={name: replace(one, file="") for name, one in book.clauses.items()})


def test_a_changed_rulebook_is_not_read(store: Database) -> None:
    rows = table(RulebookRow)
    store.write_now(lambda conn: conn.execute(update(rows).values(content=b"{}")))
    with pytest.raises(RulebookBent):
        store.read_now(in_force)


def test_releases_stand_in_the_record(store: Database) -> None:
    command = AttachRelease("Bot 2", FIRST.version, {Document.RISKS: "r"}, "operator")
    store.write_now(lambda conn: release(conn, command, NOON))
    store.write_now(lambda conn: release(conn, replace(command, documents={Document.TESTS: "t"}), NOON))
    found = store.read_now(load_releases)["Bot 2"]
    assert found.missing == (Document.BIASES,)
    assert store.read_now(lambda conn: streams.length(conn, "releases")) == 2
    assert store.read_now(load_versions).newest is not None
