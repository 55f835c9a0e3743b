"""Below an answer: whether it helped, and the wish to hear more; and what whoever clicked is told."""

from datetime import datetime

from domain.rulebook.clauses import Clause
from domain.rulebook.diff import ClauseChange
from domain.rulebook.wishes import Helpful
from handlers.cards import ids
from handlers.cards.blocks import Block, actions, button, context, section, sections
from handlers.cards.text import escape, literal, mrkdwn, when
from handlers.locale.catalogue import Words

Message = tuple[str, list[Block]]


def vote_row(say: Words, clause: str) -> Block:
    """Did it help, and the wish to hear when it changes."""
    votes = [button(f"{ids.HELPFUL}_{vote}", say(f"tell.{vote}"), clause) for vote in Helpful]
    return actions("answer-votes", [*votes, button(ids.TELL_CHANGES, say("tell.changes"), clause)])


def voted(say: Words, clause: Clause, vote: Helpful, helped: int | None) -> Message:
    """What a vote does."""
    if vote is Helpful.YES:
        text = say("tell.voted_yes") if helped is None else say("tell.voted_yes_many", count=helped)
        return text, [section("voted", text)]
    text = say("tell.voted_no", clause=escape(clause.id))
    unclear = button(ids.ASK_AMBIGUITY, say("answer.report_ambiguity"), f"{clause.id}: {clause.title}")
    return text, [section("voted", text), actions("voted-actions", [unclear])]


def will_hear(say: Words, key: str, clause: str, until: datetime | None) -> Message:
    """They will hear, and can take it back. `clause` is empty for a gap."""
    if clause:
        text = say("tell.will_hear_clause", clause=escape(clause))
    else:
        text = say("tell.will_hear_gap")
        text += f" {say('tell.will_hear_if', when=when(say, until))}" if until else ""
    stop = button(ids.STOP_TELLING, say("tell.stop"), key)
    return text, [section("will-hear", text), actions("will-hear-actions", [stop])]


def heard_already(say: Words, reason: str, at: datetime) -> Message:
    """It was closed before."""
    text = say("tell.heard_already", when=when(say, at), reason=escape(reason))
    return text, [section("heard-already", text)]


def closed_answered(say: Words, words: str | None, clause: Clause | None, clause_id: str) -> Message:
    """A clause answers now what somebody waited for, quoted."""
    title = clause.title if clause else ""
    text = say("tell.closed_answered", clause=escape(clause_id), title=escape(title))
    quoted = sections("rule", ">" + mrkdwn(clause.rule).replace("\n", "\n>")) if clause else []
    return text, [section("closed", text), *_words(say, words), *quoted, context("once", say("tell.once"))]


def closed_scope(say: Words, words: str | None, reason: str) -> Message:
    """What somebody waited for is out of scope, and why."""
    text = say("tell.closed_scope")
    why = sections("reason", ">" + literal(reason).replace("\n", "\n>")) if reason else []
    return text, [section("closed", text), *_words(say, words), *why, context("once", say("tell.once"))]


def clause_changed(say: Words, change: ClauseChange, version: str, said: list[Block], *, stays: bool) -> Message:
    """A clause that somebody watches is not as it was; `said` is the change itself."""
    facts = {"clause": escape(change.clause), "title": escape(change.title), "version": escape(version)}
    text = say("tell.changed" if stays else "tell.removed", **facts)
    again = [button(ids.TELL_CHANGES, say("tell.changes"), change.clause)] if stays else []
    more = [actions("changed-actions", again)] if again else []
    return text, [section("changed", text), *said, context("once", say("tell.once")), *more]


def _words(say: Words, words: str | None) -> list[Block]:
    return [] if words is None else sections("words", say("tell.question", words=literal(words)))
