"""The examples for a rulebook's own repository run as they are written, in a repository with real commits."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from tests.bot.test_check import room
from tests.domain.rulebook.a_folder import good, planted
from tests.test_house import ROOT

EXAMPLES = ROOT / "examples" / "rulebook"
VAGUE = planted("clauses/data/logs.md", "names.", "names. Take due care.")
WHERE = "policy/clauses/data/logs.md:15:76"


class Repository:
    """A repository with a rulebook in policy/, and `ombud` on the path."""

    def __init__(self, at: Path) -> None:
        self.at = at / "repository"
        room(self.at / "policy", good())
        tools = at / "tools"
        tools.mkdir()
        (tools / "ombud").write_text(f'#!/bin/sh\nPYTHONPATH="{ROOT}" exec "{sys.executable}" -m bot "$@"\n')
        (tools / "ombud").chmod(0o755)
        self.env = {"PATH": f"{tools}:{os.environ['PATH']}", "HOME": str(at), "TERM": "dumb", "LC_ALL": "C"}
        self.git("init", "--quiet")
        self.git("config", "user.email", "fen@example.com")
        self.git("config", "user.name", "Fen")

    def runs(self, *command: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(command, cwd=self.at, env=self.env, capture_output=True, text=True, check=False)

    def git(self, *given: str) -> subprocess.CompletedProcess[str]:
        return self.runs("git", *given)

    def commits(self) -> subprocess.CompletedProcess[str]:
        self.git("add", "--all")
        return self.git("commit", "--message", "A rule")


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    return Repository(tmp_path)


def test_the_hook_refuses_a_vague_clause_and_lets_a_mended_one_pass(repository: Repository) -> None:
    shutil.copy(EXAMPLES / "pre-commit", repository.at / ".git" / "hooks")
    room(repository.at / "policy", VAGUE)
    refused = repository.commits()
    assert refused.returncode != 0
    assert f"{WHERE}: vague-wording 'due care' is vague" in refused.stdout + refused.stderr
    assert repository.git("log").returncode != 0
    room(repository.at / "policy", good())
    assert repository.git("commit", "--message", "A rule").returncode != 0  # mended, but what is staged is not
    passed = repository.commits()
    assert passed.returncode == 0, passed.stderr
    assert "A rule" in repository.git("log").stdout


def test_the_hook_lets_other_commits_alone(repository: Repository) -> None:
    room(repository.at / "policy", VAGUE)
    assert repository.commits().returncode == 0
    shutil.copy(EXAMPLES / "pre-commit", repository.at / ".git" / "hooks")
    (repository.at / "README.md").write_text("Ours.")
    assert repository.commits().returncode == 0


def test_the_hook_of_pre_commit_asks_the_same(repository: Repository) -> None:
    (hook,) = yaml.safe_load((EXAMPLES / ".pre-commit-config.yaml").read_text())["repos"][0]["hooks"]
    assert (hook["language"], hook["pass_filenames"], hook["files"]) == ("system", False, "^policy/")
    assert repository.runs(*hook["entry"].split()).returncode == 0
    room(repository.at / "policy", VAGUE)
    refused = repository.runs(*hook["entry"].split())
    assert (refused.returncode, refused.stdout.startswith(f"{WHERE}: vague-wording")) == (1, True)


def test_the_workflow_annotates_and_uploads(repository: Repository) -> None:
    shutil.copytree(repository.at / "policy", repository.at / "before" / "policy")
    room(repository.at / "policy", VAGUE)
    steps = yaml.safe_load((EXAMPLES / "github-workflow.yml").read_text())["jobs"]["check"]["steps"]
    annotated, uploaded = (repository.runs("sh", "-c", step["run"]) for step in steps if "run" in step)
    assert (annotated.returncode, uploaded.returncode) == (1, 1)
    file, line, column = WHERE.split(":")
    assert f"::error file={file},line={line},col={column},title=vague-wording::" in annotated.stdout
    assert ",title=version-unchanged::" in annotated.stdout
    (given,) = (step["with"] for step in steps if "upload-sarif" in step.get("uses", ""))
    (run,) = yaml.safe_load((repository.at / given["sarif_file"]).read_text())["runs"]
    assert WHERE in [
        f"{place['artifactLocation']['uri']}:{place['region']['startLine']}:{place['region']['startColumn']}"
        for result in run["results"]
        for place in [result["locations"][0]["physicalLocation"]]
    ]
