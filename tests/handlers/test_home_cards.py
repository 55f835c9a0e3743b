"""Home and queue are what Slack takes, in every language, however much there is."""

import json
from dataclasses import replace
from zoneinfo import ZoneInfo

import pytest

from bot.places import STARTER
from desk.home_reading import CASES, REPORTS
from desk.home_views import HomePage, PromiseCount, QueueEntry, QueuePage, ReportsPage, Which
from desk.my_report import my_report
from desk.reading import card_of
from desk.satisfaction import Satisfaction
from desk.views import OnCallView
from domain.cases.events import CaseAcknowledged, CaseErased
from domain.cases.roster import Rung
from domain.cases.shifts import Duty, Shift
from domain.cases.words import ClockName, Severity, Vote
from domain.rulebook.answers import answer
from domain.rulebook.ranking import Ranker
from handlers.cards import ids
from handlers.cards.answers import answer_blocks
from handlers.cards.home import MOST, away_view, home_view, turned_away_view
from handlers.cards.question_form import QUESTION_LIMIT, question_form
from handlers.cards.queue import queue_blocks
from handlers.locale.catalogue import Words, read_catalogue
from handlers.slack.queue import CASES as LISTED
from sandbox.blocks import checked_message, checked_view
from storage.files import read_rulebook
from tests.domain.cases.people import BO, HOUR, NOON, briefing, filed

CATALOGUE = read_catalogue()
RULES = read_rulebook(STARTER)
LANGUAGES = pytest.mark.parametrize("say", CATALOGUE.languages.values(), ids=lambda say: say.language)
COUNTED = tuple(PromiseCount(clock, severity, 3, 2, 1) for severity in Severity for clock in ClockName)
SATISFIED = (Satisfaction("desk", "2026-02", dict.fromkeys(Vote, 7)), Satisfaction("desk", "2026-01", None))
NAMES = [f"rotation-{n}" for n in range(20)]
DUTIES = tuple(
    Duty(Shift(name, rung, BO, NOON, NOON + HOUR), Shift(name, rung, None, NOON, NOON))
    for name in NAMES
    for rung in Rung
)
ON_CALL = OnCallView(NOON, DUTIES, dict.fromkeys(NAMES, ZoneInfo("Europe/Berlin")), ())


def entries(count: int) -> tuple[QueueEntry, ...]:
    mine = filed(CaseAcknowledged(BO, NOON))
    cases = [replace(mine if n % 2 else filed(), number=n) for n in range(1, count + 1)]
    return tuple(
        QueueEntry(
            card_of(case), ClockName.DECIDE if case.owner else ClockName.ACKNOWLEDGE, NOON, n % 3 == 0, yours=True
        )
        for n, case in enumerate(cases)
    )


def page(count: int, reports: int, *, number: int = 2) -> HomePage:
    found = [my_report(replace(filed(), number=n), briefing()) for n in range(1, reports + 1)]
    queue = QueuePage(Which.MINE, number, entries(count), more=True)
    return HomePage(BO, ReportsPage(number, tuple(found), more=True), queue, ON_CALL, COUNTED, SATISFIED)


@LANGUAGES
def test_the_fullest_home_is_what_slack_takes(say: Words) -> None:
    rules = replace(RULES, summary=tuple(f"Rule {n} <!channel> & co. " * 20 for n in range(40)))
    view = home_view(say, rules, page(CASES, REPORTS))
    checked_view(view, "home")
    assert len(view["blocks"]) <= MOST
    assert "<!channel>" not in json.dumps(view)


@LANGUAGES
def test_the_emptiest_home_says_so(say: Words) -> None:
    empty = HomePage(BO, ReportsPage(1, (), more=False), None, None, None, ())
    view = home_view(say, replace(RULES, summary=()), empty)
    checked_view(view, "home")
    said = json.dumps(view, ensure_ascii=False)
    assert say("home.reports_none") in said
    assert say("home.rules_none") in said
    assert say("home.anonymous") in said
    assert say("home.waiting") not in said


@LANGUAGES
def test_home_without_a_database_and_for_those_turned_away(say: Words) -> None:
    checked_view(away_view(say, RULES), "home")
    checked_view(turned_away_view("No."), "home")


def test_turning_one_list_leaves_the_other_where_it_is() -> None:
    view = home_view(CATALOGUE.words(), RULES, page(2, 2, number=3))
    values = {
        one["action_id"]: one["value"]
        for block in view["blocks"]
        for one in block.get("elements", ())
        if "value" in one
    }
    assert values[ids.HOME_NEWER] == "2:3"
    assert values[ids.HOME_OLDER] == "4:3"
    assert values[ids.HOME_EARLIER] == "3:2"
    assert values[ids.HOME_LATER] == "3:4"


def test_what_is_late_is_said_in_words() -> None:
    view = json.dumps(home_view(CATALOGUE.words(), RULES, page(1, 0)))
    assert "*Late:* was to be decided by" in view


def test_a_reporter_is_told_that_a_promise_was_broken() -> None:
    found = my_report(filed(), briefing())
    reports = ReportsPage(1, (found,), more=False, late=frozenset({found.number}))
    view = json.dumps(home_view(CATALOGUE.words(), RULES, replace(page(0, 0), reports=reports)))
    assert "This is late, and the next person is being asked." in view


def test_an_erased_report_says_only_that() -> None:
    gone = my_report(filed(CaseErased(NOON)), briefing())
    view = home_view(CATALOGUE.words(), RULES, replace(page(0, 0), reports=ReportsPage(1, (gone,), more=False)))
    assert "What was written was erased" in json.dumps(view)


@LANGUAGES
@pytest.mark.parametrize("which", list(Which))
def test_the_fullest_queue_is_what_slack_takes(say: Words, which: Which) -> None:
    checked_message(queue_blocks(say, QueuePage(which, 2, entries(LISTED), more=True)))
    checked_message(queue_blocks(say, QueuePage(which, 1, (), more=False)))


@LANGUAGES
def test_a_question_is_answered_in_its_own_window(say: Words) -> None:
    checked_view(question_form(say), "modal")
    for question in ("may I fine-tune on support chats?", "may I bring my dog?", "x" * QUESTION_LIMIT):
        found = answer(RULES, Ranker(RULES), question)
        view = question_form(say, question, answer_blocks(say, RULES, found, question))
        checked_view(view, "modal")
        assert view["blocks"][0]["element"]["initial_value"] == question
