"""Synthetic awards of earlier years."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import polars as pl

from yaoxie.profile.vocabulary import COMPANY
from yaoxie.synth.draws import Hashes, Ints, looked_up, masked
from yaoxie.synth.items import Companies
from yaoxie.synth.trees import WeightTable

Supports = Mapping[str, Sequence[tuple[str, str]]]  # measure, its supports and their kinds


def awards(
    companies: Companies, frames: Mapping[str, pl.DataFrame], supports: Supports, year: int
) -> pl.DataFrame:
    """Awards of a few companies, many of them of the first measure; columns of the table `awards`.

    `frames` are the tables of items, as of the population.
    """
    model = companies.specification.awards
    draws = companies.scope.own
    counts = draws.chance("awarded", float(model.share)) * WeightTable(
        [model.count.weights()]
    ).pick(draws, "awards", None)
    rows = np.repeat(np.arange(len(counts)), counts)
    starts = np.cumsum(counts) - counts
    chosen = draws.at(rows).inner("award", np.arange(len(rows)) - starts[rows])
    subject, kind = _subjects(companies, frames, rows, chosen.bits("subject"))
    flat = [
        (measure, support, kind)
        for measure, granted in supports.items()
        for support, kind in granted
    ]
    first = next(iter(supports), None)
    place = np.full(len(rows), -1, dtype=np.int64)
    for position, name in enumerate((*companies.specification.definitions.lists, COMPANY)):
        own = np.array([i for i, entry in enumerate(flat) if entry[2] == name], dtype=np.int64)
        near = np.array([i for i in own if flat[i][0] == first], dtype=np.int64)
        at_first = chosen.chance("home", float(model.first_measure))
        for places, fits in ((own, kind == position), (near, (kind == position) & at_first)):
            if len(places):
                which = places[chosen.whole("support", 0, 2**20) % len(places)]
                place = np.where(fits, which, place)
    (given,) = np.nonzero(place >= 0)
    chosen, at = chosen.at(given), place[given]
    latest = max(year, model.first_year)
    when = np.maximum(
        chosen.whole("year.1", model.first_year, latest),
        chosen.whole("year.2", model.first_year, latest),
    )
    amounts = model.amount
    amount = chosen.amount("amount", amounts.median, float(amounts.spread), amounts.step)
    columns = {
        "company": pl.Series(companies.numbers[rows[given]]),
        "measure": looked_up([entry[0] for entry in flat], at, dtype=pl.String()),
        "support": looked_up([entry[1] for entry in flat], at, dtype=pl.String()),
        "subject": subject.gather(given),
        "year": pl.Series(when),
        "amount": pl.Series(np.minimum(amount, amounts.at_most)),
    }
    names = companies.specification.definitions.columns["awards"]
    return pl.DataFrame({name: columns[name] for name in names})


def _subjects(
    companies: Companies, frames: Mapping[str, pl.DataFrame], rows: Ints, bits: Hashes
) -> tuple[pl.Series, Ints]:
    """For each award one subject of its company, any item or the company itself; and its kind."""
    lists = companies.specification.definitions.lists
    counts = np.stack([companies.counts(kind)[rows] for kind in lists])
    total = counts.sum(axis=0)
    place = (bits >> np.uint64(32)).astype(np.int64) % (total + 1)
    ends = np.cumsum(counts, axis=0)
    kind = (place[None, :] >= ends).sum(axis=0)
    first = np.concatenate([np.zeros((1, len(rows)), dtype=np.int64), ends])
    item = place - np.take_along_axis(first, kind[None, :], axis=0)[0]
    ids = pl.Series([COMPANY] * len(rows), dtype=pl.String)
    for position, (name, table) in enumerate(lists.items()):
        starts = np.cumsum(companies.counts(name)) - companies.counts(name)
        own = kind == position
        if own.any():
            where = masked(pl.Series(starts[rows] + item), own)
            ids = frames[table]["id"].gather(where).zip_with(pl.Series(own), ids)
    return ids, kind
