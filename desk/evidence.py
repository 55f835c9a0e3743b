"""Evidence in the vault: attached, looked at, taken out, and compared with what was attached every time."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import Connection

from desk.codec import from_stored, to_stored
from desk.inquiry_views import EvidenceFile, EvidenceLine, Handling
from desk.outcomes import Done, Outcome, Refused
from desk.tools import Tools, access_of, briefing, load, stream_of
from desk.writing import write
from domain.cases.decide import decide
from domain.cases.inquiry import AttachEvidence, EvidenceAttached
from domain.cases.investigating import evidence_entry
from domain.cases.looking import CaseViewed
from domain.cases.refusals import NoSuchCase
from domain.cases.state import Case
from storage import receipts, streams
from storage.receipts import Receipt
from storage.vault import BULK, Vault

TAKEN_OUT = " taken out"
GONE = "[erased]"


@dataclass(frozen=True, slots=True)
class TakenOut:
    """A piece of evidence outside the vault. `content` is None where it is not what was attached, or erased."""

    name: str
    content: bytes | None


def attach(conn: Connection, tools: Tools, command: AttachEvidence) -> Outcome:
    """Seal the content, and record what was sealed; once per form and content."""
    case = load(conn, command.case)
    if case is None:
        return Refused(NoSuchCase(command.case))
    stream, entry = stream_of(case.number), evidence_entry(len(case.evidence) + 1)
    digest = _keyed(tools.vault, command.content)
    form = f"{tools.vault.keyed('form', command.key)}:{digest}"
    if receipts.find(conn, form) is not None:
        return Done(case)
    box = tools.vault.boxed(conn, stream, entry + BULK, command.content)
    world = replace(briefing(conn, tools, case, digest), box="" if box is None else _sha256(box))
    verdict = decide(case, command, world)
    if not isinstance(verdict, tuple):
        return Refused(verdict)
    after = write(conn, tools, case, verdict, command.by)  # first, so that whoever lost a race learns it here
    if box is None:
        raise LookupError("this case has no key")
    tools.vault.put(conn, stream, entry + BULK, box, tools.now)
    about = {"name": command.name, "origin": command.origin, "media": command.media}
    tools.vault.seal(conn, stream, entry, json.dumps(about, ensure_ascii=False), tools.now)
    receipts.remember(conn, Receipt(form, "", case.number, tools.now))
    return Done(after)


def lines(conn: Connection, case: Case, kept: dict[str, str]) -> tuple[EvidenceLine, ...]:
    """The evidence of a case with its chain of custody. `kept` are the case's texts."""
    if not case.evidence:
        return ()
    looks = [from_stored(one) for one in streams.load(conn, access_of(case.number))]
    views = [one for one in looks if isinstance(one, CaseViewed)]
    return tuple(_line(case, one, kept, views) for one in case.evidence)


def _line(case: Case, one: EvidenceAttached, kept: dict[str, str], views: Sequence[CaseViewed]) -> EvidenceLine:
    about = json.loads(kept[one.entry]) if one.entry in kept else {"name": GONE, "origin": GONE, "media": ""}
    handled = tuple(
        Handling(view.by, view.what.endswith(TAKEN_OUT), view.at)
        for view in views
        if view.what.removesuffix(TAKEN_OUT) == one.entry
    )
    return EvidenceLine(
        case=case.number, entry=one.entry, source=one.source, size=one.size, box=one.box, by=one.by, at=one.at,
        handled=handled, **about,
    )  # fmt: skip


def opened(conn: Connection, tools: Tools, case: Case, entry: str) -> EvidenceFile:
    """One piece, compared with what was attached; its text where it is one."""
    stream = stream_of(case.number)
    about = tools.vault.open(conn, stream, entry)
    line = next(one for one in lines(conn, case, {} if about is None else {entry: about}) if one.entry == entry)
    content = _content(conn, tools.vault, case, entry)
    text = None
    if content is not None and line.media.startswith("text/"):
        text = content.decode("utf-8", "replace")
    return EvidenceFile(line, text, content is not None, case.erased_at is not None)


def take_out(conn: Connection, vault: Vault, number: int, entry: str, by: str, now: datetime) -> TakenOut | None:
    """One piece for outside the vault, recorded as a link of its chain of custody; None where there is none. `now` is
    aware UTC.
    """
    case = load(conn, number)
    if case is None or entry not in {one.entry for one in case.evidence}:
        return None
    stream = access_of(number)
    viewed = CaseViewed(by, f"{entry}{TAKEN_OUT}", now)
    streams.append(conn, [to_stored(stream, streams.length(conn, stream) + 1, viewed, now, by)])
    about = vault.open(conn, stream_of(number), entry)
    return TakenOut(GONE if about is None else str(json.loads(about)["name"]), _content(conn, vault, case, entry))


def _content(conn: Connection, vault: Vault, case: Case, entry: str) -> bytes | None:
    """What was attached, or None where that is not what lies there, or nothing does."""
    attached = next(one for one in case.evidence if one.entry == entry)
    stream, name = stream_of(case.number), entry + BULK
    box = vault.box(conn, stream, name)
    if box is None or _sha256(box) != attached.box:
        return None
    content = vault.unboxed(conn, stream, name, box)
    return content if content is not None and _keyed(vault, content) == attached.digest else None


def _keyed(vault: Vault, content: bytes) -> str:
    return vault.keyed_bytes("evidence", content)


def _sha256(box: bytes) -> str:
    return hashlib.sha256(box).hexdigest()
