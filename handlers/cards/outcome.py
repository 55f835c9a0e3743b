"""The outcome of a case as its reporter reads it."""

from desk.views import ReporterOutcome
from handlers.cards.blocks import Block, context, section, verbatim
from handlers.cards.text import escape
from handlers.cards.translated import case_clause
from handlers.locale.catalogue import Words


def outcome_text(say: Words, found: ReporterOutcome) -> str:
    """`Case 7 is decided: no violation.`"""
    return say("outcome.decided", case=found.number, finding=say.of(found.finding))


def outcome_blocks(say: Words, found: ReporterOutcome) -> list[Block]:
    """Finding, clauses quoted, and the reasons meant for them."""
    blocks = [section("outcome", f"*{outcome_text(say, found)}*")]
    for number, clause in enumerate(found.clauses, start=1):
        blocks += case_clause(say, clause, f"clause-{number}")
    blocks += [section("reasons-note", say("outcome.reasons")), *verbatim("reasons", found.reasons)]
    version = [say("outcome.version", version=escape(found.rulebook_version))] if found.clauses else []
    return [*blocks, context("thanks", " ".join([say("outcome.thanks"), *version]))]
