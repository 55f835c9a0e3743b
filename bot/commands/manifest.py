"""`ombud manifest`: what to paste into Slack."""

from typing import Annotated
from urllib.parse import urlsplit

import typer

from bot.places import MANIFEST

EXAMPLE, RULES = "https://ombud.example.com", "rules.example.com"


def manifest(
    url: Annotated[str, typer.Option(help="Where Slack reaches this Ombud.")] = EXAMPLE,
    rulebook_url: Annotated[str, typer.Option(help="Where the rulebook is published: OMBUD_RULEBOOK_URL.")] = "",
) -> None:
    """Print the app manifest for Slack.

    Example:
      ombud manifest --url https://ombud.our-company.example

    """
    written = MANIFEST.read_text(encoding="utf-8").replace(EXAMPLE, url.rstrip("/"))
    typer.echo(written.replace(RULES, urlsplit(rulebook_url).hostname or RULES), nl=False)
