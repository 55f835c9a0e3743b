"""The ways the house says no about who is on call, and to those who never are. Values, like all of them."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class NoSuchRotation:
    """`known` names the rotations that there are."""

    rotation: str
    known: str


@dataclass(frozen=True, slots=True)
class WhichRotation:
    """There are several rotations (`known` names them), and none was said."""

    known: str


@dataclass(frozen=True, slots=True)
class NotInRotation:
    """Only whoever takes turns in a rotation, leads and operators change who is on call."""

    rotation: str


@dataclass(frozen=True, slots=True)
class MayNotStandIn:
    """The person is no reviewer, so nothing can be put on them."""

    person: str


@dataclass(frozen=True, slots=True)
class AlreadyOnCall:
    """The person is on call for the whole span already."""

    person: str


@dataclass(frozen=True, slots=True)
class NoSuchOverride:
    """No override made in Slack has this number."""

    number: int


@dataclass(frozen=True, slots=True)
class OverrideOver:
    """The override has ended or was withdrawn."""

    number: int


@dataclass(frozen=True, slots=True)
class NoSuchNote:
    """There is no note of this number for this person."""


@dataclass(frozen=True, slots=True)
class NoQueue:
    """The person reviews nothing and takes no turns, so nothing can wait for them."""


PlanRefusal = (
    NoSuchRotation
    | WhichRotation
    | NotInRotation
    | MayNotStandIn
    | AlreadyOnCall
    | NoSuchOverride
    | OverrideOver
    | NoSuchNote
    | NoQueue
)
