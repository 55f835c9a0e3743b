"""The parts of the ranking, each by its own law."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.places import STARTER
from domain.rulebook.clauses import Clause, Rulebook
from domain.rulebook.everyday import in_policy_words
from domain.rulebook.languages import language_of
from domain.rulebook.lexical import Lexicon
from domain.rulebook.nearness import FULL, IN_TRANSLATION, QUICK, Kind, Meaning, Space
from domain.rulebook.ranking import Ranker
from domain.rulebook.segments import LONGEST, MOST, SENTENCE, parts, sentences, whole
from storage.files import read_rulebook

RULES = read_rulebook(STARTER)


@pytest.mark.parametrize(
    ("said", "language"),
    [
        ("may I paste a contract into a chatbot?", "en"),
        ("Darf ich einen Vertrag in einen Chatbot kopieren?", "de"),
        ("¿Puedo pegar un contrato en un chatbot?", "es"),
        ("Puis-je coller un contrat dans un chatbot ?", "fr"),
        ("契約書をチャットボットに貼り付けてもいいですか", "ja"),
        ("wifi", "en"),
        ("", "en"),
    ],
)
def test_the_language_of_a_question_is_guessed(said: str, language: str) -> None:
    assert language_of(said) == language


def test_everyday_words_get_what_policies_call_them_and_stay() -> None:
    assert in_policy_words("may my boss read my Gmail") == (
        "may my boss (manager, supervisor) read my Gmail (personal e-mail)"
    )
    assert in_policy_words("the embosser") == "the embosser"


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=400))
def test_nothing_that_was_asked_is_lost(said: str) -> None:
    kept = iter(in_policy_words(said))
    assert all(letter in kept for letter in said)


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=6000), st.text(max_size=60))
def test_every_clause_has_a_text_of_each_kind_within_bounds(body: str, title: str) -> None:
    clause = Clause("x", title, "general", body)
    assert len(whole(clause)) <= LONGEST
    assert 1 <= len(sentences(clause)) <= MOST
    assert all(len(one) <= len(title) + 2 + SENTENCE for one in sentences(clause))


def test_examples_and_keywords_are_heard_as_sentences() -> None:
    body = "No names.\n\n### Allowed\n- a poem\n- a summary of a talk"
    clause = Clause("x", "Chats", "c", body, keywords=("nickname of a person",))
    assert "Chats: a summary of a talk" in sentences(clause)
    assert "Chats: nickname of a person" in sentences(clause)
    assert "poem" not in whole(clause)


def test_an_item_is_heard_without_what_leads_to_its_whole_list_too() -> None:
    clause = Clause("x", "Networks", "c", "The following is prohibited: Mining of coins. Note: it is logged.")
    assert sentences(clause) == (
        "Networks: The following is prohibited: Mining of coins.",
        "Networks: Note: it is logged.",
        "Networks: Mining of coins.",
    )
    assert len(parts(clause)) == 2


def test_items_of_a_long_list_leave_room_for_the_keywords() -> None:
    body = "\n".join(f"- Group {n} is closed: Nobody enters room {n}." for n in range(MOST - 2))
    clause = Clause("x", "Rooms", "c", body, keywords=("locked door",))
    assert len(sentences(clause)) == MOST
    assert "Rooms: locked door" in sentences(clause)


def test_each_language_is_stemmed_in_its_own_way() -> None:
    lexicon = Lexicon(RULES)
    assert lexicon.words("Darf ich Verträge kopieren?") == lexicon.words("Kann ich den Vertrag kopieren?")
    assert lexicon.words("puis-je copier l'image ?") == ["copi", "imag"]
    assert lexicon.words("会議を録音") == ["会議", "議を", "を録", "録音"]


def a_meaning(kinds: tuple[Kind, ...], count: int, near: int) -> Meaning:
    """Clauses whose texts point in directions of their own, and a question that points to one of them."""
    rows = np.eye(count, dtype=np.float32)
    spaces = {kind: Space(rows, [1] * count, np.zeros((0, count), dtype=np.float32)) for kind in kinds}
    return Meaning(spaces, {kind.encoder: lambda _: rows[near] for kind in kinds})


@pytest.mark.parametrize("kinds", [QUICK, FULL])
@pytest.mark.parametrize("said", ["zzz", "何ですか"])
def test_meaning_finds_what_words_cannot(kinds: tuple[Kind, ...], said: str) -> None:
    clauses = {f"c{n}": Clause(f"c{n}", f"Title {n}", "c", "Text.") for n in range(6)}
    rules = Rulebook("Six", "1", clauses)
    ranked = Ranker(rules, a_meaning(kinds, 6, near=4)).rank(said)
    assert ranked[0].clause_id == "c4"
    assert all(0 <= one.score <= 1 for one in ranked)
    assert [one.score for one in ranked] == sorted((one.score for one in ranked), reverse=True)


@pytest.mark.parametrize("kinds", [QUICK, FULL])
@pytest.mark.parametrize(
    ("said", "found"), [("Darf ich das nicht?", "c2"), ("¿Puedo con esto?", "c4"), ("may I?", "c4")]
)
def test_a_translation_is_heard_by_questions_in_its_language_alone(
    kinds: tuple[Kind, ...], said: str, found: str
) -> None:
    clauses = {f"c{n}": Clause(f"c{n}", f"Title {n}", "c", "This is what you may do.") for n in range(6)}
    rules = Rulebook("Six", "1", clauses)
    asked = np.array([0.0, 0.0, 0.10, 0.0, 0.12, 0.0, 0.9877], dtype=np.float32)
    none, german = np.zeros((0, 7), dtype=np.float32), np.eye(6, 7, dtype=np.float32)
    source = Space(german.copy(), [1] * 6, none)
    german[2] = asked
    heard = {kind: Space(german, [1] * 6, none) for kind in kinds if kind in IN_TRANSLATION}
    meaning = Meaning(dict.fromkeys(kinds, source), {kind.encoder: lambda _: asked for kind in kinds}, {"de": heard})
    ranked = Ranker(rules, meaning).rank(said)
    assert ranked[0].clause_id == found
    assert all(0 <= one.score <= 1 for one in ranked)


def test_a_clause_near_to_every_question_gives_way() -> None:
    vectors = np.array([[0.8, 0.6], [1.0, 0.0], [0.6, 0.8]], dtype=np.float32)  # the first clause has two texts
    question = np.array([0.86, 0.51], dtype=np.float32)
    space = Space(vectors, [2, 1], np.array([[1.0, 0.0]] * 20, dtype=np.float32))
    near = space.near(question)
    assert near.raw[0] > near.raw[1]
    assert near.fair[0] < near.fair[1]


def test_a_question_of_several_tokens_is_as_near_as_each_is_to_what_is_nearest_to_it() -> None:
    tokens = np.array([[1.0, 0.0], [0.0, 1.0], [0.6, 0.8]], dtype=np.float32)  # two are of one clause
    near = Space(tokens, [2, 1], np.zeros((0, 2), dtype=np.float32)).near(np.eye(2, dtype=np.float32))
    assert near.raw == pytest.approx([1.0, 0.7], abs=0.01)
    assert near.fair == pytest.approx(near.raw)


def test_one_clause_is_enough_and_nothing_said_is_answered_with_zeros() -> None:
    rules = Rulebook("One", "1", {"c": Clause("c", "Only", "c", "Text.")})
    ranker = Ranker(rules, a_meaning(FULL, 1, near=0))
    assert ranker.rank("anything")[0].clause_id == "c"
    assert [one.score for one in ranker.rank("🦓 !")] == [0.0]
    assert Ranker(replace(rules, clauses={}), None).rank("anything") == ()
