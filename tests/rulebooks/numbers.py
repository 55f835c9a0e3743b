"""Which numbers of a clause's fields stand in its text again: whoever changes one has to change both."""

import re

_WORDS = "one|two|three|four|five|six|seven|eight|nine|ten|twelve|twenty|thirty|ninety"
_UNITS = (
    "minute|hour|day|week|month|year|quarter|euro|people|point|record|case|result|word|click|employee|member|line|fact"
    "|companion|measure"
)
_NUMBER = re.compile(
    rf"\b((?:\d[\d,.]*\d|\d|{_WORDS})\s+(?:working\s+|percentage\s+|generated\s+|kilowatt\s+)?(?:{_UNITS}))"
)


def repeated(fields: str, body: str) -> list[str]:
    """Numbers with what they count (in the singular) that stand in both, in the order of the fields."""
    said = " ".join(body.lower().split())
    found = [one for one in _NUMBER.findall(fields.lower()) if re.search(rf"(?<![\w,.]){re.escape(one)}", said)]
    return list(dict.fromkeys(found))
