"""What is said of a translation beside the words that are shown, and older wording beside the source."""

from collections.abc import Sequence
from dataclasses import replace

from babel import Locale

from desk.views import QuotedClause
from domain.rulebook.answers import Answer
from domain.rulebook.clauses import Clause, Rulebook
from domain.rulebook.matrix import Ruled
from domain.rulebook.quoting import Front, Quote, Standing, front, quote, table
from domain.rulebook.recognising import Choice, Missing
from domain.rulebook.segments import parts, split
from handlers.cards import ids
from handlers.cards.blocks import Block, beside, button, context, section, sections
from handlers.cards.quoting import meant
from handlers.cards.text import escape, literal, mrkdwn
from handlers.locale.catalogue import Words

LINES = ("summary", "commitments")


def answer_for(found: Answer, source: Rulebook, rules: Rulebook) -> Answer:
    """An answer with its clauses as a reader is shown them: `rules` are those for this reader, made from `source`. What
    decides is marked where a translation has as many parts.
    """
    shown = rules.clauses
    told, outside = split(rules.scope), split(source.scope)
    alike = found.outside in outside and len(told) == len(outside)
    return replace(
        found,
        quoted=found.quoted and shown[found.quoted.id],
        further=tuple(shown[one.id] for one in found.further),
        nearest=found.nearest and shown.get(found.nearest.id, found.nearest),
        deciding={
            one.id: found.deciding[one.id]
            for one in found.shown
            if one.id in found.deciding and len(parts(one)) == len(parts(shown[one.id]))
        },
        missing=found.missing and replace(found.missing, choices=_choices(rules, found.missing)),
        outside=told[outside.index(found.outside)] if alike else found.outside,
    )


def _choices(rules: Rulebook, fact: Missing) -> tuple[Choice, ...]:
    axis = next((axis for axis in (rules.matrix.axes if rules.matrix else ()) if axis.name == fact.dimension), None)
    return tuple(
        replace(one, clause=rules.clauses[one.clause.id], title=axis.title(one.value) if axis else one.title)
        for one in fact.choices
    )


def rival_notes(say: Words, rules: Rulebook, found: Answer) -> list[Block]:
    """How the choices stand to their source where a fact is missing; else that some of the clauses that compete are
    shown in translation.
    """
    if found.missing:
        return matrix_notes(say, rules)
    return _translated(say, rules) if _any_translated(say, rules, [one.id for one in found.shown]) else []


def matrix_notes(say: Words, rules: Rulebook) -> list[Block]:
    """How titles and controls of the matrix stand to their source. `rules` are the published ones."""
    found = table(rules, say.language)
    match found.standing if found else Standing.SOURCE:
        case Standing.TRANSLATED:
            return _translated(say, rules)
        case Standing.OUTDATED:
            return [context("older", say("ruling.older", language=called(say, rules.languages[0])))]
        case Standing.MISSING:
            return [context("untranslated", say("ruling.untranslated", language=called(say, rules.languages[0])))]
        case _:
            return []


def ruling_notes(say: Words, rules: Rulebook, ruled: Ruled) -> list[Block]:
    """The same beside a ruling, whose clauses may be translated where the matrix is not."""
    notes, translated = matrix_notes(say, rules), _translated(say, rules)
    return [*notes, *translated] if notes != translated and _any_translated(say, rules, ruled.clauses) else notes


def _translated(say: Words, rules: Rulebook) -> list[Block]:
    return [context("translated", say("answer.translated", language=called(say, rules.languages[0])))]


def _any_translated(say: Words, rules: Rulebook, names: Sequence[str]) -> bool:
    quotes = (quote(rules, rules.clauses[name], say.language) for name in names if name in rules.clauses)
    return any(one.standing is Standing.TRANSLATED for one in quotes)


def clause_notes(
    say: Words, rules: Rulebook, clause: Clause, *, whole: bool = False, clicks: bool = True
) -> list[Block]:
    """What is to be known of the words of a clause: why they are less exact than they might be; and how they stand to
    their source: that they are a translation, with a button to what governs where somebody `clicks`; what an older
    translation says, `whole` or its rule alone; or that there is none. `rules` are the published ones.
    """
    found = quote(rules, rules.clauses[clause.id], say.language)
    return [*waived(say, found.source), *_standing(say, rules, found, whole=whole, clicks=clicks)]


def waived(say: Words, clause: Clause) -> list[Block]:
    """That wording of it was let stand, and why."""
    why = "; ".join(clause.waived)
    return sections("waived", say("answer.waived", reason=literal(why))) if why else []


def _standing(say: Words, rules: Rulebook, found: Quote, *, whole: bool, clicks: bool) -> list[Block]:
    clause = found.source
    match found.standing:
        case Standing.TRANSLATED if clicks:
            says = section("translated", say("answer.translated", language=called(say, found.language)))
            return [beside(says, button(ids.SHOW_ORIGINAL, say("answer.original"), meant(rules, clause)))]
        case Standing.TRANSLATED:
            return _translated(say, rules)
        case Standing.OUTDATED:
            return [*older(say, found.language), *_older_clause(say, found, whole=whole)]
        case Standing.MISSING:
            return missing(say, found.language)
        case _:
            return []


def case_clause(say: Words, one: QuotedClause, block_id: str) -> list[Block]:
    """A clause by which a case is judged: in its reader's words, and always in those that govern."""
    title, rule, found = one.title, one.rule, one.quotes.get(say.language)
    if found is None or found.standing is Standing.SOURCE:
        return sections(block_id, _titled(title, one.id, rule))
    language = called(say, found.language)
    if found.standing is Standing.MISSING:
        note = context(f"{block_id}-untranslated", say("answer.untranslated", language=language))
        return [*sections(block_id, _titled(title, one.id, rule)), note]
    if found.standing is Standing.OUTDATED:
        said = f"{say('answer.older', language=language)}\n>{_indented(found.clause.rule)}"
        return [*sections(block_id, _titled(title, one.id, rule)), *sections(f"{block_id}-older", said)]
    said = f"{say('answer.translated', language=language)}\n>{_indented(rule)}"
    shown = _titled(found.clause.title, one.id, found.clause.rule)
    return [*sections(block_id, shown), *sections(f"{block_id}-original", said)]


def front_notes(say: Words, rules: Rulebook, names: tuple[str, ...]) -> list[Block]:
    """The same of scope, commitments or summary, whichever of them are shown."""
    found, governs = front(rules, say.language), rules.languages[0]
    match found.standing:
        case Standing.TRANSLATED:
            return [context("translated", say("answer.translated", language=called(say, governs)))]
        case Standing.OUTDATED:
            return [*older(say, governs), *_older_lines(found, names)]
        case Standing.MISSING:
            return missing(say, governs)
        case _:
            return []


def older(say: Words, language: str) -> list[Block]:
    """That what follows is older wording."""
    return [section("older", say("answer.older", language=called(say, language)))]


def missing(say: Words, language: str) -> list[Block]:
    """That what is shown is the source, for there is no translation."""
    return [context("untranslated", say("answer.untranslated", language=called(say, language)))]


def called(say: Words, language: str) -> str:
    """What a language is called in the reader's; its code where that has no name for it."""
    return str(Locale.parse(say.language).languages.get(language, language))


def _older_clause(say: Words, found: Quote, *, whole: bool) -> list[Block]:
    clause = found.clause
    said = _titled(clause.title, clause.id, clause.body if whole else clause.rule)
    outcome = [say("answer.outcome", text=escape(clause.outcome))] if clause.outcome else []
    return sections("older-rule", "\n".join([said, *outcome]))


def _titled(title: str, name: str, rule: str) -> str:
    return f"*{escape(title)}* (`{escape(name)}`)\n>{_indented(rule)}"


def _indented(markdown: str) -> str:
    return mrkdwn(markdown).replace("\n", "\n>")


def _older_lines(found: Front, names: tuple[str, ...]) -> list[Block]:
    blocks: list[Block] = []
    for name in names:
        said = getattr(found.rules, name)
        text = "\n".join(f">• {mrkdwn(line)}" for line in said) if name in LINES else f">{mrkdwn(said)}"
        blocks += sections(f"older-{name}", text) if said else []
    return blocks
