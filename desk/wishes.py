"""Who asks what no clause answers, who wants to hear more, and whether clauses help: counted, and leading to nobody."""

import secrets

from sqlalchemy import Connection

from desk.gaps import ASKED, kept, reason_of, standing, stream_of_gap
from desk.outcomes import Counted, HeardAlready, Outcome, Refused, WillHear
from desk.telling import TELL, about_clause, about_gap, key_of
from desk.tending import erase, forget_old, open_gap
from desk.tools import Tools
from domain.cases.refusals import BadField
from domain.rulebook.asked import Asked, likeness, packed, shared, unpacked
from domain.rulebook.gaps import SHOWN_FROM, Gap, GapSort, HowClosed
from domain.rulebook.wishes import (
    CountQuestion,
    GatherGaps,
    Helpful,
    StopTelling,
    TellMe,
    VoteOnClause,
    WishCommand,
    at_least,
    period_end,
    period_of,
)
from storage import clause_votes, gaps, tells
from storage.gaps import Asker, GapEntry
from storage.tells import Tell
from storage.vault import Vault

MOST = 500  # gaps of a period that are shown to nobody; beyond, no further one is begun


def hear_out(conn: Connection, tools: Tools, command: WishCommand) -> Outcome:
    """Carry out what somebody says of an answer, or gather what many said."""
    match command:
        case CountQuestion():
            _met(conn, tools, command.asked, command.by)
            return Counted()
        case TellMe():
            return _tell_me(conn, tools, command)
        case StopTelling():
            return _stop(conn, tools, command)
        case VoteOnClause():
            return _vote(conn, tools, command)
        case GatherGaps():
            _gather(conn, tools)
            return Counted()


def safe_of(period: str) -> str:
    """What the vault calls the key of a period."""
    return f"asked-{period}"


def _met(conn: Connection, tools: Tools, asked: Asked, by: str) -> GapEntry | None:
    """The gap that a question belongs to, with `by` counted; None where there is no room for another one."""
    period = period_of(tools.now)
    safe = safe_of(period)
    tools.vault.ensure_key(conn, safe)
    entry = _same(conn, tools, period, asked)
    if entry is None:
        if gaps.hidden(conn) >= MOST:
            return None
        entry = GapEntry(secrets.token_hex(16), None, period)
        gaps.begin(conn, entry)
    key = tools.vault.marked(conn, safe, _asker(entry.id, by))
    if key is None:  # a clock that was set back into a period that has ended
        return None
    box = tools.vault.boxed(conn, safe, key, packed(asked).encode()) if entry.number is None else None
    gaps.met(conn, Asker(key, entry.id, period, box))
    return entry


def _asker(gap: str, by: str) -> str:
    return f"asker\0{gap}\0{by}"


def _voter(clause: str, by: str) -> str:
    return f"vote\0{clause}\0{by}"


def _same(conn: Connection, tools: Tools, period: str, asked: Asked) -> GapEntry | None:
    """The gap whose question means most the same, if any does."""
    rows = {one.key: one for one in gaps.boxes(conn) if one.period == period and one.box is not None}
    boxes = {key: one.box for key, one in rows.items() if one.box is not None}
    found = tools.vault.unboxed_all(conn, safe_of(period), boxes)
    near: list[tuple[float, str, GapEntry | None]] = [
        (likeness(asked, unpacked(text.decode())), rows[key].gap, None) for key, text in found.items()
    ]
    for entry, gap in standing(conn):
        if _lives_on(gap) and (question := kept(conn, tools, gap.number)) is not None:
            near.append((likeness(asked, question), entry.id, entry))
    best = max(near, key=lambda one: (one[0], one[1]), default=None)
    if best is None or best[0] < 1:
        return None
    return best[2] or GapEntry(best[1], None, period)


def _lives_on(gap: Gap) -> bool:
    """Whether who asks now is counted there. Where a clause was to answer and does not, a new gap begins."""
    return gap.closed is None or gap.closed.how is HowClosed.OUT_OF_SCOPE


def _tell_me(conn: Connection, tools: Tools, command: TellMe) -> Outcome:
    until = None
    if isinstance(command.about, str):
        if command.about not in tools.house.rulebook.clauses:
            return Refused(BadField("clauses", "unknown", command.about))
        about = about_clause(command.about)
    else:
        entry = _met(conn, tools, command.about, command.by)
        if entry is None:
            return Counted()
        closed = next((gap.closed for one, gap in standing(conn) if one.id == entry.id), None)
        if closed is not None:
            return HeardAlready(reason_of(conn, tools, closed.gap), closed.at)
        about, until = about_gap(entry.id), None if entry.number else period_end(tools.now)
    key = key_of(tools.vault, about, command.by)
    tools.vault.ensure_key(conn, TELL)
    box = tools.vault.boxed(conn, TELL, key, command.by.encode())
    if box is None:
        raise LookupError("the key of those who wait was erased")
    tells.keep(conn, Tell(key, about, box))
    return WillHear(key, until)


def _stop(conn: Connection, tools: Tools, command: StopTelling) -> Outcome:
    row = tells.get(conn, command.key)
    if row is not None and key_of(tools.vault, row.about, command.by) == command.key:
        tells.drop(conn, [command.key])
    return Counted()


def _vote(conn: Connection, tools: Tools, command: VoteOnClause) -> Outcome:
    if command.clause not in tools.house.rulebook.clauses:
        return Refused(BadField("clauses", "unknown", command.clause))
    period = period_of(tools.now)
    tools.vault.ensure_key(conn, safe_of(period))
    key = tools.vault.marked(conn, safe_of(period), _voter(command.clause, command.by))
    if key is None:
        return Counted()
    clause_votes.cast(conn, key, command.clause, period, command.answer.value)
    return Counted(at_least(clause_votes.count(conn, command.clause, period, Helpful.YES)))


def _gather(conn: Connection, tools: Tools) -> None:
    """What its period has ended of is forgotten, what enough people met is shown."""
    period = period_of(tools.now)
    for ended in sorted(one for one in gaps.periods(conn) if one < period):
        gone = gaps.end(conn, ended)
        tells.drop_about(conn, [about_gap(gap) for gap in gone])
        erase(conn, tools, safe_of(ended))
    for entry in gaps.ripe(conn, SHOWN_FROM):
        _show(conn, tools, entry)
    for clause in clause_votes.reached(conn, period, Helpful.NO, SHOWN_FROM):
        unhelpful = GapEntry(f"{GapSort.UNHELPFUL}/{period}/{clause}", None, period)
        if clause in tools.house.rulebook.clauses and gaps.begin(conn, unhelpful):
            open_gap(conn, tools, unhelpful, GapSort.UNHELPFUL, clause)
    forget_old(conn, tools)


def _show(conn: Connection, tools: Tools, entry: GapEntry) -> None:
    """Of all that was asked only the shared wording is left."""
    boxes = {one.key: one.box for one in gaps.boxes(conn, entry.id) if one.box is not None}
    texts = tools.vault.unboxed_all(conn, safe_of(entry.period), boxes)
    if len(texts) < SHOWN_FROM:
        return
    question = shared([unpacked(text.decode()) for text in texts.values()])
    number = open_gap(conn, tools, entry, GapSort.QUESTION, question.nearest)
    tools.vault.seal(conn, stream_of_gap(number), ASKED, packed(question), tools.now)


def forget_person(conn: Connection, vault: Vault, person: str) -> int:
    """Erase that somebody asked, voted or wants to hear, as far as it can still be found; how many rows went."""
    periods = gaps.periods(conn)
    values = [_asker(gap, person) for gap in gaps.every_id(conn)]
    values += [_voter(clause, person) for clause in clause_votes.clauses(conn)]
    marks = [vault.marked(conn, safe_of(period), value) for period in periods for value in values]
    waits = [key_of(vault, about, person) for about in tells.subjects(conn)]
    return gaps.remove(conn, [mark for mark in marks if mark]) + tells.drop(conn, waits)
