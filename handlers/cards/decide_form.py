"""The form in which a reviewer decides a case."""

import json
from collections.abc import Sequence

from domain.cases.commands import TEXT_LIMIT
from handlers.cards import ids
from handlers.cards.blocks import Block, View, choice, context, modal, search, text_input
from handlers.cards.labels import FINDINGS, INTENTS

GOOD_REASONS = "The facts you found, the clause they meet or do not meet, what counted for and against, what to do now."


def decide_form(case: int, notes: Sequence[Block] = ()) -> View:
    """An empty form for a case; `notes` are what whoever decides should know."""
    blocks = [
        context("decide-note", f"Case {case}. The reporter will read your finding, the clauses and your reasons."),
        *notes,
        choice(ids.FINDING, "Finding", list(FINDINGS.items())),
        search(ids.CLAUSES, "Clauses", "Type to search the rulebook", hint="Needed where the finding is a violation."),
        choice(
            ids.INTENT, "Intent", list(INTENTS.items()), optional=True, hint="Needed where the finding is a violation."
        ),
        text_input(ids.REASONS, "Reasons", TEXT_LIMIT, hint=GOOD_REASONS),
    ]
    return modal(
        ids.DECIDE_FORM,
        f"Decide case {case}",
        blocks,
        submit="Decide",
        close="Cancel",
        metadata=json.dumps({"case": case}),
    )


def decided_view(case: int, *, proposed: bool = False) -> View:
    """What takes the form's place once the decision, or its proposal, is on disk."""
    if proposed:
        waits = f"Case {case}: your decision needs a second person, who is being asked. Nothing is decided until then."
        return modal("decided_view", "Proposed", [context("proposed", waits)], close="Done")
    note = context("decided", f"Case {case} is decided. The reporter is being told, and the card shows it.")
    return modal("decided_view", "Decided", [note], close="Done")
