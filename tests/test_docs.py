"""What the documents say is there is there."""

import ast
import re
from typing import get_args

from bot.cli import COMMANDS
from bot.reference.messages import _faults
from bot.reference.pages import PAGES
from bot.reference.tables import said
from bot.setting_names import SETTINGS, misspelt
from desk.codec import Recorded
from domain.cases.refusals import Refusal
from tests.test_house import ROOT

DOCS = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
LINK = re.compile(r"\]\((?!https?:|#)([^)#]+)")
SETTING = re.compile(r"\"((?:OMBUD|SLACK)_[A-Z_]+)\"")
FUNCTION = re.compile(r"`([\w/]+\.py):(\w+)`")


def test_every_link_leads_somewhere() -> None:
    links = [(doc, target) for doc in DOCS for target in LINK.findall(doc.read_text())]
    dead = [f"{doc.relative_to(ROOT)}: {target}" for doc, target in links if not (doc.parent / target).exists()]
    assert links
    assert dead == []


def test_the_walk_names_functions_that_exist() -> None:
    walk = (ROOT / "docs/explanation/one-report.md").read_text()
    named = FUNCTION.findall(walk)
    missing = []
    for file, function in named:
        defined = {
            node.name
            for node in ast.walk(ast.parse((ROOT / file).read_text()))
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        }
        if function not in defined:
            missing.append(f"{file}:{function}")
    assert len(named) > 20
    assert missing == []


def test_the_reference_is_what_the_code_says() -> None:
    folder = ROOT / "docs/reference"
    stale = [name for name, written in PAGES.items() if (folder / f"{name}.md").read_text() != written()]
    assert stale == [], "run `make reference`"


def test_every_event_says_what_fact_it_is() -> None:
    assert [kind.__name__ for kind in get_args(Recorded) if not said(kind)] == []


def test_every_setting_that_is_read_is_declared_and_the_other_way_round() -> None:
    read = set()
    for path in sorted((ROOT / "bot").rglob("*.py")):
        if path.name != "setting_names.py":
            read |= set(SETTING.findall(path.read_text()))
    read |= {f"{name}_FILE" for name in read if name.startswith("OMBUD_MASTER_KEY")}
    assert read == {setting.name for setting in SETTINGS}


def test_a_misspelt_setting_is_named_with_what_was_meant() -> None:
    assert misspelt(["PATH", "OMBUD_PORT", "OMBUD_SLACK_BOT_TOKEN", "OMBUD_MASTERKEY"]) == [
        "There is no setting OMBUD_MASTERKEY, so nobody reads it. Did you mean OMBUD_MASTER_KEY?"
    ]


def test_the_command_line_page_leaves_no_command_out() -> None:
    page = (ROOT / "docs/reference/command-line.md").read_text()
    assert [name for name in COMMANDS if name != "key" and f"## `ombud {name}" not in page] == []


def test_every_fault_says_what_to_know_or_do() -> None:
    assert len(_faults()) > 10
    assert [kind.__name__ for kind in _faults() if not said(kind)] == []


def test_every_refusal_has_its_entry_in_the_reference() -> None:
    page = (ROOT / "docs/reference/messages.md").read_text()
    assert [kind.__name__ for kind in get_args(Refusal) if f"| `{kind.__name__}`" not in page] == []
