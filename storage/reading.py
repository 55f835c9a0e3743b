"""One YAML file being read: problems are collected, so that all of them come back at once."""

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any, TypeVar
from zoneinfo import ZoneInfoNotFoundError

import yaml

from domain.spoken import EVERY, Spoken
from storage.file_keys import unknown

T = TypeVar("T")


class BrokenCasework(Exception):
    """A file that says who works cases and by when cannot be used. Each argument is one problem."""


class Reading:
    """One file being read; collects problems instead of stopping at the first."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self.problems: list[str] = []
        try:
            content = yaml.safe_load(file.read_text(encoding="utf-8"))
        except OSError as error:
            raise BrokenCasework(f"{file}: cannot be read ({error.strerror})") from error
        except yaml.YAMLError as error:
            raise BrokenCasework(f"{file}: is no YAML: {' '.join(str(error).split())}") from error
        self.content = self.mapping(content, "the file")

    def say(self, problem: str) -> None:
        self.problems.append(f"{self.file}: {problem}")

    def mapping(self, value: Any, where: str) -> Mapping[str, Any]:
        if isinstance(value, Mapping):
            return value
        self.say(f"{where} must be a mapping")
        return {}

    def one(self, make: Callable[[Any], T], value: Any, where: str, default: T) -> T:
        try:
            return make(value)
        except (ValueError, TypeError, KeyError, ZoneInfoNotFoundError) as error:
            known: list[str] = [str(member) for member in make] if isinstance(make, Iterable) else []
            self.say(f"{where}: " + (f"{value!r} is none of {', '.join(known)}" if known else str(error)))
            return default

    def names(self, value: Any, where: str) -> frozenset[str]:
        """A list of names, or one."""
        if isinstance(value, str):
            return frozenset({value})
        if isinstance(value, list):
            return frozenset(map(str, value))
        self.say(f"{where} must be a list of names")
        return frozenset()

    def spoken(self, value: Any, where: str, limit: int) -> Spoken:
        """A sentence for everybody, or one for each language (`en: …`)."""
        wordings = value if isinstance(value, Mapping) else {EVERY: value if value is not None else ""}
        said = Spoken({str(language): str(text).strip() for language, text in wordings.items()})
        for language, text in said.wordings.items():
            if not 0 < len(text) <= limit:
                which = f"{where}.{language}" if language else where
                self.say(f"{which} needs a sentence of at most {limit} characters")
        return said

    def finish(self, keys: Mapping[str, str]) -> None:
        """Raises `BrokenCasework` with every problem, among them each key that is none of `keys`."""
        for sentence in unknown(self.content, keys):
            self.say(sentence)
        if self.problems:
            raise BrokenCasework(*self.problems)
