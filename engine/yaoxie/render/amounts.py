"""Amounts for tables and charts that compare: in their largest unit, and as lengths."""

from __future__ import annotations

from yaoxie.messages import Lang
from yaoxie.render.wording import Wording

_UNITS: dict[Lang, tuple[tuple[int, str], ...]] = {
    "zh": ((10**8, "亿"), (10**4, "万")),
    "en": ((10**9, "bn"), (10**6, "m"), (10**3, "k")),
}


def compact(amount: int, words: Wording) -> str:
    """An amount to two places of its largest unit, half a hundredth up: `1.25亿`, `125m`."""
    for unit, name in _UNITS[words.lang]:
        if amount >= unit:
            whole, hundredths = divmod((amount * 100 + unit // 2) // unit, 100)
            figure = f"{whole:,}.{hundredths:02}".rstrip("0").rstrip(".")
            return f"{figure}{name}"
    return f"{amount:,}"


def percent(part: int, whole: int) -> str:
    """A part in hundredths of a percent, as SVG has lengths: `12.34%`."""
    hundredths = part * 10_000 // whole
    return f"{hundredths // 100}.{hundredths % 100:02d}%"
