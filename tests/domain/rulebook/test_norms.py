"""Coverage of outside norms, both ways, and what the check says of a norm that nobody knows."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.places import STARTER
from domain.rulebook.clauses import Clause
from domain.rulebook.diff import diff
from domain.rulebook.folders import Texts, parse_folder
from domain.rulebook.norm import Norm
from domain.rulebook.norms import Covered, coverage, placed_at
from storage.files import read_rulebook
from tests.domain.rulebook.a_folder import planted
from tests.domain.rulebook.test_judging import found_in

ACT = Norm("EU AI Act", parts=(("Art. 4", "AI literacy"), ("Art. 5", "Bans")), not_ours=(("Art. 53", "no model"),))
ISO = Norm("ISO 10002", "Complaints")
PUBLIC = "clauses/data/public.md"


def clause(name: str, *norms: str) -> Clause:
    return Clause(name, name, "data", "Ask.", norms=norms)


@pytest.mark.parametrize(
    ("said", "part"),
    [
        ("EU AI Act Art. 5", "Art. 5"),
        ("EU AI Act Art. 5(1)(a)", "Art. 5"),
        ("EU AI Act", ""),
        ("EU AI Act Art. 50", None),
        ("EU AI Act Article 5", None),
        ("EU AI Acts Art. 5", None),
        ("ISO 10002 8.1", ""),
    ],
)
def test_a_norm_is_placed_at_the_part_that_it_begins_with(said: str, part: str | None) -> None:
    found = placed_at(said, (ACT, ISO))
    assert (None if found is None else found[1]) == part


def test_every_part_is_told_with_its_clauses_and_gaps_are_gaps() -> None:
    clauses = [
        clause("a", "EU AI Act Art. 5(1)", "EU AI Act Art. 5(2)"),
        clause("b", "EU AI Act Art. 5", "House rule 7"),
    ]
    rows = coverage(clauses, (ACT, ISO))
    assert rows == (
        Covered("EU AI Act", "Art. 4", "AI literacy"),
        Covered("EU AI Act", "Art. 5", "Bans", ("a", "b")),
        Covered("EU AI Act", "Art. 53", "", (), "no model"),
        Covered("ISO 10002", "", "Complaints"),
        Covered("House rule 7", "", "", ("b",)),
    )
    assert [one.part for one in rows if one.is_gap] == ["Art. 4", ""]


SAID = st.sampled_from(["EU AI Act", "EU AI Act Art. 4", "EU AI Act Art. 5(1)", "ISO 10002 8.1", "Odd 1"])


@given(st.lists(st.lists(SAID, max_size=3), max_size=4), st.lists(st.sampled_from([ACT, ISO]), unique=True))
def test_no_clause_that_names_a_norm_is_left_out(norms_of: list[list[str]], known: list[Norm]) -> None:
    clauses = [clause(f"c{number}", *said) for number, said in enumerate(norms_of)]
    told = {name for one in coverage(clauses, known) for name in one.clauses}
    assert told == {one.id for one in clauses if one.norms}


def test_the_check_says_what_was_meant() -> None:
    texts = planted(PUBLIC, "outcome: allowed", "outcome: allowed\nnorms: [EU AI Act Art 5]")
    (one,) = [one for one in found_in(texts) if one.code == "norm-unknown"]
    says = "'EU AI Act Art 5' is no norm or part of norms.yml: did you mean 'EU AI Act Art. 5'?"
    assert str(one) == f"{PUBLIC}:11:1: norm-unknown {says}"
    del texts["norms.yml"]
    assert "norm-unknown" not in [one.code for one in found_in(texts)]


@pytest.mark.parametrize(
    ("before", "after", "line"),
    [
        ("name: EU AI Act", "title: EU AI Act", 2),
        ("{Art. 4: AI literacy, Art. 5: Prohibited practices}", "[Art. 4]", 3),
        ("not_ours: {Art. 53: We provide no model.}", "not_ours: {Art. 53: }", 4),
    ],
)
def test_a_list_of_another_shape_is_named(before: str, after: str, line: int) -> None:
    found = found_in(planted("norms.yml", before, after))
    assert [(one.file, one.line, one.code) for one in found] == [("norms.yml", line, "invalid")]


def test_norms_are_part_of_what_is_published_and_compared() -> None:
    rules = read_rulebook(STARTER)
    assert rules.norms == parse_folder(Texts({"norms.yml": (STARTER / "norms.yml").read_text()})).norms
    (changed,) = diff(rules, replace(rules, norms=rules.norms[1:])).own
    assert changed.field == "norms"


def test_the_starter_names_no_norm_that_its_list_lacks() -> None:
    rules = read_rulebook(STARTER)
    known = {one.name for one in rules.norms}
    assert {one.norm for one in coverage(rules.clauses.values(), rules.norms)} == known
