"""`ombud rulebook schema`: what editors check while people type."""

import json
from pathlib import Path
from typing import Annotated

import typer

from bot.commands.stopping import FAILED, stop
from storage.schemas import SCHEMAS


def schema(
    name: Annotated[str, typer.Argument(help="One file's; all of them by name where it is left out.")] = "",
    out: Annotated[Path | None, typer.Option(help="Write `NAME.schema.json` into this folder instead.")] = None,
) -> None:
    """Print the JSON Schema of clause (front matter), rulebook, matrix, translated-matrix, ladder,
    translated-ladder, scenarios, norms, casework or roster.

    Example:
      ombud rulebook schema matrix
      ombud rulebook schema --out .vscode/schemas

    """
    if name and name not in SCHEMAS:
        stop(f"There is no schema {name!r}; there are {', '.join(SCHEMAS)}.")
    chosen = {name: SCHEMAS[name]} if name else dict(SCHEMAS)
    if out is None:
        typer.echo(json.dumps(chosen[name] if name else chosen, indent=2, ensure_ascii=False))
        return
    try:
        out.mkdir(parents=True, exist_ok=True)
        for one, made in chosen.items():
            text = json.dumps(made, indent=2, ensure_ascii=False)
            (out / f"{one}.schema.json").write_text(f"{text}\n", encoding="utf-8")
    except OSError as error:
        stop(f"{out} cannot be written: {error.strerror}.", FAILED)
    typer.echo(f"{len(chosen)} schemas in {out}.")
