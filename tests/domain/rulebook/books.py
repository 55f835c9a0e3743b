"""Rulebooks as hypothesis makes them: with every field, tables, scenarios and translations."""

from dataclasses import replace

from hypothesis import strategies as st

from domain.cases.words import Intent, Severity
from domain.rulebook.clauses import (
    Clause,
    Rulebook,
    TranslatedClause,
    TranslatedLadder,
    TranslatedMatrix,
    Translation,
    digest_of,
)
from domain.rulebook.ladder import Ladder, LadderRung
from domain.rulebook.matrix import Matrix, Row, Ruling
from domain.rulebook.norm import Norm
from domain.rulebook.scenarios import Scenario
from domain.rulebook.tables import Axis

TEXT = st.text(st.characters(codec="utf-8", exclude_categories=("Cs",)), max_size=20)
TEXTS = st.lists(TEXT, max_size=2).map(tuple)
IDS = st.sampled_from(["data-logs", "data-public", "output-review", "tool-approval", "people-decisions"])
CLAUSE = st.builds(
    Clause,
    id=IDS,
    title=TEXT,
    chapter=IDS,
    body=TEXT,
    kind=st.sampled_from(["prohibition", "obligation", "permission", "process", ""]),
    severity=st.sampled_from(["low", "medium", "high", "critical", ""]),
    scope=TEXT,
    action=TEXT,
    threshold=TEXT,
    outcome=TEXT,
    norms=TEXTS,
    related=st.lists(IDS, max_size=2).map(tuple),
    allowed=TEXTS,
    keywords=TEXTS,
)
AXES = (Axis("intent", ("a", "b"), ("A", "")), Axis("sensitivity", ("c",)), Axis("risk", ("f", "g"), ordered=False))
VIOLATIONS = (
    Axis("severity", tuple(map(str, Severity))),
    Axis("intent", tuple(map(str, Intent))),
    Axis("recurrence", ("1",)),
)


def _whens(axes: tuple[Axis, ...]) -> st.SearchStrategy[tuple[tuple[str, ...], ...]]:
    return st.tuples(*(st.lists(st.sampled_from(axis.values), unique=True).map(tuple) for axis in axes))


ROWS = st.builds(Row, st.integers(0, 9), _whens(AXES), st.sampled_from(Ruling), TEXTS, TEXTS, TEXT)
MATRICES = st.builds(Matrix, st.just(AXES), st.lists(ROWS, max_size=2).map(tuple), st.just((("x", "A person"),)))
RUNGS = st.builds(LadderRung, st.integers(0, 9), _whens(VIOLATIONS), st.just(("warning",)), TEXTS)
LADDERS = st.builds(Ladder, st.just(VIOLATIONS), st.just((("warning", "W"),)), st.lists(RUNGS, max_size=2).map(tuple))
SCENARIOS = st.builds(Scenario, id=IDS, story=TEXT, question=TEXT, situation=TEXTS, clause=IDS)
NORMS = st.builds(Norm, TEXT, TEXT, TEXT, st.lists(st.tuples(TEXT, TEXT), max_size=2).map(tuple))
WORDS = st.dictionaries(IDS, TEXT, max_size=2)
IN_GERMAN = st.builds(
    TranslatedMatrix, TEXT, st.dictionaries(st.sampled_from(["intent", "risk"]), WORDS, max_size=2), WORDS, TEXTS
)
LADDERS_IN_GERMAN = st.builds(
    TranslatedLadder, TEXT, st.dictionaries(st.just("1"), TEXT), st.dictionaries(st.just("warning"), TEXT)
)
TRANSLATIONS = st.builds(
    Translation,
    source=TEXT,
    scope=TEXT,
    commitments=TEXTS,
    summary=TEXTS,
    clauses=st.dictionaries(IDS, st.builds(TranslatedClause, source=TEXT, title=TEXT, body=TEXT), max_size=2),
    matrix=IN_GERMAN,
    ladder=LADDERS_IN_GERMAN,
)


def _with_digest(made: Rulebook) -> Rulebook:
    return replace(made, digest=digest_of(made))


BOOKS = st.builds(
    Rulebook,
    name=st.just("House"),
    version=st.sampled_from(["1.0.0", "1.1.0", "2.0.0"]),
    clauses=st.lists(CLAUSE, max_size=3).map(lambda clauses: {one.id: one for one in clauses}),
    scope=TEXT,
    summary=TEXTS,
    commitments=TEXTS,
    languages=st.sampled_from([("en",), ("en", "de")]),
    matrix=st.none() | MATRICES,
    ladder=st.none() | LADDERS,
    scenarios=st.lists(SCENARIOS, max_size=2).map(tuple),
    norms=st.lists(NORMS, max_size=2).map(tuple),
    translations=st.dictionaries(st.just("de"), TRANSLATIONS, max_size=1),
).map(_with_digest)
