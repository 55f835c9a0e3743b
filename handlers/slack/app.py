"""The Bolt application: who we are, whom we answer, and every listener, busiest first."""

import logging
from dataclasses import dataclass
from typing import Any

from slack_bolt.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult

from handlers.slack import case_forms, casework, messages, policy, report, talk
from handlers.slack.door import turn_away, why_not
from handlers.slack.guests import Guests
from handlers.slack.kit import Kit


@dataclass(frozen=True, slots=True)
class Identity:
    """Who the bot is, from one `auth.test` at start."""

    team: str
    bot_id: str
    bot_user_id: str
    token: str


def build_app(kit: Kit, identity: Identity, signing_secret: str | None, guests: Guests | None = None) -> AsyncApp:
    """Every listener on one Bolt app. Without a signing secret requests come over Socket Mode; without
    `guests` Slack is asked who is one.
    """
    known = guests or Guests(kit.client.users_info, identity.team, kit.later)

    async def authorize(**_: Any) -> AuthorizeResult:
        # With bot_id and bot_user_id Bolt knows the bot's own messages and leaves them alone.
        return AuthorizeResult(
            enterprise_id=None,
            team_id=identity.team,
            bot_id=identity.bot_id,
            bot_user_id=identity.bot_user_id,
            bot_token=identity.token,
        )

    async def members_only(body: dict[str, Any], ack: Any, respond: Any, next: Any) -> Any:  # noqa: A002 -- Bolt passes it by this name
        sentence = await why_not(known, identity.team, body)
        if sentence is None:
            return await next()
        # The answer is returned: Bolt logs the whole body of a request that nobody answered.
        return await turn_away(kit, body, ack, respond, sentence)

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
    app.use(members_only)
    for room in (policy, casework, report, talk, case_forms, messages):
        room.register(app, kit)
    return app
