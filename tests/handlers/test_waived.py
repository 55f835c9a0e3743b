"""Wording that was let stand is said beside every quoted clause, in the reader's language, with its reason."""

import pytest

from domain.rulebook.clauses import Clause, Rulebook
from handlers.cards.translated import clause_notes
from handlers.locale.catalogue import Words, read_catalogue

REASON = "the words of <the> law"


@pytest.mark.parametrize("say", read_catalogue().languages.values(), ids=lambda say: say.language)
def test_it_is_said_with_its_reason(say: Words) -> None:
    clause = Clause("one", "One", "general", "Tell without undue delay.", waived=(REASON, "another"))
    rules = Rulebook("House", "1.0.0", {"one": clause}, languages=("en", "de", "es", "fr", "ja"))
    told = str(clause_notes(say, rules, clause)[0])
    assert "the words of &lt;the&gt; law; another" in told
    plain = Clause("one", "One", "general", "Tell within a day.")
    assert "waived" not in str(clause_notes(say, Rulebook("House", "1.0.0", {"one": plain}), plain))
