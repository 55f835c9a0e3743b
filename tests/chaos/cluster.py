"""A PostgreSQL of one's own, that can be stopped and started under the bot."""

import asyncio
import contextlib
import os
import shutil
import tempfile
from collections.abc import AsyncIterator
from pathlib import Path

from tests.postgres import _as_postgres, _binaries


class Cluster:
    """On a Unix socket in a room of its own; `url` names its database `postgres`."""

    def __init__(self, room: Path) -> None:
        self.room, self.home = room, room / "cluster"
        self.url = f"postgresql+psycopg://ombud@/postgres?host={room}"

    async def start(self) -> None:
        options = f"-c fsync=off -c listen_addresses='' -c unix_socket_directories='{self.room}' -c max_connections=100"
        await self._control("-w", "-l", self.room / "log", "-o", options, "start")

    async def stop(self, how: str) -> None:
        """`fast` ends every connection; `immediate` is a crash of the database."""
        await self._control("-w", "-m", how, "stop")

    async def _control(self, *said: str | Path) -> None:
        await asyncio.to_thread(_as_postgres, _binaries() / "pg_ctl", "-D", self.home, *said)


@contextlib.asynccontextmanager
async def own_cluster() -> AsyncIterator[Cluster]:
    """A fresh one, running; gone afterwards, whether it runs by then or not."""
    room = Path(tempfile.mkdtemp(prefix="ombud-chaos-"))
    if os.geteuid() == 0:
        shutil.chown(room, "postgres")
    made = Cluster(room)
    create = ("-D", made.home, "-U", "ombud", "--auth=trust", "--no-sync", "-E", "UTF8")
    try:
        await asyncio.to_thread(_as_postgres, _binaries() / "initdb", *create)
        await made.start()
        yield made
    finally:
        with contextlib.suppress(RuntimeError):  # it may be down already
            await made.stop("immediate")
        shutil.rmtree(room, ignore_errors=True)
