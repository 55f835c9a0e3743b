"""`ombud tour`: every chapter keeps its promises, over HTTP and Socket Mode."""

import pytest

from bot.commands.tour import Chapter
from tests.bot.test_commands import ombud

OTHERS = [chapter for chapter in Chapter if chapter is not Chapter.RULES]  # that one is told beside this


@pytest.mark.parametrize("socket", [(), ("--socket",)])
@pytest.mark.parametrize("chapter", OTHERS)
def test_the_tour_keeps_every_promise(chapter: Chapter, socket: tuple[str, ...]) -> None:
    done = ombud("tour", "--chapter", chapter, *socket, OMBUD_RANKING="lexical")
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[-1] == "Every promise was kept."
