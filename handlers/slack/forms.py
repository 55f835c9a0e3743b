"""Opening forms and reading what came back."""

import asyncio
import logging
from typing import Any

import aiohttp
from slack_sdk.errors import SlackApiError

from handlers.cards.blocks import View
from handlers.slack.kit import Kit

log = logging.getLogger("ombud.handlers")
PATIENCE = 2.0


async def opened(kit: Kit, trigger: str, view: View) -> bool:
    """Open a modal on a trigger (good for 3 s, once). False where Slack would not."""
    try:
        await asyncio.wait_for(kit.client.views_open(trigger_id=trigger, view=view), PATIENCE)
    except SlackApiError as error:
        log.warning("views.open was refused: %s", error.response.get("error", "unknown"))
        return False
    except (aiohttp.ClientError, TimeoutError) as error:
        log.warning("views.open did not answer: %s", type(error).__name__)
        return False
    return True


def values(view: dict[str, Any]) -> dict[str, Any]:
    """A form's state by block: text as text, choices as their values."""
    found: dict[str, Any] = {}
    for block, elements in view["state"]["values"].items():
        for element in elements.values():
            if "selected_options" in element:
                found[block] = tuple(one["value"] for one in element["selected_options"] or ())
            elif "selected_option" in element:
                found[block] = (element["selected_option"] or {}).get("value")
            else:
                found[block] = element.get("value")
    return found
