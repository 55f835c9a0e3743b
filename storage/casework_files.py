"""Reads `casework.yml`. Every problem comes back at once, in words that say what to do."""

import re
from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path
from typing import Any

from domain.cases.casework import GAPS, Casework, FourEyes, Promise, Queue, Route, Witness
from domain.cases.durations import parse_duration
from domain.cases.words import ClockName, Finding, Kind, Severity
from domain.spoken import Spoken, spoken
from storage.file_keys import CASEWORK_KEYS
from storage.reading import Reading

MOST_STEPS, STEP_LIMIT = 12, 300
_STEP = re.compile(r"[a-z0-9][a-z0-9-]{0,39}")
LINE_LIMIT = 2000


def read_casework(file: Path) -> Casework:
    """The promises of a file. Raises `BrokenCasework`."""
    reading = Reading(file)
    content = reading.content
    queues = {
        str(name): Queue(str(name), str(queue.get("channel", "")), str(queue.get("rotation", "")))
        for name, raw in reading.mapping(content.get("queues"), "queues").items()
        for queue in [reading.mapping(raw, f"queues.{name}")]
    }
    for queue in queues.values():
        if not queue.channel or not queue.rotation:
            reading.say(f"queues.{queue.name} needs a channel and a rotation")
    vendors = content.get("vendors") or {}
    casework = Casework(
        emergency=reading.spoken(content["emergency"], "emergency", LINE_LIMIT)
        if content.get("emergency")
        else spoken(""),
        at_risk=reading.one(Severity, content.get("at_risk", "critical"), "at_risk", Severity.CRITICAL),
        outsider=str(content.get("outsider") or ""),
        queues=queues,
        routes=_routes(reading, queues),
        promises=_promises(reading),
        four_eyes=_four_eyes(reading),
        deciders=_deciders(reading),
        name_openers=reading.names(content.get("name_openers", ["lead", "council"]), "name_openers"),
        vendors={str(name): str(title) for name, title in reading.mapping(vendors, "vendors").items()},
        retention=_retention(reading),
        witness=_witness(reading),
        announcements=str(content.get("announcements") or ""),
        gaps=_gaps(reading),
        steps=_steps(reading),
        reopen_within=reading.one(
            parse_duration, content.get("reopen_within", "30d"), "reopen_within", timedelta(days=30)
        ),
    )
    reading.finish(CASEWORK_KEYS)
    return casework


def _routes(reading: Reading, queues: Mapping[str, Queue]) -> dict[Kind, Route]:
    kinds = reading.mapping(reading.content.get("kinds"), "kinds")
    routes: dict[Kind, Route] = {}
    for kind in Kind:
        where = f"kinds.{kind}"
        raw = reading.mapping(kinds.get(kind.value), where)
        more = {
            reading.one(Severity, severity, f"{where}.queues", Severity.LOW): str(queue)
            for severity, queue in reading.mapping(raw.get("queues") or {}, f"{where}.queues").items()
        }
        queue = str(raw.get("queue", ""))
        for name in {queue, *more.values()} - set(queues):
            reading.say(f"{where}: there is no queue {name!r}")
        routes[kind] = Route(queue, reading.one(Severity, raw.get("severity"), f"{where}.severity", Severity.LOW), more)
    return routes


def _promises(reading: Reading) -> dict[Severity, dict[ClockName, Promise]]:
    severities = reading.mapping(reading.content.get("severities"), "severities")
    return {
        severity: {
            clock: _promise(reading, reading.mapping(raw.get(clock.value), where), where)
            for raw in [reading.mapping(severities.get(severity.value), f"severities.{severity}")]
            for clock in ClockName
            for where in [f"severities: {clock}"]
        }
        for severity in Severity
    }


def _promise(reading: Reading, raw: Mapping[str, Any], where: str) -> Promise:
    hour = parse_duration("1h")
    shares = tuple(sorted(float(share) for share in raw.get("nudges", ()) if isinstance(share, int | float)))
    if len(shares) != len(raw.get("nudges", ())) or any(not 0 < share < 1 for share in shares):
        reading.say(f"{where}.nudges must be shares between 0 and 1")
        shares = ()
    return Promise(
        goal=reading.one(parse_duration, raw.get("within"), f"{where}.within", hour),
        nudges=shares,
        escalate_every=reading.one(parse_duration, raw.get("escalate_every", "1h"), f"{where}.escalate_every", hour),
    )


def _gaps(reading: Reading) -> Promise:
    raw = reading.mapping(reading.content.get("gaps") or {}, "gaps")
    usual = {"within": "14d", "nudges": list(GAPS.nudges), "escalate_every": "7d"}
    return _promise(reading, {**usual, **raw}, "gaps")


def _by_severity(reading: Reading, name: str) -> dict[Severity, Any]:
    found = reading.mapping(reading.content.get(name) or {}, name)
    return {reading.one(Severity, key, name, Severity.LOW): value for key, value in found.items()}


def _four_eyes(reading: Reading) -> dict[Severity, FourEyes]:
    rules: dict[Severity, FourEyes] = {}
    for severity, raw in _by_severity(reading, "four_eyes").items():
        where = f"four_eyes.{severity}"
        rule = reading.mapping(raw, where)
        findings = rule.get("findings", "all")
        named = reading.names(findings, f"{where}.findings") if findings != "all" else frozenset(Finding)
        approvers = reading.names(rule.get("approvers", []), f"{where}.approvers")
        if not approvers:
            reading.say(f"{where} needs approvers: the roles that may be the second person")
        rules[severity] = FourEyes(
            frozenset(reading.one(Finding, one, f"{where}.findings", Finding.VIOLATION) for one in named), approvers
        )
    return rules


def _deciders(reading: Reading) -> dict[Severity, frozenset[str]]:
    return {
        severity: reading.names(roles, f"deciders.{severity}")
        for severity, roles in _by_severity(reading, "deciders").items()
    }


def _retention(reading: Reading) -> dict[Kind, timedelta]:
    found = reading.mapping(reading.content.get("retention") or {}, "retention")
    year = timedelta(days=365)
    return {
        reading.one(Kind, kind, "retention", Kind.ABUSE): reading.one(parse_duration, span, f"retention.{kind}", year)
        for kind, span in found.items()
    }


def _witness(reading: Reading) -> Witness | None:
    raw = reading.content.get("witness")
    if raw is None:
        return None
    witness = reading.mapping(raw, "witness")
    if not witness.get("channel"):
        reading.say("witness needs a channel in which many people see the seals")
    every = reading.one(parse_duration, witness.get("every", "1d"), "witness.every", timedelta(days=1))
    return Witness(str(witness.get("channel", "")), every)


def _steps(reading: Reading) -> dict[Kind, dict[str, Spoken]]:
    found: dict[Kind, dict[str, Spoken]] = {}
    for name, raw in reading.mapping(reading.content.get("steps") or {}, "steps").items():
        steps = {
            str(step): reading.spoken(says, f"steps.{name}.{step}", STEP_LIMIT)
            for step, says in reading.mapping(raw, f"steps.{name}").items()
        }
        if len(steps) > MOST_STEPS:
            reading.say(f"steps.{name}: a checklist has at most {MOST_STEPS} steps")
        for step in steps:
            if not _STEP.fullmatch(step):
                reading.say(f"steps.{name}: {step!r} must be a short id of small letters, digits and hyphens")
        found[reading.one(Kind, name, "steps", Kind.ABUSE)] = steps
    return found
