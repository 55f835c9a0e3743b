"""Whom Ombud lets in: members of its own workspace. Others get one sentence, and nothing of theirs is stored."""

from collections.abc import Awaitable, Callable
from typing import Any

from handlers.cards.case_forms import noted_view
from handlers.locale.catalogue import Words
from handlers.slack.addressed import concerns_us
from handlers.slack.forms import opened, over
from handlers.slack.kit import WORDS, Kit, tell
from handlers.slack.people import Standing

REFUSED = "refused"
_SAYS = {Standing.GUEST: "door.guest", Standing.STRANGER: "door.elsewhere"}


def door(kit: Kit, team: str) -> Callable[..., Awaitable[Any]]:
    """The middleware before every listener. Other people's talk in channels ends here, unread. Events go on with the
    sentence in `context`, to be answered in thread.
    """

    async def keeper(body: dict[str, Any], context: Any, ack: Any, respond: Any, next: Any) -> Any:  # noqa: A002 -- Bolt passes it by this name
        if not concerns_us(body, context.get("bot_user_id")):
            return await ack()
        user = _who(body)
        person = await kit.people.person(user) if user else None
        say = context[WORDS] = kit.catalogue.words(person.locale if person else None)
        if not _homes(body) <= {team}:
            key: str | None = "door.elsewhere"
        else:
            key = _SAYS.get(person.standing) if person else None
        if key is None:
            return await next()
        if "event" in body:
            context[REFUSED] = say(key)
            return await next()
        # The answer is returned: Bolt logs the whole body of a request that nobody answered.
        return await _refused(kit, say, body, say(key), ack, respond)

    return keeper


def _who(body: dict[str, Any]) -> str | None:
    event = body.get("event")
    if event is not None:
        said = event.get("message") or event  # an edit names its writer inside
        return None if said.get("bot_id") else said.get("user")
    user = body.get("user")
    return user.get("id") if isinstance(user, dict) else body.get("user_id")


def _homes(body: dict[str, Any]) -> set[str]:
    homes = {body.get("team_id"), (body.get("team") or {}).get("id")}
    if isinstance(user := body.get("user"), dict):
        homes.add(user.get("team_id"))
    if (event := body.get("event")) is not None:
        homes |= {event.get("team"), event.get("user_team")}
    return {home for home in homes if home is not None}


async def _refused(kit: Kit, say: Words, body: dict[str, Any], sentence: str, ack: Any, respond: Any) -> Any:
    if "command" in body:
        return await ack(text=sentence, response_type="ephemeral")
    if body.get("type") == "block_suggestion":
        return await ack(options=[])
    noted = noted_view(say, say("door.title"), sentence)
    if body.get("type") == "view_submission":
        # Beside a field where there is one, so that what was typed is not lost to whoever typed it.
        field = next((one["block_id"] for one in body["view"]["blocks"] if one["type"] == "input"), None)
        if field is None:
            return await ack(response_action="update", view=noted)
        return await ack(response_action="errors", errors={field: sentence})
    if body.get("response_url"):
        tell(kit, respond, sentence)
    elif body.get("trigger_id"):
        await opened(kit, body["trigger_id"], noted, pushed=over(body))
    return await ack()
