"""chat.unfurl"""

import copy

from sandbox.blocks import checked_message
from sandbox.methods.registry import Json, method
from sandbox.refusals import Refused
from sandbox.residents import APP, BOT
from sandbox.town import as_slack
from sandbox.world import World


@method("chat.unfurl")
def unfurl(world: World, args: Json) -> Json:
    """https://docs.slack.dev/reference/methods/chat.unfurl: only links that a link_shared event named, and only once it
    is acked.
    """
    world.must_have("links:write")
    for name in ("channel", "ts", "unfurls"):
        if not args.get(name):
            raise Refused(f"missing_{name}")
    room = world.town.channel(str(args["channel"]))
    if room is None:
        raise Refused("cannot_find_channel")
    message = room.message(str(args["ts"]))
    if message is None:
        raise Refused("cannot_find_message")
    unfurls = args["unfurls"]
    if not isinstance(unfurls, dict):
        raise Refused("invalid_unfurls_format")
    if not message.links_acked:
        raise Refused("cannot_unfurl_url")
    if unfurls.keys() - {link["url"] for link in message.links}:
        raise Refused("cannot_unfurl_message")
    before = copy.deepcopy(as_slack(message))
    attachments = [_attachment(url, content) for url, content in unfurls.items()]
    kept = [one for one in message.attachments if one["from_url"] not in unfurls]
    message.attachments = [*kept, *attachments]
    world.tell_change(room, message, before)
    return {}


def _attachment(url: str, content: Json) -> Json:
    if not isinstance(content, dict) or not content:
        raise Refused("cannot_parse_attachment")
    blocks = {"blocks": checked_message(content["blocks"])} if "blocks" in content else {}
    return {
        **content,
        **blocks,
        "from_url": url,
        "app_unfurl_url": url,
        "is_app_unfurl": True,
        "app_id": APP,
        "bot_id": BOT,
    }
