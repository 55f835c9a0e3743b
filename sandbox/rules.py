"""The figures Slack enforces in real time, and the clock they are measured by. Only tests shorten them."""

import time
from collections.abc import Callable
from dataclasses import dataclass

Clock = Callable[[], float]
wall_clock: Clock = time.time


@dataclass(slots=True)
class Rules:
    # https://docs.slack.dev/interactivity/handling-user-interaction#acknowledgment_response
    ack_seconds: float = 3.0
    # https://docs.slack.dev/interactivity/handling-user-interaction#modal_responses
    trigger_seconds: float = 3.0
    # https://docs.slack.dev/apis/events-api/#retries
    retry_waits: tuple[float, ...] = (0.0, 60.0, 300.0)
    # https://docs.slack.dev/interactivity/handling-user-interaction#message_responses
    response_url_seconds: float = 1800.0
    response_url_uses: int = 5
    # https://docs.slack.dev/apis/web-api/rate-limits
    limits_enabled: bool = True
    # A server that speaks Slack's API and forgets the metadata of messages.
    drop_metadata: bool = False
