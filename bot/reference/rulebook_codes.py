"""The page of the codes of `ombud rulebook check`: why, how to mend, how to waive."""

from bot.reference.tables import page
from domain.rulebook.codes import CODES, Code, Weight

_INTRO = """
`ombud rulebook check` names everything at once as `file:line:column: CODE message`. An **error** makes it exit 1, a
**warning** only with `--strict`. How to run it beside your editor and in code review:
[Write your rulebook](../how-to/write-your-rulebook.md).
"""
_WAIVERS = """
## Waivers

A line may carry a reason why it is right as it is:

```markdown
Notify the authority without undue delay. <!-- allow vague-wording: the words of the law, Art. 33(1) -->
```

In YAML, so in the fields of a clause as well, it is `# allow CODE: reason`. A waiver alone on a line holds for the next
one. It allows one code; a waiver without a reason does not count and is a problem itself. Readers of the clause do
not see the waiver itself. Of wording (vague, hard to read, without threshold or outcome, contradicting) they are told
that it was waived, and why.
"""


def rulebook_codes() -> str:
    """Every code, a section each."""
    return page("Codes of the check", _INTRO, _WAIVERS, *map(_section, CODES.values()))


def _section(code: Code) -> str:
    weight = "A warning" if code.weight is Weight.WARNING else "An error"
    waiver = f"A line may waive it: `allow {code.name}: reason`." if code.waivable else "It cannot be waived."
    return "\n\n".join([
        f"## {code.name}",
        f"{code.title}. {weight}.",
        f"**Why.** {code.why}",
        f"**How to mend it.** {code.mend}",
        f"**How to waive it.** {waiver}",
    ])  # fmt: skip
