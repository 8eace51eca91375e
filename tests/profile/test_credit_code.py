"""Credit codes: as another library reads them, and those that only the standard allows."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.cn import uscc
from yaoxie.profile import credit_code
from yaoxie.profile.credit_code import FIRST_DIGIT, LAST_DIGIT, SIGNS, WEIGHTS

DIGITS = "0123456789"


def with_check(body: str) -> str:
    """Seventeen signs with the check character that belongs to them."""
    total = sum(SIGNS.index(sign) * weight for sign, weight in zip(body, WEIGHTS, strict=True))
    return body + SIGNS[-total % len(SIGNS)]


BODIES = st.tuples(
    st.text(SIGNS, min_size=2, max_size=2),
    st.text(DIGITS, min_size=6, max_size=6),
    st.text(SIGNS, min_size=9, max_size=9),
).map("".join)


@given(BODIES)
def test_a_code_with_its_check_character_is_right_and_with_any_other_wrong(body: str) -> None:
    code = with_check(body)
    assert credit_code.is_valid(code)
    for sign in set(SIGNS) - {code[-1]}:
        assert not credit_code.is_valid(body + sign)


@given(st.text(SIGNS + "IOSVZ .a", min_size=17, max_size=19) | BODIES.map(with_check))
def test_a_code_that_begins_with_digits_is_right_where_another_library_says_so(code: str) -> None:
    if code[:2].isdigit() and uscc.compact(code) == code:
        assert credit_code.is_valid(code) == uscc.is_valid(code)


@pytest.mark.parametrize("start", ["Y1", "A1", "N2", "9A", "1A"])
def test_a_code_may_begin_with_letters(start: str) -> None:
    assert credit_code.is_valid(with_check(f"{start}110114MA0000001"))


@given(BODIES, st.integers(FIRST_DIGIT, LAST_DIGIT), st.sampled_from("ABCDEFGH"))
def test_the_six_signs_of_the_place_are_digits(body: str, at: int, letter: str) -> None:
    assert not credit_code.is_valid(with_check(body[:at] + letter + body[at + 1 :]))
