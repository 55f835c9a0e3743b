"""What reviewers read and do in an open case: its checklist, notes, evidence, moves and duplicates."""

import json
from collections.abc import Sequence

from desk.inquiry_views import Duplicate, EvidenceFile, EvidenceLine, Handling, MoveLine, StepLine, WhenLine
from desk.views import CaseCard, CaseFile, Line
from domain.cases.commands import Narrative
from domain.cases.inquiry import EvidenceSource
from handlers.cards import ids
from handlers.cards.blocks import Block, View, button, context, modal, section, verbatim
from handlers.cards.text import SECTION, anyone, escape, literal, person, when
from handlers.locale.catalogue import Words

SHOWN = 5
ROOM = 150_000  # bytes, of the 250,000 that a view of Slack's may have
KILO, LABEL = 1000, 75


def checklist(say: Words, found: CaseFile) -> list[Block]:
    """The steps, each with who did it, or a button for it while the case is open."""
    steps = found.inquiry.steps
    if not steps:
        return []
    done = sum(step.by is not None for step in steps)
    title = section("steps", say("investigation.steps", done=done, all=len(steps)))
    return [title, *(_step(say, found.card, step) for step in steps)]


def _step(say: Words, card: CaseCard, step: StepLine) -> Block:
    sentence = step.says.to(say.language)
    if step.by is None or step.at is None:
        says = say("investigation.step_open", says=escape(sentence))
    else:
        says = say("investigation.step_done", says=escape(sentence), person=person(step.by), when=when(say, step.at))
    block = section(f"step-{step.id}", says)
    if card.over:
        return block
    label = say("investigation.tick") if step.by is None else say("investigation.untick")
    value = f"{card.number}:{step.id}:{'yes' if step.by is None else 'no'}"
    pressed = {
        **button(ids.TICK_STEP, label, value),
        "accessibility_label": f"{label}: {sentence}"[:LABEL],
    }
    return {**block, "accessory": pressed}


def findings(say: Words, found: CaseFile) -> list[Block]:
    """Notes, evidence, moves and corrections."""
    inquiry = found.inquiry
    blocks = [section("notes", say("investigation.notes"))] if inquiry.notes else []
    for number, note in enumerate(inquiry.notes, start=1):
        wrote = say("investigation.note_by", person=person(note.by), when=when(say, note.at))
        blocks += [context(f"note-{number}-by", wrote), *verbatim(f"note-{number}", note.text)]
    blocks += evidence_blocks(say, inquiry.evidence)
    for number, move in enumerate(inquiry.moves, start=1):
        blocks += [context(f"move-{number}-by", _moved(say, move)), *verbatim(f"move-{number}", move.reason)]
    return blocks + _corrections(say, "when", inquiry.corrections)


def happened(say: Words, found: CaseFile) -> list[Block]:
    """When it happened, where a reviewer corrected that: below, the report still says what it said."""
    last = found.inquiry.corrections[-1] if found.inquiry.corrections else None
    if last is None or last.happened is None:
        return []
    facts = {"when": when(say, last.happened), "person": person(last.by), "at": when(say, last.at)}
    return [context("when", say("file.corrected", **facts))]


def _corrections(say: Words, name: str, lines: Sequence[WhenLine]) -> list[Block]:
    blocks: list[Block] = []
    for number, one in enumerate(lines, start=1):
        then = when(say, one.happened) if one.happened else "…"
        says = say("investigation.corrected", person=person(one.by), when=then, at=when(say, one.at))
        blocks += [context(f"{name}-{number}-by", says), *verbatim(f"{name}-{number}", one.reason)]
    return blocks


def _moved(say: Words, move: MoveLine) -> str:
    facts: dict[str, object] = {"person": person(move.by), "when": when(say, move.at)}
    if move.kind is move.kind_before:
        return say("investigation.moved_queue", before=escape(move.queue_before), after=escape(move.queue), **facts)
    kinds = {"kind_before": say.of(move.kind_before), "kind": say.of(move.kind)}
    return say("investigation.moved_kind", queue=escape(move.queue), **kinds, **facts)


def evidence_blocks(say: Words, evidence: Sequence[EvidenceLine]) -> list[Block]:
    """Every piece with its chain of custody, the latest links of it."""
    blocks = [section(f"evidence-of-{evidence[0].case}", say("investigation.evidence"))] if evidence else []
    for line in evidence:
        name = f"{line.case}-{line.entry}"
        opens = button(ids.OPEN_EVIDENCE, say("investigation.look"), f"{line.case}:{line.entry}")
        opens["accessibility_label"] = f"{say('investigation.look')}: {line.name}"[:LABEL]
        blocks.append({**section(f"{name}-what", _what(say, line)), "accessory": opens})
        blocks.append(context(f"{name}-custody", custody(say, line, most=SHOWN)))
    return blocks


def _what(say: Words, line: EvidenceLine) -> str:
    size = say.some("investigation.bytes", line.size)
    if line.size >= KILO:
        size = say("investigation.kilobytes", count=line.size // KILO)
    if line.source is EvidenceSource.MESSAGE:
        who, origin = anyone(say, line.name), literal(line.origin)
        return say("investigation.message_piece", who=who, size=size, origin=origin)
    return say("investigation.file_piece", name=literal(line.name), size=size, media=literal(line.media))


def custody(say: Words, line: EvidenceLine, most: int | None = None) -> str:
    """Who attached it, what it is sealed as, and who handled it since: the latest `most`."""
    links = [say("investigation.attached", person=person(line.by), when=when(say, line.at), box=line.box[:16])]
    shown = line.handled if most is None else line.handled[-most:]
    if len(shown) < len(line.handled):
        links.append(say.some("investigation.earlier", len(line.handled) - len(shown)))
    links += [_handling(say, one) for one in shown]
    text = "\n".join(links)
    return text if len(text) <= SECTION else "\n".join([links[0], *links[-20:]])


def _handling(say: Words, one: Handling) -> str:
    key = "investigation.taken_out" if one.taken_out else "investigation.looked"
    who = person(one.by) if one.by.startswith(("U", "W")) else escape(one.by)
    return say(key, person=who, when=when(say, one.at))


def evidence_view(say: Words, found: EvidenceFile) -> View:
    """One piece of evidence, whole, with its whole chain of custody."""
    line = found.line
    if found.erased:
        body = [section("erased", say("investigation.erased"))]
    elif not found.intact:
        body = [section("altered", say("investigation.altered"))]
    elif found.text is None:
        body = [section("binary", say("investigation.binary", case=line.case, entry=line.entry))]
    else:
        body = _shown(say, line, found.text)
    state = [context("intact", say("investigation.intact"))] if found.intact else []
    blocks = [section("what", _what(say, line)), *body, *state, context("custody", custody(say, line))]
    return modal(say, ids.EVIDENCE_VIEW, say("investigation.evidence_title"), blocks, close=say("investigation.close"))


def _shown(say: Words, line: EvidenceLine, text: str) -> list[Block]:
    """The text as far as a window takes it, and how to read the rest."""
    most = len(text)
    while len(json.dumps(text[:most])) > ROOM:
        most = most * 3 // 4
    shown = verbatim("content", text[:most])
    if most < len(text):
        shown.append(section("rest", say("investigation.rest", case=line.case, entry=line.entry)))
    return shown


def duplicates(say: Words, found: CaseFile) -> list[Block]:
    """What was reported in the cases that are part of this one."""
    return [block for one in found.inquiry.duplicates for block in _duplicate(say, one)]


def _duplicate(say: Words, one: Duplicate) -> list[Block]:
    blocks = [section(f"duplicate-{one.number}", say("investigation.duplicate", number=one.number))]
    for n, narrative in enumerate(one.narratives, start=1):
        blocks += _narrative(say, f"duplicate-{one.number}-{n}", narrative)
    blocks += _corrections(say, f"duplicate-{one.number}-when", one.corrections)
    for n, line in enumerate(one.talk, start=1):
        blocks += _line(say, f"duplicate-{one.number}-talk-{n}", line)
    return [*blocks, *evidence_blocks(say, one.evidence)]


def _narrative(say: Words, name: str, narrative: Narrative) -> list[Block]:
    parts = (("text", narrative.text), ("where", narrative.where_when), ("kept", narrative.evidence))
    blocks = [block for part, words in parts if words for block in verbatim(f"{name}-{part}", words)]
    if narrative.happened is not None:
        blocks.append(context(f"{name}-happened", say("file.happened", when=when(say, narrative.happened))))
    return blocks


def _line(say: Words, name: str, line: Line) -> list[Block]:
    who = say("investigation.the_reporter") if line.by is None else person(line.by)
    wrote = say("investigation.note_by", person=who, when=when(say, line.at))
    return [context(f"{name}-by", wrote), *verbatim(name, line.text)]


def before_deciding(say: Words, found: CaseFile) -> list[Block]:
    """What whoever decides should know: steps that are open, and who else reads the reasons."""
    still_open = [step.says.to(say.language) for step in found.inquiry.steps if step.by is None]
    blocks = []
    if still_open:
        steps = "\n".join(f"• {escape(says)}" for says in still_open)[: SECTION - 200]
        blocks.append(context("open-steps", say.some("investigation.open_steps", len(still_open), steps=steps)))
    if found.card.duplicates:
        numbers = ", ".join(map(str, found.card.duplicates))
        blocks.append(context("duplicates-note", say("investigation.reasons_for_all", numbers=numbers)))
    return blocks


def buttons(say: Words, card: CaseCard) -> tuple[list[Block], list[Block]]:
    """Those used often, and those used seldom, as far as they make sense now."""
    value, is_open = str(card.number), not card.over
    if card.merged_into is not None or card.erased_at is not None:
        return [], []
    often = [
        button(ids.WRITE_NOTE, say("investigation.write_note"), value),
        button(ids.ATTACH_FILE, say("investigation.attach_file"), value),
    ]
    seldom = [
        button(ids.MOVE_CASE, say("investigation.move"), value),
        button(ids.MERGE_CASE, say("investigation.merge"), value),
    ]
    return often, seldom if is_open else []


def part_of(say: Words, card: CaseCard) -> list[Block]:
    """That a duplicate is worked elsewhere."""
    if card.merged_into is None:
        return []
    return [context("part-of", say("investigation.part_of", into=card.merged_into))]
