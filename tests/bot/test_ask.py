"""`ombud ask` and `ombud rulebook check`."""

import json
from pathlib import Path

from tests.bot.test_commands import ombud


def test_an_answer_reads_well() -> None:
    done = ombud("ask", "may I fine-tune on support chats?")
    assert done.returncode == 0
    assert done.stdout.startswith("data-fine-tuning-support — Fine-tuning on support chats (Harbour House AI policy")
    assert "does not cover this" in ombud("ask", "may I bring my dog to the office?").stdout


def test_one_json_object() -> None:
    found = json.loads(ombud("ask", "--json", "may I fine-tune on support chats?").stdout)
    assert (found["outcome"], found["answered"]) == ("covered", True)
    assert found["clauses"][0]["id"] == "data-fine-tuning-support"


def test_a_batch_is_answered_in_order_with_five_clauses_each(tmp_path: Path) -> None:
    file = tmp_path / "questions.jsonl"
    asked = [{"id": f"q{n}", "question": text} for n, text in enumerate(("how long are prompts kept?", "", "dog?"))]
    file.write_text("\n".join(map(json.dumps, asked)) + "\n")
    done = ombud("ask", "--batch", str(file))
    found = [json.loads(line) for line in done.stdout.splitlines()]
    assert [one["id"] for one in found] == ["q0", "q1", "q2"]
    assert [one["answered"] for one in found] == [True, False, False]
    assert all(set(one) == {"id", "outcome", "answered", "clauses", "ms"} for one in found)
    assert all(len(one["clauses"]) >= 5 for one in found)


def test_a_bad_line_is_named_and_what_came_before_is_answered(tmp_path: Path) -> None:
    file = tmp_path / "questions.jsonl"
    file.write_text('{"id": 1, "question": "a"}\nnonsense\n')
    done = ombud("ask", "--batch", str(file))
    assert done.returncode == 2
    assert "Line 2" in done.stderr
    assert len(done.stdout.splitlines()) == 1


def test_another_rulebook_needs_only_its_settings_and_clauses(tmp_path: Path) -> None:
    (tmp_path / "clauses").mkdir()
    (tmp_path / "rulebook.yml").write_text("name: Small\n")
    (tmp_path / "clauses" / "cats.md").write_text("# Cats\n\nCats may sleep on keyboards.\n")
    assert "cats — Cats (Small" in ombud("ask", "may cats sleep on keyboards?", "--rulebook", str(tmp_path)).stdout
    assert ombud("rulebook", "check", str(tmp_path)).returncode == 1


def test_misuse_is_said_in_a_sentence() -> None:
    done = ombud("ask")
    assert (done.returncode, "Give one question" in done.stderr) == (2, True)
    done = ombud("ask", "x", "--rulebook", "/nowhere")
    assert (done.returncode, "cannot be read" in done.stderr) == (2, True)


def test_the_starter_rulebook_passes_its_check() -> None:
    done = ombud("rulebook", "check")
    assert (done.returncode, "no problems" in done.stdout) == (0, True)


def test_wording_that_was_waived_is_said_with_its_reason(tmp_path: Path) -> None:
    (tmp_path / "clauses").mkdir()
    (tmp_path / "rulebook.yml").write_text("name: Small\n")
    rule = "Feed the cat as needed. <!-- allow vague-wording: she decides herself -->"
    (tmp_path / "clauses" / "cats.md").write_text(f"# Cats\n\n{rule} <!-- allow owner-missing: nobody owns a cat -->\n")
    asked = ("ask", "when do we feed the cat as needed?", "--rulebook", str(tmp_path))
    said = ombud(*asked).stdout
    assert "Waived wording: she decides herself" in said
    assert "nobody owns" not in said
    assert "<!--" not in said
    assert json.loads(ombud(*asked, "--json").stdout)["waived"] == ["she decides herself"]


def test_choices_are_offered_in_the_language_that_is_asked_for() -> None:
    asked = ("ask", "May I use customer data?", "--ranking", "lexical", "--language", "de")
    told = ombud(*asked).stdout
    assert "Öffentlich: data-public" in told
    assert told.endswith("A translation; the original (en) governs.\n")
    assert '"title": "Öffentlich"' in ombud(*asked, "--json").stdout
