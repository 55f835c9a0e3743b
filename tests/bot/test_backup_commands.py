"""`ombud backup` and `ombud restore`, as an operator on a bad day types them."""

from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.cli import app
from bot.practice import practice
from bot.release import RELEASE
from desk.codec import from_stored
from desk.desk import Desk
from desk.outcomes import Done, Filed, Refused, Shown
from desk.views import CaseFile
from domain.cases.commands import AskReporter, EraseIdentity, FileReport, RetentionEnded
from domain.cases.looking import OpenCase
from domain.cases.refusals import Erased
from domain.house import LONGEST_REASON, Restored
from storage import cases, deadlines, numbers, seals, streams
from storage.database import Database
from storage.journal import Journal
from storage.migrate import upgrade
from storage.notes import Signer
from storage.vault import Vault, new_master_key, read_master_key
from tests.bot.test_commands import beside, ombud
from tests.desk.test_desk import DECISION, HOUSE
from tests.domain.cases.people import ANA, BO, CAI, CASEWORK, NOON, near_miss
from tests.test_house import ROOT

KEY = new_master_key()
REASON = "The disk died, and the journal with it."
STAYS = replace(CASEWORK, retention=dict.fromkeys(CASEWORK.routes, timedelta(days=365)))


def typed(*given: str, env: dict[str, str]) -> tuple[int, str, str]:
    """The command line in this process: exit code, what it says, what it complains of."""
    done = CliRunner().invoke(app, given, env=env)
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    return done.exit_code, done.stdout, done.stderr


@dataclass
class House:
    """A database with three cases, of which the first was erased before the backup; a new one to restore into."""

    database: Database
    desk: Desk
    journal: Path
    backup: Path
    env: dict[str, str]
    new: dict[str, str]

    def restores(self, *given: str) -> tuple[int, str, str]:
        return typed("restore", str(self.backup), *given, env=self.new)


@pytest.fixture
def house(database: Database, tmp_path: Path) -> House:
    vault, journal = Vault(read_master_key(KEY)), tmp_path / "erasures.jsonl"
    desk = Desk(database, vault, replace(HOUSE, casework=STAYS), lambda: NOON, journal=Journal(journal))
    env = {"OMBUD_DATABASE_URL": database.url, "OMBUD_MASTER_KEY": KEY}
    new = {**env, "OMBUD_DATABASE_URL": f"sqlite:///{tmp_path}/new.db"}
    return House(database, desk, journal, tmp_path / "backup.gz", env, new)


def form(number: int) -> FileReport:
    return replace(near_miss(f"words of {number}"), key=f"form {number}")


async def lived_in(house: House) -> House:
    for number in (1, 2, 3):
        assert isinstance(await house.desk.handle(form(number)), Filed)
        assert isinstance(await house.desk.handle(replace(DECISION, case=number)), Done)
    assert isinstance(await house.desk.handle(RetentionEnded("case-1/retention", 1)), Done)
    vault = house.desk._vault
    house.database.write_now(lambda conn: seals.seal_pending(conn, Signer(vault.seal_seed), NOON))
    code, said, complaint = typed("backup", str(house.backup), env=house.env)
    assert (code, "event: " in said) == (0, True), complaint
    assert isinstance(await house.desk.handle(EraseIdentity(2, ANA)), Done)
    assert isinstance(await house.desk.handle(RetentionEnded("case-3/retention", 3)), Done)
    return house


async def test_what_was_erased_since_is_erased_again_and_the_record_verifies(house: House) -> None:
    await lived_in(house)
    assert isinstance(await house.desk.handle(form(4)), Filed)
    assert isinstance(await house.desk.handle(EraseIdentity(4, ANA)), Done)
    done = ombud("restore", str(house.backup), "--erasures", str(house.journal), **house.new)
    assert (done.returncode, "Restored; 6 erasures made again" in done.stdout) == (0, True), done.stderr
    verified = ombud("audit", "verify", **house.new)
    assert verified.returncode == 0, verified.stdout
    assert "The record verifies" in verified.stdout

    again = Database(house.new["OMBUD_DATABASE_URL"])
    vault = Vault(read_master_key(KEY))
    again.write_now(vault.unlock)
    desk = Desk(again, vault, replace(HOUSE, casework=STAYS), lambda: NOON, journal=Journal(house.journal))
    second, third = await desk.handle(OpenCase(2, CAI)), await desk.handle(OpenCase(3, CAI))
    assert isinstance(second, Shown)
    assert isinstance(second.file, CaseFile)
    assert (second.file.reporter, second.file.narratives[0].text) == (None, "words of 2")
    assert isinstance(third, Shown)
    assert isinstance(third.file, CaseFile)
    assert (third.file.reporter, third.file.narratives[0].text) == (
        None,
        "[erased at the end of its retention interval]",
    )
    ends = [again.write_now(lambda conn, n=n: streams.load(conn, f"case-{n}")[-1].type) for n in (1, 2, 3)]  # type: ignore[misc]
    assert ends == ["CaseErased", "IdentityErased", "CaseErased"]
    row = again.write_now(lambda conn: cases.get(conn, 3))
    assert row is not None
    assert row.erased_at is not None
    assert again.write_now(lambda conn: deadlines.open_for(conn, "case-3")) == []
    assert again.write_now(numbers.next_number) == 5  # case 4 is lost, and its number is not given to another
    again.close()


async def test_a_case_whose_text_is_gone_again_goes_on_without_it(house: House) -> None:
    await lived_in(house)
    assert house.restores("--erasures", str(house.journal))[0] == 0
    again = Database(house.new["OMBUD_DATABASE_URL"])
    vault = Vault(read_master_key(KEY))
    desk = Desk(again, vault, HOUSE, lambda: NOON, journal=Journal(house.journal))
    for number in (2, 3):
        assert await desk.handle(AskReporter(f"key {number}", number, BO, "What was it?")) == Refused(Erased())
    again.close()


async def test_without_the_whole_journal_nothing_is_restored(house: House, tmp_path: Path) -> None:
    await lived_in(house)
    whole = house.journal.read_text().splitlines(keepends=True)
    bent, short = tmp_path / "bent.jsonl", tmp_path / "short.jsonl"
    bent.write_text("".join([whole[0], *whole[2:]]))
    short.write_text(whole[0])
    for given, code, why in (
        ((), 2, "--without-erasures"),
        (("--erasures", str(tmp_path / "away.jsonl")), 1, "missing"),
        (("--erasures", str(bent)), 1, "line 2"),
        (("--erasures", str(short)), 1, "lacks erasures that the backup knows"),
        (("--without-erasures", " "), 2, "Say why"),
        (("--without-erasures", "x" * (LONGEST_REASON + 1)), 2, "Say why"),
        (("--without-erasures", REASON, "--erasures", str(house.journal)), 2, "Give --erasures"),
    ):
        found, _, said = house.restores(*given)
        assert (found, why in said) == (code, True), (given, said)
    assert not (tmp_path / "new.db").exists() or (tmp_path / "new.db").stat().st_size == 0


async def test_each_replica_may_have_a_journal_of_its_own(house: House, tmp_path: Path) -> None:
    await lived_in(house)
    other = Journal(tmp_path / "other.jsonl")
    other.append("case-2", NOON)
    code, said, _ = house.restores("--erasures", str(house.journal), "--erasures", str(other.path))
    assert (code, "6 erasures" in said) == (0, True)


async def test_forced_it_says_why_for_ever(house: House) -> None:
    await lived_in(house)
    code, said, _ = house.restores("--without-erasures", REASON)
    assert (code, "the record says why" in said) == (0, True)
    again = Database(house.new["OMBUD_DATABASE_URL"])
    vault = Vault(read_master_key(KEY))
    assert again.write_now(lambda conn: vault.open(conn, "case-3", "report-1")) is not None
    (told,) = again.write_now(lambda conn: streams.load(conn, "house"))
    event = from_stored(told)
    assert isinstance(event, Restored)
    assert (event.reason, told.actor) == (REASON, "operator")
    again.write_now(lambda conn: seals.seal_pending(conn, Signer(vault.seal_seed), NOON))
    again.close()
    assert typed("audit", "verify", env=house.new)[0] == 0


async def test_a_full_database_another_key_and_a_file_that_is_there_are_refused(house: House) -> None:
    await lived_in(house)
    upgrade(house.new["OMBUD_DATABASE_URL"])
    house.new["OMBUD_MASTER_KEY"] = new_master_key()
    code, _, said = house.restores("--erasures", str(house.journal))
    assert (code, "OMBUD_MASTER_KEY_BEFORE" in said) == (1, True)
    house.new["OMBUD_MASTER_KEY_BEFORE"] = KEY  # a backup from before a rotation
    assert house.restores("--erasures", str(house.journal))[0] == 0
    code, _, said = house.restores("--erasures", str(house.journal))
    assert (code, "--replace" in said) == (1, True)
    assert house.restores("--erasures", str(house.journal), "--replace")[0] == 0
    code, _, said = typed("backup", str(house.backup), env=house.env)
    assert (code, "is there already" in said) == (2, True)
    code, _, said = typed("backup", str(house.backup.parent / "no" / "folder.gz"), env=house.env)
    assert (code, "cannot be written" in said) == (1, True)


async def test_a_running_town_is_backed_up_and_what_was_pending_goes_out_from_the_restored_one(tmp_path: Path) -> None:
    async with practice(tmp_path, f"sqlite:///{tmp_path}/ombud.db", OMBUD_RANKING="lexical") as town:
        await town.fault("chat.postMessage", "429", retry_after=1, count=1000)
        await town.reports("ana", "pasted a customer log into the model")
        assert (await beside(town, "backup", str(tmp_path / "backup.gz")))[0] == 0
        await town.stop_bot()
        town.env["OMBUD_DATABASE_URL"] = f"sqlite:///{tmp_path}/new.db"
        journal = town.env["OMBUD_ERASURE_JOURNAL"]
        code, said = await beside(town, "restore", str(tmp_path / "backup.gz"), "--erasures", journal)
        assert (code, "0 erasures made again" in said) == (0, True), said
        async with town.http.delete(f"{town.url}control/faults"):
            pass
        await town.start_bot()
        await town.hears("bo", "Case 1", "G0DESK")
        await town.hears("ana", "Your report is case 1")
        code, verified = await beside(town, "audit", "verify")
        assert (code, "The record verifies" in verified) == (0, True)


def test_the_release_is_the_one_of_the_project() -> None:
    assert f'version = "{RELEASE}"' in (ROOT / "pyproject.toml").read_text()
