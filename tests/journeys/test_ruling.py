"""`/policy check`: three selects, and the ruling with its controls and clauses."""

import shutil
from pathlib import Path

from bot.places import STARTER
from tests.journeys.town import Town
from tests.journeys.town import town as a_town


async def test_three_selects_lead_to_a_ruling_and_back(town: Town) -> None:
    await town.says("ana", "/policy", "check")
    assert (await town.modal("ana"))["title"]["text"] == "May I?"
    await town.control("submit", user="ana", values={"intent": "draft", "sensitivity": "personal", "risk": "low"})
    ruled = str(await town.modal("ana"))
    assert "Yes, with controls" in ruled
    assert "Take out every field that the task does not need" in ruled
    assert "data-customer-personal" in ruled
    assert "version 1.0.0" in ruled
    await town.control("submit", user="ana", values={})
    await town.control("submit", user="ana", values={"intent": "learn", "sensitivity": "secret", "risk": "low"})
    assert "No, this is prohibited" in str(await town.modal("ana"))


async def test_three_words_are_answered_at_once(town: Town) -> None:
    answer = await town.asks("ana", "check high decide personal")
    assert answer.says("Not before the council has said yes")
    assert answer.says("people-decisions")
    assert (await town.asks("fen", "check learn public low")).says("Ja, Sie dürfen")


async def test_a_rulebook_without_a_matrix_says_so_kindly(tmp_path: Path) -> None:
    folder = tmp_path / "bare"
    folder.mkdir()
    shutil.copy(STARTER / "rulebook.yml", folder)
    shutil.copytree(STARTER / "clauses", folder / "clauses")
    bare = {
        "OMBUD_RULEBOOK": str(folder),
        "OMBUD_CASEWORK": str(STARTER / "casework.yml"),
        "OMBUD_ROSTER": str(STARTER / "roster.yml"),
    }
    async with a_town(tmp_path, f"sqlite:///{tmp_path}/ombud.db", **bare) as town:
        assert (await town.asks("ana", "check")).says("has no decision matrix")
        assert (await town.asks("ana", "ask may I fine-tune on support chats?")).says("data-fine-tuning-support")
