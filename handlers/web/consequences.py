"""What follows a violation: the ladder of consequences as one table."""

from domain.cases.words import Intent, Severity
from domain.rulebook.ladder import Ladder
from handlers.web.elements import tag, text
from handlers.web.grids import body, caption, grid, row
from handlers.web.site import CONSEQUENCES, Place, published, title_of


def consequences(place: Place) -> str:
    """The page of the ladder."""
    say, ladder, title = place.say, place.rules.ladder, title_of(place.say, CONSEQUENCES)
    parts = [text("h1", title), place.earlier(CONSEQUENCES), place.foreign(), text("p", say("site.follows_intro"))]
    if ladder is not None:
        own = place.rules.languages[0]
        parts += [_table(place, ladder), text("h2", say("site.measures"))]
        parts.append(tag("ol", *(text("li", measure, lang=own) for _, measure in ladder.measures)))
    return place.below(CONSEQUENCES, title, [*parts, published(say, place.edition.event)])


def _table(place: Place, ladder: Ladder) -> str:
    say, own = place.say, place.rules.languages[0]
    severities, intents, recurrences = ladder.axes
    often = [text("span", recurrences.title(one), lang=own) for one in recurrences.values]
    bodies = []
    for severity in severities.values:
        rows = [
            row(
                text("span", say.of(Intent(intent))),
                [_rung(place, ladder, (severity, intent, one)) for one in recurrences.values],
                often,
            )
            for intent in intents.values
        ]
        told = say("site.severity", severity=say.of(Severity(severity)))
        bodies.append(body(rows, told, len(often) + 1))
    heads = [text("span", say("site.intent")), *often]
    return grid(caption(say("site.follows_caption")), heads, bodies, wide=True)


def _rung(place: Place, ladder: Ladder, cell: tuple[str, str, str]) -> str:
    rung = ladder.rung(cell)
    if rung is None:
        return text("p", place.say("site.no_rung"))
    titles, own = dict(ladder.measures), place.rules.languages[0]
    measures = [text("li", titles.get(one, one), lang=own) for one in rung.measures]
    parts = [tag("ul", *measures, class_="measures")]
    if clauses := place.linked(rung.clauses):
        parts += [text("p", place.say("site.clauses"), class_="soft"), clauses]
    return "".join(parts)
