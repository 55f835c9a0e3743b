"""Which version may be published, and which was in force when."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from domain.rulebook.versions import (
    PublishRulebook,
    RationaleMissing,
    RulebookPublished,
    VersionMissing,
    Versions,
    VersionTaken,
    decide,
    evolve,
    fold,
)

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
COMMANDS = st.builds(
    PublishRulebook,
    name=st.just("House"),
    version=st.sampled_from(["1.0.0", "1.1.0", "2.0.0", "", "clauses"]),
    digest=st.sampled_from(["a", "b"]),
    rationale=st.sampled_from(["Why.", " "]),
    by=st.just("operator"),
)


def published(*steps: tuple[PublishRulebook, int]) -> list[RulebookPublished]:
    versions, events = Versions(), []
    for command, minute in steps:
        verdict = decide(versions, command, NOON + timedelta(minutes=minute))
        for event in verdict if isinstance(verdict, tuple) else ():
            versions = evolve(versions, event)
            events.append(event)
    return events


@given(st.lists(st.tuples(COMMANDS, st.integers(0, 100)), max_size=8))
def test_whatever_is_published_a_version_means_one_content_and_time_goes_on(
    steps: list[tuple[PublishRulebook, int]],
) -> None:
    events = published(*steps)
    known = fold(events)
    assert fold(known.published) == known
    assert len({one.version for one in events}) == len(events)
    assert [one.at for one in events] == sorted(one.at for one in events)
    if events:
        assert known.at(events[-1].at) == known.newest
        assert known.at(events[0].at - timedelta(microseconds=1)) is None


def command(version: str = "1.0.0", digest: str = "a", rationale: str = "Why.") -> PublishRulebook:
    return PublishRulebook("House", version, digest, rationale, "operator")


def test_what_is_refused() -> None:
    known = fold(published((command(), 0)))
    assert decide(known, command(), NOON) == ()
    assert decide(known, command(digest="b"), NOON) == VersionTaken("1.0.0")
    assert decide(known, command("1.1.0", rationale=" "), NOON) == RationaleMissing()
    assert decide(known, command("1.1.0", rationale="w" * 2001), NOON) == RationaleMissing()
    for bad in ("", "clauses", "../1", "1 0", "v" * 41, "1/2"):
        assert decide(known, command(bad), NOON) == VersionMissing()


def test_before_names_what_a_version_took_the_place_of() -> None:
    known = fold(published((command(), 0), (command("1.1.0", "b"), 1)))
    before = known.before("1.1.0")
    assert before is not None
    assert before.version == "1.0.0"
    assert known.before("1.0.0") is None
    assert known.before("9") is None
