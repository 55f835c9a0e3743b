"""`ombud tour`: every chapter keeps its promises, over HTTP and Socket Mode."""

import pytest

from bot.commands.tour import Chapter
from tests.bot.test_commands import ombud

OTHERS = [chapter for chapter in Chapter if chapter is not Chapter.RULES]  # that one is told beside this


def ways() -> list[object]:
    """The main chapter over both, the others over HTTP; over Socket Mode when everything is run."""
    over = [pytest.param(chapter, (), id=chapter) for chapter in OTHERS]
    socket = [(chapter, () if chapter is Chapter.MAIN else pytest.mark.wide) for chapter in OTHERS]
    return [*over, *(pytest.param(one, ("--socket",), id=f"{one}-socket", marks=marks) for one, marks in socket)]


@pytest.mark.parametrize(("chapter", "socket"), ways())
def test_the_tour_keeps_every_promise(chapter: Chapter, socket: tuple[str, ...]) -> None:
    done = ombud("tour", "--chapter", chapter, *socket)
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[-1] == "Every promise was kept."
