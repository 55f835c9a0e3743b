"""`/desk oncall`, `/desk override` and `/desk handover`, with their forms and buttons."""

import json
import re
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from slack_bolt.async_app import AsyncApp

from desk.outcomes import NotConfirmed, Outcome, Planned, Refused, Shown
from desk.views import NoteFile
from domain.cases.plain_times import Unread, read_span, read_when
from domain.cases.planning import LeaveNote, MakeOverride, OpenNote, OverrideMade, WithdrawOverride
from domain.cases.refusals import NotEntitled
from domain.cases.roster import Override, Rung
from handlers.cards import ids, oncall_forms, refusals
from handlers.cards import oncall as cards
from handlers.cards.blocks import Block
from handlers.cards.case_forms import noted_view
from handlers.cards.text import literal
from handlers.locale.catalogue import Words
from handlers.slack.forms import opened, sent_back, speak, values
from handlers.slack.kit import Kit, tell, words_of
from handlers.slack.typed import Ack, Typed, said

_MENTION = re.compile(r"<@([UW][A-Z0-9]+)(?:\|[^>]*)?>")
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
MOST_BLOCKS = 50


def register(app: AsyncApp, kit: Kit) -> None:
    """Forms and buttons; the sub-commands are called by `/desk`."""

    async def withdraw(body: dict[str, Any], action: dict[str, Any], context: Any, ack: Any, respond: Any) -> None:
        say = words_of(context)
        outcome = await kit.desk.handle(WithdrawOverride(body["user"]["id"], int(action["value"])))
        tell(kit, respond, _sentence(kit, say, outcome))
        await ack()

    async def leave(body: dict[str, Any], action: dict[str, Any], context: Any, ack: Any, respond: Any) -> None:
        say, rotation = words_of(context), action["value"]
        found = await kit.on_call.matters(body["user"]["id"], rotation)
        following = found[0].next if not isinstance(found, NotConfirmed) and found else None
        form = oncall_forms.note_form(say, kit.nonce(), rotation, (following and following.person) or "")
        if not await opened(kit, body["trigger_id"], form):
            tell(kit, respond, say("kit.lost"))
        await ack()

    async def read(body: dict[str, Any], action: dict[str, Any], context: Any, ack: Any, respond: Any) -> None:
        say = words_of(context)
        outcome = await kit.desk.handle(OpenNote(body["user"]["id"], int(action["value"])))
        if not (isinstance(outcome, Shown) and isinstance(outcome.file, NoteFile)):
            await speak(kit, say, body, respond, _sentence(kit, say, outcome))
        elif not await opened(kit, body["trigger_id"], cards.note_view(say, outcome.file)):
            tell(kit, respond, say("kit.lost"))
        await ack()

    app.action(ids.WITHDRAW_OVERRIDE)(withdraw)
    app.action(ids.LEAVE_NOTE)(leave)
    app.action(ids.READ_NOTE)(read)
    _submissions(app, kit)


def _submissions(app: AsyncApp, kit: Kit) -> None:
    async def planned(body: dict[str, Any], view: dict[str, Any], context: Any, ack: Any) -> None:
        say, outcome = words_of(context), await kit.desk.handle(_from_form(body["user"]["id"], view))
        await ack(**_answer(kit, say, outcome, ids.PERSON, say("oncall.form_title")))

    async def left(body: dict[str, Any], view: dict[str, Any], context: Any, ack: Any) -> None:
        say, given, meta = words_of(context), values(view), json.loads(view["private_metadata"])
        note = LeaveNote(meta["nonce"], body["user"]["id"], meta["rotation"], given[ids.PERSON], given[ids.TEXT] or "")
        outcome = await kit.desk.handle(note)
        await ack(**_answer(kit, say, outcome, ids.TEXT, say("oncall.note_title")))

    app.view(ids.OVERRIDE_FORM)(planned)
    app.view(ids.HANDOVER_NOTE_FORM)(left)


def _from_form(user: str, view: dict[str, Any]) -> MakeOverride:
    given = values(view)
    start, end = (datetime.fromtimestamp(int(given[name] or 0), UTC) for name in (ids.START, ids.END))
    return MakeOverride(user, given[ids.PERSON] or "", start, end, Rung(given[ids.RUNG]), given.get(ids.ROTATION) or "")


def _answer(kit: Kit, say: Words, outcome: Outcome, field: str, title: str) -> dict[str, Any]:
    match outcome:
        case Planned():
            return {"response_action": "update", "view": noted_view(say, title, _sentence(kit, say, outcome))}
        case _:
            return sent_back(say, outcome, field, "kit.not_sent")


def _sentence(kit: Kit, say: Words, outcome: Outcome) -> str:
    match outcome:
        case Planned(event=OverrideMade() as made):
            span = Override(made.rotation, made.rung, made.person, made.start, made.end, made.number)
            return cards.planned(say, span, made.replaced, kit.on_call.rotations[made.rotation].zone)
        case Planned(event=event):
            known = {"OverrideWithdrawn": "oncall.taken_back", "NoteLeft": "oncall.note_sent"}
            return say(known.get(type(event).__name__, "oncall.done_before"))
        case Refused():
            return refusals.in_words(say, outcome.why)
        case _:
            return say("kit.busy")


async def oncall(kit: Kit, say: Words, typed: Typed) -> Ack:
    """`/desk oncall [when]`."""
    words, zone = typed.text.split(), await _zone(kit, typed.user)
    asked = read_when(words, kit.on_call.now(), zone) if words else None
    if isinstance(asked, Unread):
        return said(_unread(say, asked))
    view = await kit.on_call.at(asked)
    if isinstance(view, NotConfirmed):
        return said(say("kit.busy"))
    return _shown(*cards.on_call(say, view, asked))


async def override(kit: Kit, say: Words, typed: Typed) -> Ack:
    """`/desk override @person from to [rung] [rotation]`; `withdraw N`; without words the form."""
    words = typed.text.split()
    if not words:
        start = kit.on_call.now().replace(minute=0, second=0, microsecond=0) + HOUR
        form = oncall_forms.override_form(say, list(kit.on_call.rotations), start, start + DAY)
        return {} if await opened(kit, typed.trigger, form) else said(say("kit.lost_command"))
    if words[0].lower() in ("withdraw", "zurücknehmen"):
        number = words[1].removeprefix("#") if len(words) > 1 else ""
        if not number.isascii() or not number.isdigit():
            return said(say("oncall.which_override"))
        return said(_sentence(kit, say, await kit.desk.handle(WithdrawOverride(typed.user, int(number[:9])))))
    command = await _typed_override(kit, typed.user, words)
    if command is None:
        return said(say("oncall.who"))
    if isinstance(command, Unread):
        return said(_unread(say, command))
    return said(_sentence(kit, say, await kit.desk.handle(command)))


async def _typed_override(kit: Kit, user: str, words: list[str]) -> MakeOverride | Unread | None:
    """None where nobody is named."""
    mention = _MENTION.fullmatch(words[0])
    person = mention[1] if mention else user if words[0].lower() in ("me", "ich") else None
    if person is None:
        return None
    rung, rotation, times = Rung.PRIMARY, "", list[str]()
    for word in words[1:]:
        if word.lower() in list(Rung):
            rung = Rung(word.lower())
        elif word in kit.on_call.rotations:
            rotation = word
        else:
            times.append(word)
    span = read_span(times, kit.on_call.now(), await _zone(kit, user))
    return span if isinstance(span, Unread) else MakeOverride(user, person, *span, rung, rotation)


async def handover(kit: Kit, say: Words, typed: Typed) -> Ack:
    """`/desk handover [rotation]`."""
    found = await kit.on_call.matters(typed.user, typed.text)
    if isinstance(found, NotConfirmed):
        return said(say("kit.busy"))
    if not found and typed.text and typed.text not in kit.on_call.rotations:
        known = ", ".join(sorted(kit.on_call.rotations))
        return said(say("oncall.no_rotation", typed=literal(typed.text[:40]), known=known))
    if not found:
        return said(refusals.in_words(say, NotEntitled()))
    room = MOST_BLOCKS // len(found) - 4  # what stands around the matters of each
    shown = [cards.handover(say, one, max(1, min(cards.SHOWN, room))) for one in found]
    return _shown(shown[0][0], [block for _, blocks in shown for block in blocks])


def _shown(text: str, blocks: list[Block]) -> Ack:
    return said(text, blocks[:MOST_BLOCKS])


def _unread(say: Words, unread: Unread) -> str:
    return say("oncall.unread", typed=literal(unread.word[:40])) if unread.word else say("oncall.no_time")


async def _zone(kit: Kit, user: str) -> ZoneInfo:
    """Where somebody types; the zone of the first rotation where Slack does not say."""
    person = await kit.people.person(user)
    first = next((rotation.zone for rotation in kit.on_call.rotations.values()), ZoneInfo("UTC"))
    try:
        return ZoneInfo(person.zone) if person.zone else first
    except (ZoneInfoNotFoundError, ValueError):
        return first
