"""What Slack says when it refuses, also where its answer is no JSON."""

from slack_sdk.errors import SlackApiError


def slack_said(error: SlackApiError) -> str:
    """Slack's own word for it (`channel_not_found`), or `http 500` where an answer holds none."""
    answer = getattr(error.response, "data", error.response)
    if isinstance(answer, dict) and answer.get("error"):
        return str(answer["error"])
    return f"http {getattr(error.response, 'status_code', 'error')}"
