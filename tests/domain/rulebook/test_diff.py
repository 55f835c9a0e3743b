"""What changed between two rulebooks, and in which direction."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings

from bot.places import STARTER
from domain.rulebook.clauses import Clause, Rulebook, content_of
from domain.rulebook.diff import Change, Mark, clause_change, clause_history, diff, marked
from domain.rulebook.matrix import Ruling
from domain.rulebook.meaning import version_stands_still
from storage.files import read_rulebook
from tests.domain.rulebook.books import BOOKS, TEXT

QUICK = settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow])  # books are large
CLAUSE = Clause(
    "data-logs", "Logs", "data", "Delete logs.", kind="obligation", severity="medium", threshold="within 30 days"
)


def book(version: str, *clauses: Clause) -> Rulebook:
    return Rulebook("House", version, {one.id: one for one in clauses})


@QUICK
@given(BOOKS)
def test_a_version_does_not_differ_from_itself(one: Rulebook) -> None:
    assert diff(one, one).is_empty
    for clause in one.clauses:
        assert clause_history([one, one, one], clause) == clause_history([one], clause)
    assert version_stands_still(one, one) is None


@QUICK
@given(BOOKS, BOOKS)
def test_what_says_the_same_has_the_same_digest_and_nothing_else_has(one: Rulebook, other: Rulebook) -> None:
    assert (one.digest == other.digest) == (content_of(one) == content_of(other))
    if one.digest == other.digest:
        assert diff(one, other).is_empty


@QUICK
@given(BOOKS, BOOKS)
def test_added_one_way_is_removed_the_other_way(one: Rulebook, other: Rulebook) -> None:
    there, back = diff(one, other), diff(other, one)
    assert {c.clause for c in there.of(Change.ADDED)} == {c.clause for c in back.of(Change.REMOVED)}
    assert {c.clause for c in there.of(Change.STRICTER)} == {c.clause for c in back.of(Change.LAXER)}
    assert {c.clause for c in there.of(Change.REWORDED)} == {c.clause for c in back.of(Change.REWORDED)}


@given(TEXT, TEXT)
def test_marked_words_hold_both_texts(before: str, after: str) -> None:
    runs = marked(before, after)
    assert " ".join(r.text for r in runs if r.mark is not Mark.NEW).split() == before.split()
    assert " ".join(r.text for r in runs if r.mark is not Mark.GONE).split() == after.split()


@pytest.mark.parametrize(
    ("kind", "before", "after", "change"),
    [
        ("obligation", "within 30 days", "within 14 days", Change.STRICTER),
        ("obligation", "within 30 days", "within 60 days", Change.LAXER),
        ("obligation", "at least 2 people", "at least 3 people", Change.STRICTER),
        ("prohibition", "more than 50 records", "more than 10 records", Change.STRICTER),
        ("prohibition", "more than 50 records", "more than 1,000 records", Change.LAXER),
        ("prohibition", "within 30 days", "within 14 days", Change.CHANGED),
        ("permission", "up to 50 records", "up to 10 records", Change.STRICTER),
        ("obligation", "within 30 days, at least 2 people", "within 14 days, at least 1 people", Change.CHANGED),
        ("obligation", "within 30 days", "within 14 weeks", Change.CHANGED),
        ("obligation", "30 days", "14 days", Change.CHANGED),
        ("process", "within 30 days", "within 14 days", Change.CHANGED),
    ],
)
def test_a_threshold_says_which_way_it_went(kind: str, before: str, after: str, change: Change) -> None:
    old = replace(CLAUSE, kind=kind, threshold=before)
    found = clause_change(old, replace(old, threshold=after, body="Other words."))
    assert found is not None
    assert found.change is change


def test_severity_and_kind_say_which_way_they_went() -> None:
    def fate(**more: str) -> Change:
        found = clause_change(CLAUSE, replace(CLAUSE, **more))
        assert found is not None
        return found.change

    assert fate(severity="high") is Change.STRICTER
    assert fate(severity="low") is Change.LAXER
    assert fate(kind="prohibition") is Change.STRICTER
    assert fate(kind="permission", severity="low") is Change.LAXER
    assert fate(kind="permission", severity="high") is Change.CHANGED
    assert fate(body="Delete every log.", owner="desk") is Change.REWORDED
    assert fate(scope="everybody") is Change.CHANGED
    assert clause_change(CLAUSE, replace(CLAUSE, file="elsewhere.md")) is None


def test_the_life_of_a_clause() -> None:
    shorter = replace(CLAUSE, threshold="within 14 days")
    books = [book("1"), book("2", CLAUSE), book("3", CLAUSE), book("4", shorter), book("5"), book("6", shorter)]
    told = clause_history(books, CLAUSE.id)
    assert [(number, one.change) for number, one in told] == [
        (1, Change.ADDED), (3, Change.STRICTER), (4, Change.REMOVED), (5, Change.ADDED),
    ]  # fmt: skip


def test_a_row_of_the_matrix_that_changed_is_told() -> None:
    rules = read_rulebook(STARTER)
    assert rules.matrix is not None
    rows = rules.matrix.rows
    stricter = replace(rules.matrix, rows=(replace(rows[0], ruling=Ruling.PROHIBITED, controls=()), *rows[1:]))
    (changed,) = diff(rules, replace(rules, matrix=stricter)).own
    assert changed.field == "matrix"
    assert "prohibited" in next(one.text for one in changed.words() if one.mark is Mark.NEW)
