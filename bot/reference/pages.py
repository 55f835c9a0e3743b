"""The pages of the reference that are written from the code, by name."""

from collections.abc import Callable, Mapping

from bot.reference.command_line import command_line
from bot.reference.events import events
from bot.reference.files import casework
from bot.reference.messages import messages
from bot.reference.metrics import metrics
from bot.reference.rulebook_codes import rulebook_codes
from bot.reference.settings import settings

PAGES: Mapping[str, Callable[[], str]] = {
    "casework": casework,
    "command-line": command_line,
    "events": events,
    "messages": messages,
    "metrics": metrics,
    "rulebook-codes": rulebook_codes,
    "settings": settings,
}
