"""A real PostgreSQL for tests: a throwaway cluster on a Unix socket."""

import contextlib
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

from sqlalchemy import create_engine, text


def _binaries() -> Path:
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    if not found:
        raise RuntimeError("PostgreSQL is missing. Install the package 'postgresql' and run the tests again.")
    return found[-1].parent


def _as_postgres(*command: str | Path) -> None:
    prefix = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
    done = subprocess.run([*prefix, *map(str, command)], capture_output=True, text=True, check=False, cwd="/")
    if done.returncode != 0:
        raise RuntimeError(f"{command[0]} failed: {done.stdout}{done.stderr}")


class Cluster:
    """On a Unix socket in a room of its own; `url` names its database `postgres`. It can be stopped and started."""

    def __init__(self, room: Path) -> None:
        self.room, self.home = room, room / "cluster"
        self.url = f"postgresql+psycopg://ombud@/postgres?host={room}"

    def create(self) -> None:
        """Its files."""
        where = ("-D", self.home, "-U", "ombud")
        _as_postgres(_binaries() / "initdb", *where, "--auth=trust", "--no-sync", "-E", "UTF8")

    def start(self) -> None:
        """Run it, and wait until it answers."""
        options = f"-c fsync=off -c listen_addresses='' -c unix_socket_directories='{self.room}' -c max_connections=200"
        self._control("-l", self.room / "log", "-o", options, "start")

    def stop(self, how: str = "immediate") -> None:
        """`immediate` is a crash of the database; `fast` ends every connection and tidies up."""
        self._control("-m", how, "stop")

    def _control(self, *said: str | Path) -> None:
        _as_postgres(_binaries() / "pg_ctl", "-D", self.home, "-w", *said)


@contextlib.contextmanager
def own_cluster() -> Iterator[Cluster]:
    """A fresh one, running; stopped and removed afterwards, whether it runs by then or not."""
    room = Path(tempfile.mkdtemp(prefix="ombud-pg-"))
    if os.geteuid() == 0:
        shutil.chown(room, "postgres")
    made = Cluster(room)
    try:
        made.create()
        made.start()
        yield made
    finally:
        with contextlib.suppress(RuntimeError):  # it may be down already
            made.stop()
        shutil.rmtree(room, ignore_errors=True)


@contextlib.contextmanager
def throwaway_cluster() -> Iterator[str]:
    """The URL of a fresh cluster's `postgres` database; stopped and removed afterwards."""
    with own_cluster() as made:
        yield made.url


def fresh_database(cluster: str) -> str:
    """The URL of a new, empty database in a cluster."""
    name = f"d{uuid4().hex}"
    engine = create_engine(cluster, isolation_level="AUTOCOMMIT")
    with engine.connect() as conn:
        conn.execute(text(f"CREATE DATABASE {name}"))
    engine.dispose()
    return cluster.replace("/postgres?", f"/{name}?")
