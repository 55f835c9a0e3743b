"""Links to clauses: whoever posts one sees the rule below it."""

import asyncio
from typing import Any

from slack_bolt.async_app import AsyncApp
from slack_sdk.errors import SlackApiError

from desk.outcomes import NotConfirmed
from handlers.cards.blocks import Block
from handlers.cards.conversing import newer, other_version, unfurled
from handlers.cards.translated import clause_notes
from handlers.slack.door import REFUSED
from handlers.slack.errors import slack_said
from handlers.slack.kit import Kit

_TRIES, _PAUSE = 4, 0.25  # seconds of real time


async def shown_below(kit: Kit, links: list[dict[str, Any]]) -> dict[str, Any]:
    """What `chat.unfurl` is to show, by link. Everybody in the channel sees it, so it is in the language of the house;
    a link to no clause of ours shows nothing.
    """
    found: dict[str, Any] = {}
    for link in links:
        named = kit.links.named(link["url"])
        if named is not None and (blocks := await _shown(kit, *named)):
            found[link["url"]] = {"blocks": blocks}
    return found


async def _shown(kit: Kit, version: str | None, name: str) -> list[Block]:
    """The wording of the version that a link names, and whether another one is in force."""
    say, now, rules = kit.catalogue.words(), kit.rulebook, kit.rulebook
    if version not in (None, now.version):
        read = await kit.rulebooks.of(version or "")
        if isinstance(read, NotConfirmed):  # better nothing than another wording
            return []
        rules = read[0] or now
    clause = rules.clauses.get(name)
    if clause is None:
        return []
    notes = []
    if version is not None and rules.version != version:
        notes.append(other_version(say, version, rules))
    elif rules.digest != now.digest:
        after = now.clauses.get(clause.id)
        notes.append(newer(say, clause, now, kit.links.to(now, after, say.language) if after else None))
    told = kit.rules_for(say, rules)
    translated = clause_notes(say, rules, clause, clicks=False)
    return [*unfurled(say, told, told.clauses[clause.id], notes), *translated]


def register(app: AsyncApp, kit: Kit) -> None:
    """Unfurl after the ack: Slack refuses it before."""

    async def shared(event: dict[str, Any], context: Any, ack: Any) -> None:
        # In the composer nothing is posted yet; what is unfurled there would be unfurled again.
        posted = event.get("source") != "composer" and not context.get(REFUSED)
        if posted:
            kit.later(_unfurled(kit, event["channel"], event["message_ts"], event["links"]))
        await ack()

    app.event("link_shared")(shared)


async def _unfurled(kit: Kit, channel: str, ts: str, links: list[dict[str, Any]]) -> None:
    """https://docs.slack.dev/reference/methods/chat.unfurl: refused until Slack has our ack, so it is tried again."""
    unfurls = await shown_below(kit, links)
    if not unfurls:
        return
    for left in reversed(range(_TRIES)):
        try:
            await kit.client.chat_unfurl(channel=channel, ts=ts, unfurls=unfurls)
        except SlackApiError as error:
            if not left or slack_said(error) != "cannot_unfurl_url":
                raise
        else:
            return
        await asyncio.sleep(_PAUSE)
