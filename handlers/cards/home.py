"""The Home tab: what a person may ask, what they reported, what waits for them, and the rules in short."""

from collections.abc import Sequence

from desk.home_views import HomePage, ReportsPage
from desk.my_report import MyReport
from domain.rulebook.clauses import Rulebook
from domain.rulebook.quoting import Standing, front
from domain.rulebook.versions import RulebookPublished
from handlers.cards import ids
from handlers.cards.blocks import Block, View, actions, beside, button, context, heading, section, sections
from handlers.cards.gaps import home_gaps
from handlers.cards.home_desk import duty_blocks, lead_blocks, waiting_blocks
from handlers.cards.quoting import source
from handlers.cards.text import capital, mrkdwn, when
from handlers.cards.translated import front_notes
from handlers.cards.versions import changes
from handlers.locale.catalogue import Words

RULES = 10
MOST = 100  # blocks of a Home. https://docs.slack.dev/reference/views/home-tab-views


def home_view(say: Words, rules: Rulebook, page: HomePage) -> View:
    """A person's Home."""
    blocks = [
        *_front(say),
        *waiting_blocks(say, page),
        *home_gaps(say, page.gaps),
        *_reports(say, page),
        *duty_blocks(say, page),
        *lead_blocks(say, page),
    ]
    return _home([*blocks, *_rules(say, rules, page.changes)[: MOST - len(blocks)]])


def away_view(say: Words, rules: Rulebook) -> View:
    """Home while the database does not answer: what works without it."""
    return _home([*_front(say), section("away", say("home.away")), *_rules(say, rules)])


def turned_away_view(sentence: str) -> View:
    """Home of somebody whom Ombud does not answer."""
    return _home([section("turned-away", sentence)])


def _home(blocks: list[Block]) -> View:
    return {"type": "home", "callback_id": ids.HOME_VIEW, "blocks": blocks}


def _front(say: Words) -> list[Block]:
    ask = button(ids.HOME_ASK, say("home.ask"), "ask", "primary")
    report = button(ids.HOME_REPORT, say("home.report"), "report")
    return [heading("front", say("home.title")), section("front-says", say("home.front")), actions("do", [ask, report])]


def _reports(say: Words, page: HomePage) -> list[Block]:
    found = page.reports
    blocks = [heading("reports", say("home.reports"))]
    for report in found.reports:
        read = button(ids.READ_TALK, say("home.read"), str(report.number))
        blocks.append(
            beside(section(f"report-{report.number}", report_text(say, report, late=report.number in found.late)), read)
        )
    if not found.reports:
        blocks.append(section("reports-none", say("home.reports_none")))
    return [*blocks, *_turns(say, page, found), context("reports-anonymous", say("home.anonymous"))]


def report_text(say: Words, report: MyReport, *, late: bool) -> str:
    """A report in two lines: which, and what is promised next."""
    kind, status = capital(say.of(report.kind)), say.of(report.status)
    head = say("home.report_line", case=report.number, kind=kind, status=status)
    if report.erased_at:
        return f"{head}\n{say('home.erased', at=when(say, report.erased_at))}"
    if report.clock and report.promised:
        how = "late" if late else "promised"
        return f"{head}\n{say(f'home.{how}_{report.clock}', at=when(say, report.promised))}"
    if report.not_solved_until and report.may_say_not_solved:
        return f"{head}\n{say('home.not_solved_until', at=when(say, report.not_solved_until))}"
    return f"{head}\n{say('home.filed', at=when(say, report.filed_at))}"


def _turns(say: Words, page: HomePage, found: ReportsPage) -> list[Block]:
    """Buttons carry both pages, so that turning one leaves the other where it is."""
    queue = page.queue.page if page.queue else 1
    turns = []
    if found.page > 1:
        turns.append(button(ids.HOME_NEWER, say("home.newer"), f"{found.page - 1}:{queue}"))
    if found.more:
        turns.append(button(ids.HOME_OLDER, say("home.older"), f"{found.page + 1}:{queue}"))
    return [actions("reports-pages", turns)] if turns else []


def _rules(say: Words, rules: Rulebook, recent: Sequence[RulebookPublished] = ()) -> list[Block]:
    told = front(rules, say.language)
    shown = told.rules if told.standing is Standing.TRANSLATED else rules
    lines = "\n".join(f"• {mrkdwn(line)}" for line in shown.summary[:RULES])
    return [
        heading("rules", say("home.rules")),
        *sections("rules", lines or say("home.rules_none")),
        *front_notes(say, rules, ("summary",)),
        context("rules-source", f"{source(say, rules)} · {say.some('home.clauses', len(rules.clauses))}"),
        context("rules-changes", changes(say, recent) if recent else say("home.changes")),
    ]
