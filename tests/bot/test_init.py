"""`ombud init`: a rulebook of one's own, and nothing of anybody's overwritten."""

from pathlib import Path

import yaml

from bot.places import STARTER
from storage.files import check_rulebook, read_rulebook
from tests.bot.test_commands import ombud


def test_the_copy_is_whole_named_and_without_a_problem(tmp_path: Path) -> None:
    room = tmp_path / "policies" / "acme"
    done = ombud("init", str(room), "--name", 'Acme: the "AI" policy')
    assert (done.returncode, done.stderr) == (0, "")
    assert "Read" in done.stdout
    rules = read_rulebook(room)
    assert (rules.name, rules.version) == ('Acme: the "AI" policy', "0.1.0")
    assert check_rulebook(room) == ()
    copied, started = ({file.relative_to(top) for file in top.rglob("*")} for top in (room, STARTER))
    assert copied == started


def test_comments_come_along(tmp_path: Path) -> None:
    ombud("init", str(tmp_path / "ours"))
    for file in ("casework.yml", "roster.yml"):
        assert (tmp_path / "ours" / file).read_bytes() == (STARTER / file).read_bytes()
    settings = (tmp_path / "ours" / "rulebook.yml").read_text()
    assert settings.count("\n#") == (STARTER / "rulebook.yml").read_text().count("\n#")
    assert yaml.safe_load(settings)["name"] == "Our AI policy"


def test_an_empty_folder_is_filled(tmp_path: Path) -> None:
    assert ombud("init", str(tmp_path)).returncode == 0
    assert (tmp_path / "README.md").exists()


def test_a_folder_with_something_in_it_is_refused_and_left_alone(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    done = ombud("init", str(tmp_path))
    assert done.returncode == 2
    assert "is not empty, and nothing in it was touched" in done.stderr
    assert [one.name for one in tmp_path.iterdir()] == ["mine.txt"]
    done = ombud("init", str(tmp_path / "mine.txt"))
    assert (done.returncode, "is a file" in done.stderr) == (2, True)


def test_a_name_of_nothing_is_refused(tmp_path: Path) -> None:
    done = ombud("init", str(tmp_path / "ours"), "--name", " ")
    assert (done.returncode, "The name is empty" in done.stderr) == (2, True)
    assert not (tmp_path / "ours").exists()
