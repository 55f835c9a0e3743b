"""A practice workspace: the sandbox in this process, the bot in its own, which can be killed and restarted."""

import asyncio
import os
import signal
import socket
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import aiohttp

from bot.places import MANIFEST, ROOT
from sandbox.server import WORLD, create_app, listen
from sandbox.world import World
from storage.vault import new_master_key

PATIENCE = 10.0
READY = 200
Json = dict[str, Any]


class PromiseBroken(AssertionError):
    """Something that Ombud promises did not happen in time."""


@dataclass(frozen=True, slots=True)
class Message:
    """A message as a person sees it."""

    raw: Json

    @property
    def words(self) -> str:
        """Everything in it, text and blocks."""
        return f"{self.raw['text']} {self.raw['blocks']}"

    def says(self, words: str) -> bool:
        """Whether `words` stand in it."""
        return words in self.words


def free_port(wanted: int = 0) -> int:
    """`wanted` if it is free, or any other."""
    with socket.socket() as sock:
        try:
            sock.bind(("127.0.0.1", wanted))
        except OSError:
            sock.bind(("127.0.0.1", 0))
        return int(sock.getsockname()[1])


@dataclass(slots=True)
class Practice:
    """Residents act through the sandbox's control API; `bot` is the process of `ombud serve`."""

    url: str
    bot_url: str
    world: World
    env: dict[str, str]
    http: aiohttp.ClientSession
    log: Path
    bot: asyncio.subprocess.Process | None = None

    async def start_bot(self, *, ready: bool = True) -> None:
        """Start `ombud serve` and wait until it is ready."""
        with self.log.open("ab") as log:
            self.bot = await asyncio.create_subprocess_exec(
                sys.executable, "-m", "bot", "serve", env=self.env, cwd=ROOT, stdout=log, stderr=log
            )
        if ready:
            await self.until(self._is_ready, "the bot to be ready")

    async def _is_ready(self) -> bool:
        with suppress(aiohttp.ClientError):
            async with self.http.get(f"{self.bot_url}/readyz") as answer:
                return answer.status == READY
        return False

    async def kill_bot(self) -> None:
        """SIGKILL: no chance to tidy up."""
        await self._end(signal.SIGKILL)

    async def stop_bot(self) -> None:
        """SIGTERM, and wait until it has tidied up."""
        await self._end(signal.SIGTERM)

    async def _end(self, how: signal.Signals) -> None:
        if self.bot is not None and self.bot.returncode is None:
            self.bot.send_signal(how)
            await self.bot.wait()

    async def until(self, true: Callable[[], Awaitable[Any]], what: str) -> Any:
        """Wait for what happens in another process. Raises `PromiseBroken` after ten seconds."""
        deadline = asyncio.get_running_loop().time() + PATIENCE
        while not (found := await true()):
            if asyncio.get_running_loop().time() > deadline:
                raise PromiseBroken(f"waited in vain for {what}\n{self.log.read_text()[-3000:]}")
            await asyncio.sleep(0.005)  # another process acts; no case time passes here
        return found

    async def control(self, action: str, **said: Any) -> Json:
        """One call of the sandbox's control API."""
        async with self.http.post(f"{self.url}control/{action}", json=said) as answer:
            found: Json = await answer.json()
        return found

    async def sees(self, person: str) -> Json:
        """Everything that a person sees."""
        async with self.http.get(f"{self.url}control/as/{person}") as answer:
            found: Json = await answer.json()
        return found

    async def messages(self, person: str, channel: str = "") -> list[Message]:
        """What a person sees in a channel, or in their direct messages with the bot."""
        wanted = channel or f"D0{person.upper()}"
        rooms = (await self.sees(person))["conversations"]
        return [Message(one) for room in rooms if room["id"] == wanted for one in room["messages"]]

    async def hears(self, person: str, words: str, channel: str = "") -> Message:
        """Wait until a person is told something."""

        async def told() -> Message | None:
            return next((one for one in await self.messages(person, channel) if one.says(words)), None)

        found: Message = await self.until(told, f"{person} to hear {words!r}")
        return found

    async def asks(self, person: str, question: str) -> Message:
        """`/policy …`, and the answer."""
        await self.control("command", user=person, channel="C0GENERAL", command="/policy", text=question)
        return (await self.messages(person, "C0GENERAL"))[-1]

    async def opens_report(self, person: str, text: str = "") -> Json:
        """`/report …`, and the form."""
        await self.control("command", user=person, channel="C0GENERAL", command="/report", text=text)
        modal: Json = (await self.sees(person))["modal"]
        return modal

    async def reports(self, person: str, text: str, kind: str = "near_miss", at_risk: str = "no") -> Json:
        """The form, filled in and sent."""
        await self.opens_report(person)
        return await self.control("submit", user=person, values={"text": text, "kind": kind, "at_risk": at_risk})

    async def clicks(self, person: str, action: str, channel: str = "G0DESK") -> Json:
        """The newest button of that action in a channel."""
        return await self.control("click", user=person, channel=channel, action_id=action)

    async def decides(self, person: str, finding: str = "violation", **more: Any) -> Json:
        """The decision form, filled in and sent."""
        await self.clicks(person, "case_decide")
        await self.control("options", user=person, action_id="clauses", query="customer")
        values = {
            "finding": finding,
            "clauses": ["data-customer-personal"],
            "intent": "inadvertent",
            "reasons": "The log held names of customers.",
            **more,
        }
        return await self.control("submit", user=person, values=values)

    async def advances(self, **span: float) -> None:
        """Move case time: `hours=2, minutes=5`."""
        units = {"seconds": 1, "minutes": 60, "hours": 3600, "days": 86400}
        await self.control("time", advance_seconds=sum(units[name] * amount for name, amount in span.items()))

    async def fault(self, method: str, kind: str, **more: Any) -> None:
        """Switch a fault on."""
        await self.control("faults", method=method, kind=kind, **more)

    def errors(self) -> list[str]:
        """ERROR lines of the bot's log."""
        return [line for line in self.log.read_text().splitlines() if " ERROR " in line or "Traceback" in line]


@asynccontextmanager
async def practice(
    room: Path, database_url: str, *, mode: str = "http", sandbox_port: int = 0, bot_port: int = 0, **more: str
) -> AsyncIterator[Practice]:
    """A fresh workspace; everything in it ends with the block. `room` holds the bot's log."""
    port = free_port(bot_port)
    keys = {"signing_secret": "practice-secret", "bot_token": "xoxb-practice", "app_token": "xapp-practice"}
    bot_url = f"http://127.0.0.1:{port}"
    app = create_app(MANIFEST, mode=mode, bot_urls=[bot_url], **keys)
    runner, url = await listen(app, free_port(sandbox_port) if sandbox_port else 0)
    entry = "SLACK_SIGNING_SECRET" if mode == "http" else "SLACK_APP_TOKEN"
    env = {
        "PATH": os.environ["PATH"],
        "SLACK_BOT_TOKEN": keys["bot_token"],
        entry: keys["signing_secret" if mode == "http" else "app_token"],
        "OMBUD_SLACK_API_URL": f"{url}api/",
        "OMBUD_DATABASE_URL": database_url,
        "OMBUD_MASTER_KEY": new_master_key(),
        "OMBUD_PORT": str(port),
        "OMBUD_SANDBOX_URL": url,
        **more,
    }
    async with aiohttp.ClientSession() as http:
        made = Practice(url, bot_url, app[WORLD], env, http, room / "bot.log")
        try:
            await made.start_bot()
            yield made
        finally:
            await made.stop_bot()
            await runner.cleanup()
