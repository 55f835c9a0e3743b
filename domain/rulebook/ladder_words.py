"""What people read of the ladder, in another language: how often it happened, and what the measures are called.

They lie at `translations/<lang>/ladder.yml`: see `table_words`. Severity and intent are words of Ombud.
"""

from dataclasses import replace

from domain.rulebook.clauses import TranslatedLadder
from domain.rulebook.ladder import Ladder
from domain.rulebook.layout import LADDER
from domain.rulebook.placed import Placed
from domain.rulebook.table_words import TableWords, retitled, reworded, texts_in


def words_of_ladder(ladder: Ladder) -> TableWords:
    """Every text of it."""
    *_, recurrence = ladder.axes
    often = {value: recurrence.title(value) for value in recurrence.values}
    return TableWords(LADDER, {"recurrence": often, "measures": dict(ladder.measures)})


def read_ladder(read: Placed) -> TranslatedLadder:
    """What a translation says, as far as it can be read; one without a word says nothing, as of the matrix."""
    recurrence, measures = texts_in(read.content.get("recurrence")), texts_in(read.content.get("measures"))
    if not (recurrence or measures):
        return TranslatedLadder()
    return TranslatedLadder(str(read.content.get("source") or ""), recurrence, measures)


def worded_ladder(ladder: Ladder, made: TranslatedLadder) -> Ladder:
    """The ladder in the words of a translation, and in the source's where it has none."""
    *others, recurrence = ladder.axes
    axes = (*others, retitled(recurrence, made.recurrence))
    return replace(ladder, axes=axes, measures=reworded(ladder.measures, made.measures))
