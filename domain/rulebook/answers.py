"""What the rulebook answers to a question: the exact clause, or plainly that it does not cover it."""

from dataclasses import dataclass
from enum import StrEnum

from domain.rulebook.clauses import Clause, Rulebook
from domain.rulebook.ranking import Ranker, Scored

NEAR = 0.80  # of the best score makes a further clause worth showing
LISTED = 8
FURTHER = 2


class AnswerOutcome(StrEnum):
    """Whether the rulebook answers."""

    COVERED = "covered"
    NOT_COVERED = "not_covered"


@dataclass(frozen=True, slots=True)
class Answer:
    """`clauses` are the best scored in any case; `quoted` is set when covered, `nearest` when not."""

    outcome: AnswerOutcome
    clauses: tuple[Scored, ...]
    quoted: Clause | None = None
    further: tuple[Clause, ...] = ()
    nearest: Clause | None = None

    @property
    def answered(self) -> bool:
        """Whether a clause is quoted."""
        return self.outcome is AnswerOutcome.COVERED


def answer(rulebook: Rulebook, ranker: Ranker, question: str) -> Answer:
    """The answer to a question in plain words. Nothing is generated: what is quoted is what was published."""
    ranked = ranker.rank(question, LISTED)
    best = ranked[0] if ranked and ranked[0].score > 0 else None
    if best is None:
        return Answer(AnswerOutcome.NOT_COVERED, ranked)
    clause = rulebook.clauses[best.clause_id]
    if best.score < ranker.enough or ranker.rests_on_chance(question, best.clause_id):
        return Answer(AnswerOutcome.NOT_COVERED, ranked, nearest=clause)
    near = [one for one in ranked[1:] if one.score >= best.score * NEAR][:FURTHER]
    further = tuple(rulebook.clauses[one.clause_id] for one in near)
    return Answer(AnswerOutcome.COVERED, ranked, quoted=clause, further=further)
