"""The Bolt application: who we are, whom we answer, and every listener, busiest first."""

import logging
from dataclasses import dataclass
from typing import Any

from slack_bolt.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult

from handlers.slack import (
    aftercare,
    case_forms,
    casework,
    choosing,
    desk,
    gaps,
    home,
    investigation,
    links,
    messages,
    oncall,
    pane,
    policy,
    queue,
    report,
    ruling,
    talk,
    tell,
)
from handlers.slack.door import door
from handlers.slack.kit import Kit
from handlers.traces import where

log = logging.getLogger("ombud.handlers")
ROOMS = (
    policy,
    choosing,
    tell,
    casework,
    report,
    home,
    desk,
    queue,
    talk,
    aftercare,
    case_forms,
    investigation,
    oncall,
    messages,
    pane,
    links,
    ruling,
    gaps,
)


@dataclass(frozen=True, slots=True)
class Identity:
    """Who the bot is, from one `auth.test` at start."""

    team: str
    bot_id: str
    bot_user_id: str
    token: str


def build_app(kit: Kit, identity: Identity, signing_secret: str | None) -> AsyncApp:
    """Every listener on one Bolt app. Without a signing secret requests come over Socket Mode."""

    async def authorize(**_: Any) -> AuthorizeResult:
        # With bot_id and bot_user_id Bolt knows the bot's own messages and leaves them alone.
        return AuthorizeResult(
            enterprise_id=None,
            team_id=identity.team,
            bot_id=identity.bot_id,
            bot_user_id=identity.bot_user_id,
            bot_token=identity.token,
        )

    quiet = logging.getLogger("ombud.bolt")
    quiet.setLevel(logging.ERROR)  # its warnings may carry what people wrote
    app = AsyncApp(
        logger=quiet,
        signing_secret=signing_secret or "socket mode verifies by its connection",
        authorize=authorize,
        client=kit.client,
        process_before_response=True,
        request_verification_enabled=signing_secret is not None,
    )
    app.use(door(kit, identity.team))
    app.error(_failed)
    for room in ROOMS:
        room.register(app, kit)
    return app


async def _failed(error: Exception) -> None:
    """Slack hears that it failed, and the log where; Bolt's own handler would log the message too."""
    log.error("a listener failed: %s", where(error))
