"""`ombud rulebook publish` and `ombud release`, as a policy owner runs them."""

import shutil
from pathlib import Path

import pytest

from bot.places import STARTER
from storage.migrate import upgrade
from tests.bot.test_commands import ombud


@pytest.fixture
def env(tmp_path: Path) -> dict[str, str]:
    url = f"sqlite:///{tmp_path}/ombud.db"
    upgrade(url)
    return {"OMBUD_DATABASE_URL": url}


def test_publish_diff_history_and_release(env: dict[str, str], tmp_path: Path) -> None:
    draft = tmp_path / "draft"
    shutil.copytree(STARTER, draft)
    assert ombud("rulebook", "publish", str(draft), **env).returncode == 2
    first = ombud("rulebook", "publish", str(draft), "--rationale", "The first one.", **env)
    assert first.returncode == 0, first.stderr
    again = ombud("rulebook", "publish", str(draft), "--rationale", "Other.", **env)
    assert again.stdout.startswith(first.stdout.strip())
    (clause,) = draft.glob("clauses/*/data-retention-prompts.md")
    clause.write_text(clause.read_text().replace("severity: medium", "severity: high"))
    taken = ombud("rulebook", "publish", str(draft), "--rationale", "Stricter.", **env)
    assert (taken.returncode, taken.stdout) == (2, "")
    assert "Give `version` in rulebook.yml a new value" in taken.stderr
    version = next(one for one in first.stdout.split() if one[0].isdigit())
    changed = ombud("rulebook", "diff", version, str(draft), **env)
    assert "stricter: data-retention-prompts" in changed.stdout
    assert "severity: [-medium-] {+high+}" in changed.stdout
    assert "added" in ombud("rulebook", "history", "data-retention-prompts", **env).stdout
    assert ombud("rulebook", "history", "data-nothing", **env).returncode == 1
    assert "Published versions: 1" in ombud("rulebook", "versions", **env).stdout

    attached = ombud("release", "attach", "Bot 2", "--version", version, "--risks", "r", "--tests", "t", **env)
    assert "lacks known biases" in attached.stdout
    refused = ombud("release", "ready", "Bot 2", **env)
    assert refused.returncode == 1
    assert "it lacks known biases" in refused.stderr
    ombud("release", "attach", "Bot 2", "--version", version, "--biases", "none known", **env)
    assert "ready since" in ombud("release", "ready", "Bot 2", **env).stdout
    assert "ready since" in ombud("release", "list", **env).stdout
    assert ombud("release", "attach", "Bot 2", "--version", "9.9", **env).returncode == 1


def test_nothing_is_published_of_a_folder_with_problems(env: dict[str, str], tmp_path: Path) -> None:
    draft = tmp_path / "draft"
    shutil.copytree(STARTER, draft)
    (clause,) = draft.glob("clauses/*/data-secrets.md")
    clause.write_text(clause.read_text().replace("owner:", "owned:"))
    refused = ombud("rulebook", "publish", str(draft), "--rationale", "Why.", **env)
    assert refused.returncode == 1
    assert "Nothing was published" in refused.stderr
    assert "Published versions: 0" in ombud("rulebook", "versions", **env).stdout
