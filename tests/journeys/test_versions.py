"""The rulebook is published while the bot runs: it answers at once, and the earlier version stays answerable."""

import re
import shutil
from pathlib import Path

from bot.places import STARTER
from tests.journeys.town import Town
from tests.journeys.town import town as a_town

QUESTION = "how long may we keep prompts?"
OLD, NEW = "within 30 days", "within 14 days"


def a_rulebook(room: Path, version: str, limit: str) -> Path:
    """The starter as one version of our own, whose prompts are kept so long; announced in the public channel."""
    folder = room / f"rulebook-{version}"
    shutil.copytree(STARTER, folder)
    settings = folder / "rulebook.yml"
    lines = settings.read_text().splitlines()
    settings.write_text("\n".join(f"version: {version}" if one.startswith("version:") else one for one in lines))
    (clause,) = folder.glob("clauses/*/data-retention-prompts.md")
    head, _, body = clause.read_text().removeprefix("---\n").partition("\n---\n")
    front = [f"threshold: {limit}" if one.startswith("threshold:") else one for one in head.splitlines()]
    examples = body.partition("\n### ")[2]
    rule = f"Delete stored prompts and answers {limit}."
    clause.write_text("\n".join(["---", *front, "---", "", rule, "", f"### {examples}"]))
    with (folder / "casework.yml").open("a") as casework:
        casework.write("\nannouncements: C0GENERAL\n")
    return folder


async def publishes(town: Town, folder: Path, rationale: str) -> str:
    return await town.runs("rulebook", "publish", str(folder), "--rationale", rationale)


async def answers_with(town: Town, words: str) -> None:
    async def it_does() -> bool:
        return (await town.asks("ana", f"ask {QUESTION}")).says(words)

    await town.until(it_does, f"an answer with {words}")


async def test_a_published_version_answers_without_a_restart(town: Town, tmp_path: Path) -> None:
    assert (await town.asks("ana", "diff")).says("No version of the rulebook has been published yet")
    first, second = a_rulebook(tmp_path, "1.0.1", OLD), a_rulebook(tmp_path, "1.1.0", NEW)
    assert "published" in await publishes(town, first, "The first one.")
    await answers_with(town, "1.0.1")
    assert (await town.asks("ana", "diff")).says("is the first published version")
    assert "published" in await publishes(town, second, "Prompt logs were never needed for longer.")
    announced = await town.hears("cai", "Harbour House AI policy 1.1.0", "C0GENERAL")
    await answers_with(town, "1.1.0")
    assert (await town.asks("ana", f"ask {QUESTION}")).says(NEW)
    assert announced.says("Prompt logs were never needed for longer.")
    assert announced.says("1 stricter")
    changed = await town.asks("ana", "diff")
    assert changed.says("From 1.0.1 to 1.1.0")
    assert changed.says("~30~ *14*")
    assert changed.says("stricter")
    assert (await town.asks("ana", "diff 1.1.0 9.9.9")).says("There is no published version `9.9.9`")
    history = await town.asks("ana", "history data-retention-prompts")
    assert history.says("The first one.")
    assert history.says("Prompt logs were never needed for longer.")
    earlier = await town.asks("ana", f"as of 1.0.1 {QUESTION}")
    assert earlier.says("This is how version *1.0.1*")
    assert earlier.says(OLD)
    assert (await town.asks("ana", f"as of 2020-01-01 {QUESTION}")).says("Nothing was in force yet")
    assert (await town.asks("ana", f"as of 2099-01-01 {QUESTION}")).says(NEW)
    assert (await town.asks("ana", "as of")).says("To ask an earlier version")
    assert (await town.asks("ana", "summary")).says("in force since")
    assert (await town.asks("fen", "summary")).says("in Kraft seit")
    assert "with other content" in await publishes(town, a_rulebook(tmp_path / "other", "1.1.0", OLD), "Back.")


async def test_a_broken_folder_never_replaces_a_good_version(tmp_path: Path) -> None:
    folder = a_rulebook(tmp_path, "1.0.1", OLD)
    async with a_town(tmp_path, f"sqlite:///{tmp_path}/ombud.db", OMBUD_RULEBOOK=str(folder)) as town:
        await publishes(town, folder, "The first one.")
        await answers_with(town, "1.0.1")
        (folder / "rulebook.yml").write_text("name: [\n")
        assert "Nothing was published" in await publishes(town, folder, "Broken.")
        for _ in range(2):
            await town.stop_bot()
            await town.start_bot()
            assert (await town.asks("ana", f"ask {QUESTION}")).says(OLD)
        told = await town.hears("fen", "Der Ordner des Regelwerks ist nicht lesbar")
        assert told.says("rulebook.yml:2:")
        assert told.says("is no YAML")
        assert len([one for one in await town.messages("fen") if one.says("nicht lesbar")]) == 1


async def test_a_case_is_judged_by_the_version_of_its_filing(tmp_path: Path) -> None:
    first, second = a_rulebook(tmp_path, "1.0.1", OLD), a_rulebook(tmp_path, "1.1.0", NEW)
    async with a_town(tmp_path, f"sqlite:///{tmp_path}/ombud.db", OMBUD_RULEBOOK=str(first)) as town:
        await publishes(town, first, "The first one.")
        await town.reports("ana", "A prompt log was kept for three weeks.")
        await town.hears("bo", "Case 1", "G0DESK")
        renamed(second, "data-retention-prompts", "data-retention-of-prompts")
        await publishes(town, second, "Shorter.")
        await answers_with(town, "1.1.0")
        await town.clicks("bo", "case_acknowledge", of="Case 1")
        await town.clicks("bo", "case_decide", of="Case 1")
        offered = await offers(town, "bo", "prompts")
        assert "data-retention-prompts" in offered
        assert "data-retention-of-prompts" not in offered
        assert "judged by version 1.0.1" in str(await town.sees("bo"))
        chosen = {"clauses": ["data-retention-prompts"], "intent": "inadvertent", "reasons": "Three weeks."}
        await town.submits("bo", finding="violation", **chosen)
        outcome = await town.hears("ana", "Case 1 is decided")
        assert outcome.says(OLD)
        assert outcome.says("1.0.1")
        await town.reports("ana", "Another log was kept.")
        await town.hears("bo", "Case 2", "G0DESK")
        await town.clicks("bo", "case_decide", of="Case 2")
        assert "data-retention-of-prompts" in await offers(town, "bo", "prompts")
        assert "judged by version" not in str(await town.sees("bo"))


async def test_a_case_is_judged_by_the_version_of_the_time_at_which_it_happened(tmp_path: Path) -> None:
    first, second = a_rulebook(tmp_path, "1.0.1", OLD), a_rulebook(tmp_path, "1.1.0", NEW)
    async with a_town(tmp_path, f"sqlite:///{tmp_path}/ombud.db", OMBUD_RULEBOOK=str(first)) as town:
        await publishes(town, first, "The first one.")
        await town.advances(days=30)
        await publishes(town, second, "Shorter.")
        await answers_with(town, "1.1.0")
        now = town.world.clock() + town.world.case_offset
        await town.opens_report("ana")
        log = {"text": "A prompt log was kept.", "kind": "near_miss"}
        refused = await town.submits("ana", **log, happened=int(now) + 3600)
        assert "still to come" in refused["errors"]["happened"]
        assert not (await town.submits("ana", **log, happened=int(now) - 86_400))["errors"]
        await town.hears("bo", "Case 1", "G0DESK")
        await town.clicks("bo", "case_open", of="Case 1")
        assert "Happened" in str(await town.modal("bo"))
        await town.control("close", user="bo")
        await town.clicks("bo", "case_decide", of="Case 1")
        assert "judged by version 1.0.1" in str(await town.modal("bo"))
        await town.control("close", user="bo")
        for days, version in ((3650, "1.0.1"), (0, "")):  # before the first version, and just now
            await town.opens_report("ana")
            await town.submits("ana", **log, happened=int(now) - days * 86_400)
            case = "Case 2" if days else "Case 3"
            await town.hears("bo", case, "G0DESK")
            await town.clicks("bo", "case_decide", of=case)
            assert ("judged by version 1.0.1" in str(await town.modal("bo"))) is bool(version)
            await town.control("close", user="bo")


async def test_a_reviewer_corrects_when_it_happened_and_the_version_of_that_time_judges(tmp_path: Path) -> None:
    first, second = a_rulebook(tmp_path, "1.0.1", OLD), a_rulebook(tmp_path, "1.1.0", NEW)
    async with a_town(tmp_path, f"sqlite:///{tmp_path}/ombud.db", OMBUD_RULEBOOK=str(first)) as town:
        await publishes(town, first, "The first one.")
        await town.advances(days=30)
        renamed(second, "data-retention-prompts", "data-retention-of-prompts")
        await publishes(town, second, "Shorter.")
        await answers_with(town, "1.1.0")
        await town.reports("ana", "A prompt log was kept for three weeks.")
        await town.hears("bo", "Case 1", "G0DESK")
        await town.clicks("bo", "case_acknowledge", of="Case 1")
        await town.clicks("bo", "case_decide", of="Case 1")
        assert "data-retention-of-prompts" in await offers(town, "bo", "prompts")
        await corrects(town, "cai")
        await town.hears("bo", "<@U0CAI> corrected when it happened", "G0DESK")
        chosen = {"clauses": ["data-retention-of-prompts"], "intent": "inadvertent", "reasons": "Three weeks."}
        stale = await town.submits("bo", finding="violation", **chosen)
        assert "version 1.0.1 of the rulebook judges the case now" in stale["errors"]["clauses"]
        await town.control("close", user="bo")
        await town.clicks("bo", "case_open", of="Case 1")
        seen = str(await town.modal("bo"))
        assert "as <@U0CAI> corrected it" in seen
        assert "The log was started in the spring." in seen
        await town.control("close", user="bo")
        await town.clicks("bo", "case_decide", of="Case 1")
        assert "judged by version 1.0.1" in str(await town.modal("bo"))
        offered = await offers(town, "bo", "prompts")
        assert "data-retention-prompts" in offered
        assert "data-retention-of-prompts" not in offered
        sent = await town.submits("bo", finding="violation", **{**chosen, "clauses": ["data-retention-prompts"]})
        assert sent["errors"] is None
        outcome = await town.hears("ana", "Case 1 is decided")
        assert outcome.says("1.0.1")
        assert outcome.says(OLD)
        assert not any(one.says("corrected") for one in await town.messages("ana"))
        await town.clicks("cai", "case_open", of="Case 1")
        assert "when_correct" not in str(await town.modal("cai"))


async def corrects(town: Town, person: str) -> None:
    """The button of the open case, a time that is still to come, the time of the first version, and that one again."""
    now = int(town.world.clock() + town.world.case_offset)
    earlier = {"happened": now - 7 * 86_400, "reason": "The log was started in the spring."}
    await town.clicks(person, "case_open", of="Case 1")
    await town.clicks_view(person, "when_correct")
    refused = await town.submits(person, **{**earlier, "happened": now + 3600})
    assert "still to come" in refused["errors"]["happened"]
    assert (await town.submits(person, **earlier))["errors"] is None
    assert "judges the case from now on" in str(await town.modal(person))
    await town.control("close", user=person)
    await town.clicks_view(person, "when_correct")
    again = await town.submits(person, **earlier)
    assert "says this time already" in again["errors"]["happened"]
    await town.control("close", user=person)
    await town.control("close", user=person)


def renamed(folder: Path, clause: str, name: str) -> None:
    """A clause under another id, in every file that names it."""
    for file in (*folder.glob("clauses/*/*.md"), *folder.glob("*.yml"), *folder.glob("translations/**/*.md")):
        file.write_text(re.sub(rf"\b{clause}\b", name, file.read_text()))


async def offers(town: Town, person: str, typed: str) -> list[str]:
    """The clauses that the decision form offers."""
    found = await town.control("options", user=person, action_id="clauses", query=typed)
    return [one["value"] for one in found["options"]]
