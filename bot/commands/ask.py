"""`ombud ask`: the same answers as in Slack, on the command line."""

import json
import sys
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated, Any

import typer

from bot.commands.reading import a_ranker
from bot.places import STARTER
from domain.rulebook.answers import Answer, AnswerOutcome, answer
from domain.rulebook.clauses import Clause, Rulebook, joined
from domain.rulebook.marking import marked
from domain.rulebook.quoting import Quote, Standing, quote, rules_for, table
from domain.rulebook.ranking import Ranker
from domain.rulebook.segments import parts
from handlers.cards.translated import answer_for
from storage.files import BrokenFiles, read_rulebook

BAD_INPUT = 2


def ask(
    question: Annotated[str | None, typer.Argument(help="The question, in plain words.")] = None,
    *,
    as_json: Annotated[bool, typer.Option("--json", help="Answer as one JSON object.")] = False,
    batch: Annotated[
        str | None, typer.Option(help='A file of JSON lines {"id", "question"}, or - for standard input.')
    ] = None,
    rulebook: Annotated[Path, typer.Option(help="The rulebook's folder.")] = STARTER,
    ranking: Annotated[
        str | None, typer.Option(help="meaning, or lexical: by words alone. OMBUD_RANKING otherwise.")
    ] = None,
    language: Annotated[
        str | None, typer.Option(help="One of the rulebook's languages, in which clauses are quoted.")
    ] = None,
) -> None:
    """Ask the rulebook.

    Examples:
      ombud ask "may I fine-tune on support chats?"
      ombud ask --json "who approves a new AI tool?"
      ombud ask --language de "Darf ich Kundendaten eingeben?"
      ombud ask --batch questions.jsonl --rulebook ../our-policy

    """
    if (question is None) == (batch is None):
        _stop('Give one question, or --batch FILE. For instance: ombud ask "may I fine-tune on support chats?"')
    try:
        rules = read_rulebook(rulebook)
    except BrokenFiles as error:
        _stop(f"The rulebook cannot be read. {error}")
    if language and language not in rules.languages:
        _stop(f"--language must be one of {', '.join(rules.languages)}, not {language!r}.")
    reads = language or rules.languages[0]
    ranker = a_ranker(rules, ranking)
    if batch is not None:
        _answer_all(rules, ranker, batch)
    elif as_json:
        typer.echo(json.dumps(_as_json(None, rules, ranker, question or "", reads), ensure_ascii=False))
    else:
        typer.echo(in_plain_words(rules, answer(rules, ranker, question or ""), reads))


def _stop(sentence: str) -> None:
    typer.echo(sentence, err=True)
    raise typer.Exit(BAD_INPUT)


def _answer_all(rules: Rulebook, ranker: Ranker, batch: str) -> None:
    if batch == "-":
        _answer_lines(rules, ranker, sys.stdin)
        return
    try:
        with Path(batch).open(encoding="utf-8") as lines:
            _answer_lines(rules, ranker, lines)
    except OSError as error:
        _stop(f"{batch} cannot be read: {error.strerror}")


def _answer_lines(rules: Rulebook, ranker: Ranker, lines: Iterable[str]) -> None:
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            asked = json.loads(line)
            name, question = asked["id"], str(asked["question"])
        except (ValueError, TypeError, KeyError):
            _stop(f'Line {number} is not a JSON object with "id" and "question". The lines before it are answered.')
        found = _as_json(name, rules, ranker, question, rules.languages[0])
        typer.echo(json.dumps({key: found[key] for key in ("id", "outcome", "answered", "clauses", "ms")}))


def _as_json(name: Any, rules: Rulebook, ranker: Ranker, question: str, reads: str) -> dict[str, Any]:
    started = time.perf_counter()
    found = answer(rules, ranker, question)
    took = (time.perf_counter() - started) * 1000
    told = quote(rules, found.quoted, reads) if found.quoted else None
    clause = told.clause if told else None
    return {
        "id": name,
        "outcome": found.outcome.value,
        "answered": found.answered,
        "clauses": [{"id": one.clause_id, "score": round(one.score, 4)} for one in found.clauses],
        "ms": round(took, 3),
        "rulebook": {"name": rules.name, "version": rules.version, "digest": rules.digest},
        "reason": found.reason.value if found.reason else None,
        "deciding": _deciding(found.quoted, found) if found.quoted else None,
        "needs": _needs(answer_for(found, rules, rules_for(rules, reads))),
        "outside": found.outside or None,
        "rule": clause.rule if clause else None,
        "clause_outcome": clause.outcome if clause else None,
        "standing": told.standing.value if told else None,
        "original_rule": told.source.rule if told else None,
        "waived": list(told.source.waived) if told else None,
    }


def _deciding(clause: Clause, found: Answer) -> str | None:
    """The sentence or example that decides, as it is written."""
    at = found.deciding.get(clause.id)
    return None if at is None else joined(parts(clause)[at])


def _needs(found: Answer) -> dict[str, Any] | None:
    if found.missing is None:
        return None
    choices = [{"value": one.value, "title": one.title, "clause": one.clause.id} for one in found.missing.choices]
    return {"fact": found.missing.dimension, "choices": choices}


def in_plain_words(rules: Rulebook, found: Answer, reads: str) -> str:
    """An answer as a person who `reads` a language reads it in a terminal; what decides stands between `**`."""
    found = answer_for(found, rules, rules_for(rules, reads))
    said = f"{rules.name}, version {rules.version}"
    if found.quoted is None:
        return "\n".join(_not_covered(said, found))
    if found.outcome is AnswerOutcome.UNCLEAR:
        return "\n".join([*_unclear(said, found), *(_beside_choices(rules, reads) if found.missing else ())])
    lines = [f"{found.quoted.id} — {found.quoted.title} ({said})", *_quote(found.quoted, found)]
    lines += _beside(rules, found.quoted, reads)
    lines += [f"See also: {one.id} — {one.title}" for one in found.further]
    return "\n".join(lines)


def _not_covered(said: str, found: Answer) -> list[str]:
    lines = [f"The rulebook does not cover this ({said})."]
    if found.outside:
        return [*lines, f"It says itself: {found.outside}"]
    return [*lines, *([f"Nearest clause: {found.nearest.id} — {found.nearest.title}"] if found.nearest else [])]


def _unclear(said: str, found: Answer) -> list[str]:
    if found.missing is None:
        lines = [f"Unclear: more than one clause may be meant ({said})."]
        return lines + [line for one in found.shown for line in (f"{one.id} — {one.title}", *_quote(one, found))]
    lines = [f"It depends on a fact that the question does not say: {found.missing.dimension} ({said})."]
    return lines + [f"  {one.title}: {one.clause.id} — {one.clause.title}" for one in found.missing.choices]


def _quote(clause: Clause, found: Answer) -> list[str]:
    shown = marked(clause, found.deciding.get(clause.id))
    lines = [f"  {line}" for line in shown.text.splitlines() if line]
    if shown.kind is not None:
        lines.append(f"  {shown.kind.value.capitalize()}, for example: {shown.example}")
    return [*lines, *([f"  Outcome: {clause.outcome}"] if clause.outcome else [])]


def _beside(rules: Rulebook, clause: Clause, reads: str) -> list[str]:
    """Why the words above are less exact than they might be, and how they stand to those that govern."""
    told = quote(rules, rules.clauses[clause.id], reads)
    return [*(f"  Waived wording: {reason}" for reason in told.source.waived), *_standing(told, reads)]


def _beside_choices(rules: Rulebook, reads: str) -> list[str]:
    """How the choices stand to the matrix that governs."""
    told, governs = table(rules, reads), rules.languages[0]
    match told.standing if told else Standing.SOURCE:
        case Standing.TRANSLATED:
            return [f"  A translation; the original ({governs}) governs."]
        case Standing.OUTDATED:
            return [f"  The choices changed since they were translated into {reads}; this is the original ({governs})."]
        case Standing.MISSING:
            return [f"  Not translated into {reads} yet; this is the original ({governs})."]
        case _:
            return []


def _standing(told: Quote, reads: str) -> list[str]:
    match told.standing:
        case Standing.TRANSLATED:
            return [f"  A translation; the original ({told.language}) governs: {told.source.rule}"]
        case Standing.OUTDATED:
            return [f"  Older wording ({reads}), translated before the rule changed: {told.clause.rule}"]
        case Standing.MISSING:
            return [f"  Not translated into {reads} yet; this is the original ({told.language})."]
        case _:
            return []
