"""Whatever people type, every card and form is what Slack takes."""

import re
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.places import STARTER
from desk.my_report import my_report
from desk.reading import card_of
from desk.views import CaseFile, Conversation, Line, NameFile, ProposalFile, QuotedClause, ReporterOutcome
from domain.cases.aftercare_events import CaseReopened, ReportWithdrawn
from domain.cases.commands import Narrative
from domain.cases.events import AdditionFiled, CaseAcknowledged, CaseDecided, CaseErased, DecisionProposed
from domain.cases.words import Finding, Intent, Kind, Mode, Severity
from domain.rulebook.answers import answer
from domain.rulebook.ranking import Ranker
from domain.spoken import spoken
from handlers.cards import (
    aftercare,
    aftercare_notices,
    answers,
    case_card,
    case_file,
    case_forms,
    decide_form,
    help,  # noqa: A004
    notices,
    report_form,
    reporter_notices,
    talk,
    text,
)
from handlers.locale.catalogue import Words, read_catalogue
from sandbox.blocks import checked_message, checked_view
from storage.files import read_rulebook
from tests.domain.cases.people import BO, CAI, NOON, briefing, filed

RULES = read_rulebook(STARTER)
CATALOGUE = read_catalogue()
ENGLISH = CATALOGUE.words()
LANGUAGES = st.sampled_from(list(CATALOGUE.languages.values()))
IN_EVERY = pytest.mark.parametrize("say", CATALOGUE.languages.values(), ids=lambda say: say.language)
RANKER = Ranker(RULES)
WORDS = st.text(st.characters(exclude_categories=("Cs",)), max_size=3000)
ACKNOWLEDGED = CaseAcknowledged(BO, NOON)
DECIDED = CaseDecided(BO, Finding.VIOLATION, ("data-1",), Intent.NEGLIGENT, "decision-1", "1.0.0", NOON, None, "")
PROPOSED = DecisionProposed(
    1, BO, Finding.VIOLATION, ("data-1",), Intent.NEGLIGENT, "decision-1", "d1", "1.0.0", Severity.HIGH, (CAI,), NOON
)
STATES = [
    filed(),
    filed(ACKNOWLEDGED),
    filed(ACKNOWLEDGED, PROPOSED),
    filed(ACKNOWLEDGED, DECIDED),
    filed(AdditionFiled("report-2", "d", NOON)),
    filed(ReportWithdrawn("withdrawal", "d", closes=True, at=NOON)),
    filed(ACKNOWLEDGED, ReportWithdrawn(None, "d", closes=False, at=NOON)),
    filed(ACKNOWLEDGED, DECIDED, CaseReopened("not-solved", "d", (BO,), NOON, NOON, NOON)),
    filed(ACKNOWLEDGED, DECIDED, CaseErased(NOON)),
]
FACTS = {
    "clock": "acknowledge", "goal": round(NOON.timestamp()), "at": round((NOON + timedelta(hours=2)).timestamp()),
    "late_by": 7200, "rung": 2, "paged": CAI, "accountable": BO, "by": CAI, "before": BO, "why": "severity",
    "requested_by": BO, "entry": "name-1",
}  # fmt: skip


@IN_EVERY
@pytest.mark.parametrize("case", STATES)
def test_cards_and_notices_of_every_state(case: object, say: Words) -> None:
    card = card_of(case)  # type: ignore[arg-type]
    checked_message(case_card.case_card(say, card))
    for made in (notices.page, notices.waits, notices.nobody, notices.reply, aftercare_notices.added,
                 aftercare_notices.withdrawn):  # fmt: skip
        is_a_message(made(say, card))
    for told in (notices.taken_over, notices.nudge, notices.escalation, notices.overdue, notices.approval,
                 notices.returned, notices.lapsed, notices.name_asked, aftercare_notices.reopened):  # fmt: skip
        is_a_message(told(say, card, FACTS))
        is_a_message(told(say, card, {**FACTS, "accountable": "", "rung": 5, "before": ""}))
    for short in (notices.kept_out, reporter_notices.question, reporter_notices.scrubbed):
        is_a_message(short(say, 7))
    is_a_message(reporter_notices.receipt(say, card, Mode.BY_NAME))
    is_a_message(reporter_notices.name_opened(say, 7, FACTS, "Threats."))


def is_a_message(made: notices.Message) -> None:
    said, blocks = made
    checked_message(blocks)
    assert said
    assert "{" not in re.sub(r"<!date[^>]*>", "", said)


def test_a_notice_to_one_person_says_what_is_theirs() -> None:
    proposed = replace(card_of(filed(ACKNOWLEDGED, PROPOSED)), viewer=BO, may_approve=False)
    said = str(notices.nudge(ENGLISH, proposed, FACTS))
    assert "your proposal still waits for a second person" in said
    assert "Review proposal" not in said
    asked = replace(card_of(filed()), viewer=CAI, passed_on=True)
    assert f"<@{BO}> is asked now. You can still acknowledge it." in str(notices.page(ENGLISH, asked))
    assert "You are on call" in str(notices.page(ENGLISH, replace(asked, passed_on=False)))


def test_a_case_that_nobody_investigates_shows_no_checklist() -> None:
    duplicate = replace(card_of(filed(ACKNOWLEDGED, DECIDED)), merged_into=3, steps=(0, 5))
    withdrawn = replace(card_of(STATES[5]), steps=(0, 5))
    assert "is part of case 3 now" in str(notices.page(ENGLISH, duplicate))
    for card in (duplicate, withdrawn):
        said = str(case_card.case_card(ENGLISH, card))
        assert "Checklist" not in said
        assert "nobody yet" not in said
        assert "Clauses" not in said
    assert "Checklist" in str(case_card.case_card(ENGLISH, replace(duplicate, merged_into=None)))


def test_an_escalation_names_case_age_due_time_who_was_accountable_and_lateness() -> None:
    said = str(notices.escalation(ENGLISH, card_of(filed()), FACTS))
    for part in (
        "Case 7",
        "2 hours old",
        "<!date^",
        f"<@{BO}> was accountable",
        f"<@{CAI}>",
        "2 hours late: Ombud was down",
    ):
        assert part in said


@settings(max_examples=60, deadline=None)
@given(WORDS, LANGUAGES)
def test_any_words_fit_every_form_and_nothing_of_them_is_lost(words: str, say: Words) -> None:
    checked_view(
        report_form.report_form(say, "nonce", spoken(words[:500]), text=words, kind=Kind.ABUSE, evidence=words), "modal"
    )
    talk = (Line(words, BO, NOON, delivered=True, read_at=None), Line(words, None, NOON, delivered=True, read_at=NOON))
    file = CaseFile(
        card_of(filed(ACKNOWLEDGED, DECIDED)), Mode.BY_NAME, "U0ANA", ("U0CAI",), ("Acme",),
        (Narrative(words, words[:300], words),), talk, None, words, None,
        reachable=True, name_asked_by=None, may_ask_name=False, rulebook="1.0.0",
    )  # fmt: skip
    view = checked_view(case_file.case_view(say, file), "modal")
    shown = "".join(one["text"]["text"] for one in view["blocks"] if one["block_id"].startswith("words-1"))
    assert "".join(shown.split()) == "".join(words.split())
    clause = QuotedClause("data-1", words[:200], words or "x")
    checked_message(reporter_notices.outcome(say, ReporterOutcome(7, Finding.VIOLATION, (clause,), "1", words))[1])
    checked_message(help.help_blocks(say, words))


@settings(max_examples=60, deadline=None)
@given(WORDS, LANGUAGES)
def test_any_question_has_an_answer_that_slack_takes(question: str, say: Words) -> None:
    checked_message(answers.answer_blocks(say, RULES, answer(RULES, RANKER, question), question))


@settings(max_examples=60, deadline=None)
@given(WORDS, LANGUAGES)
def test_any_words_fit_the_small_forms_and_the_conversation(words: str, say: Words) -> None:
    card = card_of(filed(ACKNOWLEDGED, PROPOSED))
    clause = QuotedClause("data-1", words[:200], words or "x")
    proposal = ProposalFile(card, BO, Finding.VIOLATION, (clause,), Intent.NEGLIGENT, words, "d1", may_read=True)
    checked_view(case_forms.proposal_form(say, proposal), "modal")
    checked_view(case_forms.name_answer_form(say, NameFile(7, BO, words[:1000])), "modal")
    lines = tuple(Line(words, by, NOON, delivered=True, read_at=None) for by in (BO, None) * 20)
    outcome = ReporterOutcome(7, Finding.VIOLATION, (clause,), "1", words)
    mine = my_report(filed(ACKNOWLEDGED, DECIDED), briefing())
    found = Conversation(card, Mode.ANONYMOUS, lines, outcome, on_hold=False, report=mine)
    checked_view(talk.talk_form(say, found, "nonce"), "modal")
    checked_message(talk.status_blocks(say, found, "7"))


def test_a_long_case_has_pages_and_loses_nothing() -> None:
    lines = tuple(Line(f"line {n}", BO, NOON, delivered=True, read_at=None) for n in range(120))
    file = CaseFile(
        card_of(filed()), Mode.ANONYMOUS, None, (), (), (Narrative("x"),), lines, None, None, None,
        reachable=True, name_asked_by=None, may_ask_name=False, rulebook="1.0.0",
    )  # fmt: skip
    pages = [str(checked_view(case_file.case_view(ENGLISH, file, page), "modal")) for page in (1, 2, 3)]
    assert all(any(f"'line {n}'" in page for page in pages) for n in range(120))
    assert "Page 1 of 3: show page 2" in pages[0]


@IN_EVERY
def test_every_small_form_is_what_slack_takes(say: Words) -> None:
    vendors = {"acme": "Acme Models"}
    for form in (
        case_forms.ask_form(say, 7, "n"),
        case_forms.severity_form(say, 7, Severity.LOW),
        case_forms.when_form(say, 7),
        case_forms.hold_form(say, 7),
        case_forms.subjects_form(say, 7, vendors),
        case_forms.name_form(say, 7),
        case_forms.noted_view(say, "Sent", "It is with them."),
        talk.reply_form(say, "CODE", "n"),
        report_form.code_view(say, 7, NOON, NOON, "AAAA-BBBB-CCCC-DDDD-EEEEE", "again"),
        aftercare.add_form(say, "7", "n"),
        aftercare.not_solved_form(say, 7, "7", "n"),
    ):
        checked_view(form, "modal")


@IN_EVERY
def test_every_clause_and_list_is_what_slack_takes(say: Words) -> None:
    for clause in RULES.clauses.values():
        checked_message(answers.clause_blocks(say, RULES, clause))
    checked_message(answers.list_blocks(say, RULES, None))
    many = replace(RULES, clauses={f"c-{n}": replace(clause, id=f"c-{n}") for n in range(300)})
    checked_message(answers.list_blocks(say, many, None))


@IN_EVERY
def test_the_decision_form_and_receipts_are_what_slack_takes(say: Words) -> None:
    checked_view(decide_form.decide_form(say, 7), "modal")
    checked_view(decide_form.decided_view(say, 7), "modal")
    checked_view(report_form.receipt_view(say, 7, NOON, NOON, Mode.CONFIDENTIAL, "again"), "modal")


@given(WORDS, st.integers(20, 3000))
def test_pieces_lose_nothing_and_keep_their_limit(words: str, limit: int) -> None:
    parts = text.pieces(words, limit)
    assert all(0 < len(part) <= limit for part in parts)
    assert "".join("".join(parts).split()) == "".join(words.split())


@given(WORDS)
def test_escaped_words_cannot_ping_or_link(words: str) -> None:
    escaped = text.escape(words + "<!channel> <@U0BO>")
    assert "<" not in escaped
    assert ">" not in escaped


@pytest.mark.parametrize(
    ("seconds", "english", "german"),
    [(0, "no time", "keine Zeit"), (1, "1 second", "1 Sekunde"), (7500, "2 hours 5 minutes", "2 Stunden 5 Minuten"),
     (90061, "1 day 1 hour", "1 Tag 1 Stunde")],
)  # fmt: skip
def test_spans_are_said_in_two_units(seconds: int, english: str, german: str) -> None:
    assert text.span(ENGLISH, seconds) == english
    assert text.span(CATALOGUE.words("de-DE"), seconds) == german


def test_a_short_question_keeps_its_card_free_of_the_reporter() -> None:
    assert "U0ANA" not in str(case_card.case_card(ENGLISH, card_of(filed())))
