"""How a clause is quoted: its text, with the sentence that decides marked, and which version speaks."""

from domain.rulebook.clauses import Clause, Rulebook
from domain.rulebook.marking import marked
from handlers.cards.blocks import Block, sections
from handlers.cards.text import escape, mrkdwn
from handlers.locale.catalogue import Words


def source(say: Words, rules: Rulebook) -> str:
    """Which rulebook and version speaks."""
    return say("answer.source", name=escape(rules.name), version=escape(rules.version))


def meant(rules: Rulebook, clause: Clause) -> str:
    """What a button says to show a clause in the wording that was quoted, whatever is in force when it is clicked."""
    return f"{rules.version}/{clause.id}"


def quoted(markdown: str) -> str:
    """A text of the rulebook, as a quotation."""
    return f">{mrkdwn(markdown)}".replace("\n", "\n>")


def clause_quote(say: Words, clause: Clause, part: int | None = None) -> list[Block]:
    """A clause's text and outcome. `part` is which of its parts decides; where that is an example, it follows."""
    return [
        *sections("clause", f"*{escape(clause.title)}* (`{escape(clause.id)}`)"),
        *text_quote(say, clause, part),
        *(sections("outcome", say("answer.outcome", text=escape(clause.outcome))) if clause.outcome else ()),
    ]


def text_quote(say: Words, clause: Clause, part: int | None = None, block_id: str = "rule") -> list[Block]:
    """A clause's text alone, and the example that decides."""
    shown = marked(clause, part)
    blocks = sections(block_id, quoted(shown.text))
    if shown.kind is not None:
        example = f"{say(f'answer.example.{shown.kind}')}\n{quoted(shown.example)}"
        blocks += sections(f"{block_id}-example", example)
    return blocks
