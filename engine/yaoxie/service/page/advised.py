"""What the engine advises on a page, asked for part by part within its time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from yaoxie.advice.advice_shapes import AdviceDict
from yaoxie.advice.shapes import ComparisonDict

Step = Literal["questions", "unlocks", "plan", "readings", "compared"]
FIRST: tuple[Step, ...] = ("questions",)  # stands in every answer
NEXT: tuple[Step, ...] = ("unlocks", "plan", "compared", "readings")
YEARS = 3  # claim years that are planned


@dataclass(frozen=True, slots=True)
class Advised:
    """The parts that were asked for and came in time; `late` names those that did not."""

    parts: Mapping[Step, AdviceDict] = field(default_factory=dict)
    compared: ComparisonDict | None = None
    late: tuple[Step, ...] = ()
    is_next: bool = False
