"""Answers of the rulebook: quoted, with version, and plainly where there is none."""

from domain.rulebook.answers import Answer, AnswerOutcome, Reason
from domain.rulebook.clauses import Clause, Rulebook
from handlers.cards import ids
from handlers.cards.blocks import Block, actions, button, context, section, sections
from handlers.cards.quoting import clause_quote, meant, quoted, source
from handlers.cards.tell import vote_row
from handlers.cards.text import escape, mrkdwn, pieces
from handlers.cards.unclear import BUTTON_TEXT, BUTTON_VALUE, asked, unclear_blocks
from handlers.locale.catalogue import Words

QUOTE = 2900
LISTED = 60


def answer_blocks(say: Words, rules: Rulebook, found: Answer, question: str, *, earlier: bool = False) -> list[Block]:
    """The clause that answers; what is unclear, with its choices; or the plain word that none does, with a button that
    asks the policy's owners. Of an `earlier` version nobody is asked whether it helps, or told how it changes.
    """
    if found.quoted is None:
        return not_covered(say, rules, found, question, earlier=earlier)
    if found.outcome is AnswerOutcome.UNCLEAR:
        return unclear_blocks(say, rules, found, question)
    blocks = clause_quote(say, found.quoted, found.deciding.get(found.quoted.id))
    if found.further:
        also = "\n".join(f"• `{escape(one.id)}` {escape(one.title)}" for one in found.further)
        blocks += sections("further", f"{say('answer.see_also')}\n{also}")
    buttons = [button(ids.SHOW_CLAUSE, say("answer.show_all"), meant(rules, found.quoted))]
    for number, one in enumerate(found.further, start=1):
        label = say("answer.show_one", clause=one.id)[:BUTTON_TEXT]
        buttons.append(button(f"{ids.SHOW_CLAUSE}_{number}", label, meant(rules, one)))
    buttons.append(button(ids.NOT_MEANT, say("answer.not_meant"), asked(rules, question)))
    votes = [] if earlier else [vote_row(say, found.quoted.id)]
    return [*blocks, actions("answer-actions", buttons), *votes, context("source", source(say, rules))]


def chosen_blocks(say: Words, rules: Rulebook, clause: Clause) -> list[Block]:
    """A clause that somebody chose where it was unclear which one was meant."""
    shown = button(ids.SHOW_CLAUSE, say("answer.show_all"), meant(rules, clause))
    return [*clause_quote(say, clause), actions("answer-actions", [shown]), context("source", source(say, rules))]


def answer_text(say: Words, found: Answer) -> str:
    """What a notification says of an answer."""
    if found.quoted is None:
        return say("answer.uncovered")
    if found.outcome is AnswerOutcome.UNCLEAR:
        return say("answer.unclear")
    return f"{escape(found.quoted.id)}: {escape(pieces(found.quoted.rule, QUOTE)[0])}"


def not_covered(say: Words, rules: Rulebook, found: Answer, question: str, *, earlier: bool = False) -> list[Block]:
    """No clause answers: why, and a button that puts the question to the policy's owners."""
    if found.reason is Reason.OUT_OF_SCOPE:
        blocks = [section("not-covered", say("answer.out_of_scope")), *sections("scope", quoted(found.outside))]
    else:
        later = found.reason is Reason.NOT_IN_FORCE
        blocks = [section("not-covered", say("answer.not_in_force" if later else "answer.uncovered_why"))]
        if found.nearest:
            key = "answer.later" if later else "answer.nearest"
            blocks += sections("nearest", say(key, clause=escape(found.nearest.id), title=escape(found.nearest.title)))
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
