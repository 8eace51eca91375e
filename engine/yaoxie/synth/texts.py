"""Texts of synthetic populations: names, keys, certificate numbers, part by part."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING, Any

import numpy as np
import polars as pl

from yaoxie.synth import forms
from yaoxie.synth.draws import Draws, Ints, joined, looked_up
from yaoxie.synth.trees import WeightTable

if TYPE_CHECKING:
    from yaoxie.synth.scope import Scope

_KNOWN_NUMBERS = 4096  # texts of numbers up to here are listed and looked up


def text(tree: Any, scope: Scope, draws: Draws) -> pl.Series | str:
    """The text of each row; one text where it is the same in all."""
    match tree:
        case str():
            return tree
        case forms.TextParts():
            parts = [text(part, scope, draws) for part in tree.root]
            if all(isinstance(part, str) for part in parts):
                return "".join(part for part in parts if isinstance(part, str))
            return joined(*parts)
        case forms.TextBy():
            return _by(tree, scope, draws)
        case forms.AnyText():
            table = scope.level.kept("texts", tree, lambda: pl.Series(tree.any))
            return looked_up(table, draws.whole(tree.draw, 0, len(table) - 1))
        case forms.PairsText():
            table = scope.level.kept(
                "texts", tree, lambda: pl.Series([a + b for a, b in product(*tree.pairs)])
            )
            return looked_up(table, draws.whole(tree.draw, 0, len(table) - 1))
        case forms.WeightedText():
            rows = [dict(enumerate(map(float, tree.weights.values())))]
            weights = scope.level.kept("weights", tree, lambda: WeightTable(rows))
            return looked_up(list(tree.weights), weights.pick(draws, tree.draw, None))
        case forms.NumberText():
            return _padded(scope.numbers, tree.number)
        case forms.WholeText():
            low, high = tree.whole
            table = scope.level.kept(
                "texts",
                tree,
                lambda: pl.Series([f"{n:0{tree.digits}}" for n in range(low, high + 1)]),
            )
            return looked_up(table, draws.whole(tree.draw, low, high) - low)
        case forms.YearText():
            day = scope.value(tree.year)
            return pl.Series(years(day)).cast(pl.String)
        case forms.ValueText():
            value: pl.Series = scope.value(tree.value)
            return value
        case _:
            raise AssertionError(tree)


def years(day: Ints) -> Ints:
    """The years of days."""
    return day.astype("datetime64[D]").astype("datetime64[Y]").astype(np.int64) + 1970


def _padded(numbers: Ints, digits: int) -> pl.Series:
    largest = int(numbers.max(initial=0))
    if largest < _KNOWN_NUMBERS:
        return looked_up([f"{number:0{digits}}" for number in range(largest + 1)], numbers)
    return pl.Series(numbers).cast(pl.String).str.zfill(digits)


def _by(tree: forms.TextBy, scope: Scope, draws: Draws) -> pl.Series | str:
    leaves, row = scope.level.choice(tree).leaves, scope.branch(tree)
    assert row is not None
    if all(isinstance(leaf, str) for leaf in leaves):
        return looked_up(leaves, row)
    if (
        all(isinstance(leaf, forms.AnyText) for leaf in leaves)
        and len({leaf.draw for leaf in leaves}) == 1
    ):
        sizes = np.array([len(leaf.any) for leaf in leaves])
        first = np.cumsum(sizes) - sizes
        entries = [entry for leaf in leaves for entry in leaf.any]
        return looked_up(entries, first[row] + draws.scaled(leaves[0].draw, sizes[row]))
    parts, places = [], []
    for position, leaf in enumerate(leaves):
        (rows,) = np.nonzero(row == position)
        if len(rows):
            column = text(leaf, scope.at(rows), draws.at(rows))
            if isinstance(column, str):
                column = pl.Series([column]).new_from_index(0, len(rows))
            parts.append(column)
            places.append(rows)
    if not parts:
        return pl.Series([], dtype=pl.String)
    back = np.empty(len(row), dtype=np.int64)
    back[np.concatenate(places)] = np.arange(len(row))
    return pl.concat(parts).gather(back)
