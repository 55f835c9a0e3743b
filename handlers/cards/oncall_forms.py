"""The forms in which somebody stands in, and in which a note is left for the next on call."""

import json
from collections.abc import Sequence
from datetime import datetime

from domain.cases.planning import NOTE_LIMIT
from domain.cases.roster import Rung
from handlers.cards import ids
from handlers.cards.blocks import View, choice, modal, moment, one_person, section, text_input
from handlers.locale.catalogue import Words


def override_form(say: Words, rotations: Sequence[str], start: datetime, end: datetime) -> View:
    """Who stands in, from when to when, on which rung, and in which rotation where there are several."""
    rungs = [(rung.value, say.of(rung)) for rung in Rung]
    blocks = [
        section("intro", say("oncall.form_intro")),
        one_person(ids.PERSON, say("oncall.form_person"), hint=say("oncall.form_person_hint")),
        moment(ids.START, say("oncall.form_start"), start),
        moment(ids.END, say("oncall.form_end"), end),
        choice(ids.RUNG, say("oncall.form_rung"), rungs, initial=Rung.PRIMARY.value),
    ]
    if len(rotations) > 1:
        named = [(name, name) for name in rotations]
        blocks.append(choice(ids.ROTATION, say("oncall.form_rotation"), named, initial=rotations[0]))
    title, submit, close = say("oncall.form_title"), say("oncall.form_submit"), say("oncall.close")
    return modal(say, ids.OVERRIDE_FORM, title, blocks, submit=submit, close=close)


def note_form(say: Words, nonce: str, rotation: str, following: str) -> View:
    """Words for one reader, by default whoever is on call next."""
    blocks = [
        section("intro", say("oncall.note_intro")),
        one_person(ids.PERSON, say("oncall.note_for"), initial=following),
        text_input(ids.TEXT, say("oncall.note_words"), NOTE_LIMIT),
    ]
    metadata = json.dumps({"nonce": nonce, "rotation": rotation})
    title, submit, close = say("oncall.note_title"), say("oncall.note_submit"), say("oncall.close")
    return modal(say, ids.HANDOVER_NOTE_FORM, title, blocks, submit=submit, close=close, metadata=metadata)
