"""Translations are read, quoted beside their source, searched, and part of what a version is."""

import hashlib
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.rulebook.answers import answer
from domain.rulebook.clauses import Clause, Rulebook, TranslatedClause, Translation, canonical, digest_of
from domain.rulebook.diff import diff
from domain.rulebook.quoting import Standing, front, in_words_of, quote, rules_for
from domain.rulebook.ranking import Ranker
from domain.rulebook.segments import whole
from storage.rulebooks import read_content
from tests.domain.rulebook.a_folder import good, planted, read

LOGS, DE, FRONT = "clauses/data/logs.md", "translations/de/clauses/data/logs.md", "translations/de/rulebook.yml"


RULES = read(good())


def test_a_clause_is_quoted_in_the_readers_language_beside_its_source() -> None:
    found = quote(RULES, RULES.clauses["data-logs"], "de")
    assert (found.standing, found.language) == (Standing.TRANSLATED, "en")
    assert found.clause.rule == "Fügen Sie kein Protokoll ein."
    assert found.source is RULES.clauses["data-logs"]
    # What a translation leaves out is the source's.
    assert found.clause.outcome == found.source.outcome


def test_a_translation_of_what_the_clause_said_before_is_outdated() -> None:
    rules = read(planted(LOGS, "not even one line", "not even one line or two"))
    found = quote(rules, rules.clauses["data-logs"], "de")
    assert found.standing is Standing.OUTDATED
    assert found.clause.rule == "Fügen Sie kein Protokoll ein."
    assert "one line or two" in found.source.rule
    assert quote(rules, rules.clauses["data-public"], "de").standing is Standing.TRANSLATED


def test_what_is_not_translated_is_shown_as_it_is_and_said_to_be() -> None:
    rules = read({name: text for name, text in good().items() if name != DE})
    clause = rules.clauses["data-logs"]
    found = quote(rules, clause, "de")
    assert (found.standing, found.clause) == (Standing.MISSING, clause)
    assert rules_for(rules, "de").clauses["data-logs"] == clause


@pytest.mark.parametrize("language", ["en", "fr", "", "xx"])
def test_a_language_that_the_rulebook_does_not_name_reads_the_source(language: str) -> None:
    clause = RULES.clauses["data-logs"]
    assert quote(RULES, clause, language).standing is Standing.SOURCE
    assert front(RULES, language).rules is RULES


def test_a_folder_of_a_language_that_is_not_named_is_no_part_of_the_rulebook() -> None:
    rules = read(planted("rulebook.yml", "languages: [en, de]", "languages: [en]"))
    assert rules.translations == {}


def test_scope_commitments_and_summary_are_read_in_the_readers_language() -> None:
    found = front(RULES, "de")
    assert (found.standing, found.rules.summary) == (Standing.TRANSLATED, ("Fügen Sie nie ein Protokoll ein.",))
    assert found.source.summary == ("Never paste a log.",)
    older = read(planted("rulebook.yml", "Never paste", "Do not paste"))
    assert front(older, "de").standing is Standing.OUTDATED
    without = read({name: text for name, text in good().items() if name != FRONT})
    assert (front(without, "de").standing, front(without, "de").rules) == (Standing.MISSING, without)


def test_headings_of_examples_are_words_of_the_language() -> None:
    rules = read(planted(DE, "- Es einzufügen.", "- Es einzufügen.\n- Es hochzuladen."))
    said = quote(rules, rules.clauses["data-logs"], "de").clause
    assert (said.allowed, said.prohibited) == (("Es zu beschreiben.",), ("Es einzufügen.", "Es hochzuladen."))


@pytest.mark.parametrize("heads", [("Erlaubt", "Verboten"), ("Autorisé", "Interdit"), ("認められる例", "禁止される例")])
def test_the_text_of_a_clause_ends_before_its_examples_in_every_language(heads: tuple[str, str]) -> None:
    body = f"Nie.\n\n### {heads[0]}\n\n- Beschreiben.\n\n### {heads[1]}\n\n- Einfügen.\n"
    assert whole(Clause("a", "Titel", "c", body)) == "Titel. Nie."


def test_a_question_finds_the_clause_by_the_words_of_its_translation() -> None:
    told = "Kopieren Sie kein Protokoll in ein Sprachmodell."
    rules = read(planted(DE, "Fügen Sie kein Protokoll ein.", told))
    question = "Darf ich ein Protokoll in ein Sprachmodell kopieren?"
    found = answer(rules, Ranker(rules), question)
    assert found.quoted is not None
    assert found.quoted.id == "data-logs"
    bare = replace(rules, translations={})
    assert answer(bare, Ranker(bare), question).quoted is None


def test_words_of_no_telling_language_are_looked_up_in_each() -> None:
    told = "Kopieren Sie kein Protokoll in ein Sprachmodell."
    rules = read(planted(DE, "Fügen Sie kein Protokoll ein.", told))
    assert Ranker(rules).rank("Protokoll Sprachmodell kopieren")[0].clause_id == "data-logs"


def test_a_question_in_the_sources_language_is_ranked_as_without_translations() -> None:
    bare = replace(RULES, translations={})
    for question in ("May I paste a log into a model?", "who approves this?", "Can we use public texts?"):
        assert Ranker(RULES).rank(question) == Ranker(bare).rank(question)


def test_a_translation_into_a_language_that_search_does_not_know_is_read_and_not_searched() -> None:
    rules = replace(RULES, languages=("en", "it"), translations={"it": RULES.translations["de"]})
    assert Ranker(rules).rank("May I paste a log?") == Ranker(RULES).rank("May I paste a log?")
    assert quote(rules, rules.clauses["data-logs"], "it").standing is Standing.TRANSLATED


def test_a_clause_without_a_translation_is_searched_in_the_sources_words() -> None:
    rules = read({name: text for name, text in good().items() if name != DE})
    searched = in_words_of(rules, "de").clauses
    assert searched["data-logs"] == rules.clauses["data-logs"]
    assert searched["data-public"].title == "Titel"


def test_a_translation_is_part_of_what_a_version_says() -> None:
    bare = replace(RULES, translations={}, digest="")
    # Whatever was published before there were translations keeps its digest.
    assert b"translations" not in canonical(bare)
    assert digest_of(bare) != digest_of(RULES)
    changed = read(planted(DE, "Fügen Sie", "Kopieren Sie"))
    (found,) = diff(RULES, changed).own
    assert found.field == "translations"
    assert found.before.startswith("de data-logs:")
    assert "Fügen Sie kein" in found.before
    assert "Kopieren Sie kein" in found.after
    assert diff(changed, changed).is_empty


TEXT = st.sampled_from(["", "Nie.", "„Über“ 1 %", "決して。", "a\nb", '"\\'])
TEXTS = st.lists(TEXT, max_size=2).map(tuple)
CLAUSES = st.builds(TranslatedClause, TEXT, TEXT, TEXT, outcome=TEXT, allowed=TEXTS, keywords=TEXTS)
TRANSLATIONS = st.builds(
    Translation, st.dictionaries(st.sampled_from(["a", "b"]), CLAUSES, max_size=2), st.just("sha256:1"), TEXT, TEXTS
)


@given(st.dictionaries(st.sampled_from(["de", "ja"]), TRANSLATIONS, max_size=2))
def test_a_translation_equals_itself_after_it_was_kept_and_read(translations: dict[str, Translation]) -> None:
    clauses = {name: Clause(name, "T", "c", "Body.") for name in ("a", "b")}
    rules = Rulebook("House", "1", clauses, languages=("en", "de", "ja"), translations=translations)
    content = canonical(rules)
    read_again = read_content(content, hashlib.sha256(content).hexdigest())
    assert read_again == rules
    assert canonical(read_again) == content
    for language in translations:
        for clause in clauses.values():
            assert quote(read_again, clause, language) == quote(rules, clause, language)


def test_readers_are_answered_with_translations_as_new_as_their_source() -> None:
    assert rules_for(RULES, "en") is RULES
    told = rules_for(RULES, "de")
    assert (told.clauses["data-logs"].title, told.summary) == ("Titel", ("Fügen Sie nie ein Protokoll ein.",))
    older = read(planted(LOGS, "not even one line", "not even one line or two"))
    assert rules_for(older, "de").clauses["data-logs"] == older.clauses["data-logs"]
    assert rules_for(older, "de").clauses["data-public"].title == "Titel"
