"""Whether two rulebooks mean the same, and whether the version says so."""

import re
from dataclasses import fields

from domain.rulebook.clauses import Clause, Rulebook

_NO_MEANING = ("file", "keywords", "waived")  # where it lies, words that are never shown, and why words may stand


def changed(now: Rulebook, before: Rulebook) -> tuple[str, ...]:
    """What means something else than before: ids of clauses, and `scope`, `matrix`, `ladder`; in order."""
    ids = sorted(now.clauses.keys() | before.clauses.keys())
    found = [name for name in ids if _meaning(now.clauses.get(name)) != _meaning(before.clauses.get(name))]
    found += [name for name in ("scope", "matrix", "ladder") if getattr(now, name) != getattr(before, name)]
    return tuple(found)


def version_stands_still(now: Rulebook, before: Rulebook) -> str | None:
    """What is wrong with the version of a changed rulebook, as a sentence; None where nothing is."""
    if _order(now.version) > _order(before.version) or not (what := changed(now, before)):
        return None
    named = ", ".join(what[:5]) + (f" and {len(what) - 5} more" if len(what) > 5 else "")  # noqa: PLR2004 -- shown
    return f"{named} changed, and version {now.version} is not above {before.version}"


def _meaning(clause: Clause | None) -> tuple[object, ...] | None:
    if clause is None:
        return None
    values = (getattr(clause, one.name) for one in fields(clause) if one.name not in _NO_MEANING)
    return tuple(" ".join(value.split()) if isinstance(value, str) else value for value in values)


def _order(version: str) -> tuple[tuple[int, int, str], ...]:
    """Parts of a version compared as numbers where they are numbers."""
    return tuple((1, int(part), "") if part.isdigit() else (0, 0, part) for part in re.split(r"[.+-]", version))
