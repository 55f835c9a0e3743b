"""The methods that exist. Each names the page of Slack's reference that it follows."""

from collections.abc import Callable
from typing import Any

from sandbox.world import World

Json = dict[str, Any]
Method = Callable[[World, Json], Json]
METHODS: dict[str, Method] = {}


def method(name: str) -> Callable[[Method], Method]:
    def add(function: Method) -> Method:
        METHODS[name] = function
        return function

    return add
