"""A house's own wording of what Ombud says: `notices/<language>/*.po` in its rulebook. Whatever is wrong in there is
named, and the sentence that Ombud brings along stays in force.
"""

import string
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from babel.core import Locale, UnknownLocaleError
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import PoFileError, read_po

LABELS = (24, 75, 150)  # of modals' titles and buttons, of buttons and options, of placeholders
PARAGRAPH = 2000
Sentences = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Wordings:
    """Sentences by language and key, and what is wrong with others, as `file:line: message`."""

    sentences: Mapping[str, Sentences]
    problems: tuple[str, ...]


def read_wordings(folder: Path, known: Mapping[str, Sentences], english: Sentences) -> Wordings:
    """The wordings of a `notices` folder, which need not be there. `known` are the sentences of each language."""
    found: dict[str, dict[str, tuple[str, ...]]] = {}
    problems: list[str] = []
    for file in sorted(folder.glob("*/*.po")):
        language = file.parent.name
        where = file.relative_to(folder.parent).as_posix()
        try:
            plurals = Catalog(locale=Locale.parse(language)).num_plurals
            with file.open("rb") as content:
                messages = list(read_po(content, locale=language, abort_invalid=True))
        except (UnknownLocaleError, ValueError, OSError):
            problems.append(f"{where}:1: cannot be read; `{language}` must be a language and the file UTF-8")
        except PoFileError as error:
            problems.append(f"{where}:{error.lineno + 1}: is no PO file: {error}")
        else:
            for message in messages:
                if (said := _forms(message)) is None:
                    continue
                key, forms = said
                if wrong := list(_wrong(key, forms, plurals, known, english)):
                    problems += [f"{where}:{message.lineno or 1}: {key} {one}" for one in wrong]
                else:
                    found.setdefault(language, {})[key] = forms
    return Wordings(found, tuple(problems))


def _forms(message: Message) -> tuple[str, tuple[str, ...]] | None:
    """Key and sentence, or the sentence's plural forms; None where nothing is said, or not for sure."""
    if not message.id or message.fuzzy or not message.string:
        return None
    key = message.id if isinstance(message.id, str) else message.id[0]
    return key, (message.string,) if isinstance(message.string, str) else tuple(message.string)


def _wrong(
    key: str, forms: tuple[str, ...], plurals: int, known: Mapping[str, Sentences], english: Sentences
) -> Iterator[str]:
    if key not in english:
        yield "is nothing that Ombud says"
        return
    ours = english[key]
    if len(ours) == 1 and len(forms) > 1:
        yield "has no plural"
    elif len(ours) > 1 and (len(forms) != plurals or not all(forms)):
        yield f"needs {plurals} plural forms"
    gaps, limit = frozenset().union(*map(gaps_of, ours)), _limit(key, known)
    for said in forms:
        try:
            strange = gaps_of(said) - gaps
        except ValueError as error:
            yield f"has a brace that is not closed or not opened ({error})"
            continue
        if strange:
            yield f"has {_listed(strange)}; it may have {_listed(gaps) or 'none'}"
        if len(said) > limit:
            yield f"may have {limit} characters, and has {len(said)}"


def _limit(key: str, known: Mapping[str, Sentences]) -> int:
    """How long Slack lets it be, as far as those that are there tell where it stands: a label is no whole sentence."""
    there = [form for sentences in known.values() for form in sentences.get(key, ())]
    longest = max(map(len, there))
    if any(form.endswith((".", ":")) or "*" in form for form in there):
        return max(longest, PARAGRAPH)
    return next((limit for limit in LABELS if longest <= limit), PARAGRAPH)


def _listed(gaps: frozenset[str]) -> str:
    return ", ".join(f"{{{gap}}}" for gap in sorted(gaps))


def gaps_of(said: str) -> frozenset[str]:
    """The names between braces, with all that is written there: `{case.number}` and `{case:>9}` are other gaps than
    `{case}`. Raises ValueError.
    """
    return frozenset(
        f"{name}{f'!{how}' if how else ''}{f':{spec}' if spec else ''}"
        for _, name, spec, how in string.Formatter().parse(said)
        if name is not None
    )
