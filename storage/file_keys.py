"""Every key of `casework.yml` and `roster.yml`, with its meaning: for the reference, and for naming misspelt ones."""

import difflib
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

_ANY = "<"
_RENAMED = {"fallback": "`fallback` is called `outsider` now: who is asked where everybody else is kept out or away"}

# `<…>` stands for a name that the writer chooses, or for one of those that it names.
CASEWORK_KEYS: Mapping[str, str] = {
    "emergency": "a line on whom to call when somebody is in danger; the report form shows it",
    "emergency.<language>": "the same in several languages (`en`, `de`)",
    "at_risk": "the severity that a report gets at least when somebody is at risk now (`critical`)",
    "outsider": "the user id of who is asked where everybody on the ladder is away or kept out",
    "queues.<queue>.channel": "the id of a private channel that Ombud is a member of",
    "queues.<queue>.rotation": "the rotation in `roster.yml` that answers for it",
    "kinds.<kind>.queue": "the queue in which reports of this kind begin",
    "kinds.<kind>.severity": "the severity they begin with",
    "kinds.<kind>.queues.<severity>": "another queue for this severity",
    "severities.<severity>.<clock>.within": "elapsed time from filing to the goal",
    "severities.<severity>.<clock>.nudges": "shares of it at which whoever is accountable is reminded",
    "severities.<severity>.<clock>.escalate_every": "the pause between rungs after the goal (1h)",
    "four_eyes.<severity>.findings": "findings that need a second person, or `all`",
    "four_eyes.<severity>.approvers": "the roles that may be this person",
    "deciders.<severity>": "roles that may decide it; a severity that is not named: every reviewer of the queue",
    "name_openers": "roles of which two people together may open a confidential name (lead, council)",
    "vendors.<vendor>": "the title of a company that a case can be about",
    "retention.<kind>": (
        "how long what was written is kept after the decision or a closing withdrawal; a kind that is not named is "
        "kept for ever"
    ),
    "reopen_within": "how long after the decision its reporter may say, once, that it was not solved (30d)",
    "steps.<kind>.<step>": "one step of the checklist of this kind, as a sentence; at most twelve",
    "steps.<kind>.<step>.<language>": "the same in several languages",
    "announcements": "the id of a channel in which published versions of the rulebook are announced (nowhere)",
    "gaps.within": "elapsed time in which a gap of the rulebook is to be closed once it is shown (14d)",
    "gaps.nudges": "shares of it at which whoever answers for it is reminded ([0.5])",
    "gaps.escalate_every": "the pause between policy owners, leads and council after it (7d)",
    "witness.channel": "a channel with many people, where seals of the record are posted",
    "witness.every": "how often (1d)",
}
ROSTER_KEYS: Mapping[str, str] = {
    "rotations.<rotation>.zone": "an IANA zone, such as `Europe/Stockholm`",
    "rotations.<rotation>.first": "the first hand-over as wall time in that zone, such as `2026-01-05 09:00`",
    "rotations.<rotation>.every": "the length of a turn, in whole days (1w)",
    "rotations.<rotation>.primary": "user ids, in turns; `~` is a turn that nobody has taken yet",
    "rotations.<rotation>.secondary": "the same for the second rung; a rung that is not named is not used",
    "rotations.<rotation>.lead": "the same for the third",
    "overrides[].rotation": "where somebody stands in; the override written last wins, those made in Slack after all",
    "overrides[].rung": "`primary` (where it is left out), `secondary` or `lead`",
    "overrides[].person": "who stands in",
    "overrides[].from": "from when, as wall time in the rotation's zone",
    "overrides[].to": "until before when",
    "roles.<role>": "user ids; the roles are reviewer, adjudicator, lead, council, policy_owner, operator, auditor",
    "teams.<team>": "user ids, for declared conflicts",
    "conflicts.<person>": "what somebody declared: user ids, `team:<name>`, `vendor:<name>`",
}


def unknown(content: Mapping[str, Any], keys: Mapping[str, str]) -> Iterator[str]:
    """A sentence for each key of a file that is none of `keys`, with what was probably meant."""
    yield from _below(content, [_parts(key) for key in keys], "")


def _parts(key: str) -> tuple[str, ...]:
    return tuple(
        part for piece in key.split(".") for part in ((piece[:-2], "[]") if piece.endswith("[]") else (piece,))
    )


def _below(value: Any, patterns: Sequence[tuple[str, ...]], where: str) -> Iterator[str]:
    if isinstance(value, Mapping):
        for name, inner in value.items():
            deeper = [one[1:] for one in patterns if one and (one[0] == str(name) or one[0].startswith(_ANY))]
            path = f"{where}.{name}" if where else str(name)
            if not deeper:
                yield _sentence(path, str(name), [one[0] for one in patterns if one])
            elif () not in deeper:
                yield from _below(inner, deeper, path)
    elif isinstance(value, Sequence) and not isinstance(value, str):
        for number, inner in enumerate(value, start=1):
            yield from _below(inner, [one[1:] for one in patterns if one and one[0] == "[]"], f"{where} {number}")


def _sentence(path: str, name: str, known: Sequence[str]) -> str:
    if path in _RENAMED:
        return _RENAMED[path]
    near = difflib.get_close_matches(name, [one for one in known if not one.startswith(_ANY)], n=1, cutoff=0.6)
    return f"there is no key `{path}`" + (f"; did you mean `{near[0]}`?" if near else ", so nobody reads it")
