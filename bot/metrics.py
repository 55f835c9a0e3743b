"""Every metric of Ombud by name: what `/metrics` serves, and what the reference and the dashboard speak of."""

from handlers.web.health import Metric

RULEBOOK = Metric("ombud_rulebook_info", "The rulebook in force.", "version")
QUESTIONS = Metric("ombud_questions", "Questions since the start of this process.", "outcome", counts=True)
UP = Metric("ombud_up", "Whether a part answers.", "part")
CASES = Metric("ombud_cases_open", "Cases by status.", "stage")
DELIVERIES = Metric("ombud_deliveries", "The outbox by state; dead ones want a look.", "state")
HEARTBEATS = Metric("ombud_heartbeat_age_seconds", "Seconds since the last round of a loop.", "loop")
OVERDUE = Metric("ombud_deadline_overdue_seconds", "How many seconds late the oldest open deadline is.", "which")
WAITING = Metric("ombud_events_waiting", "Events that are not sealed yet.", "for")

METRICS = (QUESTIONS, CASES, DELIVERIES, HEARTBEATS, OVERDUE, WAITING, RULEBOOK, UP)
