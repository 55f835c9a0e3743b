"""What people read of a table, of whichever kind, and whether its translation is as new.

A translation lies at `translations/<lang>/`, by the name of its table, with the `source` that it was made from. Texts
are known by their ids, and lines of `why` by their order. What is left out is the source's.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from domain.rulebook.layout import translated_file
from domain.rulebook.noted import noted
from domain.rulebook.placed import Placed
from domain.rulebook.problems import Problem
from domain.rulebook.tables import Axis, unknown_fields

Texts = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class TableWords:
    """Every text of the table `file`: by section and id those that have an id, and the lines of `why`, which is None
    where no row of such a table gives a reason.
    """

    file: str
    titled: Mapping[str, Texts]
    why: tuple[str, ...] | None = None

    def digest(self) -> str:
        """What a translation notes of its source: a digest of every text and its id, not of what rows decide."""
        texts = [[section, name, text] for section, said in self.titled.items() for name, text in said.items()]
        return noted([*texts, *([["why", *self.why]] if self.why is not None else [])])


def texts_in(raw: Any) -> dict[str, str]:
    """The texts of a section by id; those that are empty are left out."""
    said = {str(name): _text(text) for name, text in raw.items()} if isinstance(raw, Mapping) else {}
    return {name: text for name, text in said.items() if text}


def lines_in(raw: Any) -> tuple[str, ...]:
    """Lines of `why`; one that is empty keeps its place."""
    if isinstance(raw, list):
        return tuple(map(_text, raw))
    return (_text(raw),) if _text(raw) else ()


def retitled(axis: Axis, said: Texts) -> Axis:
    """A dimension with the titles of a translation, and the source's where it has none."""
    return replace(axis, titles=tuple(said.get(value) or axis.title(value) for value in axis.values))


def reworded(texts: tuple[tuple[str, str], ...], said: Texts) -> tuple[tuple[str, str], ...]:
    """The same of texts by id."""
    return tuple((name, said.get(name) or text) for name, text in texts)


def check_words(
    words: TableWords | None, source: Placed | None, made: Mapping[str, Placed], languages: tuple[str, ...]
) -> Iterator[Problem]:
    """What is missing, outdated or astray. `source` is the table as it is written, None where there is none; `words`
    is None where it is not sound. `made` are translations by language; the first of `languages` is the source.
    """
    if source is None:
        for one in made.values():
            name = one.file.rpartition("/")[2]
            yield one.problem((), f"translates {name}, which is not there", "translation-astray")
    if source is None or words is None:
        return
    right = words.digest()
    for language in languages[1:]:
        if language not in made:
            says = f"not translated; make {translated_file(language, words.file)} with source: {right}"
            yield source.problem((next(iter(words.titled)),), says, "translation-missing")
    fields = ("source", *words.titled, *(("why",) if words.why is not None else ()))
    for one in made.values():
        yield from unknown_fields(one, (), one.content, fields)
        yield from _standing(one, words, right)


def _standing(made: Placed, words: TableWords, right: str) -> Iterator[Problem]:
    source = str(made.content.get("source") or "")
    if not source:
        yield made.problem((), f"names no source; it is {right}", "translation-astray")
    elif source != right:
        yield made.problem(("source",), f"{words.file} changed since; now it is {right}", "translation-outdated")
    else:
        for section in words.titled:
            yield from _section(made, section, words)
        if words.why is not None:
            yield from _whys(made, len(words.why), words.file)


def _section(made: Placed, section: str, words: TableWords) -> Iterator[Problem]:
    raw, wanted = made.content.get(section) or {}, words.titled[section]
    if not isinstance(raw, Mapping):
        yield made.problem((section,), f"{section} must be ids, each with a text")
        return
    for name in map(str, raw):
        if name not in wanted:
            says = f"translates {name!r}, which is not in {section} of {words.file}"
            yield made.problem((section, name), says, "translation-astray")
    there = texts_in(raw)
    if lacking := [name for name in wanted if name not in there]:
        yield made.problem((section,), f"not translated in {section}: {', '.join(lacking)}", "translation-missing")


def _whys(made: Placed, wanted: int, file: str) -> Iterator[Problem]:
    there = lines_in(made.content.get("why"))
    if len(there) != wanted:
        says = f"why has {len(there)} lines here and {wanted} in the rows of {file}"
        yield made.problem(("why",), says, "translation-astray" if there else "translation-missing")
    else:
        for number, line in enumerate(there):
            if not line:
                yield made.problem(("why", number), "has no text yet", "translation-missing")


def _text(value: Any) -> str:
    return "" if value is None else " ".join(str(value).split())
