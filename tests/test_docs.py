"""What the documents say is there is there."""

import ast
import re

from tests.test_house import ROOT

DOCS = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
LINK = re.compile(r"\]\((?!https?:|#)([^)#]+)")
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


def test_every_command_is_in_the_reference() -> None:
    from bot.cli import app

    names = [command.name or command.callback.__name__ for command in app.registered_commands if command.callback]
    names += [str(group.name) for group in app.registered_groups]
    reference = (ROOT / "docs/reference/commands.md").read_text()
    assert [name for name in names if f"`{name}" not in reference] == []


def test_every_event_is_in_the_reference() -> None:
    from desk.codec import _TYPES

    reference = (ROOT / "docs/reference/events.md").read_text()
    assert [name for name in _TYPES if f"`{name}`" not in reference] == []
