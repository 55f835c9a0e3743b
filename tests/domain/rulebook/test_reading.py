"""A message is a courtesy, a whole question, or goes on from the one before."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.rulebook.clauses import Clause, Rulebook
from domain.rulebook.ranking import Ranker
from domain.rulebook.reading import Courtesy, courtesy, goes_on, read

CHATS = Clause("chats", "Fine-tuning on support chats", "data", "Fine-tune on support chats only with consent.")
GUESTS = Clause("guests", "Contractors and agencies", "people", "Contractors use the assistant under contract.")
RULES = Rulebook("Rules", "1", {one.id: one for one in (CHATS, GUESTS)})
RANKER = Ranker(RULES)
ASKED = "May I fine-tune on support chats?"


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("hi", Courtesy.HELP),
        ("Hello there, Ombud!", Courtesy.HELP),
        ("guten Morgen 👋", Courtesy.HELP),
        ("help", Courtesy.HELP),
        ("What can you do?", Courtesy.HELP),
        ("", Courtesy.HELP),
        ("???", Courtesy.HELP),
        (":wave: :tada:", Courtesy.HELP),
        ("Thanks a lot!", Courtesy.THANKS),
        ("ok, thank you so much", Courtesy.THANKS),
        ("vielen Dank", Courtesy.THANKS),
        ("hi, may I use Copilot?", None),
        ("thanks, and for contractors?", None),
        ("Copilot", None),
        ("日本語", None),
    ],
)
def test_courtesies(text: str, meant: Courtesy | None) -> None:
    assert courtesy(text) is meant


@pytest.mark.parametrize(
    "text", ["and for contractors?", "What about contractors?", "contractors?", "und für Externe?"]
)
def test_what_goes_on(text: str) -> None:
    assert goes_on(RANKER, text)


@pytest.mark.parametrize("text", ["May contractors use it?", "Who signs?", "Our agency wants access to customer chats"])
def test_what_stands_alone(text: str) -> None:
    assert not goes_on(RANKER, text)


def test_a_continuation_is_answered_with_the_question_that_it_continues() -> None:
    reading = read(RULES, RANKER, "and for contractors?", ["hello", ASKED, "thanks"])
    assert (reading.joined, reading.question) == (True, f"{ASKED} and for contractors?")
    assert reading.found.quoted == CHATS
    assert reading.found.further == (GUESTS,)


def test_a_continuation_of_a_continuation_goes_back_to_the_whole_question() -> None:
    reading = read(RULES, RANKER, "and in Berlin?", ["May I paste keys?", ASKED, "and for contractors?"])
    assert reading.question == f"{ASKED} and for contractors? and in Berlin?"


def test_a_whole_question_forgets_what_was_asked_before() -> None:
    reading = read(RULES, RANKER, "May contractors use the assistant?", [ASKED])
    assert (reading.joined, reading.found.quoted) == (False, GUESTS)


def test_what_finds_a_rule_only_alone_is_answered_alone() -> None:
    reading = read(
        RULES, RANKER, "and contractors?", ["May penguins juggle flaming torches near volcanoes at midnight?"]
    )
    assert (reading.joined, reading.found.quoted) == (False, GUESTS)


def test_with_nothing_before_a_fragment_is_answered_as_it_is() -> None:
    assert not read(RULES, RANKER, "and for contractors?").joined
    assert not read(RULES, RANKER, "and for contractors?", ["hi"]).joined


@given(st.text(max_size=6000), st.lists(st.text(max_size=300), max_size=4))
def test_every_message_is_read(said: str, before: list[str]) -> None:
    reading = read(RULES, RANKER, said, before)
    assert reading.joined or reading.question == said
    assert courtesy(said) in {None, *Courtesy}
