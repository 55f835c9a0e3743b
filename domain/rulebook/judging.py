"""Everything that `ombud rulebook check` says of a folder, at once."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import PurePosixPath
from typing import Any

from domain.rulebook.answers import answer
from domain.rulebook.check import check_clauses
from domain.rulebook.clauses import Rulebook
from domain.rulebook.contradictions import judge_contradictions
from domain.rulebook.folders import Folder, drafted
from domain.rulebook.ladder_words import words_of_ladder
from domain.rulebook.layout import LADDER, MATRIX, SCENARIOS, SETTINGS
from domain.rulebook.matrix import AXES
from domain.rulebook.matrix_words import words_of_matrix
from domain.rulebook.meaning import version_stands_still
from domain.rulebook.norms import check_norms
from domain.rulebook.placed import Placed
from domain.rulebook.problems import Problem, waived
from domain.rulebook.ranking import Ranker
from domain.rulebook.scenario_check import judge_scenarios
from domain.rulebook.scenarios import NOTHING
from domain.rulebook.table_words import check_words
from domain.rulebook.tables import listed, unknown_fields
from domain.rulebook.translations import FRONT, check_fronts, check_translations, language_of
from domain.rulebook.wording import GRADE, hard, lowered, pattern_of, vague

NEEDED = ("name", "version", "scope")
SETTING_FIELDS = ("name", "version", "languages", "scope", "commitments", "summary", "check", "recognise")
CHECK_FIELDS = ("vague", "not_vague", "grade")
RECOGNISE_FIELDS = ("inside", "outside", "open", "filling")
_KEY = re.compile(r"^(\w+)\s*:")


def judge(
    folder: Folder,
    words: Mapping[str, Sequence[str]],
    before: Rulebook | None = None,
    ranker_of: Callable[[Rulebook], Ranker] = Ranker,
) -> tuple[Problem, ...]:
    """Every problem, by file and line; those that a waiver allows are left out.

    `words` are vague words by language. `before` is the rulebook of the last release, where there is one. `ranker_of`
    makes what the questions of scenarios are asked with; without it that goes by words.
    """
    found = [*folder.problems]
    if not any(one.file == SETTINGS for one in found):
        found += _settings(folder.settings)
    found += check_clauses(folder.clauses, folder.texts.names)
    found += check_norms(folder.clauses, folder.norms)
    rules = drafted(folder, "")
    found += check_translations(folder.clauses, folder.translations, rules.languages)
    found += check_fronts(rules, folder.settings, folder.foreign[SETTINGS])
    found += _tables(folder, rules)
    found += _wording(folder, words, rules.languages[0])
    found += folder.unsound
    found += judge_contradictions(folder.clauses, folder.matrix)
    found += _cited(folder)
    if not folder.broken:
        if folder.scenarios:
            ranker = ranker_of(rules)
            read = folder.read[SCENARIOS]
            found += judge_scenarios(folder.scenarios, folder.matrix, lambda said: answer(rules, ranker, said), read)
        if before is not None and (says := version_stands_still(rules, before)):
            found.append(folder.settings.problem(("version",), says, "version-unchanged"))
    return tuple(waived(found, folder.texts.files))


def _tables(folder: Folder, rules: Rulebook) -> Iterator[Problem]:
    """How translations of matrix and ladder stand to them."""
    words = {
        MATRIX: words_of_matrix(rules.matrix) if rules.matrix else None,
        LADDER: words_of_ladder(rules.ladder) if rules.ladder else None,
    }
    for file, said in words.items():
        yield from check_words(said, folder.read.get(file), folder.foreign[file], rules.languages)


def _settings(settings: Placed) -> Iterator[Problem]:
    for name in NEEDED:
        if not settings.content.get(name):
            yield settings.problem((name,), f"{name} is missing", "field-missing")
    for name in map(str, settings.content):
        if name not in SETTING_FIELDS:
            says = f"{name} is no field of {SETTINGS}; there are {', '.join(SETTING_FIELDS)}"
            yield settings.problem((name,), says, "field-unknown")
    yield from _wishes(settings)
    yield from _recognised(settings)


def _recognised(settings: Placed) -> Iterator[Problem]:
    """What is wrong with the section `recognise`."""
    given = settings.content.get("recognise") or {}
    if not isinstance(given, Mapping):
        yield settings.problem(("recognise",), "recognise must be fields, one `name: value` a line")
        return
    yield from unknown_fields(settings, ("recognise",), given, RECOGNISE_FIELDS)
    left_open = given.get("open") or {}
    if not isinstance(left_open, Mapping):
        yield settings.problem(("recognise", "open"), "open must list words by dimension of the matrix")
        return
    yield from unknown_fields(settings, ("recognise", "open"), left_open, AXES)


def _wishes(settings: Placed) -> Iterator[Problem]:
    """What is wrong with the section `check`."""
    check = settings.content.get("check") or {}
    if not isinstance(check, Mapping):
        yield settings.problem(("check",), "check must be fields, one `name: value` a line")
        return
    for name in map(str, check):
        if name not in CHECK_FIELDS:
            says = f"{name} is no field of check; there are {', '.join(CHECK_FIELDS)}"
            yield settings.problem(("check", name), says, "field-unknown")
    for name in ("vague", "not_vague"):
        if not isinstance(check.get(name) or {}, Mapping):
            yield settings.problem(("check", name), f"{name} must list words by language")
    if not isinstance(check.get("grade", GRADE), int | float):
        yield settings.problem(("check", "grade"), "grade must be a number of years of school")


def _wording(folder: Folder, words: Mapping[str, Sequence[str]], source: str) -> Iterator[Problem]:
    check = folder.settings.content.get("check")
    wanted: Mapping[str, Any] = check if isinstance(check, Mapping) else {}
    given = wanted.get("grade", GRADE)
    target = float(given) if isinstance(given, int | float) else GRADE
    spoken = {language_of(file) or source for file in folder.texts.files}
    patterns = {language: pattern_of(_words_for(language, words, wanted)) for language in spoken}
    for one in (*folder.clauses, *folder.translations):
        language = language_of(one.clause.file) or source
        yield from vague(one, patterns[language])
        yield from hard(one, language, target)
    for file, text in folder.texts.files.items():
        if PurePosixPath(file).name == SETTINGS:
            yield from _aloud(file, text.splitlines(), patterns[language_of(file) or source])


def _words_for(language: str, words: Mapping[str, Sequence[str]], wanted: Mapping[str, Any]) -> set[str]:
    def named(field: str) -> set[str]:
        by_language = wanted.get(field)
        return set(listed(by_language.get(language))) if isinstance(by_language, Mapping) else set()

    spared = {word.casefold() for word in named("not_vague")}
    return {word for word in {*words.get(language, ()), *named("vague")} if word.casefold() not in spared}


def _aloud(file: str, lines: Sequence[str], pattern: re.Pattern[str] | None) -> Iterator[Problem]:
    """Vague words in what `rulebook.yml` or a translation of it says to people: scope, commitments and core."""
    field = ""
    for number, line in enumerate(lines, start=1):
        key = _KEY.match(line)
        field = key[1] if key else field
        if pattern is None or field not in FRONT or line.lstrip().startswith("#"):
            continue
        said = line.split(" # ", maxsplit=1)[0]
        for found in pattern.finditer(lowered(said)):
            says = f"{said[found.start() : found.end()]!r} is vague: say what, how much, by when"
            yield Problem(file, number, says, "vague-wording", found.start() + 1)


def _cited(folder: Folder) -> Iterator[Problem]:
    """Clauses that matrix, ladder and scenarios name and that are not there."""
    ids = {one.clause.id for one in folder.clauses}
    named = [
        (MATRIX, ("rows", row.number, "clauses"), row.clauses) for row in (folder.matrix.rows if folder.matrix else ())
    ]
    named += [
        (LADDER, ("rungs", one.number, "clauses"), one.clauses)
        for one in (folder.ladder.rungs if folder.ladder else ())
    ]
    named += [(SCENARIOS, ("scenarios", one.number, "clause"), (one.clause,)) for one in folder.scenarios]
    for file, path, clauses in named:
        for name in clauses:
            if name and name != NOTHING and name not in ids:
                yield folder.read[file].problem(path, f"there is no clause {name!r}", "dead-link")
