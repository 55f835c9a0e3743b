"""users.*, team.info, auth.test, apps.connections.open, reactions.*"""

import secrets

from sandbox.methods.registry import Json, method
from sandbox.refusals import Refused
from sandbox.residents import APP, BOT, BOT_USER, TEAM, TEAM_DOMAIN, TEAM_NAME, Resident
from sandbox.world import World

tickets: set[str] = set()


def _shown(person: Resident, args: Json) -> Json:
    shown = {
        "id": person.id, "team_id": person.team, "name": person.handle, "real_name": person.name, "deleted": False,
        "tz": person.tz, "tz_label": person.tz_label, "tz_offset": person.tz_offset, "is_bot": False,
        "is_restricted": person.guest, "is_ultra_restricted": False, "is_stranger": person.stranger,
        "profile": {"real_name": person.name, "display_name": person.handle, "email": person.email},
    }  # fmt: skip
    return shown | ({"locale": person.locale} if args.get("include_locale") else {})


@method("auth.test")
def auth_test(world: World, _args: Json) -> Json:
    """https://docs.slack.dev/reference/methods/auth.test"""
    return {"url": world.url, "team": TEAM_NAME, "user": "ombud", "team_id": TEAM, "user_id": BOT_USER, "bot_id": BOT}


@method("team.info")
def team_info(world: World, _args: Json) -> Json:
    """https://docs.slack.dev/reference/methods/team.info"""
    world.must_have("team:read")
    return {"team": {"id": TEAM, "name": TEAM_NAME, "domain": TEAM_DOMAIN}}


@method("apps.connections.open")
def connections_open(world: World, _args: Json) -> Json:
    """https://docs.slack.dev/reference/methods/apps.connections.open"""
    ticket = secrets.token_urlsafe(12)
    tickets.add(ticket)
    return {"url": f"{world.url.replace('http', 'ws', 1)}socket?ticket={ticket}&app_id={APP}"}


@method("users.list")
def users_list(world: World, args: Json) -> Json:
    """https://docs.slack.dev/reference/methods/users.list"""
    world.must_have("users:read")
    return {"members": [_shown(person, args) for person in world.town.people.values()]}


@method("users.info")
def users_info(world: World, args: Json) -> Json:
    """https://docs.slack.dev/reference/methods/users.info"""
    world.must_have("users:read")
    person = world.town.people.get(str(args.get("user")))
    if person is None:
        raise Refused("user_not_found")
    return {"user": _shown(person, args)}


@method("users.lookupByEmail")
def lookup(world: World, args: Json) -> Json:
    """https://docs.slack.dev/reference/methods/users.lookupByEmail"""
    world.must_have("users:read.email")
    person = next((p for p in world.town.people.values() if p.email == args.get("email")), None)
    if person is None:
        raise Refused("users_not_found")
    return {"user": _shown(person, args)}


@method("reactions.add")
def react(world: World, args: Json) -> Json:
    """https://docs.slack.dev/reference/methods/reactions.add"""
    world.must_have("reactions:write")
    message = world.room(args.get("channel")).message(str(args.get("timestamp")))
    if message is None:
        raise Refused("message_not_found")
    people = message.reactions.setdefault(str(args.get("name")), [])
    if BOT_USER in people:
        raise Refused("already_reacted")
    people.append(BOT_USER)
    return {}


@method("reactions.remove")
def unreact(world: World, args: Json) -> Json:
    """https://docs.slack.dev/reference/methods/reactions.remove"""
    world.must_have("reactions:write")
    message = world.room(args.get("channel")).message(str(args.get("timestamp")))
    people = message.reactions.get(str(args.get("name")), []) if message else []
    if BOT_USER not in people:
        raise Refused("no_reaction")
    people.remove(BOT_USER)
    return {}
