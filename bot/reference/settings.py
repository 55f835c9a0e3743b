"""The page of settings."""

from bot.reference.tables import page, table
from bot.setting_names import SETTINGS

_INTRO = (
    "From the environment, or `.env` in the working folder; the environment wins. The three of Slack may also begin "
    "with `OMBUD_`. `ombud doctor` names what is missing, and what is misspelt."
)


def settings() -> str:
    """Every setting."""
    rows = [(f"`{one.name}`", one.default, one.meaning) for one in SETTINGS]
    return page("Settings", _INTRO, table(("name", "default", "meaning"), rows))
