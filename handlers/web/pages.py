"""Every page of the published rulebook: the list of a version's clauses, which can be searched, and each clause."""

from collections.abc import Iterator, Sequence

from domain.rulebook.clauses import Clause, Rulebook
from domain.rulebook.quoting import Quote, Standing, front
from handlers.locale.catalogue import Catalogue, Words
from handlers.web.consequences import consequences
from handlers.web.elements import address as folder
from handlers.web.elements import called, empty, folded, link, prose, tag, text
from handlers.web.norms import norms, norms_of
from handlers.web.rulings import rulings
from handlers.web.site import (
    CONSEQUENCES,
    NORMS,
    RULINGS,
    Edition,
    Place,
    front_pages,
    places,
    published,
    tables,
    title_of,
)

NAMED = ("kind", "audience", "severity")  # one word of a few, which the catalogue has
WORDED = ("scope", "action", "threshold", "outcome")
ROLES = ("owner", "deputy")


def pages(catalogue: Catalogue, editions: Sequence[Edition]) -> Iterator[tuple[str, str]]:
    """Each page's address below the site's own, and its HTML. The last edition is the one in force; its clauses stand
    below `clauses/` as well. Pages without a language in their address have the rulebook's words, and labels in the
    house's language.
    """
    yield from front_pages(catalogue, editions)
    for place in places(catalogue, editions):
        below = folder(place.name, place.language)
        yield f"{below}index.html", _contents(place)
        for name in tables(place.rules):
            yield f"{below}{name}/index.html", TABLES[name](place)
        for name in place.rules.clauses:
            yield f"{below}{name}/index.html", _clause(place, name)


def _contents(place: Place) -> str:
    title = f"{place.rules.name} {place.rules.version}"
    parts = [text("h1", title), place.earlier(), published(place.say, place.edition.event), *_opening(place)]
    parts += [_tables(place), text("h2", place.say("site.clauses")), _search(place.say), *_chapters(place)]
    return place.draw(place.page(title), parts)


def _tables(place: Place) -> str:
    items = [tag("li", link(folder(name), title_of(place.say, name))) for name in tables(place.rules)]
    return text("h2", place.say("site.glance")) + tag("ul", *items) if items else ""


def _opening(place: Place) -> list[str]:
    """Scope, core and commitments, as far as there are any."""
    found = front(place.rules, place.reader)
    if not any((found.source.scope, found.source.summary, found.source.commitments)):
        return []
    first = _said(place, found.rules, place.said_in(found.standing))
    if found.standing is not Standing.OUTDATED:
        return [place.standing(found.standing), first]
    sides = [
        _said(place, rules, language, "h3")
        for rules, language in ((found.rules, place.reader), (found.source, place.rules.languages[0]))
    ]
    return [place.standing(found.standing), _beside(place, sides)]


def _said(place: Place, rules: Rulebook, language: str, heading: str = "h2") -> str:
    parts = []
    for name in ("scope", "summary", "commitments"):
        if value := getattr(rules, name):
            written = value if isinstance(value, str) else "\n".join(f"- {line}" for line in value)
            parts.append(text(heading, place.say(f"versions.field_{name}")) + tag("div", prose(written), lang=language))
    return "".join(parts)


def _beside(place: Place, columns: Sequence[str]) -> str:
    """A translation of an earlier wording, and what governs."""
    governs = place.say("site.governs", language=called(place.rules.languages[0], place.say.language))
    heads = (place.say("site.older"), governs)
    sides = [tag("section", text("h2", head), column) for head, column in zip(heads, columns, strict=True)]
    return tag("div", *sides, class_="beside")


def _search(say: Words) -> str:
    label = text("label", say("site.filter"), for_="filter")
    found = tag("p", role="status", id="found", data_says=say("site.found", count="#"))
    box = empty("input", id="filter", type="search", autocomplete="off")
    return tag("div", label, box, found, id="search", hidden="")


def _chapters(place: Place) -> Iterator[str]:
    for chapter, clauses in place.rules.chapters().items():
        items = [_item(place, place.quote(one.id)) for one in clauses]
        head = text("h3", chapter.replace("-", " ").capitalize(), lang=place.rules.languages[0])
        yield tag("section", head, tag("ul", *items, class_="clauses"), class_="chapter")


def _item(place: Place, one: Quote) -> str:
    spoken = place.said_in(one.standing)
    return tag(
        "li",
        link(folder(one.clause.id), one.clause.title, lang=spoken),
        text("p", one.clause.rule, lang=spoken),
        place.standing(one.standing) if one.standing in (Standing.OUTDATED, Standing.MISSING) else "",
        data_words=_words(one.clause),
    )


def _words(clause: Clause) -> str:
    return folded(" ".join((clause.id, clause.title, clause.body, clause.action, clause.threshold, *clause.keywords)))


def _clause(place: Place, name: str) -> str:
    say, one = place.say, place.quote(name)
    spoken = place.said_in(one.standing)
    parts = [text("h1", one.clause.title, lang=spoken), tag("p", text("code", name), class_="soft")]
    parts += [place.earlier(name), place.standing(one.standing), place.waived(one.source)]
    if one.standing is Standing.OUTDATED:
        sides = [_whole(place, *side, "h3") for side in ((one.clause, spoken), (one.source, one.language))]
        parts.append(_beside(place, sides))
    else:
        parts.append(_whole(place, one.clause, spoken))
    parts += [*_related(place, one.source), published(say, place.edition.event)]
    return place.below(name, one.clause.title, parts)


def _whole(place: Place, clause: Clause, language: str, heading: str = "h2") -> str:
    say = place.say
    rows = [(name, text("dd", _named(say, name, value))) for name in NAMED if (value := getattr(clause, name))]
    rows += [(name, text("dd", value, lang=language)) for name in WORDED if (value := getattr(clause, name))]
    rows += [(name, text("dd", value)) for name in ROLES if (value := getattr(clause, name))]
    if clause.norms:
        rows.append(("norms", tag("dd", norms_of(place, clause))))
    said = [text("dt", say(f"versions.field_{name}")) + value for name, value in rows]
    facts = text(heading, say("site.facts")) + tag("dl", *said) if said else ""
    return tag("div", prose(clause.body, heading), lang=language) + facts


def _named(say: Words, name: str, value: str) -> str:
    """One of the few words of a field in the reader's language; any other word as it is written."""
    key = f"word.{name}.{value}" if name == "severity" else f"site.{name}.{value}"
    known = say.sentences.get(key)
    return known[0] if known else value


def _related(place: Place, clause: Clause) -> Iterator[str]:
    if items := place.linked(clause.related):
        yield text("h2", place.say("versions.field_related")) + items


TABLES = {RULINGS: rulings, CONSEQUENCES: consequences, NORMS: norms}
