"""The rulebook as OSCAL 1.2 (NIST): clauses as a catalog of controls, and the clauses of one audience as a profile.

Nothing is written that the schema does not have. What is ours alone stands in properties under a namespace of our own.
"""

import re
import unicodedata
import uuid
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import Any

from domain.rulebook.clauses import Clause, Rulebook
from domain.rulebook.norm import Norm
from domain.rulebook.norms import coverage, placed_at
from domain.rulebook.parse import without_examples

OSCAL = "1.2.0"
SPACE = uuid.UUID("41c3da61-4b40-4e2e-a782-e07e3a8dc812")  # of the names that are ours
NAMES = f"urn:uuid:{SPACE}"
FIELDS = ("kind", "owner", "deputy", "severity", "scope", "action", "threshold", "outcome")
_MARKS = re.compile(r"([\\`*_\[\]<>])")
_ADDRESS = re.compile(r"https?://\S+")


def catalog(rules: Rulebook, modified: datetime, published: datetime | None = None) -> dict[str, Any]:
    """A catalog: chapters as groups, clauses as controls, outside norms as resources. The times are aware; `published`
    is None for a draft. The same content has the same uuid.
    """
    ids = control_ids(rules)
    taken = set(ids.values())
    groups = _tokens((f"chapter-{name}" for name in rules.chapters()), taken)
    made: dict[str, Any] = {
        "uuid": _uuid("catalog", rules.digest),
        "metadata": _metadata(rules, rules.name, modified, published),
    }
    found = [
        {
            "id": groups[f"chapter-{chapter}"],
            "title": _line(chapter.replace("-", " ").capitalize(), "-"),
            "controls": [_control(rules, one, ids, taken) for one in clauses],
        }
        for chapter, clauses in rules.chapters().items()
    ]
    if found:
        made["groups"] = found
    if resources := list(_resources(rules)):
        made["back-matter"] = {"resources": resources}
    return {"catalog": made}


def profile(
    rules: Rulebook, audience: str, address: str, modified: datetime, published: datetime | None = None
) -> dict[str, Any]:
    """The clauses of an audience, one of `audiences`, out of the catalog that stands at `address` (relative to this
    file, or absolute). Chapters stay as they are.
    """
    ids = control_ids(rules)
    chosen = [ids[name] for name, one in rules.clauses.items() if audience in audiences_of(one)]
    return {
        "profile": {
            "uuid": _uuid("profile", rules.digest, audience),
            "metadata": _metadata(rules, f"{rules.name}: {audience}", modified, published),
            "imports": [{"href": address, "include-controls": [{"with-ids": chosen}]}],
            "merge": {"as-is": True},
        }
    }


def audiences(rules: Rulebook) -> tuple[str, ...]:
    """Every audience that a clause names, in the order of the clauses."""
    return tuple(dict.fromkeys(name for one in rules.clauses.values() for name in audiences_of(one)))


def audiences_of(clause: Clause) -> tuple[str, ...]:
    """The audiences of a clause: several stand in one field."""
    return tuple(part.strip() for part in clause.audience.split(",") if part.strip())


def control_ids(rules: Rulebook) -> dict[str, str]:
    """The token of each clause: its id, as far as that is one."""
    return _tokens(rules.clauses, set())


def token(said: str) -> str:
    """A text as an OSCAL token: letters, digits, dots, dashes and underscores, of which a letter or an underscore comes
    first.
    """
    plain = "".join(one if _in_token(one) else "_" for one in unicodedata.normalize("NFC", said))
    return plain if plain[:1].isalpha() or plain.startswith("_") else f"_{plain}"


def _in_token(one: str) -> bool:
    return unicodedata.category(one)[0] in "LN" or one in "._-"


def _tokens(names: Iterable[str], taken: set[str]) -> dict[str, str]:
    """A token for each name and none twice; those that are tokens stay as they are. They are added to `taken`."""
    found = {}
    for name in sorted(names, key=lambda one: token(one) != one):
        made, number = token(name), 2
        while made in taken:
            made, number = f"{token(name)}_{number}", number + 1
        taken.add(made)
        found[name] = made
    return found


def _metadata(rules: Rulebook, title: str, modified: datetime, published: datetime | None) -> dict[str, Any]:
    times = {"last-modified": _time(modified)}
    if published is not None:
        times = {"published": _time(published), **times}
    made = {"title": _line(title, "-"), **times, "version": _flat(rules.version) or "0", "oscal-version": OSCAL}
    props = _props([("digest", rules.digest), ("language", rules.languages[0])])
    return {**made, **({"props": props} if props else {}), **({"remarks": rules.scope} if rules.scope else {})}


def _control(rules: Rulebook, clause: Clause, ids: dict[str, str], taken: set[str]) -> dict[str, Any]:
    name = ids[clause.id]
    props = [{"name": "label", "value": _flat(clause.id) or name}]
    props += _props(("audience", one) for one in audiences_of(clause))
    props += _props((field, getattr(clause, field)) for field in FIELDS)
    made = {"id": name, "title": _line(clause.title, name), "props": props}
    if links := list(_links(rules, clause, ids)):
        made["links"] = links
    if parts := list(_parts(clause, name, taken)):
        made["parts"] = parts
    return made


def _links(rules: Rulebook, clause: Clause, ids: dict[str, str]) -> Iterator[dict[str, str]]:
    for name in dict.fromkeys(clause.related):
        if name in ids:
            yield {"href": f"#{ids[name]}", "rel": "related"}
    for said in dict.fromkeys(filter(_flat, clause.norms)):
        found = placed_at(said, rules.norms)
        yield {"href": f"#{_of_norm(found[0].name if found else said)}", "rel": "reference", "text": _line(said)}


def _parts(clause: Clause, name: str, taken: set[str]) -> Iterator[dict[str, str]]:
    """What it says, and its examples as guidance of two classes."""
    statement = without_examples(clause.body)
    examples = (("allowed", clause.allowed), ("prohibited", clause.prohibited))
    parts = [("smt", {"name": "statement", "prose": statement})] if statement else []
    parts += [
        (f"gdn.{sort}", {"name": "guidance", "class": sort, "prose": "\n".join(f"- {one}" for one in listed)})
        for sort, listed in examples
        if listed
    ]
    for end, part in parts:
        (key,) = _tokens([f"{name}_{end}"], taken).values()
        yield {"id": key, **part}


def _resources(rules: Rulebook) -> Iterator[dict[str, Any]]:
    """A resource for each norm of the list, and for each that clauses name beside it."""
    listed = {one.name: one for one in rules.norms}
    for name in dict.fromkeys(one.norm for one in coverage(rules.clauses.values(), rules.norms)):
        norm = listed.get(name, Norm(name))
        title = _line(name)
        made = {"uuid": _of_norm(name), "title": title, "citation": {"text": _line(norm.title, title)}}
        if _flat(name):
            yield {**made, "rlinks": [{"href": norm.link}]} if _ADDRESS.fullmatch(norm.link) else made


def _of_norm(name: str) -> str:
    return _uuid("norm", name)


def _props(said: Iterable[tuple[str, str]]) -> list[dict[str, str]]:
    """Properties of ours; what is empty is left out."""
    return [{"name": name, "ns": NAMES, "value": flat} for name, value in said if (flat := _flat(value))]


def _line(text: str, empty: str = "") -> str:
    """A text as one line of Markdown that says the same; `empty` where it says nothing."""
    return _MARKS.sub(r"\\\1", _flat(text)) or empty


def _flat(text: str) -> str:
    return " ".join(text.split())


def _uuid(*parts: str) -> str:
    return str(uuid.uuid5(SPACE, "\n".join(parts)))


def _time(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
