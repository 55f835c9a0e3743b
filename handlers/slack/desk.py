"""`/desk`: one listener, and a table of which function answers which sub-command."""

import html
from collections.abc import Mapping
from typing import Any

from slack_bolt.async_app import AsyncApp

from handlers.cards.blocks import section
from handlers.cards.desk_help import desk_help, meant
from handlers.locale.catalogue import Words
from handlers.slack import oncall, queue
from handlers.slack.kit import Kit, words_of
from handlers.slack.typed import Ack, Answerer, Typed, said


async def _help(kit: Kit, say: Words, typed: Typed) -> Ack:
    del kit, typed
    return said(say("desk.help_title"), [section("help", desk_help(say, SUBCOMMANDS))])


# What each answers is judged by the rules, for whoever types; nothing is hidden here.
SUBCOMMANDS: Mapping[str, Answerer] = {
    "queue": queue.queue,
    "case": queue.case,
    "oncall": oncall.oncall,
    "override": oncall.override,
    "handover": oncall.handover,
    "help": _help,
}


def register(app: AsyncApp, kit: Kit) -> None:
    """Hand what was typed to the function of its sub-command, and say in the ack what it answers."""

    async def desk(command: dict[str, Any], context: Any, ack: Any) -> None:
        await ack(**await answer(kit, words_of(context), command))

    app.command("/desk")(desk)


async def answer(kit: Kit, say: Words, command: Mapping[str, Any]) -> Ack:
    """What the ack of `/desk …` says."""
    text = html.unescape(command.get("text") or "").strip()
    word, _, rest = text.partition(" ")
    typed = Typed(command["user_id"], rest.strip(), command.get("trigger_id", ""), command.get("channel_id", ""))
    found = SUBCOMMANDS.get(word.lower() or "help")
    if found is not None:
        return await found(kit, say, typed)
    probably = section("meant", meant(say, text, SUBCOMMANDS))
    return said(say("desk.unknown"), [probably, section("help", desk_help(say, SUBCOMMANDS))])
