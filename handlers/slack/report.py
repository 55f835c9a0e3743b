"""`/report`, the message shortcut, the form they open, and the receipt."""

import html
import json
from datetime import UTC, datetime
from typing import Any

from slack_bolt.async_app import AsyncApp

from desk.outcomes import Filed, Outcome
from domain.cases.commands import TEXT_LIMIT, FileReport, Narrative
from domain.cases.words import Kind, Mode
from handlers.cards import ids
from handlers.cards.report_form import code_view, receipt_view, report_form
from handlers.locale.catalogue import Words
from handlers.slack import talk
from handlers.slack.forms import instant, opened, over, sent_back, speak, values
from handlers.slack.kit import Kit, words_of


def register(app: AsyncApp, kit: Kit) -> None:
    """Open the form wherever people ask for it, and take in what they send."""

    async def report(command: dict[str, Any], context: Any, ack: Any) -> None:
        say = words_of(context)
        typed = html.unescape(command.get("text") or "").strip()
        if (word := talk.wanted(typed)) is not None:
            await ack(**await talk.answer(kit, say, command, *word))
            return
        form = report_form(say, kit.nonce(), kit.emergency, text=typed[:TEXT_LIMIT])
        if await opened(kit, command["trigger_id"], form) and len(typed) <= TEXT_LIMIT:
            await ack()
        else:
            await ack(text=_handed_back(say, typed), response_type="ephemeral")

    async def report_this(shortcut: dict[str, Any], context: Any, ack: Any, respond: Any) -> None:
        say = words_of(context)
        evidence, written = _quoted(say, shortcut), _written(shortcut.get("message", {}))
        form = report_form(say, kit.nonce(), kit.emergency, evidence=evidence, happened=written)
        if not await opened(kit, shortcut["trigger_id"], form):
            kit.later(respond(text=_handed_back(say, ""), response_type="ephemeral"))
        await ack()

    async def ambiguity(body: dict[str, Any], action: dict[str, Any], context: Any, ack: Any, respond: Any) -> None:
        say = words_of(context)
        question = action.get("value", "").strip()
        form = report_form(say, kit.nonce(), kit.emergency, text=question, kind=Kind.AMBIGUITY)
        if not await opened(kit, body["trigger_id"], form, pushed=over(body)):
            await speak(kit, say, body, respond, _handed_back(say, question))
        await ack()

    app.command("/report")(report)
    app.shortcut(ids.REPORT_THIS)(report_this)
    app.action(ids.ASK_AMBIGUITY)(ambiguity)
    _sent(app, kit)


def _sent(app: AsyncApp, kit: Kit) -> None:
    async def submitted(body: dict[str, Any], view: dict[str, Any], context: Any, ack: Any) -> None:
        await ack(**_answer(words_of(context), await kit.desk.handle(parse(body["user"]["id"], view))))

    async def saved(ack: Any) -> None:
        await ack(response_action="clear")

    app.view(ids.REPORT_FORM)(submitted)
    app.view(ids.CODE_VIEW)(saved)


def parse(user: str, view: dict[str, Any]) -> FileReport:
    """The command that a sent form means. Whoever sends an anonymous one is dropped here, before anything sees them."""
    given = values(view)
    evidence = [
        block["text"]["text"] for block in view["blocks"] if str(block.get("block_id")).startswith(f"{ids.EVIDENCE}-")
        and "text" in block
    ]  # fmt: skip
    mode = Mode(given.get(ids.MODE) or Mode.BY_NAME)
    return FileReport(
        key=json.loads(view["private_metadata"])["nonce"],
        by=None if mode is Mode.ANONYMOUS else user,
        kind=Kind(given[ids.KIND]),
        at_risk=given.get(ids.AT_RISK) == "yes",
        narrative=Narrative(
            given.get(ids.TEXT) or "",
            given.get(ids.WHERE_WHEN) or "",
            "\n".join(evidence),
            instant(given, ids.HAPPENED),
        ),
        mode=mode,
        subjects=tuple(given.get(ids.SUBJECTS) or ()),
    )


def _answer(say: Words, outcome: Outcome) -> dict[str, Any]:
    match outcome:
        case Filed():
            note = ""
            if outcome.added:
                note = say("report.added", mode=say.of(outcome.mode))
            elif outcome.again:
                note = say("report.again", mode=say.of(outcome.mode))
            return {"response_action": "update", "view": _receipt(say, outcome, note)}
        case _:
            return sent_back(say, outcome, ids.TEXT, "kit.not_filed")


def _receipt(say: Words, outcome: Filed, note: str) -> dict[str, Any]:
    promised = outcome.case, outcome.acknowledge_by, outcome.decide_by
    if outcome.code is not None:
        return code_view(say, *promised, outcome.code, note)
    return receipt_view(say, *promised, outcome.mode, note)


def _quoted(say: Words, shortcut: dict[str, Any]) -> str:
    message = shortcut.get("message", {})
    where = shortcut.get("channel", {}).get("name") or say("report.a_conversation")
    kept = say("report.kept_message", ts=message.get("ts", ""), where=where)
    return f"{html.unescape(message.get('text') or '')}\n{kept}"


def _written(message: dict[str, Any]) -> datetime | None:
    """When a message was written, which is what Slack knows it by."""
    try:
        return datetime.fromtimestamp(float(message["ts"]), UTC)
    except (KeyError, TypeError, ValueError):
        return None


def _handed_back(say: Words, typed: str) -> str:
    """The words come back as typed; Slack shows them to nobody else."""
    if not typed:
        return say("report.not_opened")
    return f"{say('report.handed_back')}\n```{typed.replace('```', '` ` `')}```"
