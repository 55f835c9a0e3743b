"""`ombud rulebook site` replaces its own pages and touches nobody else's folder."""

from pathlib import Path

from bot.places import STARTER
from tests.bot.test_commands import ombud


def test_a_folder_of_something_else_is_left_alone(tmp_path: Path) -> None:
    kept = tmp_path / "thesis.txt"
    kept.write_text("years of work")
    refused = ombud("rulebook", "site", str(tmp_path), "--draft", str(STARTER))
    assert refused.returncode == 2
    assert [one.name for one in tmp_path.iterdir()] == ["thesis.txt"]
    assert ombud("rulebook", "site", str(kept), "--draft", str(STARTER)).returncode == 2


def test_a_site_is_written_anew(tmp_path: Path) -> None:
    out = tmp_path / "policy"
    assert ombud("rulebook", "site", str(out), "--draft", str(STARTER), "--language", "de").returncode == 0
    (out / "clauses" / "gone").mkdir()
    assert ombud("rulebook", "site", str(out), "--draft", str(STARTER)).returncode == 0
    assert not (out / "clauses" / "gone").exists()
    assert "In detail" in (out / "clauses" / "data-secrets" / "index.html").read_text()
    assert ombud("rulebook", "site", str(out), "--draft", str(STARTER), "--language", "xx").returncode == 2


def test_a_clause_cannot_be_called_like_a_language(tmp_path: Path) -> None:
    book = tmp_path / "book"
    (book / "clauses").mkdir(parents=True)
    (book / "rulebook.yml").write_text("name: Ours\nversion: 1.0.0\nlanguages: [en, de]\n")
    (book / "clauses" / "de.md").write_text("---\nid: de\ntitle: Gifts\n---\nNo gifts.\n")
    refused = ombud("rulebook", "site", str(tmp_path / "out"), "--draft", str(book))
    assert refused.returncode == 1
    assert "'de'" in refused.stderr


def test_a_clause_cannot_be_called_like_the_page_of_a_table(tmp_path: Path) -> None:
    """Only where there is such a page: without norms `outside-norms` is a clause like any other."""
    book = tmp_path / "book"
    (book / "clauses").mkdir(parents=True)
    (book / "rulebook.yml").write_text("name: Ours\nversion: 1.0.0\n")
    clause = "---\nid: outside-norms\ntitle: Gifts\n{}---\nNo gifts.\n"
    (book / "clauses" / "gifts.md").write_text(clause.format(""))
    assert ombud("rulebook", "site", str(tmp_path / "out"), "--draft", str(book)).returncode == 0
    (book / "clauses" / "gifts.md").write_text(clause.format("norms: [GDPR]\n"))
    refused = ombud("rulebook", "site", str(tmp_path / "out"), "--draft", str(book))
    assert refused.returncode == 1
    assert "'outside-norms'" in refused.stderr
