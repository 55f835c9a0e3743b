"""The page of the keys of `casework.yml` and `roster.yml`."""

from bot.reference.tables import page, table
from storage.file_keys import CASEWORK_KEYS, ROSTER_KEYS

_INTRO = """
Durations: `90s`, `15m`, `4h`, `2d`, `1w`, `1d 12h`, or a number of seconds; elapsed time. Kinds: `abuse`, `near_miss`,
`ambiguity`, `unintended_consequence`, `security_research`. Severities: `low`, `medium`, `high`, `critical`. Clocks:
`acknowledge`, `decide`. A key that is not here is a mistake, and Ombud says so when it reads the file.
"""
_WHO = """
Reviewers, leads and everybody in a queue's rotation may open and decide its cases, and so may the outsider once asked.
The reporter (but an anonymous one, whom nobody knows), everybody the case is about, whoever recused and whoever
declared a conflict with any of these may not, on any rung.
"""


def casework() -> str:
    """Every key of both files."""
    head = ("key", "meaning, and what holds where it is left out")
    return page(
        "casework.yml and roster.yml",
        _INTRO,
        "## casework.yml",
        table(head, [(f"`{key}`", says) for key, says in CASEWORK_KEYS.items()]),
        "## roster.yml",
        table(head, [(f"`{key}`", says) for key, says in ROSTER_KEYS.items()]),
        _WHO,
    )
