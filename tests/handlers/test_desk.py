"""`/desk`: what was probably meant is said, and each sub-command has its line of help in every language."""

import pytest

from handlers.cards.desk_help import desk_help, meant
from handlers.locale.catalogue import read_catalogue
from handlers.slack.desk import SUBCOMMANDS

CATALOGUE = read_catalogue()


@pytest.mark.parametrize("language", ["en", "de"])
def test_each_sub_command_has_a_line_of_help(language: str) -> None:
    said = desk_help(CATALOGUE.words(language), SUBCOMMANDS)
    assert [word for word in SUBCOMMANDS if f"`/desk {word}" not in said] == []


def test_a_misspelt_sub_command_is_told_what_was_probably_meant() -> None:
    say = CATALOGUE.words("en")
    assert "*/desk help*" in meant(say, "hlep", SUBCOMMANDS)
    assert "There is no `gibberish`" in meant(say, "gibberish", SUBCOMMANDS)


def test_what_people_wrote_cannot_act() -> None:
    assert "<!channel>" not in meant(CATALOGUE.words("en"), "<!channel>", SUBCOMMANDS)
