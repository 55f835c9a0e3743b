"""A rulebook's files as text, and what they say together. Whatever can be read is; the rest comes back as problems."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from domain.rulebook.check import Written
from domain.rulebook.clauses import Recognised, Rulebook, digest_of
from domain.rulebook.codes import Weight
from domain.rulebook.ladder import Ladder, judge_ladder, parse_ladder
from domain.rulebook.layout import LADDER, MATRIX, NORMS, SCENARIOS, SETTINGS, TRANSLATED
from domain.rulebook.matrix import Matrix, judge_matrix, parse_matrix
from domain.rulebook.norm import Norm
from domain.rulebook.norms import parse_norms
from domain.rulebook.parse import parse_clause
from domain.rulebook.placed import Placed, placed
from domain.rulebook.problems import Problem
from domain.rulebook.scenarios import Scenario, parse_scenarios
from domain.rulebook.tables import listed, texts_of
from domain.rulebook.translations import language_of, translated


@dataclass(frozen=True, slots=True)
class Texts:
    """Files by name within the folder; `names` are all that lie there, `unread` what could not be read."""

    files: Mapping[str, str]
    names: frozenset[str] = frozenset()
    unread: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Folder:
    """Everything that a folder says. `foreign` are translations of `rulebook.yml`, `matrix.yml` and `ladder.yml`, by
    the file's name and by language. `problems` are those of reading, `unsound` those that enumeration finds in matrix
    and ladder; `broken` says that it cannot be asked at all.
    """

    texts: Texts
    settings: Placed
    clauses: tuple[Written, ...]
    translations: tuple[Written, ...]
    foreign: Mapping[str, Mapping[str, Placed]]
    problems: tuple[Problem, ...]
    broken: bool
    read: Mapping[str, Placed] = field(default_factory=dict)
    matrix: Matrix | None = None
    ladder: Ladder | None = None
    scenarios: tuple[Scenario, ...] = ()
    unsound: tuple[Problem, ...] = ()
    norms: tuple[Norm, ...] = ()


def parse_folder(texts: Texts) -> Folder:
    """A folder, read as far as it goes."""
    problems = list(texts.unread)
    settings = Placed(SETTINGS)
    missing = SETTINGS not in texts.files
    if not missing:
        settings, wrong = placed(texts.files[SETTINGS], SETTINGS)
        problems += wrong
        missing = bool(wrong)
    clauses: list[Written] = []
    translations: list[Written] = []
    foreign: dict[str, dict[str, Placed]] = {name: {} for name in TRANSLATED}
    for file in sorted(texts.files):
        if file.endswith(".md"):
            text = texts.files[file].replace("\r\n", "\n")
            translation = language_of(file) is not None
            clause, front, wrong = parse_clause(text, file, translation=translation)
            problems += wrong
            (translations if translation else clauses).append(Written(clause, text, front))
        elif (language := language_of(file)) is not None:
            foreign[file.rpartition("/")[2]][language], wrong = placed(texts.files[file], file)
            problems += wrong
    if not clauses:
        problems.append(Problem("clauses", 1, "there is no clause (clauses/<chapter>/<id>.md)", "unreadable"))
    folder = Folder(
        texts, settings, tuple(clauses), tuple(translations), foreign, tuple(problems), missing or not clauses
    )  # fmt: skip
    return _with_tables(folder)


def _with_tables(folder: Folder) -> Folder:
    problems, read, made = list(folder.problems), dict[str, Placed](), dict[str, Any]()
    parsers: dict[str, Any] = {
        MATRIX: parse_matrix,
        LADDER: parse_ladder,
        SCENARIOS: parse_scenarios,
        NORMS: parse_norms,
    }
    for name, parse in parsers.items():
        if name in folder.texts.files:
            read[name], wrong = placed(folder.texts.files[name], name)
            if not wrong:
                made[name], wrong = parse(read[name])
            problems += wrong
    matrix, ladder = made.get(MATRIX), made.get(LADDER)
    return replace(
        folder,
        problems=tuple(problems),
        read=read,
        matrix=matrix,
        ladder=ladder,
        scenarios=made.get(SCENARIOS, ()),
        unsound=(
            *(judge_matrix(matrix, read[MATRIX]) if matrix is not None else ()),
            *(judge_ladder(ladder, read[LADDER]) if ladder is not None else ()),
        ),
        norms=made.get(NORMS, ()),
    )


def rulebook_of(folder: Folder, name: str) -> Rulebook:
    """The rulebook of a folder that is not `broken`, with its digest; `name` stands in where it has none.

    A matrix or a ladder with an error rules nothing: it is left out.
    """
    rulebook = drafted(folder, name)
    return replace(rulebook, digest=digest_of(rulebook))


def drafted(folder: Folder, name: str) -> Rulebook:
    """The same without its digest."""
    wrong = {one.file for one in (*folder.problems, *folder.unsound) if one.weight is Weight.ERROR}
    settings = folder.settings.content
    clauses = {}
    for one in folder.clauses:  # two clauses of one id: both can be asked, `check` names them
        key = one.clause.id if one.clause.id not in clauses else f"{one.clause.id}~{one.clause.chapter}"
        clauses[key] = one.clause if key == one.clause.id else replace(one.clause, id=key)
    languages = texts_of(settings.get("languages")) or ("en",)
    return Rulebook(
        name=str(settings.get("name") or name),
        version=str(settings.get("version") or "0"),
        clauses=clauses,
        scope=" ".join(texts_of(settings.get("scope"))),
        languages=languages,
        commitments=texts_of(settings.get("commitments")),
        summary=texts_of(settings.get("summary")),
        matrix=folder.matrix if MATRIX not in wrong else None,
        ladder=folder.ladder if LADDER not in wrong else None,
        scenarios=folder.scenarios if SCENARIOS not in wrong else (),
        recognised=_recognised(settings.get("recognise")),
        norms=folder.norms,
        translations=translated(folder.translations, folder.foreign, languages),
    )


def _recognised(raw: Any) -> Recognised | None:
    if not isinstance(raw, Mapping):
        return None
    by_dimension = raw.get("open")
    named = by_dimension if isinstance(by_dimension, Mapping) else {}
    left_open = {str(name): listed(words) for name, words in named.items()}
    inside, outside, filling = (listed(raw.get(name)) for name in ("inside", "outside", "filling"))
    return Recognised(inside, outside, left_open, filling)
