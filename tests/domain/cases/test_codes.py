"""A receipt code survives being copied by hand, and a slip of the pen is seen."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.cases.codes import ALPHABET, BITS, code_of, read_code

NUMBERS = st.integers(0, 2**BITS - 1)


@given(NUMBERS)
def test_a_code_is_read_as_it_was_written(number: int) -> None:
    assert read_code(code_of(number)) == code_of(number)


def test_a_code_looks_like_something_to_write_down() -> None:
    assert code_of(0) == "0000-0000-0000-0000-00000"
    assert len({code_of(number) for number in range(1000)}) == 1000
    with pytest.raises(ValueError, match="100 bits"):
        code_of(2**BITS)


@given(NUMBERS)
def test_what_people_make_of_a_code_is_forgiven(number: int) -> None:
    code = code_of(number)
    for typed in (
        code.lower(),
        code.replace("-", ""),
        code.replace("-", " "),
        code.replace("-", "–"),
        f"  `{code}`\n",
        code.replace("0", "O").replace("1", "l"),
        code.replace("0", "o").replace("1", "I"),
    ):
        assert read_code(typed) == code


@given(NUMBERS, st.integers(0, 20), st.sampled_from(ALPHABET))
def test_one_wrong_character_is_seen(number: int, place: int, other: str) -> None:
    plain = code_of(number).replace("-", "")
    changed = plain[:place] + other + plain[place + 1 :]
    assert (read_code(changed) is None) == (changed != plain)


@given(NUMBERS, st.integers(0, 20), st.integers(0, 20))
def test_two_characters_swapped_are_seen(number: int, one: int, other: int) -> None:
    plain = list(code_of(number).replace("-", ""))
    swapped = plain.copy()
    swapped[one], swapped[other] = plain[other], plain[one]
    assert (read_code("".join(swapped)) is None) == (swapped != plain)


@given(st.text(max_size=40))
def test_anything_else_is_no_code_and_no_crash(text: str) -> None:
    found = read_code(text)
    assert found is None or read_code(found) == found


@pytest.mark.parametrize("text", ["", "-", "0" * 20, "0" * 22, "U" + "0" * 20, "٠" * 21])
def test_malformed_codes_are_none(text: str) -> None:
    assert read_code(text) is None
