"""What befalls the house as a whole, whatever the case. It is recorded in the stream `house`."""

from dataclasses import dataclass
from datetime import datetime

HOUSE = "house"
LONGEST_REASON = 300


@dataclass(frozen=True, slots=True)
class Restored:
    """A backup was restored without the journal of erasures: what had been erased since may be readable again. `reason`
    is what the operator said, at most 300 characters, and names no person.
    """

    reason: str
    at: datetime
