"""Supports, limits and numbers of a measure, and what one profile gets under them.

It follows the section "Settlement, exactly" of the contract and looks up every award anew.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import Any

from tests.support.oracle import families
from tests.support.second_oracle.logic import Answer, Data, Window, claim_window

LISTS = {"drug": "drugs", "device": "devices", "platform": "platforms", "initiative": "initiatives"}
Base = Callable[[Data], int | None]
Requires = Callable[[Data], Iterable[Answer]]


def wan(amount: int) -> int:
    """Yuan of an amount in 万."""
    return amount * 10_000


def of(name: str) -> Base:
    """The amount of a field as the base of a share."""
    return lambda item: item.get(name)


def sum_of(*names: str) -> Base:
    """Several fields together; unknown where one of them is."""

    def base(item: Data) -> int | None:
        amounts = [item.get(name) for name in names]
        return None if None in amounts else sum(amount or 0 for amount in amounts)

    return base


@dataclass(frozen=True)
class Share:
    """A part of a base, for the whole life of a subject or for each year anew."""

    percent: int
    base: Base
    yearly: bool = False

    def amount(self, base: int) -> int:
        """The part of a base that is known, rounded down to the yuan."""
        return int(Fraction(self.percent, 100) * base)


@dataclass(frozen=True)
class Support:
    """What one support asks of an item, and the most that it gives."""

    id: str
    kind: str
    requires: Requires
    ceiling: int
    share: Share | None = None
    yearly: bool = False
    # What more the ceiling is where a condition holds; also where it is unknown (D3).
    increase: tuple[int, Callable[[Data], Answer]] | None = None


@dataclass(frozen=True)
class Group:
    """Of one product, one scheme of supports counts, and each of its supports once."""

    schemes: Sequence[Sequence[str]]


@dataclass(frozen=True)
class Limit:
    """What several supports bring together at most: an amount, or a part of their items' bases."""

    supports: Sequence[str]
    amount: int | Share
    per: str = "company"
    yearly: bool = True


@dataclass(frozen=True)
class Number:
    """At most so many subjects, or years of each subject, are supported (D9)."""

    supports: Sequence[str]
    most: int
    counts: str
    yearly: bool = False


@dataclass(frozen=True)
class Terms:
    """A measure under a choice of readings, for one claim year."""

    applicant: Requires
    supports: Sequence[Support]
    groups: Sequence[Group] = ()
    limits: Sequence[Limit] = ()  # inner ones first
    numbers: Sequence[Number] = ()


@dataclass(frozen=True)
class Asked:
    """The claim year, readings, of which defaults are filled in, and who asks."""

    year: int
    readings: Mapping[str, str]
    company: Data

    def window(self, began: date | None, ended: date | None = None) -> Window:
        """When a milestone counts, for a measure that began on a day, and may have a last one.

        In the year of its last day nothing counts that comes after it.
        """
        window = claim_window(self.year, began, self.readings["milestone-window"])
        ends = ended is not None and ended.year == self.year
        return Window(window.first, ended) if ends else window


WINDOWS = ("since-first-day", "by-year-end", "within-year")  # issue 10, item 2: the default first


@dataclass(frozen=True)
class Likely:
    """What a random profile of a measure is likely to hold: words of fields, and milestones.

    Amounts are drawn besides; what is not mentioned is drawn from all that there is.
    """

    company: Mapping[str, Sequence[Any]] = field(default_factory=dict)
    drug: Mapping[str, Sequence[Any]] = field(default_factory=dict)
    device: Mapping[str, Sequence[Any]] = field(default_factory=dict)
    platform: Mapping[str, Sequence[Any]] = field(default_factory=dict)
    initiative: Mapping[str, Sequence[Any]] = field(default_factory=dict)
    drug_milestones: Sequence[str] = ()
    device_milestones: Sequence[str] = ()
    says: Mapping[str, Sequence[Any]] = field(default_factory=dict)  # of milestones
    years: Sequence[int] = ()  # claim years
    days: Sequence[str] = ()  # at which something begins or ends
    most: int = 3  # items of each kind


@dataclass(frozen=True)
class Measure:
    """One measure, as found: its readings, defaults first, and its terms under a choice of them."""

    id: str
    readings: Mapping[str, Sequence[str]]
    terms: Callable[[Asked], Terms]
    likely: Likely
    # The name of its series, with the years at whose end it is the version that answers.
    series: tuple[str, range] = ("", range(0))

    def is_named(self, award: Data) -> bool:
        """Whether an award is one of this measure, by its own name or by its series'."""
        name, years = self.series
        named = award["measure"]
        return bool(named == self.id or (named == name and award["year"] in years))

    def kinds(self) -> dict[str, str]:
        """The kind of subject of each support that exists under some choice of readings."""
        company: Data = {"company": {}}
        return {
            support.id: support.kind
            for chosen in itertools.product(*self.readings.values())
            for support in self.terms(
                self.asked(company, 2025, dict(zip(self.readings, chosen, strict=True)))
            ).supports
        }

    def asked(self, data: Data, year: int, chosen: Mapping[str, str]) -> Asked:
        """What a profile asks, with defaults for readings that are not chosen."""
        defaults = {name: options[0] for name, options in self.readings.items()}
        return Asked(year, {**defaults, **chosen}, data["company"])


@dataclass(eq=False)
class Row:
    """One finding."""

    support: Support
    item: Data
    subject: str
    key: str
    status: str
    ceiling: int = 0
    counted: int = 0
    upper_bound: bool = False  # something unknown could lower what it brings

    @property
    def period(self) -> str:
        """What the ceiling is for."""
        return "year" if self.support.yearly else "once"


@dataclass
class Answers:
    """What the oracle says of a profile."""

    rows: list[Row] = field(default_factory=list)
    total: int = 0
    potential: int = 0


class Settlement:
    """One measure for one profile."""

    def __init__(self, measure: Measure, data: Data, year: int, chosen: Mapping[str, str]) -> None:
        self.data, self.year = data, year
        self.terms = measure.terms(measure.asked(data, year, chosen))
        self.kinds = {"company": "company"}
        self.keys = {"company": "company"}
        for kind, name in LISTS.items():
            items = data.get(name) or []
            joined = families(items)
            self.kinds |= {item["id"]: kind for item in items}
            self.keys |= {item["id"]: f"{kind} {joined[item['id']]}" for item in items}
        subjects = {support.id: support.kind for support in self.terms.supports}
        self.grouped = {
            support for group in self.terms.groups for scheme in group.schemes for support in scheme
        }
        self.awards = [
            award
            for award in data.get("awards") or ()
            if measure.is_named(award)
            and subjects.get(award["support"]) == self.kinds[award["subject"]]
        ]

    def answers(self) -> Answers:
        """Status and ceiling of each finding, and what settling gives."""
        rows = [row for support in self.terms.supports for row in self._rows(support)]
        possible = [row for row in rows if row.status != "ineligible"]
        potential = self._settle(possible)
        total = self._settle([row for row in rows if row.status == "eligible"])
        for row in rows:
            if row.status != "eligible":
                row.counted = 0
        return Answers(rows, total, potential)

    def _items(self, kind: str) -> list[Data]:
        if kind == "company":
            return [{**self.data["company"], "id": "company"}]
        return self.data.get(LISTS[kind]) or []

    def _rows(self, support: Support) -> Iterable[Row]:
        for item in self._items(support.kind):
            answers = [*self.terms.applicant(self.data["company"]), *support.requires(item)]
            status = "undetermined" if None in answers else "eligible"
            row = Row(support, item, item["id"], self.keys[item["id"]], status)
            if False in answers:
                row.status = "ineligible"
            else:
                row.ceiling = self._ceiling(support, item)
                row.upper_bound = self._is_open(row)
            yield row

    def _ceiling(self, support: Support, item: Data) -> int:
        amount = support.ceiling
        if support.increase and support.increase[1](item) is not False:
            amount += support.increase[0]
        least = amount - self._awarded(support, item, yearly=support.yearly)
        if support.share:
            base = support.share.base(item)
            if base is not None:
                awarded = self._awarded(support, item, yearly=support.share.yearly)
                least = min(least, support.share.amount(base) - awarded)
        return max(0, least)

    def _is_open(self, row: Row) -> bool:
        """Whether its amount, or a limit that it is under, rests on something unknown."""
        share, increase = row.support.share, row.support.increase
        shared = share is not None and share.base(row.item) is None
        increased = increase is not None and increase[1](row.item) is None
        limits = [limit for limit in self.terms.limits if row.support.id in limit.supports]
        limited = any(self._amount(limit, row.key) is None for limit in limits)
        return (row.ceiling > 0 and (shared or increased)) or limited

    def _awarded(self, support: Support, item: Data, *, yearly: bool) -> int:
        """Awards for an item, or where a group holds its support for all forms of the product."""
        forms = {item["id"]}
        if support.id in self.grouped:
            forms = {name for name, key in self.keys.items() if key == self.keys[item["id"]]}
        return sum(
            award["amount"]
            for award in self._under([support.id], yearly)
            if award["subject"] in forms
        )

    def _under(self, supports: Sequence[str], yearly: bool) -> list[dict[str, Any]]:
        """Awards under supports, of the claim year or of all years."""
        return [
            award
            for award in self.awards
            if award["support"] in supports and (not yearly or award["year"] == self.year)
        ]

    def _settle(self, rows: list[Row]) -> int:
        for row in rows:
            row.counted = row.ceiling
        for group in self.terms.groups:
            for key in {row.key: None for row in rows}:
                self._group(group, [row for row in rows if row.key == key])
        for limit in self.terms.limits:
            self._limit(limit, [row for row in rows if row.support.id in limit.supports])
        for number in self.terms.numbers:
            self._number(number, [row for row in rows if row.support.id in number.supports])
        return sum(row.counted for row in rows)

    def _group(self, group: Group, rows: list[Row]) -> None:
        """Of one product: an award under a scheme bars all others; else the largest counts."""
        schemes = [[row for row in rows if row.support.id in scheme] for scheme in group.schemes]
        for supports, own in zip(group.schemes, schemes, strict=True):
            for support in supports:
                forms = [row for row in own if row.support.id == support]
                for row in sorted(forms, key=lambda row: -row.ceiling)[1:]:
                    row.counted = 0
            others = [name for scheme in group.schemes if scheme != supports for name in scheme]
            if any(
                self.keys[a["subject"]] == row.key
                for a in self._under(others, False)
                for row in own
            ):
                for row in own:
                    row.counted = 0
        best = max(schemes, key=lambda own: sum(row.counted for row in own))
        for own in schemes:
            for row in own:
                row.counted = row.counted if own is best else 0

    def _limit(self, limit: Limit, rows: list[Row]) -> None:
        def cell(key: str) -> str:
            return key if limit.per == "subject" else "company"

        for name in {cell(row.key): None for row in rows}:
            amount = self._amount(limit, name)
            if amount is None:
                continue
            awards = self._under(limit.supports, limit.yearly)
            inside = [award for award in awards if cell(self.keys[award["subject"]]) == name]
            rest = max(0, amount - sum(award["amount"] for award in inside))
            for row in rows:
                if cell(row.key) == name:
                    row.counted = min(row.counted, rest)
                    rest -= row.counted

    def _amount(self, limit: Limit, key: str) -> int | None:
        """What a limit is for the items of one key; unknown where one of their bases is."""
        if isinstance(limit.amount, int):
            return limit.amount
        kinds = {support.kind for support in self.terms.supports if support.id in limit.supports}
        items = [item for kind in kinds for item in self._items(kind)]
        bases = [limit.amount.base(item) for item in items if self.keys[item["id"]] == key]
        return None if None in bases else limit.amount.amount(sum(base or 0 for base in bases))

    def _number(self, number: Number, rows: list[Row]) -> None:
        """Whom awards have counted already stays; then the larger comes first, then the earlier."""
        awards = self._under(number.supports, number.yearly)
        if number.counts == "years":
            for row in rows:
                own = {a["year"] for a in awards if self.keys[a["subject"]] == row.key}
                if len(own - {self.year}) >= number.most:
                    row.counted = 0
            return
        known = {self.keys[award["subject"]] for award in awards}
        brings: dict[str, int] = {}
        for row in rows:
            if row.key not in known:
                brings[row.key] = brings.get(row.key, 0) + row.counted
        first = sorted(brings, key=lambda key: -brings[key])[: max(0, number.most - len(known))]
        for row in rows:
            if row.key not in known and row.key not in first:
                row.counted = 0
