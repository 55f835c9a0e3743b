"""What the rulebook answers: the exact clause; which of several is meant; or plainly that it does not cover it."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from domain.rulebook.clauses import Clause, Rulebook
from domain.rulebook.ranking import Ranker, Scored
from domain.rulebook.recognising import Missing, left_out, missing

NEAR = 0.80  # of the best score makes a further clause worth showing
LISTED = 8
FURTHER = 2
MOST_RIVALS = 4
ALTERNATIVES = 3


class AnswerOutcome(StrEnum):
    """Whether the rulebook answers. Unclear: it has clauses for it, and the question does not say which."""

    COVERED = "covered"
    UNCLEAR = "unclear"
    NOT_COVERED = "not_covered"


class Reason(StrEnum):
    """Why an answer is not plain. The first two make it unclear, the others not covered."""

    COMPETING = "clauses_compete"
    NEEDS_FACTS = "needs_facts"
    NO_CLAUSE = "no_clause"
    OUT_OF_SCOPE = "out_of_scope"
    NOT_IN_FORCE = "not_in_force_yet"


@dataclass(frozen=True, slots=True)
class Answer:
    """`clauses` are the best scored in any case. `quoted` is the first of them, set where there is an answer, and
    `further` are those beside it: worth a look when covered, its rivals when unclear. `nearest` is set when not
    covered; where the reason is that it was not in force yet, it is the clause that covers it now.

    `deciding` says of shown clauses which of their parts (`segments.parts`) decides. `missing` is the fact that is
    needed, `outside` the sentence of the scope that leaves the question out.
    """

    outcome: AnswerOutcome
    clauses: tuple[Scored, ...]
    quoted: Clause | None = None
    further: tuple[Clause, ...] = ()
    nearest: Clause | None = None
    reason: Reason | None = None
    deciding: Mapping[str, int] = field(default_factory=dict)
    missing: Missing | None = None
    outside: str = ""

    @property
    def answered(self) -> bool:
        """Whether there are clauses for it: an unclear answer is one."""
        return self.outcome is not AnswerOutcome.NOT_COVERED

    @property
    def shown(self) -> tuple[Clause, ...]:
        """The clauses that answer, the first one first."""
        return () if self.quoted is None else (self.quoted, *self.further)


def answer(rulebook: Rulebook, ranker: Ranker, question: str) -> Answer:
    """The answer to a question in plain words. Nothing is generated: what is quoted is what was published."""
    ranked = ranker.rank(question, LISTED)
    best = ranked[0] if ranked and ranked[0].score > 0 else None
    if best is None:
        return _not_covered(rulebook, ranker, question, ranked)
    near = [rulebook.clauses[one.clause_id] for one in ranked if one.score > 0]
    sure = best.score >= ranker.enough and not ranker.rests_on_chance(question, best.clause_id)
    rivals = [one for one in ranked if one.score >= best.score * ranker.rivals][:MOST_RIVALS] if sure else []
    fact = missing(rulebook, ranker, question, near, near[: len(rivals)])
    if not sure and fact is None:
        return _not_covered(rulebook, ranker, question, ranked, near[0])
    if fact is not None:
        reason, shown = Reason.NEEDS_FACTS, near[: max(1, len(rivals))]
    elif len(rivals) > 1:
        reason, shown = Reason.COMPETING, near[: len(rivals)]
    else:
        reason, shown = None, near[: 1 + len([one for one in ranked[1:] if one.score >= best.score * NEAR][:FURTHER])]
    return Answer(
        AnswerOutcome.COVERED if reason is None else AnswerOutcome.UNCLEAR,
        ranked,
        quoted=shown[0],
        further=tuple(shown[1:]),
        reason=reason,
        deciding=ranker.deciding(question, [one.id for one in shown]),
        missing=fact,
    )


def answer_as_of(rulebook: Rulebook, ranker: Ranker, today: Rulebook, ranker_today: Ranker, question: str) -> Answer:
    """The answer of an earlier version. Where it has none, and `today` has a clause that came later, it says so."""
    found = answer(rulebook, ranker, question)
    if found.answered or rulebook.digest == today.digest:
        return found
    later = answer(today, ranker_today, question).quoted
    if later is None or later.id in rulebook.clauses:
        return found
    return replace(found, reason=Reason.NOT_IN_FORCE, nearest=later)


def alternatives(rulebook: Rulebook, ranker: Ranker, question: str) -> tuple[Clause, ...]:
    """The clauses that come next where the first one was not meant, at most three."""
    ranked = ranker.rank(question, 1 + ALTERNATIVES)[1:]
    return tuple(rulebook.clauses[one.clause_id] for one in ranked if one.score > 0)


def nothing_fits() -> Answer:
    """Whoever asked says that no clause is meant."""
    return Answer(AnswerOutcome.NOT_COVERED, (), reason=Reason.NO_CLAUSE)


def _not_covered(
    rulebook: Rulebook, ranker: Ranker, question: str, ranked: tuple[Scored, ...], nearest: Clause | None = None
) -> Answer:
    outside = left_out(rulebook, ranker, question)
    reason = Reason.OUT_OF_SCOPE if outside else Reason.NO_CLAUSE
    return Answer(AnswerOutcome.NOT_COVERED, ranked, nearest=nearest, reason=reason, outside=outside)
