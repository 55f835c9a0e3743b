"""Which calls to Slack may carry what leads to a person or what somebody wrote, by the mode of a report."""

from collections.abc import Mapping

# What each mode cannot do without, by call; everything else is a leak. Modals are opened by the reporter themself or by
# an entitled reviewer. Slack is asked whether whoever comes is a guest (`users.info`), before anything else is known
# about what they want. Where people may know the reporter, Slack must be told whom to write to.
# Home is published to a person by their id, and to nobody else with somebody's.
MODAL = {"typed", "question", "reasons", "subject", "found"}
HOME: Mapping[str, set[str]] = {"views.publish to the reporter": {"id"}}
TO_REPORTER = {
    "conversations.open": {"id"},
    "conversations.history": {"room"},
    "chat.postMessage to the reporter": {"room", "reasons"},
    "chat.update to the reporter": {"room"},
}
ALLOWED: Mapping[str, Mapping[str, set[str]]] = {
    "by_name": {
        **TO_REPORTER,
        **HOME,
        "users.info": {"id"},
        "views.open": MODAL | {"id"},
        "views.push": MODAL,
        "views.update": MODAL | {"id"},
    },
    "confidential": {
        **TO_REPORTER,
        **HOME,
        "users.info": {"id"},
        "views.open": MODAL,
        "views.push": MODAL,
        "views.update": MODAL,
    },
    "anonymous": {
        **HOME,
        "users.info": {"id"},
        "views.open": MODAL | {"code"},
        "views.push": MODAL,
        "views.update": MODAL,
    },
}
# Where a message to a reporter stands is kept with its delivery, so that it can be drawn anew and scrubbed.
STORED: Mapping[str, set[str]] = {"by_name": {"room"}, "confidential": {"room"}, "anonymous": set()}
