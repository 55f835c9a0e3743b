"""Tables that stay tables: on a narrow screen each cell stands below the other and says what its column says.

Roles are written out, for some readers lose those of a table that is not drawn as one.
"""

import html
from collections.abc import Sequence
from itertools import groupby

from handlers.web.elements import tag, text


def grid(caption: str, columns: Sequence[str], bodies: Sequence[str], *, above: str = "", wide: bool = False) -> str:
    """A table. `caption` is an element; `columns` are its headers, that of the rows' own first; `above` is what stands
    over all columns but that.
    """
    heads, groups = [_row([_head("columnheader", "col", one) for one in columns])], ""
    if above:
        span = str(len(columns) - 1)
        over = _head("columnheader", "colgroup", html.escape(above), colspan=span)
        heads.insert(0, _row([tag("td", role="cell"), over]))
        groups = tag("colgroup", span="1") + tag("colgroup", span=span)
    top = tag("thead", *heads, role="rowgroup")
    return tag(
        "table", caption, groups, top, *bodies, role="table", class_=" ".join(("grid", *(["wide"] if wide else [])))
    )


def caption(says: str, *, unseen: bool = False, **attributes: str) -> str:
    """What a table is called; `unseen` where a heading above it says the same."""
    return text("caption", says, **({"class_": "unseen"} if unseen else {}), **attributes)


def body(rows: Sequence[str], title: str = "", columns: int = 1) -> str:
    """Rows that belong together, below a title of theirs across all columns."""
    first = [_row([_head("rowheader", "rowgroup", html.escape(title), colspan=str(columns))])] if title else []
    return tag("tbody", *first, *rows, role="rowgroup")


def row(head: str, cells: Sequence[str], columns: Sequence[str] = (), asks: str = "") -> str:
    """A row: its header and its cells. Neighbours that say the same are one cell. `columns` are the headers of the
    cells, and `asks` what stands above those, for screens that have no room for columns.
    """
    made, done = [_head("rowheader", "row", head)], 0
    for inner, alike in groupby(cells):
        count = len(list(alike))
        above = "; ".join(columns[done : done + count])
        made.append(_cell(inner, f"{html.escape(asks)} {above}" if asks else above, count))
        done += count
    return _row(made)


def _row(cells: Sequence[str]) -> str:
    return tag("tr", *cells, role="row")


def _head(role: str, scope: str, inner: str, **attributes: str) -> str:
    return tag("th", inner, scope=scope, role=role, **attributes)


def _cell(inner: str, above: str, count: int) -> str:
    repeated = tag("p", above, class_="column") if above else ""
    return tag("td", repeated, inner, role="cell", **({"colspan": str(count)} if count > 1 else {}))
