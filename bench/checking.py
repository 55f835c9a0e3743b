"""`python -m bench.checking`: seconds of `ombud rulebook check` for 2,000 clauses, and of the least that anything in
Python could do with them: import the libraries, and read each file's front matter as YAML.
"""

import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from bot.places import ROOT, STARTER

CLAUSES, ROUNDS = 2_000, 5
FLOOR = """
import pathlib, sys, babel.messages.pofile, bm25s, numpy, typer, yaml
for file in pathlib.Path(sys.argv[1]).rglob("*.md"):
    yaml.load(file.read_text(encoding="utf-8").split("---")[1], Loader=yaml.CSafeLoader)
"""


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


def seconds(*command: str) -> float:
    """How long a process took, its start included."""
    started = time.perf_counter()
    subprocess.run(command, cwd=ROOT, stdout=subprocess.DEVNULL, check=False)
    return time.perf_counter() - started


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as made:
        rules = str(grown(Path(made)))
        python = (sys.executable, "-m")
        floors, checks = [], []
        for _ in range(ROUNDS):  # in turn, so that a noisy machine is noisy for both
            floors.append(seconds(sys.executable, "-c", FLOOR, rules))
            checks.append(seconds(*python, "bot", "rulebook", "check", rules))
    floor, checked = statistics.median(floors), statistics.median(checks)
    print(f"{CLAUSES:,} clauses, process start included: floor {floor:.2f} s   check {checked:.2f} s", end="   ")
    print(f"{checked / floor:.1f} x floor")
