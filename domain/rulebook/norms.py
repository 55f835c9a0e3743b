"""Outside norms: which of their parts the house answers, by which clause, and which it leaves out for a reason."""

import difflib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from domain.rulebook.check import Written
from domain.rulebook.clauses import Clause
from domain.rulebook.norm import Norm
from domain.rulebook.placed import Path, Placed
from domain.rulebook.problems import Problem
from domain.rulebook.tables import read_rows, unknown_fields

FIELDS = ("name", "title", "link", "parts", "not_ours")


@dataclass(frozen=True, slots=True)
class Covered:
    """One part of a norm, `part` being empty for a norm as a whole: the ids of its clauses, or why there are none."""

    norm: str
    part: str
    title: str
    clauses: tuple[str, ...] = ()
    not_ours: str = ""

    @property
    def is_gap(self) -> bool:
        """Whether nobody answers for it."""
        return not self.clauses and not self.not_ours


def parse_norms(read: Placed) -> tuple[tuple[Norm, ...], list[Problem]]:
    """The norms of a file, and what is wrong with its shape."""
    written, problems = read_rows(read, "norms")
    problems += unknown_fields(read, (), read.content, ("norms",))
    made: dict[str, Norm] = {}
    for number, raw in written:
        path: Path = ("norms", number)
        problems += unknown_fields(read, path, raw, FIELDS)
        name = str(raw.get("name") or "").strip()
        if not name or name in made:
            says = f"the norm {name!r} stands here twice" if name else "a norm needs a name, as clauses write it"
            problems.append(read.problem((*path, "name"), says))
            continue
        parts, not_ours = (_titled(read, (*path, field), raw.get(field), problems) for field in ("parts", "not_ours"))
        made[name] = Norm(name, str(raw.get("title") or ""), str(raw.get("link") or ""), parts, not_ours)
    return tuple(made.values()), problems


def _titled(read: Placed, path: Path, raw: Any, problems: list[Problem]) -> tuple[tuple[str, str], ...]:
    if raw is None:
        return ()
    if not isinstance(raw, Mapping) or not all(raw.values()):
        problems.append(read.problem(path, f"{path[-1]} must name parts, each with what it is about or why not"))
        return ()
    return tuple((str(part), str(says).strip()) for part, says in raw.items())


def check_norms(written: Sequence[Written], norms: Sequence[Norm]) -> Iterator[Problem]:
    """Norms that clauses name and that are not among `norms`; nothing where the house keeps no list of them."""
    for one in written if norms else ():
        for said in one.clause.norms:
            if placed_at(said, norms) is None:
                meant = difflib.get_close_matches(said, list(_known(norms)), n=1, cutoff=0.6)
                hint = f": did you mean {meant[0]!r}?" if meant else ""
                yield one.at("norms", f"{said!r} is no norm or part of norms.yml{hint}", "norm-unknown")


def placed_at(said: str, norms: Iterable[Norm]) -> tuple[Norm, str] | None:
    """The norm that a clause names, and which of its listed parts: the longest that it begins with, or none."""
    for norm in sorted(norms, key=lambda one: -len(one.name)):
        if said != norm.name and not said.startswith(f"{norm.name} "):
            continue
        part = said.removeprefix(norm.name).strip()
        listed = [name for name, _ in (*norm.parts, *norm.not_ours)]
        if not part or not listed:
            return norm, ""
        found = [name for name in listed if part == name or (part.startswith(name) and part[len(name)] in "(. ")]
        return (norm, max(found, key=len)) if found else None
    return None


def coverage(clauses: Iterable[Clause], norms: Sequence[Norm]) -> tuple[Covered, ...]:
    """Every part of every norm with its clauses, in the order of the list; norms that only clauses name come after, by
    name, so that a house without a list reads what it has.
    """
    by_part: dict[tuple[str, str], list[str]] = {}
    others: dict[str, list[str]] = {}
    for clause in clauses:
        for said in clause.norms:
            found = placed_at(said, norms)
            ids = others.setdefault(said, []) if found is None else by_part.setdefault((found[0].name, found[1]), [])
            if clause.id not in ids:
                ids.append(clause.id)
    rows = []
    for norm in norms:
        whole = tuple(by_part.get((norm.name, ""), ()))
        if whole or not norm.parts:
            rows.append(Covered(norm.name, "", norm.title, whole))
        reasons = dict(norm.not_ours)
        for part, title in (*norm.parts, *((part, "") for part in reasons if part not in dict(norm.parts))):
            rows.append(
                Covered(norm.name, part, title, tuple(by_part.get((norm.name, part), ())), reasons.get(part, ""))
            )
    return (*rows, *(Covered(said, "", "", tuple(ids)) for said, ids in sorted(others.items())))


def _known(norms: Iterable[Norm]) -> Iterator[str]:
    for norm in norms:
        yield norm.name
        for part, _ in (*norm.parts, *norm.not_ours):
            yield f"{norm.name} {part}"
