"""A case as an entitled reviewer reads it, in a modal, with what they can do there."""

from collections.abc import Sequence

from desk.views import CaseFile, Line
from domain.cases.commands import Narrative
from domain.cases.words import Mode
from handlers.cards import ids
from handlers.cards.aftercare_notices import afterword_blocks
from handlers.cards.blocks import Block, View, actions, asked_first, button, context, modal, section, verbatim
from handlers.cards.case_card import case_card
from handlers.cards.investigation import buttons, checklist, duplicates, findings, happened, part_of
from handlers.cards.text import escape, person, when
from handlers.locale.catalogue import Words

BLOCKS = 100


def case_view(say: Words, file: CaseFile, page: int = 1) -> View:
    """The modal of a case: its face, every narrative as typed, the conversation, and the reasons once decided. A long
    one has pages.
    """
    face = case_card(say, file.card)[:2]
    often, seldom = buttons(say, file.card)
    first, rest = _buttons(say, file)
    rows = [("file-actions", [*first, *often]), ("file-more", [*rest, *seldom])]
    fixed = [*face, context("reporter", _who(say, file)), *_concerned(say, file), *happened(say, file)]
    fixed += part_of(say, file.card)
    fixed += [actions(name, row) for name, row in rows if row]
    talk = [section("talk-title", say("file.talk"))] if file.talk else []
    talk += talk_blocks(say, file.talk, reporter=False)
    found = [*_narratives(say, file.narratives), *duplicates(say, file), *checklist(say, file), *findings(say, file)]
    body = [*found, *afterword_blocks(say, file.afterwords), *talk, *_reasons(say, file)]
    room = BLOCKS - len(fixed) - 1
    pages = [body[start : start + room] for start in range(0, len(body), room)] or [[]]
    page = min(max(page, 1), len(pages))
    shown = [*fixed, *pages[page - 1]]
    if len(pages) > 1:
        following = page % len(pages) + 1
        label = say("file.page", page=page, pages=len(pages), next=following)
        shown.append(actions("file-pages", [button(ids.CASE_PAGE, label, f"{file.card.number}:{following}")]))
    return modal(say, ids.CASE_VIEW, say("file.title", case=file.card.number), shown, metadata=str(page))


def _who(say: Words, file: CaseFile) -> str:
    if file.mode is Mode.ANONYMOUS:
        return say("file.anonymous")
    if file.reporter is not None:
        return say("file.by_name", person=person(file.reporter))
    if not file.reachable:
        return say("file.unreachable")
    asked = [say("file.name_asked", person=person(file.name_asked_by))] if file.name_asked_by else []
    return " ".join([say("file.confidential"), *asked])


def _concerned(say: Words, file: CaseFile) -> list[Block]:
    named = [*map(person, file.subjects), *map(escape, file.vendors)]
    return [context("concerned", say("file.concerned", named=", ".join(named)))] if named else []


def _buttons(say: Words, file: CaseFile) -> tuple[list[Block], list[Block]]:
    """Those used often, and those used seldom."""
    value = str(file.card.number)
    decided, whole = file.card.over, file.card.merged_into is None
    often = [
        (file.reachable, button(ids.ASK_REPORTER, say("file.ask"), value, "primary")),
        (whole, button(ids.NAME_SUBJECTS, say("file.subjects"), value)),
    ]
    lift = asked_first(say, button(ids.LIFT_HOLD, say("file.lift"), value), say("file.lift_sure"))
    seldom = [
        (not decided, button(ids.CHANGE_SEVERITY, say("file.severity"), value)),
        (not decided, button(ids.CORRECT_WHEN, say("file.when"), value)),
        (file.may_ask_name, button(ids.REQUEST_NAME, say("file.name"), value)),
        (whole and not file.card.on_hold, button(ids.PLACE_HOLD, say("file.hold"), value)),
        (whole and file.card.on_hold, lift),
    ]
    return [made for here, made in often if here], [made for here, made in seldom if here]


def _narratives(say: Words, narratives: Sequence[Narrative]) -> list[Block]:
    blocks: list[Block] = []
    for number, narrative in enumerate(narratives, start=1):
        heading = say("file.reported") if number == 1 else say("file.added", number=number - 1)
        blocks += [section(f"narrative-{number}", heading), *verbatim(f"words-{number}", narrative.text)]
        if narrative.happened is not None:
            blocks.append(context(f"happened-{number}", say("file.happened", when=when(say, narrative.happened))))
        if narrative.where_when:
            note = context(f"where-{number}-note", say("file.where"))
            blocks += [note, *verbatim(f"where-{number}", narrative.where_when)]
        if narrative.evidence:
            note = context(f"evidence-{number}-note", say("file.evidence"))
            blocks += [note, *verbatim(f"evidence-{number}", narrative.evidence)]
    return blocks


def talk_blocks(say: Words, talk: Sequence[Line], *, reporter: bool) -> list[Block]:
    """A conversation as its reporter or its reviewers read it, each message with how far it came."""
    blocks: list[Block] = []
    for number, line in enumerate(talk, start=1):
        mine = (line.by is None) == reporter
        said = [_who_wrote(say, line, reporter=reporter), *([_how_far(say, line)] if mine else [])]
        blocks += [context(f"talk-{number}-note", " ".join(said)), *verbatim(f"talk-{number}", line.text)]
    return blocks


def _who_wrote(say: Words, line: Line, *, reporter: bool) -> str:
    at = when(say, line.at)
    if line.by is not None:
        return say("file.person_wrote", person=person(line.by), at=at)
    return say("file.you_wrote", at=at) if reporter else say("file.reporter_wrote", at=at)


def _how_far(say: Words, line: Line) -> str:
    if line.read_at is not None:
        return say("file.read", at=when(say, line.read_at))
    return say("file.delivered") if line.delivered else say("file.on_its_way")


def _reasons(say: Words, file: CaseFile) -> list[Block]:
    if file.returned:
        return [section("returned-note", say("file.returned")), *verbatim("returned", file.returned)]
    if not file.reasons:
        return []
    title = say("file.reasons_intent", intent=say.of(file.intent)) if file.intent else say("file.reasons")
    return [section("reasons-note", title), *verbatim("reasons", file.reasons)]
