"""What people ask and no clause answers: counted without them, closed by its owner, told once to who waits."""

import json
import re
import shutil
import sqlite3
from pathlib import Path

from tests.journeys.test_leaks import stored
from tests.journeys.test_versions import NEW, OLD, a_rulebook, publishes
from tests.journeys.town import Message, Town
from tests.journeys.town import town as a_town
from tests.leaks import hunt

ASKED = (
    "may I bring my Pemberwick dog to the office?",
    "are dogs allowed in the office?",
    "can I bring a dog to the office",
)
MARKS = ("Pemberwick", ASKED[0], ASKED[1])


async def ask(town: Town, person: str, words: str) -> None:
    assert (await town.asks(person, f"ask {words}")).says("does not cover this")


async def clicks_last(town: Town, person: str, action: str) -> None:
    """A button on the newest answer."""
    await town.control("click", user=person, channel="C0GENERAL", action_id=action)


async def heard(town: Town, person: str, words: str) -> int:
    return len([one for one in await town.messages(person) if one.says(words)])


async def a_gap_opens(town: Town) -> Message:
    """Rounds go by until Fen hears of it: a question is counted after its answer, so a round may come before."""

    async def told() -> Message | None:
        await town.advances(hours=1)
        return next((one for one in await town.messages("fen") if one.says("Lücke 1 ist neu")), None)

    found: Message = await town.until(told, "Fen to hear of a gap")
    return found


async def drained(town: Town) -> None:
    async def all_sent() -> bool:
        async with town.http.get(f"{town.bot_url}/metrics") as answer:
            figures = await answer.text()
        return not re.search(r'ombud_deliveries\{state="(pending|sending|in_doubt)"\} [1-9]', figures)

    await town.until(all_sent, "everything to be sent")


async def test_three_ask_the_owner_closes_and_who_waits_hears_once(town: Town) -> None:
    await town.opens_home("fen")
    for person, words in zip(("ana", "bo"), ASKED, strict=False):
        await ask(town, person, words)
        await clicks_last(town, person, "tell_me")
    await town.hears("ana", "fewer than three people", "C0GENERAL")
    await town.advances(hours=2)
    assert (await town.asks("fen", "gaps")).says("Keine Lücke wartet")
    assert (await town.asks("ana", "gaps")).says("are read and closed by policy owners")
    await ask(town, "cai", ASKED[2])
    told = await a_gap_opens(town)
    assert not told.says("dog")
    await town.sees_home("fen", "Lücke 1")
    listed = await town.asks("fen", "gaps")
    assert listed.says("3 Personen oder mehr")
    assert listed.says("dog")
    assert not listed.says("Pemberwick")
    await clicks_last(town, "fen", "gap_take")
    await clicks_last(town, "fen", "gap_scope")
    assert (await town.submits("fen", reason="Pets are a matter of the house rules."))["errors"] is None
    for person in ("ana", "bo"):
        assert (await town.hears(person, "out of scope of the rulebook")).says("Pets are a matter of the house rules.")
    assert await heard(town, "cai", "out of scope") == 0
    await town.advances(days=20)
    await drained(town)
    assert [await heard(town, one, "out of scope") for one in ("ana", "bo", "cai")] == [1, 1, 0]
    assert await heard(town, "fen", "überfällig") == 0
    assert (await town.asks("fen", "gaps")).says("Keine Lücke wartet")
    assert "say what the record says" in await town.runs("projections", "check")
    assert "verif" in (await town.runs("audit", "verify")).lower()


async def test_nobody_closes_it_and_the_clock_says_so(town: Town) -> None:
    for person, words in zip(("ana", "bo", "cai"), ASKED, strict=True):
        await ask(town, person, words)
    await a_gap_opens(town)
    await town.advances(days=7)
    await town.hears("fen", "Lücke 1 wartet noch")
    await town.advances(days=8)
    await town.hears("fen", "Lücke 1 ist überfällig")
    await town.advances(days=7)
    await town.hears("dee", "Gap 1 is late")
    found = json.loads((await town.runs("gaps", "list", "--json")).splitlines()[0])
    assert found["gap"] == 1
    assert "Pemberwick" not in found["words"]
    closed = await town.runs("gaps", "close", "1", "--clause", "data-secrets", "--by", "fen")
    assert closed == "Gap 1 is closed.\n"
    assert "before, by fen" in await town.runs("gaps", "close", "1", "--clause", "data-secrets")


async def test_a_new_version_tells_once_who_watches_a_clause_and_votes_answer_at_once(tmp_path: Path) -> None:
    folder = a_rulebook(tmp_path, "1.0.1", OLD)
    async with a_town(tmp_path, f"sqlite:///{tmp_path}/ombud.db", OMBUD_RULEBOOK=str(folder)) as town:
        await publishes(town, folder, "The first one.")
        for person, action in (("ana", "tell_changes"), ("bo", "tell_changes"), ("ana", "clause_helpful_no")):
            await town.asks(person, "ask how long may we keep prompts?")
            await clicks_last(town, person, action)
        await town.hears("ana", "From three such votes", "C0GENERAL")
        await town.clicks("bo", "tell_stop", "C0GENERAL", of="You will hear once")
        await town.hears("bo", "You will not hear of it", "C0GENERAL")
        await publishes(town, a_rulebook(tmp_path, "1.1.0", NEW), "Shorter.")
        told = await town.hears("ana", "changed with version 1.1.0")
        assert told.says("~30~ *14*")
        await publishes(town, a_rulebook(tmp_path, "1.2.0", OLD), "And back.")
        await town.hears("ana", "1.2.0", "C0GENERAL")
        await drained(town)
        assert await heard(town, "ana", "changed with version") == 1
        assert await heard(town, "bo", "changed with version") == 0


async def test_no_question_and_no_asker_stays_where_it_must_not(tmp_path: Path) -> None:
    async with a_town(tmp_path, f"sqlite:///{tmp_path}/ombud.db", OMBUD_LOG_LEVEL="DEBUG") as town:
        for person, words in zip(("ana", "bo"), ASKED, strict=False):
            await ask(town, person, words)
            await clicks_last(town, person, "tell_me")
        await town.asks("ana", "ask how long may we keep prompts?")
        await clicks_last(town, "ana", "clause_helpful_no")
        await clicks_last(town, "ana", "tell_changes")
        await town.advances(hours=2)
        assert hunt(MARKS, await stored(town, tmp_path)) == []
        # Shorter than what the hunt takes for a mark, so looked for in the rows themselves.
        assert not re.search("U0ANA|U0BO|D0ANA|D0BO", asking_rows(tmp_path))
        assert _sent(town, "Pemberwick") == []
        await ask(town, "cai", ASKED[2])
        await a_gap_opens(town)
        await town.asks("fen", "gaps")
        await clicks_last(town, "fen", "gap_scope")
        await town.submits("fen", reason="No pets.")
        await town.hears("ana", "out of scope of the rulebook")
        await drained(town)
        assert hunt(MARKS, await stored(town, tmp_path)) == []
        assert not re.search("U0ANA|U0BO|U0CAI|D0ANA|D0BO|D0CAI", asking_rows(tmp_path))
        assert _sent(town, "Pemberwick") == []
        planted = {"log": b"asked: Pemberwick", "row": ASKED[1].encode().hex().encode()}
        assert hunt(MARKS, planted) != []
        assert re.search("U0ANA", asking_rows(tmp_path, "INSERT INTO tell VALUES ('k', 'clause/x', 'U0ANA')"))


def asking_rows(room: Path, planted: str = "") -> str:
    """The rows about what was asked and wished, and those of deliveries that came of it, in a copy of the database."""
    copy = room / "rows.db"
    for ending in ("", "-wal"):
        shutil.copy(room / f"ombud.db{ending}", f"{copy}{ending}")
    conn = sqlite3.connect(copy)
    if planted:
        conn.execute(planted)
    found = [conn.execute(f"SELECT * FROM {one}").fetchall() for one in ("gap", "gap_asker", "tell", "clause_vote")]  # noqa: S608
    found.append(conn.execute("SELECT * FROM delivery WHERE stream = 'tell'").fetchall())
    found.append(conn.execute("SELECT stream, body FROM event WHERE stream LIKE 'gap-%'").fetchall())
    conn.close()
    return str(found)


def _sent(town: Town, word: str) -> list[str]:
    """Calls to Slack that carried a word. Answers to a command go with its ack, to whoever asked."""
    return [call["method"] for call in town.world.sent if word in json.dumps(call["args"], ensure_ascii=False)]
