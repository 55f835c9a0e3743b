"""The journal of erasures: on disk, one line each whoever writes, and whatever was bent is seen."""

import resource
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from storage.database import Database
from storage.exceptions import JournalAway, JournalBent
from storage.journal import Erasure, Journal
from storage.vault import Vault
from tests.test_house import ROOT

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
APPENDS = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from storage.journal import Journal
for n in range(25):
    Journal(Path(sys.argv[1])).append(f"case-{sys.argv[2]}{n:02}", datetime(2026, 3, 2, 12, tzinfo=UTC))
"""
Bend = Callable[[list[bytes]], list[bytes]]


@pytest.fixture
def journal(tmp_path: Path) -> Journal:
    made = Journal(tmp_path / "erasures.jsonl")
    for number in range(1, 6):
        made.append(f"case-{number}", NOON)
    return made


def test_what_is_appended_is_read_and_the_same_twice_does_no_harm(journal: Journal) -> None:
    journal.append("case-5", NOON)
    assert journal.read() == [*(Erasure(f"case-{n}", NOON) for n in range(1, 6)), Erasure("case-5", NOON)]
    assert journal.path.stat().st_mode & 0o777 == 0o600


def test_processes_and_threads_append_line_by_line(tmp_path: Path) -> None:
    path = tmp_path / "erasures.jsonl"
    children = [subprocess.Popen([sys.executable, "-c", APPENDS, str(path), str(n)], cwd=ROOT) for n in (1, 2)]
    threads = [
        threading.Thread(target=lambda n=n: [Journal(path).append(f"case-{n}{k:02}", NOON) for k in range(25)])  # type: ignore[misc]
        for n in (3, 4)
    ]
    for thread in threads:
        thread.start()
    assert [child.wait(20) for child in children] == [0, 0]
    for thread in threads:
        thread.join()
    assert {one.stream for one in Journal(path).read()} == {f"case-{n}{k:02}" for n in (1, 2, 3, 4) for k in range(25)}


@pytest.mark.parametrize(
    "bend",
    [
        lambda lines: [lines[0], lines[1].replace(b"case-2", b"case-9"), *lines[2:]],
        lambda lines: [lines[0], lines[1].replace(b"12:00", b"12:01"), *lines[2:]],
        lambda lines: [lines[0], *lines[2:]],
        lambda lines: lines[1:],
        lambda lines: [lines[0], lines[2], lines[1], *lines[3:]],
        lambda lines: [lines[0], lines[1][:30] + b"\n", *lines[2:]],
        lambda lines: [*lines[:2], b"\n", *lines[2:]],
        lambda lines: [*lines[:-1], lines[-1][:-20]],
        lambda lines: [*lines[:-1], lines[-1][:-1]],
        lambda lines: [*lines, b"[]\n"],
        lambda lines: [*lines, b"\xff\xfe\n"],
    ],
)
def test_a_line_that_was_changed_dropped_moved_or_cut_is_seen(journal: Journal, bend: Bend) -> None:
    journal.path.write_bytes(b"".join(bend(journal.path.read_bytes().splitlines(keepends=True))))
    with pytest.raises(JournalBent, match="was changed, dropped or cut"):
        journal.read()


def test_a_missing_journal_is_no_empty_one(tmp_path: Path) -> None:
    with pytest.raises(JournalBent, match=r"away\.jsonl"):
        Journal(tmp_path / "away.jsonl").read()


def test_a_line_that_a_dying_process_left_unfinished_is_no_obstacle(journal: Journal) -> None:
    with journal.path.open("ab") as file:
        file.write(b'{"at":"2026-03-02T12:00:00+00:00","ch')
    journal.append("case-6", NOON)
    assert [one.stream for one in journal.read()] == [f"case-{n}" for n in range(1, 7)]


def test_a_full_disk_is_said_and_leaves_the_journal_whole(journal: Journal, caplog: pytest.LogCaptureFixture) -> None:
    size = journal.path.stat().st_size
    limit, ignored = resource.getrlimit(resource.RLIMIT_FSIZE), signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size + 40, limit[1]))  # a line does not fit, a part of it does
    try:
        with pytest.raises(JournalAway, match="nothing was erased"):
            journal.append("case-6", NOON)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limit)
        signal.signal(signal.SIGXFSZ, ignored)
    assert "an erasure waits" in caplog.text
    caplog.clear()
    assert journal.path.stat().st_size == size
    assert len(journal.read()) == 5


def test_a_bent_end_is_not_built_upon(journal: Journal, caplog: pytest.LogCaptureFixture) -> None:
    with journal.path.open("ab") as file:
        file.write(b"bent\n")
    with pytest.raises(JournalAway):
        journal.append("case-6", NOON)
    caplog.clear()


def test_a_lost_journal_is_written_anew_from_what_the_database_knows(database: Database, tmp_path: Path) -> None:
    safe, journal = Vault(b"k" * 32), Journal(tmp_path / "deep" / "erasures.jsonl")
    database.write_now(journal.catch_up)
    assert journal.read() == []
    for stream in ("case-1", "case-2", "case-3"):
        database.write_now(lambda conn, s=stream: safe.create_key(conn, s))  # type: ignore[misc]
    journal.append("case-1", NOON)
    for stream in ("case-1", "case-3"):
        database.write_now(lambda conn, s=stream: safe.erase(conn, s, NOON))  # type: ignore[misc]
    database.write_now(journal.catch_up)
    database.write_now(journal.catch_up)
    assert journal.read() == [Erasure("case-1", NOON), Erasure("case-3", NOON)]
