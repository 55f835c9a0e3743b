"""`ombud audit prove` and `ombud audit access`: what the record says about one case."""

import json
from pathlib import Path
from typing import Annotated

import typer

from bot.commands.opening import opened, unlocked
from bot.commands.stopping import FAILED, stop
from storage import proofs, streams
from storage.database import Database
from storage.notes import BadNote, Signer, Verifier
from storage.proofs import Unprovable


def verifier_from(public: str | None, database: Database) -> Verifier:
    """The public key that was given, or the house's own."""
    try:
        return Verifier.from_text(public) if public else Signer(unlocked(database).seal_seed).verifier
    except BadNote as error:
        stop(str(error))


def note_from(file: Path | None) -> str | None:
    """A checkpoint kept elsewhere, also where it was copied out of a message."""
    if file is None:
        return None
    try:
        text = file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        stop(f"The checkpoint {file} cannot be read ({type(error).__name__}).")
    return text.replace("\r\n", "\n").strip("` \n") + "\n"


def prove(
    case: int,
    out: Annotated[Path | None, typer.Option(help="Where to write it; otherwise it is printed.")] = None,
    against: Annotated[Path | None, typer.Option(help="A checkpoint kept elsewhere; otherwise the newest.")] = None,
    public: Annotated[str | None, typer.Option("--key", help="The public key, for whoever has no master key.")] = None,
) -> None:
    """Write proofs that the events of a case are in the sealed record; `examples/verify_proof.py` checks them.

    Example:
      ombud audit prove 7 --out case-7.json

    """
    outside = note_from(against)
    with opened() as database:
        verifier = verifier_from(public, database)
        found = database.read_now(lambda conn: proofs.prove(conn, f"case-{case}", verifier, outside))
    if isinstance(found, Unprovable):
        stop(found.why, FAILED)
    text = json.dumps(found.contents, indent=1, ensure_ascii=False) + "\n"
    if out is None:
        typer.echo(text, nl=False)
    else:
        try:
            out.write_text(text, encoding="utf-8")
        except OSError as error:
            stop(f"{out} cannot be written ({type(error).__name__}).")
    typer.echo(f"{found.covered} events of case {case} are proven.", err=True)
    for version in found.uncovered:
        typer.echo(f"Version {version} is not sealed yet, or after this checkpoint: nothing is proven of it.", err=True)


def access(case: Annotated[int, typer.Option(help="The number of the case.")]) -> None:
    """List who looked into the sealed texts of a case, what they opened, and when.

    Example:
      ombud audit access --case 7

    """
    with opened() as database:
        there, looks = database.read_now(
            lambda conn: (streams.one(conn, f"case-{case}", 1), streams.load(conn, f"access-{case}"))
        )
    if there is None and not looks:
        stop(f"There is no case {case} in this record.", FAILED)
    for look in looks:
        try:
            seen = json.loads(look.body)
        except ValueError:
            stop(f"Look {look.version} into case {case} cannot be read. `ombud audit verify` says whether it changed.")
        typer.echo(f"{look.at:%Y-%m-%d %H:%M:%SZ}  {seen.get('by') or look.actor}  {seen.get('what') or look.type}")
    typer.echo(f"{len(looks)} looks into case {case}.")
