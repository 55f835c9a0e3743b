"""What is covered is quoted, and what is not covered is said. The bars were measured, not chosen."""

import json
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.places import STARTER
from domain.rulebook.answers import AnswerOutcome, answer
from domain.rulebook.clauses import Rulebook, digest_of
from domain.rulebook.ranking import Ranker, plain
from storage.files import read_rulebook

RULES = read_rulebook(STARTER)
RANKER = Ranker(RULES)
HELD_OUT = [json.loads(line) for line in (Path(__file__).parent / "held_out.jsonl").read_text().splitlines()]


def test_held_out_questions_find_their_clause_or_hear_that_there_is_none() -> None:
    covered = [one for one in HELD_OUT if one["clause"]]
    uncovered = [one for one in HELD_OUT if not one["clause"]]
    found = [(one, answer(RULES, RANKER, one["question"])) for one in covered]
    first = sum(got.clauses[0].clause_id == one["clause"] for one, got in found) / len(covered)
    withheld = sum(not got.answered for _, got in found) / len(covered)
    made_up = sum(answer(RULES, RANKER, one["question"]).answered for one in uncovered) / len(uncovered)
    assert (first >= FIRST, withheld <= WITHHELD, made_up <= MADE_UP) == (True, True, True), (first, withheld, made_up)


# The bars of 17 clauses, which 110 keep; docs/decisions/0002-ranking.md has the figures.
FIRST, WITHHELD, MADE_UP = 0.92, 0.12, 0.12


def test_an_answer_lists_at_least_five_clauses_even_when_not_covered() -> None:
    for question in ("may I fine-tune on support chats?", "may I bring my dog to the office?", "", "🦓"):
        assert len(answer(RULES, RANKER, question).clauses) >= 5


def test_an_empty_rulebook_covers_nothing() -> None:
    empty = Rulebook("Empty", "1", {})
    assert answer(empty, Ranker(empty), "anything?").outcome is AnswerOutcome.NOT_COVERED


def test_slack_marks_are_understood_as_meant() -> None:
    assert plain("<@U1|ana> what&#39;s <https://x.example|the “rule”> &amp; more").split() == [
        "what's", "the", '"rule"', "&", "more",
    ]  # fmt: skip
    assert plain("half a zebra \ud83e") == "half a zebra ?"  # no encoder reads it, and nothing can be kept of it


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=6000))
def test_any_text_is_answered_the_same_way_twice(question: str) -> None:
    first = answer(RULES, RANKER, question)
    assert first == answer(RULES, RANKER, question)
    scores = [one.score for one in first.clauses]
    assert scores == sorted(scores, reverse=True)
    assert all(0 <= score <= 1 for score in scores)


def test_the_digest_is_of_what_is_said() -> None:
    assert RULES.digest == digest_of(RULES)
    assert RULES.digest != digest_of(Rulebook(RULES.name, "9", RULES.clauses))
