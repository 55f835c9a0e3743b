"""What changed between two rulebooks, clause by clause: added, removed, stricter, laxer, changed or reworded."""

import difflib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from enum import StrEnum

from domain.rulebook.clauses import Clause, Rulebook

WORDED = ("title", "chapter", "body", "owner", "deputy", "norms", "related", "waived")
SEVERITY = ("low", "medium", "high", "critical")
FORCE = ("permission", "obligation", "prohibition")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_AT_MOST = re.compile(
    r"\b(?:within|at most|no more than|no later than|up to|less than|fewer than|under|below)\s+$", re.IGNORECASE
)
_AT_LEAST = re.compile(
    r"\b(?:at least|no less than|no fewer than|minimum of|more than|over|above|from)\s+$", re.IGNORECASE
)
# Part of the body, or never shown.
_UNSAID = ("id", "file", "allowed", "prohibited", "keywords")


class Change(StrEnum):
    """What became of a clause. `changed` where nobody can tell from its fields whether more or less is allowed."""

    ADDED = "added"
    REMOVED = "removed"
    STRICTER = "stricter"
    LAXER = "laxer"
    CHANGED = "changed"
    REWORDED = "reworded"


class Mark(StrEnum):
    """What became of a run of words."""

    KEPT = "kept"
    GONE = "gone"
    NEW = "new"


@dataclass(frozen=True, slots=True)
class Words:
    """Words that stand together and share a fate."""

    mark: Mark
    text: str


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A field that reads differently, with both texts."""

    field: str
    before: str
    after: str

    def words(self) -> tuple[Words, ...]:
        """The same, with the words marked."""
        return marked(self.before, self.after)


@dataclass(frozen=True, slots=True)
class ClauseChange:
    """A clause that is not as it was. Added and removed ones carry no fields."""

    clause: str
    title: str
    change: Change
    fields: tuple[FieldChange, ...] = ()


@dataclass(frozen=True, slots=True)
class RulebookDiff:
    """Everything that changed from `before` to `after` (versions): in the rulebook's own fields, and by clause."""

    before: str
    after: str
    own: tuple[FieldChange, ...]
    clauses: tuple[ClauseChange, ...]

    @property
    def is_empty(self) -> bool:
        """Whether both say the same, but for their names."""
        return not self.own and not self.clauses

    def of(self, change: Change) -> tuple[ClauseChange, ...]:
        """The clauses with one fate."""
        return tuple(one for one in self.clauses if one.change is change)


def diff(before: Rulebook, after: Rulebook) -> RulebookDiff:
    """What changed, removed clauses first and the others in the order of `after`."""
    names = ("name", "scope", "commitments", "summary", "languages")
    own = tuple(
        FieldChange(name, _text(getattr(before, name), "\n"), _text(getattr(after, name), "\n"))
        for name in names
        if getattr(before, name) != getattr(after, name)
    )
    own += tuple(
        FieldChange(name, told_before, told_after)
        for name in ("matrix", "ladder", "scenarios", "norms")
        if (told_before := _lines(before, name)) != (told_after := _lines(after, name))
    )
    ours, theirs = (_translations(one) for one in (before, after))
    if changed := [name for name in {**ours, **theirs} if ours.get(name) != theirs.get(name)]:
        told = ("\n".join(f"{name}: {one[name]}" for name in changed if name in one) for one in (ours, theirs))
        own += (FieldChange("translations", *told),)
    gone = [
        ClauseChange(one.id, one.title, Change.REMOVED)
        for one in before.clauses.values()
        if one.id not in after.clauses
    ]
    found = [clause_change(before.clauses.get(one.id), one) for one in after.clauses.values()]
    return RulebookDiff(before.version, after.version, own, (*gone, *(one for one in found if one is not None)))


def clause_change(before: Clause | None, after: Clause) -> ClauseChange | None:
    """What became of one clause; None where it reads as before."""
    if before is None:
        return ClauseChange(after.id, after.title, Change.ADDED)
    changed = tuple(
        FieldChange(one.name, _text(getattr(before, one.name)), _text(getattr(after, one.name)))
        for one in fields(after)
        if one.name not in _UNSAID and getattr(before, one.name) != getattr(after, one.name)
    )
    return ClauseChange(after.id, after.title, _fate(before, after, changed), changed) if changed else None


def marked(before: str, after: str) -> tuple[Words, ...]:
    """Both texts as one, word by word."""
    old, new = before.split(), after.split()
    found: list[Words] = []
    for tag, a, b, c, d in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            found.append(Words(Mark.KEPT, " ".join(old[a:b])))
            continue
        if b > a:
            found.append(Words(Mark.GONE, " ".join(old[a:b])))
        if d > c:
            found.append(Words(Mark.NEW, " ".join(new[c:d])))
    return tuple(found)


def _fate(before: Clause, after: Clause, changed: Sequence[FieldChange]) -> Change:
    """One direction where every field that decides goes the same way."""
    turns = {_turn(one, before, after) for one in changed if one.field not in WORDED}
    if not turns:
        return Change.REWORDED
    return turns.pop() if len(turns) == 1 else Change.CHANGED


def _turn(one: FieldChange, before: Clause, after: Clause) -> Change:
    if one.field == "severity":
        return _by_rank(SEVERITY, one.before, one.after)
    if one.field == "kind":
        return _by_rank(FORCE, one.before, one.after)
    decides = ("threshold", "outcome") if after.kind == "obligation" else ("threshold",)
    if one.field in decides and before.kind == after.kind:
        return _by_number(after.kind, one)
    return Change.CHANGED


def _by_rank(ranks: Sequence[str], before: str, after: str) -> Change:
    if before not in ranks or after not in ranks:
        return Change.CHANGED
    return Change.STRICTER if ranks.index(after) > ranks.index(before) else Change.LAXER


def _by_number(kind: str, one: FieldChange) -> Change:
    """A text that differs in numbers alone, each with a word before it that says which way it binds: an obligation
    `within` fewer days is stricter, and so is a prohibition of `more than` fewer.
    """
    if _NUMBER.sub("#", one.before) != _NUMBER.sub("#", one.after):
        return Change.CHANGED
    turns = set()
    for old, new in zip(_NUMBER.finditer(one.before), _NUMBER.finditer(one.after), strict=True):
        if old.group() != new.group():
            turns.add(_step(kind, one.before[: old.start()], _number(old.group()), _number(new.group())))
    return turns.pop() if len(turns) == 1 else Change.CHANGED


def _step(kind: str, lead: str, old: float, new: float) -> Change:
    most, least = _AT_MOST.search(lead) is not None, _AT_LEAST.search(lead) is not None
    if old == new or most == least:
        return Change.CHANGED
    if kind == "prohibition" and most:  # a time limit, or the size below which it holds: nobody can tell
        return Change.CHANGED
    if kind not in FORCE:
        return Change.CHANGED
    smaller_binds = most or kind == "prohibition"
    return Change.STRICTER if (new < old) == smaller_binds else Change.LAXER


def _number(written: str) -> float:
    whole, mark, part = written.rpartition(".")
    return (
        float(whole.replace(",", "").replace(".", "") + mark + part) if mark and whole else float(part.replace(",", ""))
    )


def _lines(rulebook: Rulebook, table: str) -> str:
    """A table as lines: when, and what then. Empty where there is none."""
    match table:
        case "matrix" if rulebook.matrix is not None:
            rows = [(row.when, (row.ruling.value, *row.controls, *row.clauses)) for row in rulebook.matrix.rows]
        case "ladder" if rulebook.ladder is not None:
            rows = [(rung.when, (*rung.measures, *rung.clauses)) for rung in rulebook.ladder.rungs]
        case "scenarios":
            told = ((one.story, one.question, *one.situation) for one in rulebook.scenarios)
            rows = [((said,), (one.ruling, one.clause)) for said, one in zip(told, rulebook.scenarios, strict=True)]
        case "norms":
            parts = (
                (*map(" ".join, one.parts), *(f"{part} (not ours)" for part, _ in one.not_ours))
                for one in rulebook.norms
            )
            rows = [(((one.name,),), (one.title, *said)) for one, said in zip(rulebook.norms, parts, strict=True)]
        case _:
            rows = []
    return "\n".join(
        f"{'; '.join(', '.join(part) for part in when)} → {', '.join(filter(None, then))}" for when, then in rows
    )


def _translations(rulebook: Rulebook) -> dict[str, str]:
    """What each translation says, by language and clause; `rulebook.yml`, `matrix.yml` and `ladder.yml` stand for
    themselves.
    """
    found: dict[str, str] = {}
    for language, made in sorted(rulebook.translations.items()):
        front = (made.scope, *made.commitments, *made.summary)
        found |= {f"{language} rulebook.yml": " ".join(front)} if any(front) else {}
        sections = (*(axis for _, axis in sorted(made.matrix.titles.items())), made.matrix.controls)
        ruled = (*_by_id(*sections), *made.matrix.why)
        found |= {f"{language} matrix.yml": " ".join(ruled)} if ruled else {}
        follows = _by_id(made.ladder.recurrence, made.ladder.measures)
        found |= {f"{language} ladder.yml": " ".join(follows)} if follows else {}
        for name, one in made.clauses.items():
            said = (one.title, one.action, one.scope, one.threshold, one.outcome, one.body)
            found[f"{language} {name}"] = " ".join(part for part in said if part)
    return found


def _by_id(*sections: Mapping[str, str]) -> tuple[str, ...]:
    """Texts of a table. A published version does not keep the order of ids, so none is told."""
    return tuple(text for section in sections for _, text in sorted(section.items()))


def _text(value: object, between: str = ", ") -> str:
    return between.join(map(str, value)) if isinstance(value, tuple) else str(value)


def clause_history(versions: Sequence[Rulebook], clause: str) -> tuple[tuple[int, ClauseChange], ...]:
    """The life of a clause over versions, oldest first: the index of each version that changed it, and how."""
    found: list[tuple[int, ClauseChange]] = []
    before: Clause | None = None
    for number, rulebook in enumerate(versions):
        after = rulebook.clauses.get(clause)
        if after is not None and (change := clause_change(before, after)) is not None:
            found.append((number, change))
        elif after is None and before is not None:
            found.append((number, ClauseChange(before.id, before.title, Change.REMOVED)))
        before = after
    return tuple(found)
