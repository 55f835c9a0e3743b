"""The rulebook answers people in their language, always beside the words that govern."""

import re
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from bot.places import STARTER
from domain.rulebook.folders import drafted, parse_folder
from domain.rulebook.translations import source_digest, source_digest_of_front
from storage.files import read_rulebook, read_texts
from tests.journeys.town import Town
from tests.journeys.town import town as a_town

CLAUSE = "data-customer-personal"
WORDS = {
    "de": ("Kundendaten in KI-Werkzeugen", "Geben Sie keine Kundendaten in ein KI-Werkzeug ein."),
    "es": ("Datos de clientes", "No introduzca datos de clientes en una herramienta de IA."),
    "ja": ("顧客データ", "顧客データをAIツールに入力してはいけません。一件でも同じです。"),
}


def a_rulebook(tmp_path: Path, *, older: bool = False) -> Path:
    """The starter with one clause and its summary translated; from what they said before, where they are older."""
    folder = tmp_path / "rulebook"
    shutil.copytree(STARTER, folder, ignore=shutil.ignore_patterns("translations"))
    rules = read_rulebook(folder)
    clause = rules.clauses[CLAUSE]
    settings = folder / "rulebook.yml"
    named = f"languages: [en, {', '.join(WORDS)}]"
    settings.write_text(
        re.sub(r"^languages:.*$", named, settings.read_text(encoding="utf-8"), flags=re.MULTILINE), encoding="utf-8"
    )
    digest = "sha256:0000000000000000"
    for language, (title, text) in WORDS.items():
        place = folder / "translations" / language / clause.file
        place.parent.mkdir(parents=True)
        source = digest if older else source_digest(clause)
        place.write_text(f"---\nid: {CLAUSE}\nsource: {source}\ntitle: {title}\n---\n\n{text}\n", encoding="utf-8")
        front = folder / "translations" / language / "rulebook.yml"
        source = digest if older else source_digest_of_front(drafted(parse_folder(read_texts(folder)), ""))
        lines = "\n".join(f"  - {language} {number}" for number in range(1, len(rules.summary) + 1))
        front.write_text(f"source: {source}\nsummary:\n{lines}\n", encoding="utf-8")
    return folder


@asynccontextmanager
async def a_translated_town(tmp_path: Path, *, older: bool = False) -> AsyncIterator[Town]:
    rulebook = str(a_rulebook(tmp_path, older=older))
    url = f"sqlite:///{tmp_path}/ombud.db"
    async with a_town(tmp_path, url, own_tongues=True, OMBUD_RULEBOOK=rulebook) as town:
        yield town


async def test_fen_asks_in_german_and_reads_german_beside_what_governs(tmp_path: Path) -> None:
    async with a_translated_town(tmp_path) as town:
        told = await town.asks("fen", "ask Darf ich Kundendaten in ein KI-Werkzeug eingeben?")
        assert told.says("Geben Sie keine Kundendaten in ein KI-Werkzeug ein.")
        assert told.says("Harbour House AI policy")
        assert told.says("Übersetzung. Maßgeblich ist das Original (Englisch).")
        assert not told.says("Do not enter personal data")
        await town.clicks("fen", "clause_original", "C0GENERAL")
        original = await town.hears("fen", "Customer personal data in AI tools", "C0GENERAL")
        assert original.says("Do not enter personal data of customers into an AI tool")
        # Whoever reads the source's language is told of no translation.
        plain = await town.asks("ana", "ask may I put customer personal data into an AI tool?")
        assert plain.says("Do not enter personal data of customers")
        assert not plain.says("governs")
        # What is not translated yet is shown as it is, and said to be.
        shown = await town.asks("fen", "show data-secrets")
        assert shown.says("Noch nicht übersetzt; dies ist das Original (Englisch).")

        await town.opens_home("fen")
        await town.sees_home("fen", "• de 10")
        assert "Übersetzung. Maßgeblich" in await town.home("fen")
        summary = await town.asks("fen", "summary")
        assert summary.says("• de 2")
        assert summary.says("Übersetzung. Maßgeblich ist das Original (Englisch).")


@pytest.mark.parametrize(
    ("person", "question", "rule", "note"),
    [
        ("gil", "¿Puedo introducir nombres y datos de clientes en una herramienta de IA?",
         "No introduzca datos de clientes en una herramienta de IA.", "Prevalece el original (inglés)"),
        ("emi", "顧客データをAIツールに入力してもよいですか？", "顧客データをAIツールに入力してはいけません。",
         "正式なのは原文（英語）です"),
    ],
)  # fmt: skip
async def test_questions_in_spanish_and_japanese_find_the_clause(
    tmp_path: Path, person: str, question: str, rule: str, note: str
) -> None:
    async with a_translated_town(tmp_path) as town:
        told = await town.asks(person, f"ask {question}")
        assert told.says(rule)
        assert told.says(note)


async def test_an_older_translation_stands_beside_the_source_and_is_said_to_be_older(tmp_path: Path) -> None:
    async with a_translated_town(tmp_path, older=True) as town:
        told = await town.asks("fen", "ask Darf ich Kundendaten in ein KI-Werkzeug eingeben?")
        now, before = told.words.index("Do not enter personal data"), told.words.index("Geben Sie keine Kundendaten")
        assert now < told.words.index("Ältere Fassung") < before
        await town.opens_home("fen")
        await town.sees_home("fen", "Ältere Fassung")
        home = await town.home("fen")
        assert home.index("Keep personal data") < home.index("Ältere Fassung") < home.index("• de 1")


async def test_the_outcome_quotes_the_clause_in_the_readers_words_and_in_those_that_govern(tmp_path: Path) -> None:
    async with a_translated_town(tmp_path) as town:
        await town.reports("fen", "Ein Kundenprotokoll lag im Modell.")
        await town.hears("bo", "Case 1", "G0DESK")
        await town.clicks("bo", "case_acknowledge", of="Case 1")
        await town.decides("bo", of="Case 1")
        outcome = await town.hears("fen", "Fall 1 ist entschieden")
        assert outcome.says("Geben Sie keine Kundendaten in ein KI-Werkzeug ein.")
        assert outcome.says("Maßgeblich ist das Original (Englisch).")
        assert outcome.says("Do not enter personal data of customers")
