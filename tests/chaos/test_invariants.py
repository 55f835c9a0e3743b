"""Each invariant sees the breach that it is there for, planted in evidence of real cases, and nothing in whole ones."""

import sqlite3
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio

from desk.desk import Desk
from desk.outcomes import Done, Filed
from domain.cases.commands import (
    AcknowledgeCase,
    ApproveDecision,
    AskReporter,
    FileReport,
    Narrative,
    ProposeDecision,
    Recuse,
)
from domain.cases.events import CaseDecided, CaseTakenOver
from domain.cases.looking import CaseViewed
from domain.cases.words import Finding, Intent, Kind, Mode
from storage import outbox
from storage.database import Database
from storage.migrate import upgrade
from storage.vault import Vault, new_master_key, read_master_key
from tests.chaos import invariants
from tests.chaos.evidence import Evidence, Message, Post, errors_in, gathered, the_house
from tests.chaos.invariants import INVARIANTS, broken
from tests.chaos.ledger import Filing, Ledger, Words

NOW = datetime(2026, 3, 2, 10, tzinfo=UTC)
ANA, EMI, BO, CAI, DEE = "U0ANA", "U0EMI", "U0BO", "U0CAI", "U0DEE"
Breach = Callable[[Evidence], Evidence]


async def worked(desk: Desk, ledger: Ledger) -> None:
    """Case 1 by Ana about Cai: asked, decided by two. Case 2 by Emi, anonymous, open; Bo recused. Case 3 by Bo."""
    for number, (who, mode, kind) in enumerate(
        [
            (ANA, Mode.BY_NAME, Kind.ABUSE),
            (EMI, Mode.ANONYMOUS, Kind.NEAR_MISS),
            (BO, Mode.CONFIDENTIAL, Kind.NEAR_MISS),
        ],
        start=1,
    ):
        said = Narrative(f"what {who} saw")
        by = None if mode is Mode.ANONYMOUS else who
        about = (CAI,) if who == ANA else ()
        form = FileReport(f"nonce-{number}", by, kind, at_risk=False, narrative=said, mode=mode, subjects=about)
        outcome = await desk.handle(form)
        assert isinstance(outcome, Filed)
        ledger.filings.append(Filing(outcome.case, who, mode.value, outcome.code or "", None, {"subjects": about}))
        ledger.words.append(Words(outcome.case, who, "report", said.text))
    for case, who, text in ((1, BO, "which log was it"), (2, CAI, "when was it")):
        assert isinstance(await desk.handle(AskReporter(f"ask-{case}", case, who, text)), Done)
        ledger.words.append(Words(case, who, "question", text))
    assert isinstance(await desk.handle(AcknowledgeCase(1, BO)), Done)
    clauses = ("data-customer-personal",)
    proposed = await desk.handle(ProposeDecision(1, BO, Finding.VIOLATION, clauses, Intent.NEGLIGENT, "because"))
    assert isinstance(proposed, Done)
    assert proposed.case.proposal is not None
    assert isinstance(await desk.handle(ApproveDecision(1, DEE, proposed.case.proposal.digest)), Done)
    assert isinstance(await desk.handle(Recuse(2, BO)), Done)


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def whole(tmp_path_factory: pytest.TempPathFactory) -> Evidence:
    """The evidence of three real cases, of which every notice was delivered."""
    url, key, ledger = f"sqlite:///{tmp_path_factory.mktemp('chaos')}/ombud.db", new_master_key(), Ledger()
    upgrade(url)
    database = Database(url)
    await worked(Desk(database, Vault(read_master_key(key)), the_house(), lambda: NOW), ledger)
    names = await database.write(delivered)
    database.close()
    messages = [Message("G0DESK", name, None, "Case 1") for name in names]
    posts = [Post(name, doubtful=False) for name in names]
    return await gathered(url, key, ledger, NOW + timedelta(minutes=1), posts=posts, messages=messages)


def delivered(conn: Any) -> list[str]:
    names = [one.id for one in outbox.listing(conn, ("pending",))]
    for name in names:
        outbox.sent(conn, name, "1.0", "G0DESK")
    return names


def on_case(number: int, **changes: Callable[[Any], Any]) -> Breach:
    """Another history of one case."""

    def plant(found: Evidence) -> Evidence:
        matter = found.matters[number]
        changed = replace(matter, **{name: change(getattr(matter, name)) for name, change in changes.items()})
        return replace(found, matters={**found.matters, number: changed})

    return plant


def on_row(kind: str, **values: Any) -> Breach:
    """Another fate of the first delivery of a kind."""

    def plant(found: Evidence) -> Evidence:
        at = next(at for at, row in enumerate(found.deliveries) if row.kind == kind)
        rows = list(found.deliveries)
        rows[at] = replace(rows[at], **values)
        return replace(found, deliveries=rows)

    return plant


def without(kind: str) -> Breach:
    return lambda found: replace(found, deliveries=[row for row in found.deliveries if row.kind != kind])


def reads(viewer: str, case: int, change: Callable[[list[str]], list[str] | None]) -> Breach:
    def plant(found: Evidence) -> Evidence:
        texts = list(found.files[viewer, case] or ())
        return replace(found, files={**found.files, (viewer, case): change(texts)})

    return plant


def says(room: str, words: str, to: str | None = None) -> Breach:
    return lambda found: replace(found, messages=[*found.messages, Message(room, "", to, words)])


def code_leads_to(case: int | None, *texts: str) -> Breach:
    def plant(found: Evidence) -> Evidence:
        (code,) = found.codes
        return replace(found, codes={code: None if case is None else (case, texts)})

    return plant


def posted_again(kind: str) -> Breach:
    def plant(found: Evidence) -> Evidence:
        name = next(row.id for row in found.deliveries if row.kind == kind)
        return replace(found, posts=[*found.posts, Post(name, doubtful=False)])

    return plant


def approved_by(who: str | None) -> Breach:
    def change(events: Any) -> Any:
        return [(by, replace(one, approved_by=who) if isinstance(one, CaseDecided) else one) for by, one in events]

    return on_case(1, events=change)


def acked(case: int) -> Breach:
    one_more = Filing(case, ANA, "by_name", "", None, {})
    return lambda found: replace(found, ledger=replace(found.ledger, filings=[*found.ledger.filings, one_more]))


def filed_twice(found: Evidence) -> Evidence:
    return replace(found, matters={**found.matters, 4: found.matters[3]})


def receipt_changed(found: Evidence) -> Evidence:
    return replace(found, ledger=replace(found.ledger, other_receipts=["case 1 became case 2"]))


def two_days_on(found: Evidence) -> Evidence:
    return replace(found, now=NOW + timedelta(days=2))


LATER = (BO, CaseTakenOver(BO, CAI, NOW))
BREACHES: list[tuple[str, str, Breach]] = [
    ("a report is lost", "every_acked_report_exists", acked(9)),
    ("two forms, one case", "every_acked_report_exists", acked(1)),
    ("a receipt changes", "every_acked_report_exists", receipt_changed),
    ("a report is filed twice", "every_acked_report_exists", filed_twice),
    ("a word is lost", "every_word_is_read_by_the_entitled", reads(DEE, 1, lambda texts: texts[:-1])),
    ("a word is kept twice", "every_word_is_read_by_the_entitled", reads(DEE, 1, lambda texts: [*texts, texts[0]])),
    ("an entitled one is refused", "every_word_is_read_by_the_entitled", reads(DEE, 2, lambda _: None)),
    ("a colleague reads", "no_word_is_read_by_others", reads("U0GIL", 1, lambda _: ["anything"])),
    ("a reporter reads as reviewer", "no_word_is_read_by_others", reads(BO, 3, lambda _: [])),
    ("a recused one reads", "no_word_is_read_by_others", reads(BO, 2, lambda _: [])),
    ("a word in another case", "no_word_is_read_by_others", reads(DEE, 1, lambda texts: [*texts, f"what {EMI} saw"])),
    ("a word in a channel", "no_word_is_read_by_others", says("G0DESK", f"new: what {ANA} saw")),
    ("a word whispered to another", "no_word_is_read_by_others", says("C0GENERAL", f"what {ANA} saw", to=CAI)),
    ("a code leads nowhere", "every_code_opens_its_case", code_leads_to(None)),
    ("a code leads to another case", "every_code_opens_its_case", code_leads_to(1, "when was it")),
    ("a question is not under the code", "every_code_opens_its_case", code_leads_to(2)),
    ("a notice was never written", "every_promised_notice_arrived", without("question")),
    ("a card was never written", "every_promised_notice_arrived", without("card")),
    ("a notice waits for ever", "every_promised_notice_arrived", on_row("outcome", state="pending")),
    ("a notice is dead", "every_promised_notice_arrived", on_row("page", state="dead")),
    ("an outcome was dropped", "every_promised_notice_arrived", on_row("outcome", state="dropped")),
    ("sent and not there", "every_promised_notice_arrived", lambda f: replace(f, messages=[])),
    ("a notice came twice", "no_notice_came_twice", posted_again("outcome")),
    ("a card stands twice", "no_notice_came_twice", posted_again("card")),
    ("an open case is forgotten", "every_open_case_has_a_deadline_ahead", on_case(2, deadlines=lambda _: [])),
    ("a deadline is overdue", "every_open_case_has_a_deadline_ahead", two_days_on),
    ("the log has an error", "the_log_has_no_errors", lambda f: replace(f, errors=["ERROR planted"])),
    ("whoever recused takes over", "nobody_excluded_acted", on_case(2, events=lambda events: [*events, LATER])),
    ("a reporter acts", "nobody_excluded_acted", on_case(3, events=lambda events: [*events, LATER])),
    ("a reporter looks", "nobody_excluded_acted", on_case(3, looks=lambda _: [CaseViewed(BO, "case", NOW)])),
    ("a subject looks", "nobody_excluded_acted", on_case(1, looks=lambda _: [CaseViewed(CAI, "case", NOW)])),
    ("a subject reads", "no_word_is_read_by_others", reads(CAI, 1, lambda _: [])),
    ("a reporter is paged", "nobody_excluded_acted", on_row("page", stream="case-3", destination=f"person:{BO}")),
    ("one decides for two", "two_people_decided_where_two_are_needed", approved_by(BO)),
    ("nobody approves", "two_people_decided_where_two_are_needed", approved_by(None)),
]  # fmt: skip


def test_a_whole_town_breaks_nothing(whole: Evidence) -> None:
    assert broken(whole) == []
    assert len(whole.matters) == 3


@pytest.mark.parametrize(("says", "name", "breach"), BREACHES, ids=[says for says, _, _ in BREACHES])
def test_a_planted_breach_is_reported(whole: Evidence, says: str, name: str, breach: Breach) -> None:
    assert says
    assert getattr(invariants, name)(breach(whole)) != []


def test_a_repeat_of_what_was_in_doubt_is_forgiven(whole: Evidence) -> None:
    name = next(row.id for row in whole.deliveries if row.kind == "outcome")
    assert invariants.no_notice_came_twice(replace(whole, posts=[*whole.posts, Post(name, doubtful=True)])) == []


async def in_a_copy(room: Path, sql: str, judged: Callable[[Evidence], list[str]]) -> list[str]:
    """What an invariant says of a real database in which somebody changed something."""
    key, ledger = new_master_key(), Ledger()
    upgrade(f"sqlite:///{room}/ombud.db")
    database = Database(f"sqlite:///{room}/ombud.db")
    await worked(Desk(database, Vault(read_master_key(key)), the_house(), lambda: NOW), ledger)
    database.close()
    await gathered(f"sqlite:///{room}/ombud.db", key, ledger, NOW)  # seals the record
    conn = sqlite3.connect(room / "ombud.db")
    assert conn.execute(sql).rowcount
    conn.commit()
    conn.close()
    return judged(await gathered(f"sqlite:///{room}/ombud.db", key, ledger, NOW))


@pytest.mark.parametrize(
    ("sql", "judged"),
    [
        ("UPDATE case_row SET status = 'decided' WHERE number = 2", invariants.streams_and_projections_agree),
        ("DELETE FROM case_row WHERE number = 3", invariants.streams_and_projections_agree),
        ("UPDATE event SET actor = 'U0CAI' WHERE type = 'CaseAcknowledged'", invariants.the_record_verifies),
        ("DELETE FROM leaf WHERE position = 0", invariants.the_record_verifies),
    ],
)
async def test_a_change_in_the_database_is_reported(
    tmp_path: Path, sql: str, judged: Callable[[Evidence], list[str]]
) -> None:
    assert await in_a_copy(tmp_path, sql, judged) != []


def test_every_invariant_is_tried() -> None:
    tried = {name for _, name, _ in BREACHES} | {"streams_and_projections_agree", "the_record_verifies"}
    assert tried == {one.__name__ for one in INVARIANTS}


def test_errors_are_read_from_a_log_with_the_end_of_their_traceback() -> None:
    fine, broke = "2026-03-02 10:00:00,1 INFO a fine", "2026-03-02 10:00:01,1 ERROR b broke"
    log = f"{fine}\n{broke}\nTraceback (most recent call last):\n  x\nValueError: no\n"
    (error,) = errors_in(log)
    assert "ERROR b broke" in error
    assert error.endswith("ValueError: no")
