"""A practice workspace: the sandbox in this process, each bot in its own, which can be killed and restarted."""

import asyncio
import os
import secrets
import signal
import socket
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import aiohttp

from bot.at_home import AtHome, Json, PromiseBroken
from bot.places import MANIFEST, ROOT
from bot.replica import Begin, Process, Replica, serve
from sandbox.server import WORLD, create_app, listen
from sandbox.world import World
from storage.vault import new_master_key

PATIENCE = 30.0
SHORTEST, LONGEST = 0.005, 0.1  # seconds between two looks, which cost what is looked at as much as the looker
HANDED_ON = ("PATH", "OMBUD_RANKING", "OMBUD_CACHE")  # of the caller's environment; what else a bot needs is made up
__all__ = ["KEYS", "PATIENCE", "Json", "Message", "Practice", "PromiseBroken", "free_port", "practice"]

ENGLISH_HERE = ("emi", "gil", "hal")
KEYS = {"signing_secret": "practice-secret", "bot_token": "xoxb-practice", "app_token": "xapp-practice"}


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
class Practice(AtHome):
    """Residents act through the sandbox's control API; `replicas` are the processes of `ombud serve`, on one database.
    `bot`, `bot_url` and `log` are those of the first.
    """

    url: str
    world: World
    env: dict[str, str]
    http: aiohttp.ClientSession
    replicas: list[Replica]

    @property
    def bot(self) -> Process | None:
        """The process of the first, or the only one."""
        return self.replicas[0].running

    @property
    def bot_url(self) -> str:
        """Where the first answers."""
        return self.replicas[0].url

    @property
    def log(self) -> Path:
        """What the first wrote."""
        return self.replicas[0].log

    async def start_bot(self, n: int = 0, *, ready: bool = True) -> None:
        """Start `ombud serve`, the first or the `n`-th after it, and wait until it is ready."""
        await self.replicas[n].start(self.env)
        if ready:
            await self.until(lambda: self._is_ready(n), "the bot to be ready")

    async def renew(self) -> None:
        """An empty workspace, and bots on a fresh database beside the first: whoever tries Ombud begins again. SQLite
        only.
        """
        await asyncio.gather(*(self.stop_bot(n) for n in range(len(self.replicas))))
        self.world.forget()
        folder, name = self.log.parent, secrets.token_hex(4)
        self.env["OMBUD_DATABASE_URL"] = f"sqlite:///{folder}/ombud-{name}.db"
        self.env["OMBUD_ERASURE_JOURNAL"] = f"{folder}/erasures-{name}.jsonl"
        await asyncio.gather(*(self.start_bot(n) for n in range(len(self.replicas))))
        self.world.born = name

    async def _is_ready(self, n: int = 0) -> bool:
        return await self.replicas[n].is_ready(self.http)

    async def kill_bot(self, n: int = 0) -> None:
        """SIGKILL: no chance to tidy up."""
        await self.replicas[n].end(signal.SIGKILL)

    async def stop_bot(self, n: int = 0) -> None:
        """SIGTERM, and wait until it has tidied up."""
        await self.replicas[n].end(signal.SIGTERM)

    async def until(self, true: Callable[[], Awaitable[Any]], what: str, patience: float = PATIENCE) -> Any:
        """Wait for what happens in another process. Raises `PromiseBroken` after `patience` (seconds)."""
        deadline, pause = asyncio.get_running_loop().time() + patience, SHORTEST
        while not (found := await true()):
            if asyncio.get_running_loop().time() > deadline:
                raise PromiseBroken(f"waited in vain for {what}\n{self.logs(3000)}")
            await asyncio.sleep(pause)  # another process acts; no case time passes here
            pause = min(pause * 1.5, LONGEST)
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

    async def files(self, person: str, text: str, **more: Any) -> Json:
        """The form with any of its fields: `mode`, `kind` (abuse), `subjects`, `at_risk`."""
        await self.opens_report(person)
        return await self.submits(person, **{"text": text, "kind": "abuse", "at_risk": "no", **more})

    async def says(self, person: str, command: str, text: str = "") -> Message:
        """A command, and what only they are told."""
        await self.control("command", user=person, channel="C0GENERAL", command=command, text=text)
        heard = await self.messages(person, "C0GENERAL")
        return heard[-1] if heard else Message({"text": "", "blocks": []})

    async def modal(self, person: str) -> Json | None:
        """The dialogue that is open."""
        found: Json | None = (await self.sees(person))["modal"]
        return found

    async def clicks(self, person: str, action: str, channel: str = "G0DESK", *, of: str = "") -> Json:
        """The newest button of that action in a channel; `of` is what its message says."""
        said: Json = {"user": person, "channel": channel, "action_id": action}
        if of:
            message = await self.hears(person, of, channel)
            said["message_ts"] = message.raw["ts"]
        return await self.control("click", **said)

    async def clicks_view(self, person: str, action: str) -> Json:
        """A button in the dialogue that is open."""
        return await self.control("click_view", user=person, action_id=action)

    async def submits(self, person: str, **values: Any) -> Json:
        """The dialogue that is open, filled in and sent."""
        return await self.control("submit", user=person, values=values)

    async def decides(self, person: str, finding: str = "violation", *, of: str = "", **more: Any) -> Json:
        """The decision form, filled in and sent."""
        await self.clicks(person, "case_decide", of=of)
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

    async def runs(self, *words: str) -> str:
        """What a command of `ombud` prints, run beside the bot; where it fails, what it says of that as well."""
        command = [sys.executable, "-m", "bot", *words]
        process = await asyncio.create_subprocess_exec(*command, cwd=ROOT, env=self.env, stdout=-1, stderr=-1)
        out, failed = await process.communicate()
        return out.decode() if process.returncode == 0 else f"{out.decode()}{failed.decode()}"

    def logs(self, most: int = 1_000_000) -> str:
        """The end of each bot's log, at most so many characters of each."""
        return "\n".join(f"{replica.log.name}:\n{replica.said()[-most:]}" for replica in self.replicas)

    def errors(self) -> list[str]:
        """ERROR lines of every bot's log."""
        lines = [line for replica in self.replicas for line in replica.said().splitlines()]
        return [line for line in lines if " ERROR " in line or "Traceback" in line]


@asynccontextmanager
async def practice(
    room: Path,
    database_url: str,
    *,
    mode: str = "http",
    replicas: int = 1,
    sandbox_port: int = 0,
    bot_port: int = 0,
    own_tongues: bool = False,
    begin: Begin = serve,
    **more: str,
) -> AsyncIterator[Practice]:
    """A fresh workspace; everything in it ends with the block. `room` holds the log of each bot; more than one of them
    need a PostgreSQL. English is spoken, and German by Fen; with `own_tongues`, what each profile of the sandbox says.
    `begin` starts a bot.
    """
    bots = [
        Replica(free_port(0 if n else bot_port), room / ("bot.log" if n == 0 else f"bot-{n}.log"), begin)
        for n in range(replicas)
    ]
    app = create_app(MANIFEST, mode=mode, bot_urls=[bot.url for bot in bots], **KEYS)
    runner, url = await listen(app, free_port(sandbox_port) if sandbox_port else 0)
    for handle in () if own_tongues else ENGLISH_HERE:
        app[WORLD].town.speaks(handle, "en-GB")
    env = {
        **_slack(mode, url),
        "OMBUD_DATABASE_URL": database_url,
        "OMBUD_MASTER_KEY": new_master_key(),
        "OMBUD_ERASURE_JOURNAL": str(room / "erasures.jsonl"),
        "OMBUD_PORT": str(bots[0].port),
        **more,
    }
    async with aiohttp.ClientSession() as http:
        made = Practice(url, app[WORLD], env, http, bots)
        try:
            await asyncio.gather(*(made.start_bot(n) for n in range(replicas)))
            yield made
        finally:
            await asyncio.gather(*(made.stop_bot(n) for n in range(replicas)))
            await runner.cleanup()


def _slack(mode: str, url: str) -> dict[str, str]:
    """The settings by which a bot finds the sandbox."""
    entry = ("SLACK_SIGNING_SECRET", "signing_secret") if mode == "http" else ("SLACK_APP_TOKEN", "app_token")
    return {
        **{name: os.environ[name] for name in HANDED_ON if name in os.environ},
        "SLACK_BOT_TOKEN": KEYS["bot_token"],
        entry[0]: KEYS[entry[1]],
        "OMBUD_SLACK_API_URL": f"{url}api/",
        "OMBUD_SANDBOX_URL": url,
    }
