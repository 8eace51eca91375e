"""Synthetic companies: what they do, where they are, and how many subjects they have."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import polars as pl

from yaoxie.synth import draws as synth_draws
from yaoxie.synth import words as synth_words
from yaoxie.synth.draws import Codes, Draws, Flags, Ints, geometric, joined, looked_up
from yaoxie.tables import schema

# What a company mostly does.
SORTS = ("developer", "maker", "service", "mixed", "group", "other")
_SORT_WEIGHTS = (0.40, 0.29, 0.10, 0.07, 0.02, 0.12)
_NONE = (1.0,)
_MANY = (0.0,) * 6 + geometric(0.88, 36)
# How many subjects of a kind a company of each sort has: the weights of 0, 1, 2, ….
_COUNTS: Mapping[str, tuple[tuple[float, ...], ...]] = {
    "drug": (
        (0.0, *geometric(0.57, 23)),
        _NONE,
        (0.93, 0.07),
        (0.0, *geometric(0.5, 11)),
        _MANY,
        _NONE,
    ),
    "device": (
        (0.97, 0.03),
        (0.0, *geometric(0.57, 23)),
        (0.95, 0.05),
        (0.0, *geometric(0.5, 11)),
        (0.35, *geometric(0.9, 30)),
        _NONE,
    ),
    "platform": (
        (0.97, 0.03),
        (0.98, 0.02),
        (0.0, *geometric(0.3, 5)),
        (0.9, 0.1),
        (0.3, 0.3, 0.2, 0.1, 0.06, 0.04),
        _NONE,
    ),
    "initiative": (
        (0.60, 0.27, 0.09, 0.04),
        (0.66, 0.24, 0.07, 0.03),
        (0.70, 0.22, 0.08),
        (0.55, 0.28, 0.12, 0.05),
        (0.08, 0.25, 0.27, 0.2, 0.12, 0.08),
        (0.85, 0.13, 0.02),
    ),
}
_REGION_WEIGHTS = (0.50, 0.08, 0.10, 0.06, 0.07, 0.06, 0.03, 0.04, 0.02, 0.04)
_REVENUE = (8_000_000, 20_000_000, 30_000_000, 60_000_000, 900_000_000, 3_000_000)  # by sort
# By sort, over the sets of activities: one bit each for research, production and services.
_ACTIVITIES = (
    (0.01, 0.50, 0.02, 0.33, 0.01, 0.07, 0.00, 0.06),
    (0.01, 0.10, 0.22, 0.57, 0.00, 0.02, 0.03, 0.05),
    (0.02, 0.04, 0.00, 0.01, 0.55, 0.33, 0.01, 0.04),
    (0.00, 0.18, 0.03, 0.60, 0.01, 0.03, 0.01, 0.14),
    (0.00, 0.02, 0.01, 0.62, 0.00, 0.01, 0.01, 0.33),
    (0.45, 0.15, 0.12, 0.03, 0.22, 0.02, 0.00, 0.01),
)
_GAPS = {
    "uscc": 0.04,
    "park": 0.02,
    "legal_person": 0.02,
    "activities": 0.03,
    "owns_ip": 0.06,
    "region": 0.03,
    "revenue": 0.15,
    "high_end_sector": 0.08,
    "core_technology": 0.09,
}


@dataclass(frozen=True, slots=True)
class Companies:
    """Companies by row, with what their subjects depend on."""

    numbers: Ints
    draws: Draws
    sort: Codes
    region: Codes
    at_home: Flags
    in_zone: Flags
    frame: pl.DataFrame

    def counts(self, kind: str) -> Ints:
        """How many subjects of a kind each has."""
        rows = _COUNTS[kind]
        return self.draws.pick_by(f"count.{kind}", self.sort, rows).astype(np.int64)


@dataclass(frozen=True, slots=True)
class Items:
    """The subjects of one kind by row: whose they are, and where in the list."""

    company: Ints
    item: Ints
    draws: Draws

    def __len__(self) -> int:
        return len(self.company)

    def known(self, gaps: Mapping[str, float], name: str) -> Flags:
        """Whether a field is known: each is left out with a chance of its own."""
        return ~self.draws.chance(f"gap.{name}", gaps[name])


def items(companies: Companies, kind: str) -> Items:
    """The subjects of one kind of all companies."""
    counts = companies.counts(kind)
    rows = np.repeat(np.arange(len(counts)), counts)
    starts = np.cumsum(counts) - counts
    item = np.arange(len(rows)) - starts[rows]
    return Items(rows, item, companies.draws.at(rows).inner(kind, item))


def companies(count: int, seed: int, first: int) -> Companies:
    """The companies numbered `first + 1` to `first + count`."""
    numbers = np.arange(first + 1, first + count + 1, dtype=np.int64)
    draws = synth_draws.seeded(seed, numbers)
    sort = draws.pick("sort", _SORT_WEIGHTS)
    region = draws.pick("region", _REGION_WEIGHTS)
    regions = synth_words.REGIONS
    at_home = np.array([place.province == synth_words.HOME for place in regions])[region]
    park = draws.pick_by("park", region, [place.parks for place in regions])
    in_zone = park != len(synth_words.PARKS)
    columns = {
        "company": pl.Series(numbers),
        "id": joined("C", pl.Series(numbers).cast(pl.String).str.zfill(8)),
        "name": _names(draws, sort, region),
        **_facts(draws, numbers, sort, region, park),
    }
    frame = synth_draws.framed("companies", columns)
    return Companies(numbers, draws, sort, region, at_home, in_zone, frame)


def _names(draws: Draws, sort: Codes, region: Codes) -> pl.Series:
    brand = synth_words.BRANDS
    trades = [word for words in synth_words.TRADES for word in words]
    width = len(synth_words.TRADES[0])
    trade = sort.astype(np.int64) * width + draws.whole("trade", 0, width - 1)
    return joined(
        looked_up([place.city for place in synth_words.REGIONS], region),
        looked_up(brand, draws.whole("brand", 0, len(brand) - 1)),
        looked_up(trades, trade),
        looked_up(synth_words.FORMS, draws.pick("form", (0.86, 0.10, 0.04))),
    )


def _facts(
    draws: Draws, numbers: Ints, sort: Codes, region: Codes, park: Codes
) -> dict[str, pl.Series]:
    types = schema.schema("companies")
    known = {name: ~draws.chance(f"gap.{name}", gap) for name, gap in _GAPS.items()}
    revenue = draws.amount("revenue", np.array(_REVENUE)[sort], 2.2, 10_000)
    sets = [
        [
            word
            for bit, word in enumerate(("research", "production", "services"))
            if number >> bit & 1
        ]
        for number in range(8)
    ]

    def yes(name: str, probability: float) -> pl.Series:
        return synth_draws.masked(pl.Series(draws.chance(name, probability)), known[name])

    activities = draws.pick_by("activities", sort, _ACTIVITIES)
    places = (*synth_words.PARKS, "outside")
    regions = [place.region for place in synth_words.REGIONS]
    return {
        "uscc": synth_draws.masked(_codes(numbers, region, park), known["uscc"]),
        "park": looked_up(places, park, known["park"], types["park"]),
        "legal_person": yes("legal_person", 0.96),
        "activities": looked_up(sets, activities, known["activities"], types["activities"]),
        "owns_ip": yes("owns_ip", 0.84),
        "region": looked_up(regions, region, known["region"], types["region"]),
        "revenue": synth_draws.masked(pl.Series(revenue), known["revenue"]),
        "high_end_sector": yes("high_end_sector", 0.66),
        "core_technology": yes("core_technology", 0.72),
    }


# Unified social credit codes (GB 32100-2015).
_SIGNS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_BASE = len(_SIGNS)
_WEIGHTS = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)
_BODY_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)  # of the organisation's own code inside (GB 11714)
_SPREAD = 40_503 * 7_919  # no multiple of 31: neighbours get codes far apart, none gets another's


def _codes(numbers: Ints, region: Codes, park: Codes) -> pl.Series:
    """Codes of enterprises (91) with an organisation code MA……, all different."""
    districts = sorted({code for place in synth_words.REGIONS for code in place.districts})
    where = np.array(
        [[districts.index(code) for code in place.districts] for place in synth_words.REGIONS]
    )[region, park]
    heads = [f"91{code}MA" for code in districts]
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
