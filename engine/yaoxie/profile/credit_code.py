"""Unified social credit codes of GB 32100-2015: 18 characters, the last one a check character."""

from __future__ import annotations

import re
from operator import mul
from typing import Annotated

from pydantic import AfterValidator

from yaoxie.messages import Message
from yaoxie.values import refusal

SIGNS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
WEIGHTS = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)
LENGTH = len(WEIGHTS) + 1
# Who registered it and what it is (two signs), where (six digits), its own nine signs, the check.
FIRST_DIGIT, LAST_DIGIT = 2, 7
EXPECTED = Message("profile.credit-code")
_FORM = re.compile(rf"[{SIGNS}]{{2}}[0-9]{{6}}[{SIGNS}]{{10}}", re.ASCII)
_VALUES = {sign: value for value, sign in enumerate(SIGNS)}


def is_valid(code: str) -> bool:
    """Whether a text is a code as printed, with the right check character."""
    if not _FORM.fullmatch(code):
        return False
    values = map(_VALUES.__getitem__, code)
    total: int = sum(map(mul, values, WEIGHTS))
    return (total + _VALUES[code[-1]]) % len(SIGNS) == 0


def _checked(code: str) -> str:
    if not is_valid(code):
        raise refusal("credit_code", EXPECTED)
    return code


CreditCode = Annotated[str, AfterValidator(_checked)]
