"""The questions that come with the tree: those for learning, those for fitting, and those that neither ever reads."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.places import ROOT, STARTER
from domain.rulebook.clauses import Clause, Rulebook
from storage.files import read_rulebook

FOLDER = Path(__file__).parent / "questions"
PARAGRAPHS = Path(__file__).parent / "rulebooks"
PARAPHRASED = ("lakeside", "quarry", "tern", "harbour", "burrow")
PLAIN = ("county", "ferrier", "halyard", "northgate")
SIXES = (
    ("dapplewick", "fallowgate", "marrowby", "snibbletek", "twigforge", "ulverstane"),
    ("covandra", "crumbwick", "isteryn", "pelligrove", "tavelstrom", "wendrake"),
    ("bramblix", "cardelune", "droskabel", "tresquane", "voskaria", "wickenfold"),
)  # of six organisations each, imagined
MODELLED = (
    ("drossivane", "llanvoreth", "lutravelle", "mallowfenn", "ottelvine", "sorrelmede"),
    ("blenquora", "dunvarrach", "mundelwick", "oxmarrick", "perquillow", "yarrandune"),
    ("ambrethorn", "corvendale", "fellgrave", "jessandale", "ostrenmoor", "quenbrook"),
    ("grandelune", "ivenquay", "umberfold", "wexmorran", "yelvenstad", "zarrowmeer"),
)  # likewise, each written after a real policy in other words, or after what was at hand of one
TOGETHER = (PARAPHRASED, PLAIN, *SIXES, *MODELLED)  # also asked as one
EASY = "starter"  # asked in the clauses' own words; its development questions teach and fit
BOOKS = {name: ROOT / "tests" / "rulebooks" / name for name in PARAPHRASED} | {EASY: STARTER}


@dataclass(frozen=True, slots=True)
class Asked:
    """A question, and the clauses that answer it; none where the rulebook doesn't."""

    question: str
    clauses: tuple[str, ...]
    language: str = "en"


def questions(kind: str, name: str) -> list[Asked]:
    """Those of a stage of learning (`learning/1` and so on), of `development` or `test`, about a rulebook."""
    return [Asked(one["question"], tuple(one["clauses"]), one["language"]) for one in _lines(FOLDER / kind, name)]


def rulebook(name: str) -> Rulebook:
    """One of the rulebooks: a folder, or a policy cut into its paragraphs, one a line."""
    if name in BOOKS:
        return read_rulebook(BOOKS[name])
    clauses = [Clause(one["id"], one["title"], "", one["text"]) for one in _lines(PARAGRAPHS, name)]
    return Rulebook(name, "1", {one.id: one for one in clauses})


def books_of(kind: str) -> list[str]:
    """The rulebooks that such questions are about."""
    return sorted(file.stem for file in (FOLDER / kind).glob("*.jsonl"))


def union(names: list[str]) -> tuple[Rulebook, dict[str, dict[str, str]]]:
    """Several rulebooks as one, and the ids that their clauses have in it."""
    read = {name: rulebook(name) for name in names}
    ids = {name: {one: f"{name}.{one}" for one in book.clauses} for name, book in read.items()}
    clauses = {ids[name][one.id]: one for name, book in read.items() for one in book.clauses.values()}
    return Rulebook(" and ".join(names), "1", clauses), ids


def _lines(folder: Path, name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (folder / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()]
