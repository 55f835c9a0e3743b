"""What notices about who is on call say, drawn from the plan as it is when they are sent."""

from datetime import UTC, datetime

from sqlalchemy import Connection

from desk.on_call import made, open_matters
from desk.rosters import roster_at
from desk.tools import Tools
from domain.cases.plan_notices import PlanNoticeKind
from domain.cases.roster import Rung
from handlers.cards import oncall
from handlers.locale.catalogue import Words
from storage.outbox import Delivery


def plan_notice(conn: Connection, tools: Tools, say: Words, delivery: Delivery) -> oncall.Message | None:
    """The message, or None where there is nothing to say any more."""
    facts = delivery.payload
    match PlanNoticeKind(delivery.kind):
        case PlanNoticeKind.HANDOVER:
            return _handed_over(conn, tools, say, delivery)
        case PlanNoticeKind.GAP:
            return _gap(conn, tools, say, delivery)
        case PlanNoticeKind.NOTE:
            return oncall.note_left(say, int(facts["note"]), str(facts["by"]))
        case kind:
            return _override(conn, tools, say, kind, delivery)


def _override(
    conn: Connection, tools: Tools, say: Words, kind: PlanNoticeKind, delivery: Delivery
) -> oncall.Message | None:
    found = made(conn, int(delivery.payload["override"]))
    if found is None or (rotation := tools.house.roster.rotations.get(found.override.rotation)) is None:
        return None
    said = found.override, str(delivery.payload["by"]), rotation.zone
    if kind is PlanNoticeKind.WITHDRAWN:
        return oncall.withdrawn(say, *said)
    if found.withdrawn:  # they hear that alone, and not both
        return None
    return oncall.stands_in(say, *said) if kind is PlanNoticeKind.STANDS_IN else oncall.replaced(say, *said)


def _handed_over(conn: Connection, tools: Tools, say: Words, delivery: Delivery) -> oncall.Message | None:
    facts = delivery.payload
    rotation = tools.house.roster.rotations.get(str(facts["rotation"]))
    if rotation is None:
        return None
    sort, _, name = delivery.destination.partition(":")
    open_now = open_matters(conn, tools, rotation, name if sort == "person" else None)
    return oncall.handed_over(say, open_now, str(facts["outgoing"]), str(facts["incoming"]), int(facts["late_by"]))


def _gap(conn: Connection, tools: Tools, say: Words, delivery: Delivery) -> oncall.Message | None:
    facts = delivery.payload
    rotation = tools.house.roster.rotations.get(str(facts["rotation"]))
    start, end = (datetime.fromtimestamp(int(facts[name]), UTC) for name in ("start", "end"))
    at, rung = max(start, tools.now), Rung(str(facts["rung"]))
    if rotation is None or at >= end:
        return None
    if roster_at(conn, tools.house, tools.now).on_call_at(rotation.name, rung, at) is not None:
        return None  # somebody has taken it in the meantime
    span = (oncall.moment(say, one, rotation.zone) for one in (start, end))
    return oncall.gap(say, rotation.name, say.of(rung), *span)
