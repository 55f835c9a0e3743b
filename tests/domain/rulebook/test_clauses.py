"""What a clause says of itself."""

import pytest

from domain.rulebook.clauses import Clause


@pytest.mark.parametrize(
    ("body", "rule"),
    [
        ("Ask first. It takes five days.", "Ask first."),
        ("Ask the desk, e.g. by mail. It answers.", "Ask the desk, e.g. by mail."),
        ("Pregunte antes. Él responde.", "Pregunte antes."),
        ("¿Es nueva? ¡Pregunte!", "¿Es nueva?"),
        ("Demandez d'abord. Étiquetez ensuite.", "Demandez d'abord."),
        ("先に尋ねてください。5日で回答します。", "先に尋ねてください。"),
        ("「やめて。」と言われたら止めます。次に報告します。", "「やめて。」と言われたら止めます。"),
        ("WCAG 2.2を満たします。例外はありません。", "WCAG 2.2を満たします。"),
    ],
)
def test_the_rule_is_the_first_sentence_in_every_language(body: str, rule: str) -> None:
    assert Clause("one", "One", "general", f"{body}\n\n### Allowed\n\n- Something else.").rule == rule
