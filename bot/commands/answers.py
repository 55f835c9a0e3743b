"""`ombud answers`: how well a rulebook answers questions whose clauses are known."""

import json
from pathlib import Path
from typing import Annotated, Any, NoReturn

import typer

from bot.commands.reading import BAD_INPUT, a_ranker
from bot.places import STARTER
from domain.rulebook.answers import answer
from domain.rulebook.clauses import Rulebook
from domain.rulebook.evaluation import Figure, Judged, figures
from domain.rulebook.languages import language_of
from domain.rulebook.ranking import Ranker
from storage.files import BrokenFiles, read_rulebook

app = typer.Typer(help="Measure answers.", no_args_is_help=True)
Figures = dict[str, Figure | None]


@app.callback()
def _group() -> None:
    """Keeps `evaluate` a sub-command while it is the only one."""


@app.command()
def evaluate(
    questions: Annotated[
        Path, typer.Option(help='JSON lines {"id", "question", "clauses": [], "language"}; no clause: not answerable.')
    ],
    rulebook: Annotated[Path, typer.Option(help="The rulebook's folder.")] = STARTER,
    *,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
    ranking: Annotated[str | None, typer.Option(help="meaning, or lexical.")] = None,
) -> None:
    """Print how often the right clause is found, and how honest the certainty is, each with its 95 % interval.

    Example:
      ombud answers evaluate --rulebook ../our-policy --questions questions.jsonl

    """
    try:
        rules = read_rulebook(rulebook)
    except BrokenFiles as error:
        _stop(f"The rulebook cannot be read. {error}")
    asked = _read(questions, rules)
    ranker = a_ranker(rules, ranking)
    seen = [_judged(rules, ranker, one) for one in asked]
    groups = {"all": seen}
    languages = sorted({one.language for one in seen})
    if len(languages) > 1:
        groups |= {language: [one for one in seen if one.language == language] for language in languages}
    found = {name: (len(some), figures(some)) for name, some in groups.items()}
    typer.echo(json.dumps(_as_json(found), ensure_ascii=False) if as_json else _as_table(found))


def _stop(sentence: str) -> NoReturn:
    typer.echo(sentence, err=True)
    raise typer.Exit(BAD_INPUT)


def _read(file: Path, rules: Rulebook) -> list[dict[str, Any]]:
    try:
        lines = file.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        _stop(f"{file} cannot be read: {getattr(error, 'strerror', None) or 'it is no UTF-8 text'}")
    found = []
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            one = json.loads(line)
            question, clauses = str(one["question"]), [str(name) for name in one["clauses"]]
        except (ValueError, TypeError, KeyError):
            _stop(f'{file}:{number}: not a JSON object with "question" and a list of "clauses".')
        if unknown := [name for name in clauses if name not in rules.clauses]:
            _stop(f"{file}:{number}: the rulebook has no clause {unknown[0]!r}.")
        language = str(one.get("language") or language_of(question))
        found.append({"question": question, "clauses": clauses, "language": language})
    if not found:
        _stop(f"{file} holds no question.")
    return found


def _judged(rules: Rulebook, ranker: Ranker, one: dict[str, Any]) -> Judged:
    found = answer(rules, ranker, one["question"])
    ids = [scored.clause_id for scored in found.clauses]
    place = min((ids.index(name) + 1 for name in one["clauses"] if name in ids), default=0)
    score = found.clauses[0].score if found.clauses else 0.0
    return Judged(bool(one["clauses"]), found.answered, place, score, str(one["language"]))


def _as_json(found: dict[str, tuple[int, Figures]]) -> dict[str, Any]:
    return {
        name: {"questions": count}
        | {
            key: None
            if one is None
            else {"value": round(one.value, 4), "low": round(one.low, 4), "high": round(one.high, 4)}
            for key, one in some.items()
        }
        for name, (count, some) in found.items()
    }


def _as_table(found: dict[str, tuple[int, Figures]]) -> str:
    names = list(next(iter(found.values()))[1])
    width = 17
    lines = ["questions".ljust(10) + "".join(name.rjust(width) for name in names)]
    for name, (count, some) in found.items():
        cells = (
            "—" if (one := some[key]) is None else f"{one.value:.2f} ({one.low:.2f}–{one.high:.2f})" for key in names
        )
        lines.append(f"{name} {count}".ljust(10) + "".join(cell.rjust(width) for cell in cells))
    return "\n".join(lines)
