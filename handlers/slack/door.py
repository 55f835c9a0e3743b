"""Who is let in, and what everybody else is told. Nothing that they sent goes any further."""

from typing import Any

from handlers.cards.case_forms import noted_view
from handlers.cards.refusals import ELSEWHERE, GUEST
from handlers.slack.forms import opened
from handlers.slack.guests import Guests, Standing
from handlers.slack.kit import Kit, tell

Body = dict[str, Any]
_SENTENCES = {Standing.GUEST: GUEST, Standing.STRANGER: ELSEWHERE}
_TITLE = "Only for members"


def _person(body: Body) -> str | None:
    """Who sent it: of events, only whoever wrote a message."""
    user = body.get("user") or body.get("user_id") or (body.get("event") or {}).get("user")
    return user.get("id") if isinstance(user, dict) else user


def _homes(body: Body) -> set[str]:
    """The workspaces that a payload names as its sender's."""
    user, event = body.get("user"), body.get("event") or {}
    named = {body.get("team_id"), (body.get("team") or {}).get("id"), event.get("user_team")}
    return {home for home in named | {user.get("team_id") if isinstance(user, dict) else None} if home}


async def why_not(guests: Guests, team: str, body: Body) -> str | None:
    """The sentence for whoever is turned away; None for a member."""
    if not _homes(body) <= {team}:
        return ELSEWHERE
    person = _person(body)
    return None if person is None else _SENTENCES.get(await guests.standing(person))


async def turn_away(kit: Kit, body: Body, ack: Any, respond: Any, sentence: str) -> Any:
    """Say it where the person will read it, and answer Slack. What the ack returns must be returned to Bolt."""
    if "command" in body:
        return await ack(text=sentence, response_type="ephemeral")
    if body.get("type") == "view_submission":
        return await ack(**_at_form(body["view"], sentence))
    if body.get("type") == "block_suggestion":
        return await ack(options=[])
    if "event" in body:
        _in_thread(kit, body["event"], sentence)
    elif body.get("response_url"):
        tell(kit, respond, sentence)
    elif body.get("trigger_id"):
        kit.later(opened(kit, body["trigger_id"], noted_view(_TITLE, sentence), pushed="view" in body))
    return await ack()


def _at_form(view: Body, sentence: str) -> Body:
    field = next((block["block_id"] for block in view["blocks"] if block["type"] == "input"), None)
    if field is None:
        return {"response_action": "push", "view": noted_view(_TITLE, sentence)}
    return {"response_action": "errors", "errors": {field: sentence}}


def _in_thread(kit: Kit, event: Body, sentence: str) -> None:
    asked = event.get("type") == "app_mention" or event.get("channel_type") == "im"
    if asked and not event.get("bot_id") and not event.get("subtype"):
        thread = event.get("thread_ts") or event["ts"]
        kit.later(kit.client.chat_postMessage(channel=event["channel"], thread_ts=thread, text=sentence))
