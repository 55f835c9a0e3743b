"""Words that two readers understand differently, and texts that are hard to read. Reads no word list itself."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache

from domain.rulebook.check import Written
from domain.rulebook.problems import Problem

GRADE = 12.0
SHORTEST = 12  # words; below it a grade means nothing
_COMMENT = re.compile(r"<!--.*?-->|^\s*#[^\n]*allow[^\n]*$|\s#\s+allow\s[^\n]*$", re.DOTALL | re.MULTILINE)
_UNJUDGED = re.compile(r"^(?:id|keywords|norms|related|owner|deputy|when|source)\s*:[^\n]*$", re.MULTILINE)
_SPACELESS = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_SENTENCE = re.compile(r"[.!?:;]+(?:\s|$)")
_VOWELS = re.compile(r"[aeiouyäöüáéíóúàâèêëîïôûœ]+", re.IGNORECASE)
_RIX = ((7.2, 13), (6.2, 12), (5.3, 11), (4.5, 10), (3.7, 9), (3.0, 8), (2.4, 7), (1.8, 6), (1.3, 5), (0.8, 4))


def pattern_of(words: Iterable[str]) -> re.Pattern[str] | None:
    """What finds any of these words whole in a `lowered` text; Japanese ones anywhere, since nothing stands between its
    words.
    """
    chosen = sorted({word.strip().lower() for word in words if word.strip()}, key=len, reverse=True)
    if not chosen:
        return None
    spaced = [_spelt(word) for word in chosen if not _SPACELESS.search(word)]
    joined = [re.escape(word) for word in chosen if _SPACELESS.search(word)]
    parts = [*([rf"\b(?:{'|'.join(spaced)})(?!\w)"] if spaced else []), *joined]
    return re.compile("|".join(parts))


def lowered(text: str) -> str:
    """A text in small letters, each where it was: a pattern that minds case is five times as fast."""
    found = text.lower()
    return found if len(found) == len(text) else "".join(one if len(one.lower()) > 1 else one.lower() for one in text)


def _spelt(word: str) -> str:
    """A phrase may break at the end of a line."""
    return r"\s+".join(re.escape(part) for part in word.split())


def vague(one: Written, words: re.Pattern[str] | None) -> Iterator[Problem]:
    """Each vague word in a clause's fields and text; comments, keywords and names are not judged."""
    if words is None:
        return
    blank = _blanked(one.text)
    for found in words.finditer(lowered(blank)):
        said = " ".join(blank[found.start() : found.end()].split())
        yield one.at_offset(found.start(), f"{said!r} is vague: say what, how much, by when", "vague-wording")


def _blanked(text: str) -> str:
    def empty(found: re.Match[str]) -> str:
        return "\n".join(" " * len(line) for line in found[0].split("\n"))

    return _UNJUDGED.sub(empty, _COMMENT.sub(empty, text) if "allow" in text or "<!--" in text else text)


def hard(one: Written, language: str, target: float = GRADE) -> Iterator[Problem]:
    """A clause whose text before its examples is above the target grade (years of school)."""
    text = one.clause.body.split("\n### ", maxsplit=1)[0]
    found = grade(text, language)
    if found is not None and found > target:
        says = f"reads like grade {found:.0f}, and the target is {target:.0f}"
        yield one.at_offset(max(0, one.text.find(text[:40])), says, "hard-to-read")


def grade(text: str, language: str) -> float | None:
    """Years of school that a text asks for; None where it is too short, or its language has no spaces.

    English: Flesch-Kincaid (Kincaid et al. 1975). German: the first Wiener Sachtextformel (Bamberger and Vanecek 1984).
    Others: RIX (Anderson 1983), which counts long words per sentence and needs no syllables.
    """
    words = _WORD.findall(text)
    if len(words) < SHORTEST or _SPACELESS.search(text):
        return None
    sentences = max(1, len([one for one in _SENTENCE.split(text) if _WORD.search(one)]))
    return _FORMULAS.get(language, _rix)(words, sentences)


def _kincaid(words: Sequence[str], sentences: int) -> float:
    return 0.39 * len(words) / sentences + 11.8 * sum(map(syllables, words)) / len(words) - 15.59


def _wiener(words: Sequence[str], sentences: int) -> float:
    counted = [len(_VOWELS.findall(word)) for word in words]
    many = 100 * sum(one >= 3 for one in counted) / len(words)  # noqa: PLR2004 -- as the formula says
    single = 100 * sum(one <= 1 for one in counted) / len(words)
    long = 100 * sum(len(word) > 6 for word in words) / len(words)  # noqa: PLR2004 -- as the formula says
    return 0.1935 * many + 0.1672 * len(words) / sentences + 0.1297 * long - 0.0327 * single - 0.875


def _rix(words: Sequence[str], sentences: int) -> float:
    share = sum(len(word) > 6 for word in words) / sentences  # noqa: PLR2004 -- as the measure says
    return next((years for least, years in _RIX if share >= least), 3)


_FORMULAS: Mapping[str, Callable[[Sequence[str], int], float]] = {"en": _kincaid, "de": _wiener}


@lru_cache(maxsize=50_000)
def syllables(word: str) -> int:
    """How many syllables an English word has: groups of vowels, without a silent e."""
    said = word.lower()
    silent = (said.endswith("e") and not said.endswith(("le", "ee"))) or said.endswith(("es", "ed"))
    count = len(_VOWELS.findall(said))
    return max(
        1, count - 1 if silent and count > 1 and not said.endswith(("ted", "ded", "ses", "ces", "ges")) else count
    )
