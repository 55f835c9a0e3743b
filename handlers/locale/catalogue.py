"""Every sentence that a person reads, by key and language: gettext PO files, one folder a language, one file a room.

`home.po` holds the keys that begin with `home.`; a `msgid` is the whole key. English is complete; where another
language lacks a sentence, the English one is said.
"""

import gettext
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

from handlers.locale.wordings import Wordings, read_wordings

FOLDER = Path(__file__).parent
ENGLISH = "en"
_HUMPS = re.compile(r"(?<!^)(?=[A-Z])")


def snake(sort: type) -> str:
    """`NearMiss` as a part of a key: `near_miss`."""
    return _HUMPS.sub("_", sort.__name__).lower()


class UnknownKey(KeyError):
    """A card asks for a sentence that the English catalogue does not have."""


@dataclass(frozen=True, slots=True)
class Words:
    """One language's sentences. Call it with a key and facts: `say("talk.asked", number=7)`. Facts enter as they are:
    a card escapes what people wrote.
    """

    language: str
    sentences: Mapping[str, tuple[str, ...]]
    form: Callable[[int], int]
    english: "Words | None" = None

    def __call__(self, key: str, /, **facts: object) -> str:
        """The sentence of a key. Raises `UnknownKey`."""
        forms, _ = self._found(key)
        return forms[0].format_map(facts)

    def some(self, key: str, count: int, /, **facts: object) -> str:
        """The sentence for `count` of something, in the language's own plural; it may use `{count}`. Raises
        `UnknownKey`.
        """
        forms, form = self._found(key)
        return forms[min(form(count), len(forms) - 1)].format_map({"count": count, **facts})

    def of(self, word: StrEnum, room: str = "word") -> str:
        """What people call a word of the house: `say.of(Kind.NEAR_MISS)` is the sentence `word.kind.near_miss`, and
        `say.of(Kind.NEAR_MISS, "word.hint")` is `word.hint.kind.near_miss`. Raises `UnknownKey`.
        """
        return self(f"{room}.{snake(type(word))}.{word.value}")

    def template(self, key: str) -> str:
        """The sentence of a key with its gaps open; for the reference. Raises `UnknownKey`."""
        return self._found(key)[0][0]

    def keys_under(self, prefix: str) -> tuple[str, ...]:
        """Every key that begins so, in order."""
        return tuple(sorted(key for key in self.sentences if key.startswith(prefix)))

    def _found(self, key: str) -> tuple[tuple[str, ...], Callable[[int], int]]:
        if (forms := self.sentences.get(key)) is not None:
            return forms, self.form
        if self.english is not None and (forms := self.english.sentences.get(key)) is not None:
            return forms, self.english.form
        raise UnknownKey(key)


@dataclass(frozen=True, slots=True)
class Catalogue:
    """All languages. `house` is the language of channels, and of people whose locale we do not have or know."""

    languages: Mapping[str, Words]
    house: str = ENGLISH

    def words(self, locale: str | None = None) -> Words:
        """The sentences for a locale as Slack names it (`de-DE`): its language, or else the house's."""
        language = (locale or "").replace("_", "-").partition("-")[0].lower()
        return self.languages.get(language) or self.languages.get(self.house) or self.languages[ENGLISH]


def read_catalogue(house: str = ENGLISH, folder: Path = FOLDER, own: Path | None = None) -> Catalogue:
    """Every language in a folder of PO files, with the wordings of a house's `own` folder over them, as far as nothing
    is wrong with those. Read once, at start.
    """
    english = _language(folder / ENGLISH, None)
    others = {name: _language(folder / name, english) for name in languages(folder) if name != ENGLISH}
    built_in = {ENGLISH: english, **others}
    if own is None:
        return Catalogue(built_in, house)
    wordings = _wordings(own, built_in).sentences
    english = replace(english, sentences={**english.sentences, **wordings.get(ENGLISH, {})})
    spoken = {
        name: _over(built_in.get(name), english, name, wordings.get(name, {}))
        for name in {*others, *wordings} - {ENGLISH}
    }
    return Catalogue({ENGLISH: english, **spoken}, house)


def wording_problems(own: Path, folder: Path = FOLDER) -> tuple[str, ...]:
    """What is wrong with a house's own wordings, as `file:line: message`."""
    return _wordings(own, read_catalogue(folder=folder).languages).problems


def _wordings(own: Path, built_in: Mapping[str, Words]) -> Wordings:
    known = {name: words.sentences for name, words in built_in.items()}
    return read_wordings(own, known, known[ENGLISH])


def _over(words: Words | None, english: Words, language: str, own: Mapping[str, tuple[str, ...]]) -> Words:
    if words is None:
        return Words(language, own, _form(language), english)
    return replace(words, sentences={**words.sentences, **own}, english=english)


def _form(language: str) -> Callable[[int], int]:
    return gettext.c2py(Catalog(locale=language).plural_expr)


def languages(folder: Path = FOLDER) -> list[str]:
    """The languages that a folder of PO files has."""
    return [path.name for path in sorted(folder.iterdir()) if any(path.glob("*.po"))]


def _language(folder: Path, english: Words | None) -> Words:
    sentences: dict[str, tuple[str, ...]] = {}
    for path in sorted(folder.glob("*.po")):
        sentences |= _sentences(path, folder.name)
    return Words(folder.name, sentences, _form(folder.name), english)


def _sentences(path: Path, language: str) -> dict[str, tuple[str, ...]]:
    with path.open("rb") as file:
        messages = read_po(file, locale=language, abort_invalid=True)
    found: dict[str, tuple[str, ...]] = {}
    for message in messages:
        if not message.id or message.fuzzy:
            continue
        key = message.id if isinstance(message.id, str) else message.id[0]
        said = message.string or ""
        forms = (said,) if isinstance(said, str) else tuple(said)
        if all(forms):
            found[key] = forms
    return found
