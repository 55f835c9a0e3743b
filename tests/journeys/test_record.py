"""What an auditor does with the record of a town that lived."""

import asyncio
import subprocess
import sys
from pathlib import Path

from tests.bot.test_commands import beside
from tests.journeys.town import Town
from tests.test_house import ROOT


async def test_an_auditor_keeps_a_checkpoint_and_is_shown_a_proof(town: Town, tmp_path: Path) -> None:
    await town.reports("ana", "Marker-Quilt pasted a log")
    await town.hears("bo", "Case 1", "G0DESK")
    await town.stop_bot()  # it seals what is left
    proof, kept = tmp_path / "proof.json", tmp_path / "kept.txt"
    kept.write_text((await beside(town, "audit", "checkpoint"))[1], "utf-8")
    key = (await beside(town, "audit", "key"))[1].strip()
    code, said = await beside(town, "audit", "prove", "1", "--out", str(proof), "--against", str(kept))
    assert (code, "are proven" in said) == (0, True)
    assert "Marker-Quilt" not in proof.read_text("utf-8")
    assert "U0ANA" not in proof.read_text("utf-8")
    script = [sys.executable, "-I", ROOT / "examples" / "verify_proof.py", proof, kept, key]
    done = await asyncio.to_thread(subprocess.run, script, capture_output=True, text=True, check=False)
    assert (done.returncode, "BROKEN" in done.stdout) == (0, False)
    assert await beside(town, "projections", "check") == (
        0,
        "The tables of cases, overrides and gaps say what the record says.\n",
    )


async def test_a_seal_stands_in_the_witness_channel_and_verifies_from_there(town: Town, tmp_path: Path) -> None:
    await town.reports("ana", "Marker-Quilt pasted a log")
    await town.hears("bo", "Case 1", "G0DESK")
    await town.clicks("bo", "case_open")
    await town.stop_bot()  # it seals what is left, and the seal goes out when it is back
    await town.start_bot()
    told = await town.hears("emi", "Anybody may keep this note", "C0RECORD")
    copied = tmp_path / "copied.txt"
    copied.write_text(told.raw["blocks"][1]["text"]["text"], "utf-8")
    code, said = await beside(town, "audit", "verify", "--against", str(copied))
    assert (code, "The record verifies" in said) == (0, True)
    await town.kill_bot()
    await town.start_bot()
    assert len(await town.messages("emi", "C0RECORD")) == 1
    code, said = await beside(town, "audit", "access", "--case", "1")
    assert (code, "U0BO  " in said) == (0, True)
