"""The Bolt application: who we are, whom we answer, and every listener, busiest first."""

import logging
from dataclasses import dataclass
from typing import Any

from slack_bolt.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult

from handlers.cards.refusals import ELSEWHERE
from handlers.slack import case_forms, casework, messages, policy, report, talk
from handlers.slack.kit import Kit


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

    async def our_team_only(body: dict[str, Any], ack: Any, next: Any) -> Any:  # noqa: A002 -- Bolt passes it by this name
        user = body.get("user")
        homes = {body.get("team_id"), (body.get("team") or {}).get("id")} - {None}
        if isinstance(user, dict):
            homes |= {user.get("team_id")} - {None}
        if homes <= {identity.team}:
            return await next()
        # The answer is returned: Bolt logs the whole body of a request that nobody answered.
        return await ack(text=ELSEWHERE, response_type="ephemeral") if "command" in body else await ack()

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
    app.use(our_team_only)
    for room in (policy, casework, report, talk, case_forms, messages):
        room.register(app, kit)
    return app
