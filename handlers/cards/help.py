"""What `/policy` can do, and what somebody probably meant."""

import difflib

from handlers.cards.blocks import Block, section
from handlers.cards.text import literal
from handlers.locale.catalogue import Words

SUBCOMMANDS = ("ask", "check", "show", "list", "summary", "diff", "history", "as", "gaps", "help")


def help_blocks(say: Words, typed: str = "") -> list[Block]:
    """Help, beginning with what was probably meant by something misspelt."""
    return [*([section("meant", meant(say, typed))] if typed else []), section("help", say("help.can"))]


def meant(say: Words, typed: str) -> str:
    """`/policy` was followed by something unknown."""
    first, _, rest = typed.partition(" ")
    near = difflib.get_close_matches(first.lower(), SUBCOMMANDS, n=1, cutoff=0.6)
    tail = f" {literal(rest[:200])}" if rest else ""
    if near:
        return say("help.did_you_mean", typed=literal(first[:40]), near=f"{near[0]}{tail}")
    return say("help.put_ask", typed=literal(typed[:200]))
