"""Casework and roster files: read exactly, and every problem at once."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.places import STARTER
from domain.cases.casework import Witness
from domain.cases.roster import Rung
from domain.cases.words import ClockName, Finding, Kind, Severity
from domain.spoken import spoken
from storage.casework_files import read_casework
from storage.file_keys import CASEWORK_KEYS, ROSTER_KEYS, unknown
from storage.reading import BrokenCasework
from storage.roster_files import read_roster


def changed(room: Path, name: str, before: str, after: str) -> Path:
    text = (STARTER / name).read_text()
    assert before in text
    (room / name).write_text(text.replace(before, after, 1))
    return room / name


def test_the_starter_files_are_read() -> None:
    casework = read_casework(STARTER / "casework.yml")
    assert set(casework.routes) == set(Kind)
    assert casework.promises[Severity.HIGH][ClockName.ACKNOWLEDGE].goal == timedelta(hours=1)
    roster = read_roster(STARTER / "roster.yml")
    assert roster.on_call_at("desk", Rung.PRIMARY, datetime(2026, 11, 24, tzinfo=UTC)) == "U0BO"
    assert roster.has_role("U0DEE", "lead")
    assert casework.needs_second(Severity.HIGH, Finding.VIOLATION) is not None
    assert casework.needs_second(Severity.HIGH, Finding.UNCLEAR) is None
    assert casework.needs_second(Severity.CRITICAL, Finding.UNCLEAR) is not None
    assert (casework.outsider, casework.retention[Kind.ABUSE]) == ("U0HAL", timedelta(days=730))
    assert casework.witness == Witness("C0RECORD", timedelta(days=1))


def test_teams_and_conflicts_are_read(tmp_path: Path) -> None:
    file = changed(tmp_path, "roster.yml", "teams: {}", "teams: {research: [U0ANA]}")
    file.write_text(file.read_text().replace("conflicts: {}", 'conflicts: {U0BO: ["team:research", "vendor:acme"]}'))
    roster = read_roster(file)
    assert roster.in_conflict("U0BO", frozenset({"U0ANA"}), ())
    assert roster.in_conflict("U0BO", frozenset(), ("acme",))
    assert not roster.in_conflict("U0BO", frozenset({"U0EMI"}), ("other",))


@pytest.mark.parametrize(
    ("before", "after", "problem"),
    [
        ("within: 1d,", "within: soon,", "'soon' is not a duration"),
        ("severity: high", "severity: huge", "'huge' is none of low, medium, high, critical"),
        ("{queue: desk, severity: high", "{queue: nowhere, severity: high", "there is no queue 'nowhere'"),
        ("nudges: [0.5, 0.9]", "nudges: [0.5, 9]", "shares between 0 and 1"),
        ("{channel: G0DESK, rotation: desk}", "{channel: G0DESK}", "needs a channel and a rotation"),
        ("queues:", "queues: [", "is no YAML"),
        ("outsider: U0HAL", "fallback: U0HAL", "`fallback` is called `outsider` now"),
        ("findings: [violation]", "findings: [guilty]", "'guilty' is none of violation"),
        ("findings: [violation], approvers: [adjudicator, lead, council]", "findings: all", "needs approvers"),
        ("abuse: 730d", "abuse: for ever", "retention.abuse"),
        ("{channel: C0RECORD, every: 1d}", "{every: 1d}", "witness needs a channel"),
    ],
)
def test_a_broken_promise_file_says_what_to_mend(tmp_path: Path, before: str, after: str, problem: str) -> None:
    with pytest.raises(BrokenCasework) as broken:
        read_casework(changed(tmp_path, "casework.yml", before, after))
    assert problem in "\n".join(map(str, broken.value.args))


@pytest.mark.parametrize(
    ("before", "after", "problem"),
    [
        ("Europe/Stockholm", "Europe/Atlantis", "zone"),
        ("first: 2026-01-05 09:00", "first: someday", "first"),
        ("conflicts: {}", "conflicts: {U0BO: [team:none]}", "there is no team 'none'"),
        ("overrides: []", "overrides: [{rotation: none}]", "there is no rotation 'none'"),
        ("secondary: [U0CAI]", "second: [U0CAI]", "rotations.desk.second`; did you mean `secondary`"),
        ("secondary: [U0CAI]", "secondary: U0CAI", "must be a list of user ids"),
        ("secondary: [U0CAI]", "every: 36h", "'36h' is not a number of whole days"),
        (
            "overrides: []",
            "overrides: [{rotation: desk, person: U0CAI, from: 2026-12-27, to: 2026-12-24}]",
            "a `from` before its `to`",
        ),
        (
            "overrides: []",
            "overrides: [{rotation: desk, person: U0CAI, rung: boss, from: 2026-12-24, to: 2026-12-27}]",
            "'boss' is none of primary, secondary, lead",
        ),
    ],
)
def test_a_broken_roster_says_what_to_mend(tmp_path: Path, before: str, after: str, problem: str) -> None:
    with pytest.raises(BrokenCasework) as broken:
        read_roster(changed(tmp_path, "roster.yml", before, after))
    assert problem in "\n".join(map(str, broken.value.args))


def test_an_override_holds_in_the_zone_of_its_rotation(tmp_path: Path) -> None:
    stand_in = (
        "overrides: [{rotation: desk, rung: primary, person: U0CAI, from: 2026-07-01 09:00, to: 2026-07-02 09:00}]"
    )
    roster = read_roster(changed(tmp_path, "roster.yml", "overrides: []", stand_in))
    assert roster.on_call_at("desk", Rung.PRIMARY, datetime(2026, 7, 1, 6, 59, tzinfo=UTC)) == "U0BO"
    assert roster.on_call_at("desk", Rung.PRIMARY, datetime(2026, 7, 1, 7, 0, tzinfo=UTC)) == "U0CAI"


def test_a_missing_file_says_so(tmp_path: Path) -> None:
    with pytest.raises(BrokenCasework, match="cannot be read"):
        read_roster(tmp_path / "roster.yml")


def test_turns_of_other_lengths_open_turns_and_unused_rungs_are_read(tmp_path: Path) -> None:
    file = changed(tmp_path, "roster.yml", "primary: [U0BO]", "every: 2w\n    primary: [U0BO, ~]")
    file.write_text(file.read_text().replace("    secondary: [U0CAI]\n", ""))
    desk = read_roster(file).rotations["desk"]
    assert desk.every == timedelta(weeks=2)
    assert desk.people == {Rung.PRIMARY: ("U0BO", None), Rung.LEAD: ("U0DEE",)}


def test_a_key_that_is_none_is_named_with_what_was_meant() -> None:
    content = {
        "emergency": "112",
        "queues": {"desk": {"chanel": "G1"}},
        "steps": {"abuse": {"facts": "Find out"}},
        "overrides": [{"person": "U1", "until": "x"}],
        "colour": "red",
    }
    assert list(unknown(content, CASEWORK_KEYS | ROSTER_KEYS)) == [
        "there is no key `queues.desk.chanel`; did you mean `channel`?",
        "there is no key `overrides 1.until`, so nobody reads it",
        "there is no key `colour`, so nobody reads it",
    ]


def test_a_sentence_may_be_one_for_everybody_or_one_for_each_language(tmp_path: Path) -> None:
    both = read_casework(STARTER / "casework.yml")
    assert both.emergency.to("de").startswith("Wenn gerade jemand in Gefahr ist")
    assert len({both.emergency.to(language) for language in ("en", "de", "es", "fr", "ja")}) == 5
    assert both.emergency.to("it") == both.emergency.to("en")
    assert all(step.to("de") != step.to("en") for steps in both.steps.values() for step in steps.values())
    assert spoken("Call 112.").to("de") == "Call 112."
    with pytest.raises(BrokenCasework) as broken:
        read_casework(changed(tmp_path, "casework.yml", "      de: Mit der Entscheidung", "      de: ''\n      fr: M"))
    assert "steps.abuse.alike.de needs a sentence" in str(broken.value.args)
