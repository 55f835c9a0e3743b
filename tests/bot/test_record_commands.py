"""`ombud audit` and `ombud projections` on real databases, as whoever types them sees them."""

import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import text
from typer.testing import CliRunner

from bot.cli import app
from desk.desk import Desk
from storage import seals, streams
from storage.database import Database
from storage.streams import StoredEvent
from tests.desk.test_desk import HOUSE, VAULT
from tests.domain.cases.people import NOON, near_miss
from tests.storage.test_seals import SIGNER
from tests.test_house import ROOT

KEY = ("--key", SIGNER.verifier.text)


@pytest.fixture
async def url(database: Database, empty_url: str) -> str:
    """A database with two sealed cases and a third that is not sealed."""
    desk = Desk(database, VAULT, HOUSE, lambda: NOON)
    for number in (1, 2):
        await desk.handle(replace(near_miss(), key=f"form {number}"))
    await database.write(lambda conn: seals.seal_pending(conn, SIGNER, NOON))
    await desk.handle(replace(near_miss(), key="form 3"))
    return empty_url


def run(url: str, *given: str | Path) -> tuple[int, str]:
    done = CliRunner().invoke(app, [str(one) for one in given], env={"OMBUD_DATABASE_URL": url})
    assert isinstance(done.exception, SystemExit | None), done.exception
    return done.exit_code, done.output


async def test_a_proof_is_written_and_believed_beside_a_checkpoint_copied_from_a_message(
    url: str, tmp_path: Path
) -> None:
    proof, kept = tmp_path / "proof.json", tmp_path / "kept.txt"
    code, note = run(url, "audit", "checkpoint")
    assert (code, note.splitlines()[1]) == (0, "4")
    kept.write_bytes(f"```\n{note}```".replace("\n", "\r\n").encode())  # as people copy it
    code, said = run(url, "audit", "prove", "2", "--out", proof, "--against", kept, *KEY)
    assert (code, said) == (0, "2 events of case 2 are proven.\n")
    kept.write_text(note, "utf-8")
    script = [sys.executable, "-I", ROOT / "examples" / "verify_proof.py", proof, kept, KEY[1]]
    done = subprocess.run(script, capture_output=True, text=True, check=False)  # noqa: ASYNC221 -- it is short
    assert (done.returncode, done.stdout.count("holds:")) == (0, 2)
    code, printed = run(url, "audit", "prove", "3", *KEY)
    assert code == 0
    assert "Version 1 is not sealed yet" in printed
    assert json.loads(printed[: printed.rindex("}") + 1])["events"] == []


async def test_what_cannot_be_proven_or_read_is_one_sentence(url: str, tmp_path: Path) -> None:
    assert run(url, "audit", "prove", "9", *KEY) == (1, "There is no case 9 in this record.\n")
    code, said = run(url, "audit", "prove", "1", "--key", "ombud+12345678+AZ")
    assert (code, said.startswith("that is no verifier key")) == (2, True)
    code, said = run(url, "audit", "verify", "--against", tmp_path / "none", *KEY)
    assert (code, "cannot be read" in said) == (2, True)
    code, said = run(url, "audit", "prove", "1", "--out", tmp_path / "no" / "where.json", *KEY)
    assert (code, "cannot be written" in said) == (2, True)


async def test_verification_needs_only_the_public_key_and_takes_a_checkpoint_from_outside(
    url: str, tmp_path: Path, database: Database
) -> None:
    kept = tmp_path / "kept.txt"
    kept.write_text(run(url, "audit", "checkpoint")[1], "utf-8")
    assert run(url, "audit", "verify", "--against", kept, *KEY) == (
        0, "The record verifies: 4 events sealed, 2 not sealed yet.\n",
    )  # fmt: skip
    await database.write(lambda conn: conn.execute(text("UPDATE event SET actor = 'x' WHERE stream = 'case-1'")))
    code, said = run(url, "audit", "verify", "--against", kept, *KEY)
    assert code == 1
    assert "BROKEN: case-1 version 1 was changed after it was sealed" in said
    assert "BROKEN: the checkpoint from outside does not match the log" in said


async def test_projections_are_checked_and_built_anew(url: str, database: Database) -> None:
    assert run(url, "projections", "check") == (
        0,
        "The tables of cases, overrides and gaps say what the record says.\n",
    )
    await database.write(lambda conn: conn.execute(text("UPDATE case_row SET status = 'decided' WHERE number = 2")))
    code, said = run(url, "projections", "check")
    assert (code, said.splitlines()[0]) == (1, "case 2, status: the record says open, the table says decided")
    assert run(url, "projections", "rebuild") == (
        0,
        "The tables hold 3 cases, 0 overrides and 0 gaps, as the record says.\n",
    )
    assert run(url, "projections", "check")[0] == 0


async def test_looks_into_a_case_are_listed(url: str, database: Database) -> None:
    assert run(url, "audit", "access", "--case", "9") == (1, "There is no case 9 in this record.\n")
    assert run(url, "audit", "access", "--case", "1") == (0, "0 looks into case 1.\n")
    looks = [
        StoredEvent("access-1", version, "CaseViewed", 1, NOON, by, json.dumps({"by": by, "what": what}).encode())
        for version, (by, what) in enumerate([("U0BO", "case"), ("party:reporter", "conversation")], start=1)
    ]
    await database.write(lambda conn: streams.append(conn, looks))
    assert run(url, "audit", "access", "--case", "1") == (
        0,
        "2026-03-02 12:00:00Z  U0BO  case\n2026-03-02 12:00:00Z  party:reporter  conversation\n2 looks into case 1.\n",
    )


def test_a_database_without_seals_says_when_there_will_be_some(empty_url: str, database: Database) -> None:
    del database  # it is migrated and empty
    code, said = run(empty_url, "audit", "checkpoint")
    assert (code, said.startswith("Nothing is sealed yet.")) == (1, True)
