"""files.*"""

from sandbox.files import as_slack
from sandbox.methods.registry import Json, method
from sandbox.refusals import Refused
from sandbox.world import World


@method("files.info")
def info(world: World, args: Json) -> Json:
    """https://docs.slack.dev/reference/methods/files.info"""
    world.must_have("files:read")
    file = world.files.get(str(args.get("file") or ""))
    if file is None or not world.may_read(file):
        raise Refused("file_not_found")
    return {"file": as_slack(file), "comments": [], "response_metadata": {"next_cursor": ""}}
