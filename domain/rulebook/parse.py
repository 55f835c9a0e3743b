"""From a clause's file to a clause, as far as it goes: missing fields stay empty, and `check` names them."""

import re
from collections.abc import Mapping
from pathlib import PurePosixPath
from typing import Any

import yaml

from domain.rulebook.clauses import Clause
from domain.rulebook.placed import load
from domain.rulebook.problems import Problem, waived_wording
from domain.rulebook.tables import listed

_FRONT = re.compile(r"\A---[ \t]*\n(.*?)\n---[ \t]*(?:\n|\Z)", re.DOTALL)
_COMMENT = re.compile(r"[ \t]*<!--.*?-->", re.DOTALL)
_HEADING = re.compile(r"^#{1,6}\s+(.+?)\s*#*\s*$", re.MULTILINE)
_EXAMPLES = re.compile(
    r"^###\s+(allowed|prohibited)\b[^\n]*\n(.*?)(?=^#{1,3}\s|\Z)", re.IGNORECASE | re.MULTILINE | re.DOTALL
)
_ANY_EXAMPLES = re.compile(r"^###\s+[^\n]*\n(.*?)(?=^#{1,3}\s|\Z)", re.MULTILINE | re.DOTALL)
_ITEM = re.compile(r"^\s*[-*+]\s+(.+(?:\n(?!\s*[-*+]\s)[ \t]+\S.*)*)", re.MULTILINE)


def parse_clause(text: str, file: str, *, translation: bool = False) -> tuple[Clause, Mapping[str, Any], list[Problem]]:
    """A clause, its front matter as written, and what could not be read of it. A `translation` heads its examples in
    its own language: the first list is what is allowed, the second what is prohibited.
    """
    match = _FRONT.match(text)
    front, problems = (
        _front(match.group(1), file)
        if match
        else ({}, [Problem(file, 1, "front matter is missing: begin the file with --- and its fields", "unreadable")])
    )
    body = _COMMENT.sub("", text[match.end() :] if match else text).strip()
    path = PurePosixPath(file)
    heading = _HEADING.search(body)
    stem = path.stem
    title = _text(front, "title") or (heading.group(1) if heading else stem.replace("-", " "))
    if translation:
        lists = [found.group(1) for found in _ANY_EXAMPLES.finditer(body)]
        examples = dict(zip(("allowed", "prohibited"), map(_items, lists), strict=False))
    else:
        examples = {found.group(1).lower(): _items(found.group(2)) for found in _EXAMPLES.finditer(body)}
    clause = Clause(
        id=_text(front, "id") or stem,
        title=title,
        chapter=path.parent.name if path.parent.name != "clauses" else "general",
        body=body,
        norms=_texts(front, "norms"),
        related=_texts(front, "related"),
        allowed=examples.get("allowed", ()),
        prohibited=examples.get("prohibited", ()),
        keywords=_texts(front, "keywords"),
        when=_when(front.get("when")),
        waived=waived_wording(text),
        file=file,
        **{name: _text(front, name) for name in PLAIN},
    )
    return clause, front, problems


def without_examples(body: str) -> str:
    """What a source clause says apart from its lists of what is allowed and what is prohibited."""
    return _EXAMPLES.sub("", body).strip()


PLAIN = ("kind", "audience", "owner", "deputy", "scope", "action", "threshold", "outcome", "severity")


def _front(raw: str, file: str) -> tuple[Mapping[str, Any], list[Problem]]:
    try:
        front = load(raw)
    except (yaml.YAMLError, ValueError) as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 2 if mark else 1
        return {}, [
            Problem(
                file,
                line,
                f"front matter is no YAML: {getattr(error, 'problem', None) or 'cannot be read'}",
                "unreadable",
            )
        ]
    if not isinstance(front, Mapping):
        return {}, [Problem(file, 1, "front matter must be fields, one `name: value` a line", "unreadable")]
    return front, []


def _items(text: str) -> tuple[str, ...]:
    return tuple(" ".join(found.group(1).split()) for found in _ITEM.finditer(text))


def _text(front: Mapping[str, Any], name: str) -> str:
    value = front.get(name)
    if isinstance(value, list):
        return ", ".join(str(part) for part in value)
    return "" if value is None else " ".join(str(value).split())


def _texts(front: Mapping[str, Any], name: str) -> tuple[str, ...]:
    value = front.get(name)
    if isinstance(value, list):
        return tuple(str(part) for part in value)
    return () if value is None else (str(value),)


def _when(raw: Any) -> tuple[str, ...]:
    given = raw.items() if isinstance(raw, Mapping) else ()
    return tuple(f"{name}: {value}" for name, values in given for value in listed(values))
