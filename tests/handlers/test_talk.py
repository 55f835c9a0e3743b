"""What after `/report` is a sub-command, and what is a report."""

import pytest

from domain.cases.codes import code_of
from handlers.slack.talk import wanted

CODE = code_of(2**99 + 12345)


@pytest.mark.parametrize(
    "proof", ["", "7", CODE, CODE.lower(), CODE.replace("-", " "), CODE.replace("-", ""), f"{CODE[:-1]}X"]
)
def test_a_code_a_number_or_nothing_is_a_sub_command(proof: str) -> None:
    assert wanted(f"status {proof}".strip()) == ("status", proof)
    assert wanted(f"Reply  {proof}".strip()) == ("reply", proof)


@pytest.mark.parametrize("typed", ["", "status report", "status pages were written by a model", "reply", "Replyto 7"])
def test_anything_else_is_a_report(typed: str) -> None:
    assert wanted(typed) is None or typed == "reply"
