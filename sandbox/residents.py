"""Who lives in the sandbox: its team, its app, its people and its channels. All of them are invented."""

from dataclasses import dataclass

TEAM = "T0HOUSE"
TEAM_NAME = "Harbour House"
TEAM_DOMAIN = "harbour-house"
OTHER_TEAM = "T0OTHER"
OTHER_TEAM_NAME = "Lantern Works"
APP = "A0OMBUD"
BOT = "B0OMBUD"
BOT_USER = "U0OMBUD"


@dataclass(frozen=True, slots=True)
class Resident:
    id: str
    handle: str
    name: str
    tz: str
    tz_label: str
    tz_offset: int
    locale: str
    role: str
    team: str = TEAM

    @property
    def guest(self) -> bool:
        return self.role == "guest"

    @property
    def stranger(self) -> bool:
        """From another workspace, here through a shared channel."""
        return self.team != TEAM

    @property
    def team_domain(self) -> str:
        return "lantern-works" if self.stranger else TEAM_DOMAIN

    @property
    def email(self) -> str:
        return f"{self.handle}@{self.team_domain}.example"

    @property
    def dm(self) -> str:
        return f"D0{self.handle.upper()}"


@dataclass(frozen=True, slots=True)
class Place:
    id: str
    name: str
    private: bool
    topic: str
    members: frozenset[str]


RESIDENTS = (
    Resident("U0ANA", "ana", "Ana Reis", "Europe/Lisbon", "Western European Time", 0, "en-GB", "employee"),
    Resident("U0BO", "bo", "Bo Lindqvist", "Europe/Stockholm", "Central European Time", 3600, "en-US", "reviewer"),
    Resident("U0CAI", "cai", "Cai Morgan", "Europe/London", "Greenwich Mean Time", 0, "en-GB", "reviewer"),
    Resident("U0DEE", "dee", "Dee Okafor", "Africa/Lagos", "West Africa Time", 3600, "en-GB", "lead"),
    Resident("U0EMI", "emi", "Emi Tanaka", "Asia/Tokyo", "Japan Standard Time", 32400, "ja-JP", "employee"),
    Resident("U0FEN", "fen", "Fen Weber", "Europe/Berlin", "Central European Time", 3600, "de-DE", "policy owner"),
    Resident("U0GIL", "gil", "Gil Navarro", "America/New_York", "Eastern Time", -18000, "es-ES", "operator"),
    Resident("U0HAL", "hal", "Hal Dubois", "Europe/Paris", "Central European Time", 3600, "fr-FR", "auditor"),
    Resident("U0IVO", "ivo", "Ivo Marsh", "Europe/London", "Greenwich Mean Time", 0, "en-GB", "guest"),
    Resident("U0NIA", "nia", "Nia Holt", "Europe/London", "Greenwich Mean Time", 0, "en-GB", "stranger", OTHER_TEAM),
)

_HOUSE = frozenset({person.id for person in RESIDENTS if not person.guest and not person.stranger} | {BOT_USER})
_INSIDE = _HOUSE | {"U0IVO"}
_DESK = frozenset({"U0BO", "U0CAI", "U0DEE", "U0GIL", BOT_USER})

PLACES = (
    Place("C0GENERAL", "general", private=False, topic="Everything that concerns everybody", members=_INSIDE),
    Place(
        "C0AIHELP", "ai-help", private=False, topic="Questions about working with models", members=_INSIDE | {"U0NIA"}
    ),
    Place("C0RECORD", "policy-record", private=False, topic="Seals of the record", members=_HOUSE),
    Place("G0DESK", "policy-desk", private=True, topic="Cases waiting for a reviewer", members=_DESK),
    Place("G0URGENT", "policy-urgent", private=True, topic="Cases that cannot wait", members=_DESK),
)
