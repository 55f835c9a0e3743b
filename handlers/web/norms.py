"""Outside norms: each part with the clauses that answer to it, and the parts that none does."""

import html
from collections.abc import Sequence
from itertools import groupby

from domain.rulebook.clauses import Clause
from domain.rulebook.norm import Norm
from domain.rulebook.norms import Covered, coverage, placed_at
from handlers.web.elements import address, anchor, link, tag, text, to_anchor
from handlers.web.grids import body, caption, grid, row
from handlers.web.site import NORMS, Place, published, title_of

SCHEMES = ("https://", "http://")


def norms(place: Place) -> str:
    """The page of outside norms."""
    say, title = place.say, title_of(place.say, NORMS)
    rows = coverage(place.rules.clauses.values(), place.rules.norms)
    held, gaps, left = (
        sum(map(bool, found))
        for found in ([one.clauses for one in rows], [one.is_gap for one in rows], [one.not_ours for one in rows])
    )
    parts = [text("h1", title), place.earlier(NORMS), place.foreign(), text("p", say("site.norms_intro"))]
    parts.append(text("p", say("site.norms_count", held=held, gaps=gaps, left=left)))
    if gaps:
        own = place.rules.languages[0]
        open_ = [tag("li", _way(one, own)) for one in rows if one.is_gap]
        parts += [text("h2", say("site.unanswered")), tag("ul", *open_)]
    known = {one.name: one for one in place.rules.norms}
    parts += [
        _norm(place, known.get(name, Norm(name)), list(found)) for name, found in groupby(rows, lambda one: one.norm)
    ]
    return place.below(NORMS, title, [*parts, published(say, place.edition.event)])


def norms_of(place: Place, clause: Clause) -> str:
    """The norms that a clause names, each with the way to its place on the page of norms."""
    own, ways = place.rules.languages[0], []
    for said in clause.norms:
        found = placed_at(said, place.rules.norms)
        place_of = ("norm", said) if found is None else ("norm", found[0].name, found[1])
        ways.append(link(f"../{address(NORMS)}{to_anchor(*place_of)}", said, lang=own))
    return ", ".join(ways)


def _way(one: Covered, language: str) -> str:
    says = " ".join(part for part in (one.norm, one.part, one.title) if part)
    return link(to_anchor("norm", one.norm, one.part), says, lang=language)


def _norm(place: Place, norm: Norm, rows: Sequence[Covered]) -> str:
    own = place.rules.languages[0]
    head = text("h2", norm.name, lang=own, id=anchor("norm", norm.name))
    called = norm.title or norm.link
    if norm.link.startswith(SCHEMES):
        head += tag("p", link(norm.link, called, lang=own))
    elif called:
        head += text("p", called, lang=own)
    if [one.part for one in rows] == [""]:
        return head + _answer(place, rows[0])
    lines = [row(_part(place, one), [_answer(place, one)]) for one in rows]
    heads = [text("span", place.say("site.part")), text("span", place.say("site.clauses"))]
    return head + grid(caption(norm.name, unseen=True, lang=own), heads, [body(lines)])


def _part(place: Place, one: Covered) -> str:
    own = place.rules.languages[0]
    if not one.part:
        return text("span", place.say("site.whole"))
    title = f" {html.escape(one.title)}" if one.title else ""
    inner = text("span", one.part, class_="part") + title
    return tag("span", inner, lang=own, id=anchor("norm", one.norm, one.part))


def _answer(place: Place, one: Covered) -> str:
    told = place.linked(one.clauses)
    if one.not_ours:
        reason = text("span", one.not_ours, lang=place.rules.languages[0])
        told += tag("p", html.escape(place.say("site.not_ours")), " ", reason)
    return told or tag("p", text("strong", place.say("site.no_clause")))
