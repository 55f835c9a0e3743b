"""What is to go wrong next: each fault waits for a method and is used up by its calls."""

from dataclasses import dataclass
from typing import Any, Literal, get_args

Kind = Literal["refuse", "delay", "drop_before", "drop_after", "429", "500", "unknown"]
KINDS = frozenset(get_args(Kind))


@dataclass(slots=True)
class Fault:
    method: str
    kind: str
    error: str = "internal_error"
    seconds: float = 0.0
    retry_after: int = 1
    count: int = 1

    def __post_init__(self) -> None:
        if self.kind not in KINDS:
            raise ValueError(f"no such fault: {self.kind}; there are {', '.join(sorted(KINDS))}")


class Faults:
    def __init__(self) -> None:
        self._waiting: list[Fault] = []

    def add(self, wanted: dict[str, Any]) -> Fault:
        fault = Fault(**wanted)
        self._waiting.append(fault)
        return fault

    @property
    def waiting(self) -> tuple[Fault, ...]:
        return tuple(self._waiting)

    def clear(self) -> None:
        self._waiting.clear()

    def take(self, method: str) -> Fault | None:
        """The oldest fault that waits for this method; one use of it is gone."""
        fault = next((fault for fault in self._waiting if fault.method in (method, "*")), None)
        if fault is not None:
            fault.count -= 1
            if fault.count <= 0:
                self._waiting.remove(fault)
        return fault
