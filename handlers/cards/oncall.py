"""Who is on call, who stands in, and what is open for the next one: content-free, but for a note in its dialogue."""

from datetime import datetime
from zoneinfo import ZoneInfo

from desk.views import NoteFile, OnCallView, OpenMatter, OpenMatters
from domain.cases.roster import Override
from domain.cases.shifts import Duty
from handlers.cards import ids
from handlers.cards.blocks import Block, View, actions, asked_first, button, modal, section, sections, verbatim
from handlers.cards.text import escape, person, span, when
from handlers.locale.catalogue import Words

Message = tuple[str, list[Block]]
SHOWN = 20  # matters with a button of their own
A_MOMENT = 60  # seconds


def moment(say: Words, instant: datetime, zone: ZoneInfo) -> str:
    """An instant in the reader's zone, and on the wall of a rotation."""
    wall = instant.astimezone(zone).strftime("%Y-%m-%d %H:%M")
    return say("oncall.moment", when=when(say, instant), wall=wall, zone=zone.key)


def on_call(say: Words, view: OnCallView, asked: datetime | None) -> Message:
    """Who is on call and who comes next; and, made in Slack, who stands in, with a button to take it back."""
    title = say("oncall.title") if asked is None else say("oncall.title_at", when=when(say, asked))
    blocks = [section("oncall", f"*{title}*"), *rotations(say, view)]
    for one in view.overrides[:SHOWN]:
        text = say("oncall.override", number=one.number, **_facts(say, one, view.zones[one.rotation]))
        blocks.append({**section(f"override-{one.number}", text), "accessory": _withdraw(say, one.number)})
    return title, blocks


def rotations(say: Words, view: OnCallView) -> list[Block]:
    """Each rotation with everybody on call in it, and who comes next."""
    blocks: list[Block] = []
    for name, zone in view.zones.items():
        lines = [_holds(say, duty) for duty in view.duties if duty.now.rotation == name]
        named = say("oncall.rotation", rotation=escape(name), zone=zone.key)
        blocks += sections(f"oncall-{name}", "\n".join([named, *lines]))
    return blocks


def _holds(say: Words, duty: Duty) -> str:
    shift, rung = duty.now, say.of(duty.now.rung)
    holder = person(shift.person) if shift.person else say("oncall.nobody")
    if shift.person and shift.instead_of:
        holder = say("oncall.instead", person=holder, before=person(shift.instead_of))
    if duty.next is None:
        return say("oncall.holds", rung=rung, person=holder)
    following = person(duty.next.person) if duty.next.person else say("oncall.nobody")
    return say("oncall.holds_until", rung=rung, person=holder, until=when(say, duty.next.start), next=following)


def _facts(say: Words, override: Override, zone: ZoneInfo) -> dict[str, str]:
    return {
        "person": person(override.person),
        "rung": say.of(override.rung),
        "rotation": escape(override.rotation),
        "start": moment(say, override.start, zone),
        "end": moment(say, override.end, zone),
    }


def _withdraw(say: Words, number: int) -> Block:
    withdraw = button(ids.WITHDRAW_OVERRIDE, say("oncall.withdraw"), str(number))
    return asked_first(say, withdraw, say("oncall.withdraw_sure"))


def planned(say: Words, override: Override, replaced: tuple[str, ...], zone: ZoneInfo) -> str:
    """To whoever planned it."""
    facts = _facts(say, override, zone)
    if not replaced:
        return say("oncall.planned", number=override.number, **facts)
    before = ", ".join(map(person, replaced))
    return say("oncall.planned_instead", number=override.number, before=before, **facts)


def stands_in(say: Words, override: Override, by: str, zone: ZoneInfo) -> Message:
    """To whoever stands in."""
    text = say("oncall.stands_in", by=person(by), **_facts(say, override, zone))
    return text, [section("stands-in", text), actions("override-actions", [_withdraw(say, override.number)])]


def replaced(say: Words, override: Override, by: str, zone: ZoneInfo) -> Message:
    """To whoever would have been on call."""
    text = say("oncall.replaced", by=person(by), **_facts(say, override, zone))
    return text, [section("replaced", text), actions("override-actions", [_withdraw(say, override.number)])]


def withdrawn(say: Words, override: Override, by: str, zone: ZoneInfo) -> Message:
    """To whoever stood in, and whoever was replaced."""
    text = say("oncall.was_withdrawn", by=person(by), **_facts(say, override, zone))
    return text, [section("withdrawn", text)]


def gap(say: Words, rotation: str, rung: str, start: str, end: str) -> Message:
    """To whoever runs Ombud: a span to come in which nobody is on call."""
    text = say("oncall.gap", rotation=escape(rotation), rung=rung, start=start, end=end)
    return text, [section("gap", text)]


def handed_over(say: Words, open_now: OpenMatters, outgoing: str, incoming: str, late_by: int) -> Message:
    """At the hand-over, to both and to the queue's channel."""
    facts = {"rotation": escape(open_now.rotation), "outgoing": _somebody(say, outgoing)}
    text = say("oncall.handed_over", incoming=_somebody(say, incoming), **facts)
    late = f" _{say('oncall.late', span=span(say, late_by))}_" if late_by >= A_MOMENT else ""
    return text, [section("handover", f"{text}{late}"), *_matters(say, open_now)]


def handover(say: Words, open_now: OpenMatters, shown: int = SHOWN) -> Message:
    """To whoever asks what is open for the next on call; `shown` matters with a button, and how many more there are."""
    title = say("oncall.handover", rotation=escape(open_now.rotation))
    following = (
        say("oncall.next", person=_somebody(say, open_now.next.person or ""), when=when(say, open_now.next.start))
        if open_now.next
        else say("oncall.no_next")
    )
    note = button(ids.LEAVE_NOTE, say("oncall.leave_note"), open_now.rotation)
    name = open_now.rotation
    blocks = [section(f"handover-{name}", f"*{title}*\n{following}"), *_matters(say, open_now, shown)]
    return title, [*blocks, actions(f"handover-actions-{name}", [note])]


def _somebody(say: Words, user: str) -> str:
    return person(user) if user else say("oncall.nobody")


def _matters(say: Words, open_now: OpenMatters, shown: int = SHOWN) -> list[Block]:
    name, matters = open_now.rotation, open_now.matters
    blocks = [section(f"open-{name}", say.some("oncall.open", len(matters)) if matters else say("oncall.nothing_open"))]
    for matter in matters[:shown]:
        opener = button(ids.OPEN_CASE, say("oncall.open_case"), str(matter.number))
        line = section(f"open-{name}-{matter.number}", _matter(say, matter, open_now.now))
        blocks.append({**line, "accessory": opener})
    rest = len(matters) - shown
    return [*blocks, section(f"open-{name}-rest", say.some("oncall.more", rest))] if rest > 0 else blocks


def _matter(say: Words, matter: OpenMatter, now: datetime) -> str:
    return say(
        "oncall.matter_late" if matter.due < now else "oncall.matter",
        number=matter.number,
        kind=say.of(matter.kind),
        severity=say.of(matter.severity),
        status=say.of(matter.status),
        owner=_somebody(say, matter.owner or ""),
        due=when(say, matter.due),
    )


def note_left(say: Words, note: int, by: str) -> Message:
    """To whoever is on call next; the words are read in a dialogue."""
    text = say("oncall.note_left", by=person(by))
    return text, [
        section("note", text),
        actions("note-actions", [button(ids.READ_NOTE, say("oncall.read_note"), str(note), "primary")]),
    ]


def note_view(say: Words, file: NoteFile) -> View:
    """A note, as it was typed."""
    words = verbatim("words", file.text) if file.text else [section("words", say("oncall.note_gone"))]
    intro = section("by", say("oncall.note_by", by=person(file.by)))
    return modal(say, "note_view", say("oncall.note_title"), [intro, *words], close=say("oncall.close"))
