"""`ombud rulebook translations`: what a language lacks, and the files to begin with."""

from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from bot.commands.stopping import FAILED, stop
from bot.places import STARTER
from domain.rulebook.clauses import Rulebook
from domain.rulebook.folders import drafted, parse_folder
from domain.rulebook.layout import LADDER, MATRIX, SETTINGS
from domain.rulebook.quoting import Standing
from domain.rulebook.translating import Lag, confirmed, lagging
from domain.rulebook.translations import translated
from storage.files import read_texts

_SAYS = {Standing.MISSING: "missing", Standing.OUTDATED: "older than its source"}


def translations(
    language: Annotated[str, typer.Argument(metavar="LANG", help="For instance fr.")],
    folder: Annotated[Path, typer.Argument(help="The rulebook's folder.")] = STARTER,
    *,
    write: Annotated[
        bool,
        typer.Option("--write", help="Write a file to begin with for whatever is missing: the source as comments."),
    ] = False,
    confirm: Annotated[
        list[str] | None,
        typer.Option(
            help="A clause's id, rulebook.yml, matrix.yml or ladder.yml: you compared it, and it says what the source "
            "says now."
        ),
    ] = None,
) -> None:
    """List what is missing or older than its source in a language.

    Example:
      ombud rulebook translations fr our-policy
      ombud rulebook translations fr our-policy --write
      ombud rulebook translations fr our-policy --confirm data-secrets

    """
    rules, named = _read(folder, language)
    lags = {one.name: one for one in lagging(rules, language)}
    for name in confirm or ():
        lag = lags.get(name)
        if lag is None or lag.standing is not Standing.OUTDATED:
            stop(f"{name} has no older translation in {language}, so there is nothing to confirm.")
        _confirm(folder, lag)
        del lags[name]
    for lag in lags.values():
        file = folder / lag.file
        written = write and not file.exists() and _written(file, lag.skeleton)
        typer.echo(f"{lag.file}: {_SAYS[lag.standing]}{'; a file to begin with is written' if written else ''}")
    typer.echo(f"{language}: {len(rules.clauses)} clauses, {_files(rules)}; to be done: {len(lags)}.")
    if not named:
        typer.echo(f"Add {language} to languages in rulebook.yml, and people read it.")


def _read(folder: Path, language: str) -> tuple[Rulebook, bool]:
    """The rulebook as if it named the language, and whether it does."""
    read = parse_folder(read_texts(folder))
    if read.broken:
        stop("The rulebook cannot be read. `ombud rulebook check` says why.", FAILED)
    rules = drafted(read, folder.name)
    if language == rules.languages[0]:
        stop(f"{language} is the language of the source.")
    spoken = (rules.languages[0], language)
    told = translated(read.translations, read.foreign, spoken)
    return replace(rules, languages=spoken, translations=told), language in rules.languages


def _files(rules: Rulebook) -> str:
    tables = [name for name, there in ((MATRIX, rules.matrix), (LADDER, rules.ladder)) if there]
    *others, last = (SETTINGS, *tables)
    return f"{', '.join(others)} and {last}" if others else last


def _written(file: Path, text: str) -> bool:
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    except OSError as error:
        stop(f"{file} cannot be written: {error.strerror}.", FAILED)
    return True


def _confirm(folder: Path, lag: Lag) -> None:
    file = folder / lag.file
    if not file.is_file():
        stop(f"{lag.name} is not at {lag.file}, where its translation belongs.", FAILED)
    _written(file, confirmed(file.read_text(encoding="utf-8"), lag.digest))
    typer.echo(f"{lag.file}: says what its source says now.")
