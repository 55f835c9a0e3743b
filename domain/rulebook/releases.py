"""Releases of products and models: the version they answer to, and the documents they need before they are ready."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType
from typing import assert_never

RELEASES = "releases"
LONGEST_NAME, LONGEST_DOCUMENT = 100, 2000


class Document(StrEnum):
    """What a release carries before it is ready."""

    RISKS = "risks"
    TESTS = "tests"
    BIASES = "biases"


@dataclass(frozen=True, slots=True)
class AttachRelease:
    """Bind a release to a published version; `documents` are texts or links, and add to those given before."""

    name: str
    version: str
    documents: Mapping[Document, str]
    by: str


@dataclass(frozen=True, slots=True)
class ReadyRelease:
    """Say that a release is ready."""

    name: str
    by: str


ReleaseCommand = AttachRelease | ReadyRelease


@dataclass(frozen=True, slots=True)
class ReleaseAttached:
    """A release answers to `version`. The documents are texts or links, as they were given this time."""

    name: str
    version: str
    risks: str
    tests: str
    biases: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class ReleaseReady:
    """Every document was there, and somebody acting for the house said that it is ready."""

    name: str
    version: str
    by: str
    at: datetime


ReleaseEvent = ReleaseAttached | ReleaseReady


@dataclass(frozen=True, slots=True)
class NoSuchVersion:
    """There is no published version of this name."""

    version: str


@dataclass(frozen=True, slots=True)
class NoSuchRelease:
    """Nothing of this name was attached."""

    name: str


@dataclass(frozen=True, slots=True)
class DocumentsMissing:
    """A release is not ready before each document is there."""

    name: str
    missing: tuple[Document, ...]


@dataclass(frozen=True, slots=True)
class TooLong:
    """A name has 1 to `LONGEST_NAME` characters, a document at most `LONGEST_DOCUMENT`: longer ones are linked."""

    what: str


ReleaseRefusal = NoSuchVersion | NoSuchRelease | DocumentsMissing | TooLong


@dataclass(frozen=True, slots=True)
class Release:
    """A release as it stands. `ready_at` is None until somebody says so, and again after it is attached anew."""

    name: str
    version: str
    documents: Mapping[Document, str] = field(default_factory=lambda: MappingProxyType({}))
    ready_at: datetime | None = None

    @property
    def missing(self) -> tuple[Document, ...]:
        """What it still lacks."""
        return tuple(one for one in Document if not self.documents.get(one))


Releases = Mapping[str, Release]


def evolve(releases: Releases, event: ReleaseEvent) -> Releases:
    """The releases after an event."""
    before = releases.get(event.name, Release(event.name, event.version))
    match event:
        case ReleaseAttached():
            given = {Document.RISKS: event.risks, Document.TESTS: event.tests, Document.BIASES: event.biases}
            kept = {**before.documents, **{name: text for name, text in given.items() if text}}
            after = replace(before, version=event.version, documents=kept, ready_at=None)
        case ReleaseReady():
            after = replace(before, ready_at=event.at)
        case _:
            assert_never(event)
    return {**releases, event.name: after}


def fold(events: Iterable[ReleaseEvent]) -> Releases:
    """The releases that a record tells, by name."""
    releases: Releases = {}
    for event in events:
        releases = evolve(releases, event)
    return releases


def decide(
    releases: Releases, command: ReleaseCommand, versions: frozenset[str], now: datetime
) -> tuple[ReleaseEvent, ...] | ReleaseRefusal:
    """What a command on a release causes. `versions` are the published ones; `now` is an aware instant. Empty where
    nothing is left to do.
    """
    there = releases.get(command.name)
    match command:
        case AttachRelease():
            return _attach(there, command, versions, now)
        case ReadyRelease():
            if there is None:
                return NoSuchRelease(command.name)
            if there.missing:
                return DocumentsMissing(command.name, there.missing)
            return () if there.ready_at else (ReleaseReady(command.name, there.version, command.by, now),)
        case _:
            assert_never(command)


def _attach(
    there: Release | None, command: AttachRelease, versions: frozenset[str], now: datetime
) -> tuple[ReleaseEvent, ...] | ReleaseRefusal:
    if command.version not in versions:
        return NoSuchVersion(command.version)
    if not 1 <= len(command.name) <= LONGEST_NAME:
        return TooLong("name")
    given = {one: command.documents.get(one, "").strip() for one in Document}
    if (long := next((one for one, text in given.items() if len(text) > LONGEST_DOCUMENT), None)) is not None:
        return TooLong(long.value)
    known = {} if there is None else there.documents
    if (
        there is not None
        and there.version == command.version
        and all(not text or known.get(one) == text for one, text in given.items())
    ):
        return ()
    documents = (given[Document.RISKS], given[Document.TESTS], given[Document.BIASES])
    return (ReleaseAttached(command.name, command.version, *documents, command.by, now),)
