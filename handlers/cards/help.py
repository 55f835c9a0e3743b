"""What `/policy` can do, and what somebody probably meant."""

import difflib

from handlers.cards.blocks import Block, section
from handlers.cards.text import literal

SUBCOMMANDS = ("ask", "show", "list", "help")
_HELP = (
    "*What I can do*\n"
    "• `/policy ask may I fine-tune on support chats?` quotes the clause that answers, or says there is none\n"
    "• `/policy show data-secrets` shows a clause whole\n"
    "• `/policy list` lists the clauses, `/policy list data` those of a chapter\n"
    "• `/report` reports abuse, a near miss or an unclear rule to the reviewer on call"
)


def help_blocks(typed: str = "") -> list[Block]:
    """Help, beginning with what was probably meant by something misspelt."""
    return [*([section("meant", meant(typed))] if typed else []), section("help", _HELP)]


def meant(typed: str) -> str:
    """`/policy` was followed by something unknown."""
    first, _, rest = typed.partition(" ")
    near = difflib.get_close_matches(first.lower(), SUBCOMMANDS, n=1, cutoff=0.6)
    tail = f" {literal(rest[:200])}" if rest else ""
    if near:
        return f"There is no `{literal(first[:40])}`. Did you mean */policy {near[0]}{tail}*?"
    return f"To ask this, put _ask_ before it: */policy ask {literal(typed[:200])}*"
