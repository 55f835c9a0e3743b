"""Everybody hears their own language, from the first question to the outcome; the cards of the desk stay English."""

import json
import shutil
from pathlib import Path

import pytest

from bot.places import STARTER
from bot.practice import practice
from tests.forked import serve_forked
from tests.journeys.town import Town
from tests.journeys.town import town as a_town

COVERED = "ask may I fine-tune on support chats?"


async def test_fen_asks_reports_and_hears_in_german(town: Town) -> None:
    assert (await town.asks("fen", "help")).says("Was ich kann")
    assert (await town.asks("fen", "ask how do I cook rice?")).says("Das Regelwerk sagt dazu nichts")
    form = await town.opens_report("fen")
    assert form["title"]["text"] == "Meldung"
    assert "Missbrauch: Jemand hat das Regelwerk verletzt" in str(form)
    refused = await town.submits("fen", text=" ", kind="near_miss", at_risk="no")
    assert refused["errors"]["text"] == "Bitte schreiben Sie hier wenigstens ein paar Worte."
    await town.submits("fen", text="Ein Kundenprotokoll lag im Modell.", kind="near_miss", at_risk="no")
    assert "Sie ist sicher gespeichert" in str(await town.modal("fen"))

    receipt = await town.hears("fen", "Ihre Meldung ist Fall 1")
    assert receipt.says("Jemand sieht sie sich an bis")
    assert receipt.says("{date_short_pretty}, {time}|")
    card = await town.hears("bo", "Case 1 · Near miss · medium", "G0DESK")
    assert card.says("Acknowledge by")
    await town.hears("bo", "You are on call")

    await town.clicks("bo", "case_acknowledge", of="Case 1")
    await town.decides("bo", of="Case 1")
    outcome = await town.hears("fen", "Fall 1 ist entschieden: Verstoß.")
    assert outcome.says("Die Begründung")
    assert outcome.says("Danke für Ihre Meldung.")
    assert not [one for one in await town.messages("fen") if one.says("Your report")]


async def test_after_a_restart_the_language_is_asked_again(town: Town) -> None:
    """Nothing of a locale is stored: a bot that knows nobody asks Slack before it writes to a person."""
    await town.fault("chat.postMessage", "429", retry_after=1)
    await town.reports("fen", "Ein Kundenprotokoll lag im Modell.")
    await town.kill_bot()
    await town.start_bot()
    await town.hears("fen", "Ihre Meldung ist Fall 1")


async def test_while_slack_does_not_say_the_house_speaks_english(town: Town) -> None:
    await town.fault("users.info", "500", count=100)
    assert (await town.asks("fen", "help")).says("What I can do")
    assert (await town.asks("fen", COVERED)).says("data-fine-tuning-support")


async def test_a_language_that_ombud_does_not_have_is_english(town: Town) -> None:
    town.world.town.speaks("emi", "fi-FI")
    assert (await town.asks("emi", "help")).says("What I can do")
    assert (await town.says("emi", "/report", "status")).says("Which report?")


@pytest.mark.parametrize(
    ("person", "help_says", "title", "abuse", "too_short", "stored", "receipt"),
    [
        ("gil", "Qué puedo hacer", "Aviso", "uso indebido: alguien incumplió la política",
         "Escriba aquí por favor al menos unas palabras.", "Está guardado de forma segura", "Su aviso es el caso 1"),
        ("hal", "Ce que je sais faire", "Signalement", "abus\u00a0: quelqu'un a enfreint la politique",
         "Merci d'écrire ici au moins quelques mots.", "Il est enregistré en sûreté",
         "Votre signalement est le dossier 1"),
        ("emi", "できること", "報告", "不正利用：誰かがポリシーに違反した", "一言でもお書きください。",
         "安全に保存しました", "あなたの報告は案件1です。"),
    ],
)  # fmt: skip
async def test_help_and_report_are_in_the_language_of_the_profile(
    tmp_path: Path, person: str, help_says: str, title: str, abuse: str, too_short: str, stored: str, receipt: str
) -> None:
    async with a_town(tmp_path, f"sqlite:///{tmp_path}/ombud.db", own_tongues=True) as town:
        assert (await town.asks(person, "help")).says(help_says)
        form = await town.opens_report(person)
        assert form["title"]["text"] == title
        assert abuse in json.dumps(form, ensure_ascii=False).lower()
        refused = await town.submits(person, text=" ", kind="near_miss", at_risk="no")
        assert refused["errors"]["text"] == too_short
        await town.submits(person, text="A customer log was in the model.", kind="near_miss", at_risk="no")
        assert stored in str(await town.modal(person))
        assert (await town.hears(person, receipt)).says("{date_short_pretty}")
        await town.hears("bo", "Case 1 · Near miss · medium", "G0DESK")


async def test_a_house_that_speaks_german_in_its_own_words(tmp_path: Path) -> None:
    """Cards are German, a wording of the house is said, and one that is wrong breaks nothing."""
    folder = tmp_path / "rulebook"
    shutil.copytree(STARTER, folder)
    (folder / "notices" / "de").mkdir(parents=True)
    (folder / "notices" / "de" / "ours.po").write_text(
        'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n\n'
        'msgid "outcome.receipt"\nmsgstr "Danke! Das KI-Büro führt Ihre Meldung als Fall {case}."\n\n'
        'msgid "card.owner"\nmsgstr "{wer}"\n',
        encoding="utf-8",
    )
    more = {"OMBUD_RANKING": "lexical", "OMBUD_LANGUAGE": "de", "OMBUD_RULEBOOK": str(folder)}
    async with practice(tmp_path, f"sqlite:///{tmp_path}/ombud.db", begin=serve_forked, **more) as town:
        await town.reports("ana", "pasted a customer log into the model")
        await town.reports("fen", "Ein Kundenprotokoll lag im Modell.")
        await town.hears("fen", "Das KI-Büro führt Ihre Meldung als Fall 2.")
        await town.hears("ana", "Your report is case 1.")
        card = await town.hears("bo", "Fall 1 · Beinahe-Vorfall · mittel", "G0DESK")
        assert card.says("*Zuständig*")
        await town.stop_bot()
        assert "a wording is left out: notices/de/ours.po:7: card.owner has {wer}" in town.logs()
