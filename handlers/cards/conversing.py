"""What Ombud says in a conversation around its answers: courtesies, how it read a question, prompts, unfurled links."""

from collections.abc import Sequence

from domain.rulebook.clauses import Clause, Rulebook
from domain.rulebook.diff import clause_change
from domain.rulebook.reading import Courtesy
from handlers.cards.blocks import Block, context, section, sections
from handlers.cards.quoting import source
from handlers.cards.text import escape, literal, mrkdwn
from handlers.locale.catalogue import Words

Said = tuple[str, list[Block]]
ECHOED = 600  # characters of a long question that are shown again


def sentence(say: Words, key: str) -> Said:
    """One sentence."""
    text = say(key)
    return text, [section("said", text)]


def polite(say: Words, courtesy: Courtesy) -> Said:
    """The answer to a greeting, to thanks, to a call for help or to nothing at all."""
    return sentence(say, f"converse.{courtesy.value}")


def understood(say: Words, question: str) -> list[Block]:
    """How a follow-up was read."""
    shown = question if len(question) <= ECHOED else f"{question[:ECHOED]}…"
    return sections("understood", say("converse.understood", question=literal(" ".join(shown.split()))))


def notes(say: Words, keys: Sequence[str]) -> list[Block]:
    """What else is to be known about an answer, below it."""
    return [context(f"note-{number}", say(key)) for number, key in enumerate(keys, start=1)]


def published(say: Words, addresses: Sequence[tuple[Clause, str]]) -> list[Block]:
    """Where the clauses of an answer can be read."""
    if not addresses:
        return []
    links = " · ".join(f"<{address}|{escape(clause.title)}>" for clause, address in addresses)
    return [context("published", say("converse.published", links=links))]


def prompt(say: Words, clause: Clause) -> dict[str, str]:
    """A question that is offered before anything was asked."""
    return {"title": clause.title, "message": say("converse.prompt", title=clause.title)}


def unfurled(say: Words, rules: Rulebook, clause: Clause, notes: Sequence[str] = ()) -> list[Block]:
    """A clause below a link to it, as it reads in `rules`; `notes` say how that is not what the link may promise."""
    quoted = mrkdwn(clause.rule).replace("\n", "\n>")
    head = f"*{escape(clause.title)}* (`{escape(clause.id)}`)"
    blocks = [*sections("clause", head), *sections("rule", f">{quoted}"), context("source", source(say, rules))]
    return [*blocks, *(context(f"note-{number}", note) for number, note in enumerate(notes, start=1))]


def other_version(say: Words, named: str, shown: Rulebook) -> str:
    """What is shown is not the version that was named, for that was never published."""
    return say("converse.other_version", named=escape(named), version=escape(shown.version))


def newer(say: Words, clause: Clause, now: Rulebook, address: str | None) -> str:
    """What became of an earlier version's clause in the one in force, and where that stands."""
    after, version = now.clauses.get(clause.id), escape(now.version)
    if after is None:
        return say("converse.newer_gone", version=version)
    change = clause_change(clause, after)
    if change is None:
        told = say("converse.newer_same", version=version)
    else:
        told = say("converse.newer_changed", version=version, change=say(f"versions.change_{change.change}"))
    return f"{told} <{address}|{escape(after.title)}>" if address else told
