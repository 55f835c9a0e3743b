"""What reviewers do in an open case: steps, notes, moves and merges, and evidence from messages and files."""

import asyncio
import html
import json
from collections.abc import Callable
from typing import Any

from slack_bolt.async_app import AsyncApp

from desk.inquiry_views import EvidenceFile
from desk.outcomes import Done, Outcome, Refused, Shown
from desk.views import CaseCard, CaseFile
from domain.cases.inquiry import AttachEvidence, EvidenceSource, MergeDuplicate, MoveCase, TickStep, WriteNote
from domain.cases.investigating import EVIDENCE_LIMIT, NAME_LIMIT
from domain.cases.looking import OpenCase, OpenEvidence
from domain.cases.refusals import BadField, TooLarge
from domain.cases.words import Kind
from handlers.cards import ids, investigation_forms, refusals
from handlers.cards.blocks import View
from handlers.cards.case_file import case_view
from handlers.cards.case_forms import noted_view
from handlers.cards.investigation import evidence_view
from handlers.locale.catalogue import Words
from handlers.slack.casework import sentence
from handlers.slack.downloads import Downloaded, TooLong, download
from handlers.slack.forms import opened, opener, over, replaced, speak, values
from handlers.slack.kit import Kit, words_of

PATIENCE = 2.2  # seconds, of the 3 in which Slack wants its answer
ORIGIN = 200
Answer = dict[str, Any]


def register(app: AsyncApp, kit: Kit) -> None:
    """Every button of the investigation, its forms, and the shortcut *Add to a case*."""
    _buttons(app, kit)
    _openers(app, kit)
    _submissions(app, kit)
    _evidence(app, kit)

    async def add_to_case(shortcut: dict[str, Any], context: Any, ack: Any, respond: Any) -> None:
        say = words_of(context)
        words = html.unescape(shortcut.get("message", {}).get("text") or "")
        author = str(shortcut.get("message", {}).get("user") or "")
        form = investigation_forms.message_form(say, words, author, _origin(shortcut), kit.nonce())
        if not await opened(kit, shortcut["trigger_id"], form):
            await speak(kit, say, shortcut, respond, say("kit.lost"))
        await ack()

    app.shortcut(ids.ADD_TO_CASE)(add_to_case)


def _buttons(app: AsyncApp, kit: Kit) -> None:
    async def tick(body: dict[str, Any], action: dict[str, Any], context: Any, ack: Any, respond: Any) -> None:
        say, user = words_of(context), body["user"]["id"]
        case, step, done = action["value"].split(":")
        outcome = await kit.desk.handle(TickStep(int(case), user, step, done == "yes"))
        again = await kit.desk.handle(OpenCase(int(case), user)) if isinstance(outcome, Done) else outcome
        if isinstance(again, Shown) and isinstance(again.file, CaseFile):
            page = body["view"].get("private_metadata") or "1"
            await replaced(kit, body["view"], case_view(say, again.file, int(page)))
        else:
            await speak(kit, say, body, respond, sentence(say, again, ""))
        await ack()

    async def look(body: dict[str, Any], action: dict[str, Any], context: Any, ack: Any, respond: Any) -> None:
        say, (case, entry) = words_of(context), action["value"].split(":")
        outcome = await kit.desk.handle(OpenEvidence(int(case), body["user"]["id"], entry))
        if not (isinstance(outcome, Shown) and isinstance(outcome.file, EvidenceFile)):
            await speak(kit, say, body, respond, sentence(say, outcome, ""))
        elif not await opened(kit, body["trigger_id"], evidence_view(say, outcome.file), pushed=over(body)):
            await speak(kit, say, body, respond, say("kit.lost"))
        await ack()

    app.action(ids.TICK_STEP)(tick)
    app.action(ids.OPEN_EVIDENCE)(look)


def _openers(app: AsyncApp, kit: Kit) -> None:
    queues = sorted(kit.desk.house.casework.queues)
    forms: dict[str, Callable[[Words, CaseCard], View]] = {
        ids.MOVE_CASE: lambda say, card: investigation_forms.move_form(say, card, queues),
        ids.MERGE_CASE: investigation_forms.merge_form,
        ids.WRITE_NOTE: lambda say, card: investigation_forms.note_form(say, card, kit.nonce()),
        ids.ATTACH_FILE: lambda say, card: investigation_forms.file_form(say, card, kit.nonce()),
    }

    for action_id, made in forms.items():
        app.action(action_id)(opener(kit, made))


def _submissions(app: AsyncApp, kit: Kit) -> None:
    async def move(body: dict[str, Any], view: dict[str, Any], context: Any, ack: Any) -> None:
        say, meta, given = words_of(context), json.loads(view["private_metadata"]), values(view)
        queue = given.get(ids.QUEUE)
        command = MoveCase(
            meta["case"],
            body["user"]["id"],
            None if queue == investigation_forms.SAME else queue,
            Kind(given[ids.KIND]),
            given.get(ids.REASON) or "",
        )
        await ack(**_answer(say, await kit.desk.handle(command), ids.REASON, say("investigation.moved_done")))

    async def merge(body: dict[str, Any], view: dict[str, Any], context: Any, ack: Any) -> None:
        say, case = words_of(context), json.loads(view["private_metadata"])["case"]
        into = _number(values(view).get(ids.INTO))
        if into is None:
            await ack(**_answer(say, Refused(BadField(ids.INTO, "number")), ids.INTO, ""))
            return
        outcome = await kit.desk.handle(MergeDuplicate(case, body["user"]["id"], into))
        await ack(**_answer(say, outcome, ids.INTO, say("investigation.merged_done", number=case, into=into)))

    async def note(body: dict[str, Any], view: dict[str, Any], context: Any, ack: Any) -> None:
        say, meta = words_of(context), json.loads(view["private_metadata"])
        command = WriteNote(meta["nonce"], meta["case"], body["user"]["id"], values(view).get(ids.TEXT) or "")
        await ack(**_answer(say, await kit.desk.handle(command), ids.TEXT, say("investigation.note_done")))

    for callback_id, listener in (
        (ids.MOVE_FORM, move),
        (ids.MERGE_FORM, merge),
        (ids.NOTE_FORM, note),
    ):
        app.view(callback_id)(listener)


def _evidence(app: AsyncApp, kit: Kit) -> None:
    async def message(body: dict[str, Any], view: dict[str, Any], context: Any, ack: Any) -> None:
        say, meta = words_of(context), json.loads(view["private_metadata"])
        case = _number(values(view).get(ids.CASE))
        if case is None:
            await ack(**_answer(say, Refused(BadField(ids.CASE, "number")), ids.CASE, ""))
            return
        content = investigation_forms.kept_words(view).encode()
        by, kind = body["user"]["id"], EvidenceSource.MESSAGE
        command = AttachEvidence(meta["nonce"], case, by, kind, meta["author"], meta["origin"], "text/plain", content)
        done = say("investigation.evidence_done", number=case)
        await ack(**_answer(say, await kit.desk.handle(command), ids.CASE, done))

    async def file(body: dict[str, Any], view: dict[str, Any], context: Any, ack: Any) -> None:
        say, meta = words_of(context), json.loads(view["private_metadata"])
        given = values(view).get(ids.FILE) or ()
        if not given:
            await ack(**_answer(say, Refused(BadField(ids.FILE, "empty")), ids.FILE, ""))
            return
        # Slack may be slow; what is under way is finished, and the same form sent again attaches nothing twice.
        attaching = kit.later(_attached(kit, say, body["user"]["id"], meta, given[0]["id"]))
        try:
            answer = await asyncio.wait_for(asyncio.shield(attaching), PATIENCE)
        except TimeoutError:
            answer = _wrong(ids.FILE, say("investigation.slow"))
        await ack(**answer)

    app.view(ids.MESSAGE_FORM)(message)
    app.view(ids.FILE_FORM)(file)


async def _attached(kit: Kit, say: Words, user: str, meta: dict[str, Any], file: str) -> Answer:
    match await download(kit.client, file, EVIDENCE_LIMIT):
        case Downloaded() as found:
            name, media = found.name[:NAME_LIMIT], found.media[:NAME_LIMIT]
            command = AttachEvidence(
                meta["nonce"], meta["case"], user, EvidenceSource.FILE, name, "", media, found.content
            )
            done = say("investigation.evidence_done", number=meta["case"])
            return _answer(say, await kit.desk.handle(command), ids.FILE, done)
        case TooLong():
            return _answer(say, Refused(TooLarge(EVIDENCE_LIMIT // 1_000_000)), ids.FILE, "")
        case _:
            return _wrong(ids.FILE, say("investigation.not_downloaded"))


def _answer(say: Words, outcome: Outcome, field: str, done: str) -> Answer:
    match outcome:
        case Done():
            return {"response_action": "update", "view": noted_view(say, say("investigation.done_title"), done)}
        case Refused(why=BadField() as bad):
            named = field if bad.field == "evidence" else bad.field
            return _wrong(named, refusals.in_words(say, bad))
        case Refused():
            return _wrong(field, refusals.in_words(say, outcome.why))
        case _:
            return _wrong(field, say("investigation.slow"))


def _wrong(field: str, says: str) -> Answer:
    return {"response_action": "errors", "errors": {field: says}}


def _number(typed: str | None) -> int | None:
    digits = (typed or "").strip().removeprefix("#")
    return int(digits) if digits.isdecimal() and len(digits) < investigation_forms.DIGITS else None


def _origin(shortcut: dict[str, Any]) -> str:
    """Where a message stands."""
    message, channel = shortcut.get("message", {}), shortcut.get("channel", {})
    return f"#{channel.get('name') or '?'} ({channel.get('id', '')}/{message.get('ts', '')})"[:ORIGIN]
