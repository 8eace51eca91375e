"""Unified social credit codes (GB 32100-2015) that are right, and all different."""

from __future__ import annotations

import numpy as np
import polars as pl

from yaoxie.synth.draws import Ints, joined, looked_up

_SIGNS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_BASE = len(_SIGNS)
_WEIGHTS = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)
_BODY_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)  # of the organisation's own code inside (GB 11714)
_SPREAD = 40_503 * 7_919  # no multiple of 31: neighbours get codes far apart, none gets another's


def codes(numbers: Ints, districts: pl.Series) -> pl.Series:
    """Codes of enterprises (91) with an organisation code MA……, by number and district."""
    names = districts.unique().sort()
    where = districts.cast(pl.Enum(names)).to_physical().to_numpy()
    heads = [f"91{name}MA" for name in names]
    values = {sign: number for number, sign in enumerate(_SIGNS)}
    head_sums = np.array(
        [sum(values[s] * w for s, w in zip(head, _WEIGHTS, strict=False)) for head in heads]
    )
    serial = numbers * _SPREAD % _BASE**6
    digits = [serial // _BASE**place % _BASE for place in range(5, -1, -1)]
    # Letters count from 10 there, without gaps for the letters that are not used.
    worth = np.array(["0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ".index(sign) for sign in _SIGNS])
    inner = 22 * _BODY_WEIGHTS[0] + 10 * _BODY_WEIGHTS[1]
    body = inner + sum(
        (worth[digit] * weight for digit, weight in zip(digits, _BODY_WEIGHTS[2:], strict=True)),
        start=np.zeros(len(numbers), dtype=np.int64),
    )
    # The check is a digit, or X for ten.
    own = np.array([*range(10), _SIGNS.index("X")])[(11 - body % 11) % 11]
    total = head_sums[where] + own * _WEIGHTS[16]
    for digit, weight in zip(digits, _WEIGHTS[10:16], strict=True):
        total = total + digit * weight
    last = (_BASE - total % _BASE) % _BASE
    triples = pl.Series([a + b + c for a in _SIGNS for b in _SIGNS for c in _SIGNS])
    return joined(
        looked_up(heads, where),
        looked_up(triples, serial // _BASE**3),
        looked_up(triples, serial % _BASE**3),
        looked_up([a + b for a in _SIGNS for b in _SIGNS], own * _BASE + last),
    )
