"""Settings from the environment and an `.env` file; the environment wins."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy.engine import make_url

from bot.places import STARTER
from handlers.locale.catalogue import ENGLISH, languages
from storage.vault import Vault, read_master_key

RANKINGS = (MEANING, LEXICAL) = ("meaning", "lexical")


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
    master_key_before: str | None
    journal: Path
    host: str
    port: int
    sandbox_url: str | None
    rulebook_url: str
    casework: Path
    roster: Path
    rulebook: Path
    language: str
    ranking: str
    cache: Path

    @property
    def socket_mode(self) -> bool:
        """Whether requests come over a socket that we open."""
        return self.signing_secret is None

    def vault(self) -> Vault:
        """The vault that the keys open. Raises `BadSettings`."""
        return vault(self.master_key, self.master_key_before)

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
            "Set SLACK_SIGNING_SECRET (HTTP) or SLACK_APP_TOKEN (Socket Mode). See `docs/how-to/install.md`."
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
        master_key_before=master_key_before(env),
        journal=journal(env),
        host=env.get("OMBUD_HOST") or "127.0.0.1",
        port=_port(env.get("OMBUD_PORT") or "3000"),
        sandbox_url=sandbox(env),
        rulebook_url=_published(env.get("OMBUD_RULEBOOK_URL") or ""),
        casework=casework or Path(env.get("OMBUD_CASEWORK") or folder / "casework.yml"),
        roster=roster or Path(env.get("OMBUD_ROSTER") or folder / "roster.yml"),
        rulebook=folder,
        language=_language(env.get("OMBUD_LANGUAGE") or ENGLISH, folder),
        ranking=ranking(env),
        cache=cache(env),
    )


def ranking(env: Mapping[str, str]) -> str:
    """How clauses are found. Raises `BadSettings`."""
    written = env.get("OMBUD_RANKING") or MEANING
    if written not in RANKINGS:
        raise BadSettings(f"OMBUD_RANKING must be one of {', '.join(RANKINGS)}, not {written!r}.")
    return written


def cache(env: Mapping[str, str]) -> Path:
    """Where what can be computed again is kept."""
    return Path(env.get("OMBUD_CACHE") or Path.home() / ".cache" / "ombud")


def _either(env: Mapping[str, str], name: str) -> str | None:
    return env.get(f"OMBUD_{name}") or env.get(name) or None


def sandbox(env: Mapping[str, str]) -> str | None:
    """Where a sandbox is that may move case time; refused beside the real Slack."""
    url = env.get("OMBUD_SANDBOX_URL") or None
    if url and not env.get("OMBUD_SLACK_API_URL"):
        raise BadSettings("OMBUD_SANDBOX_URL lets a sandbox move time; it cannot be set beside the real Slack.")
    return url


def _published(url: str) -> str:
    if url and not url.startswith(("https://", "http://")):
        raise BadSettings(f"OMBUD_RULEBOOK_URL must be an address (https://…), not {url!r}.")
    return url


def _language(written: str, rulebook: Path) -> str:
    """The language of channels, and of people whose own we do not have: one of ours, or of the rulebook's notices."""
    known = sorted({*languages(), *(file.parent.name for file in rulebook.glob("notices/*/*.po"))})
    if written in known:
        return written
    raise BadSettings(f"OMBUD_LANGUAGE must be one of {', '.join(known)}, not {written!r}.")


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


def journal(env: Mapping[str, str]) -> Path:
    """Where erasures are journalled: beside an embedded database by default."""
    if written := env.get("OMBUD_ERASURE_JOURNAL"):
        return Path(written)
    url = make_url(database_url(env))
    embedded = url.get_backend_name() == "sqlite" and url.database not in {None, "", ":memory:"}
    return (Path(str(url.database)).parent if embedded else Path("var")) / "erasures.jsonl"


def master_key(env: Mapping[str, str]) -> str:
    """The text of the master key. Raises `BadSettings`."""
    if key := _key(env, "OMBUD_MASTER_KEY"):
        return key
    raise BadSettings("Set OMBUD_MASTER_KEY or OMBUD_MASTER_KEY_FILE; `ombud keys new` makes one.")


def master_key_before(env: Mapping[str, str]) -> str | None:
    """The text of the master key until a rotation. Raises `BadSettings`."""
    return _key(env, "OMBUD_MASTER_KEY_BEFORE")


def vault(key: str, before: str | None) -> Vault:
    """The vault that the keys of these texts open. Raises `BadSettings`."""
    try:
        return Vault(read_master_key(key), None if before is None else read_master_key(before))
    except ValueError as error:
        raise BadSettings(str(error)) from error


def _key(env: Mapping[str, str], name: str) -> str | None:
    if key := env.get(name):
        return key
    if not (file := env.get(f"{name}_FILE")):
        return None
    try:
        return Path(file).read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise BadSettings(f"{name}_FILE names {file}, which cannot be read ({type(error).__name__}).") from error
