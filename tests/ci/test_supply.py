"""The checks of what Ombud runs on: each must catch what it is there for."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.test_house import ROOT

REPORTS = Path(__file__).parent / "reports"


def ran(script: str, *arguments: str | Path, **env: str) -> tuple[int, str]:
    command = [sys.executable, ROOT / ".ci" / script, *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=False, env={**os.environ, **env})
    return done.returncode, done.stdout + done.stderr


def installed(room: Path, name: str, licence: str) -> Path:
    """Plants a package with a licence, and a requirements file that asks for it."""
    made = room / f"{name.replace('-', '_')}-1.0.dist-info"
    made.mkdir()
    (made / "METADATA").write_text(
        f"Metadata-Version: 2.4\nName: {name}\nVersion: 1.0\nLicense-Expression: {licence}\n"
    )
    wanted = room / "wanted.txt"
    wanted.write_text(f"{name}==1.0 \\\n    --hash=sha256:00\n    # via nobody\n")
    return wanted


def test_a_known_vulnerability_fails_and_is_named() -> None:
    code, said = ran("audit.py", REPORTS / "vulnerable.json")
    assert code == 1
    assert "VULNERABLE aiohttp 3.9.1: PYSEC-2024-24, fixed in 3.9.2" in said


def test_what_could_not_be_audited_is_counted_and_passes() -> None:
    code, said = ran("audit.py", REPORTS / "skipped.json")
    assert code == 0
    assert "2 of 3 packages could not be audited" in said
    assert "1 packages audited, 0 known vulnerabilities." in said


@pytest.mark.parametrize("report", ["", "Traceback", "{}", '{"dependencies": []}'])
def test_no_report_is_no_clean_bill(tmp_path: Path, report: str) -> None:
    (tmp_path / "report.json").write_text(report)
    assert ran("audit.py", tmp_path / "report.json")[0] == 2


def test_a_source_that_cannot_be_reached_is_said_and_passes() -> None:
    away = "http://127.0.0.1:9"
    pinned = sum("==" in line for line in (ROOT / "requirements/run.txt").read_text().splitlines())
    code, said = ran("audit.py", HTTPS_PROXY=away, https_proxy=away, NO_PROXY="", no_proxy="")
    assert code == 0, said
    assert f"{pinned} of {pinned} packages could not be audited" in said


def test_what_ombud_runs_on_has_licences_from_the_list() -> None:
    code, said = ran("licences.py")
    assert code == 0, said


@pytest.mark.parametrize(
    "licence", ["GPL-3.0-only", "AGPL-3.0-or-later", "MIT AND GPL-2.0-only", "LGPL-3.0-only", "Mine"]
)
def test_a_planted_licence_fails(tmp_path: Path, licence: str) -> None:
    wanted = installed(tmp_path, "planted", licence)
    code, said = ran("licences.py", wanted, PYTHONPATH=str(tmp_path))
    assert code == 1
    assert f"planted is under '{licence}', which is not on the list" in said


def test_one_of_several_licences_is_enough(tmp_path: Path) -> None:
    wanted = installed(tmp_path, "planted", "MIT OR GPL-2.0-only")
    assert ran("licences.py", wanted, PYTHONPATH=str(tmp_path))[0] == 0


@pytest.mark.parametrize("name", ["pyDMNrules", "pymerkle", "translate-toolkit"])
def test_the_three_forbidden_packages_fail_under_any_licence(tmp_path: Path, name: str) -> None:
    installed(tmp_path, name, "MIT")
    code, said = ran("licences.py", PYTHONPATH=str(tmp_path))
    assert code == 1
    assert "must not come near this project" in said


def test_a_package_that_is_not_installed_is_no_clean_bill(tmp_path: Path) -> None:
    (tmp_path / "wanted.txt").write_text("nowhere==1.0 \\\n    --hash=sha256:00\n")
    assert "nowhere is not installed here" in ran("licences.py", tmp_path / "wanted.txt")[1]


def test_every_pin_has_a_hash_and_names_no_address() -> None:
    for file in (ROOT / "requirements").glob("*.txt"):
        lines = file.read_text().splitlines()
        assert [line for line in lines if line[:1].isalnum() and not line.endswith("\\")] == []
        assert [line for line in lines if "://" in line] == []
