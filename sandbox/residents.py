"""Who lives in the sandbox: its team, its app, its people and its channels. All of them are invented."""

from dataclasses import dataclass

TEAM = "T0HOUSE"
TEAM_NAME = "Harbour House"
TEAM_DOMAIN = "harbour-house"
OTHER_TEAM = "T0OTHER"
OTHER_DOMAIN = "lantern-works"  # Lantern Works, with whom #ai-help is shared
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
    restricted: bool = False  # a guest, invited to a few channels

    @property
    def email(self) -> str:
        return f"{self.handle}@{self.domain}.example"

    @property
    def domain(self) -> str:
        return TEAM_DOMAIN if self.team == TEAM else OTHER_DOMAIN

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
    Resident("U0IVO", "ivo", "Ivo Marsh", "Europe/London", "Greenwich Mean Time", 0, "en-GB", "guest", restricted=True),
    Resident(
        "U0NIA", "nia", "Nia Holt", "Europe/London", "Greenwich Mean Time", 0, "en-GB", "Lantern Works", OTHER_TEAM
    ),
)

_EVERYONE = frozenset({one.id for one in RESIDENTS if one.team == TEAM and not one.restricted} | {BOT_USER})
_DESK = frozenset({"U0BO", "U0CAI", "U0DEE", "U0GIL", BOT_USER})

PLACES = (
    Place(
        "C0GENERAL", "general", private=False, topic="Everything that concerns everybody", members=_EVERYONE | {"U0IVO"}
    ),
    Place(
        "C0AIHELP",
        "ai-help",
        private=False,
        topic="Questions about working with models",
        members=_EVERYONE | {"U0IVO", "U0NIA"},
    ),
    Place("C0RECORD", "policy-record", private=False, topic="Seals of the record", members=_EVERYONE),
    Place("G0DESK", "policy-desk", private=True, topic="Cases waiting for a reviewer", members=_DESK),
    Place("G0URGENT", "policy-urgent", private=True, topic="Cases that cannot wait", members=_DESK),
)
