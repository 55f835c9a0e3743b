"""What follows a violation: the ladder of consequences as one table."""

from domain.cases.words import Intent, Severity
from domain.rulebook.ladder import Ladder
from domain.rulebook.quoting import Standing, rungs
from handlers.web.elements import tag, text
from handlers.web.grids import body, caption, grid, row
from handlers.web.site import CONSEQUENCES, Place, published, title_of


def consequences(place: Place) -> str:
    """The page of the ladder, in the reader's words where they are as new as their source."""
    say, title, found = place.say, title_of(place.say, CONSEQUENCES), rungs(place.rules, place.reader)
    parts = [text("h1", title), place.earlier(CONSEQUENCES)]
    if found is not None:
        translated = found.standing is Standing.TRANSLATED
        spoken = place.reader if translated else place.rules.languages[0]
        if translated:
            parts.append(place.standing(found.standing))
        if not translated or _names_foreign(place, found.ladder):
            parts.append(place.foreign())
        parts += [text("p", say("site.follows_intro")), _table(place, found.ladder, spoken)]
        measures = [text("li", measure, lang=spoken) for _, measure in found.ladder.measures]
        parts += [text("h2", say("site.measures")), tag("ol", *measures)]
    return place.below(CONSEQUENCES, title, [*parts, published(say, place.edition.event)])


def _names_foreign(place: Place, ladder: Ladder) -> bool:
    """Whether a clause that it names is not translated, and so is called as in the rulebook's own language."""
    named = {name for rung in ladder.rungs for name in rung.clauses if name in place.rules.clauses}
    return any(place.quote(name).standing is Standing.MISSING for name in named)


def _table(place: Place, ladder: Ladder, spoken: str) -> str:
    say = place.say
    severities, intents, recurrences = ladder.axes
    often = [text("span", recurrences.title(one), lang=spoken) for one in recurrences.values]
    bodies = []
    for severity in severities.values:
        rows = [
            row(
                text("span", say.of(Intent(intent))),
                [_rung(place, ladder, (severity, intent, one), spoken) for one in recurrences.values],
                often,
            )
            for intent in intents.values
        ]
        told = say("site.severity", severity=say.of(Severity(severity)))
        bodies.append(body(rows, told, len(often) + 1))
    heads = [text("span", say("site.intent")), *often]
    return grid(caption(say("site.follows_caption")), heads, bodies, wide=True)


def _rung(place: Place, ladder: Ladder, cell: tuple[str, str, str], spoken: str) -> str:
    rung = ladder.rung(cell)
    if rung is None:
        return text("p", place.say("site.no_rung"))
    titles = dict(ladder.measures)
    measures = [text("li", titles.get(one, one), lang=spoken) for one in rung.measures]
    parts = [tag("ul", *measures, class_="measures")]
    if clauses := place.linked(rung.clauses):
        parts += [text("p", place.say("site.clauses"), class_="soft"), clauses]
    return "".join(parts)
