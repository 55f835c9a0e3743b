"""What operators copy fits this release: metrics, settings, folders."""

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import yaml

from bot.metrics import METRICS
from bot.setting_names import SETTINGS
from tests.test_house import ROOT

METRIC = re.compile(r"ombud_[a-z_]+")
SETTING = re.compile(r"\b(?:OMBUD|SLACK)_[A-Z_]+")
MONITORING = ROOT / "examples/monitoring"
SERVED = {f"{one.name}{'_total' if one.counts else ''}" for one in METRICS}


def test_alerts_ask_for_metrics_that_are_served_and_say_what_to_do() -> None:
    (group,) = yaml.safe_load((MONITORING / "alerts.yml").read_text())["groups"]
    asked = {name for rule in group["rules"] for name in METRIC.findall(rule["expr"])}
    assert asked
    assert asked <= SERVED
    assert all(rule["annotations"]["what_to_do"] for rule in group["rules"])


def test_the_dashboard_shows_every_metric_and_no_other() -> None:
    panels = json.loads((MONITORING / "dashboard.json").read_text())["panels"]
    assert {name for panel in panels for name in METRIC.findall(panel["targets"][0]["expr"])} == SERVED
    assert all(panel["description"] for panel in panels)


def test_containers_and_units_set_settings_that_exist() -> None:
    known = {setting.name for setting in SETTINGS}
    for file in ("Dockerfile", "examples/compose.yml", "examples/systemd/ombud.service"):
        named = set(SETTING.findall((ROOT / file).read_text()))
        assert named, file
        assert named <= known, file


def test_what_the_container_copies_is_enough_to_answer(tmp_path: Path) -> None:
    copied = re.findall(r"^COPY ((?!--from|requirements).+) \S+$", (ROOT / "Dockerfile").read_text(), re.MULTILINE)
    for name in " ".join(copied).split():
        source, target = ROOT / name, tmp_path / name
        if source.is_dir():
            shutil.copytree(source, target, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(source, target)
    asked = [sys.executable, "-m", "bot", "ask", "--ranking", "lexical", "may I fine-tune on support chats?"]
    found = subprocess.run(asked, cwd=tmp_path, capture_output=True, text=True, check=True)
    assert "data-fine-tuning-support" in found.stdout
    served = subprocess.run(
        [sys.executable, "-m", "bot", "serve"], cwd=tmp_path, capture_output=True, text=True, check=False, env={}
    )
    assert "Set SLACK_SIGNING_SECRET" in served.stderr + served.stdout
