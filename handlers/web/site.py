"""The published rulebook as static pages: one for each version, and for each clause one whose address stays."""

import html
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC
from functools import cache
from pathlib import Path
from string import Template
from urllib.parse import quote

from markdown_it import MarkdownIt

from domain.rulebook.clauses import Clause, Rulebook
from domain.rulebook.versions import RulebookPublished
from handlers.cards.links import ANY_VERSION
from handlers.locale.catalogue import Words

FOLDER = Path(__file__).parent
ASSETS = ("pages.css", "pages.js")
FACTS = ("kind", "audience", "scope", "action", "threshold", "outcome", "severity", "owner", "deputy")


@dataclass(frozen=True, slots=True)
class Edition:
    """A version as it is published; `event` is None for a draft."""

    rules: Rulebook
    event: RulebookPublished | None


def pages(say: Words, editions: Sequence[Edition]) -> Iterator[tuple[str, str]]:
    """Each page's address below the site's own, and its HTML. The last edition is the one in force; its clauses stand
    below `clauses/` as well.
    """
    yield "index.html", _front(say, editions)
    for name, edition in [(one.rules.version, one) for one in editions] + [(ANY_VERSION, editions[-1])]:
        yield f"{name}/index.html", _contents(say, edition)
        for clause in edition.rules.clauses.values():
            yield f"{name}/{clause.id}/index.html", _clause(say, edition, clause)


def tag(name: str, *inner: str, **attributes: str) -> str:
    """An element around HTML; values of attributes are text. `class_` and `for_` lose their line."""
    said = "".join(f' {key.rstrip("_").replace("_", "-")}="{html.escape(text)}"' for key, text in attributes.items())
    return f"<{name}{said}>{''.join(inner)}</{name}>"


def prose(markdown: str) -> str:
    """Markdown as HTML, with no HTML of its own; its headings begin below the page's own."""
    reader = _reader()
    tokens = reader.parse(markdown)
    for token in tokens:
        if token.type in ("heading_open", "heading_close"):
            token.tag = "h2"
    return str(reader.renderer.render(tokens, reader.options, {}))


@cache
def _reader() -> MarkdownIt:
    return MarkdownIt("commonmark", {"html": False})


@cache
def _page() -> Template:
    return Template((FOLDER / "page.html").read_text(encoding="utf-8"))


def _drawn(say: Words, rules: Rulebook, title: str, main: str, depth: int, trail: str, permanent: str) -> str:
    facts = {"name": html.escape(rules.name), "version": html.escape(rules.version)}
    return _page().substitute(
        language=say.language,
        spoken=html.escape(rules.languages[0] if rules.languages else say.language),
        title=html.escape(title),
        root="../" * depth,
        permanent=html.escape(permanent),
        navigation=html.escape(say("site.navigation")),
        trail=trail,
        main=main,
        source=say("site.source", **facts),
    )


def _link(href: str, text: str) -> str:
    return tag("a", html.escape(text), href=href)


def _part(name: str) -> str:
    return quote(name, safe="")


def _day(event: RulebookPublished) -> str:
    return event.at.astimezone(UTC).strftime("%Y-%m-%d")


def _published(say: Words, event: RulebookPublished | None) -> str:
    if event is None:
        return tag("p", html.escape(say("site.draft")), class_="soft")
    told = say("site.published", day=_day(event))
    return tag("p", html.escape(told), class_="soft") + tag("blockquote", html.escape(event.rationale))


def _front(say: Words, editions: Sequence[Edition]) -> str:
    newest = editions[-1].rules
    lines = []
    for one in reversed(editions):
        link = _link(f"{_part(one.rules.version)}/", f"{one.rules.name} {one.rules.version}")
        lines.append(tag("li", link, _published(say, one.event)))
    main = tag("h1", html.escape(newest.name)) + tag("p", _link(f"{ANY_VERSION}/", say("site.in_force")))
    main += tag("h2", html.escape(say("site.versions"))) + tag("ul", *lines)
    return _drawn(say, newest, newest.name, main, 0, "", "./")


def _contents(say: Words, edition: Edition) -> str:
    rules = edition.rules
    title = f"{rules.name} {rules.version}"
    parts = [tag("h1", html.escape(title)), _published(say, edition.event)]
    if rules.scope:
        parts.append(tag("h2", html.escape(say("versions.field_scope"))) + prose(rules.scope))
    for name, lines in (("summary", rules.summary), ("commitments", rules.commitments)):
        if lines:
            parts.append(tag("h2", html.escape(say(f"versions.field_{name}"))))
            parts.append(prose("\n".join(f"- {line}" for line in lines)))
    parts += [tag("h2", html.escape(say("site.clauses"))), _search(say), *_chapters(rules)]
    trail = _link("../", say("site.versions"))
    return _drawn(say, rules, title, "\n".join(parts), 1, trail, f"../{_part(rules.version)}/")


def _search(say: Words) -> str:
    label = tag("label", html.escape(say("site.filter")), for_="filter")
    found = tag("p", role="status", id="found", data_says=say("site.found", count="#"))
    box = tag("input", id="filter", type="search", autocomplete="off").removesuffix("</input>")
    return tag("div", label, box, found, id="search", hidden="")


def _chapters(rules: Rulebook) -> Iterator[str]:
    for chapter, clauses in rules.chapters().items():
        items = [
            tag(
                "li",
                _link(f"{_part(one.id)}/", one.title),
                tag("p", html.escape(one.rule)),
                data_words=_words(one),
            )
            for one in clauses
        ]
        head = tag("h3", html.escape(chapter.replace("-", " ").capitalize()))
        yield tag("section", head, tag("ul", *items, class_="clauses"), class_="chapter")


def _words(clause: Clause) -> str:
    said = (clause.id, clause.title, clause.body, clause.action, clause.threshold, *getattr(clause, "keywords", ()))
    return " ".join(" ".join(said).lower().split())


def _clause(say: Words, edition: Edition, clause: Clause) -> str:
    rules = edition.rules
    parts = [tag("h1", html.escape(clause.title)), tag("p", tag("code", html.escape(clause.id)), class_="soft")]
    parts += [prose(clause.body), *_facts(say, clause), *_related(say, rules, clause), _published(say, edition.event)]
    trail = f"{_link('../../', say('site.versions'))} · {_link('../', f'{rules.name} {rules.version}')}"
    permanent = f"../../{_part(rules.version)}/{_part(clause.id)}/"
    title = f"{clause.title} · {rules.name} {rules.version}"
    parts.append(tag("p", _link(permanent, say("site.permanent")), class_="soft"))
    return _drawn(say, rules, title, "\n".join(parts), 2, trail, permanent)


def _facts(say: Words, clause: Clause) -> Iterable[str]:
    rows = [(say(f"versions.field_{name}"), getattr(clause, name, "")) for name in FACTS]
    rows.append((say("versions.field_norms"), ", ".join(clause.norms)))
    said = [tag("dt", html.escape(name)) + tag("dd", html.escape(value)) for name, value in rows if value]
    return [tag("h2", html.escape(say("site.facts"))), tag("dl", *said)] if said else []


def _related(say: Words, rules: Rulebook, clause: Clause) -> Iterable[str]:
    known = [rules.clauses[name] for name in clause.related if name in rules.clauses]
    items = [tag("li", _link(f"../{_part(one.id)}/", one.title)) for one in known]
    return [tag("h2", html.escape(say("versions.field_related"))), tag("ul", *items)] if items else []
