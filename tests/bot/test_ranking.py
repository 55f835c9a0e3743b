"""Real encoders on questions that fitting never read. The bars were measured, see docs/reference/answers.md."""

import json
import shutil
from pathlib import Path

import numpy as np
import pytest
from typer.testing import CliRunner

from bench.questions_in import BOOKS
from bot.cli import app
from bot.places import ROOT, STARTER
from bot.ranking import kinds_for, ranker_now
from domain.rulebook.answers import alternatives, answer
from domain.rulebook.asked import asked, likeness
from domain.rulebook.clauses import Clause, Rulebook
from domain.rulebook.nearness import FULL, QUICK
from domain.rulebook.ranking import Ranker
from storage.encoders import Alike, Use
from storage.files import read_rulebook

LAKESIDE, QUESTIONS = BOOKS["lakeside"], ROOT / "bench" / "questions" / "test" / "lakeside.jsonl"
ASKED = ("lakeside", "quarry", "tern")
BARS = (0.70, 0.85, 0.25, 0.17)


@pytest.fixture(scope="session")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("cache")


@pytest.fixture(scope="session")
def ranker(cache: Path) -> Ranker:
    return ranker_now(read_rulebook(LAKESIDE), "meaning", cache)


def test_questions_in_other_words_and_languages_find_their_clause(cache: Path) -> None:
    found = []
    for book in ASKED:
        rules = read_rulebook(BOOKS[book])
        ranker = ranker_now(rules, "meaning", cache)
        asked = [json.loads(line) for line in QUESTIONS.with_name(f"{book}.jsonl").read_text().splitlines()]
        found += [(one["clauses"], answer(rules, ranker, one["question"])) for one in asked]
    known, unknown = [one for one in found if one[0]], [one for one in found if not one[0]]
    first = sum(got.clauses[0].clause_id in right for right, got in known) / len(known)
    third = sum(any(one.clause_id in right for one in got.clauses[:3]) for right, got in known) / len(known)
    withheld = sum(not got.answered for _, got in known) / len(known)
    made_up = sum(got.answered for _, got in unknown) / len(unknown)
    kept = (first >= BARS[0], third >= BARS[1], withheld <= BARS[2], made_up <= BARS[3])
    assert kept == (True, True, True, True), (first, third, withheld, made_up)


def test_the_same_question_gets_the_same_answer_from_a_warm_cache(ranker: Ranker, cache: Path) -> None:
    again = ranker_now(read_rulebook(LAKESIDE), "meaning", cache)
    for question in ("may a bot sit in my lecture?", "Darf ich eine Klausur mit KI schreiben?", "🦓", ""):
        assert again.rank(question) == ranker.rank(question)


def test_where_one_clause_leads_by_far_others_are_still_offered(ranker: Ranker) -> None:
    rules = read_rulebook(LAKESIDE)
    sure = max(rules.clauses.values(), key=lambda one: ranker.rank(one.title)[0].score)
    first, second = ranker.rank(sure.title)[:2]
    assert second.score < first.score / 10_000
    assert len(alternatives(rules, ranker, sure.title)) == 3


def test_whether_two_questions_mean_the_same_is_told_by_the_quick_encoder_as_it_comes(ranker: Ranker) -> None:
    bicycle = "May I bring my bicycle into the office?"
    direction, as_it_comes = ranker.direction(bicycle), Alike()
    assert direction is not None
    assert np.allclose(direction, as_it_comes.passages([bicycle])[0], atol=1e-6)
    assert not np.allclose(direction, Use(as_it_comes).question(bicycle), atol=0.05)
    alike, other, far = (
        asked(ranker, one, "") for one in (bicycle, "Can I keep my bike at my desk?", "Who pays for lunch?")
    )
    assert likeness(alike, other) >= 1
    assert likeness(alike, far) < 1


def test_evaluate_prints_every_figure_by_language(cache: Path, ranker: Ranker) -> None:
    assert ranker.enough > 0  # the cache is warm
    given = ["answers", "evaluate", "--rulebook", str(LAKESIDE), "--questions", str(QUESTIONS), "--json"]
    done = CliRunner().invoke(app, given, env={"OMBUD_CACHE": str(cache)})
    assert done.exit_code == 0, done.output
    found = json.loads(done.stdout)
    assert set(found) == {"all", "de", "en", "es", "fr", "ja"}
    assert found["all"]["questions"] == 20
    assert found["all"]["auroc"]["low"] <= found["all"]["auroc"]["value"] <= found["all"]["auroc"]["high"]


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ('{"question": "x"}', "q.jsonl:1"),
        ('{"question": "x", "clauses": ["nope"]}', "no clause 'nope'"),
        ("", "no question"),
    ],
)
def test_evaluate_says_what_is_wrong_with_a_file(tmp_path: Path, line: str, says: str) -> None:
    file = tmp_path / "q.jsonl"
    file.write_text(line)
    done = CliRunner().invoke(app, ["answers", "evaluate", "--questions", str(file), "--ranking", "lexical"])
    assert done.exit_code == 2
    assert says in done.stderr


def test_lexical_mode_loads_no_encoder_and_an_unknown_mode_is_named(tmp_path: Path) -> None:
    asked = ["ask", "may I fine-tune on support chats?", "--ranking"]
    done = CliRunner().invoke(app, [*asked, "lexical"], env={"OMBUD_CACHE": str(tmp_path / "cache")})
    assert "data-fine-tuning-support" in done.stdout
    assert not (tmp_path / "cache").exists()
    wrong = CliRunner().invoke(app, [*asked, "magic"])
    assert wrong.exit_code == 2
    assert "meaning, lexical" in wrong.stderr


def test_beyond_two_thousand_clauses_only_the_quick_encoder_reads() -> None:
    clauses = {f"c{n}": Clause(f"c{n}", "t", "c", "b") for n in range(2001)}
    assert kinds_for(Rulebook("Large", "1", clauses)) == QUICK
    assert kinds_for(read_rulebook(STARTER)) == FULL


def test_a_rulebook_of_one_bare_clause_can_be_asked(tmp_path: Path, cache: Path) -> None:
    shutil.copy(LAKESIDE / "rulebook.yml", tmp_path)
    (tmp_path / "clauses").mkdir()
    (tmp_path / "clauses" / "a.md").write_text("---\nid: a\ntitle: Gifts\n---\nNo gifts above 50 euros.\n")
    rules = read_rulebook(tmp_path)
    found = answer(rules, ranker_now(rules, "meaning", cache), "may I take a present worth 80 euros?")
    assert found.clauses[0].clause_id == "a"
