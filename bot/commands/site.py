"""`ombud rulebook site`: what was published as static pages, for any web server."""

import re
import shutil
from pathlib import Path
from typing import Annotated

import typer

from bot.commands.opening import opened
from bot.commands.stopping import FAILED, stop
from desk.rulebooks import every
from domain.rulebook.clauses import Rulebook
from handlers.locale.catalogue import languages, read_catalogue
from handlers.web.elements import ASSETS, FOLDER
from handlers.web.pages import pages
from handlers.web.site import Edition, tables
from storage.files import BrokenFiles, read_rulebook
from storage.migrate import check_schema

MARK = ".ombud-site"
_PLAIN = re.compile(r"[A-Za-z0-9_~+-][A-Za-z0-9._~+-]*")


def site(
    out: Annotated[Path, typer.Argument(metavar="OUT", help="A folder that is empty, not there yet, or such a site.")],
    draft: Annotated[Path | None, typer.Option(help="Show this folder instead of what was published.")] = None,
    language: Annotated[
        str | None,
        typer.Option(help="The language of labels on pages without one in their address; else the rulebook's own."),
    ] = None,
) -> None:
    """Write every published version as pages in each of its languages: searchable, printable, one lasting address for
    each clause, version and language. Matrix, ladder and outside norms have a page each.

    Example:
      ombud rulebook site /srv/www/policy

    """
    if language and language not in (known := languages()):
        stop(f"--language must be one of {', '.join(known)}, not {language!r}.")
    editions = [_draft(draft)] if draft else _published()
    odd = [one for edition in editions for one in edition.rules.clauses if not _is_plain(one, edition.rules)]
    if odd:
        stop(f"A clause's id makes its address, and these cannot: {', '.join(map(repr, odd[:5]))}.", FAILED)
    catalogue, count = read_catalogue(language or editions[-1].rules.languages[0]), 0
    try:
        _clear(out)
        for name, text in pages(catalogue, editions):
            file = out / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")
            count += 1
    except OSError as error:
        stop(f"{out} cannot be written: {error.strerror}.", FAILED)
    typer.echo(f"Pages in {out}: {count}. Set OMBUD_RULEBOOK_URL to where they are served.")


def _is_plain(clause: str, rules: Rulebook) -> bool:
    return _PLAIN.fullmatch(clause) is not None and clause not in (*rules.languages, *tables(rules))


def _draft(folder: Path) -> Edition:
    try:
        return Edition(read_rulebook(folder), None)
    except BrokenFiles as error:
        stop(f"The rulebook cannot be read. {error}", FAILED)


def _published() -> list[Edition]:
    with opened() as database:
        database.read_now(check_schema)
        found = [Edition(rules, event) for event, rules in database.read_now(every)]
    return found or stop(
        "Nothing was published yet. `ombud rulebook publish` does; --draft DIR shows a folder.", FAILED
    )


def _clear(out: Path) -> None:
    """An empty site. Whatever else stands in a folder is left alone, and the folder refused."""
    if out.exists() and not out.is_dir():
        stop(f"{out} is a file. Name a folder.")
    if out.is_dir() and any(out.iterdir()):
        if not (out / MARK).is_file():
            stop(f"{out} is not empty and no such site, and nothing in it was touched. Name another folder.")
        for old in out.iterdir():
            if old.is_dir() and not old.is_symlink():
                shutil.rmtree(old)
    out.mkdir(parents=True, exist_ok=True)
    (out / MARK).write_text("Written by `ombud rulebook site`, which replaces what is in here.\n", encoding="utf-8")
    for name in ASSETS:
        shutil.copyfile(FOLDER / name, out / name)
