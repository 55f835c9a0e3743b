"""`ombud rulebook publish`, `versions`, `diff` and `history`: versions of the rulebook, from the command line."""

from collections.abc import Callable
from pathlib import Path
from typing import Annotated, TypeVar

import typer
from sqlalchemy import Connection

from bot.commands.opening import case_clock, opened
from bot.commands.stopping import FAILED, stop
from bot.places import STARTER
from bot.settings import environment
from desk.rulebooks import Published, every, of_version, publish
from domain.rulebook.clauses import Rulebook
from domain.rulebook.codes import Weight
from domain.rulebook.diff import ClauseChange, FieldChange, Mark, clause_history, diff
from domain.rulebook.versions import PublishRefusal, RationaleMissing, VersionMissing, VersionTaken
from storage.casework_files import read_casework
from storage.database import Database
from storage.exceptions import StreamMoved
from storage.files import BrokenFiles, check_rulebook, read_rulebook
from storage.migrate import check_schema
from storage.reading import BrokenCasework

T = TypeVar("T")
TRIES = 5
BY = Annotated[str, typer.Option(help="Who acts for the house; it is kept in the record.")]
_MARKS = {Mark.KEPT: "{}", Mark.GONE: "[-{}-]", Mark.NEW: "{{+{}+}}"}


def publish_(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="The rulebook's folder.")] = STARTER,
    rationale: Annotated[str, typer.Option(help="Why it is published now; everybody reads it.")] = "",
    by: BY = "operator",
    casework: Annotated[Path | None, typer.Option(help="Names the channel of announcements.")] = None,
) -> None:
    """Make the version that DIR holds the one in force, for ever as it is now. Running bots take it up within seconds.

    Example:
      ombud rulebook publish ../our-policy --rationale "Customer logs now need a data-protection review."

    """
    problems = [one for one in check_rulebook(folder) if one.weight is Weight.ERROR]
    if problems:
        stop("\n".join([*map(str, problems), "Nothing was published. Mend these, and publish again."]), FAILED)
    rulebook = read_rulebook(folder)
    channel = _announcements(folder, casework)
    clock = case_clock()
    found = written(lambda conn: publish(conn, rulebook, rationale, by, clock.now(), channel))
    if not isinstance(found, Published):
        stop(_refused(found))
    event = found.event
    typer.echo(f"{event.name} {event.version} {event.digest} published {event.at:%Y-%m-%d %H:%M:%SZ} by {event.by}.")
    if found.again:
        typer.echo("It was published before, with the same content: nothing changed.")


def _refused(why: PublishRefusal) -> str:
    match why:
        case VersionTaken(version=version):
            return f"Version {version} was published with other content. Give `version` in rulebook.yml a new value."
        case VersionMissing():
            return "Give `version` in rulebook.yml letters, digits, dots and dashes, with at least one digit: 1.1.0."
        case RationaleMissing():
            return "Say why with --rationale, in at most 2,000 characters; everybody will read it."


def _announcements(folder: Path, casework: Path | None) -> str:
    file = casework or Path(environment().get("OMBUD_CASEWORK") or folder / "casework.yml")
    if casework is None and not file.is_file():
        return ""
    try:
        return read_casework(file).announcements
    except BrokenCasework as error:
        stop("\n".join(map(str, error.args)))


def written(work: Callable[[Connection], T]) -> T:
    """What a transaction came to that is tried again where somebody else was faster."""
    with opened() as database:
        database.read_now(check_schema)
        for _ in range(TRIES - 1):
            try:
                return database.write_now(work)
            except StreamMoved:
                continue
        return database.write_now(work)


def versions() -> None:
    """List every published version: when, by whom, why, and the digest of what it says."""
    with opened() as database:
        database.read_now(check_schema)
        found = database.read_now(every)
    for event, rules in found:
        typer.echo(f"{event.version}  {event.at:%Y-%m-%d %H:%M:%SZ}  {len(rules.clauses)} clauses  {event.digest}")
        typer.echo(f"  {event.by}: {event.rationale}")
    typer.echo(f"Published versions: {len(found)}; each says what its digest says.")


def diff_(
    before: Annotated[str, typer.Argument(metavar="A", help="A published version, or a folder.")],
    after: Annotated[str, typer.Argument(metavar="B", help="A published version, or a folder.")],
) -> None:
    """Show what changed from A to B, clause by clause, with the words marked: [-gone-] and {+new+}.

    Example:
      ombud rulebook diff 1.0.0 rulebooks/starter

    """
    found = diff(_meant(before), _meant(after))
    for field in found.own:
        _field(field, "")
    for change in found.clauses:
        _change(change, "")
    typer.echo(f"Clauses changed from {found.before} to {found.after}: {len(found.clauses)}.")


def history(clause: Annotated[str, typer.Argument(metavar="CLAUSE", help="The id of a clause.")]) -> None:
    """Show the life of a clause over the published versions, oldest first.

    Example:
      ombud rulebook history data-secrets

    """
    with opened() as database:
        database.read_now(check_schema)
        known = database.read_now(every)
    told = clause_history([rules for _, rules in known], clause)
    if not told:
        stop(f"No published version has a clause {clause}.", FAILED)
    for number, change in told:
        event = known[number][0]
        typer.echo(f"{event.version}  {event.at:%Y-%m-%d %H:%M:%SZ}  {event.rationale}")
        _change(change, "  ")


def _meant(named: str) -> Rulebook:
    if Path(named).is_dir():
        try:
            return read_rulebook(Path(named))
        except BrokenFiles as error:
            stop(f"The rulebook cannot be read. {error}", FAILED)
    with opened() as database:
        rules = _published(database, named)
    return rules or stop(f"There is neither a published version nor a folder {named}.", FAILED)


def _published(database: Database, version: str) -> Rulebook | None:
    database.read_now(check_schema)
    return database.read_now(lambda conn: of_version(conn, version))


def _change(change: ClauseChange, margin: str) -> None:
    typer.echo(f"{margin}{change.change}: {change.clause} ({change.title})")
    for field in change.fields:
        _field(field, f"{margin}  ")


def _field(field: FieldChange, margin: str) -> None:
    typer.echo(f"{margin}{field.field}: {' '.join(_MARKS[one.mark].format(one.text) for one in field.words())}")
