"""`ombud rulebook export`: the rulebook in a format that tools of governance, risk and compliance read."""

import json
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Annotated, Any

import typer

from bot.commands.opening import opened
from bot.commands.stopping import FAILED, stop
from desk.rulebooks import load_versions, of_version
from domain.rulebook.clauses import Rulebook
from domain.rulebook.oscal import audiences, catalog, profile, token
from storage.files import BrokenFiles, changed_at, read_rulebook
from storage.migrate import check_schema


def export(
    oscal: Annotated[Path, typer.Option(metavar="OUT.json", help="Write an OSCAL catalog there.")],
    version: Annotated[str, typer.Option(metavar="V", help="A published version; else the one in force.")] = "",
    draft: Annotated[Path | None, typer.Option(metavar="DIR", help="Take this folder instead.")] = None,
    profiles: Annotated[
        list[str] | None,
        typer.Option(
            "--profile",
            metavar="AUDIENCE",
            help="Write OUT-AUDIENCE-profile.json beside it, with the clauses of this audience; may be repeated.",
        ),
    ] = None,
) -> None:
    """Write the rulebook as an OSCAL 1.2 catalog: chapters as groups, clauses as controls, outside norms as resources.

    Example:
      ombud rulebook export --oscal policy.json --profile user --profile developer

    """
    if draft and version:
        stop("Name a version or a draft, not both.")
    rules, modified, published = _draft(draft) if draft else _published(version)
    chosen, known = list(dict.fromkeys(profiles or ())), audiences(rules)
    if odd := [one for one in chosen if one not in known]:
        stop(f"No clause has the audience {odd[0]!r}. There are: {', '.join(known) or 'none'}.")
    made = {oscal: catalog(rules, modified, published)}
    for audience in chosen:
        beside = oscal.with_name(f"{oscal.stem}-{token(audience)}-profile.json")
        made[beside] = profile(rules, audience, oscal.name, modified, published)
    for file, document in made.items():
        _write(file, document)
    typer.echo(f"{rules.name} {rules.version} as OSCAL, {len(rules.clauses)} clauses: {', '.join(map(str, made))}.")


def _write(file: Path, document: Mapping[str, Any]) -> None:
    try:
        file.write_text(f"{json.dumps(document, ensure_ascii=False, indent=2)}\n", encoding="utf-8")
    except OSError as error:
        stop(f"{file} cannot be written: {error.strerror}.", FAILED)


def _draft(folder: Path) -> tuple[Rulebook, datetime, None]:
    try:
        return read_rulebook(folder), changed_at(folder), None
    except BrokenFiles as error:
        stop(f"The rulebook cannot be read. {error}", FAILED)


def _published(version: str) -> tuple[Rulebook, datetime, datetime]:
    with opened() as database:
        database.read_now(check_schema)
        known = database.read_now(load_versions)
        event = known.named(version) if version else known.newest
        rules = database.read_now(lambda conn: of_version(conn, event.version)) if event else None
    if event is None or rules is None:
        none = "Nothing was published yet. `ombud rulebook publish` does; --draft DIR takes a folder."
        stop(f"There is no published version {version}." if version else none, FAILED)
    return rules, event.at, event.at
