"""Bases of shares: an amount of the profile, or a sum of several, less others."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from yaoxie.profile.facts import Value
from yaoxie.profile.titles import fact_title
from yaoxie.profile.vocabulary import Vocabulary
from yaoxie.values import MAX_MONEY, Title


@dataclass(frozen=True)
class Base:
    """The sum of some amounts less others, each a fact; 0 where more comes off than there is.

    Unknown where one of them is.
    """

    plus: tuple[str, ...]
    less: tuple[str, ...] = ()

    @property
    def facts(self) -> tuple[str, ...]:
        """The facts that it reads, each once."""
        return tuple(dict.fromkeys((*self.plus, *self.less)))

    @cached_property
    def _only(self) -> str | None:
        """The fact that it is, where it is no sum."""
        return self.plus[0] if len(self.plus) == 1 and not self.less else None

    @cached_property
    def signed(self) -> Mapping[str, Sequence[tuple[int, str]]]:
        """The facts of each kind of subject, each with its sign."""
        by_kind: dict[str, list[tuple[int, str]]] = {}
        for sign, facts in ((1, self.plus), (-1, self.less)):
            for fact in facts:
                by_kind.setdefault(fact.partition(".")[0], []).append((sign, fact))
        return by_kind

    @property
    def name(self) -> str:
        """The facts in a short text that no language owns: `drug.rd_spend - drug.trial_cost`."""
        return " - ".join((" + ".join(self.plus), *self.less))

    @property
    def largest(self) -> int:
        """The most that a profile may state, in whole yuan."""
        return MAX_MONEY * len(self.plus)

    def title(self, vocabulary: Vocabulary, *, of_kind: bool = False) -> Title:
        """What it is called; with `of_kind`, each fact with its kind of subject."""
        plus = [fact_title(fact, vocabulary, of_kind=of_kind) for fact in self.plus]
        less = [fact_title(fact, vocabulary, of_kind=of_kind) for fact in self.less]
        return Title(
            zh="－".join(("＋".join(title.zh for title in plus), *(title.zh for title in less))),
            en=" − ".join((" + ".join(title.en for title in plus), *(title.en for title in less))),
        )

    def amount(self, facts: Mapping[str, Any]) -> int | None:
        """In whole yuan; None where it is unknown."""
        if self._only is not None:
            only: int | None = facts.get(self._only)
            return only
        plus: list[int | None] = [facts.get(fact) for fact in self.plus]
        less: list[int | None] = [facts.get(fact) for fact in self.less]
        total = 0
        for sign, amounts in ((1, plus), (-1, less)):
            for amount in amounts:
                if amount is None:
                    return None
                total += sign * amount
        return max(0, total)

    def unknown(self, facts: Mapping[str, Value]) -> tuple[str, ...]:
        """The facts that are unknown, in the base's order."""
        return tuple([fact for fact in self.facts if fact not in facts])
