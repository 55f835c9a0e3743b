"""Pressing a button inside an open dialogue, as Slack's client does it."""

from sandbox import interactions
from sandbox.interactions import NoSuch
from sandbox.town import Json
from sandbox.views import as_payload, element_in
from sandbox.world import World


async def press(world: World, user: str, action_id: str) -> Json:
    """A click in the topmost dialogue of a resident (id or handle).
    https://docs.slack.dev/reference/interaction-payloads/block_actions-payload
    """
    person = world.town.person(user)
    view = None if person is None else world.views.top(person.id)
    found = None if view is None else element_in(view.content["blocks"], action_id, None)
    if person is None or view is None or found is None:
        raise NoSuch(f"{user} sees no {action_id}")
    block, element = found
    payload = interactions.base(world, person, "block_actions") | {
        "container": {"type": "view", "view_id": view.id},
        "view": as_payload(view),
        "actions": [interactions._action(element, block, None)],
    }
    return interactions.told(await interactions.send(world, "interactive", payload))
