"""JSON Schemas of every file of a rulebook, for editors. What enumeration finds is for `rulebook check`."""

from collections.abc import Mapping
from typing import Any

from domain.cases.words import Intent, Severity
from domain.rulebook.check import AUDIENCES, KINDS, KNOWN, NEEDED, OF_THEIR_OWN, SEVERITIES
from domain.rulebook.judging import NEEDED as SETTINGS_NEEDED
from domain.rulebook.matrix import AXES, Ruling
from storage.file_keys import CASEWORK_KEYS, ROSTER_KEYS

DIALECT = "https://json-schema.org/draft/2020-12/schema"
Schema = dict[str, Any]
TEXT: Schema = {"type": "string", "minLength": 1}
NAME: Schema = {"type": "string", "pattern": "^[a-z0-9][a-z0-9_-]*$"}
TEXTS: Schema = {"anyOf": [TEXT, {"type": "array", "items": TEXT}]}
TITLED: Schema = {"type": "object", "minProperties": 1, "additionalProperties": {"type": "string"}}
VALUES: Schema = {"anyOf": [TITLED, {"type": "array", "items": {"type": "string"}, "minItems": 1}]}
ONE_OR_MORE: Schema = {"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]}
SOURCE: Schema = {**TEXT, "description": "the digest that `rulebook check` names"}


def _object(fields: Mapping[str, Schema], needed: tuple[str, ...] = (), says: str = "") -> Schema:
    made: Schema = {"type": "object", "properties": dict(fields), "additionalProperties": False}
    return {**made, **({"required": list(needed)} if needed else {}), **({"description": says} if says else {})}


def _said(schema: Schema, says: str) -> Schema:
    return {**schema, "description": says}


def _clause() -> Schema:
    fields = dict.fromkeys(KNOWN, TEXT) | {
        "id": _said(NAME, "lower case with hyphens; never changed afterwards, since cases cite it"),
        "kind": {"enum": list(KINDS)},
        "audience": {"enum": list(AUDIENCES)},
        "severity": {"enum": list(SEVERITIES)},
        "threshold": _said(TEXT, "from how much on the clause holds"),
        "outcome": _said(TEXT, "what then happens, with a number and a role"),
        "scope": TEXTS,
        "norms": TEXTS,
        "related": _said(TEXTS, "ids of clauses that a reader of this one wants next"),
        "keywords": _said(TEXTS, "words that people ask with and the rule does not use; never shown"),
        "when": _said(_when(AXES), "situations of the matrix that the clause holds for; all where it is left out"),
    }
    return _object(fields, (*NEEDED, *OF_THEIR_OWN), "The front matter of a clause.")


def _when(axes: tuple[str, ...]) -> Schema:
    return _object(dict.fromkeys(axes, ONE_OR_MORE))


def _rulebook() -> Schema:
    words: Schema = {"type": "object", "additionalProperties": ONE_OR_MORE}
    check = _object({
        "vague": _said(words, "further vague words, by language"),
        "not_vague": _said(words, "words of the list that are not vague here, by language"),
        "grade": _said({"type": "number"}, "years of school that a clause may ask for; 12 where left out"),
    })  # fmt: skip
    recognise = _object({
        "inside": _said(ONE_OR_MORE, "words of what the scope covers, such as names of AI tools"),
        "outside": _said(ONE_OR_MORE, "words of matters that the scope leaves out"),
        "open": _said(_when(AXES), "by dimension of the matrix, words that do not tell its value"),
        "filling": _said(ONE_OR_MORE, "further words that settle nothing, such as upload"),
    }, says="words by which questions are recognised; never shown")  # fmt: skip
    fields = {
        "name": TEXT, "version": {"type": ["string", "number"]}, "languages": _said(TEXTS, "the first is the source"),
        "scope": TEXTS, "commitments": TEXTS, "summary": TEXTS, "check": check, "recognise": recognise,
    }  # fmt: skip
    return _object(fields, SETTINGS_NEEDED, "rulebook.yml")


def _matrix() -> Schema:
    row = _object(
        {
            "when": _when(AXES), "ruling": {"enum": list(Ruling)}, "controls": ONE_OR_MORE, "clauses": ONE_OR_MORE,
            "why": TEXT,
        },
        ("ruling",),
    )  # fmt: skip
    fields = {name: _said(VALUES, "from the least to the most worrying") for name in AXES} | {
        "unordered": _said(_one_or_more(list(AXES)), "dimensions whose values have no order"),
        "controls": _said(TITLED, "each with the sentence that people read"),
        "rows": _said({"type": "array", "items": row, "minItems": 1}, "the strictest that applies counts"),
    }
    return _object(fields, (*AXES, "rows"), "matrix.yml")


def _translated_matrix() -> Schema:
    fields: dict[str, Schema] = dict.fromkeys((*AXES, "controls"), TITLED) | {
        "source": SOURCE,
        "why": _said(TEXTS, "a line for each row of matrix.yml that says why, in their order"),
    }
    return _object(fields, ("source",), "translations/<lang>/matrix.yml")


def _ladder() -> Schema:
    when = _object({
        "severity": _one_or_more(list(Severity)), "intent": _one_or_more(list(Intent)), "recurrence": ONE_OR_MORE,
    })  # fmt: skip
    rung = _object({"when": when, "measures": ONE_OR_MORE, "clauses": ONE_OR_MORE}, ("measures",))
    fields = {
        "recurrence": _said(VALUES, "the first time first"),
        "measures": _said(TITLED, "from the mildest to the heaviest"),
        "rungs": _said({"type": "array", "items": rung, "minItems": 1}, "the heaviest that applies counts"),
    }
    return _object(fields, tuple(fields), "ladder.yml")


def _translated_ladder() -> Schema:
    fields: dict[str, Schema] = {"source": SOURCE, "recurrence": TITLED, "measures": TITLED}
    return _object(fields, ("source",), "translations/<lang>/ladder.yml")


def _one_or_more(values: list[Any]) -> Schema:
    return {"anyOf": [{"enum": values}, {"type": "array", "items": {"enum": values}}]}


def _scenarios() -> Schema:
    situation = _object({name: {"type": "string"} for name in AXES}, AXES)
    one = _object(
        {
            "id": NAME, "story": TEXT, "question": TEXT, "situation": situation, "ruling": {"enum": list(Ruling)},
            "controls": ONE_OR_MORE, "clause": _said(TEXT, "the id that is found or cited, or none"),
        },
        ("id",),
    )  # fmt: skip
    return _object({"scenarios": {"type": "array", "items": one, "minItems": 1}}, ("scenarios",), "scenarios.yml")


def _norms() -> Schema:
    one = _object(
        {
            "name": _said(TEXT, "as clauses write it, before the part"), "title": TEXT, "link": TEXT,
            "parts": _said(TITLED, "the parts that clauses answer, each with what it is about"),
            "not_ours": _said(TITLED, "parts that no clause answers, each with why"),
        },
        ("name",),
    )  # fmt: skip
    return _object({"norms": {"type": "array", "items": one, "minItems": 1}}, ("norms",), "norms.yml")


def _from_keys(keys: Mapping[str, str], says: str) -> Schema:
    """A schema of nested mappings from keys such as `queues.<queue>.channel` and `overrides[].from`."""
    root = _object({}, says=says)
    for key, meaning in keys.items():
        node = root
        for part in key.split("."):
            node = _below(node, part)
        node.pop("additionalProperties", None)
        node.pop("type", None)
        node.pop("properties", None)
        node["description"] = meaning.replace("`", "")
    return root


def _below(node: Schema, part: str) -> Schema:
    name = part.removesuffix("[]")
    if name.startswith("<"):
        if not isinstance(node.get("additionalProperties"), dict):
            node["additionalProperties"] = _object({})
        return dict.__getitem__(node, "additionalProperties")
    inner: Schema = node["properties"].setdefault(name, {"type": "array"} if part != name else _object({}))
    return inner.setdefault("items", _object({})) if part != name else inner


SCHEMAS: Mapping[str, Schema] = {
    name: {"$schema": DIALECT, "title": name, **made}
    for name, made in {
        "clause": _clause(),
        "rulebook": _rulebook(),
        "matrix": _matrix(),
        "translated-matrix": _translated_matrix(),
        "ladder": _ladder(),
        "translated-ladder": _translated_ladder(),
        "scenarios": _scenarios(),
        "norms": _norms(),
        "casework": _from_keys(CASEWORK_KEYS, "casework.yml"),
        "roster": _from_keys(ROSTER_KEYS, "roster.yml"),
    }.items()
}
