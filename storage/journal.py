"""Erasures, journalled outside the database, so that a restore can make them again."""

from datetime import datetime
from pathlib import Path


class Journal:
    def __init__(self, path: Path) -> None:
        self.path = path

    def append(self, stream: str, at: datetime) -> None:
        with self.path.open("a", encoding="utf-8") as file:
            file.write(f"{stream} {at.isoformat()}\n")
