"""The rulebook as OSCAL: valid by NIST's own schema and by the rules that stand beside it, and nothing is lost or
invented on the way.
"""

import json
import re
import unicodedata
import uuid
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft7Validator

from bot.places import STARTER
from domain.rulebook.clauses import Clause, Rulebook, digest_of
from domain.rulebook.norm import Norm
from domain.rulebook.oscal import NAMES, audiences, catalog, control_ids, profile, token
from storage.files import read_rulebook
from tests.domain.rulebook.books import BOOKS as MADE

SCHEMAS = Path(__file__).parent / "oscal"
BOOKS = Path(__file__).parents[2] / "rulebooks"
RULES = read_rulebook(STARTER)
AT = datetime(2026, 3, 2, 12, 30, tzinfo=UTC)
ODD = Clause(
    "3rd party/tools",
    "Never *paste* <b>_secrets_</b>",
    "über uns",
    "### Allowed\n\n- Nothing\n",
    audience="user, developer",
    owner="",
    norms=("Law [5]", "GDPR Art. 5"),
    related=("data nowhere", "3rd_party_tools", "3rd_party_tools"),
    allowed=("Nothing",),
)
TWIN = Clause("_3rd_party_tools", "Twin", "x", "Body.")
PLAIN = Clause("3rd_party_tools", "Plain", "chapter-x", "Body.")
NORMS = (Norm("GDPR", "Regulation", "see the shelf"), Norm("Unused", link="https://example.com/a?b=c#d"))
ODDEST = Rulebook(" N&M ", "1.0", {one.id: one for one in (ODD, TWIN, PLAIN)}, norms=NORMS)
# By which NIST's metaschema of 1.2.0 holds names that have no namespace of their own.
CONTROL_PROPS = {"label", "sort-id", "alt-identifier", "status", "marking"}
CONTROL_PARTS = {"overview", "statement", "guidance", "example", "assessment-method", "assessment-objective"}
CONTROL_LINKS = {"reference", "related", "required", "incorporated-into", "moved-to"}


def validator(name: str) -> Draft7Validator:
    """The schema, with patterns as Python writes them: its `re` knows no `\\p{L}`."""
    text = (SCHEMAS / f"oscal_{name}_schema.json").read_text(encoding="utf-8")
    schema = json.loads(text.replace("\\\\p{L}", "[^\\\\W\\\\d_]").replace("\\\\p{N}", "[^\\\\W_]"))
    Draft7Validator.check_schema(schema)
    return Draft7Validator(schema)


CATALOG, PROFILE = validator("catalog"), validator("profile")


def complaints(schema: Draft7Validator, document: dict[str, Any]) -> list[str]:
    return [f"{one.json_path}: {one.message[:200]}" for one in schema.iter_errors(json.loads(json.dumps(document)))]


def controls(document: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for group in document["catalog"]["groups"]:
        yield from group["controls"]


def books() -> list[Rulebook]:
    return [RULES, *(read_rulebook(one) for one in sorted(BOOKS.iterdir()) if (one / "rulebook.yml").is_file()), ODDEST]


@pytest.mark.parametrize("rules", books(), ids=lambda one: one.name)
def test_catalog_and_profiles_are_valid(rules: Rulebook) -> None:
    rules = replace(rules, digest=digest_of(rules))
    assert complaints(CATALOG, catalog(rules, AT, AT)) == []
    assert complaints(CATALOG, catalog(rules, AT)) == []
    for audience in audiences(rules):
        assert complaints(PROFILE, profile(rules, audience, "policy.json", AT)) == []


@given(MADE)
@settings(deadline=None)
def test_whatever_a_folder_holds_the_catalog_is_valid(rules: Rulebook) -> None:
    """Empty titles, lines of blanks, marks of Markdown, signs of every script."""
    assert complaints(CATALOG, catalog(rules, AT)) == []


def test_the_schema_would_have_complained() -> None:
    """It is read as NIST meant it: a token that begins with a digit, and a field that nobody knows, are errors."""
    made = catalog(RULES, AT)
    made["catalog"]["groups"][0]["controls"][0]["id"] = "3rd"
    assert complaints(CATALOG, made)
    made = catalog(RULES, AT)
    made["catalog"]["ombud"] = "1"
    assert complaints(CATALOG, made)
    made = catalog(RULES, AT)
    made["catalog"]["metadata"]["last-modified"] = "yesterday"
    assert complaints(CATALOG, made)
    assert complaints(PROFILE, profile(RULES, "nobody", "policy.json", AT)), "a profile of nothing"


@pytest.mark.parametrize("rules", books(), ids=lambda one: one.name)
def test_what_a_schema_cannot_say_holds_too(rules: Rulebook) -> None:
    """Ids are unique among groups, controls and parts; links lead to what is there; names are OSCAL's or ours."""
    made = catalog(rules, AT)
    groups, found = made["catalog"]["groups"], list(controls(made))
    ids = [one["id"] for one in (*groups, *found, *(part for one in found for part in one.get("parts", ())))]
    assert len(ids) == len(set(ids))
    resources = [one["uuid"] for one in made["catalog"].get("back-matter", {}).get("resources", ())]
    assert len(resources) == len(set(resources))
    for one in found:
        assert all(prop["ns"] == NAMES if "ns" in prop else prop["name"] in CONTROL_PROPS for prop in one["props"])
        assert {part["name"] for part in one.get("parts", ())} <= CONTROL_PARTS
        for way in one.get("links", ()):
            assert way["rel"] in CONTROL_LINKS
            place = {"related": [each["id"] for each in found], "reference": resources}[way["rel"]]
            assert way["href"].removeprefix("#") in place
    assert uuid.UUID(made["catalog"]["uuid"]).version == 5


def test_everything_that_a_clause_says_is_there() -> None:
    made = {
        prop["value"]: one for one in controls(catalog(RULES, AT)) for prop in one["props"] if prop["name"] == "label"
    }
    assert list(made) == list(RULES.clauses)
    resources = {one["uuid"]: one for one in catalog(RULES, AT)["catalog"]["back-matter"]["resources"]}
    for name, clause in RULES.clauses.items():
        one = made[name]
        props = {prop["name"]: prop["value"] for prop in one["props"] if prop.get("ns") == NAMES}
        fields = ("audience", "kind", "owner", "deputy", "severity", "scope", "action", "threshold", "outcome")
        assert props == {field: value for field in fields if (value := getattr(clause, field))}
        assert (one["id"], one["title"].replace("\\", "")) == (name, clause.title)
        said = {part.get("class", part["name"]): part["prose"] for part in one["parts"]}
        assert said["statement"] == clause.body.split("\n### ")[0].strip()
        assert said["allowed"] == "\n".join(f"- {each}" for each in clause.allowed)
        assert said["prohibited"] == "\n".join(f"- {each}" for each in clause.prohibited)
        ways = one.get("links", [])
        assert [way["href"] for way in ways if way["rel"] == "related"] == [f"#{each}" for each in clause.related]
        norms = [(way["text"].replace("\\", ""), way["href"][1:]) for way in ways if way["rel"] == "reference"]
        assert [text for text, _ in norms] == list(clause.norms)
        assert all(text.startswith(resources[key]["title"]) for text, key in norms)


def test_norms_are_resources_with_their_address_where_it_is_one() -> None:
    found = {one["title"]: one for one in catalog(ODDEST, AT)["catalog"]["back-matter"]["resources"]}
    assert list(found) == ["GDPR", "Unused", "Law \\[5\\]"]
    assert "rlinks" not in found["GDPR"]
    assert found["Unused"]["rlinks"] == [{"href": "https://example.com/a?b=c#d"}]
    act = next(one for one in catalog(RULES, AT)["catalog"]["back-matter"]["resources"] if one["title"] == "EU AI Act")
    assert act["citation"] == {"text": "Regulation (EU) 2024/1689"}
    assert act["rlinks"] == [{"href": "https://eur-lex.europa.eu/eli/reg/2024/1689/oj"}]


def test_an_id_that_is_a_token_stays_and_others_give_way() -> None:
    ids = control_ids(ODDEST)
    assert ids["_3rd_party_tools"] == "_3rd_party_tools"
    assert ids["3rd party/tools"] != ids["3rd_party_tools"]
    assert control_ids(RULES) == {name: name for name in RULES.clauses}
    (odd,) = [one for one in controls(catalog(ODDEST, AT)) if one["props"][0]["value"] == "3rd party/tools"]
    assert odd["links"][0] == {"href": f"#{ids['3rd_party_tools']}", "rel": "related"}
    assert [prop["value"] for prop in odd["props"] if prop["name"] == "audience"] == ["user", "developer"]
    assert odd["title"] == r"Never \*paste\* \<b\>\_secrets\_\</b\>"
    assert [part.get("class") for part in odd["parts"]] == ["allowed"]


@given(st.text(max_size=12))
def test_a_token_is_one(said: str) -> None:
    made = token(said)
    assert made[0] == "_" or unicodedata.category(made[0])[0] == "L"
    assert all(one in "._-" or unicodedata.category(one)[0] in "LN" for one in made)
    assert token(made) == made


@given(st.lists(st.text(st.sampled_from("a1 _/."), min_size=1, max_size=4), min_size=1, max_size=9, unique=True))
def test_no_two_clauses_share_a_token(names: list[str]) -> None:
    rules = Rulebook("N", "1", {name: Clause(name, "T", name, "B.") for name in names})
    made = catalog(rules, AT)
    found = list(controls(made))
    ids = [one["id"] for one in (*made["catalog"]["groups"], *found, *(part for one in found for part in one["parts"]))]
    assert len(ids) == len(set(ids)) == len(names) * 2 + len(rules.chapters())


def test_profiles_divide_the_catalog_by_audience() -> None:
    assert set(audiences(RULES)) == {"user", "developer"}
    chosen: list[str] = []
    for audience in audiences(RULES):
        (imported,) = profile(RULES, audience, "policy.json", AT)["profile"]["imports"]
        (selected,) = imported["include-controls"]
        assert imported["href"] == "policy.json"
        assert selected["with-ids"] == [name for name, one in RULES.clauses.items() if one.audience == audience]
        chosen += selected["with-ids"]
    assert sorted(chosen) == sorted(RULES.clauses)


def test_the_same_content_makes_the_same_document() -> None:
    assert catalog(RULES, AT, AT) == catalog(read_rulebook(STARTER), AT, AT)
    other = replace(RULES, scope="Elsewhere.")
    other = replace(other, digest=digest_of(other))
    assert catalog(other, AT)["catalog"]["uuid"] != catalog(RULES, AT)["catalog"]["uuid"]
    keys = {profile(RULES, one, "p.json", AT)["profile"]["uuid"] for one in audiences(RULES)}
    assert len(keys | {catalog(RULES, AT)["catalog"]["uuid"]}) == 3


def test_metadata_says_which_version_of_what_and_since_when() -> None:
    away = AT.astimezone(timezone(timedelta(hours=9)))
    told = catalog(RULES, away, away)["catalog"]["metadata"]
    assert told["title"] == RULES.name
    assert told["version"] == RULES.version
    assert told["oscal-version"] == "1.2.0"
    assert told["published"] == told["last-modified"] == "2026-03-02T12:30:00Z"
    assert {one["name"]: one["value"] for one in told["props"]} == {"digest": RULES.digest, "language": "en"}
    assert "published" not in catalog(RULES, AT)["catalog"]["metadata"]
    assert re.fullmatch(r"urn:uuid:[0-9a-f-]{36}", NAMES)
