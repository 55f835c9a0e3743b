"""Writes the pages of the reference that the code knows: `make reference`."""

from pathlib import Path

from bot.reference.pages import PAGES

FOLDER = Path(__file__).parents[2] / "docs" / "reference"

for name, written in PAGES.items():
    (FOLDER / f"{name}.md").write_text(written(), encoding="utf-8")
