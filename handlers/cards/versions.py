"""Versions of the rulebook: what was published, why, and what changed, with the words marked."""

from collections.abc import Iterable, Sequence

from domain.rulebook.clauses import Rulebook
from domain.rulebook.diff import Change, ClauseChange, FieldChange, Mark, RulebookDiff
from domain.rulebook.diff import Words as Run
from domain.rulebook.quoting import Standing, front
from domain.rulebook.translations import FRONT
from domain.rulebook.versions import RulebookPublished, Versions
from handlers.cards.blocks import Block, context, section, sections
from handlers.cards.quoting import source
from handlers.cards.text import escape, literal, mrkdwn, pieces, when
from handlers.cards.translated import front_notes
from handlers.locale.catalogue import Words

Said = tuple[str, list[Block]]
SHOWN = 45  # blocks of a message, of which Slack takes fifty
NARROW = 1500  # of a text around its changed words
AROUND = 6  # kept words on either side of changed ones


def announcement(say: Words, event: RulebookPublished, clauses: int, changed: RulebookDiff | None) -> Said:
    """To everybody: a version is in force, and why."""
    head = say("versions.announced", name=escape(event.name), version=escape(event.version))
    lines = [head, f">{quoted(event.rationale)}", say.some("versions.clauses", clauses)]
    if changed is not None:
        lines.append(counted(say, changed))
    lines.append(say("versions.see_diff"))
    return head, [*sections("published", "\n".join(lines))]


def folder_broken(say: Words, version: str, problems: Sequence[str]) -> Said:
    """To policy owners: the folder cannot be read, and what answers meanwhile."""
    text = say("versions.folder_broken", version=escape(version))
    return text, [section("broken", text), *sections("problems", "\n".join(f"• {literal(one)}" for one in problems))]


def not_published(say: Words) -> Said:
    """Nothing was published yet."""
    return _one(say("versions.none"))


def no_version(say: Words, typed: str, known: Versions) -> Said:
    """There is no such version, and which there are."""
    names = ", ".join(f"`{escape(one.version)}`" for one in reversed(known.published[-10:]))
    return _one(say("versions.no_version", typed=literal(typed[:80]), known=names))


def one_version(say: Words, version: str) -> Said:
    """There is nothing to compare the first version with."""
    return _one(say("versions.only_one", version=escape(version)))


def counted(say: Words, changed: RulebookDiff) -> str:
    """How many clauses met with which fate."""
    counts = [say.some(f"versions.count_{one}", len(changed.of(one))) for one in Change if changed.of(one)]
    return ", ".join(counts) or say("versions.nothing_changed")


def diff_card(say: Words, changed: RulebookDiff) -> Said:
    """What changed from one version to another; clauses that find no room are named by their ids."""
    head = say("versions.diff", before=escape(changed.before), after=escape(changed.after))
    blocks = [section("diff", f"{head}\n{counted(say, changed)}")]
    for number, one in enumerate(changed.own):
        blocks += sections(f"own-{number}", f"*{say(f'versions.field_{one.field}')}*\n{narrow(one)}")
    left: list[str] = []
    for number, change in enumerate(changed.clauses):
        made = clause_change(say, change, f"clause-{number}")
        if left or len(blocks) + len(made) > SHOWN:
            left.append(f"`{escape(change.clause)}`")
        else:
            blocks += made
    if left:
        blocks += sections("left", say("versions.left", clauses=", ".join(left)))[: SHOWN + 3 - len(blocks)]
    return head, blocks


def clause_change(say: Words, one: ClauseChange, block_id: str) -> list[Block]:
    """What became of one clause, with the words marked."""
    lines = [f"*{say(f'versions.change_{one.change}')}* · `{escape(one.clause)}` {escape(one.title)}"]
    lines += [f"{say(f'versions.field_{field.field}')}: {narrow(field)}" for field in one.fields]
    return sections(block_id, "\n".join(lines))


def narrow(field: FieldChange) -> str:
    """The changed words with some of those around them."""
    runs = field.words()
    text = " ".join(_run(one, first=not number, last=number == len(runs) - 1) for number, one in enumerate(runs))
    return pieces(text, NARROW)[0] if text else ""


def _run(one: Run, *, first: bool, last: bool) -> str:
    words = one.text.split()
    if one.mark is Mark.GONE:
        return f"~{literal(one.text)}~"
    if one.mark is Mark.NEW:
        return f"*{literal(one.text)}*"
    if first and len(words) > AROUND:
        words = ["…", *words[-AROUND:]]
    elif last and len(words) > AROUND:
        words = [*words[:AROUND], "…"]
    elif len(words) > 2 * AROUND + 1:
        words = [*words[:AROUND], "…", *words[-AROUND:]]
    return literal(" ".join(words))


def quoted(words: str) -> str:
    """A public statement, as a quotation."""
    return literal(words).replace("\n", "\n>")


def history_card(say: Words, clause: str, told: Iterable[tuple[RulebookPublished, ClauseChange]]) -> Said:
    """The life of a clause, newest first."""
    head = say("versions.history", clause=escape(clause))
    blocks = [section("history", head)]
    for number, (event, change) in enumerate(told):
        line = f"*{escape(event.version)}* · {when(say, event.at)} · {say(f'versions.change_{change.change}')}"
        lines = [line, f">{quoted(event.rationale)}"]
        lines += [f"{say(f'versions.field_{field.field}')}: {narrow(field)}" for field in change.fields]
        blocks += sections(f"version-{number}", "\n".join(lines))
    return head, blocks[: SHOWN + 3]


def no_history(say: Words, typed: str) -> Said:
    """No published version ever had such a clause."""
    return _one(say("versions.no_history", clause=literal(typed[:80])))


def summary_card(say: Words, rules: Rulebook, known: Versions | None) -> Said:
    """The rulebook on a page: core rules, commitments, whom it binds, which version since when."""
    head = say("versions.summary", name=escape(rules.name))
    blocks = [section("summary", f"*{head}*")]
    told = front(rules, say.language)
    shown = told.rules if told.standing is Standing.TRANSLATED else rules
    if shown.scope:
        blocks += sections("scope", f"*{say('versions.field_scope')}*\n{mrkdwn(shown.scope)}")
    for name, lines in (("summary", shown.summary), ("commitments", shown.commitments)):
        if lines:
            listed = "\n".join(f"• {mrkdwn(line)}" for line in lines)
            blocks += sections(name, f"*{say(f'versions.field_{name}')}*\n{listed}")
    blocks += front_notes(say, rules, FRONT)
    event = known.named(rules.version) if known else None
    since = f" · {say('versions.since', at=when(say, event.at))}" if event else ""
    return head, [*blocks[:SHOWN], context("source", f"{source(say, rules)}{since}")]


def as_of_how(say: Words) -> Said:
    """How to ask an earlier version."""
    return _one(say("versions.as_of_how"))


def before_the_first(say: Words, known: Versions) -> Said:
    """The instant asked for is before the first version."""
    first = known.published[0]
    return _one(say("versions.not_in_force", version=escape(first.version), at=when(say, first.at)))


def as_of(say: Words, event: RulebookPublished, answer: Said, *, by_words: bool = False) -> Said:
    """An answer of an earlier version, said as such. `by_words` where its meaning is not there yet."""
    told = say("versions.as_of", version=escape(event.version), at=when(say, event.at))
    soon = [context("by-words", say("versions.by_words"))] if by_words else []
    return f"{told} {answer[0]}", [context("as-of", told), *answer[1], *soon]


def changes(say: Words, recent: Sequence[RulebookPublished]) -> str:
    """The last versions, for Home: which, when and why."""
    lines = [
        f"*{escape(one.version)}* · {when(say, one.at)} · {literal(pieces(' '.join(one.rationale.split()), 200)[0])}"
        for one in reversed(recent)
    ]
    return "\n".join([say("versions.recent"), *lines])


def _one(text: str) -> Said:
    return text, [section("versions", text)]
