"""Answers of the rulebook: quoted, with version, and plainly where there is none."""

from domain.rulebook.answers import Answer
from domain.rulebook.clauses import Clause, Rulebook
from handlers.cards import ids
from handlers.cards.blocks import Block, actions, button, context, section, sections
from handlers.cards.tell import vote_row
from handlers.cards.text import escape, mrkdwn, pieces
from handlers.locale.catalogue import Words

BUTTON_VALUE = 2000
QUOTE = 2900
LISTED = 60


def source(say: Words, rules: Rulebook) -> str:
    """Which rulebook and version speaks."""
    return say("answer.source", name=escape(rules.name), version=escape(rules.version))


def answer_blocks(say: Words, rules: Rulebook, found: Answer, question: str, *, earlier: bool = False) -> list[Block]:
    """The clause that answers, or the plain word that none does with a button that asks the policy's owners. Of an
    `earlier` version nobody is asked whether it helps, or told how it changes.
    """
    if found.quoted is None:
        return _not_covered(say, rules, found, question, earlier=earlier)
    blocks = clause_quote(say, found.quoted)
    if found.further:
        also = "\n".join(f"• `{escape(one.id)}` {escape(one.title)}" for one in found.further)
        blocks += sections("further", f"{say('answer.see_also')}\n{also}")
    shown = [found.quoted, *found.further]
    buttons = [button(ids.SHOW_CLAUSE, say("answer.show_all"), meant(rules, found.quoted))]
    for number, one in enumerate(shown[1:], start=1):
        label = say("answer.show_one", clause=one.id)[:75]
        buttons.append(button(f"{ids.SHOW_CLAUSE}_{number}", label, meant(rules, one)))
    votes = [] if earlier else [vote_row(say, found.quoted.id)]
    return [*blocks, actions("answer-actions", buttons), *votes, context("source", source(say, rules))]


def meant(rules: Rulebook, clause: Clause) -> str:
    """What a button says to show a clause in the wording that was quoted, whatever is in force when it is clicked."""
    return f"{rules.version}/{clause.id}"


def answer_text(say: Words, found: Answer) -> str:
    """What a notification says of an answer."""
    if found.quoted is None:
        return say("answer.uncovered")
    return f"{escape(found.quoted.id)}: {escape(pieces(found.quoted.rule, QUOTE)[0])}"


def clause_quote(say: Words, clause: Clause) -> list[Block]:
    """A clause's rule sentence and outcome, quoted whole."""
    quoted = mrkdwn(clause.rule).replace("\n", "\n>")
    blocks = [*sections("clause", f"*{escape(clause.title)}* (`{escape(clause.id)}`)"), *sections("rule", f">{quoted}")]
    if clause.outcome:
        blocks += sections("outcome", say("answer.outcome", text=escape(clause.outcome)))
    return blocks


def _not_covered(say: Words, rules: Rulebook, found: Answer, question: str, *, earlier: bool) -> list[Block]:
    blocks = [section("not-covered", say("answer.uncovered_why"))]
    if found.nearest:
        near = found.nearest
        blocks += sections("nearest", say("answer.nearest", clause=escape(near.id), title=escape(near.title)))
    value = question[:BUTTON_VALUE] or " "
    ask = button(ids.ASK_AMBIGUITY, say("answer.report_ambiguity"), value, "primary")
    tell = [] if earlier else [button(ids.TELL_ME, say("tell.me"), value)]
    return [*blocks, actions("answer-actions", [ask, *tell]), context("source", source(say, rules))]


def clause_blocks(say: Words, rules: Rulebook, clause: Clause) -> list[Block]:
    """A clause whole: text, examples, outcome, owner, norms."""
    facts = {
        "answer.outcome": clause.outcome,
        "answer.threshold": clause.threshold,
        "answer.scope": clause.scope,
        "answer.owner": clause.owner,
        "answer.deputy": clause.deputy,
        "answer.norms": ", ".join(clause.norms),
    }
    said = "\n".join(say(key, text=escape(value)) for key, value in facts.items() if value)
    head = sections("clause", f"*{escape(clause.title)}* (`{escape(clause.id)}`)")
    return [
        *head,
        *sections("body", mrkdwn(clause.body)),
        *sections("facts", said),
        context("source", source(say, rules)),
    ]


def list_blocks(say: Words, rules: Rulebook, chapter: str | None) -> list[Block]:
    """The clauses of a chapter, or of all; a long rulebook lists its chapters first."""
    chapters = rules.chapters()
    if chapter is None and len(rules.clauses) > LISTED:
        lines = [say("answer.chapter", name=escape(name), count=len(clauses)) for name, clauses in chapters.items()]
    else:
        chosen = chapters if chapter is None else {chapter: chapters[chapter]}
        lines = []
        for name, clauses in chosen.items():
            lines.append(f"*{escape(name)}*")
            lines += [f"• `{escape(clause.id)}` {escape(clause.title)}" for clause in clauses]
    return [*sections("list", "\n".join(lines))[:48], context("source", source(say, rules))]
