"""The published rulebook as static pages: for each version and language one, and for each clause one whose address
stays.
"""

import html
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC

from domain.rulebook.clauses import Clause, Rulebook
from domain.rulebook.quoting import Quote, Standing, quote
from domain.rulebook.versions import RulebookPublished
from handlers.cards.links import ANY_VERSION
from handlers.locale.catalogue import Catalogue, Words
from handlers.web.elements import Page, address, called, drawn, link, tag, text

RULINGS, CONSEQUENCES, NORMS = "what-may-be-done", "what-follows", "outside-norms"


@dataclass(frozen=True, slots=True)
class Edition:
    """A version as it is published; `event` is None for a draft."""

    rules: Rulebook
    event: RulebookPublished | None


@dataclass(frozen=True, slots=True)
class Place:
    """A version's pages in one language. `name` is what they stand under: the version, or `clauses`; `language` stands
    in their address, and is empty for the rulebook's own.
    """

    edition: Edition
    name: str
    language: str
    say: Words
    newest: Rulebook

    @property
    def rules(self) -> Rulebook:
        """What the version says."""
        return self.edition.rules

    @property
    def reader(self) -> str:
        """The language of the page."""
        return self.language or self.rules.languages[0]

    def page(self, title: str, name: str = "", *trail: str) -> Page:
        """The page of a clause or a table, or without a name that of the version."""
        source, *others = self.rules.languages
        spoken = [(source, ""), *((one, one) for one in others)] if others else []
        depth = 1 + bool(self.language) + bool(name)
        front = "../" * depth + address(self.language if self.language in self.newest.languages[1:] else "")
        return Page(
            title=title,
            depth=depth,
            permanent=address(self.rules.version, self.language, name),
            language=self.reader,
            languages=tuple((one, address(self.name, part, name)) for one, part in spoken),
            trail=(link(front, self.say("site.versions")), *trail),
        )

    def draw(self, page: Page, parts: Sequence[str]) -> str:
        """A page of this version whole."""
        source = self.say("site.source", name=self.rules.name, version=self.rules.version)
        return drawn(self.say, page, "\n".join(part for part in parts if part), source)

    def below(self, name: str, title: str, parts: Sequence[str]) -> str:
        """The page of a clause or a table whole, with the way back to its version and its permanent address."""
        version = f"{self.rules.name} {self.rules.version}"
        page = self.page(f"{title} · {version}", name, link("../", version))
        permanent = link(f"{page.root}{page.permanent}", self.say("site.permanent"))
        return self.draw(page, [*parts, tag("p", permanent, class_="soft")])

    def earlier(self, name: str = "") -> str:
        """That another version is in force, with the way to the same place in it."""
        if self.rules.version == self.newest.version:
            return ""
        says = self.say("site.earlier", version=self.newest.version)
        spoken = self.language if self.language in self.newest.languages[1:] else ""
        up = "../" * (1 + bool(self.language) + bool(name))
        there = name in self.newest.clauses or name in tables(self.newest)
        way = up + address(ANY_VERSION, spoken, name if there else "")
        return tag("p", html.escape(says), " ", link(way, self.say("site.in_force")), class_="note", role="note")

    def said_in(self, standing: Standing) -> str:
        """The language of words that stand so to their source."""
        foreign = standing in (Standing.TRANSLATED, Standing.OUTDATED)
        return self.reader if foreign else self.rules.languages[0]

    def standing(self, standing: Standing) -> str:
        """What a reader must know of these words: that they are a translation, an outdated one, or none."""
        keys = {
            Standing.TRANSLATED: "site.translated",
            Standing.OUTDATED: "site.outdated",
            Standing.MISSING: "site.untranslated",
        }
        if standing not in keys:
            return ""
        says = self.say(keys[standing], language=called(self.rules.languages[0], self.say.language))
        return text("p", says, class_="soft" if standing is Standing.TRANSLATED else "note", role="note")

    def waived(self, clause: Clause) -> str:
        """That wording of it was let stand, and why."""
        why = "; ".join(clause.waived)
        return text("p", self.say("answer.waived", reason=why), class_="note", role="note") if why else ""

    def quote(self, name: str) -> Quote:
        """A clause as the page's reader is shown it."""
        return quote(self.rules, self.rules.clauses[name], self.reader)

    def linked(self, names: Iterable[str]) -> str:
        """Links to clauses, from a page that lies beside theirs; nothing where the version has none of them."""
        known = [self.quote(name) for name in names if name in self.rules.clauses]
        items = [
            tag("li", link(f"../{address(one.clause.id)}", one.clause.title, lang=self.said_in(one.standing)))
            for one in known
        ]  # fmt: skip
        return tag("ul", *items) if items else ""

    def foreign(self) -> str:
        """That words which nobody translates, those of tables, stand here in the rulebook's own language."""
        if self.reader == self.rules.languages[0]:
            return ""
        language = called(self.rules.languages[0], self.say.language)
        return text("p", self.say("site.foreign", language=language), class_="note", role="note")


def tables(rules: Rulebook) -> tuple[str, ...]:
    """The pages of a version beside those of its clauses, by the last part of their addresses."""
    named = rules.norms or any(one.norms for one in rules.clauses.values())
    there = {RULINGS: rules.matrix, CONSEQUENCES: rules.ladder, NORMS: named}
    return tuple(name for name, found in there.items() if found)


def title_of(say: Words, name: str) -> str:
    """What the page of a table is called."""
    return say(f"site.table.{name.replace('-', '_')}")


def places(catalogue: Catalogue, editions: Sequence[Edition]) -> Iterator[Place]:
    """Every version in every language; the last edition is the one in force, and stands below `clauses/` as well."""
    newest = editions[-1]
    for name, edition in [(one.rules.version, one) for one in editions] + [(ANY_VERSION, newest)]:
        yield Place(edition, name, "", catalogue.words(), newest.rules)
        for language in edition.rules.languages[1:]:
            yield Place(edition, name, language, catalogue.words(language), newest.rules)


def front_pages(catalogue: Catalogue, editions: Sequence[Edition]) -> Iterator[tuple[str, str]]:
    """The list of all versions, in each language of the one in force."""
    yield "index.html", _front(catalogue.words(), editions, "")
    for language in editions[-1].rules.languages[1:]:
        yield f"{address(language)}index.html", _front(catalogue.words(language), editions, language)


def _front(say: Words, editions: Sequence[Edition], language: str) -> str:
    newest = editions[-1].rules
    source, *others = newest.languages
    root = "../" if language else ""
    lines = []
    for one in reversed(editions):
        spoken = language if language in one.rules.languages[1:] else ""
        way = link(f"{root}{address(one.rules.version, spoken)}", f"{one.rules.name} {one.rules.version}")
        lines.append(tag("li", way, published(say, one.event)))
    main = text("h1", newest.name) + tag("p", link(f"{root}{address(ANY_VERSION, language)}", say("site.in_force")))
    main += text("h2", say("site.versions")) + tag("ul", *lines)
    spoken_in = ((source, ""), *((one, address(one)) for one in others)) if others else ()
    page = Page(newest.name, len(root) // 3, address(language), language or source, spoken_in)
    return drawn(say, page, main, say("site.source", name=newest.name, version=newest.version))


def published(say: Words, event: RulebookPublished | None) -> str:
    """When a version was published, and why."""
    if event is None:
        return text("p", say("site.draft"), class_="soft")
    told = say("site.published", day=event.at.astimezone(UTC).strftime("%Y-%m-%d"))
    return text("p", told, class_="soft") + text("blockquote", event.rationale)
