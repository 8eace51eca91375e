"""Places in sorted columns of company numbers."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]
_DENSE = 8  # numbers per row up to which a table of them is quicker than a search


def first_rows(numbers: Ints, sought: Ints) -> Ints:
    """For each number that is sought, the first row of it among sorted numbers.

    Of a number that is not there, the row where it would stand.
    """
    if not len(numbers) or not len(sought):
        return np.zeros(len(sought), np.int64)
    low, high = int(numbers[0]), int(numbers[-1])
    if high - low > _DENSE * len(numbers):
        return np.searchsorted(numbers, sought)
    counts = np.bincount(numbers - low, minlength=high - low + 1)
    starts = np.concatenate([np.cumsum(counts) - counts, [len(numbers)]])
    return starts[np.clip(sought - low, 0, high - low + 1)]


def run_starts(numbers: Ints) -> Ints:
    """For each row of sorted numbers, the first row of its number."""
    rows = np.arange(len(numbers))
    if len(numbers):
        rows[1:][numbers[1:] == numbers[:-1]] = 0
    return np.maximum.accumulate(rows)
