"""`ombud rulebook export`, as somebody runs it who feeds a tool of governance, risk and compliance."""

import json
import os
import shutil
from pathlib import Path
from typing import Any

import pytest

from bot.places import STARTER
from storage.migrate import upgrade
from tests.bot.test_commands import ombud


@pytest.fixture
def env(tmp_path: Path) -> dict[str, str]:
    url = f"sqlite:///{tmp_path}/ombud.db"
    upgrade(url)
    return {"OMBUD_DATABASE_URL": url}


def read(file: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    return found


def test_a_draft_is_dated_by_its_files(tmp_path: Path) -> None:
    draft, out = tmp_path / "draft", tmp_path / "policy.json"
    shutil.copytree(STARTER, draft)
    for file in draft.rglob("*"):
        os.utime(file, (0, 0))
    (draft / "README.md").write_text("No rule.")
    os.utime(draft / "matrix.yml", (1_700_000_000, 1_700_000_000))
    made = ombud("rulebook", "export", "--oscal", str(out), "--draft", str(draft))
    assert made.returncode == 0, made.stderr
    assert "110 clauses" in made.stdout
    told = read(out)["catalog"]["metadata"]
    assert told["last-modified"] == "2023-11-14T22:13:20Z"
    assert "published" not in told


def test_profiles_lie_beside_the_catalog_and_import_it(tmp_path: Path) -> None:
    out = tmp_path / "policy.json"
    asked = ("rulebook", "export", "--oscal", str(out), "--draft", str(STARTER), "--profile", "user")
    assert ombud(*asked, "--profile", "developer").returncode == 0
    for audience in ("user", "developer"):
        (imported,) = read(tmp_path / f"policy-{audience}-profile.json")["profile"]["imports"]
        assert (tmp_path / imported["href"]) == out
    before = out.read_bytes()
    refused = ombud(*asked, "--profile", "pilots")
    assert refused.returncode == 2
    assert "'pilots'. There are: " in refused.stderr
    assert out.read_bytes() == before
    assert not (tmp_path / "policy-pilots-profile.json").exists()


def test_a_published_version_is_what_was_published(env: dict[str, str], tmp_path: Path) -> None:
    draft, out = tmp_path / "draft", tmp_path / "policy.json"
    shutil.copytree(STARTER, draft)
    settings = draft / "rulebook.yml"
    none = ombud("rulebook", "export", "--oscal", str(out), **env)
    assert none.returncode == 1
    assert "Nothing was published yet." in none.stderr
    assert ombud("rulebook", "publish", str(draft), "--rationale", "First.", **env).returncode == 0
    settings.write_text(settings.read_text().replace("version: 1.0.0", "version: 1.1.0"))
    assert ombud("rulebook", "publish", str(draft), "--rationale", "Second.", **env).returncode == 0
    found = []
    for version in ((), ("--version", "1.0.0")):
        assert ombud("rulebook", "export", "--oscal", str(out), *version, **env).returncode == 0
        found.append(read(out)["catalog"])
    assert [one["metadata"]["version"] for one in found] == ["1.1.0", "1.0.0"]
    assert found[0]["uuid"] != found[1]["uuid"]
    assert found[1]["metadata"]["published"] == found[1]["metadata"]["last-modified"]
    missing = ombud("rulebook", "export", "--oscal", str(out), "--version", "9.9", **env)
    assert missing.returncode == 1
    assert "There is no published version 9.9" in missing.stderr
    both = ombud("rulebook", "export", "--oscal", str(out), "--version", "1.0.0", "--draft", str(draft), **env)
    assert both.returncode == 2


def test_a_file_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    refused = ombud("rulebook", "export", "--oscal", str(tmp_path / "no" / "a.json"), "--draft", str(STARTER))
    assert refused.returncode == 1
    assert "cannot be written" in refused.stderr
