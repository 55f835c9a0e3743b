"""A sentence that an organisation writes for its people, in one language or in several."""

from collections.abc import Mapping
from dataclasses import dataclass

ENGLISH = "en"
EVERY = ""  # stands for every language that is not named


@dataclass(frozen=True, slots=True)
class Spoken:
    """Wordings by language (`de`)."""

    wordings: Mapping[str, str]

    def to(self, language: str) -> str:
        """The wording for a reader: their language, or else one for everybody, English, or the first; may be empty."""
        found = (self.wordings.get(one) for one in (language, EVERY, ENGLISH))
        return next((text for text in found if text), next(iter(self.wordings.values()), ""))

    def __bool__(self) -> bool:
        return any(self.wordings.values())


def spoken(text: str) -> Spoken:
    """One wording for everybody."""
    return Spoken({EVERY: text})
