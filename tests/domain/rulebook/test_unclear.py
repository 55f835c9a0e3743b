"""What is unclear is asked back by the rulebook's own words; what decides is marked, and nothing is made up."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.places import STARTER
from domain.rulebook.answers import AnswerOutcome, Reason, alternatives, answer, answer_as_of
from domain.rulebook.clauses import Clause, Recognised, Rulebook, digest_of, joined
from domain.rulebook.marking import Example, marked
from domain.rulebook.matrix import Matrix
from domain.rulebook.ranking import Ranker
from domain.rulebook.segments import parts, sentences, split
from domain.rulebook.tables import Axis
from storage.files import read_rulebook
from storage.schemas import SCHEMAS

RULES = read_rulebook(STARTER)
RANKER = Ranker(RULES)
LOGS = Clause("logs", "Logs", "data", "Never paste a log of a machine.", when=("sensitivity: personal",))
PRICES = Clause("prices", "Prices", "data", "Never paste a list of prices.", when=("sensitivity: secret",))
AXES = (Axis("sensitivity", ("personal", "secret"), ("Personal", "Secret")),)
HOUSE = Rulebook(
    "House", "1", {"logs": LOGS, "prices": PRICES}, matrix=Matrix(AXES, ()),
    scope="Every use of a model is covered. Not covered are holidays and the canteen.",
    recognised=Recognised(("model",), ("holiday", "canteen"), {"sensitivity": ("data",)}, ("paste",)),
)  # fmt: skip


@pytest.mark.parametrize(
    "question",
    ["may I use customer data?", "can I put company data into ChatGPT?", "may I upload a file to ChatGPT?",
     "darf ich Daten in ChatGPT eingeben?", "¿puedo subir un archivo a ChatGPT?"],
)  # fmt: skip
def test_a_question_that_does_not_say_which_data_is_asked_back(question: str) -> None:
    found = answer(RULES, RANKER, question)
    assert (found.outcome, found.reason, found.answered) == (AnswerOutcome.UNCLEAR, Reason.NEEDS_FACTS, True)
    assert found.missing is not None
    assert found.missing.dimension == "sensitivity"
    chosen = {one.value: one.clause.id for one in found.missing.choices}
    assert (chosen["public"], chosen["secret"], chosen["special"]) == (
        "data-public", "data-secrets", "data-special-category",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("question", "clause"),
    [
        ("can I paste a client's e-mail address into a chat assistant?", "data-customer-personal"),
        ("may I fine-tune on support chats?", "data-fine-tuning-support"),
        ("Can I paste a file with a live password into the assistant?", "data-secrets"),
    ],
)
def test_a_question_that_says_which_is_answered(question: str, clause: str) -> None:
    found = answer(RULES, RANKER, question)
    assert (found.outcome, found.reason) == (AnswerOutcome.COVERED, None)
    assert found.shown[0].id == clause


def test_rivals_for_different_values_need_the_fact_unless_the_question_names_it() -> None:
    ranker = Ranker(HOUSE)
    found = answer(HOUSE, ranker, "never paste")
    assert found.reason is Reason.NEEDS_FACTS
    assert found.missing is not None
    assert [one.clause for one in found.missing.choices] == [LOGS, PRICES]
    assert answer(HOUSE, ranker, "never paste, personal").missing is None


def test_rivals_without_conditions_compete() -> None:
    plain = {name: replace(one, when=()) for name, one in HOUSE.clauses.items()}
    rules = replace(HOUSE, clauses=plain)
    found = answer(rules, Ranker(rules), "never paste")
    assert (found.outcome, found.reason) == (AnswerOutcome.UNCLEAR, Reason.COMPETING)
    assert [one.id for one in found.shown] == ["logs", "prices"]


def test_what_the_scope_leaves_out_is_quoted_and_never_said_of_a_question_about_models() -> None:
    ranker = Ranker(HOUSE)
    found = answer(HOUSE, ranker, "when does the canteen open?")
    assert (found.reason, found.outside) == (Reason.OUT_OF_SCOPE, "Not covered are holidays and the canteen.")
    assert answer(HOUSE, ranker, "may a model plan the canteen?").reason is Reason.NO_CLAUSE
    unsaid = replace(HOUSE, recognised=None)
    assert answer(unsaid, Ranker(unsaid), "when does the canteen open?").reason is Reason.NO_CLAUSE


def test_an_earlier_version_says_that_a_clause_came_later() -> None:
    earlier = replace(HOUSE, clauses={"logs": LOGS})
    earlier, today = (replace(one, digest=digest_of(one)) for one in (earlier, HOUSE))
    found = answer_as_of(earlier, Ranker(earlier), today, Ranker(today), "list of prices")
    assert (found.outcome, found.reason) == (AnswerOutcome.NOT_COVERED, Reason.NOT_IN_FORCE)
    assert found.nearest == PRICES
    same = answer_as_of(earlier, Ranker(earlier), today, Ranker(today), "a log of a machine")
    assert same == answer(earlier, Ranker(earlier), "a log of a machine")


def test_the_sentence_that_decides_is_marked_and_so_is_an_example() -> None:
    rule = answer(RULES, RANKER, "who approves fine-tuning on support chats, the privacy office?")
    assert rule.quoted is not None
    assert "**You may fine-tune a model on support chats" in marked(rule.quoted, rule.deciding[rule.quoted.id]).text
    named = answer(RULES, RANKER, "exporting last month's help desk tickets into a training set")
    assert named.quoted is not None
    shown = marked(named.quoted, named.deciding[named.quoted.id])
    assert shown.kind is Example.PROHIBITED
    assert shown.example.startswith("**Exporting last month's help desk tickets")


@pytest.mark.parametrize("clause", RULES.clauses.values(), ids=lambda clause: clause.id)
def test_marking_adds_nothing_but_the_mark(clause: Clause) -> None:
    plain = marked(clause, None).text
    for number, part in enumerate(parts(clause)):
        shown = marked(clause, number)
        assert shown.text.replace("**", "") == plain
        assert (shown.text + shown.example).count("**") == 2
        assert joined(part) in (shown.text + shown.example).replace("**", "")


@settings(max_examples=200, deadline=None)
@given(st.text("ab.!? \n-*#。文", max_size=300), st.integers(0, 30))
def test_any_text_can_be_marked(body: str, part: int) -> None:
    clause = Clause("x", "Title", "general", body)
    assert marked(clause, part).text
    assert len(parts(clause)) <= len(sentences(clause))


@settings(max_examples=100, deadline=None)
@given(
    st.lists(st.sampled_from(["data", "file", "upload", "AI", "holiday", "contract", "password", "who"]), max_size=5)
)
def test_outcome_reason_and_clauses_agree(words: list[str]) -> None:
    question = " ".join(words)
    found = answer(RULES, RANKER, question)
    unclear = found.outcome is AnswerOutcome.UNCLEAR
    assert (found.reason in (Reason.COMPETING, Reason.NEEDS_FACTS)) == unclear
    assert (found.reason is None) == (found.outcome is AnswerOutcome.COVERED)
    assert (found.missing is not None) == (found.reason is Reason.NEEDS_FACTS)
    assert bool(found.shown) == found.answered
    if found.shown:
        assert found.shown[0].id == found.clauses[0].clause_id
        assert found.shown[0] not in alternatives(RULES, RANKER, question)


def test_the_words_are_known_to_check_and_to_editors() -> None:
    assert RULES.recognised is not None
    assert set(RULES.recognised.open) == {"sensitivity"}
    fields = SCHEMAS["rulebook"]["properties"]["recognise"]["properties"]
    assert set(fields) == {"inside", "outside", "open", "filling"}
    assert split("One. Two.") == ("One.", "Two.")
