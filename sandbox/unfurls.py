"""Links that belong to the app: which a message holds, and what the app shows below it."""

import re
from collections.abc import Iterable
from urllib.parse import urlsplit

from sandbox.town import Json

_LINK = re.compile(r"<(https?://[^|>]+)(?:\|[^>]*)?>")


def links_in(text: str, domains: Iterable[str]) -> list[Json]:
    """The links of a message that point into the app's domains, each once, as link_shared names them.
    https://docs.slack.dev/reference/events/link_shared
    """
    known = tuple(domains)
    found = []
    for address in dict.fromkeys(_LINK.findall(text)):
        host = urlsplit(address).hostname or ""
        domain = next((one for one in known if host == one or host.endswith(f".{one}")), None)
        if domain is not None:
            found.append({"domain": domain, "url": address.replace("&amp;", "&")})
    return found
