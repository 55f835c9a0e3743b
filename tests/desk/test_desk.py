"""The desk on both databases: once per form, whole or not at all, and nothing in the clear."""

import asyncio
import base64
import hashlib
from dataclasses import replace
from pathlib import Path

import pytest

from desk.desk import Desk
from desk.house import House
from desk.outcomes import Done, Filed, Refused, Shown
from desk.queries import Queries
from desk.rulebooks import publish
from desk.views import CaseFile
from domain.cases.commands import AcknowledgeCase, Narrative, ProposeDecision
from domain.cases.looking import OpenCase
from domain.cases.refusals import AlreadyAcknowledged, BadField, OwnReport
from domain.cases.words import Finding, Intent
from domain.rulebook.clauses import Clause, Rulebook, digest_of
from storage import cases, outbox, streams
from storage.database import Database
from storage.migrate import upgrade
from storage.vault import Vault
from tests.domain.cases.people import ANA, BO, CAI, CASEWORK, NOON, ROSTER, near_miss

CLAUSE = Clause("data-1", "Logs", "data", "Do not paste logs.")
HOUSE = House(CASEWORK, ROSTER, Rulebook("House", "1.0.0", {"data-1": CLAUSE}))
VAULT = Vault(b"k" * 32)
DECISION = ProposeDecision(1, BO, Finding.VIOLATION, ("data-1",), Intent.NEGLIGENT, "Marker-Reason-Yak")


@pytest.fixture
def desk(database: Database) -> Desk:
    return Desk(database, VAULT, HOUSE, lambda: NOON)


async def test_the_same_form_is_the_same_report_and_other_words_are_added(desk: Desk) -> None:
    first, again = await desk.handle(near_miss()), await desk.handle(near_miss())
    assert isinstance(first, Filed)
    assert again == replace(first, again=True)
    more = replace(near_miss(), narrative=Narrative("and a second log"))
    assert await desk.handle(more) == replace(first, added=True)
    assert await desk.handle(more) == replace(first, again=True)
    assert await desk.handle(near_miss()) == replace(first, again=True)
    found = await desk.handle(OpenCase(1, BO))
    assert isinstance(found, Shown)
    assert isinstance(found.file, CaseFile)
    assert [one.text for one in found.file.narratives] == [near_miss().narrative.text, "and a second log"]


async def test_what_is_refused_leaves_nothing(desk: Desk, database: Database) -> None:
    blank = replace(near_miss(), narrative=Narrative(" "))
    assert await desk.handle(blank) == Refused(BadField("text", "blank"))
    assert await database.read(lambda conn: list(streams.all_events(conn))) == []
    assert await database.read(outbox.counts) == {}


async def test_twenty_at_once_acknowledge_once(desk: Desk, database: Database) -> None:
    await desk.handle(near_miss())
    outcomes = await asyncio.gather(*(desk.handle(AcknowledgeCase(1, by)) for by in (BO, CAI) * 10))
    assert sum(isinstance(one, Done) for one in outcomes) == 1
    others = [one for one in outcomes if not isinstance(one, Done)]
    assert all(isinstance(one, Refused) and isinstance(one.why, AlreadyAcknowledged) for one in others)
    types = await database.read(lambda conn: [one.type for one in streams.load(conn, "case-1")])
    assert types == ["ReportFiled", "CasePaged", "CaseAcknowledged"]


async def test_ten_forms_at_once_get_ten_numbers(desk: Desk) -> None:
    forms = [replace(near_miss(), key=f"form {n}") for n in range(10)]
    outcomes = await asyncio.gather(*(desk.handle(form) for form in forms))
    assert sorted(one.case for one in outcomes if isinstance(one, Filed)) == list(range(1, 11))


async def test_one_form_sent_ten_times_at_once_is_one_case(desk: Desk, database: Database) -> None:
    await asyncio.gather(*(desk.handle(near_miss()) for _ in range(10)))
    assert await database.read(cases.counts) == {"open": 1}


async def test_the_reporter_may_not_open_the_case(desk: Desk) -> None:
    await desk.handle(replace(near_miss(), by=BO))
    assert await desk.handle(OpenCase(1, BO)) == Refused(OwnReport())
    assert isinstance(await desk.handle(OpenCase(1, CAI)), Shown)


def traces(text: str) -> list[bytes]:
    raw = text.encode()
    hashes = [hashlib.new(name, raw).hexdigest().encode() for name in ("md5", "sha1", "sha256")]
    return [raw, base64.b64encode(raw).rstrip(b"="), *hashes, *(bytes.fromhex(one.decode()) for one in hashes)]


async def test_neither_name_nor_words_are_on_disk(tmp_path: Path) -> None:
    upgrade(f"sqlite:///{tmp_path}/ombud.db")
    database = Database(f"sqlite:///{tmp_path}/ombud.db")
    desk = Desk(database, VAULT, HOUSE, lambda: NOON)
    text = "Marker-Zebra-Quilt"
    await desk.handle(
        replace(near_miss(), by="U0MARKERPERSON", narrative=Narrative(text, "Marker-Place", "Marker-Proof"))
    )
    await desk.handle(DECISION)
    on_disk = b"".join(path.read_bytes() for path in tmp_path.iterdir())  # noqa: ASYNC240 -- a test's own folder
    database.close()
    marked = ("U0MARKERPERSON", text, "Marker-Place", "Marker-Proof", "Marker-Reason-Yak", near_miss().key)
    assert [one for one in marked for trace in traces(one) if trace in on_disk and one != "nonce"] == []
    assert any(trace in on_disk for trace in traces(BO))  # the search sees what is there: staff are named
    assert ANA.encode() not in on_disk


async def test_a_case_is_decided_by_the_clauses_of_its_own_version(database: Database) -> None:
    first = replace(HOUSE.rulebook, digest=digest_of(HOUSE.rulebook))
    other = Clause("data-2", "Prompts", "data", "Do not keep prompts.")
    second = replace(first, version="2.0.0", clauses={"data-2": other})
    house = replace(HOUSE, rulebook=first)
    desk = Desk(database, VAULT, house, lambda: NOON)
    await database.write(lambda conn: publish(conn, first, "The first one.", "operator", NOON))
    await desk.handle(near_miss())
    await database.write(lambda conn: publish(conn, second, "Renamed.", "operator", NOON))
    house.rulebook = second
    judged = await Queries(database, VAULT, house, lambda: NOON).rules_of(1)
    assert isinstance(judged, Rulebook)
    assert list(judged.clauses) == ["data-1"]
    later = replace(DECISION, clauses=("data-2",))
    assert await desk.handle(later) == Refused(BadField("clauses", "unknown", "data-2"))
    assert isinstance(await desk.handle(DECISION), Done)
