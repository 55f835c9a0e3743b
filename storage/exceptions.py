"""What can go wrong with the store. Each docstring is the message."""


class Fault(Exception):
    """Something outside the rules went wrong."""

    def __str__(self) -> str:
        return super().__str__() or " ".join((self.__doc__ or "").split())


class StoreBusy(Fault):
    """The database does not answer just now. Nothing was changed by this attempt that is not on disk."""


class StreamMoved(Fault):
    """Somebody else wrote first. Load again and decide again."""


class StoreFull(StoreBusy):
    """The disk of the database is full. Nothing is lost: make room, and Ombud goes on by itself."""


class StoreShut(StoreBusy):
    """The database is not opened yet, so nothing is written to it."""


class SchemaOld(StoreBusy):
    """The database is older than this release. Run `ombud db upgrade`."""


class SchemaNew(StoreBusy):
    """The database is newer than this release. Run the release that upgraded it, or a later one."""


class Migrating(StoreBusy):
    """Another process migrates the database. Nothing is written meanwhile; Ombud goes on when that is done."""


class WrongKey(Fault):
    """The master key does not open this vault. Use the key that the database was made with; where a rotation has not
    ended, set OMBUD_MASTER_KEY_BEFORE to the key until then.
    """


class JournalAway(StoreBusy):
    """The journal of erasures cannot be written, so nothing was erased. Mend what OMBUD_ERASURE_JOURNAL names."""


class JournalBent(Fault):
    """the journal of erasures is missing, or a line of it was changed, dropped or cut. Use a copy that is whole. Where
    the database is still there, move the bent file away and start Ombud: it journals anew what the database knows.
    """

    def __init__(self, where: str) -> None:
        super().__init__(f"{where}: {' '.join((self.__doc__ or '').split())}")


class BackupBroken(Fault):
    """The backup is broken, and nothing was restored. Use another one."""

    def __init__(self, why: str) -> None:
        super().__init__(f"The backup is broken ({why}), and nothing was restored. Use another one.")


class BackupNew(Fault):
    """The backup was made by a newer release. Restore it with that release, or a later one."""


class NotEmpty(Fault):
    """The database is not empty. Name an empty one, or give --replace to lose what this one holds."""


class JournalLacks(Fault):
    """The journal lacks erasures that the backup knows, so it is not whole. Use the one that Ombud wrote."""


class RulebookBent(Fault):
    """A published rulebook is missing, or not what was published. Restore it from a backup."""
