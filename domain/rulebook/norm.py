"""One outside norm, as a value."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Norm:
    """A law or standard that clauses answer. `parts` are those that the house means to answer, each with what it is
    about; `not_ours` those that it does not, each with why. Without either, every part that a clause names is known.
    """

    name: str
    title: str = ""
    link: str = ""
    parts: tuple[tuple[str, str], ...] = ()
    not_ours: tuple[tuple[str, str], ...] = ()
