"""Bots that begin with everything imported: forked from a process that did it once, killed and waited for like others.

`ombud serve` spends most of a start on imports, and each journey starts bots of its own.
"""

import asyncio
import atexit
import gc
import json
import os
import select
import signal
import socket
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib import import_module
from pathlib import Path

from bot.places import ROOT
from bot.practice import HANDED_ON

LONGEST = 1 << 20  # bytes of a request
STRICT = {"PYTHONWARNINGS": "error::ResourceWarning"}


class Preloaded:
    """The process that has imported everything; it ends with this one."""

    def __init__(self) -> None:
        self._ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        handed_on = {name: os.environ[name] for name in HANDED_ON if name in os.environ}
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.forked"], cwd=ROOT, stdin=theirs, env={**handed_on, **STRICT}
        )
        theirs.close()

    def fork(self, env: Mapping[str, str], log: Path) -> "Forked":
        """A process of `ombud serve` with nothing but `env`; what it says is added to `log`."""
        with log.open("ab") as file:
            socket.send_fds(self._ours, [json.dumps(dict(env)).encode()], [file.fileno()])
        pid = int(self._answer())
        return Forked(pid, os.pidfd_open(pid), self)

    def buried(self, pid: int) -> int:
        """The exit code of one that is gone; negative for a signal."""
        self._ours.send(json.dumps(pid).encode())
        return int(self._answer())

    def end(self) -> None:
        """Nobody asks any more."""
        self._ours.close()
        self._process.wait()

    def _answer(self) -> bytes:
        said = self._ours.recv(LONGEST)
        if not said:
            raise RuntimeError(f"the preloaded process ended with {self._process.wait()}")
        return said


@dataclass(slots=True)
class Forked:
    """A running bot, as `bot.replica.Process` wants it."""

    pid: int
    handle: int
    parent: Preloaded
    code: int | None = field(default=None)

    @property
    def returncode(self) -> int | None:
        """None while it runs."""
        if self.code is None and select.select([self.handle], [], [], 0)[0]:
            self.code = self.parent.buried(self.pid)
            os.close(self.handle)
        return self.code

    def send_signal(self, which: int, /) -> None:
        """To this very process, whatever its number means by now."""
        if self.returncode is None:
            signal.pidfd_send_signal(self.handle, which)

    async def wait(self) -> int:
        """Until it is gone."""
        if self.returncode is None:
            gone, loop = asyncio.Event(), asyncio.get_running_loop()
            loop.add_reader(self.handle, gone.set)
            await gone.wait()
            loop.remove_reader(self.handle)
        return self.returncode or 0


@cache
def _preloaded() -> Preloaded:
    made = Preloaded()
    atexit.register(made.end)
    return made


async def serve_forked(env: Mapping[str, str], log: Path) -> Forked:
    """Like `bot.replica.serve`, but with imports done."""
    return _preloaded().fork(env, log)


def _take_orders(orders: socket.socket) -> bool:
    """Fork and bury until nobody asks any more. True in a fork."""
    while True:
        said, files, _, _ = socket.recv_fds(orders, LONGEST, 1)
        if not said:
            return False
        asked: dict[str, str] | int = json.loads(said)
        if isinstance(asked, int):
            orders.send(str(os.waitstatus_to_exitcode(os.waitpid(asked, 0)[1])).encode())
            continue
        if (pid := os.fork()) == 0:
            _become(asked, files[0])
            return True
        os.close(files[0])
        orders.send(str(pid).encode())


def _become(env: dict[str, str], log: int) -> None:
    os.environ.clear()
    os.environ.update(env)
    for stream in (sys.stdout, sys.stderr):
        os.dup2(log, stream.fileno())
    os.close(log)
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.close(nothing)


def _main() -> None:
    gc.disable()  # as `bot.__main__` does
    import_module("bot.composition")
    from bot.cli import app

    gc.freeze()
    with socket.socket(fileno=os.dup(0)) as orders:
        forked = _take_orders(orders)
    if forked:
        app(["serve"], prog_name="ombud")


if __name__ == "__main__":
    _main()
