"""Opening forms and reading what came back."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping
from datetime import UTC, datetime
from typing import Any

import aiohttp
from slack_sdk.errors import SlackApiError

from desk.outcomes import NotConfirmed, Outcome, Refused
from desk.views import CaseCard
from domain.cases.refusals import BadField, NoSuchCase
from handlers.cards import refusals
from handlers.cards.blocks import View
from handlers.cards.case_forms import noted_view
from handlers.locale.catalogue import Words
from handlers.slack.errors import slack_said
from handlers.slack.kit import Kit, tell, words_of

log = logging.getLogger("ombud.handlers")
PATIENCE = 2.0


async def opened(kit: Kit, trigger: str, view: View, *, pushed: bool = False) -> bool:
    """Open a modal on a trigger (good for 3 s, once), or push it over one that is open. False where Slack would not."""
    if pushed:
        return await _answered(kit.client.views_push(trigger_id=trigger, view=view), "views.push")
    return await _answered(kit.client.views_open(trigger_id=trigger, view=view), "views.open")


async def speak(kit: Kit, say: Words, body: dict[str, Any], respond: Any, text: str) -> None:
    """Tell whoever clicked: beside the message, or over the modal that the button was in, which has no other way."""
    if body.get("response_url"):
        tell(kit, respond, text)
    else:
        await opened(kit, body["trigger_id"], noted_view(say, say("kit.please_note"), text), pushed=over(body))


async def replaced(kit: Kit, shown: dict[str, Any], view: View) -> bool:
    """Draw an open modal anew. False where Slack would not, for instance because somebody closed it."""
    update = kit.client.views_update(view_id=shown["id"], hash=shown.get("hash"), view=view)
    return await _answered(update, "views.update")


async def published(kit: Kit, person: str, view: View) -> bool:
    """Put a view on somebody's Home, whatever stands there. False where Slack would not."""
    return await _answered(kit.client.views_publish(user_id=person, view=view), "views.publish")


def sent_back(say: Words, outcome: Outcome, field: str, slow: str) -> dict[str, Any]:
    """The ack of a form whose command was not carried out: why, at the field that it is about, else at `field`; `slow`
    is the key of the sentence for a database that does not answer.
    """
    match outcome:
        case Refused(why=BadField() as bad):
            errors = {bad.field: refusals.in_words(say, bad)}
        case Refused():
            errors = {field: refusals.in_words(say, outcome.why)}
        case _:
            errors = {field: say(slow)}
    return {"response_action": "errors", "errors": errors}


def opener(kit: Kit, made: Callable[[Words, CaseCard], View]) -> Callable[..., Awaitable[None]]:
    """A listener that opens a form of a case. The form is empty and the desk judges what is sent, so opening it asks
    nobody.
    """

    async def listener(body: dict[str, Any], action: dict[str, Any], context: Any, ack: Any, respond: Any) -> None:
        say, number = words_of(context), int(action["value"])
        card = await kit.queries.card(number)
        if isinstance(card, NotConfirmed):
            await speak(kit, say, body, respond, say("kit.busy"))
        elif card is None:
            await speak(kit, say, body, respond, refusals.in_words(say, NoSuchCase(number)))
        elif not await opened(kit, body["trigger_id"], made(say, card), pushed=over(body)):
            await speak(kit, say, body, respond, say("kit.lost"))
        await ack()

    return listener


def over(body: dict[str, Any]) -> bool:
    """Whether somebody clicked in a modal, over which another one is pushed. A click on Home opens the first one."""
    return bool(body.get("view", {}).get("type") == "modal")


def at_home(body: dict[str, Any]) -> bool:
    """Whether somebody clicked on their Home."""
    return bool(body.get("view", {}).get("type") == "home")


async def _answered(call: Awaitable[Any], method: str) -> bool:
    try:
        await asyncio.wait_for(call, PATIENCE)
    except SlackApiError as error:
        log.warning("%s was refused: %s", method, slack_said(error))
        return False
    except (aiohttp.ClientError, TimeoutError) as error:
        log.warning("%s did not answer: %s", method, type(error).__name__)
        return False
    return True


def instant(given: Mapping[str, Any], name: str) -> datetime | None:
    """The moment that was chosen in a field, in UTC; None where none was."""
    chosen = given.get(name)
    return datetime.fromtimestamp(int(chosen), UTC) if chosen else None


def values(view: dict[str, Any]) -> dict[str, Any]:
    """A form's state by block: text as text, choices as their values."""
    found: dict[str, Any] = {}
    for block, elements in view["state"]["values"].items():
        for element in elements.values():
            if "selected_options" in element:
                found[block] = tuple(one["value"] for one in element["selected_options"] or ())
            elif "selected_users" in element:
                found[block] = tuple(element["selected_users"] or ())
            elif "selected_user" in element:
                found[block] = element["selected_user"]
            elif "selected_date_time" in element:
                found[block] = element["selected_date_time"]
            elif "files" in element:
                found[block] = tuple(element["files"] or ())
            elif "selected_option" in element:
                found[block] = (element["selected_option"] or {}).get("value")
            else:
                found[block] = element.get("value")
    return found
