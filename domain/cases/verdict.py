"""What a rule answers: events, or why not."""

from domain.cases.events import CaseEvent
from domain.cases.refusals import Refusal

Verdict = tuple[CaseEvent, ...] | Refusal
