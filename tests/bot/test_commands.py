"""The command line, as whoever types it sees it."""

import asyncio
import os
import signal
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest

from bot.practice import Practice, practice
from bot.settings import BadSettings, read_settings
from storage.vault import new_master_key
from tests.test_house import ROOT

PLAIN = {"TERM": "dumb", "OMBUD_RANKING": "lexical"}  # whoever asks by meaning waits for vectors on a fresh machine


def ombud(*given: str, **env: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "bot", *given],
        cwd=ROOT, env={"PATH": os.environ["PATH"], **PLAIN, **env}, capture_output=True, text=True, check=False,
    )  # fmt: skip


def test_try_is_ready_soon_and_ctrl_c_ends_all_of_it() -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "bot", "try"],
        cwd=ROOT, env={**os.environ, **PLAIN}, stdout=subprocess.PIPE, text=True, start_new_session=True,
    ) as process:  # fmt: skip
        try:
            assert process.stdout is not None
            line = process.stdout.readline()
            assert processor_seconds(process.pid) < 10  # what the README promises where nothing else runs
            url = line.split("ready: ")[1].split("#", maxsplit=1)[0]
            with urllib.request.urlopen(url) as page:  # noqa: S310 -- on loopback
                assert b"Practice workspace" in page.read()
            os.killpg(process.pid, signal.SIGINT)
            assert process.wait(30) == 0
        finally:  # whatever was not so, the next test does not wait for it
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)
    left = subprocess.run(["pgrep", "-g", str(process.pid)], capture_output=True, check=False)
    assert left.stdout == b""


def processor_seconds(group: int) -> float:
    """What a group of processes has used so far."""
    listed = subprocess.run(["pgrep", "-g", str(group)], capture_output=True, text=True, check=True)
    rows = [Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split() for pid in listed.stdout.split()]
    return sum(int(row[11]) + int(row[12]) for row in rows) / os.sysconf("SC_CLK_TCK")


def test_serving_without_settings_says_what_to_set() -> None:
    done = ombud("serve")
    assert done.returncode == 2
    assert "SLACK_SIGNING_SECRET" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_sandbox_may_not_move_time_beside_the_real_slack() -> None:
    env = {"SLACK_BOT_TOKEN": "x", "SLACK_APP_TOKEN": "y", "OMBUD_MASTER_KEY": new_master_key()}
    with pytest.raises(BadSettings, match="OMBUD_SANDBOX_URL"):
        read_settings({**env, "OMBUD_SANDBOX_URL": "http://127.0.0.1:1/"}, None, None, None)


async def beside(town: Practice, *given: str) -> tuple[int | None, str]:
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", *given, cwd=ROOT, env=town.env, stdout=-1, stderr=asyncio.subprocess.STDOUT
    )
    out, _ = await process.communicate()
    return process.returncode, out.decode()


async def test_doctor_audit_outbox_and_metrics_of_a_running_town(tmp_path: Path) -> None:
    async with practice(tmp_path, f"sqlite:///{tmp_path}/ombud.db", OMBUD_RANKING="lexical") as town:
        await town.asks("ana", "ask may I fine-tune on support chats?")
        await town.fault("chat.postMessage", "429", retry_after=60, count=100)
        await town.reports("ana", "Marker-Quilt pasted a log")
        assert await beside(town, "doctor") == (
            0, "✓ Settings, key, database, rulebook, casework, roster and Slack are in order.\n",
        )  # fmt: skip
        code, waiting = await beside(town, "outbox", "list")
        assert (code, "case-1.1.1.card.queue:desk" in waiting) == (0, True)
        code, verified = await beside(town, "audit", "verify")
        assert (code, "The record verifies" in verified) == (0, True)
        async with town.http.get(f"{town.bot_url}/metrics") as answer:
            figures = await answer.text()
        assert 'ombud_questions_total{outcome="covered"} 1.0' in figures
        assert "Marker-Quilt" not in figures + town.log.read_text()
        code, dropped = await beside(town, "outbox", "drop", "case-1.1.1.card.queue:desk", "--why", "a test")
        assert (code, dropped) == (0, "Dropped.\n")
        town.world.manifest = type(town.world.manifest)(
            **{
                **{name: getattr(town.world.manifest, name) for name in town.world.manifest.__slots__},
                "scopes": frozenset({"commands", "groups:read"}),
            }
        )
        code, found = await beside(town, "doctor")
        assert code == 1
        assert "the app lacks the scopes" in found
