"""A reporter's side of a case: `/report status`, `/report reply`, the buttons of a receipt, and what they write."""

import json
import re
from typing import Any

from slack_bolt.async_app import AsyncApp

from desk.outcomes import Done, Outcome, Refused, Shown
from desk.views import Conversation
from domain.cases.codes import read_code
from domain.cases.commands import EraseIdentity, ReplyToReviewer
from domain.cases.looking import ReadConversation
from handlers.cards import ids, refusals
from handlers.cards.case_forms import noted_view
from handlers.cards.talk import reply_form, status_blocks, talk_form
from handlers.locale.catalogue import Words
from handlers.slack.forms import opened, speak, values
from handlers.slack.kit import Kit, words_of

# A code with a slip in it is told so, and does not become a report.
_LIKE_A_CODE = re.compile(r"[0-9A-Za-z]{3,6}(?:[ -][0-9A-Za-z]{3,6}){3,5}|[0-9A-Za-z]{18,24}")
WORDS = ("status", "reply")


def wanted(typed: str) -> tuple[str, str] | None:
    """The sub-command and the code or number after it, where `/report` was followed by one; else it is a report."""
    word, _, rest = typed.partition(" ")
    rest = rest.strip()
    meant = not rest or rest.isdecimal() or read_code(rest) is not None or _LIKE_A_CODE.fullmatch(rest) is not None
    return (word.lower(), rest) if word.lower() in WORDS and meant else None


async def answer(kit: Kit, say: Words, command: dict[str, Any], word: str, proof: str) -> dict[str, Any]:
    """What the ack of `/report status` or `/report reply` says."""
    if not proof:
        return _said(say("talk.which", word=word))
    number = int(proof) if proof.isdecimal() and len(proof) < 10 else None  # noqa: PLR2004 -- longer ones are no numbers of ours
    if word == "reply" and number is None:
        done = await opened(kit, command["trigger_id"], reply_form(say, proof, kit.nonce()))
        return {} if done else _said(say("kit.lost_command"))
    by = None if number is None else command["user_id"]
    outcome = await kit.desk.handle(ReadConversation(number or 0, by, proof if number is None else ""))
    if not (isinstance(outcome, Shown) and isinstance(outcome.file, Conversation)):
        return _said(_no(say, outcome))
    if word == "reply":
        done = await opened(kit, command["trigger_id"], talk_form(say, outcome.file, kit.nonce()))
        return {} if done else _said(say("kit.lost_command"))
    text = say("file.title", case=outcome.file.card.number)
    carried = proof if number is not None else kit.desk.veil(proof)
    return {"text": text, "blocks": status_blocks(say, outcome.file, carried), "response_type": "ephemeral"}


def register(app: AsyncApp, kit: Kit) -> None:
    """The buttons of a receipt, and the forms in which a reporter writes."""

    async def read(body: dict[str, Any], action: dict[str, Any], context: Any, ack: Any, respond: Any) -> None:
        say = words_of(context)
        outcome = await kit.desk.handle(ReadConversation(int(action["value"]), body["user"]["id"]))
        if isinstance(outcome, Shown) and isinstance(outcome.file, Conversation):
            if not await opened(kit, body["trigger_id"], talk_form(say, outcome.file, kit.nonce())):
                await speak(kit, say, body, respond, say("kit.lost"))
        else:
            await speak(kit, say, body, respond, _no(say, outcome))
        await ack()

    async def erase(body: dict[str, Any], action: dict[str, Any], context: Any, ack: Any, respond: Any) -> None:
        say = words_of(context)
        outcome = await kit.desk.handle(EraseIdentity(int(action["value"]), body["user"]["id"]))
        await speak(
            kit, say, body, respond, say("talk.name_erased") if isinstance(outcome, Done) else _no(say, outcome)
        )
        await ack()

    async def wrote(body: dict[str, Any], view: dict[str, Any], context: Any, ack: Any) -> None:
        meta, text = json.loads(view["private_metadata"]), values(view).get(ids.TEXT) or ""
        command = ReplyToReviewer(meta["nonce"], meta["case"], body["user"]["id"], text)
        await ack(**_written(words_of(context), await kit.desk.handle(command)))

    async def wrote_with_code(view: dict[str, Any], context: Any, ack: Any) -> None:
        meta, text = json.loads(view["private_metadata"]), values(view).get(ids.TEXT) or ""
        command = ReplyToReviewer(meta["nonce"], 0, None, text, meta["code"])
        await ack(**_written(words_of(context), await kit.desk.handle(command)))

    app.action(ids.READ_TALK)(read)
    app.action(ids.ERASE_NAME)(erase)
    app.view(ids.TALK_FORM)(wrote)
    app.view(ids.REPLY_FORM)(wrote_with_code)


def _written(say: Words, outcome: Outcome) -> dict[str, Any]:
    match outcome:
        case Done():
            return {"response_action": "update", "view": noted_view(say, say("noted.sent"), say("talk.sent"))}
        case Refused():
            return {"response_action": "errors", "errors": {ids.TEXT: refusals.in_words(say, outcome.why)}}
        case _:
            return {"response_action": "errors", "errors": {ids.TEXT: say("kit.not_sent")}}


def written_sentence(say: Words, outcome: Outcome) -> str:
    """What to tell a reporter who wrote in a thread; their words stay there whatever happens."""
    if isinstance(outcome, Done):
        return say("talk.sent_in_thread")
    return refusals.in_words(say, outcome.why) if isinstance(outcome, Refused) else say("talk.thread_not_sent")


def _no(say: Words, outcome: Outcome) -> str:
    return refusals.in_words(say, outcome.why) if isinstance(outcome, Refused) else say("kit.busy")


def _said(text: str) -> dict[str, Any]:
    return {"text": text, "response_type": "ephemeral"}
