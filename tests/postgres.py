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


@contextlib.contextmanager
def throwaway_cluster() -> Iterator[str]:
    """The URL of a fresh cluster's `postgres` database; stopped and removed afterwards."""
    room = Path(tempfile.mkdtemp(prefix="ombud-pg-"))
    if os.geteuid() == 0:
        shutil.chown(room, "postgres")
    binaries, home = _binaries(), room / "cluster"
    try:
        _as_postgres(binaries / "initdb", "-D", home, "-U", "ombud", "--auth=trust", "--no-sync", "-E", "UTF8")
        options = f"-c fsync=off -c listen_addresses='' -c unix_socket_directories='{room}' -c max_connections=200"
        _as_postgres(binaries / "pg_ctl", "-D", home, "-w", "-l", room / "log", "-o", options, "start")
        try:
            yield f"postgresql+psycopg://ombud@/postgres?host={room}"
        finally:
            _as_postgres(binaries / "pg_ctl", "-D", home, "-w", "-m", "immediate", "stop")
    finally:
        shutil.rmtree(room, ignore_errors=True)


def fresh_database(cluster: str) -> str:
    """The URL of a new, empty database in a cluster."""
    name = f"d{uuid4().hex}"
    engine = create_engine(cluster, isolation_level="AUTOCOMMIT")
    with engine.connect() as conn:
        conn.execute(text(f"CREATE DATABASE {name}"))
    engine.dispose()
    return cluster.replace("/postgres?", f"/{name}?")
