"""`python -m bench.checking`: seconds of `ombud rulebook check` for 2,000 clauses, and of reading them alone."""

import shutil
import tempfile
import time
from pathlib import Path

from bot.places import STARTER
from storage.files import check_rulebook, read_rulebook

CLAUSES = 2_000


def grown(room: Path) -> Path:
    """The starter with copies of its clauses under other ids, until there are enough."""
    folder = room / "rulebook"
    shutil.copytree(STARTER, folder)
    texts = [(path, path.read_text(encoding="utf-8")) for path in sorted((folder / "clauses").rglob("*.md"))]
    for number in range(len(texts), CLAUSES):
        path, text = texts[number % len(texts)]
        name = f"{path.stem}-{number}"
        changed = text.replace(f"id: {path.stem}\n", f"id: {name}\n").replace("\naction: ", f"\naction: {number} ")
        path.with_name(f"{name}.md").write_text(changed, encoding="utf-8")
    return folder


with tempfile.TemporaryDirectory() as made:
    rules = grown(Path(made))
    started = time.perf_counter()
    count = len(read_rulebook(rules).clauses)
    read = time.perf_counter() - started
    started = time.perf_counter()
    found = check_rulebook(rules)
    checked = time.perf_counter() - started
    print(f"{count:,} clauses: read {read:.2f} s   check {checked:.2f} s   {checked / read:.1f} x reading")
    print(f"problems: {len(found)}")
