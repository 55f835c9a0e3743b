"""Published versions of the rulebook: what may be published, what happened, and which version was in force when."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

RULEBOOK = "rulebook"
LONGEST_RATIONALE = 2000


@dataclass(frozen=True, slots=True)
class PublishRulebook:
    """Make a version the one in force. `digest` is that of everything it says; `rationale` is a public statement."""

    name: str
    version: str
    digest: str
    rationale: str
    by: str


@dataclass(frozen=True, slots=True)
class RulebookPublished:
    """From `at` on this version is in force. `rationale` is a public statement; `by` acted for the house."""

    name: str
    version: str
    digest: str
    rationale: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class VersionTaken:
    """The version was published with other content: a change needs one of its own."""

    version: str


@dataclass(frozen=True, slots=True)
class VersionMissing:
    """The rulebook names no version, or one that no address could hold."""


@dataclass(frozen=True, slots=True)
class RationaleMissing:
    """Why a version was published is said in 1 to `LONGEST_RATIONALE` characters."""


PublishRefusal = VersionTaken | VersionMissing | RationaleMissing


@dataclass(frozen=True, slots=True)
class Versions:
    """Every published version, oldest first."""

    published: tuple[RulebookPublished, ...] = ()

    @property
    def newest(self) -> RulebookPublished | None:
        """The version in force now; None before the first."""
        return self.published[-1] if self.published else None

    def named(self, version: str) -> RulebookPublished | None:
        """A version by its name."""
        return next((one for one in self.published if one.version == version), None)

    def at(self, instant: datetime) -> RulebookPublished | None:
        """The version in force at an aware instant; None before the first."""
        return next((one for one in reversed(self.published) if one.at <= instant), None)

    def before(self, version: str) -> RulebookPublished | None:
        """The version that `version` took the place of."""
        names = [one.version for one in self.published]
        place = names.index(version) if version in names else 0
        return self.published[place - 1] if place else None


def evolve(versions: Versions, event: RulebookPublished) -> Versions:
    """The versions after one more."""
    return replace(versions, published=(*versions.published, event))


def fold(events: Iterable[RulebookPublished]) -> Versions:
    """The versions that a record tells."""
    versions = Versions()
    for event in events:
        versions = evolve(versions, event)
    return versions


def decide(
    versions: Versions, command: PublishRulebook, now: datetime
) -> tuple[RulebookPublished, ...] | PublishRefusal:
    """What publishing causes, `now` being an aware instant. Empty where the same content is published already."""
    if not is_version(command.version):
        return VersionMissing()
    rationale = command.rationale.strip()
    if not 1 <= len(rationale) <= LONGEST_RATIONALE:
        return RationaleMissing()
    there = versions.named(command.version)
    if there is not None:
        return () if there.digest == command.digest else VersionTaken(command.version)
    # A clock that was set back must not put a version before the one that it replaces.
    at = max(now, versions.newest.at) if versions.newest else now
    return (RulebookPublished(command.name, command.version, command.digest, rationale, command.by, at),)


def is_version(written: str) -> bool:
    """Whether a text can name a version: letters, digits, dots and dashes, with a digit, and not `clauses`."""
    plain = written.replace(".", "").replace("-", "").replace("+", "")
    return plain.isascii() and plain.isalnum() and len(written) <= 40 and any(mark.isdigit() for mark in written)  # noqa: PLR2004 -- it stands in addresses and headings
