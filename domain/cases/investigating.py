"""The checklist, the notes and the evidence of a case."""

from domain.cases.briefing import Briefing
from domain.cases.casework import Casework
from domain.cases.filing import bad_text
from domain.cases.inquiry import (
    AttachEvidence,
    EvidenceAttached,
    NoteWritten,
    StepTicked,
    StepUnticked,
    TickStep,
    WriteNote,
)
from domain.cases.refusals import BadField, Erased, NoSuchStep, TooLarge, TooMuchEvidence
from domain.cases.state import Case
from domain.cases.verdict import Verdict
from domain.spoken import Spoken

PIECES = 20
EVIDENCE_LIMIT = 5_000_000  # bytes
NAME_LIMIT = 150


def tick(case: Case, command: TickStep, briefing: Briefing) -> Verdict:
    """A step is done, or not done after all. Nothing where it says so already."""
    if command.step not in steps_of(case, briefing.casework):
        return NoSuchStep()
    if command.done == (command.step in case.ticked):
        return ()
    event = StepTicked if command.done else StepUnticked
    return (event(command.by, command.step, briefing.now),)


def steps_of(case: Case, casework: Casework) -> dict[str, Spoken]:
    """The steps of the case's kind, by id, with their sentences."""
    return dict(casework.steps.get(case.kind, {}))


def note(case: Case, command: WriteNote, briefing: Briefing) -> Verdict:
    """A note by a reviewer, also after the decision."""
    if case.erased_at is not None:
        return Erased()
    bad = bad_text("text", command.text)
    return bad or (NoteWritten(command.by, f"note-{len(case.notes) + 1}", briefing.digest, briefing.now),)


def attach(case: Case, command: AttachEvidence, briefing: Briefing) -> Verdict:
    """A piece of evidence, whose box `briefing` knows the digest of."""
    if case.erased_at is not None:
        return Erased()
    if len(case.evidence) >= PIECES:
        return TooMuchEvidence(PIECES)
    if len(command.content) > EVIDENCE_LIMIT:
        return TooLarge(EVIDENCE_LIMIT // 1_000_000)
    if not command.content:
        return BadField("evidence", "empty")
    attached = EvidenceAttached(
        by=command.by,
        source=command.source,
        entry=evidence_entry(len(case.evidence) + 1),
        size=len(command.content),
        digest=briefing.digest,
        box=briefing.box,
        at=briefing.now,
    )
    return (attached,)


def evidence_entry(number: int) -> str:
    """What the vault calls a case's n-th piece of evidence (from 1)."""
    return f"evidence-{number}"
