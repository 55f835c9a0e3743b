"""`ombud rulebook check` and `schema`: four ways to tell, and when they fail."""

import json
from pathlib import Path

import jsonschema
import pytest
import yaml

from bot.check_output import WRITERS, Format
from bot.places import STARTER
from domain.rulebook.codes import CODES
from domain.rulebook.problems import Problem
from storage.schemas import SCHEMAS
from tests.bot.test_commands import ombud
from tests.domain.rulebook.a_folder import good, planted

ODD = Problem("clauses/a,b/c:d.md", 3, "100 % vague\n    as a story", "vague-wording", 7)


def room(at: Path, texts: dict[str, str]) -> Path:
    for name, text in texts.items():
        (at / name).parent.mkdir(parents=True, exist_ok=True)
        (at / name).write_text(text)
    return at


def test_errors_fail_and_warnings_only_where_it_is_strict(tmp_path: Path) -> None:
    folder = room(tmp_path / "wrong", planted("clauses/data/logs.md", "names.", "names. Take due care."))
    done = ombud("rulebook", "check", str(folder))
    assert done.returncode == 1
    assert f"{folder}/clauses/data/logs.md:15:76: vague-wording 'due care' is vague" in done.stdout
    soft = planted("clauses/data/public.md", "any model.", "any model. <!-- allow dead-link: once there was one -->")
    folder = room(tmp_path / "soft", soft)
    assert ombud("rulebook", "check", str(folder)).returncode == 0
    done = ombud("rulebook", "check", str(folder), "--strict")
    assert (done.returncode, "waiver-idle (warning)" in done.stdout) == (1, True)
    assert "0 errors and 1 warning." in done.stdout


def test_the_starter_is_strictly_right() -> None:
    done = ombud("rulebook", "check", "--strict")
    assert (done.returncode, "110 clauses, no problems" in done.stdout) == (0, True)


def test_a_change_is_compared_with_the_last_release(tmp_path: Path) -> None:
    before = room(tmp_path / "before", good())
    now = room(tmp_path / "now", planted("ladder.yml", "measures: [limit]", "measures: [limit, end]"))
    assert ombud("rulebook", "check", str(now)).returncode == 0
    done = ombud("rulebook", "check", str(now), "--against", str(before))
    assert "rulebook.yml:2:1: version-unchanged ladder changed, and version 1.0.0 is not above 1.0.0" in done.stdout
    assert ombud("rulebook", "check", str(now), "--against", str(tmp_path / "nowhere")).returncode == 2


def test_queues_roster_and_wordings_are_checked_too(tmp_path: Path) -> None:
    texts = good() | {name: (STARTER / name).read_text() for name in ("casework.yml", "roster.yml")}
    texts["roster.yml"] = texts["roster.yml"].replace("Europe/Stockholm", "Europe/Nowhere")
    texts["notices/en/ours.po"] = 'msgid ""\nmsgstr ""\n\nmsgid "help.title"\nmsgstr "What {nobody} can do"\n'
    done = ombud("rulebook", "check", str(room(tmp_path, texts)), "--format", "json")
    found = {one["code"]: one for one in json.loads(done.stdout)["problems"]}
    assert set(found) == {"casework-broken", "notice-wording"}
    assert found["casework-broken"]["file"] == f"{tmp_path}/roster.yml"
    assert (found["notice-wording"]["file"], found["notice-wording"]["line"]) == (f"{tmp_path}/notices/en/ours.po", 4)


def test_an_annotation_is_one_line_whatever_it_says() -> None:
    said = WRITERS[Format.GITHUB]([ODD], "1 error.")
    assert said.splitlines()[0] == (
        "::error file=clauses/a%2Cb/c%3Ad.md,line=3,col=7,title=vague-wording::100 %25 vague%0A    as a story"
    )


def test_sarif_names_its_rules_and_where() -> None:
    log = json.loads(WRITERS[Format.SARIF]([ODD], ""))
    (run,) = log["runs"]
    assert log["version"] == "2.1.0"
    assert [rule["id"] for rule in run["tool"]["driver"]["rules"]] == ["vague-wording"]
    (result,) = run["results"]
    assert (result["ruleIndex"], result["level"]) == (0, "error")
    assert result["locations"][0]["physicalLocation"]["region"] == {"startLine": 3, "startColumn": 7}


def test_every_code_has_its_section() -> None:
    page = (STARTER.parents[1] / "docs/reference/rulebook-codes.md").read_text()
    assert [name for name in CODES if f"\n## {name}\n" not in page] == []


@pytest.mark.parametrize("name", sorted(set(SCHEMAS) - {"clause"}))
def test_the_starter_fits_its_schemas(name: str) -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMAS[name])
    file = name.replace("translated-", "translations/de/")
    content = yaml.safe_load((STARTER / f"{file}.yml").read_text())
    jsonschema.validate(json.loads(json.dumps(content, default=str)), SCHEMAS[name])
    with pytest.raises(jsonschema.ValidationError, match="nobody_reads_this"):
        jsonschema.validate({**content, "nobody_reads_this": 1}, SCHEMAS[name])


def test_every_clause_fits_its_schema() -> None:
    for file in (STARTER / "clauses").rglob("*.md"):
        front = yaml.safe_load(file.read_text().split("---\n")[1])
        jsonschema.validate(front, SCHEMAS["clause"])


def test_schemas_are_printed_and_written(tmp_path: Path) -> None:
    assert json.loads(ombud("rulebook", "schema", "matrix").stdout)["title"] == "matrix"
    assert set(json.loads(ombud("rulebook", "schema").stdout)) == set(SCHEMAS)
    done = ombud("rulebook", "schema", "--out", str(tmp_path / "schemas"))
    assert done.returncode == 0
    assert len(list((tmp_path / "schemas").glob("*.schema.json"))) == len(SCHEMAS)
    done = ombud("rulebook", "schema", "roof")
    assert (done.returncode, "There is no schema 'roof'" in done.stderr) == (2, True)
