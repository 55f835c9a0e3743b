"""Published rulebooks in the database: kept whole, checked when read, one commit with their announcement."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from sqlalchemy import update

from bot.places import STARTER
from desk.releases import load_releases, release
from desk.rulebooks import Published, every, in_force, load_versions, of_version, publish
from domain.rulebook.clauses import Rulebook, content_of, digest_of
from domain.rulebook.releases import AttachRelease, Document
from domain.rulebook.versions import VersionTaken
from storage import outbox, rulebooks, streams
from storage.database import Database
from storage.exceptions import RulebookBent
from storage.files import read_rulebook
from storage.tables import RulebookRow, table
from tests.domain.rulebook.books import BOOKS

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
FIRST = read_rulebook(STARTER)


def next_one(version: str = "9.1.0") -> Rulebook:
    made = replace(FIRST, version=version, scope="Everybody.")
    return replace(made, digest=digest_of(made))


@pytest.fixture
def store(database: Database) -> Database:
    found = database.write_now(lambda conn: publish(conn, FIRST, "The first one.", "operator", NOON, "C0GENERAL"))
    assert isinstance(found, Published)
    return database


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25, deadline=None)
@given(BOOKS)
def test_what_was_kept_is_read_as_it_was(database: Database, book: Rulebook) -> None:
    digest = database.write_now(lambda conn: rulebooks.keep(conn, book))
    found = database.read_now(lambda conn: rulebooks.load(conn, digest))
    assert digest == book.digest == found.digest == digest_of(found)
    assert content_of(found) == content_of(book)
    assert list(found.clauses) == list(book.clauses)


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
