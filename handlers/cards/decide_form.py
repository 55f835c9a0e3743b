"""The form in which a reviewer decides a case."""

import json
from collections.abc import Sequence

from domain.cases.commands import TEXT_LIMIT
from domain.cases.words import Finding, Intent
from handlers.cards import ids
from handlers.cards.blocks import Block, View, choice, context, modal, search, text_input
from handlers.cards.text import capital, escape
from handlers.locale.catalogue import Words


def decide_form(say: Words, case: int, notes: Sequence[Block] = (), rulebook: str = "") -> View:
    """An empty form for a case; `notes` are what whoever decides should know, `rulebook` is the version whose
    clauses it offers.
    """
    findings = [(one, capital(say.of(one))) for one in Finding]
    intents = [(one, capital(say.of(one))) for one in Intent]
    if_violation = say("form.if_violation")
    blocks = [
        context("decide-note", say("form.decide_note", case=case)),
        *notes,
        choice(ids.FINDING, say("form.finding"), findings),
        search(ids.CLAUSES, say("form.clauses"), say("form.search"), hint=if_violation),
        choice(ids.INTENT, say("form.intent"), intents, optional=True, hint=if_violation),
        text_input(ids.REASONS, say("form.reasons"), TEXT_LIMIT, hint=say("form.good_reasons")),
    ]
    return modal(
        say,
        ids.DECIDE_FORM,
        say("form.decide_title", case=case),
        blocks,
        submit=say("form.decide"),
        close=say("kit.cancel"),
        metadata=json.dumps({"case": case, "rulebook": rulebook}),
    )


def judged_by(say: Words, version: str, in_force: str) -> list[Block]:
    """By which version a case is judged, where another one is in force now."""
    if version == in_force:
        return []
    return [context("judged-by", say("form.judged_by", version=escape(version), now=escape(in_force)))]


def decided_view(say: Words, case: int, *, proposed: bool = False) -> View:
    """What takes the form's place once the decision, or its proposal, is on disk."""
    what = "proposed" if proposed else "decided"
    note = context(what, say(f"form.{what}", case=case))
    return modal(say, "decided_view", say(f"form.{what}_title"), [note], close=say("kit.done"))
