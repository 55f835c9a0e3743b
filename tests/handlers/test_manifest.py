"""The manifest is valid, and asks for no more than is used."""

import json
import re

import jsonschema
import yaml

from handlers.cards import ids
from tests.test_house import ROOT

MANIFEST = yaml.safe_load((ROOT / "manifest.yml").read_text())
SCHEMA = json.loads((ROOT.parent / "shared/slack/manifest.schema.1.0.0.json").read_text())
# What each scope is for: a call in our code, or a feature of the manifest.
USED_BY = {
    "files:read": "files_info",
    "commands": "slash_commands",
    "app_mentions:read": "app_mention",
    "chat:write": "chat_postMessage",
    "im:history": "conversations_history",
    "im:write": "conversations_open",
    "assistant:write": "assistant.threads.setSuggestedPrompts",
    "channels:history": "conversations_replies",
    "links:read": "link_shared",
    "links:write": "chat_unfurl",
    "groups:history": "conversations_history",
    "channels:read": "casework.witness.channel",
    "users:read": "users_info",
    "groups:read": "conversations_info",
}


def test_the_manifest_is_valid_against_slacks_schema() -> None:
    validator = jsonschema.validators.validator_for(SCHEMA)(SCHEMA)
    assert [error.message for error in validator.iter_errors(MANIFEST)] == []


def test_a_broken_manifest_is_seen() -> None:
    broken = {**MANIFEST, "features": {**MANIFEST["features"], "made_up": True}}
    validator = jsonschema.validators.validator_for(SCHEMA)(SCHEMA)
    assert list(validator.iter_errors(broken))


def test_every_scope_is_used_and_says_by_what() -> None:
    code = "".join(path.read_text() for room in ("bot", "handlers") for path in (ROOT / room).rglob("*.py"))
    everything = code + (ROOT / "manifest.yml").read_text()
    assert set(MANIFEST["oauth_config"]["scopes"]["bot"]) == set(USED_BY)
    assert [scope for scope, user in USED_BY.items() if user not in everything] == []
    for scope in USED_BY:
        assert re.search(rf"- {scope} # \S", (ROOT / "manifest.yml").read_text())


def test_the_shortcut_is_the_one_that_is_listened_to() -> None:
    assert [one["callback_id"] for one in MANIFEST["features"]["shortcuts"]] == [ids.REPORT_THIS, ids.ADD_TO_CASE]
