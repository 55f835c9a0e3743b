"""The outcome of a case as its reporter reads it."""

from desk.views import ReporterOutcome
from handlers.cards.blocks import Block, context, section, sections, verbatim
from handlers.cards.labels import FINDINGS
from handlers.cards.text import escape, mrkdwn


def outcome_blocks(found: ReporterOutcome) -> list[Block]:
    """Finding, clauses quoted, and the reasons meant for them."""
    blocks = [section("outcome", f"*Case {found.number} is decided: {FINDINGS[found.finding]}.*")]
    for number, clause in enumerate(found.clauses, start=1):
        quoted = mrkdwn(clause.rule).replace("\n", "\n>")
        blocks += sections(f"clause-{number}", f"*{escape(clause.title)}* (`{escape(clause.id)}`)\n>{quoted}")
    blocks += [section("reasons-note", "*The reviewer's reasons*"), *verbatim("reasons", found.reasons)]
    version = f" Rulebook version {escape(found.rulebook_version)}." if found.clauses else ""
    return [*blocks, context("thanks", f"Thank you for reporting.{version}")]
