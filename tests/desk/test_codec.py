"""Every event ever written folds for ever: one golden file per type and version."""

from pathlib import Path

import pytest

from desk.codec import _TYPES, UnknownEvent, from_stored, to_stored
from storage.streams import StoredEvent
from tests.domain.cases.people import NOON

GOLDEN = Path(__file__).parent / "golden"
FILES = sorted(GOLDEN.glob("*.json"))


def stored(file: Path) -> StoredEvent:
    name, _, version = file.stem.partition(".")
    return StoredEvent("case-7", 1, name, int(version), NOON, "clock", file.read_bytes())


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_golden_event_is_read_and_written_to_the_same_bytes(file: Path) -> None:
    event = from_stored(stored(file))
    again = to_stored("case-7", 1, event, NOON, "clock")
    if again.type_version == stored(file).type_version:
        assert again.body == file.read_bytes()


def test_every_type_and_version_has_a_golden_file() -> None:
    wanted = {f"{name}.{version}" for name, (_, current) in _TYPES.items() for version in range(1, current + 1)}
    assert {file.stem for file in FILES} == wanted


def test_an_event_from_a_later_release_is_refused() -> None:
    with pytest.raises(UnknownEvent):
        from_stored(StoredEvent("case-7", 1, "CaseSung", 1, NOON, "clock", b"{}"))
    with pytest.raises(UnknownEvent):
        from_stored(StoredEvent("case-7", 1, "CasePaged", 99, NOON, "clock", b"{}"))
