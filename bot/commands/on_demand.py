"""Commands that are imported when they are asked for: who checks a folder need not wait for a database's library."""

from collections.abc import Iterator, Mapping, MutableMapping
from importlib import import_module
from typing import Any

import typer
from typer.core import TyperGroup
from typer.main import get_command, get_group


class Imported(MutableMapping[str, Any]):
    """A group's commands by name. `places` are `module:name` of each: a function, or a `Typer` with its own commands.
    Those in `hidden` stand in no list.
    """

    def __init__(self, places: Mapping[str, str], hidden: frozenset[str]) -> None:
        self._places, self._hidden = dict(places), hidden
        self._made: dict[str, Any] = {}

    def __getitem__(self, name: str) -> Any:
        if name not in self._made:
            self._made[name] = self._import(name)
        return self._made[name]

    def __setitem__(self, name: str, command: Any) -> None:
        self._made[name] = command

    def __delitem__(self, name: str) -> None:
        del self._made[name]

    def __iter__(self) -> Iterator[str]:
        return iter(dict.fromkeys((*self._places, *self._made)))

    def __len__(self) -> int:
        return len(set(self))

    def _import(self, name: str) -> Any:
        module, _, found = self._places[name].partition(":")
        there = getattr(import_module(module), found)
        command = get_group(there) if isinstance(there, typer.Typer) else _alone(name, there)
        command.name, command.hidden = name, name in self._hidden
        return command


def _alone(name: str, function: Any) -> Any:
    one = typer.Typer(add_completion=False)
    one.command(name)(function)
    return get_command(one)


def on_demand(places: Mapping[str, str], hidden: frozenset[str] = frozenset()) -> type[TyperGroup]:
    """A group of such commands, to be given to `Typer(cls=…)`."""

    class OnDemand(TyperGroup):
        def __init__(self, **given: Any) -> None:
            super().__init__(**given)
            self.commands = Imported(places, hidden)

    return OnDemand
