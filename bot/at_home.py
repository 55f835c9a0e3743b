"""What residents of a practice workspace do on their Home."""

from collections.abc import Awaitable, Callable
from typing import Any

Json = dict[str, Any]


class PromiseBroken(AssertionError):
    """Something that Ombud promises did not happen in time."""


class AtHome:
    """The part of a practice workspace that is about Home."""

    __slots__ = ()

    async def control(self, action: str, **said: Any) -> Json:
        """One call of the sandbox's control API."""
        raise NotImplementedError

    async def sees(self, person: str) -> Json:
        """Everything that a person sees."""
        raise NotImplementedError

    async def until(self, true: Callable[[], Awaitable[Any]], what: str) -> Any:
        """Wait for what happens in another process. Raises `PromiseBroken`."""
        raise NotImplementedError

    async def opens_home(self, person: str) -> None:
        """The app's Home tab is opened."""
        await self.control("open", user=person, tab="home")

    async def home(self, person: str) -> str:
        """Everything that stands on somebody's Home, as text; empty before it was drawn."""
        found = (await self.sees(person))["home"]
        return str(found["blocks"]) if found else ""

    async def sees_home(self, person: str, words: str) -> None:
        """Wait until `words` stand on a Home."""

        async def stands() -> bool:
            return words in await self.home(person)

        await self.until(stands, f"{words!r} on the Home of {person}")

    async def gone_from_home(self, person: str, words: str) -> None:
        """Wait until `words` stand on a Home no more."""

        async def gone() -> bool:
            return words not in await self.home(person)

        await self.until(gone, f"{words!r} to be gone from the Home of {person}")

    async def clicks_home(self, person: str, action: str, block: str | None = None) -> Json:
        """A button on somebody's Home."""
        return await self.control("click_home", user=person, action_id=action, block_id=block)
