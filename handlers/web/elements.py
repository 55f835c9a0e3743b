"""HTML made of elements, Markdown as HTML, and the frame that every page of the published rulebook stands in."""

import html
import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from string import Template
from urllib.parse import quote

from babel import Locale, UnknownLocaleError
from markdown_it import MarkdownIt

from handlers.locale.catalogue import Words

FOLDER = Path(__file__).parent
_LETTER = r"[\u3000-\u30ff\u3400-\u9fff\uff00-\uffef]"
_BROKEN = re.compile(rf"(?<={_LETTER})(?:[ \t]*\n[ \t]*| )(?={_LETTER})")
ASSETS = ("pages.css", "pages.js")


def tag(name: str, *inner: str, **attributes: str) -> str:
    """An element around HTML; values of attributes are text. `class_` and `for_` lose their line."""
    said = "".join(f' {key.rstrip("_").replace("_", "-")}="{html.escape(text)}"' for key, text in attributes.items())
    return f"<{name}{said}>{''.join(inner)}</{name}>"


def empty(name: str, **attributes: str) -> str:
    """An element that holds nothing."""
    return tag(name, **attributes).removesuffix(f"</{name}>")


def text(name: str, says: str, **attributes: str) -> str:
    """An element around text."""
    return tag(name, html.escape(says), **attributes)


def link(href: str, says: str, **attributes: str) -> str:
    """A link with its text."""
    return text("a", says, href=href, **attributes)


def prose(markdown: str, heading: str = "h2") -> str:
    """Markdown as HTML, with no HTML of its own; `heading` is the level of its headings, below the page's own. A line
    that was broken where its language writes no spaces is whole again.
    """
    reader = _reader()
    tokens = reader.parse(_BROKEN.sub("", markdown))
    for token in tokens:
        if token.type in ("heading_open", "heading_close"):
            token.tag = heading
    return str(reader.renderer.render(tokens, reader.options, {}))


@cache
def _reader() -> MarkdownIt:
    return MarkdownIt("commonmark", {"html": False})


def address(*parts: str) -> str:
    """A folder below the site's own; parts that are empty are left out."""
    return "".join(f"{quote(part, safe='')}/" for part in parts if part)


def anchor(*parts: str) -> str:
    """The id of a place in a page. A link to it quotes it: `to_anchor`."""
    return ":".join("_".join(part.split()) for part in parts if part)


def to_anchor(*parts: str) -> str:
    """The fragment of an address that leads there."""
    return f"#{quote(anchor(*parts), safe=':')}"


def folded(said: str) -> str:
    """Text as it is searched: small letters, without accents. `pages.js` does the same to what is typed."""
    plain = "".join(one for one in unicodedata.normalize("NFD", said.lower()) if not "\u0300" <= one <= "\u036f")
    return " ".join(unicodedata.normalize("NFC", plain).split())


@cache
def called(language: str, reader: str = "") -> str:
    """What a language is called by its own speakers, or in another language."""
    try:
        name = Locale.parse(language, sep="-").get_display_name(reader or None)
    except (UnknownLocaleError, ValueError):
        return language
    return (name if reader else name and f"{name[0].upper()}{name[1:]}") or language


@dataclass(frozen=True, slots=True)
class Page:
    """What a page is besides its own words. Addresses are below the site's own; `languages` are the same page in each
    language, in order; `depth` is how many folders it lies below the site.
    """

    title: str
    depth: int
    permanent: str
    language: str
    languages: tuple[tuple[str, str], ...] = ()
    trail: tuple[str, ...] = ()

    @property
    def root(self) -> str:
        """The way to the site's own folder."""
        return "../" * self.depth


def drawn(say: Words, page: Page, main: str, source: str) -> str:
    """A page whole; `source` says in its foot which rulebook speaks."""
    return _frame().substitute(
        language=say.language,
        title=html.escape(page.title),
        root=page.root,
        permanent=html.escape(f"{page.root}{page.permanent}" or "./"),
        alternates="\n".join(_alternates(page)),
        navigation=html.escape(say("site.navigation")),
        trail=" · ".join(page.trail),
        switch=_switch(say, page),
        main=main,
        source=html.escape(source),
    )


@cache
def _frame() -> Template:
    return Template((FOLDER / "page.html").read_text(encoding="utf-8"))


def _alternates(page: Page) -> list[str]:
    return [
        empty("link", rel="alternate", hreflang=language, href=f"{page.root}{place}" or "./")
        for language, place in page.languages
    ]


def _switch(say: Words, page: Page) -> str:
    """The same page in each language; nothing where there is one."""
    if not page.languages:
        return ""
    items = []
    for language, place in page.languages:
        spoken = {"lang": language, "hreflang": language}
        if language == page.language:
            spoken["aria_current"] = "page"
        items.append(tag("li", link(f"{page.root}{place}" or "./", called(language), **spoken)))
    return tag("nav", tag("ul", *items), class_="languages", aria_label=say("site.languages"))
