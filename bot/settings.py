"""Settings from the environment and an `.env` file; the environment wins."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from bot.places import STARTER


class BadSettings(Exception):
    """A setting is missing or wrong. The message says which, and what to do."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What a running Ombud needs to know. Secrets have no repr."""

    bot_token: str
    signing_secret: str | None
    app_token: str | None
    api_url: str
    database_url: str
    synchronous: str
    master_key: str
    host: str
    port: int
    sandbox_url: str | None
    casework: Path
    roster: Path
    rulebook: Path

    @property
    def socket_mode(self) -> bool:
        """Whether requests come over a socket that we open."""
        return self.signing_secret is None

    def __repr__(self) -> str:
        return f"Settings(host={self.host!r}, port={self.port}, socket_mode={self.socket_mode})"


def environment(file: Path = Path(".env")) -> dict[str, str]:
    """The environment over what an `.env` file says."""
    lines = file.read_text(encoding="utf-8").splitlines() if file.is_file() else []
    pairs = (line.partition("=") for line in map(str.strip, lines) if line and not line.startswith("#"))
    written = {name.removeprefix("export ").strip(): value.strip().strip("\"'") for name, _, value in pairs}
    return {**written, **os.environ}


def read_settings(
    env: Mapping[str, str], casework: Path | None, roster: Path | None, rulebook: Path | None
) -> Settings:
    """Settings for `ombud serve`. Raises `BadSettings`."""
    signing, app_token = _either(env, "SLACK_SIGNING_SECRET"), _either(env, "SLACK_APP_TOKEN")
    if not signing and not app_token:
        raise BadSettings(
            "Set SLACK_SIGNING_SECRET (HTTP) or SLACK_APP_TOKEN (Socket Mode). See `docs/how-to/serve.md`."
        )
    token = _either(env, "SLACK_BOT_TOKEN")
    if not token:
        raise BadSettings("Set SLACK_BOT_TOKEN to the bot token (xoxb-…) of the installed app.")
    folder = rulebook or Path(env.get("OMBUD_RULEBOOK") or STARTER)
    return Settings(
        bot_token=token,
        # Both may be set; Socket Mode then wins, for it needs no address that Slack can reach.
        signing_secret=None if app_token else signing,
        app_token=app_token,
        api_url=(env.get("OMBUD_SLACK_API_URL") or "https://slack.com/api/").rstrip("/") + "/",
        database_url=database_url(env),
        synchronous=env.get("OMBUD_SQLITE_SYNCHRONOUS") or "FULL",
        master_key=master_key(env),
        host=env.get("OMBUD_HOST") or "127.0.0.1",
        port=_port(env.get("OMBUD_PORT") or "3000"),
        sandbox_url=_sandbox(env),
        casework=casework or Path(env.get("OMBUD_CASEWORK") or folder / "casework.yml"),
        roster=roster or Path(env.get("OMBUD_ROSTER") or folder / "roster.yml"),
        rulebook=folder,
    )


def _either(env: Mapping[str, str], name: str) -> str | None:
    return env.get(f"OMBUD_{name}") or env.get(name) or None


def _sandbox(env: Mapping[str, str]) -> str | None:
    """Where a sandbox is that may move case time; refused beside the real Slack."""
    url = env.get("OMBUD_SANDBOX_URL") or None
    if url and not env.get("OMBUD_SLACK_API_URL"):
        raise BadSettings("OMBUD_SANDBOX_URL lets a sandbox move time; it cannot be set beside the real Slack.")
    return url


def _port(written: str) -> int:
    if written.isdecimal() and int(written) < 65536:  # noqa: PLR2004 -- the number of ports
        return int(written)
    raise BadSettings(f"OMBUD_PORT must be a port number, not {written!r}.")


def database_url(env: Mapping[str, str]) -> str:
    """Where the database is; an embedded one in `var/` by default."""
    if url := env.get("OMBUD_DATABASE_URL"):
        return url
    Path("var").mkdir(exist_ok=True)
    return "sqlite:///var/ombud.db"


def master_key(env: Mapping[str, str]) -> str:
    """The text of the master key. Raises `BadSettings`."""
    if key := env.get("OMBUD_MASTER_KEY"):
        return key
    file = env.get("OMBUD_MASTER_KEY_FILE")
    if file and Path(file).is_file():
        return Path(file).read_text(encoding="utf-8").strip()
    raise BadSettings("Set OMBUD_MASTER_KEY or OMBUD_MASTER_KEY_FILE; `ombud key new` makes one.")
