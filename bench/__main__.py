"""`python -m bench`: first figures, as ratios to a floor measured in the same run."""

import asyncio
import tempfile
from pathlib import Path

from bench.answers import measure_ask
from bench.commits import measure_commits, measure_reports
from bench.sweeping import measure_sweep
from tests.postgres import fresh_database, throwaway_cluster


async def main() -> None:
    """Every measurement, a line each."""
    with tempfile.TemporaryDirectory() as room, throwaway_cluster() as cluster:
        sqlite = f"sqlite:///{Path(room)}/ombud.db"
        postgres = fresh_database(cluster)
        await measure_ask()
        for name, url in (("SQLite", sqlite), ("PostgreSQL (fsync off)", postgres)):
            await measure_reports(name, url)
            await measure_commits(name, url, Path(room))
            measure_sweep(name, url)


asyncio.run(main())
