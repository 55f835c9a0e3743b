"""What the starter rulebook promises to whoever adopts it."""

import json
import re
from collections import Counter
from pathlib import Path
from statistics import mean

import pytest
import yaml

from bot.places import ROOT, STARTER
from domain.rulebook.clauses import Clause
from storage.files import read_rulebook
from tests.rulebooks.numbers import repeated

RULES = read_rulebook(STARTER)
CLAUSES = tuple(RULES.clauses.values())
LONGEST = 22  # words of a sentence
_PART = r"Art\. \d+(\(\d+\))?(\(\w+\))?"
NORMS = re.compile(
    rf"(EU AI Act|GDPR|DSA|Directive (\(EU\) )?\d+/\d+(/\w+)?) ({_PART}|Annex I+( \d)?)|Directive \(EU\) \d+/\d+"
    r"|NIST AI RMF (GOVERN|MAP|MEASURE|MANAGE) \d(\.\d+)?|NIST AI 600-1|NIST SSDF PW\.\d|OWASP LLM\d+:2025|WCAG 2\.2"
    r"|ISO(/IEC)? \d+( (A\.)?[\d.]+)?"
)


def words_of(clause: Clause) -> str:
    return " ".join(clause.body.split("\n### ")[0].split())


def sentences(clause: Clause) -> list[str]:
    return [*re.split(r"(?<=[.!?])\s+(?=[A-Z])", words_of(clause)), *clause.allowed, *clause.prohibited]


def test_there_are_enough_clauses_for_both_audiences() -> None:
    assert len(CLAUSES) >= 48
    assert Counter(clause.audience for clause in CLAUSES)["developer"] >= 15
    assert len(RULES.chapters()) >= 10


@pytest.mark.parametrize("clause", CLAUSES, ids=lambda clause: clause.id)
def test_a_clause_is_concrete_owned_and_plain(clause: Clause) -> None:
    assert min(len(clause.allowed), len(clause.prohibited)) >= 2
    assert clause.scope
    assert clause.severity
    assert clause.deputy
    assert clause.deputy != clause.owner
    assert clause.related
    assert clause.keywords
    assert clause.norms
    assert [norm for norm in clause.norms if not NORMS.fullmatch(norm)] == []
    assert [one for one in sentences(clause) if len(one.split()) > LONGEST] == []


def test_sentences_are_short() -> None:
    assert mean(len(one.split()) for clause in CLAUSES for one in sentences(clause)) < 14


def test_no_sentence_stands_twice() -> None:
    said = Counter(one for clause in CLAUSES for one in sentences(clause))
    assert [one for one, times in said.items() if times > 1] == []


def test_ids_name_their_chapter() -> None:
    prefixes = {
        chapter: {clause.id.split("-")[0] for clause in clauses} for chapter, clauses in RULES.chapters().items()
    }
    assert {chapter: found for chapter, found in prefixes.items() if len(found) > 1} == {}
    assert [clause.id for clause in CLAUSES if not re.fullmatch(r"[a-z]+(-[a-z]+)+", clause.id)] == []


def test_a_repeated_number_is_noted_beside_its_field() -> None:
    """Whoever changes a threshold learns that the text says it too; `rulebook check` then compares both."""
    unnoted = []
    for clause in CLAUSES:
        for line in (STARTER / clause.file).read_text().split("\n---")[0].splitlines():
            field, _, note = line.partition("  # also in the text: ")
            if line.startswith(("threshold:", "outcome:", "scope:")) and repeated(
                field, words_of(clause)
            ) != note.split("; "):
                unnoted += [(clause.id, line)] if note or repeated(field, words_of(clause)) else []
    assert unnoted == []


def test_every_clause_has_questions_of_people() -> None:
    for file in ("development", "held_out"):
        lines = (ROOT / "tests/domain/rulebook" / f"{file}.jsonl").read_text().splitlines()
        asked = {json.loads(line)["clause"] for line in lines}
        assert set(RULES.clauses) - asked == set()
        assert sum(json.loads(line)["clause"] is None for line in lines) >= 25


def test_the_core_is_ten_lines_and_the_name_stands_once() -> None:
    assert len(RULES.summary) == 10
    assert max(map(len, RULES.summary)) <= 120
    assert len(RULES.commitments) >= 4
    named = [file for file in STARTER.rglob("*") if file.is_file() and "Harbour House" in file.read_text()]
    assert named == [STARTER / "rulebook.yml"]


def test_what_the_clauses_say_of_casework_is_so() -> None:
    """Clause `case-retention` repeats retention; `report-answer` is never slower than what casework promises."""
    casework = yaml.safe_load((STARTER / "casework.yml").read_text())
    said = words_of(RULES.clauses["case-retention"])
    assert all(kept.removesuffix("d") + " days" in said for kept in casework["retention"].values())
    within = [clocks["acknowledge"]["within"] for clocks in casework["severities"].values()]
    assert all(one[-1] in "smh" or (one[-1] == "d" and int(one[:-1]) <= 7) for one in within)


def test_the_checklist_names_clauses_roles_and_files_that_exist() -> None:
    named = re.findall(r"`([a-z]+(?:-[a-z]+)+)`", (STARTER / "README.md").read_text())
    roles = {role for clause in CLAUSES for role in (clause.owner, clause.deputy)}
    assert set(named) - set(RULES.clauses) - roles == set()
    assert roles - {"procurement", "communications", "council"} <= set(named)
    assert all((Path(STARTER) / file).exists() for file in ("casework.yml", "roster.yml", "rulebook.yml"))
