"""The button below a translation: the clause in the language that governs."""

from typing import Any

from slack_bolt.async_app import AsyncApp

from desk.outcomes import NotConfirmed
from handlers.cards import ids
from handlers.cards.answers import clause_blocks
from handlers.cards.question_form import clause_view
from handlers.cards.text import escape
from handlers.slack.forms import opened, over
from handlers.slack.kit import Kit, words_of


def register(app: AsyncApp, kit: Kit) -> None:
    """Show the original beside its translation."""

    async def original(body: dict[str, Any], action: dict[str, Any], context: Any, respond: Any, ack: Any) -> None:
        say, found = words_of(context), await kit.quoted(action["value"])
        rules, name = (kit.rulebook, "") if isinstance(found, NotConfirmed) else found
        if (clause := rules.clauses.get(name)) is not None:
            blocks = clause_blocks(say, rules, clause)
            if body.get("response_url"):
                text = escape(clause.title)
                kit.later(respond(text=text, blocks=blocks, response_type="ephemeral", replace_original=False))
            else:
                await opened(kit, body["trigger_id"], clause_view(say, blocks), pushed=over(body))
        await ack()

    app.action(ids.SHOW_ORIGINAL)(original)
