"""What people read of the matrix, in another language: titles of values, controls, and why a row rules as it does.

They lie at `translations/<lang>/matrix.yml`, with the `source` that they were made from. Values and controls are known
by their ids, and `why` by the order of the rows that have one. What is left out is the source's.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from domain.rulebook.clauses import TranslatedMatrix
from domain.rulebook.matrix import AXES, Matrix
from domain.rulebook.noted import noted
from domain.rulebook.placed import Placed
from domain.rulebook.problems import Problem
from domain.rulebook.tables import unknown_fields

FIELDS = ("source", *AXES, "controls", "why")


def matrix_file(language: str) -> str:
    """Where the translation of `matrix.yml` lies."""
    return f"translations/{language}/matrix.yml"


def titled(matrix: Matrix) -> dict[str, dict[str, str]]:
    """Every text that has an id, by section of the file."""
    sections = {axis.name: {value: axis.title(value) for value in axis.values} for axis in matrix.axes}
    return sections | {"controls": dict(matrix.controls)}


def whys(matrix: Matrix) -> tuple[str, ...]:
    """Why rows rule as they do, in their order; rows that do not say are left out."""
    return tuple(row.why for row in matrix.rows if row.why)


def source_digest_of_matrix(matrix: Matrix) -> str:
    """What a translation notes of the matrix: a digest of every text and its id, not of rulings."""
    texts = [[section, name, text] for section, said in titled(matrix).items() for name, text in said.items()]
    return noted([*texts, ["why", *whys(matrix)]])


def read_matrix(read: Placed) -> TranslatedMatrix:
    """What a translation says, as far as it can be read. One without a word says nothing, so that a file to begin with
    is not taken for a translation.
    """
    titles = {name: said for name in AXES if (said := _texts(read.content.get(name)))}
    controls, why = _texts(read.content.get("controls")), _lines(read.content.get("why"))
    if not (titles or controls or any(why)):
        return TranslatedMatrix()
    return TranslatedMatrix(str(read.content.get("source") or ""), titles, controls, why)


def worded(matrix: Matrix, made: TranslatedMatrix) -> Matrix:
    """The matrix in the words of a translation, and in the source's where it has none."""
    axes = tuple(
        replace(axis, titles=tuple(_said(made, axis.name, value) or axis.title(value) for value in axis.values))
        for axis in matrix.axes
    )
    controls = tuple((name, made.controls.get(name) or text) for name, text in matrix.controls)
    source = whys(matrix)
    told = iter(made.why if len(made.why) == len(source) else source)
    rows = tuple(replace(row, why=next(told) or row.why) if row.why else row for row in matrix.rows)
    return Matrix(axes, rows, controls)


def check_matrices(
    matrix: Matrix | None, source: Placed | None, made: Mapping[str, Placed], languages: tuple[str, ...]
) -> Iterator[Problem]:
    """What is missing, outdated or astray. `source` is `matrix.yml` as it is written, None where there is none;
    `matrix` is None where it is not sound. `made` are translations by language; the first of `languages` is the source.
    """
    if source is None:
        for one in made.values():
            yield one.problem((), "translates matrix.yml, which is not there", "translation-astray")
    if source is None or matrix is None:
        return
    right = source_digest_of_matrix(matrix)
    for language in languages[1:]:
        if language not in made:
            says = f"not translated; make {matrix_file(language)} with source: {right}"
            yield source.problem((matrix.axes[0].name,), says, "translation-missing")
    for one in made.values():
        yield from unknown_fields(one, (), one.content, FIELDS)
        yield from _standing(one, matrix, right)


def _standing(made: Placed, matrix: Matrix, right: str) -> Iterator[Problem]:
    source = str(made.content.get("source") or "")
    if not source:
        yield made.problem((), f"names no source; it is {right}", "translation-astray")
    elif source != right:
        yield made.problem(("source",), f"matrix.yml changed since; now it is {right}", "translation-outdated")
    else:
        for section, wanted in titled(matrix).items():
            yield from _section(made, section, wanted)
        yield from _whys(made, len(whys(matrix)))


def _section(made: Placed, section: str, wanted: Mapping[str, str]) -> Iterator[Problem]:
    raw = made.content.get(section) or {}
    if not isinstance(raw, Mapping):
        yield made.problem((section,), f"{section} must be ids, each with a text")
        return
    for name in map(str, raw):
        if name not in wanted:
            says = f"translates {name!r}, which is not in {section} of matrix.yml"
            yield made.problem((section, name), says, "translation-astray")
    there = _texts(raw)
    if lacking := [name for name in wanted if name not in there]:
        yield made.problem((section,), f"not translated in {section}: {', '.join(lacking)}", "translation-missing")


def _whys(made: Placed, wanted: int) -> Iterator[Problem]:
    there = _lines(made.content.get("why"))
    if len(there) != wanted:
        says = f"why has {len(there)} lines here and {wanted} in the rows of matrix.yml"
        yield made.problem(("why",), says, "translation-astray" if there else "translation-missing")
    else:
        for number, line in enumerate(there):
            if not line:
                yield made.problem(("why", number), "has no text yet", "translation-missing")


def _said(made: TranslatedMatrix, axis: str, value: str) -> str:
    return made.titles.get(axis, {}).get(value, "")


def _texts(raw: Any) -> dict[str, str]:
    """The texts of a section by id; those that are empty are left out."""
    said = {str(name): _text(text) for name, text in raw.items()} if isinstance(raw, Mapping) else {}
    return {name: text for name, text in said.items() if text}


def _lines(raw: Any) -> tuple[str, ...]:
    """Lines of `why`; one that is empty keeps its place."""
    if isinstance(raw, list):
        return tuple(map(_text, raw))
    return (_text(raw),) if _text(raw) else ()


def _text(value: Any) -> str:
    return "" if value is None else " ".join(str(value).split())
