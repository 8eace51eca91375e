"""Pipelines: which milestones an item reaches, and when, step by step along its path."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from graphlib import TopologicalSorter

import numpy as np
import numpy.typing as npt

from yaoxie.synth.draws import Draws, Flags, Ints
from yaoxie.synth.model import PipelineStep
from yaoxie.synth.scope import day_number

PIPELINE, START = "pipeline", "start"  # the variables that say which path an item takes, and when
_LONG_AGO = -(10**6)


@dataclass(frozen=True, slots=True)
class ReachedMilestones:
    """What items have reached: `row` and `word` (the milestone's position), with the `day` of each.

    `flags` has a row for each item and a column for each milestone of the kind.
    """

    words: tuple[str, ...]
    row: Ints
    word: Ints
    day: Ints
    flags: npt.NDArray[np.bool_]

    def has(self, milestone: str) -> Flags:
        """Which items have reached a milestone."""
        return self.flags[:, self.words.index(milestone)]


def order(paths: Mapping[str, Sequence[PipelineStep]]) -> list[str]:
    """The milestones of all paths in an order that is each path's own. Raises CycleError."""
    sorter: TopologicalSorter[str] = TopologicalSorter()
    for steps in paths.values():
        for before, step in zip([None, *steps], steps, strict=False):
            sorter.add(step.milestone, *([] if before is None else [before.milestone]))
    return list(sorter.static_order())


def progress(
    words: tuple[str, ...],
    paths: Sequence[Sequence[PipelineStep]],
    draws: Draws,
    path: Ints,
    day: Ints,
    last_day: int,
) -> ReachedMilestones:
    """What each item has reached by the last day: it begins on its `day`, and takes its `path`."""
    day, alive = day.copy(), np.ones(len(path), dtype=bool)
    days = np.empty((len(path), len(words)), dtype=np.int32)
    flags = np.zeros((len(path), len(words)), dtype=bool)
    for word in order({str(number): steps for number, steps in enumerate(paths)}):
        own = [next((step for step in steps if step.milestone == word), None) for steps in paths]
        on = np.array([step is not None for step in own])[path]
        if not on.any():
            continue
        bits = draws.bits(f"step.{word}")
        floor, shortest, length, passing, mentioned = _numbers(own)
        lasting = ((bits >> np.uint64(32)).astype(np.int64) * length[path]) >> 32
        day = np.where(on, np.maximum(day, floor[path]) + shortest[path] + lasting, day)
        alive &= ~on | ((bits & np.uint64(0xFFFF)).astype(np.int64) < passing[path])
        stated = ((bits >> np.uint64(16)) & np.uint64(0xFFFF)).astype(np.int64) < mentioned[path]
        position = words.index(word)
        flags[:, position] = on & alive & stated & (day <= last_day)
        days[:, position] = day
    row, reached = np.nonzero(flags)
    return ReachedMilestones(words, row, reached, days[row, reached].astype(np.int64), flags)


def _numbers(steps: Sequence[PipelineStep | None]) -> tuple[Ints, Ints, Ints, Ints, Ints]:
    """By path: first day, shortest time, how many times there are, and chances in 2^16."""
    rows = [
        (0, 0, 1, 0, 0)
        if step is None
        else (
            day_number(step.not_before) if step.not_before else _LONG_AGO,
            step.days[0],
            step.days[1] - step.days[0] + 1,
            round(float(step.passing) * 2**16),
            round(float(step.mentioned) * 2**16),
        )
        for step in steps
    ]
    floor, shortest, length, passing, mentioned = np.array(rows, dtype=np.int64).T
    return floor, shortest, length, passing, mentioned
