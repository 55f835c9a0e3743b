"""`ombud rulebook translations` and `ombud ask --language`: what a translator and a reader of a language meet."""

import re
from pathlib import Path

import pytest

from domain.rulebook.clauses import TranslatedLadder, TranslatedMatrix
from storage.files import check_rulebook, read_rulebook
from tests.bot.test_commands import ombud
from tests.domain.rulebook.a_folder import good

DE, FRONT = "translations/de/clauses/data/logs.md", "translations/de/rulebook.yml"
MATRIX, LADDER = "translations/de/matrix.yml", "translations/de/ladder.yml"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in good().items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def test_nothing_lags(folder: Path) -> None:
    done = ombud("rulebook", "translations", "de", str(folder))
    assert (done.returncode, done.stdout) == (
        0,
        "de: 2 clauses, rulebook.yml, matrix.yml and ladder.yml; to be done: 0.\n",
    )


def test_a_translator_starts_from_written_files_and_an_empty_one_counts_as_missing(folder: Path) -> None:
    (folder / DE).unlink()
    (folder / FRONT).unlink()
    done = ombud("rulebook", "translations", "de", str(folder), "--write")
    assert done.stdout.splitlines() == [
        f"{FRONT}: missing; a file to begin with is written",
        f"{DE}: missing; a file to begin with is written",
        "de: 2 clauses, rulebook.yml, matrix.yml and ladder.yml; to be done: 2.",
    ]
    told = (folder / DE).read_text(encoding="utf-8")
    assert "title:  # Logs in a model" in told
    assert "<!--\nNever paste a log into a model" in told
    # Nobody reads the source as a translation meanwhile.
    assert {(one.file, one.code) for one in check_rulebook(folder)} == {
        (DE, "translation-missing"), (FRONT, "translation-missing"),
    }  # fmt: skip
    assert "to be done: 2" in ombud("rulebook", "translations", "de", str(folder), "--write").stdout
    filled = told.replace("title:  #", "title: Protokolle  #").replace("-->\n", "-->\n\nKein Protokoll.\n")
    filled += "\n### Erlaubt\n\n- Es zu beschreiben.\n\n### Verboten\n\n- Es einzufügen.\n"
    (folder / DE).write_text(filled, encoding="utf-8")
    assert [one.file for one in check_rulebook(folder)] == [FRONT, FRONT]


def test_a_compared_translation_is_confirmed(folder: Path) -> None:
    source = folder / "clauses/data/logs.md"
    source.write_text(source.read_text(encoding="utf-8").replace("It may hold", "It can hold"), encoding="utf-8")
    assert f"{DE}: older than its source" in ombud("rulebook", "translations", "de", str(folder)).stdout
    done = ombud("rulebook", "translations", "de", str(folder), "--confirm", "data-logs")
    assert done.stdout.endswith("to be done: 0.\n")
    assert check_rulebook(folder) == ()
    again = ombud("rulebook", "translations", "de", str(folder), "--confirm", "data-logs")
    assert (again.returncode, "nothing to confirm" in again.stderr) == (2, True)


def assert_confirmed_once_older(folder: Path, file: str, before: str, after: str) -> None:
    assert check_rulebook(folder) == ()
    source = folder / Path(file).name
    source.write_text(source.read_text(encoding="utf-8").replace(before, after), "utf-8")
    assert f"{file}: older than its source" in ombud("rulebook", "translations", "de", str(folder)).stdout
    done = ombud("rulebook", "translations", "de", str(folder), "--confirm", source.name)
    assert done.stdout.endswith("to be done: 0.\n")
    assert check_rulebook(folder) == ()


def test_a_matrix_begins_with_its_source_as_comments_and_is_confirmed(folder: Path) -> None:
    (folder / MATRIX).unlink()
    done = ombud("rulebook", "translations", "de", str(folder), "--write")
    assert f"{MATRIX}: missing; a file to begin with is written" in done.stdout
    told = (folder / MATRIX).read_text(encoding="utf-8")
    assert "intent:\n  draft:  # Draft\n  decide:  # Decide about people\n" in told
    assert told.endswith("controls:\n  person:  # A person checks the result.\nwhy:\n  # - A person decides.\n")
    # Nobody reads it meanwhile, and it counts as missing.
    assert {(one.file, one.code) for one in check_rulebook(folder)} == {(MATRIX, "translation-missing")}
    assert read_rulebook(folder).translations["de"].matrix == TranslatedMatrix()
    filled = re.sub(r"(  \w+:  )# (.*)", r"\1\2 auf Deutsch", told).replace("# - A person decides.", "- Ein Mensch.")
    (folder / MATRIX).write_text(filled, encoding="utf-8")
    assert_confirmed_once_older(folder, MATRIX, "A person checks", "Somebody checks")


def test_a_ladder_begins_with_its_source_as_comments_and_is_confirmed(folder: Path) -> None:
    (folder / LADDER).unlink()
    done = ombud("rulebook", "translations", "de", str(folder), "--write")
    assert f"{LADDER}: missing; a file to begin with is written" in done.stdout
    told = (folder / LADDER).read_text(encoding="utf-8")
    assert "recurrence:\n  first:  # first\n  second:  # second\n" in told
    assert told.endswith("measures:\n  warning:  # Warning\n  limit:  # Limit\n  end:  # The end\n")
    # Nobody reads it meanwhile, and it counts as missing.
    assert {(one.file, one.code) for one in check_rulebook(folder)} == {(LADDER, "translation-missing")}
    assert read_rulebook(folder).translations["de"].ladder == TranslatedLadder()
    (folder / LADDER).write_text(re.sub(r"(  \w+:  )# (.*)", r"\1\2 auf Deutsch", told), encoding="utf-8")
    assert_confirmed_once_older(folder, LADDER, "The end", "An end")


def test_only_tables_that_there_are_are_told(folder: Path) -> None:
    for name in ("matrix.yml", "scenarios.yml", MATRIX):
        (folder / name).unlink()
    assert "2 clauses, rulebook.yml and ladder.yml;" in ombud("rulebook", "translations", "de", str(folder)).stdout
    for name in ("ladder.yml", LADDER):
        (folder / name).unlink()
    assert "2 clauses, rulebook.yml;" in ombud("rulebook", "translations", "de", str(folder)).stdout


def test_a_language_is_prepared_before_anybody_reads_it(folder: Path) -> None:
    done = ombud("rulebook", "translations", "es", str(folder), "--write")
    assert done.stdout.endswith("Add es to languages in rulebook.yml, and people read it.\n")
    assert ombud("rulebook", "translations", "en", str(folder)).returncode == 2


def test_clauses_are_quoted_in_the_language_that_is_asked_for(folder: Path) -> None:
    asked = ("ask", "May I paste a log into a model?", "--ranking", "lexical", "--rulebook", str(folder))
    told = ombud(*asked, "--language", "de").stdout
    assert told.startswith("data-logs — Titel (House, version 1.0.0)\n  Fügen Sie kein Protokoll ein.")
    assert "A translation; the original (en) governs: Never paste a log into a model, not even one line." in told
    assert "governs" not in ombud(*asked).stdout
    assert '"standing": "translated"' in ombud(*asked, "--language", "de", "--json").stdout
    wrong = ombud(*asked, "--language", "fr")
    assert (wrong.returncode, "one of en, de" in wrong.stderr) == (2, True)
    text = (folder / DE).read_text(encoding="utf-8")
    (folder / DE).write_text(re.sub("source: .*", "source: sha256:0", text), encoding="utf-8")
    older = ombud(*asked, "--language", "de").stdout
    assert older.index("Never paste a log") < older.index("Older wording (de), translated before the rule changed")
