"""A loop says once why it waits, and again only where the reason changes."""

import logging

import pytest

from bot.outages import Outage
from storage.exceptions import SchemaNew, StoreBusy


def test_an_outage_is_said_once_and_its_end_too(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    outage = Outage(logging.getLogger("test"), "The sweep")
    for fault in (StoreBusy, StoreBusy, SchemaNew, SchemaNew, None, None, StoreBusy):
        with outage:
            if fault is not None:
                raise fault
    said = [record.getMessage().partition(". ")[0] for record in caplog.records]
    assert said == [
        "The sweep waits: The database does not answer just now",
        "The sweep waits: The database is newer than this release",
        "The sweep goes on",
        "The sweep waits: The database does not answer just now",
    ]


def test_any_other_failure_is_not_kept_quiet() -> None:
    with pytest.raises(ZeroDivisionError), Outage(logging.getLogger("test"), "The sweep"):
        raise ZeroDivisionError
