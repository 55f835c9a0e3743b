"""Whoever speaks to Ombud gets exactly one answer, however, wherever and however often it arrives."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest
import pytest_asyncio
from hypothesis import given, settings
from hypothesis import strategies as st

from desk.rulebooks import publish
from domain.rulebook.clauses import Clause
from storage.database import Database
from storage.migrate import upgrade
from tests.bot.couriers.house import HOUSE, NOON
from tests.bot.couriers.house import posts as a_house
from tests.handlers.conversing import RULES, Talk, kit_of

ASKED = "may I fine-tune on support chats?"
HELP = "AI policy in your own words"
HELPDESK = "C0AIHELP"
OLDER = "within 60 days"
AT = "<@U0OMBUD>"


@pytest_asyncio.fixture
async def talk(database: Database) -> AsyncIterator[Talk]:
    async with a_house(database) as posts:
        yield Talk(posts, [kit_of(posts), kit_of(posts)])


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (ASKED, "data-fine-tuning-support"),
        ("hi", HELP),
        ("help!", HELP),
        ("👋", HELP),
        ("thanks a lot", "You are welcome"),
        ("may I bring my dog to the office?", "does not cover this"),
        ("x" * 9000, "first 4,000 characters"),
    ],
)
async def test_every_message_gets_one_answer(talk: Talk, text: str, says: str) -> None:
    talk.copies = 3
    direct = await talk.says("ana", text)
    public = await talk.says("ana", f"{AT} {text}", HELPDESK)
    for channel, ts in (("D0ANA", direct), (HELPDESK, public)):
        assert says in talk.words(channel, ts)
    assert set(talk.statuses) == {200}


async def test_a_mention_alone_gets_help(talk: Talk) -> None:
    assert HELP in talk.words(HELPDESK, await talk.says("ana", AT, HELPDESK))


async def test_what_has_no_words_gets_a_sentence_and_what_has_some_an_answer(talk: Talk) -> None:
    log, memo = await talk.uploads("ana", "log.txt"), await talk.uploads("ana", "memo.m4a")
    assert "not files" in talk.words("D0ANA", await talk.says("ana", "", files=[log]))
    assert "recordings" in talk.words("D0ANA", await talk.says("ana", "", files=[memo]))
    assert "cannot join calls" in talk.words("D0ANA", await talk.says("ana", "", subtype="huddle_thread"))
    both = talk.words("D0ANA", await talk.says("ana", ASKED, files=[log]))
    assert "data-fine-tuning-support" in both
    assert "not opened what you attached" in both


async def test_the_language_is_the_readers(talk: Talk) -> None:
    assert "in eigenen Worten" in talk.words("D0FEN", await talk.says("fen", "hallo"))


async def test_a_follow_up_is_read_with_the_question_before_it_and_says_so(talk: Talk) -> None:
    root = await talk.says("ana", ASKED)
    follow = await talk.says("ana", "and with <b>names</b> removed?", thread_ts=root)
    words = talk.words("D0ANA", follow)
    assert "I read this as: _may I fine-tune on support chats? and with &lt;b&gt;names&lt;/b&gt; removed?_" in words
    assert "data-fine-tuning-support" in words
    (status,) = [one for one in talk.posts.world.sent if one["method"] == "assistant.threads.setStatus"]
    assert status["ok"]
    assert not any(talk.posts.world.town.channels["D0ANA"].statuses.values())
    whole = await talk.says("ana", "may I paste secrets into a chat?", thread_ts=root)
    assert "I read this as" not in talk.words("D0ANA", whole)


async def test_where_slack_does_not_show_the_thread_the_follow_up_is_answered_alone(talk: Talk) -> None:
    root = await talk.says("ana", ASKED)
    talk.posts.world.faults.add({"method": "conversations.replies", "kind": "500", "count": 4})
    follow = await talk.says("ana", "and with names removed?", thread_ts=root)
    assert "I read this as" not in talk.words("D0ANA", follow)


async def test_a_thread_of_two_is_followed_and_with_more_only_a_mention_answered(talk: Talk) -> None:
    root = await talk.says("ana", f"{AT} {ASKED}", HELPDESK)
    follow = await talk.says("ana", "and with names removed?", HELPDESK, thread_ts=root)
    assert "I read this as" in talk.words(HELPDESK, follow)
    aside = await talk.says("ana", "<@U0BO> what do you think?", HELPDESK, thread_ts=root)
    third = await talk.says("bo", "no idea", HELPDESK, thread_ts=root)
    again = await talk.says("ana", "and for contractors?", HELPDESK, thread_ts=root)
    assert [talk.answers(HELPDESK, ts) for ts in (aside, third, again)] == [[], [], []]
    named = await talk.says("bo", f"{AT} and with names removed?", HELPDESK, thread_ts=root)
    assert "I read this as: _may I fine-tune" in talk.words(HELPDESK, named)


async def test_other_peoples_talk_is_nobodys_business(talk: Talk) -> None:
    root = await talk.says("ana", "lunch?", HELPDESK)
    await talk.says("bo", "yes", HELPDESK, thread_ts=root)
    assert talk.posts.world.sent == []
    await talk.says("ana", "at noon", HELPDESK, thread_ts=root)
    assert {one["method"] for one in talk.posts.world.sent} == {"users.info"}  # a thread of two there could be ours


async def test_an_edit_changes_the_answer_in_its_place(talk: Talk) -> None:
    first = await talk.says("ana", "may I bring my dog to the office?")
    await talk.says("ana", "hi")
    (before,) = talk.answers("D0ANA", first)
    await talk.edits("ana", first, ASKED)
    (after,) = talk.answers("D0ANA", first)
    assert after.ts == before.ts
    assert "data-fine-tuning-support" in talk.words("D0ANA", first)
    assert len(talk.posts.said("D0ANA")) == 2


async def test_an_edit_that_leaves_the_text_and_a_deletion_do_nothing(talk: Talk) -> None:
    ts = await talk.says("ana", ASKED)
    talk.posts.world.sent.clear()
    await talk.edits("ana", ts, ASKED)
    await talk.acting.delete({"user": "ana", "message_ts": ts})
    assert talk.posts.world.sent == []


async def test_an_edit_that_calls_ombud_is_answered_once(talk: Talk) -> None:
    ts = await talk.says("ana", ASKED, HELPDESK)
    assert talk.answers(HELPDESK, ts) == []
    await talk.edits("ana", ts, f"{AT} {ASKED}", HELPDESK)
    assert "data-fine-tuning-support" in talk.words(HELPDESK, ts)


async def test_a_late_edit_shows_what_stands_there_now(talk: Talk) -> None:
    ts = await talk.says("ana", "hi")
    talk.posts.world.faults.add({"method": "chat.update", "kind": "500", "count": 2})
    await talk.edits("ana", ts, "may I bring my dog to the office?")
    await talk.edits("ana", ts, ASKED)
    assert "data-fine-tuning-support" in talk.words("D0ANA", ts)


async def test_a_guest_is_told_once_and_edits_change_nothing(talk: Talk) -> None:
    del talk.replicas[1]  # of guests nothing is kept, so that replicas cannot know of each other
    ts = await talk.says("ivo", ASKED, "C0GENERAL", thread_ts=None)
    named = await talk.says("ivo", f"{AT} {ASKED}", "C0GENERAL")
    await talk.edits("ivo", named, f"{AT} please?", "C0GENERAL")
    assert talk.answers("C0GENERAL", ts) == []
    assert "here as a guest" in talk.words("C0GENERAL", named)


async def test_questions_are_offered_that_the_rulebook_answers(talk: Talk) -> None:
    for person in ("ana", "fen"):
        await talk.acting.open({"user": person, "tab": "messages"})
        for kit in talk.kits:
            await kit.later.settled()
        room = talk.posts.world.town.channels[f"D0{person.upper()}"]
        assert room.prompts is not None
        assert len(room.prompts["prompts"]) == 4
        told = {one.question: one.clause for one in talk.kits[0].rulebook.scenarios if one.question}
        for prompt in room.prompts["prompts"]:
            quoted = told.get(prompt["message"], prompt["title"])
            assert quoted in talk.words(room.id, await talk.says(person, prompt["message"]))
        # Scenarios are written in the rulebook's own language; others are offered titles in theirs.
        assert any(prompt["message"] in told for prompt in room.prompts["prompts"]) == (person == "ana")
    assert room.prompts["title"] == "Sie könnten fragen:"
    await talk.acting.open({"user": "ivo", "tab": "messages"})
    assert talk.posts.world.town.channels["D0IVO"].prompts is None


async def unfurled(talk: Talk, *paths: str) -> list[str]:
    links = " ".join(f"{RULES}/{path}" for path in paths)
    ts = await talk.says("ana", f"see {links}", HELPDESK)
    for kit in talk.kits:
        await kit.later.settled()
    message = talk.posts.world.town.channels[HELPDESK].message(ts)
    assert message is not None
    return [str(one["blocks"]) for one in message.attachments]


async def test_a_link_to_a_clause_shows_its_rule(talk: Talk) -> None:
    (shown,) = await unfurled(talk, "clauses/data-fine-tuning-support")
    for part in ("Fine-tuning on support chats", "only when the customer agreed", "version 1.0.0"):
        assert part in shown
    old, unknown = await unfurled(talk, "0.9.0/data-secrets"), await unfurled(talk, "clauses/none", "elsewhere")
    assert "names version 0.9.0" in old[0]
    assert unknown == []
    assert talk.posts.said(HELPDESK) == []


async def test_a_link_to_an_earlier_version_shows_its_wording_and_what_became_of_it(talk: Talk) -> None:
    now = HOUSE.rulebook
    laxer = replace(now.clauses["data-retention-prompts"], severity="low", body=f"Delete stored prompts {OLDER}.")
    gone = Clause("data-fax", "Fax", "data", "Fax nothing.", kind="prohibition")
    before = replace(now, version="0.8.0", clauses={**now.clauses, laxer.id: laxer, gone.id: gone})
    await talk.posts.database.write(lambda conn: publish(conn, before, "Tried.", "operator", NOON))
    shown, fax, same = await unfurled(
        talk, "0.8.0/data-retention-prompts", "0.8.0/de/data-fax", "0.8.0/data-fine-tuning-support"
    )
    for part in (OLDER, "version 0.8.0", "Version 1.0.0 is in force now, and in it this clause is stricter"):
        assert part in shown
    assert f"<{RULES}/1.0.0/data-retention-prompts|" in shown
    assert "no longer has this clause" in fax
    assert "reads the same" in same


async def test_answers_link_to_their_clauses_and_the_link_leads_back(talk: Talk) -> None:
    words = talk.words("D0ANA", await talk.says("ana", ASKED))
    assert f"<{RULES}/1.0.0/data-fine-tuning-support|Fine-tuning on support chats>" in words
    assert "names version" not in (await unfurled(talk, "1.0.0/data-fine-tuning-support"))[0]


KINDS = st.sampled_from(
    ["question", "hi", "empty", "file", "voice", "huddle", "broadcast", "me", "long", "edit", "delete"]
)
PLACES = st.sampled_from(["direct", "named", "thread"])


async def sent(talk: Talk, kind: str, place: str, root: str) -> tuple[str, str]:
    """Somebody speaks to Ombud in some way; channel and ts."""
    channel = "D0ANA" if place == "direct" else HELPDESK
    at = f"{AT} " if place == "named" else ""
    texts = {"question": ASKED, "hi": "hi", "long": "word " * 1000, "edit": "hi", "delete": "hi", "me": ASKED}
    more: dict[str, object] = {"thread_ts": root} if place == "thread" else {}
    if kind in ("file", "voice"):
        more["files"] = [await talk.uploads("ana", "memo.m4a" if kind == "voice" else "log.txt")]
    if kind in ("huddle", "broadcast", "me"):
        more["subtype"] = {"huddle": "huddle_thread", "broadcast": "thread_broadcast", "me": "me_message"}[kind]
    ts = await talk.says("ana", f"{at}{texts.get(kind, '')}", channel, **more)
    if kind == "edit":
        await talk.edits("ana", ts, f"{at}{ASKED}", channel)
        await talk.edits("ana", ts, f"{at}thanks", channel)
    if kind == "delete":
        await talk.acting.delete({"user": "ana", "channel": channel, "message_ts": ts})
    return channel, ts


@pytest.fixture(scope="module")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("invariant")


@settings(max_examples=15, deadline=None)
@given(st.lists(st.tuples(KINDS, PLACES), min_size=1, max_size=5), st.integers(1, 3), st.integers(0, 1))
def test_exactly_one_answer_whatever_combination_arrives(
    fresh: Path, said: list[tuple[str, str]], copies: int, refused: int
) -> None:
    """The invariant: one answer to each message, over kinds of events, places, replicas, copies and refused posts."""

    async def scenario() -> None:
        url = f"sqlite:///{fresh}/ombud.db"
        upgrade(url)
        database = Database(url)
        async with a_house(database) as posts:
            talk = Talk(posts, [kit_of(posts), kit_of(posts)])
            root = await talk.says("ana", f"{AT} {ASKED}", HELPDESK)
            talk.copies = copies
            for _ in range(refused):
                posts.world.faults.add({"method": "chat.postMessage", "kind": "429"})
            for kind, place in said:
                channel, ts = await sent(talk, kind, place, root)
                assert len(talk.answers(channel, ts)) == 1, (kind, place)
        database.close()

    asyncio.run(scenario())
