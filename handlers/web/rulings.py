"""What may be done: for each intent a table of the matrix's rulings, data by risk."""

from collections.abc import Iterator

from domain.rulebook.matrix import Matrix, Ruled
from domain.rulebook.tables import Axis
from handlers.web.elements import anchor, link, tag, text, to_anchor
from handlers.web.grids import body, caption, grid, row
from handlers.web.site import RULINGS, Place, published, title_of


def rulings(place: Place) -> str:
    """The page of the matrix."""
    say, matrix, title = place.say, place.rules.matrix, title_of(place.say, RULINGS)
    parts = [text("h1", title), place.earlier(RULINGS), place.foreign(), text("p", say("site.rulings_intro"))]
    if matrix is not None:
        own = place.rules.languages[0]
        intents = matrix.axes[0]
        ways = [
            tag("li", link(to_anchor("intent", one), intents.title(one), lang=own)) for one in intents.values
        ]  # fmt: skip
        parts += [text("h2", say("ruling.intent")), tag("ul", *ways)]
        parts += [_of_intent(place, matrix, one) for one in intents.values]
        parts += _controls(place, matrix)
    return place.below(RULINGS, title, [*parts, published(say, place.edition.event)])


def _of_intent(place: Place, matrix: Matrix, intent: str) -> str:
    say, own = place.say, place.rules.languages[0]
    intents, sensitivities, risks = matrix.axes
    columns = [_titled(risks, one, own) for one in risks.values]
    rows = [
        row(
            _titled(sensitivities, data, own),
            [_ruled(place, matrix.rule((intent, data, risk))) for risk in risks.values],
            columns,
            say("ruling.risk"),
        )
        for data in sensitivities.values
    ]
    title, heads = intents.title(intent), [text("span", say("ruling.sensitivity")), *columns]
    table = grid(caption(title, unseen=True, lang=own), heads, [body(rows)], above=say("ruling.risk"), wide=True)
    return text("h2", title, lang=own, id=anchor("intent", intent)) + table


def _titled(axis: Axis, value: str, language: str) -> str:
    return text("span", axis.title(value), lang=language)


def _ruled(place: Place, ruled: Ruled | None) -> str:
    """The ruling in words, why, its controls by their short names, and its clauses."""
    say, own = place.say, place.rules.languages[0]
    if ruled is None:
        return text("p", say("site.no_ruling"))
    parts = [text("p", say.of(ruled.ruling, "ruling.is"), class_=f"ruling {ruled.ruling}")]
    parts += [text("p", why, lang=own) for why in ruled.why]
    if ruled.controls:
        items = [
            tag("li", link(to_anchor("control", one), _short(one), lang=own))
            for one in ruled.controls
        ]  # fmt: skip
        parts += [text("p", say("site.controls"), class_="soft"), tag("ul", *items)]
    if clauses := place.linked(ruled.clauses):
        parts += [text("p", say("site.clauses"), class_="soft"), clauses]
    return "".join(parts)


def _controls(place: Place, matrix: Matrix) -> Iterator[str]:
    """Each control in full, below the short name that cells have."""
    own = place.rules.languages[0]
    said = [
        text("dt", _short(name), lang=own, id=anchor("control", name)) + text("dd", matrix.control(name), lang=own)
        for name, _ in matrix.controls
    ]
    if said:
        yield text("h2", place.say("site.controls")) + tag("dl", *said)


def _short(control: str) -> str:
    return control.replace("-", " ").capitalize()
