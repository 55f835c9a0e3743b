"""Every setting by name, with its default and meaning: for the reference, and for finding misspelt ones."""

import difflib
from collections.abc import Iterable
from dataclasses import dataclass

_OURS = "OMBUD_"
_EITHER = ("SLACK_BOT_TOKEN", "SLACK_SIGNING_SECRET", "SLACK_APP_TOKEN")


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting. `default` is what holds where it is not set, as a reader writes it; empty where nothing does."""

    name: str
    default: str
    meaning: str


SETTINGS = (
    Setting("SLACK_BOT_TOKEN", "needed", "the bot token, `xoxb-…`"),
    Setting("SLACK_SIGNING_SECRET", "", "verifies requests over HTTP"),
    Setting("SLACK_APP_TOKEN", "", "`xapp-…`; Socket Mode, which wins where both are set"),
    Setting("OMBUD_SLACK_API_URL", "Slack's own", "any server that speaks Slack's API"),
    Setting("OMBUD_DATABASE_URL", "`sqlite:///var/ombud.db`", "or `postgresql+psycopg://…`"),
    Setting("OMBUD_SQLITE_SYNCHRONOUS", "`FULL`", "`NORMAL` is faster and may lose the last commits at a power cut"),
    Setting("OMBUD_MASTER_KEY", "needed", "wraps the keys of what people wrote; `ombud keys new` makes one"),
    Setting("OMBUD_MASTER_KEY_FILE", "", "a file that holds the master key, instead of the key itself"),
    Setting("OMBUD_MASTER_KEY_BEFORE", "", "the master key until now, [while it is rotated](../how-to/rotate-keys.md)"),
    Setting("OMBUD_MASTER_KEY_BEFORE_FILE", "", "a file that holds it"),
    Setting(
        "OMBUD_ERASURE_JOURNAL",
        "`erasures.jsonl` beside an SQLite file, else `var/erasures.jsonl`",
        "where erasures are written down, outside the database; a [restore](../how-to/back-up-and-restore.md) needs it",
    ),
    Setting(
        "OMBUD_LOG_LEVEL",
        "`INFO`",
        "`DEBUG`, `INFO`, `WARNING` or `ERROR`; libraries stay at warnings whatever it says",
    ),
    Setting("OMBUD_HOST", "`127.0.0.1`", "where to listen"),
    Setting("OMBUD_PORT", "`3000`", "the port to listen on"),
    Setting("OMBUD_LANGUAGE", "`en`", "the language of channels, and of people whose own Ombud does not speak"),
    Setting("OMBUD_RULEBOOK", "the starter's", "the folder of the rulebook; `--rulebook` wins"),
    Setting(
        "OMBUD_RULEBOOK_URL",
        "",
        "where the rulebook is published; [clauses stand below it](../how-to/ask.md) as `<version>/<clause-id>`",
    ),
    Setting(
        "OMBUD_RANKING",
        "`meaning`",
        "or `lexical`, for small machines: see [how answers are found](../explanation/how-answers-are-found.md)",
    ),
    Setting("OMBUD_CACHE", "`~/.cache/ombud`", "where vectors of clauses are kept, so that each is computed once"),
    Setting("OMBUD_CASEWORK", "`casework.yml` in that folder", "the promises of casework; `--casework` wins"),
    Setting("OMBUD_ROSTER", "`roster.yml` in that folder", "who is on call and who holds roles; `--roster` wins"),
    Setting("OMBUD_SANDBOX_URL", "", "a sandbox that may move case time; refused beside the real Slack"),
)


def misspelt(environment: Iterable[str]) -> list[str]:
    """A sentence for each name in the environment that begins like one of ours and is none."""
    known = [setting.name for setting in SETTINGS]
    known += [f"{_OURS}{name}" for name in _EITHER]
    found = []
    for name in sorted(environment):
        if name.startswith(_OURS) and name not in known:
            near = difflib.get_close_matches(name, known, n=1, cutoff=0.6)
            meant = f" Did you mean {near[0]}?" if near else ""
            found.append(f"There is no setting {name}, so nobody reads it.{meant}")
    return found
