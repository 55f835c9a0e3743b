"""Every command of `ombud`, gathered."""

import typer

from bot.commands import (
    answers,
    audit,
    backup,
    case,
    database,
    doctor,
    gaps,
    init,
    keys,
    manifest,
    outbox,
    projections,
    release,
    rulebook,
    serve,
    tour,
    tries,
    versions,
)
from bot.commands.ask import ask

app = typer.Typer(
    help="Ombud makes an AI usage policy live: answers, reports, decisions, promised times.",
    no_args_is_help=True,
    pretty_exceptions_show_locals=False,
)
app.command("ask")(ask)
app.command("try")(tries.try_)
app.command("tour")(tour.tour)
app.command("init")(init.init)
app.command("doctor")(doctor.doctor)
app.command("serve")(serve.serve)
app.command("backup")(backup.backup)
app.command("restore")(backup.restore)
app.command("manifest")(manifest.manifest)
versions.add_to(rulebook.app)
app.add_typer(rulebook.app, name="rulebook")
app.add_typer(answers.app, name="answers")
app.add_typer(audit.app, name="audit")
app.add_typer(case.app, name="case")
app.add_typer(database.app, name="db")
app.add_typer(gaps.app, name="gaps")
app.add_typer(keys.app, name="keys")
app.add_typer(keys.app, name="key", hidden=True)  # as release 0.1 called it
app.add_typer(outbox.app, name="outbox")
app.add_typer(projections.app, name="projections")
app.add_typer(release.app, name="release")
