"""What `/policy check` offers and rules, and what an unclear answer asks back, in the reader's language."""

import re
import shutil
from pathlib import Path

from bot.places import STARTER
from tests.journeys.test_unclear import chosen
from tests.journeys.town import Town
from tests.journeys.town import town as a_town

GOVERNS = "Übersetzung. Maßgeblich ist das Original (Englisch)."


async def test_fen_chooses_and_is_ruled_in_german_beside_what_governs(town: Town) -> None:
    await town.says("fen", "/policy", "check")
    form = str(await town.modal("fen"))
    assert "Für mich selbst entwerfen, programmieren, übersetzen, zusammenfassen" in form
    assert "Besondere Kategorien, etwa Gesundheit oder Glaube" in form
    assert "Draft, code" not in form
    assert GOVERNS in form
    await town.control("submit", user="fen", values={"intent": "decide", "sensitivity": "special", "risk": "high"})
    ruled = str(await town.modal("fen"))
    assert "Gesundheit, Glaube und Ähnliches zählen nie" in ruled
    assert "Health, belief" not in ruled
    assert GOVERNS in ruled
    await town.control("submit", user="fen", values={})
    await town.control("submit", user="fen", values={"intent": "draft", "sensitivity": "personal", "risk": "low"})
    ruled = str(await town.modal("fen"))
    assert "Entfernen Sie jedes Feld, das die Aufgabe nicht braucht" in ruled
    assert "Daten: Personenbezogen" in ruled
    at_once = await town.asks("fen", "check draft personal low")
    assert at_once.says("Ja, mit Auflagen")
    assert at_once.says("Fragen Sie die Person, die für die Daten zuständig ist")
    assert at_once.says(GOVERNS)
    # Whoever reads the source's language is told of no translation.
    plain = await town.asks("ana", "check draft personal low")
    assert plain.says("Ask the owner of the data")
    assert not plain.says("governs")


async def test_fen_is_asked_back_which_data_it_is_in_german(town: Town) -> None:
    asked = await town.asks("fen", "ask Darf ich Daten in ChatGPT eingeben?")
    assert asked.says("Welche Daten gehen hinein?")
    assert asked.says("Vertraulich")
    assert not asked.says("Confidential")
    assert asked.says(GOVERNS)
    answered = await chosen(town, "Vertraulich", person="fen")
    assert answered.says("(`data-confidential`)")


async def test_a_matrix_that_changed_since_is_shown_as_its_original_and_said_to_be(tmp_path: Path) -> None:
    folder = tmp_path / "rulebook"
    shutil.copytree(STARTER, folder)
    matrix = folder / "matrix.yml"
    matrix.write_text(re.sub("within 30 minutes", "within 10 minutes", matrix.read_text("utf-8")), "utf-8")
    async with a_town(tmp_path, f"sqlite:///{tmp_path}/ombud.db", own_tongues=True, OMBUD_RULEBOOK=str(folder)) as town:
        told = await town.asks("fen", "check automate public low")
        assert told.says("name who can stop it within 10 minutes")
        assert not told.says("Protokollieren Sie")
        assert told.says("Auswahl und Auflagen wurden nach der Übersetzung geändert")
        asked = await town.asks("fen", "ask Darf ich Daten in ChatGPT eingeben?")
        assert asked.says("Confidential")
        assert asked.says("sie stehen hier im Original (Englisch)")
