"""The reasons of findings in words: a row for each requirement that is unmet or unknown."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import numpy.typing as npt
import polars as pl

from yaoxie.profile.vocabulary import Vocabulary
from yaoxie.rules.plan import Plan
from yaoxie.screening.facts import Rows
from yaoxie.screening.findings import Findings
from yaoxie.screening.reasons import BITS, ReasonBits
from yaoxie.values import Title

OUTCOMES = ("unmet", "unknown")
_OF_FINDING = ("company", "company_id", "measure", "support", "subject", "status")


class ReasonRows:
    """Makes the rows for the findings of some plans, whose supports are numbered in turn."""

    def __init__(self, plans: Sequence[Plan]) -> None:
        own = [
            (support.title, ReasonBits.of(plan, support), plan.vocabulary)
            for plan in plans
            for support in plan.supports
        ]
        self._widths = [bits.width for _, bits, _ in own]
        self._first = np.cumsum([0, *self._widths])  # number of each support's first reason
        self._supports = _Titles([title for title, _, _ in own])
        ids = [name for _, bits, _ in own for name in bits.ids]
        self._ids = _Words(ids)
        self._reasons = _Titles([title for _, bits, known in own for title in _titles(bits, known)])

    def rows(self, findings: Findings, frame: pl.DataFrame) -> pl.DataFrame:
        """The reasons of findings, in their order, then in that of the bits.

        `frame` has the findings as they are handed out.
        """
        at, reason, outcome = self._set_bits(findings)
        order = np.argsort(at, kind="stable")
        at, reason, outcome = at[order], reason[order], outcome[order]
        own = frame.select(name for name in _OF_FINDING if name in frame.columns)
        support = findings.support[at]
        return pl.DataFrame(
            [
                *own.select(pl.all().gather(pl.Series(at, dtype=pl.UInt32))),
                *self._supports.columns("support", support),
                self._ids.column("reason", reason),
                *self._reasons.columns("reason", reason),
                pl.Series("outcome", outcome).cat.to(pl.Enum(OUTCOMES)),
            ]
        )

    def _set_bits(self, findings: Findings) -> tuple[Rows, Rows, npt.NDArray[np.uint8]]:
        """Of each bit that is set: its finding, the number of the reason, and the outcome."""
        by_support = np.argsort(findings.support, kind="stable")
        starts = np.searchsorted(findings.support[by_support], np.arange(len(self._widths) + 1))
        places: list[Rows] = []
        reasons: list[tuple[int, int]] = []
        for support, width in enumerate(self._widths):
            own = by_support[starts[support] : starts[support + 1]]
            for bit in range(width if len(own) else 0):
                for number, name in enumerate(OUTCOMES):
                    word, shift = divmod(bit, BITS)
                    mask = findings.masks[f"{name}_{word}" if word else name].to_numpy()[own]
                    places.append(own[(mask >> np.uint64(shift)) & np.uint64(1) == 1])
                    reasons.append((int(self._first[support]) + bit, number))
        counts = [len(own) for own in places]
        numbers = np.array(reasons, np.int64).reshape(-1, len(OUTCOMES))
        return (
            np.concatenate([np.zeros(0, np.int64), *places]),
            np.repeat(numbers[:, 0], counts),
            np.repeat(numbers[:, 1], counts).astype(np.uint8),
        )


class _Words:
    """Words by their numbers, as a column."""

    def __init__(self, words: Sequence[str]) -> None:
        known = list(dict.fromkeys(words))
        places = {word: place for place, word in enumerate(known)}
        self._places = np.array([places[word] for word in words], np.uint32)
        self._type = pl.Enum(known)

    def column(self, name: str, numbers: npt.NDArray[np.integer]) -> pl.Series:
        if not len(self._places):
            return pl.Series(name, [], self._type)
        return pl.Series(name, self._places[numbers]).cat.to(self._type)


class _Titles:
    """Titles by their numbers, as a column in each language."""

    def __init__(self, titles: Sequence[Title]) -> None:
        self._words = {
            "zh": _Words([title.zh for title in titles]),
            "en": _Words([title.en for title in titles]),
        }

    def columns(self, name: str, numbers: npt.NDArray[np.integer]) -> Iterator[pl.Series]:
        for lang, words in self._words.items():
            yield words.column(f"{name}_{lang}", numbers)


def _titles(bits: ReasonBits, vocabulary: Vocabulary) -> Iterator[Title]:
    """What the reasons are called, in the order of their bits."""
    for requirement in bits.requirements:
        yield requirement.title
    for supplement in bits.supplements:
        yield supplement.title
    if bits.base is not None:
        yield bits.base.title(vocabulary, of_kind=True)
    for limit in bits.limits:
        yield limit.title
