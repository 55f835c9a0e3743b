"""The agent's pane: questions that are offered before anything was asked, from the rulebook's own titles."""

import asyncio
from typing import Any

from slack_bolt.async_app import AsyncApp

from domain.rulebook.clauses import Clause
from handlers.cards.conversing import prompt
from handlers.locale.catalogue import Words
from handlers.slack.door import REFUSED
from handlers.slack.kit import Kit, words_of

MOST = 4  # https://docs.slack.dev/reference/methods/assistant.threads.setSuggestedPrompts


def prompts(kit: Kit, say: Words) -> list[dict[str, str]]:
    """One question a chapter, at most four, about rules for everybody; each is answered by its own clause."""
    found: list[dict[str, str]] = []
    for clauses in kit.rulebook.chapters().values():
        offered = next((made for clause in clauses if (made := _offered(kit, say, clause))), None)
        found += [offered] if offered else []
    return found[:MOST]


def _offered(kit: Kit, say: Words, clause: Clause) -> dict[str, str] | None:
    if clause.audience == "developer":
        return None
    made = prompt(say, clause)
    quoted = kit.look_up(made["message"]).quoted
    return made if quoted is not None and quoted.id == clause.id else None


def register(app: AsyncApp, kit: Kit) -> None:
    """Offer questions to whoever opens the messages with Ombud."""

    async def in_messages(event: dict[str, Any]) -> bool:
        return event.get("tab") == "messages"

    async def opened(event: dict[str, Any], context: Any, ack: Any) -> None:
        offered = [] if context.get(REFUSED) else await asyncio.to_thread(prompts, kit, words_of(context))
        if offered:
            setting = kit.client.api_call(
                "assistant.threads.setSuggestedPrompts",
                json={
                    "channel_id": event["channel"],
                    "title": words_of(context)("converse.prompts"),
                    "prompts": offered,
                },
            )  # the client's own method insists on a thread, which an agent's pane must not be given
            kit.later(setting)
        await ack()

    app.event("app_home_opened", matchers=[in_messages])(opened)
