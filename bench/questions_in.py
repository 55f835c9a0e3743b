"""The questions that come with the tree: those for fitting, and those that fitting never reads."""

import json
from dataclasses import dataclass
from pathlib import Path

from bot.places import ROOT, STARTER
from domain.rulebook.clauses import Rulebook
from storage.files import read_rulebook

FOLDER = Path(__file__).parent / "questions"
PARAPHRASED = ("lakeside", "quarry", "tern", "harbour", "burrow")
BOOKS = {name: ROOT / "tests" / "rulebooks" / name for name in PARAPHRASED} | {"starter": STARTER}


@dataclass(frozen=True, slots=True)
class Asked:
    """A question, and the clauses that answer it; none where the rulebook doesn't."""

    question: str
    clauses: tuple[str, ...]


def questions(kind: str, name: str) -> list[Asked]:
    """Those of `development` or `test` about a rulebook."""
    lines = (FOLDER / kind / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    return [Asked(one["question"], tuple(one["clauses"])) for one in map(json.loads, lines)]


def rulebook(name: str) -> Rulebook:
    """One of the rulebooks."""
    return read_rulebook(BOOKS[name])


def union(names: list[str]) -> tuple[Rulebook, dict[str, dict[str, str]]]:
    """Several rulebooks as one, and the ids that their clauses have in it."""
    read = {name: rulebook(name) for name in names}
    ids = {name: {one: f"{name}.{one}" for one in book.clauses} for name, book in read.items()}
    clauses = {ids[name][one.id]: one for name, book in read.items() for one in book.clauses.values()}
    return Rulebook(" and ".join(names), "1", clauses), ids
