"""Rulebooks as hypothesis makes them, and events that publish them."""

from dataclasses import replace

from hypothesis import strategies as st

from domain.rulebook.clauses import Clause, Rulebook, digest_of

TEXT = st.text(st.characters(codec="utf-8", exclude_categories=("Cs",)), max_size=40)
IDS = st.from_regex(r"[a-z]{1,8}-[a-z]{1,8}", fullmatch=True)
CLAUSE = st.builds(
    Clause,
    id=IDS,
    title=TEXT,
    chapter=IDS,
    body=TEXT,
    kind=st.sampled_from(["prohibition", "obligation", "permission", "process", ""]),
    severity=st.sampled_from(["low", "medium", "high", "critical", ""]),
    threshold=TEXT,
    outcome=TEXT,
    norms=st.lists(TEXT, max_size=2).map(tuple),
    allowed=st.lists(TEXT, max_size=2).map(tuple),
)


def _book(version: str, clauses: list[Clause], scope: str, summary: tuple[str, ...]) -> Rulebook:
    made = Rulebook("House", version, {one.id: one for one in clauses}, scope, summary=summary)
    return replace(made, digest=digest_of(made))


BOOKS = st.builds(
    _book,
    version=st.sampled_from(["1.0.0", "1.1.0", "2.0.0"]),
    clauses=st.lists(CLAUSE, max_size=5),
    scope=TEXT,
    summary=st.lists(TEXT, max_size=2).map(tuple),
)
