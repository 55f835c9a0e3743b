"""The agent's pane: questions that are offered before anything was asked, from the rulebook's scenarios and titles."""

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
    """Questions of the scenarios first, then titles: one a chapter, at most four, about rules for everybody, in the
    reader's language as far as the rulebook has it. Each is answered by its own clause.
    """
    rules = kit.rules_for(say)
    clauses, translated = rules.clauses, say.language in rules.languages[1:]
    scenarios = () if translated else rules.scenarios  # written in the source's language alone
    asked = [(clauses[one.clause], one.question) for one in scenarios if one.clause in clauses]
    offered = [(clause, {"title": question, "message": question}) for clause, question in asked if question]
    offered += [(clause, prompt(say, clause)) for clause in clauses.values()]
    found: dict[str, dict[str, str]] = {}
    for clause, made in offered:
        if len(found) < MOST and clause.chapter not in found and _answers(kit, clause, made["message"]):
            found[clause.chapter] = made
    return list(found.values())


def _answers(kit: Kit, clause: Clause, question: str) -> bool:
    quoted = kit.look_up(question).quoted if clause.audience != "developer" else None
    return quoted is not None and quoted.id == clause.id


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
