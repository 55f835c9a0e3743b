"""Links to clauses: whoever posts one sees the rule below it."""

import asyncio
from typing import Any

from slack_bolt.async_app import AsyncApp
from slack_sdk.errors import SlackApiError

from handlers.cards.conversing import unfurled
from handlers.cards.translated import clause_notes
from handlers.slack.door import REFUSED
from handlers.slack.errors import slack_said
from handlers.slack.kit import Kit

_TRIES, _PAUSE = 4, 0.25  # seconds of real time


def shown_below(kit: Kit, links: list[dict[str, Any]]) -> dict[str, Any]:
    """What `chat.unfurl` is to show, by link. Everybody in the channel sees it, so it is in the language of the house;
    a link to no clause of ours shows nothing.
    """
    say = kit.catalogue.words()
    found: dict[str, Any] = {}
    for link in links:
        version, name = kit.links.named(link["url"]) or (None, "")
        if (clause := kit.rules_for(say).clauses.get(name)) is not None:
            notes = clause_notes(say, kit.rulebook, clause, clicks=False)
            found[link["url"]] = {"blocks": [*unfurled(say, kit.rules_for(say), clause, version), *notes]}
    return found


def register(app: AsyncApp, kit: Kit) -> None:
    """Unfurl after the ack: Slack refuses it before."""

    async def shared(event: dict[str, Any], context: Any, ack: Any) -> None:
        # In the composer nothing is posted yet; what is unfurled there would be unfurled again.
        posted = event.get("source") != "composer" and not context.get(REFUSED)
        if posted and (unfurls := shown_below(kit, event["links"])):
            kit.later(_unfurled(kit, event["channel"], event["message_ts"], unfurls))
        await ack()

    app.event("link_shared")(shared)


async def _unfurled(kit: Kit, channel: str, ts: str, unfurls: dict[str, Any]) -> None:
    """https://docs.slack.dev/reference/methods/chat.unfurl: refused until Slack has our ack, so it is tried again."""
    for left in reversed(range(_TRIES)):
        try:
            await kit.client.chat_unfurl(channel=channel, ts=ts, unfurls=unfurls)
        except SlackApiError as error:
            if not left or slack_said(error) != "cannot_unfurl_url":
                raise
        else:
            return
        await asyncio.sleep(_PAUSE)
