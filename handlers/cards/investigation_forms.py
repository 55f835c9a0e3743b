"""The forms in which a case is moved, merged, noted on and given evidence."""

import json
from collections.abc import Mapping, Sequence

from desk.views import CaseCard
from domain.cases.commands import REASON_LIMIT, TEXT_LIMIT
from domain.cases.words import Kind
from handlers.cards import ids
from handlers.cards.blocks import Block, View, choice, context, file, modal, plain, text_input
from handlers.cards.text import SECTION, escape
from handlers.locale.catalogue import Words

SAME = "same"
DIGITS = 10
PARTS = 90  # of a message, so that the form keeps below Slack's hundred blocks


def _form(say: Words, callback_id: str, room: str, case: int, *blocks: Block, **more: str) -> View:
    metadata = json.dumps({"case": case, **more})
    title, submit = say(f"investigation.{room}_title"), say(f"investigation.{room}_submit")
    return modal(say, callback_id, title, blocks, submit=submit, close=say("investigation.cancel"), metadata=metadata)


def move_form(say: Words, card: CaseCard, queues: Sequence[str]) -> View:
    """To which queue and kind, and why."""
    places = [(SAME, say("investigation.queue_of_kind")), *((name, name) for name in queues if name != card.queue)]
    return _form(
        say,
        ids.MOVE_FORM,
        "move",
        card.number,
        context("move-note", say("investigation.move_note", queue=escape(card.queue))),
        choice(ids.KIND, say("investigation.kind"), [(kind, say.of(kind)) for kind in Kind], initial=card.kind),
        choice(ids.QUEUE, say("investigation.queue"), places[:100], initial=SAME),
        text_input(ids.REASON, say("investigation.reason"), REASON_LIMIT, hint=say("investigation.reason_hint")),
    )


def merge_form(say: Words, card: CaseCard) -> View:
    """Into which case."""
    note = context("merge-note", say("investigation.merge_note", number=card.number))
    field = text_input(ids.INTO, say("investigation.into"), DIGITS, lines=False)
    return _form(say, ids.MERGE_FORM, "merge", card.number, note, field)


def note_form(say: Words, card: CaseCard, nonce: str) -> View:
    """What a reviewer found."""
    field = text_input(ids.TEXT, say("investigation.note"), TEXT_LIMIT, hint=say("investigation.note_hint"))
    return _form(say, ids.NOTE_FORM, "note", card.number, field, nonce=nonce)


def file_form(say: Words, card: CaseCard, nonce: str) -> View:
    """A file to keep with the case."""
    field = file(ids.FILE, say("investigation.file"), hint=say("investigation.file_hint"))
    return _form(say, ids.FILE_FORM, "file", card.number, field, nonce=nonce)


def message_form(say: Words, words: str, author: str, origin: str, nonce: str) -> View:
    """A message to keep with a case: the words stand in the form, to be kept as they are."""
    parts = [words[start : start + SECTION] for start in range(0, len(words), SECTION)][:PARTS]
    quoted = [
        {"type": "section", "block_id": f"{ids.EVIDENCE}-{n}", "text": {**plain(part), "emoji": False}}
        for n, part in enumerate(parts, start=1)
    ]
    field = text_input(ids.CASE, say("investigation.case"), DIGITS, lines=False)
    note = context("message-note", say("investigation.message_note"))
    return _form(say, ids.MESSAGE_FORM, "message", 0, field, note, *quoted, nonce=nonce, author=author, origin=origin)


def kept_words(view: Mapping[str, object]) -> str:
    """The words of the message in a sent `message_form`, as they stood there."""
    blocks = view["blocks"]
    if not isinstance(blocks, list):
        return ""
    kept = [block for block in blocks if str(block.get("block_id")).startswith(f"{ids.EVIDENCE}-")]
    return "".join(str(block["text"]["text"]) for block in kept)
