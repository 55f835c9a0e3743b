"""What `/desk` can do, and what somebody probably meant."""

import difflib
from collections.abc import Iterable

from handlers.cards.text import literal
from handlers.locale.catalogue import Words


def desk_help(say: Words, subcommands: Iterable[str]) -> str:
    """A line for each sub-command: the sentence `desk.can_<word>`."""
    return "\n".join([say("desk.can"), *(f"• {say(f'desk.can_{word}')}" for word in subcommands)])


def meant(say: Words, typed: str, subcommands: Iterable[str]) -> str:
    """`/desk` was followed by something unknown."""
    first, _, rest = typed.partition(" ")
    near = difflib.get_close_matches(first.lower(), list(subcommands), n=1, cutoff=0.6)
    if not near:
        return say("desk.no_such", typed=literal(first[:40]))
    tail = f" {literal(rest[:200])}" if rest else ""
    return say("desk.did_you_mean", typed=literal(first[:40]), near=f"{near[0]}{tail}")
