"""What may be done: for each intent a table of the matrix's rulings, data by risk."""

from collections.abc import Iterator

from domain.rulebook.matrix import Matrix, Ruled
from domain.rulebook.quoting import Standing, table
from domain.rulebook.tables import Axis
from handlers.web.elements import anchor, link, tag, text, to_anchor
from handlers.web.grids import body, caption, grid, row
from handlers.web.site import RULINGS, Place, published, title_of


def rulings(place: Place) -> str:
    """The page of the matrix, in the reader's words where they are as new as their source."""
    say, title, found = place.say, title_of(place.say, RULINGS), table(place.rules, place.reader)
    parts = [text("h1", title), place.earlier(RULINGS)]
    if found is not None:
        matrix, translated = found.matrix, found.standing is Standing.TRANSLATED
        spoken = place.reader if translated else place.rules.languages[0]
        parts += [place.standing(found.standing) if translated else "", place.foreign()]
        parts.append(text("p", say("site.rulings_intro")))
        ways = [
            tag("li", link(to_anchor("intent", one), matrix.axes[0].title(one), lang=spoken))
            for one in matrix.axes[0].values
        ]
        parts += [text("h2", say("ruling.intent")), tag("ul", *ways)]
        parts += [_of_intent(place, matrix, one, spoken) for one in matrix.axes[0].values]
        parts += _controls(place, matrix, spoken)
    return place.below(RULINGS, title, [*parts, published(say, place.edition.event)])


def _of_intent(place: Place, matrix: Matrix, intent: str, spoken: str) -> str:
    say = place.say
    intents, sensitivities, risks = matrix.axes
    columns = [_titled(risks, one, spoken) for one in risks.values]
    rows = [
        row(
            _titled(sensitivities, data, spoken),
            [_ruled(place, matrix.rule((intent, data, risk)), spoken) for risk in risks.values],
            columns,
            say("ruling.risk"),
        )
        for data in sensitivities.values
    ]
    title, heads = intents.title(intent), [text("span", say("ruling.sensitivity")), *columns]
    made = grid(caption(title, unseen=True, lang=spoken), heads, [body(rows)], above=say("ruling.risk"), wide=True)
    return text("h2", title, lang=spoken, id=anchor("intent", intent)) + made


def _titled(axis: Axis, value: str, language: str) -> str:
    return text("span", axis.title(value), lang=language)


def _ruled(place: Place, ruled: Ruled | None, spoken: str) -> str:
    """The ruling in words, why, its controls by their short names, and its clauses."""
    say, own = place.say, place.rules.languages[0]
    if ruled is None:
        return text("p", say("site.no_ruling"))
    parts = [text("p", say.of(ruled.ruling, "ruling.is"), class_=f"ruling {ruled.ruling}")]
    parts += [text("p", why, lang=spoken) for why in ruled.why]
    if ruled.controls:
        items = [
            tag("li", link(to_anchor("control", one), _short(one), lang=own))
            for one in ruled.controls
        ]  # fmt: skip
        parts += [text("p", say("site.controls"), class_="soft"), tag("ul", *items)]
    if clauses := place.linked(ruled.clauses):
        parts += [text("p", say("site.clauses"), class_="soft"), clauses]
    return "".join(parts)


def _controls(place: Place, matrix: Matrix, spoken: str) -> Iterator[str]:
    """Each control in full, below the short name that cells have."""
    own = place.rules.languages[0]
    said = [
        text("dt", _short(name), lang=own, id=anchor("control", name)) + text("dd", matrix.control(name), lang=spoken)
        for name, _ in matrix.controls
    ]
    if said:
        yield text("h2", place.say("site.controls")) + tag("dl", *said)


def _short(control: str) -> str:
    return control.replace("-", " ").capitalize()
