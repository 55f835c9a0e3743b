"""The conversation between a case's reviewers and its reporter, whoever that is."""

from domain.cases.briefing import Briefing
from domain.cases.commands import AskReporter, ReplyToReviewer
from domain.cases.events import ReporterAsked, ReporterReplied
from domain.cases.filing import bad_text
from domain.cases.refusals import Erased, NotReporter
from domain.cases.state import Case
from domain.cases.verdict import Verdict
from domain.cases.words import Mode


def ask(case: Case, command: AskReporter, briefing: Briefing) -> Verdict:
    """A reviewer asks. An anonymous reporter finds it under their code."""
    if case.erased_at is not None or case.identity_erased_at is not None:
        return Erased()
    number = 1 + sum(said.by is not None for said in case.talk)
    bad = bad_text("text", command.text)
    return bad or (ReporterAsked(command.by, f"question-{number}", briefing.digest, briefing.now),)


def reply(case: Case, command: ReplyToReviewer, briefing: Briefing) -> Verdict:
    """The reporter writes. Without a name the desk has matched their code to this case."""
    if (no := may_read(case, command.by, briefing)) is not None:
        return no
    if case.erased_at is not None:
        return Erased()
    number = 1 + sum(said.by is None for said in case.talk)
    return bad_text("text", command.text) or (ReporterReplied(f"reply-{number}", briefing.digest, briefing.now),)


def may_read(case: Case, person: str | None, briefing: Briefing) -> NotReporter | None:
    """None where `person` reported this case by name or confidentially, or holds the code of an anonymous one."""
    if person is None:
        return None if case.mode is Mode.ANONYMOUS else NotReporter()
    return None if person in briefing.reporters else NotReporter()
