"""Signs what is sent to the bot as Slack does. https://docs.slack.dev/authentication/verifying-requests-from-slack"""

import hashlib
import hmac


def signature(secret: str, timestamp: str, body: str) -> str:
    base = f"v0:{timestamp}:{body}".encode()
    return "v0=" + hmac.new(secret.encode(), base, hashlib.sha256).hexdigest()


def signed_headers(secret: str, now: float, body: str) -> dict[str, str]:
    timestamp = str(int(now))
    return {"X-Slack-Request-Timestamp": timestamp, "X-Slack-Signature": signature(secret, timestamp, body)}
