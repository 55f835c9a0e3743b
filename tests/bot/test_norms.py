"""`ombud rulebook norms`, as an auditor reads it."""

import csv
import json
from pathlib import Path

from tests.bot.test_check import room
from tests.bot.test_commands import ombud
from tests.domain.rulebook.a_folder import planted

TEXTS = planted("clauses/data/logs.md", "related: [data-public]", "norms: [EU AI Act Art. 5(1), Our charter]")


def test_coverage_is_told_both_ways(tmp_path: Path) -> None:
    folder = str(room(tmp_path, TEXTS))
    assert ombud("rulebook", "norms", folder).stdout.splitlines() == [
        "EU AI Act",
        "  Art. 4 AI literacy: NO CLAUSE",
        "  Art. 5 Prohibited practices: data-logs",
        "  Art. 53: not ours: We provide no model.",
        "Our charter",
        "  as a whole: data-logs",
        "Parts with a clause: 2; without: 1; not ours: 1.",
        "Clauses that name no norm: 1 of 2. data-public.",
    ]
    told = json.loads(ombud("rulebook", "norms", folder, "--format", "json").stdout)
    assert [one["part"] for one in told["parts"] if not one["clauses"] and not one["not_ours"]] == ["Art. 4"]
    assert told["clauses"] == {"data-logs": ["EU AI Act Art. 5(1)", "Our charter"], "data-public": []}
    rows = list(csv.DictReader(ombud("rulebook", "norms", folder, "--format", "csv").stdout.splitlines()))
    assert [(one["part"], one["clause"]) for one in rows] == [
        ("Art. 4", ""), ("Art. 5", "data-logs"), ("Art. 53", ""), ("", "data-logs"), ("", "data-public"),
    ]  # fmt: skip


def test_what_cannot_be_read_is_said(tmp_path: Path) -> None:
    done = ombud("rulebook", "norms", str(tmp_path))
    assert (done.returncode, "cannot be read" in done.stderr) == (1, True)
