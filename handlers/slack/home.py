"""The Home tab: drawn when somebody opens it, its buttons, and the window in which a question is answered."""

import html
from typing import Any

from slack_bolt.async_app import AsyncApp

from desk.outcomes import NotConfirmed
from handlers.cards import ids
from handlers.cards.home import turned_away_view
from handlers.cards.question_form import question_form
from handlers.cards.report_form import report_form
from handlers.slack.door import REFUSED
from handlers.slack.forms import opened, published, speak, values
from handlers.slack.kit import Kit, words_of
from handlers.slack.policy import ask as answered

TURNS = (ids.HOME_NEWER, ids.HOME_OLDER, ids.HOME_EARLIER, ids.HOME_LATER)


def register(app: AsyncApp, kit: Kit) -> None:
    """Draw Home, turn its pages, ask and report from it."""
    _drawing(app, kit)

    async def ask(body: dict[str, Any], context: Any, ack: Any, respond: Any) -> None:
        say = words_of(context)
        if not await opened(kit, body["trigger_id"], question_form(say)):
            await speak(kit, say, body, respond, say("kit.lost"))
        await ack()

    async def asked(body: dict[str, Any], view: dict[str, Any], context: Any, ack: Any) -> None:
        say, question = words_of(context), html.unescape(values(view).get(ids.TEXT) or "").strip()
        if not question:
            await ack(response_action="errors", errors={ids.TEXT: say("home.question_blank")})
            return
        _, blocks = await answered(kit, say, question, body["user"]["id"])
        await ack(response_action="update", view=question_form(say, question, blocks))

    async def report(body: dict[str, Any], context: Any, ack: Any, respond: Any) -> None:
        say = words_of(context)
        if not await opened(kit, body["trigger_id"], report_form(say, kit.nonce(), kit.emergency)):
            await speak(kit, say, body, respond, say("kit.lost"))
        await ack()

    app.action(ids.HOME_ASK)(ask)
    app.view(ids.QUESTION_FORM)(asked)
    app.action(ids.HOME_REPORT)(report)


async def _drawn(kit: Kit, person: str, held: object, afresh: bool) -> None:  # noqa: FBT001 -- whether nothing stands
    if isinstance(held, NotConfirmed) or not await kit.drawing.draw(kit.client, person, afresh=afresh):
        await kit.drawing.draw_away(kit.client, person)


def _drawing(app: AsyncApp, kit: Kit) -> None:
    async def home_opened(event: dict[str, Any], context: Any, ack: Any) -> None:
        if (no := context.get(REFUSED)) is not None:  # nothing is stored of whom we turn away
            kit.later(published(kit, event["user"], turned_away_view(no)))
        else:
            kit.later(_drawn(kit, event["user"], await kit.homes.opened(event["user"]), "view" not in event))
        await ack()

    async def turned(body: dict[str, Any], action: dict[str, Any], context: Any, ack: Any, respond: Any) -> None:
        reports, queue = map(int, action["value"].split(":"))
        person = body["user"]["id"]
        if isinstance(await kit.homes.opened(person, (reports, queue)), NotConfirmed):
            say = words_of(context)
            await speak(kit, say, body, respond, say("kit.busy"))
        else:
            kit.later(kit.drawing.draw(kit.client, person))
        await ack()

    app.event("app_home_opened", matchers=[_is_home])(home_opened)
    for action_id in TURNS:
        app.action(action_id)(turned)


async def _is_home(event: dict[str, Any]) -> bool:
    return event.get("tab") == "home"
