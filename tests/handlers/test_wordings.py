"""A house may say things in its own words and in more languages; whatever is wrong with one of them breaks nothing."""

from pathlib import Path

import pytest

from handlers.locale.catalogue import read_catalogue, wording_problems

HEAD = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n\n'


def written(tmp_path: Path, language: str, *entries: tuple[str, str]) -> Path:
    folder = tmp_path / "notices" / language
    folder.mkdir(parents=True)
    lines = "\n".join(f'msgid "{key}"\nmsgstr "{said}"\n' for key, said in entries)
    (folder / "ours.po").write_text(HEAD + lines, encoding="utf-8")
    return tmp_path / "notices"


def test_a_sentence_of_the_house_stands_in_for_ours(tmp_path: Path) -> None:
    own = written(tmp_path, "en", ("outcome.thanks", "Thank you. The AI Office reads every report."))
    assert wording_problems(own) == ()
    catalogue = read_catalogue(own=own)
    assert catalogue.words("en-GB")("outcome.thanks") == "Thank you. The AI Office reads every report."
    assert catalogue.words("de-DE")("outcome.thanks") == "Danke für Ihre Meldung."
    assert catalogue.words("fi-FI")("outcome.thanks") == "Thank you. The AI Office reads every report."


def test_a_language_of_the_house_speaks_english_where_it_lacks_a_sentence(tmp_path: Path) -> None:
    own = written(tmp_path, "nl", ("outcome.thanks", "Bedankt voor uw melding."))
    assert wording_problems(own) == ()
    dutch = read_catalogue(own=own).words("nl-NL")
    assert dutch("outcome.thanks") == "Bedankt voor uw melding."
    assert dutch("kit.close") == "Close"
    assert dutch.some("time.days", 2) == "2 days"


@pytest.mark.parametrize(
    ("key", "said", "wrong"),
    [
        ("outcome.thank", "Thanks", "is nothing that Ombud says"),
        ("outcome.decided", "Case {number} ended.", "has {number}; it may have {case}, {finding}"),
        ("outcome.decided", "Case {case.__class__}", "has {case.__class__}"),
        ("outcome.decided", "Case {case:>999999}", "has {case:>999999}"),
        ("outcome.thanks", "Thanks {}", "has {}; it may have none"),
        ("outcome.decided", "Case {case", "has a brace that is not closed"),
        ("card.acknowledge", "x" * 25, "may have 24 characters, and has 25"),
    ],
)
def test_what_is_wrong_is_named_and_ours_stays_in_force(tmp_path: Path, key: str, said: str, wrong: str) -> None:
    own = written(tmp_path, "en", ("kit.done", "Finished"), (key, said))
    [problem] = wording_problems(own)
    assert problem.startswith(f"notices/en/ours.po:7: {key} ")
    assert wrong in problem
    say = read_catalogue(own=own).words()
    assert say("kit.done") == "Finished"
    if key in say.sentences:
        assert say.sentences[key] == read_catalogue().words().sentences[key]


def test_plurals_must_be_whole(tmp_path: Path) -> None:
    own = written(tmp_path, "nl", ("time.days", "{count} dagen"))
    assert "needs 2 plural forms" in wording_problems(own)[0]
    assert read_catalogue(own=own).words("nl").some("time.days", 2) == "2 days"


@pytest.mark.parametrize(("language", "content"), [("xx", HEAD), ("en", HEAD + 'msgid "kit.done\n'), ("en", "\xff")])
def test_a_file_that_is_none_breaks_nothing(tmp_path: Path, language: str, content: str) -> None:
    own = written(tmp_path, language)
    (own / language / "ours.po").write_text(content, encoding="latin-1")
    [problem] = wording_problems(own)
    assert problem.startswith(f"notices/{language}/ours.po:")
    assert read_catalogue(own=own).words()("kit.done") == "Done"


def test_a_fuzzy_wording_is_left_out_until_somebody_looks(tmp_path: Path) -> None:
    own = written(tmp_path, "en")
    (own / "en" / "ours.po").write_text(HEAD + '#, fuzzy\nmsgid "kit.done"\nmsgstr "Perhaps"\n')
    assert read_catalogue(own=own).words()("kit.done") == "Done"
