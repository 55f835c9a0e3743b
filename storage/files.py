"""Reads rulebook folders. A folder with only `rulebook.yml` and `clauses/` can be asked, even where `check` fails."""

import functools
import os
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path

from domain.rulebook.clauses import Rulebook
from domain.rulebook.folders import Texts, drafted, parse_folder, rulebook_of
from domain.rulebook.judging import judge
from domain.rulebook.layout import LADDER, MATRIX, NORMS, SCENARIOS, SETTINGS
from domain.rulebook.problems import Problem
from domain.rulebook.ranking import Ranker
from domain.rulebook.translations import language_of

VAGUE = Path(__file__).parent / "vague"


class BrokenFiles(Exception):
    """A rulebook's folder cannot be read at all."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__(*problems)
        self.problems = problems

    def __str__(self) -> str:
        return "\n".join(map(str, self.problems))


def read_texts(folder: Path) -> Texts:
    """The texts of a folder's rules; what cannot be read is in `unread`."""
    files: dict[str, str] = {}
    unread: list[Problem] = []
    names = frozenset(_names(folder))
    wanted = {name for name in names if name.endswith(".md") and name.startswith(("clauses/", "translations/"))}
    wanted |= {name for name in names if language_of(name)}
    wanted |= {SETTINGS, *names.intersection({MATRIX, LADDER, SCENARIOS, NORMS})}
    for name in sorted(wanted):
        try:
            with open(f"{folder}/{name}", encoding="utf-8-sig") as file:  # noqa: PTH123 -- as below
                files[name] = file.read()
        except (OSError, UnicodeDecodeError) as error:
            reason = getattr(error, "strerror", None) or "it is no UTF-8 text"
            unread.append(Problem(name, 1, f"cannot be read in {folder}: {reason}", "unreadable"))
    return Texts(files, names, tuple(unread))


def _names(folder: Path) -> Iterator[str]:
    """Every file of a folder, as seen from it. Of thousands, making each a `Path` takes longer than finding it."""
    for place, _, names in os.walk(folder):
        below = "" if place == str(folder) else f"{os.path.relpath(place, folder).replace(os.sep, '/')}/"
        yield from (f"{below}{name}" for name in names if os.path.isfile(os.path.join(place, name)))  # noqa: PTH113, PTH118 -- as said


def read_rulebook(folder: Path) -> Rulebook:
    """The rulebook of a folder, as far as it can be read. Raises `BrokenFiles` where it can't be asked at all."""
    read = parse_folder(read_texts(folder))
    if read.broken:
        raise BrokenFiles(*(one for one in read.problems if one.code == "unreadable"))
    return rulebook_of(read, folder.name)


def changed_at(folder: Path) -> datetime:
    """When a file of its rules was changed last, in UTC."""
    return datetime.fromtimestamp(max((folder / name).stat().st_mtime for name in read_texts(folder).files), UTC)


def check_rulebook(folder: Path, before: Rulebook | None = None) -> tuple[Problem, ...]:
    """Every problem of a folder at once, by file and line; `before` is the rulebook of the last release."""
    return check_folder(folder, before)[0]


def check_folder(
    folder: Path, before: Rulebook | None = None, ranker_of: Callable[[Rulebook], Ranker] = Ranker
) -> tuple[tuple[Problem, ...], str]:
    """The same, and what the folder is in a few words: name, version and how many clauses. `ranker_of` makes what the
    questions of scenarios are asked with.
    """
    read = parse_folder(read_texts(folder))
    rules = drafted(read, folder.name)
    return judge(read, vague_words(), before, ranker_of), f"{rules.name} {rules.version}: {len(read.clauses)} clauses"


@functools.cache
def vague_words() -> Mapping[str, tuple[str, ...]]:
    """The vague words of each language: `vague/<lang>.txt`, one a line."""
    return {
        path.stem: tuple(line for line in path.read_text(encoding="utf-8").splitlines() if line and line[0] != "#")
        for path in sorted(VAGUE.glob("*.txt"))
    }
