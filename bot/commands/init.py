"""`ombud init`: a copy of the starter rulebook to make one's own."""

import json
import shutil
import tempfile
from pathlib import Path
from typing import Annotated

import typer

from bot.commands.stopping import FAILED, stop
from bot.places import STARTER

FIRST_VERSION = "0.1.0"


def init(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="A folder that is empty or not there yet.")],
    name: Annotated[str, typer.Option(help="The policy's name, as every answer carries it.")] = "Our AI policy",
) -> None:
    """Copy the starter rulebook into DIR, to be made your own. README.md in it says what to change first.

    Example:
      ombud init ../our-policy --name "Acme AI policy"

    """
    if not name.strip():
        stop('The name is empty. For instance: --name "Acme AI policy"')
    said = " ".join(name.split())
    try:
        _refuse_what_is_taken(folder)
        _copy(folder, said)
    except OSError as error:
        stop(
            f"{folder} cannot be written: {error.strerror}. Empty it, if there is something in it, and try again.",
            FAILED,
        )
    typer.echo(f"{folder} holds your rulebook, {said} {FIRST_VERSION}. Read {folder / 'README.md'} first.")
    typer.echo(
        f'Then: ombud rulebook check {folder}  and  ombud ask "may I paste a customer list?" --rulebook {folder}'
    )


def _refuse_what_is_taken(folder: Path) -> None:
    if folder.exists() and not folder.is_dir():
        stop(f"{folder} is a file. Name a folder that is empty or not there yet.")
    if folder.is_dir() and any(folder.iterdir()):
        stop(f"{folder} is not empty, and nothing in it was touched. Name a folder that is empty or not there yet.")


def _copy(folder: Path, name: str) -> None:
    """The copy is made beside the folder and takes its place when it is complete; a folder that is there is filled."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".ombud-init-", dir=folder.parent) as room:
        made = Path(room) / "rulebook"
        shutil.copytree(STARTER, made, copy_function=shutil.copyfile)
        settings = made / "rulebook.yml"
        text = settings.read_text(encoding="utf-8")
        text = _with(text, f"name: {json.dumps(name, ensure_ascii=False)}")
        text = _with(text, f"version: {FIRST_VERSION}")
        settings.write_text(text, encoding="utf-8")
        if folder.exists():  # it may be where the person stands, or a mount: it stays the same folder
            shutil.copytree(made, folder, copy_function=shutil.copyfile, dirs_exist_ok=True)
        else:
            made.rename(folder)


def _with(text: str, line: str) -> str:
    """The settings with that line in place of the one that has its field."""
    field = line.split(":", maxsplit=1)[0]
    return "\n".join(line if old.startswith(f"{field}:") else old for old in text.split("\n"))
