"""A case as an entitled reviewer reads it, in a modal, with what they can do there."""

from collections.abc import Sequence

from desk.views import CaseFile, Line
from domain.cases.commands import Narrative
from domain.cases.words import Mode
from handlers.cards import ids
from handlers.cards.aftercare_notices import afterword_blocks
from handlers.cards.blocks import Block, View, actions, button, context, modal, section, verbatim
from handlers.cards.case_card import case_card
from handlers.cards.investigation import buttons, checklist, duplicates, findings, part_of
from handlers.cards.labels import INTENTS
from handlers.cards.text import escape, person, when
from handlers.locale.catalogue import Words

BLOCKS = 100
HOLD = "From then on what was written can be erased again when its time has come."


def case_view(say: Words, file: CaseFile, page: int = 1) -> View:
    """The modal of a case: its face, every narrative as typed, the conversation, and the reasons once decided. A long
    one has pages.
    """
    face = case_card(file.card)[:2]
    often, seldom = buttons(say, file.card)
    first, rest = _buttons(file)
    rows = [("file-actions", [*first, *often]), ("file-more", [*rest, *seldom])]
    fixed = [*face, context("reporter", _who(file)), *_concerned(file), *part_of(say, file.card)]
    fixed += [actions(name, row) for name, row in rows if row]
    talk = [section("talk-title", "*Messages with the reporter*")] if file.talk else []
    talk += talk_blocks(file.talk, reporter=False)
    found = [*checklist(say, file), *_narratives(file.narratives), *duplicates(say, file), *findings(say, file)]
    body = [*found, *afterword_blocks(say, file.afterwords), *talk, *_reasons(file)]
    room = BLOCKS - len(fixed) - 1
    pages = [body[start : start + room] for start in range(0, len(body), room)] or [[]]
    page = min(max(page, 1), len(pages))
    shown = [*fixed, *pages[page - 1]]
    if len(pages) > 1:
        following = page % len(pages) + 1
        label = f"Page {page} of {len(pages)}: show page {following}"
        shown.append(actions("file-pages", [button(ids.CASE_PAGE, label, f"{file.card.number}:{following}")]))
    return modal(ids.CASE_VIEW, f"Case {file.card.number}", shown, metadata=str(page))


def _who(file: CaseFile) -> str:
    if file.mode is Mode.ANONYMOUS:
        return "Reported anonymously. You can ask the reporter; they answer with their code."
    if file.reporter is not None:
        return f"Reported by {person(file.reporter)}. Keep the name among the reviewers."
    if not file.reachable:
        return "Nobody can learn any more who reported this."
    waits = f" {person(file.name_asked_by)} has asked for it." if file.name_asked_by else ""
    return f"Reported in confidence: two entitled people and a reason open the name.{waits}"


def _concerned(file: CaseFile) -> list[Block]:
    named = [*map(person, file.subjects), *map(escape, file.vendors)]
    return [context("concerned", f"It is about {', '.join(named)}.")] if named else []


def _buttons(file: CaseFile) -> tuple[list[Block], list[Block]]:
    """Those used often, and those used seldom."""
    value = str(file.card.number)
    decided, whole = file.card.over, file.card.merged_into is None
    often = [
        (file.reachable, button(ids.ASK_REPORTER, "Ask the reporter", value, "primary")),
        (whole, button(ids.NAME_SUBJECTS, "Who is it about?", value)),
    ]
    seldom = [
        (not decided, button(ids.CHANGE_SEVERITY, "Change severity", value)),
        (file.may_ask_name, button(ids.REQUEST_NAME, "Ask for the name", value)),
        (whole and not file.card.on_hold, button(ids.PLACE_HOLD, "Legal hold", value)),
        (whole and file.card.on_hold, button(ids.LIFT_HOLD, "Lift the hold", value, confirm=HOLD)),
    ]
    return [made for here, made in often if here], [made for here, made in seldom if here]


def _narratives(narratives: Sequence[Narrative]) -> list[Block]:
    blocks: list[Block] = []
    for number, narrative in enumerate(narratives, start=1):
        heading = "What was reported" if number == 1 else f"Added later ({number - 1})"
        blocks += [section(f"narrative-{number}", f"*{heading}*"), *verbatim(f"words-{number}", narrative.text)]
        if narrative.where_when:
            note = context(f"where-{number}-note", "Where or when")
            blocks += [note, *verbatim(f"where-{number}", narrative.where_when)]
        if narrative.evidence:
            note = context(f"evidence-{number}-note", "Kept message")
            blocks += [note, *verbatim(f"evidence-{number}", narrative.evidence)]
    return blocks


def talk_blocks(talk: Sequence[Line], *, reporter: bool) -> list[Block]:
    """A conversation as its reporter or its reviewers read it, each message with how far it came."""
    blocks: list[Block] = []
    for number, line in enumerate(talk, start=1):
        mine = (line.by is None) == reporter
        who = "You" if reporter and mine else "The reporter" if line.by is None else person(line.by)
        blocks += [
            context(f"talk-{number}-note", f"*{who}* wrote {when(line.at)}.{_how_far(line) if mine else ''}"),
            *verbatim(f"talk-{number}", line.text),
        ]
    return blocks


def _how_far(line: Line) -> str:
    if line.read_at is not None:
        return f" Read {when(line.read_at)}."
    return " Delivered, not read yet." if line.delivered else " On its way."


def _reasons(file: CaseFile) -> list[Block]:
    if file.returned:
        return [section("returned-note", "*The proposal came back:*"), *verbatim("returned", file.returned)]
    if not file.reasons:
        return []
    intent = f" ({INTENTS[file.intent]})" if file.intent else ""
    return [section("reasons-note", f"*Reasons*{intent}"), *verbatim("reasons", file.reasons)]
