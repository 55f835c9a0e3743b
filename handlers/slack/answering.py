"""What to say to whoever speaks to Ombud: to a reporter in a case's thread, to a courtesy, a file, a question."""

import asyncio
import html
import logging

import aiohttp
from slack_sdk.errors import SlackApiError

from desk.outcomes import NotConfirmed
from domain.cases.commands import ReplyToReviewer
from domain.rulebook.ranking import LONGEST
from domain.rulebook.reading import courtesy, goes_on
from handlers.cards import conversing
from handlers.cards.blocks import section
from handlers.cards.conversing import Said as Answer
from handlers.locale.catalogue import Words
from handlers.slack.addressed import Carries, Said
from handlers.slack.errors import slack_said
from handlers.slack.kit import Kit
from handlers.slack.policy import shown
from handlers.slack.talk import written_sentence
from handlers.slack.tell import count
from handlers.slack.threads import Thread, thread_of

log = logging.getLogger("ombud.handlers")


async def answer_to(kit: Kit, say: Words, said: Said, bot: str | None, thread: Thread | None = None) -> Answer:
    """The one answer to a message; `thread` is what is known of its thread already."""
    if said.carries is Carries.HUDDLE or (not said.text and said.carries is not Carries.NOTHING):
        return conversing.sentence(say, f"converse.{said.carries.value}")
    unread = [] if said.carries is Carries.NOTHING else ["converse.unread"]
    case = await kit.queries.case_of_thread(said.channel, said.root) if said.private and said.root != said.ts else None
    if isinstance(case, int):
        text, blocks = await _passed_on(kit, say, said, case)
        return text, [*blocks, *conversing.notes(say, unread)]
    text, blocks = await _conversed(kit, say, said, bot, thread, unread)
    if isinstance(case, NotConfirmed):
        maybe = say("talk.maybe_reply")
        return f"{maybe} {text}", [section("maybe-reply", maybe), *blocks]
    return text, blocks


async def _passed_on(kit: Kit, say: Words, said: Said, case: int) -> Answer:
    """A reporter answers in the thread of a message about their report. What they change later is not passed on."""
    if said.edit is not None:
        return conversing.sentence(say, "converse.edit_kept")
    key = f"{said.channel}:{said.ts}"
    outcome = await kit.desk.handle(ReplyToReviewer(key, case, said.user, html.unescape(said.raw)))
    text = written_sentence(say, outcome)
    return text, [section("said", text)]


async def _conversed(
    kit: Kit, say: Words, said: Said, bot: str | None, thread: Thread | None, unread: list[str]
) -> Answer:
    polite = courtesy(said.text)
    if polite is not None:
        return conversing.polite(say, polite)
    before: list[str] = []
    if said.root != said.ts and goes_on(kit.ranker, said.text):
        known = thread or await _read_thread(kit, say, said, bot)
        before = known.asked_before(said) if known else []
    rules = kit.rulebook
    reading = await kit.read(said.text, before)
    count(kit, reading.found, reading.question, said.user)
    text, blocks = shown(kit, say, reading.found, reading.question, rules, earlier=rules is not kit.rulebook)
    head = conversing.understood(say, reading.question) if reading.joined else []
    cut = ["converse.long"] if len(said.text) > LONGEST else []
    return text, [*head, *blocks, *conversing.notes(say, [*unread, *cut])]


async def _read_thread(kit: Kit, say: Words, said: Said, bot: str | None) -> Thread | None:
    """The thread, and meanwhile a status in the pane: it costs no time, and goes with our answer."""
    if not said.private:
        return await thread_of(kit.client, said, bot)
    found, _ = await asyncio.gather(thread_of(kit.client, said, bot), _status(kit, say, said))
    return found


async def _status(kit: Kit, say: Words, said: Said) -> None:
    """https://docs.slack.dev/reference/methods/assistant.threads.setStatus"""
    setting = kit.client.assistant_threads_setStatus(
        channel_id=said.channel, thread_ts=said.root, status=say("converse.reading")
    )
    try:
        await asyncio.wait_for(setting, 0.9)
    except SlackApiError as error:
        log.info("no status was shown: %s", slack_said(error))
    except (aiohttp.ClientError, TimeoutError) as error:
        log.info("no status was shown: %s", type(error).__name__)
