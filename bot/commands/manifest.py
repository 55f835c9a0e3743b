"""`ombud manifest`: what to paste into Slack."""

from typing import Annotated

import typer

from bot.places import MANIFEST

EXAMPLE = "https://ombud.example.com"


def manifest(url: Annotated[str, typer.Option(help="Where Slack reaches this Ombud.")] = EXAMPLE) -> None:
    """Print the app manifest for Slack.

    Example:
      ombud manifest --url https://ombud.our-company.example

    """
    typer.echo(MANIFEST.read_text(encoding="utf-8").replace(EXAMPLE, url.rstrip("/")), nl=False)
