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
from handlers.cards.outcome import outcome_blocks
from handlers.cards.text import when
from handlers.locale.catalogue import Words

BLOCKS = 48


def talk_head(say: Words, found: Conversation) -> list[Block]:
    """Where the report stands and what is promised next."""
    card = found.card
    if card.erased_at:
        return [section("talk-head", say("talk.erased", case=card.number, at=when(say, card.erased_at)))]
    if found.goes_with is not None:
        return [section("talk-head", joined_state(say, card, found.goes_with))]
    head = say("talk.head", case=card.number, status=say.of(card.status))
    return [section("talk-head", " ".join([head, *_promised(say, found)]))]


def _promised(say: Words, found: Conversation) -> list[str]:
    match found.card.status:
        case Status.OPEN | Status.REOPENED:
            return [say("talk.look_by", at=when(say, found.card.acknowledge_by))]
        case Status.CLOSED:
            return []
        case Status.DECIDED:
            return [say("talk.outcome_below")]
        case _:
            return [say("talk.decide_by", at=when(say, found.card.decide_by))]


def talk_form(say: Words, found: Conversation, nonce: str) -> View:
    """The reporter's page of a case reported by name or in confidence, with a field to answer."""
    ended = outcome_blocks(say, found.outcome) if found.outcome else []
    blocks = [*talk_head(say, found), *_newest(say, talk_blocks(say, found.talk, reporter=True)), *ended]
    title, case = say("file.title", case=found.card.number), found.card.number
    if found.card.erased_at:
        return modal(say, ids.TALK_FORM, title, blocks)
    blocks += [*status_actions(say, found.report, str(case)), reply_field(say)]
    metadata = json.dumps({"case": case, "nonce": nonce})
    return modal(say, ids.TALK_FORM, title, blocks, submit=say("talk.send"), metadata=metadata)


def reply_form(say: Words, code: str, nonce: str) -> View:
    """A field to answer with a code; touches no database."""
    blocks = [context("reply-note", say("talk.reply_note")), reply_field(say)]
    metadata = json.dumps({"code": code, "nonce": nonce})
    return modal(say, ids.REPLY_FORM, say("talk.write_title"), blocks, submit=say("talk.send"), metadata=metadata)


def reply_field(say: Words) -> Block:
    return text_input(ids.TEXT, say("talk.write_title"), TEXT_LIMIT, hint=say("talk.write_hint"))


def status_blocks(say: Words, found: Conversation, proof: str) -> list[Block]:
    """Everything that the reporter may read and do; `proof` is the number of the case, or the veiled code."""
    said = talk_blocks(say, found.talk, reporter=True) or [context("talk-none", say("talk.nothing_yet"))]
    ended = outcome_blocks(say, found.outcome) if found.outcome else []
    how = context("talk-how", say("talk.how"))
    can = status_actions(say, found.report, proof)
    return [*talk_head(say, found), *_newest(say, said, BLOCKS - len(ended) - len(can) - 2), *ended, *can, how]


def _newest(say: Words, blocks: list[Block], room: int = BLOCKS) -> list[Block]:
    if len(blocks) <= room:
        return blocks
    return [context("talk-older", say("talk.older")), *blocks[-(room - 1) :]]
