"""A problem of a rulebook's files, and the waivers that allow one on a line."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from domain.rulebook.codes import CODES, WORDING, Weight

_WAIVER = re.compile(r"(?:<!--|(?:^|\s)#)\s*allow\s+(?P<code>[\w-]+)(?:\s*:[ \t]*(?P<reason>.*?))?\s*(?:-->|$)")


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """Something to mend in a rulebook's files. `line` and `column` count from 1; `code` is one of `CODES`."""

    file: str
    line: int
    message: str
    code: str = "invalid"
    column: int = 1

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}: {self.code} {self.message}"

    @property
    def weight(self) -> Weight:
        """Error or warning, as its code says."""
        return CODES[self.code].weight


def waived(problems: Iterable[Problem], texts: Mapping[str, str]) -> list[Problem]:
    """The problems that no waiver allows, and those of the waivers themselves.

    A waiver stands on the problem's line, or alone on the line before.
    """
    allowed, found = _waivers(texts)
    used: set[tuple[str, int, str]] = set()
    for one in problems:
        place = (one.file, one.line, one.code)
        if CODES[one.code].waivable and place in allowed:
            used.add(place)
        else:
            found.append(one)
    idle = {where for place, where in allowed.items() if place not in used}
    found += [
        Problem(file, line, f"nothing here is {code}", "waiver-idle", column) for file, line, column, code in idle
    ]
    return sorted(set(found))


def waived_wording(text: str) -> tuple[str, ...]:
    """The reasons, each once, for which wording of this text is let stand that the check would have firmer."""
    found = [match for *_, match, _ in _written({"": text}) if match["code"] in WORDING]
    return tuple(dict.fromkeys(reason for match in found if (reason := (match["reason"] or "").strip())))


def _waivers(texts: Mapping[str, str]) -> tuple[dict[tuple[str, int, str], tuple[str, int, int, str]], list[Problem]]:
    allowed: dict[tuple[str, int, str], tuple[str, int, int, str]] = {}
    problems: list[Problem] = []
    for file, line, column, match, alone in _written(texts):
        code = match["code"]
        if code not in CODES or not CODES[code].waivable:
            why = "no problem has this code" if code not in CODES else "no reason makes this right"
            problems.append(Problem(file, line, f"{code} cannot be waived: {why}", "waiver-unknown", column))
        elif not (match["reason"] or "").strip():
            problems.append(
                Problem(file, line, f"the waiver of {code} gives no reason", "waiver-without-reason", column)
            )
        else:
            allowed[file, line + 1 if alone else line, code] = (file, line, column, code)
    return allowed, problems


def _written(texts: Mapping[str, str]) -> Iterator[tuple[str, int, int, re.Match[str], bool]]:
    for file, text in texts.items():
        if "allow" not in text:
            continue
        for number, line in enumerate(text.splitlines(), start=1):
            for match in _WAIVER.finditer(line) if "allow" in line else ():
                alone = not _WAIVER.sub("", line).strip()
                yield file, number, match.start() + 1, match, alone
