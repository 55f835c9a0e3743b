"""What the app may be: its commands, shortcuts, scopes and events, read from manifest.yml and nowhere else."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

# https://docs.slack.dev/reference/events: the scope without which an event is never delivered.
EVENT_SCOPES = {
    "app_mention": "app_mentions:read",
    "file_shared": "files:read",
    "link_shared": "links:read",
    "message.channels": "channels:history",
    "message.groups": "groups:history",
    "message.im": "im:history",
}


class BrokenManifest(ValueError):
    """The manifest cannot be installed."""


@dataclass(frozen=True, slots=True)
class Command:
    command: str
    description: str
    usage_hint: str
    should_escape: bool


@dataclass(frozen=True, slots=True)
class Shortcut:
    type: str
    callback_id: str
    name: str
    description: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """https://docs.slack.dev/reference/app-manifest"""

    name: str
    bot_name: str
    commands: tuple[Command, ...]
    shortcuts: tuple[Shortcut, ...]
    scopes: frozenset[str]
    bot_events: frozenset[str]
    interactivity: bool
    home_tab: bool
    messages_tab: bool
    agent: bool
    unfurl_domains: tuple[str, ...]

    def command(self, name: str) -> Command | None:
        return next((command for command in self.commands if command.command == name), None)

    def shortcut(self, callback_id: str) -> Shortcut | None:
        return next((shortcut for shortcut in self.shortcuts if shortcut.callback_id == callback_id), None)

    def hears(self, event: str) -> bool:
        scope = EVENT_SCOPES.get(event)
        return event in self.bot_events and (scope is None or scope in self.scopes)


def read_manifest(path: Path) -> Manifest:
    """Reads a manifest as Slack installs it. Raises BrokenManifest where it could not be installed."""
    content = yaml.safe_load(path.read_text(encoding="utf-8"))
    if not isinstance(content, dict):
        raise BrokenManifest(f"{path}: a manifest is a mapping")
    return install(content)


def install(content: dict[str, Any]) -> Manifest:
    features = content.get("features") or {}
    settings = content.get("settings") or {}
    home = features.get("app_home") or {}
    # https://docs.slack.dev/reference/app-manifest#features: an agent always has its messages tab
    agent = "agent_view" in features or "assistant_view" in features
    scopes = frozenset(((content.get("oauth_config") or {}).get("scopes") or {}).get("bot") or ())
    commands = tuple(_command(entry) for entry in features.get("slash_commands") or ())
    if commands and "commands" not in scopes:
        raise BrokenManifest("slash commands need the scope `commands`")
    return Manifest(
        name=(content.get("display_information") or {}).get("name", "App"),
        bot_name=(features.get("bot_user") or {}).get("display_name", "bot"),
        commands=commands,
        shortcuts=tuple(_shortcut(entry) for entry in features.get("shortcuts") or ()),
        scopes=scopes,
        bot_events=frozenset((settings.get("event_subscriptions") or {}).get("bot_events") or ()),
        interactivity=bool((settings.get("interactivity") or {}).get("is_enabled")),
        home_tab=bool(home.get("home_tab_enabled")),
        messages_tab=agent or bool(home.get("messages_tab_enabled")),
        agent=agent,
        unfurl_domains=tuple(features.get("unfurl_domains") or ()),
    )


def _command(entry: dict[str, Any]) -> Command:
    return Command(
        entry["command"],
        entry.get("description", ""),
        entry.get("usage_hint", ""),
        should_escape=bool(entry.get("should_escape")),
    )


def _shortcut(entry: dict[str, Any]) -> Shortcut:
    return Shortcut(entry["type"], entry["callback_id"], entry["name"], entry.get("description", ""))
