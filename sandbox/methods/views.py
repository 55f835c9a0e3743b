"""views.*"""

from sandbox.blocks import checked_view
from sandbox.methods.registry import Json, method
from sandbox.refusals import Refused
from sandbox.views import as_payload
from sandbox.world import World


@method("views.open")
def open_(world: World, args: Json) -> Json:
    """https://docs.slack.dev/reference/methods/views.open"""
    user, use = world.triggers.holder(str(args.get("trigger_id")))
    view = checked_view(args.get("view"), "modal")
    use()
    return {"view": as_payload(world.views.open(user, view))}


@method("views.push")
def push(world: World, args: Json) -> Json:
    """https://docs.slack.dev/reference/methods/views.push"""
    user, use = world.triggers.holder(str(args.get("trigger_id")))
    view = checked_view(args.get("view"), "modal")
    use()
    return {"view": as_payload(world.views.push(user, view))}


@method("views.update")
def update(world: World, args: Json) -> Json:
    """https://docs.slack.dev/reference/methods/views.update"""
    view = checked_view(args.get("view"), "modal")
    return {"view": as_payload(world.views.update(str(args.get("view_id")), view, args.get("hash")))}


@method("views.publish")
def publish(world: World, args: Json) -> Json:
    """https://docs.slack.dev/reference/methods/views.publish"""
    if not world.manifest.home_tab:
        raise Refused("not_enabled")
    user = str(args.get("user_id"))
    if user not in world.town.people:
        raise Refused("user_not_found")
    view = checked_view(args.get("view"), "home")
    return {"view": as_payload(world.views.publish(user, view, args.get("hash")))}
