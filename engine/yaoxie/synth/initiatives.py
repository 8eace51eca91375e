"""Synthetic platforms, initiatives, and awards of earlier years."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import polars as pl

from yaoxie.profile.checks import COMPANY
from yaoxie.profile.model import ITEM_LISTS
from yaoxie.synth import pipelines, words
from yaoxie.synth.companies import SORTS, Companies, items
from yaoxie.synth.draws import Ints, framed, looked_up, masked
from yaoxie.tables import schema

Supports = Mapping[str, Sequence[tuple[str, str]]]  # measure, its supports and their kinds

_PLATFORMS = tuple(words.PLATFORM_NAMES)
_PLATFORM_WEIGHTS = (0.40, 0.11, 0.19, 0.22, 0.08)
_INITIATIVES = tuple(words.INITIATIVE_NAMES)
_INITIATIVE_WEIGHTS = {
    "group": (0.10, 0.32, 0.26, 0.17, 0.05, 0.10),
    "other": (0.18, 0.04, 0.08, 0.05, 0.45, 0.20),
}
_USUAL_INITIATIVES = (0.14, 0.10, 0.08, 0.07, 0.31, 0.30)
_LOAN, _PROJECT = (
    _INITIATIVES.index("ip_pledge_loan"),
    _INITIATIVES.index("fiscal_research_project"),
)
_PLATFORM_GAPS = {"name": 0.01, "platform_type": 0.03, "project_investment": 0.15}
_INITIATIVE_GAPS = {
    "name": 0.01,
    "initiative_type": 0.02,
    "date": 0.02,
    "interest_paid": 0.15,
    "rate_over_lpr": 0.18,
    "project_funds": 0.15,
    "research_kind": 0.12,
}
_RATES = pl.Series([f"{hundredths / 100:.2f}" for hundredths in range(101)]).cast(schema.RATE)
PLATFORM_IDS = pl.Series([f"PT-{number:02}" for number in range(1, 33)])
INITIATIVE_IDS = pl.Series([f"SX-{number:02}" for number in range(1, 33)])
_AWARDED = 0.04  # of the companies
_FIRST_YEAR = 2015
_LARGEST_AWARD = 10_000_000


def platforms(companies: Companies) -> pl.DataFrame:
    """The platforms of all companies."""
    listed = items(companies, "platform")
    known = {name: listed.known(_PLATFORM_GAPS, name) for name in _PLATFORM_GAPS}
    types = schema.schema("platforms")
    sort = listed.draws.pick("type", _PLATFORM_WEIGHTS)
    investment = listed.draws.amount("investment", 26_000_000, 1.2, 1000)
    columns = {
        "company": pl.Series(companies.numbers[listed.company]),
        "item": pl.Series(listed.item.astype(np.int32)),
        "id": looked_up(PLATFORM_IDS, listed.item),
        "name": looked_up(words.PLATFORM_NAMES.values(), sort, known["name"]),
        "platform_type": looked_up(
            _PLATFORMS, sort, known["platform_type"], types["platform_type"]
        ),
        "project_investment": masked(pl.Series(investment), known["project_investment"]),
    }
    return framed("platforms", columns)


def initiatives(companies: Companies, year: int) -> pl.DataFrame:
    """The initiatives of all companies."""
    listed = items(companies, "initiative")
    draws = listed.draws
    known = {name: listed.known(_INITIATIVE_GAPS, name) for name in _INITIATIVE_GAPS}
    types = schema.schema("initiatives")
    weights = [_INITIATIVE_WEIGHTS.get(sort, _USUAL_INITIATIVES) for sort in SORTS]
    sort = draws.pick_by("type", companies.sort[listed.company], weights)
    loan, project = sort == _LOAN, sort == _PROJECT
    day = pl.Series(pipelines.starts(draws, year).astype(np.int32)).cast(pl.Date)
    # Most loans are dearer than the prime rate by a tenth to a third.
    rate = draws.whole("rate.1", 0, 50) + draws.whole("rate.2", 0, 50)
    funds = draws.amount("funds", 1_600_000, 1.1, 1000)
    columns = {
        "company": pl.Series(companies.numbers[listed.company]),
        "item": pl.Series(listed.item.astype(np.int32)),
        "id": looked_up(INITIATIVE_IDS, listed.item),
        "name": looked_up(words.INITIATIVE_NAMES.values(), sort, known["name"]),
        "initiative_type": looked_up(
            _INITIATIVES, sort, known["initiative_type"], types["initiative_type"]
        ),
        "date": masked(day, known["date"]),
        "interest_paid": masked(
            pl.Series(draws.amount("interest", 260_000, 1.1, 100)), known["interest_paid"] & loan
        ),
        "rate_over_lpr": looked_up(_RATES, np.maximum(rate - 25, 0), known["rate_over_lpr"] & loan),
        "project_funds": masked(pl.Series(funds), known["project_funds"] & project),
        "research_kind": looked_up(
            ("basic", "applied"),
            draws.chance("applied", 0.72).astype(np.uint8),
            known["research_kind"] & project,
            types["research_kind"],
        ),
    }
    return framed("initiatives", columns)


def awards(
    companies: Companies, frames: Mapping[str, pl.DataFrame], supports: Supports, year: int
) -> pl.DataFrame:
    """Awards of a few companies; the first measure given is the one most have them of."""
    flat = [
        (measure, support, kind) for measure, listed in supports.items() for support, kind in listed
    ]
    draws = companies.draws
    counts = draws.chance("awarded", _AWARDED) * (1 + draws.pick("awards", (0.6, 0.28, 0.12)))
    rows = np.repeat(np.arange(len(counts)), counts)
    starts = np.cumsum(counts) - counts
    chosen = draws.at(rows).inner("award", np.arange(len(rows)) - starts[rows])
    subject, kind = _subjects(companies, frames, rows, chosen.bits("subject"))
    support = np.full(len(rows), -1, dtype=np.int64)
    home = next(iter(supports), None)
    for position, name in enumerate((*ITEM_LISTS, COMPANY)):
        own = np.array([i for i, one in enumerate(flat) if one[2] == name], dtype=np.int64)
        near = np.array([i for i in own if flat[i][0] == home], dtype=np.int64)
        for places, wanted in ((own, True), (near, chosen.chance("home", 0.6))):
            if len(places):
                which = places[chosen.whole("support", 0, 2**20) % len(places)]
                support = np.where((kind == position) & wanted, which, support)
    given = support >= 0
    at = support[given]
    latest = max(year, _FIRST_YEAR)
    when = np.maximum(
        chosen.whole("year.1", _FIRST_YEAR, latest), chosen.whole("year.2", _FIRST_YEAR, latest)
    )
    amount = np.minimum(chosen.amount("amount", 1_500_000, 1.3, 10_000), _LARGEST_AWARD)
    columns = {
        "company": pl.Series(companies.numbers[rows[given]]),
        "measure": looked_up([one[0] for one in flat], at, dtype=pl.String()),
        "support": looked_up([one[1] for one in flat], at, dtype=pl.String()),
        "subject": subject.filter(pl.Series(given)),
        "year": pl.Series(when[given]),
        "amount": pl.Series(amount[given]),
    }
    return framed("awards", columns)


def _subjects(
    companies: Companies, frames: Mapping[str, pl.DataFrame], rows: Ints, bits: np.ndarray
) -> tuple[pl.Series, Ints]:
    """For each award one subject of its company, any item or the company itself; and its kind."""
    kinds = tuple(ITEM_LISTS)
    counts = np.stack([companies.counts(kind)[rows] for kind in kinds])
    total = counts.sum(axis=0)
    place = (bits >> np.uint64(32)).astype(np.int64) % (total + 1)
    ends = np.cumsum(counts, axis=0)
    kind = (place[None, :] >= ends).sum(axis=0)
    first = np.concatenate([np.zeros((1, len(rows)), dtype=np.int64), ends])
    item = place - np.take_along_axis(first, kind[None, :], axis=0)[0]
    ids = pl.Series([COMPANY] * len(rows), dtype=pl.String)
    for position, name in enumerate(kinds):
        starts = np.cumsum(companies.counts(name)) - companies.counts(name)
        own = kind == position
        if own.any():
            where = masked(pl.Series(starts[rows] + item), own)
            ids = frames[ITEM_LISTS[name]]["id"].gather(where).zip_with(pl.Series(own), ids)
    return ids, kind
