"""Random profiles of which most supports of one measure are likely to be met.

What is likely stands with each measure. A profile is drawn carefully, so that nearly all of it is
as the measure asks, or carelessly; of each, some is unknown. A few are any profile there is.
"""

from __future__ import annotations

import copy
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from random import Random
from typing import Any

from yaoxie.profile.field_types import FieldType

from tests.support import packaged_fields
from tests.support.second_oracle.logic import Data
from tests.support.second_oracle.settlement import LISTS, Likely, Measure
from tests.support.strategies import profiles

IDS = {"drug": "D", "device": "V", "platform": "P", "initiative": "I"}
# Their days may not run backwards; other milestones stand in no order.
ORDERED = (*profiles.TRIALS[:-1], "marketing_application_accepted", "new_drug_approval")
AMOUNTS = (0, 1, 9_999_999, 10_000_000, 10_000_001, 10**15)
ROUND = (500_000, 1_000_000, 2_000_000, 3_000_000, 5_000_000, 10_000_000, 20_000_000, 100_000_000)
PERCENT = (1, 3, 10, 20, 30, 40, 50, 100)
# How much of a profile is as the measure asks, and how much is unknown; the rest is anything.
CARE = ((0.98, 0.01), (0.95, 0.04), (0.8, 0.1))
AWARDED = (1, 7, 100_000, 499_999, 1_000_000, 3_000_000, 49_999_999, 10**15)


class Drawing:
    """Draws profiles of a measure, each for a claim year of its own."""

    def __init__(self, rng: Random, measure: Measure) -> None:
        self._rng, self._measure = rng, measure
        self._supports = measure.kinds()
        self._likely: Likely = measure.likely
        self._years = [*self._likely.years] * 4 + [*profiles.YEARS]
        self.year = self._years[0]
        self._right, self._unknown = CARE[0]

    def profile(self) -> Data:
        """A valid profile for a `year` drawn anew; its awards are of this measure, as a rule."""
        self.year = self._rng.choice(self._years)
        self._right, self._unknown = self._rng.choice(CARE)
        if not self._rng.randrange(12):
            return profiles.random_profile(self._rng, self.year, self._measure.id)
        company: Data = {"name": "甲"}
        self._fill(company, "company", self._likely.company)
        data: Data = {"company": company}
        for kind, name in LISTS.items():
            if kind in self._supports.values():
                data[name] = self._items(kind)
        self._award(data)
        return data

    def _items(self, kind: str) -> list[Data]:
        most = self._likely.most
        count = self._rng.choice([most, self._rng.randint(1, 2), self._rng.randint(1, most)])
        ids = [f"{IDS[kind]}{number}" for number in range(count)]
        if not self._rng.randrange(6):  # all alike, as many as are supported or more
            first = self._item(kind, ids[0], [])
            return [{**copy.deepcopy(first), "id": name} for name in ids]
        return [self._item(kind, name, ids) for name in ids]

    def _item(self, kind: str, name: str, family: Sequence[str]) -> Data:
        item: Data = {"id": name}
        self._fill(item, kind, getattr(self._likely, kind))
        if kind in ("drug", "device"):
            if family and not self._rng.randrange(4):
                item["family"] = self._rng.choice([*family, "F"])
            if self._rng.random() > self._unknown:
                item["milestones"] = self._milestones(kind)
        return item

    def _fill(self, record: Data, kind: str, likely: Mapping[str, Sequence[Any]]) -> None:
        """Fields that the measure names as it likes them, as a rule; the rest now and then."""
        for name, type_ in packaged_fields.fields(kind).items():
            if type_.name == "yuan":
                amount = self._amount(record)
                self._set(record, name, [amount, *likely.get(name, ())])
            elif type_.name == "day":
                self._set(record, name, [self._day().isoformat()])
            elif name in likely:
                every: Sequence[Any] = [[]] if type_.name == "words" else _words(type_)
                self._set(record, name, likely[name], every)
            elif type_.name in ("word", "yes_no") and not self._rng.randrange(4):
                record[name] = self._rng.choice(_words(type_))

    def _set(
        self, record: Data, name: str, right: Sequence[Any], every: Sequence[Any] = ()
    ) -> None:
        drawn = self._rng.random()
        if drawn < self._right:
            record[name] = self._rng.choice(right)
        elif drawn > 1 - self._unknown or not every:
            record[name] = None
        else:
            record[name] = self._rng.choice(every)

    def _amount(self, record: Data) -> int:
        """Close to where a part of it is a round sum, to a part of another one, or of any size."""
        others = [value for value in record.values() if type(value) is int]
        match self._rng.randrange(4 if others else 3):
            case 3:
                part = self._rng.choice(others) * self._rng.choice(PERCENT) // 100
                return min(10**15, max(0, part + self._rng.randint(-1, 1)))
            case 0:
                part = self._rng.choice(ROUND) * 100 // self._rng.choice(PERCENT)
                return max(0, part + self._rng.randint(-2, 2))
            case 1:
                return self._rng.choice(AMOUNTS)
            case _:
                return self._rng.randrange(1, 10 ** self._rng.randint(5, 10))

    def _day(self) -> date:
        """In the claim year or the year before it as a rule, or at an edge."""
        edges = [date.fromisoformat(day) for day in self._likely.days]
        if edges and not self._rng.randrange(6):
            return self._rng.choice(edges) + timedelta(days=self._rng.randint(-1, 1))
        if not self._rng.randrange(6):
            return profiles.days(self._rng, self.year)
        year = self.year if self._rng.randrange(4) else max(1, self.year - 1)
        return date(year, self._rng.randint(1, 12), self._rng.randint(1, 28))

    def _milestones(self, kind: str) -> list[Data]:
        likely = getattr(self._likely, f"{kind}_milestones")
        words = [word for word in likely if self._rng.random() < self._right - 0.25]
        others = [word for word in packaged_fields.milestones(kind) if word not in likely]
        words += [word for word in others if not self._rng.randrange(12)]
        days = {word: self._day() for word in words}
        in_order = [word for word in (*ORDERED, *profiles.DEVICE_TRIALS) if word in days]
        in_order = list(dict.fromkeys(in_order))
        days |= zip(in_order, sorted(days[word] for word in in_order), strict=True)
        return [self._milestone(word, day) for word, day in days.items()]

    def _milestone(self, word: str, day: date) -> Data:
        entry: Data = {"milestone": word}
        if self._rng.random() > self._unknown:
            entry["date"] = day.isoformat()
        for name, type_ in packaged_fields.milestone_fields().items():
            if type_.name in ("word", "yes_no"):
                every = _words(type_)
                self._set(entry, name, self._likely.says.get(name, every), every)
        return entry

    def _award(self, data: Data) -> None:
        ids = [item["id"] for name in LISTS.values() for item in data.get(name) or ()]
        ids.append("company")
        awards = [self._one_award(ids) for _ in range(self._rng.randrange(6))]
        if awards and not self._rng.randrange(3):  # one of them in several years
            again = {**self._rng.choice(awards), "amount": self._rng.choice([1, 1, 100_000])}
            years = self._rng.sample(range(max(1, self.year - 3), min(9999, self.year + 2)), 3)
            awards = [{**again, "year": year} for year in years]
        if self._rng.randrange(3):
            data["awards"] = awards

    def _one_award(self, ids: Sequence[str]) -> Data:
        measure, series = self._measure.id, self._measure.series[0] or self._measure.id
        award = profiles.random_award(self._rng, ids, self.year, measure, self._supports)
        if award["measure"] == measure and not self._rng.randrange(4):
            award["measure"] = series
        return {**award, "amount": self._rng.choice(AWARDED)}


def _words(type_: FieldType) -> Sequence[Any]:
    """All that a field of words, or of yes and no, may say."""
    return type_.words or [True, False]
