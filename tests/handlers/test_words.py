"""Every sentence comes from the catalogue, and every language says the same."""

import ast
import re
import string
from collections.abc import Iterator
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import get_args
from zoneinfo import ZoneInfo

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

from domain.cases import words
from domain.cases.plain_times import Unread, read_span, read_when
from domain.cases.refusals import Refusal
from domain.cases.roster import Rung
from handlers.cards.blocks import OPTION_TEXT
from handlers.locale.catalogue import ENGLISH, FOLDER, Words, languages, read_catalogue, snake
from tests.handlers.literals import sentences
from tests.handlers.test_refusals import problems
from tests.test_house import ROOT

CATALOGUE = read_catalogue()
SPOKEN = [path for path in sorted((ROOT / "handlers").rglob("*.py")) if "locale" not in path.parts]
SPOKEN += sorted((ROOT / "bot" / "couriers").rglob("*.py"))
ROOMS = {path.stem for path in (FOLDER / ENGLISH).glob("*.po")}
KEY = re.compile(rf"({'|'.join(sorted(ROOMS))})(\.[a-z0-9_]+)+")
BEGUN = re.compile(rf"({'|'.join(sorted(ROOMS))})\.[a-z0-9_.]*")
TITLE = 24
# For those who run Ombud, or for a program.
NOT_FOR_PEOPLE = {
    "socket mode verifies by its connection",
    "Authorization",
    "in doubt",
    "looked up and not found",
}
# A language joins them once it is complete; what another one lacks is said in English. A room that is `TO_COME` may
# lack in any of them but German for as long as it is being written.
WHOLE = ("de", "es", "fr", "ja")
TO_COME: tuple[str, ...] = ()
ROOMS_OF = {"Vote": ("aftercare",), "Kind": ("word", "word.hint"), "Mode": ("word", "word.hint")}
ENUMS = [
    one for one in vars(words).values() if isinstance(one, type) and issubclass(one, StrEnum) and one is not StrEnum
] + [Rung]


def literals() -> Iterator[tuple[str, str]]:
    """Every string in code that has the shape of a key, whole or (with a `*`) as far as an f-string's first gap."""
    for path in SPOKEN:
        tree = ast.parse(path.read_text())
        parts = {id(one) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for one in node.values}
        for node in ast.walk(tree):
            if isinstance(node, ast.JoinedStr):
                said = "".join(str(one.value) if isinstance(one, ast.Constant) else "*" for one in node.values)
                if BEGUN.match(said) and " " not in said:
                    yield path.name, said
            elif isinstance(node, ast.Constant) and id(node) not in parts and KEY.fullmatch(str(node.value)):
                yield path.name, str(node.value)


def looked_up() -> set[str]:
    """Keys that are made from the names of classes."""
    words_of_the_house = {
        f"{room}.{snake(one)}.{word.value}"
        for one in ENUMS
        for room in ROOMS_OF.get(one.__name__, ("word",))
        for word in one
    }
    refusals = {f"refusal.{snake(one)}" for one in get_args(Refusal)} - {"refusal.bad_field"}
    return words_of_the_house | refusals | {f"refusal.bad_field.{problem}" for problem in problems()}


def english() -> Words:
    return CATALOGUE.languages[ENGLISH]


def test_no_sentence_stands_in_a_listener_or_a_card() -> None:
    found = [one for path in SPOKEN for one in sentences(path)]
    assert [one for one in found if one.split(": ", 1)[1] not in NOT_FOR_PEOPLE] == []


@pytest.mark.parametrize(
    "planted",
    ['tell(kit, respond, "Your report is lost.")', 'button(ids.OPEN, "Open", "7")', 'x = f"Case {n} is closed"',
     'modal(say, ids.FORM, title, blocks, close="Close")', 'section("a", "Bitte warten …")'],
)  # fmt: skip
def test_a_planted_sentence_is_caught(tmp_path: Path, planted: str) -> None:
    (tmp_path / "card.py").write_text(f'"""What it owns."""\n\n\ndef card() -> None:\n    """Docs."""\n    {planted}\n')
    assert len(sentences(tmp_path / "card.py")) == 1


def test_every_key_in_code_has_its_sentence() -> None:
    known = english().sentences
    for where, key in literals():
        pattern = re.compile(re.escape(key).replace(r"\*", "[a-z0-9_.]+"))
        begins = any(one.startswith(f"{key}.") for one in known)  # the room of `say.of`
        assert begins or any(pattern.fullmatch(one) for one in known), f"{where}: {key}"


def test_no_sentence_is_never_said() -> None:
    said = [re.compile(re.escape(key).replace(r"\*", "[a-z0-9_.]+")) for _, key in literals()]
    named = looked_up()
    never = [one for one in english().sentences if one not in named and not any(key.fullmatch(one) for key in said)]
    assert never == []


@pytest.mark.parametrize("language", WHOLE)
def test_a_language_has_every_sentence(language: str) -> None:
    """Where this fails, it names the keys to add to `handlers/locale/<language>/`."""
    theirs, later = CATALOGUE.languages[language].sentences, TO_COME if language != "de" else ()
    assert [key for key in english().sentences if key not in theirs and key.split(".")[0] not in later] == []


@pytest.mark.parametrize("language", [one for one in languages() if one != ENGLISH])
def test_every_language_says_the_same_with_the_same_gaps(language: str) -> None:
    theirs, ours = CATALOGUE.languages[language].sentences, english().sentences
    assert [key for key in theirs if key not in ours] == []
    assert {key: gaps(forms[-1]) for key, forms in theirs.items()} == {key: gaps(ours[key][-1]) for key in theirs}


@pytest.mark.parametrize("language", languages())
def test_every_entry_is_whole(language: str) -> None:
    """No key twice or in another room's file, no fuzzy or empty entry, every plural form, and the file says its
    language.
    """
    plurals, seen = Catalog(locale=language).num_plurals, set()
    for path in sorted((FOLDER / language).glob("*.po")):
        with path.open("rb") as file:
            read = read_po(file, abort_invalid=True)
        assert str(read.locale) == language, path
        keys = re.findall(r'^msgid "(.+)"$', path.read_text(), re.MULTILINE)
        assert len(keys) == len(set(keys)), path
        for message in (one for one in read if one.id):
            key = message.id if isinstance(message.id, str) else message.id[0]
            assert key.startswith(f"{path.stem}."), path
            forms = (message.string,) if isinstance(message.id, str) else tuple(message.string)
            assert not message.fuzzy, key
            assert all(forms), key
            assert len(forms) == (1 if isinstance(message.id, str) else plurals), key
            assert key not in seen
            seen.add(key)


def places() -> Iterator[tuple[str, int]]:
    """Keys that are said where Slack allows few characters, as far as one call shows it. Block Kit's reference."""
    limits = {"button": (75, ()), "modal": (24, ("submit", "close")), "search": (150, ()), "asked_first": (300, ())}
    for path in SPOKEN:
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and (name := ast.unparse(node.func)) in limits:
                limit, words_too = limits[name]
                given = [*node.args, *(one.value for one in node.keywords if one.arg in words_too)]
                for one in given:
                    said = ast.unparse(one)
                    if said.startswith("say('") and isinstance(one, ast.Call):
                        yield said.split("'")[1], limit


@pytest.mark.parametrize("language", languages())
def test_every_label_fits_where_it_stands(language: str) -> None:
    """`{case}` counts as long as it is written: a number of six digits."""
    say, found = CATALOGUE.languages[language].sentences, list(places())
    assert len(found) > 80
    assert [key for key, limit in found if max(map(len, say.get(key, ("",)))) > limit] == []
    titled = [key for key in say if key.endswith(("_title", "_submit"))]
    assert [key for key in titled if max(map(len, say[key])) > TITLE] == []


@pytest.mark.parametrize("language", languages())
def test_no_option_is_cut_off(language: str) -> None:
    say = CATALOGUE.languages[language]
    for one in ENUMS:
        for room in ROOMS_OF.get(one.__name__, ("word",)):
            for word in one:
                if f"{room}.{snake(one)}.{word.value}" in say.sentences:
                    assert len(say.of(word, room)) <= OPTION_TEXT


# How nobody is addressed, and shouting, in each language.
NEVER = {
    "en": r"!$|! ",
    "de": r"\b(du|dein|deine|deinen|dir|dich)\b|!$|! ",
    "es": r"\b(tú|tu|tus|ti|te|vosotros|puedes|tienes|quieres|escribe|haz|pulsa|elige)\b|[¡!]",
    "fr": r"\b(tu|ton|ta|tes|toi|te)\b|![^`]|!$| [:;?»]|« ",  # nor an ordinary space where French has one that holds
    "ja": r"[！!]|だ。|である。",
}


@pytest.mark.parametrize("language", languages())
def test_people_are_addressed_politely_and_nobody_shouts(language: str) -> None:
    never = re.compile(NEVER[language], re.IGNORECASE)
    said = CATALOGUE.languages[language].sentences
    assert [key for key, forms in said.items() if any(never.search(form) for form in forms)] == []


def test_marks_in_japanese_stand_free() -> None:
    """Slack draws `*…*` and `` `…` `` as what they mean only where no letter touches them from outside."""
    marked = re.compile(r"(?P<before>.?)(?P<mark>[*`])[^*`\n]+(?P=mark)(?P<after>.?)")
    for key, forms in CATALOGUE.languages["ja"].sentences.items():
        for found in (one for form in forms for one in marked.finditer(form)):
            free = all(not one or one.isspace() or one.isascii() for one in (found["before"], found["after"]))
            assert free, f"{key}: {found.group()}"


@pytest.mark.parametrize("language", languages())
def test_times_that_are_offered_as_examples_can_be_read(language: str) -> None:
    say = CATALOGUE.languages[language]
    now, zone = datetime(2026, 3, 4, 14, 30, tzinfo=UTC), ZoneInfo("Europe/Stockholm")
    spans = re.findall(r"`/desk override @\S+ ([^`]+)`", say("desk.can_override") + say("oncall.who"))
    spans += re.findall(r"`([^`]+)`", say("oncall.no_time"))
    moments = re.findall(r"`/desk oncall ([^`]+)`", say("desk.can_oncall"))
    moments += re.findall(r"`([^`]+)`", say("oncall.unread", typed="x"))
    assert (len(spans), len(moments)) == (3, 6)
    assert [one for one in spans if isinstance(read_span(one.split(), now, zone), Unread)] == []
    assert [one for one in moments if isinstance(read_when(one.split(), now, zone), Unread)] == []


def gaps(said: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(said) if name is not None}
