"""A release is ready only with its documents, and not any more after it changed."""

from datetime import UTC, datetime

from domain.rulebook.releases import (
    AttachRelease,
    Document,
    DocumentsMissing,
    NoSuchRelease,
    NoSuchVersion,
    ReadyRelease,
    ReleaseCommand,
    ReleaseRefusal,
    Releases,
    TooLong,
    decide,
    evolve,
)

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
VERSIONS = frozenset({"1.0.0", "1.1.0"})
ALL = {Document.RISKS: "https://x.example/r", Document.TESTS: "98 of 100", Document.BIASES: "none known"}


def after(releases: Releases, command: ReleaseCommand) -> Releases | ReleaseRefusal:
    verdict = decide(releases, command, VERSIONS, NOON)
    if not isinstance(verdict, tuple):
        return verdict
    for event in verdict:
        releases = evolve(releases, event)
    return releases


def attach(version: str = "1.0.0", **documents: str) -> AttachRelease:
    return AttachRelease("Bot 2", version, {Document(name): text for name, text in documents.items()}, "operator")


def known(*commands: ReleaseCommand) -> Releases:
    releases: Releases = {}
    for command in commands:
        found = after(releases, command)
        assert isinstance(found, dict)
        releases = found
    return releases


def test_documents_come_one_by_one_and_all_are_needed() -> None:
    part = known(attach(risks="r"), attach(tests="t"))
    assert after(part, ReadyRelease("Bot 2", "operator")) == DocumentsMissing("Bot 2", (Document.BIASES,))
    whole = known(attach(risks="r"), attach(tests="t"), attach(biases="b"), ReadyRelease("Bot 2", "operator"))
    assert whole["Bot 2"].ready_at == NOON
    assert decide(whole, ReadyRelease("Bot 2", "operator"), VERSIONS, NOON) == ()
    assert decide(whole, attach(risks="r"), VERSIONS, NOON) == ()


def test_a_change_takes_ready_back() -> None:
    ready = known(AttachRelease("Bot 2", "1.0.0", ALL, "operator"), ReadyRelease("Bot 2", "operator"))
    for change in (attach(risks="other"), attach("1.1.0")):
        changed = after(ready, change)
        assert isinstance(changed, dict)
        assert changed["Bot 2"].ready_at is None
        assert changed["Bot 2"].missing == ()


def test_what_is_refused() -> None:
    assert after({}, attach("9")) == NoSuchVersion("9")
    assert after({}, ReadyRelease("Bot 2", "operator")) == NoSuchRelease("Bot 2")
    assert after({}, attach(risks="r" * 2001)) == TooLong("risks")
    assert after({}, AttachRelease("", "1.0.0", ALL, "operator")) == TooLong("name")
