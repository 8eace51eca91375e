"""Numbers of device registration certificates, of the form in use since 2014-10-01."""

from __future__ import annotations

import re

_PROVINCES = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼"
# Authority, origin, year of first registration, class, category, serial.
FORM = rf"(?:国|[{_PROVINCES}])械注[准进许](?:[0-9]{{4}})([23])(?:[0-9]{{2}})(?:[0-9]{{4}})"
_NUMBER = re.compile(FORM)
# What a number has after its first sign, and where its class stands.
MARK = "械注"
CLASS_AT = 8


def class_digit(number: str) -> str | None:
    """The digit of the class in a number; None where the number is of another form."""
    match = _NUMBER.fullmatch(number)
    return match[1] if match else None
