"""A report as its reporter sees it: where it stands, what was said, and how to answer."""

import json

from desk.views import Conversation
from domain.cases.commands import TEXT_LIMIT
from domain.cases.words import Status
from handlers.cards import ids
from handlers.cards.aftercare import status_actions
from handlers.cards.blocks import Block, View, context, modal, section, text_input
from handlers.cards.case_file import talk_blocks
from handlers.cards.investigation_notices import joined_state
from handlers.cards.labels import STATUSES
from handlers.cards.outcome import outcome_blocks
from handlers.cards.text import when
from handlers.locale.catalogue import Words

BLOCKS = 48


def talk_head(say: Words, found: Conversation) -> list[Block]:
    """Where the report stands and what is promised next."""
    card = found.card
    if card.erased_at:
        return [section("talk-head", f"*Case {card.number}.* What was written was erased {when(card.erased_at)}.")]
    if found.goes_with is not None:
        return [section("talk-head", joined_state(say, card, found.goes_with))]
    promised = {
        Status.OPEN: f"A reviewer looks at it by {when(card.acknowledge_by)}.",
        Status.REOPENED: f"A reviewer looks at it by {when(card.acknowledge_by)}.",
        Status.CLOSED: "",
        Status.DECIDED: "The outcome is below.",
    }.get(card.status, f"It is decided by {when(card.decide_by)}.")
    return [section("talk-head", f"*Your report, case {card.number}: {STATUSES[card.status].lower()}.* {promised}")]


def talk_form(say: Words, found: Conversation, nonce: str) -> View:
    """The reporter's page of a case reported by name or in confidence, with a field to answer."""
    blocks = [*talk_head(say, found), *_newest(talk_blocks(found.talk, reporter=True))]
    title, case = f"Case {found.card.number}", found.card.number
    if found.card.erased_at:
        return modal(ids.TALK_FORM, title, blocks)
    blocks += [*status_actions(say, found.report, str(case)), reply_field()]
    return modal(
        ids.TALK_FORM, title, blocks, submit="Send", close="Close", metadata=json.dumps({"case": case, "nonce": nonce})
    )


def reply_form(code: str, nonce: str) -> View:
    """A field to answer with a code; touches no database."""
    note = context("reply-note", "What the reviewers asked stands under `/report status` with your code.")
    metadata = json.dumps({"code": code, "nonce": nonce})
    return modal(ids.REPLY_FORM, "Write to the reviewers", [note, reply_field()], submit="Send", metadata=metadata)


def reply_field() -> Block:
    return text_input(ids.TEXT, "Write to the reviewers", TEXT_LIMIT, hint="Only the reviewers of this case read it.")


def status_blocks(say: Words, found: Conversation, proof: str) -> list[Block]:
    """Everything that the reporter may read and do; `proof` is the number of the case, or the code."""
    said = talk_blocks(found.talk, reporter=True) or [context("talk-none", "Nobody has written anything yet.")]
    ended = outcome_blocks(found.outcome) if found.outcome else []
    how = context("talk-how", "To write: `/report reply` and your code.")
    can = status_actions(say, found.report, proof)
    return [*talk_head(say, found), *_newest(said, BLOCKS - len(ended) - len(can) - 2), *ended, *can, how]


def _newest(blocks: list[Block], room: int = BLOCKS) -> list[Block]:
    if len(blocks) <= room:
        return blocks
    return [context("talk-older", "Older messages are not shown here."), *blocks[-(room - 1) :]]
