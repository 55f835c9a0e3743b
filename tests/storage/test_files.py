"""Rulebook folders: whatever can be asked is read, and `check` names every problem with its line."""

from pathlib import Path

import pytest

from bot.places import STARTER
from storage.files import BrokenFiles, check_rulebook, read_rulebook

GOOD = """---
id: data-logs
title: Logs
kind: prohibition
audience: user
owner: desk
action: pasting logs
threshold: one line
outcome: prohibited
---

Never paste a log. It may hold names.

### Allowed

- Describing it.

### Prohibited

- Pasting it.
"""


def folder(room: Path, settings: str = "name: House\nversion: 1.0.0\nscope: all\n", **clauses: str) -> Path:
    (room / "clauses" / "data").mkdir(parents=True)
    (room / "rulebook.yml").write_text(settings)
    for name, text in clauses.items():
        (room / "clauses" / "data" / f"{name}.md").write_text(text)
    return room


def test_the_starter_rulebook_has_no_problem() -> None:
    assert check_rulebook(STARTER) == ()
    assert len(read_rulebook(STARTER).clauses) >= 15


def test_a_good_folder_is_read_as_written(tmp_path: Path) -> None:
    room = folder(tmp_path, logs=GOOD)
    assert check_rulebook(room) == ()
    (clause,) = read_rulebook(room).clauses.values()
    assert (clause.id, clause.chapter, clause.rule) == ("data-logs", "data", "Never paste a log.")
    assert (clause.allowed, clause.prohibited) == (("Describing it.",), ("Pasting it.",))


@pytest.mark.parametrize(
    ("before", "after", "problem"),
    [
        ("kind: prohibition", "kind: ban", "4:1: value-unknown kind 'ban' is none of"),
        ("owner: desk", "owner:", "6:1: owner-missing owner is missing"),
        ("threshold: one line", "treshold: one line", "8:1: field-unknown treshold is no field"),
        ("Never paste a log.", "Take appropriate care.", "12:6: vague-wording 'appropriate' is vague"),
        ("outcome: prohibited\n", "outcome: prohibited\nrelated: [nothing]\n", "10:1: dead-link related clause"),
        ("### Allowed\n\n- Describing it.\n", "", "### Allowed needs"),
        ("id: data-logs", "id: [data", "front matter is no YAML"),
        ("---\nid", "id", "1:1: unreadable front matter is missing"),
    ],
)
def test_a_problem_is_named_with_its_line(tmp_path: Path, before: str, after: str, problem: str) -> None:
    room = folder(tmp_path, logs=GOOD.replace(before, after, 1))
    found = [str(one) for one in check_rulebook(room)]
    assert any(one.startswith("clauses/data/logs.md:") and problem in one for one in found), found


def test_an_id_used_twice_is_named_and_both_can_be_asked(tmp_path: Path) -> None:
    room = folder(tmp_path, first=GOOD, second=GOOD)
    assert any("is taken by clauses/data/first.md" in str(one) for one in check_rulebook(room))
    assert len(read_rulebook(room).clauses) == 2


def test_bare_files_can_be_asked_where_check_fails(tmp_path: Path) -> None:
    room = folder(tmp_path, "name: Bare\n", secrets="# Secrets\n\nNever share a password with a model.\n")
    (room / "clauses" / "flat.md").write_text("Ask first.")
    rules = read_rulebook(room)
    assert {one.title for one in rules.clauses.values()} == {"Secrets", "flat"}
    assert check_rulebook(room)


def test_what_cannot_be_asked_says_why(tmp_path: Path) -> None:
    with pytest.raises(BrokenFiles, match=r"rulebook\.yml:1:1: unreadable cannot be read"):
        read_rulebook(tmp_path)
