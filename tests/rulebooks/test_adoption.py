"""Two companies of different kinds make the starter theirs, by changing names and thresholds only."""

import json
from collections.abc import Mapping
from pathlib import Path

import pytest

from storage.files import check_rulebook, read_rulebook
from tests.bot.test_commands import ombud

Changes = Mapping[str, Mapping[str, str]]

HOSPITAL: Changes = {
    "data/data-special-category.md": {
        "keywords: [": "keywords: [ward, anamnesis, x-ray, ",
        "Drafting a letter about a patient's therapy": "Dictating a ward round",
    },
    "building/build-rollback.md": {"30 minutes": "5 minutes", "30 minute": "5 minute"},
    "building/build-evaluation.md": {"200 cases": "1,000 cases", "200 case": "1,000 case"},
    "council/council-decisions.md": {"owner: policy-desk": "owner: ethics-board"},
}
STUDIO: Changes = {
    "data/data-retention-prompts.md": {"30 days": "7 days", "30 day": "7 day"},
    "outputs/output-copyright.md": {"keywords: [": "keywords: [soundtrack, sprite, npc, "},
    "data/data-children.md": {"keywords: [": "keywords: [game, player, loot box, "},
    "customers/customer-chatbots.md": {"keywords: [": "keywords: [companion, quest giver, "},
    "cases/case-appeals.md": {"14 days": "21 days", "14 day": "21 day"},
}


@pytest.mark.parametrize(
    ("name", "changes", "roles", "questions"),
    [
        (
            "Lakeside Hospital AI policy",
            HOSPITAL,
            {"customer-desk": "patient-office", "privacy-office": "data-protection-officer"},
            {
                "may I dictate an anamnesis into a chatbot": "data-special-category",
                "can patients talk to a human": None,
                "how quickly must we roll back a model": "build-rollback",
                "may a model decide on a diagnosis without a doctor": None,
                "where can I park my ambulance": "",
            },
        ),
        (
            "Tin Robot Games AI policy",
            STUDIO,
            {"customer-desk": "player-support", "model-office": "engine-team"},
            {
                "can I generate a soundtrack that sounds like a hit": "output-copyright",
                "how long may we keep prompts of players": "data-retention-prompts",
                "within how many days can I appeal": "case-appeals",
                "may we profile children in the game": "data-children",
                "when is the pizza delivered": "",
            },
        ),
    ],
    ids=["hospital", "games studio"],
)
def test_a_company_adopts_it(
    tmp_path: Path, name: str, changes: Changes, roles: Mapping[str, str], questions: Mapping[str, str | None]
) -> None:
    room = tmp_path / "policy"
    assert ombud("init", str(room), "--name", name).returncode == 0
    for file, replaced in changes.items():
        path = room / "clauses" / file
        text = path.read_text()
        for old, new in replaced.items():
            text = text.replace(old, new)
        path.write_text(text)
    for path in (room / "clauses").rglob("*.md"):
        text = path.read_text()
        for old, new in roles.items():
            text = text.replace(f"owner: {old}\n", f"owner: {new}\n").replace(f"deputy: {old}\n", f"deputy: {new}\n")
        path.write_text(text)
    assert ombud("rulebook", "check", str(room)).returncode == 0
    assert (read_rulebook(room).name, read_rulebook(room).version) == (name, "0.1.0")
    outdated = {(one.code, Path(one.file).name) for one in check_rulebook(room)}
    assert outdated == {("translation-outdated", Path(file).name) for file in changes if _says_otherwise(changes[file])}
    batch = tmp_path / "questions.jsonl"
    batch.write_text("".join(json.dumps({"id": asked, "question": asked}) + "\n" for asked in questions))
    answers = [
        json.loads(line)
        for line in ombud(
            "ask", "--ranking", "lexical", "--batch", str(batch), "--rulebook", str(room)
        ).stdout.splitlines()
    ]
    for answer in answers:
        wanted = questions[answer["id"]]
        assert answer["answered"] == (wanted != ""), answer
        if wanted:
            assert answer["clauses"][0]["id"] == wanted, answer


def _says_otherwise(replaced: Mapping[str, str]) -> bool:
    """Keywords and owners are no part of what a translation was made from."""
    return any(not old.startswith(("keywords:", "owner:")) for old in replaced)


def test_a_threshold_changed_in_one_place_only_is_named(tmp_path: Path) -> None:
    ombud("init", str(tmp_path / "policy"))
    file = tmp_path / "policy/clauses/cases/case-appeals.md"
    file.write_text(file.read_text().replace("threshold: within 14 days", "threshold: within 21 days"))
    found = check_rulebook(tmp_path / "policy")
    (problem,) = [one for one in found if one.code != "translation-outdated"]
    assert {Path(one.file).name for one in found} == {"case-appeals.md"}
    assert str(problem).startswith(
        "clauses/cases/case-appeals.md:10:1: numbers-disagree '14 day' is to stand in this field and in the text"
    )
