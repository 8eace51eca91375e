"""What depends on other variables, compiled: trees of branches to arrays, weights to tables."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from yaoxie.synth.draws import Codes, Draws, Ints, slots
from yaoxie.synth.forms import OTHERS, By, Weights

_MANY_WORDS = 2  # of more, slots are drawn


def words_of(key: str) -> tuple[str, ...]:
    """The words of a branch, or of a set, which commas divide."""
    return tuple(word.strip() for word in key.split(","))


def leaves(tree: Any) -> Iterator[Any]:
    """The leaves of a tree, from left to right."""
    if not isinstance(tree, By):
        yield tree
        return
    for branch in (*tree.of.values(), tree.others):
        if branch is not None:
            yield from leaves(branch)


def variables_of(tree: Any) -> list[str]:
    """The variables that a tree depends on, each once."""
    if not isinstance(tree, By):
        return []
    inner = [name for branch in (*tree.of.values(), tree.others) for name in variables_of(branch)]
    return list(dict.fromkeys([tree.by, *inner]))


@dataclass(frozen=True)
class Choice:
    """A compiled tree: its leaves, and which of them holds, on an axis for each variable."""

    leaves: list[Any]
    variables: list[str]
    index: npt.NDArray[np.int64]


def compiled(tree: Any, words: Mapping[str, Sequence[str]]) -> Choice:
    """A tree compiled; `words` are those of each variable in it.

    Where no branch is, none of the variable's words that can be drawn is left.
    """
    names = variables_of(tree)
    index = np.zeros([len(words[name]) for name in names], dtype=np.int64)
    leaves: list[Any] = []

    def fill(node: Any, places: list[list[int]]) -> None:
        if not isinstance(node, By):
            index[np.ix_(*places)] = len(leaves)
            leaves.append(node)
            return
        axis = names.index(node.by)
        left = list(places[axis])
        branches = []
        for key, branch in node.of.items():
            own = {words[node.by].index(word) for word in words_of(key)}
            branches.append((branch, [place for place in left if place in own]))
            left = [place for place in left if place not in own]
        if node.others is not None:
            branches.append((node.others, left))
        for branch, chosen in branches:
            fill(branch, [*places[:axis], chosen, *places[axis + 1 :]])

    fill(tree, [list(range(size)) for size in index.shape])
    return Choice(leaves, names, index)


def full_weights(weights: Weights, words: Sequence[str]) -> dict[str, float]:
    """The weight of every word that can be drawn, those named first; `others` spelled out."""
    named = {word: float(weight) for word, weight in weights.items() if word != OTHERS}
    rest = float(weights.get(OTHERS, 0))
    return {
        word: weight
        for word, weight in (named | {w: rest for w in words if w not in named}).items()
        if weight
    }


class WeightTable:
    """Rows of weights from which codes are drawn.

    Two words are told apart by 32 bits of chance, words that are as likely by scaling them, any
    others by a table of slots; so that a share is as exact as it can be had for little.
    """

    def __init__(self, rows: Sequence[Mapping[int, float]]) -> None:
        """Each row has the weights of codes, in the order in which they are drawn."""
        self._rows = [dict(row) for row in rows]
        weights = [list(row.values()) for row in self._rows]
        self._even = len(rows) == 1 and len(set(weights[0])) == 1
        self._two = not self._even and max(map(len, weights)) <= _MANY_WORDS
        codes = [np.array(list(row), dtype=np.uint16) for row in self._rows]
        self._table: Codes = np.empty((len(rows), 0), dtype=np.uint16)
        if self._even:
            self._table = codes[0]
        elif self._two:
            self._table = np.array([[row[0], row[-1]] for row in codes], dtype=np.uint16)
            self._borders = np.array(
                [round(row[0] / sum(row) * 2**32) if len(row) > 1 else 2**32 for row in weights],
                dtype=np.uint64,
            )
        else:
            self._table = np.stack(
                [row[slots(tuple(own))] for row, own in zip(codes, weights, strict=True)]
            )

    def pick(self, draws: Draws, name: str, row: Ints | None) -> Codes:
        """A code for each key, by its row of weights; without rows, all by the first."""
        if self._even:
            return np.take(self._table, draws.whole(name, 0, self._table.size - 1))
        first: Ints | int = 0 if row is None else row * self._table.shape[1]
        if self._two:
            border = self._borders[0] if row is None else self._borders[row]
            second = (draws.bits(name) >> np.uint64(32)) >= border
            return np.take(self._table, first + second.astype(np.int64))
        return np.take(self._table, first + draws.slot(name))
