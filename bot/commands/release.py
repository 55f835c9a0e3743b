"""`ombud release`: releases of products and models, the version they answer to, and the documents they need."""

from typing import Annotated, NoReturn

import typer

from bot.commands.opening import case_clock, opened
from bot.commands.stopping import FAILED, stop
from bot.commands.versions import BY, written
from desk.releases import load_releases, release
from domain.rulebook.releases import (
    AttachRelease,
    Document,
    DocumentsMissing,
    NoSuchRelease,
    NoSuchVersion,
    ReadyRelease,
    Release,
    ReleaseCommand,
    ReleaseRefusal,
    TooLong,
)
from storage.migrate import check_schema

app = typer.Typer(help="Releases and the documents they need before they are ready.", no_args_is_help=True)
NAME = Annotated[str, typer.Argument(metavar="NAME", help="The release, as people know it.")]
_CALLED = {
    Document.RISKS: "risk considerations (--risks)",
    Document.TESTS: "test outcomes (--tests)",
    Document.BIASES: "known biases (--biases)",
}


@app.command()
def attach(
    name: NAME,
    version: Annotated[str, typer.Option(help="The published version of the rulebook that it answers to.")],
    risks: Annotated[str, typer.Option(help="Risk considerations: a text or a link.")] = "",
    tests: Annotated[str, typer.Option(help="Test outcomes: a text or a link.")] = "",
    biases: Annotated[str, typer.Option(help="Known biases: a text or a link.")] = "",
    by: BY = "operator",
) -> None:
    """Bind a release to a version. Documents may follow one by one; a change takes back that it was ready.

    Example:
      ombud release attach "Answer bot 2.4" --version 1.1.0 --risks https://wiki.example.com/risks

    """
    documents = {Document.RISKS: risks, Document.TESTS: tests, Document.BIASES: biases}
    _say(_done(AttachRelease(name.strip(), version, documents, by)))


@app.command()
def ready(name: NAME, by: BY = "operator") -> None:
    """Say that a release is ready; refused until every document is there.

    Example:
      ombud release ready "Answer bot 2.4"

    """
    _say(_done(ReadyRelease(name.strip(), by)))


@app.command("list")
def list_() -> None:
    """List every release: its version, whether it is ready, and what it lacks."""
    with opened() as database:
        database.read_now(check_schema)
        found = database.read_now(load_releases)
    for one in found.values():
        _say(one)
    typer.echo(f"Releases: {len(found)}.")


def _done(command: ReleaseCommand) -> Release:
    clock = case_clock()
    found = written(lambda conn: release(conn, command, clock.now()))
    return found if isinstance(found, Release) else _refused(found)


def _refused(why: ReleaseRefusal) -> NoReturn:
    match why:
        case NoSuchVersion(version=version):
            stop(f"Version {version} was never published; `ombud rulebook versions` lists them.", FAILED)
        case NoSuchRelease(name=name):
            stop(f"There is no release {name}; `ombud release attach` makes it known.", FAILED)
        case DocumentsMissing(name=name, missing=missing):
            stop(f"{name} is not ready: it lacks {_listed(missing)}. `ombud release attach` adds them.", FAILED)
        case TooLong(what="name"):
            stop("A release's name has 1 to 100 characters.")
        case TooLong(what=what):
            stop(f"--{what} is longer than 2,000 characters. Give a link to it instead.")


def _say(one: Release) -> None:
    if one.ready_at:
        how = f"ready since {one.ready_at:%Y-%m-%d %H:%M:%SZ}"
    elif one.missing:
        how = f"lacks {_listed(one.missing)}"
    else:
        how = "complete; `ombud release ready` says that it is ready"
    typer.echo(f"{one.name}  rulebook {one.version}  {how}")


def _listed(documents: tuple[Document, ...]) -> str:
    return ", ".join(_CALLED[one] for one in documents)
