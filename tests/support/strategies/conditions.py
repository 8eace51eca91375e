"""Random guards, alternatives and conditions, as rule files have them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random
from typing import Any

from yaoxie.profile.field_types import FieldType

from tests.support import packaged_fields as fields
from tests.support.strategies import profiles as words

Data = dict[str, Any]
KINDS = ("company", "drug", "device", "platform", "initiative")
ANCHORS = ("claim-year-start", "claim-year-end", "previous-year-start", "previous-year-end")
FIELDS = {
    kind: {name: type_ for name, type_ in fields.fields(kind).items() if type_.decides}
    for kind in KINDS
}
MILESTONES = {kind: fields.milestones(kind) for kind in ("drug", "device")}
MILESTONE_FIELDS = {
    name: type_ for name, type_ in fields.milestone_fields().items() if type_.decides
}


@dataclass
class Maker:
    """Draws guards, alternatives and conditions for one choice of readings and claim year."""

    rng: Random
    readings: dict[str, list[str]]
    year: int
    depth: int
    windows: tuple[str, ...] = ("window-0", "window-1", "window-2")

    def under(self) -> Data:
        """A guard, as a rule of nothing."""
        chosen = [name for name in self.readings if not self.rng.randrange(5)]
        return {name: self.options(self.readings[name]) for name in chosen}

    def options(self, options: list[str]) -> str | list[str]:
        """One option of a reading, or several of which any will do."""
        if self.rng.randrange(3):
            return self.rng.choice(options)
        return self.rng.sample(options, self.rng.randrange(1, len(options) + 1))

    def guarded(self, entry: Data) -> Data:
        return {**entry, "under": under} if (under := self.under()) else entry

    def alternatives(self, make: Any) -> Data | list[Data]:
        """One thing, or one for every option of a reading."""
        if not self.readings or self.rng.randrange(2):
            only: Data = make()
            return only if self.rng.randrange(2) else [only]
        name = self.rng.choice(list(self.readings))
        return [{**make(), "under": {name: option}} for option in self.readings[name]]

    def window(self, began: bool = False) -> Data:
        """Days, and of some claim years others; `began`: whether the measure's first is known."""
        near = range(max(1000, self.year - 2), min(9999, self.year + 2) + 1)
        years = self.rng.sample(near, self.rng.choice([0, 0, 1, 2]))
        rows = [{"year": year, **self.day_range(began)} for year in years]
        return {**self.day_range(began), **({"years": rows} if rows else {})}

    def day_range(self, began: bool) -> Data:
        ends: list[Any] = [None, *ANCHORS, words.days(self.rng, self.year).isoformat()]
        if began:
            ends.append("measure-start")
        return {"first": self.rng.choice(ends), "last": self.rng.choice(ends)}

    def condition(self, kinds: list[str], depth: int) -> Data:
        rng = self.rng
        shape = rng.randrange(6) if depth else 5
        if shape == 0:
            return {"not": self.condition(kinds, depth - 1)}
        if shape in {1, 2}:
            count = rng.choice([1, 2, 2, 3, 5])
            parts = [self.condition(kinds, depth - 1) for _ in range(count)]
            return {"all" if shape == 1 else "any": parts}
        return self.comparison(rng.choice(kinds))

    def comparison(self, kind: str) -> Data:
        rng = self.rng
        if kind in MILESTONES and rng.randrange(3):
            name = rng.choice(list(MILESTONE_FIELDS))
            subject: Data = {"milestone": rng.choice(MILESTONES[kind])}
            if name != "date" or rng.randrange(2):
                subject["field"] = name
            if name == "date" and not rng.randrange(3):
                return {**subject, **self.beside(MILESTONES[kind], subject["milestone"])}
            return {**subject, **self.operator(MILESTONE_FIELDS[name])}
        name = rng.choice(list(FIELDS[kind]))
        others = [
            f"{of}.{field}"
            for of in {kind, "company"}
            for field, type_ in FIELDS[of].items()
            if type_.name == "yuan" and (of, field) != (kind, name)
        ]
        if FIELDS[kind][name].name == "yuan" and others and not rng.randrange(3):
            part = {"of": rng.choice(sorted(others)), "rate": rng.choice(words.RATES)}
            return {"field": f"{kind}.{name}", rng.choice(["at_least_part", "at_most_part"]): part}
        return {"field": f"{kind}.{name}", **self.operator(FIELDS[kind][name])}

    def beside(self, milestones: Sequence[str], own: str) -> Data:
        """A comparison with the day of another milestone."""
        other: Data = {"milestone": self.rng.choice([name for name in milestones if name != own])}
        operator = self.rng.choice(["before_day_of", "on_or_after_day_of", "within_months_of"])
        months = {"months": self.rng.choice([1, 6, 12, 24])}
        return {operator: {**other, **(months if operator == "within_months_of" else {})}}

    def operator(self, type_: FieldType) -> Data:
        rng = self.rng
        match type_.name:
            case "yes_no":
                return {"is": bool(rng.randrange(2))}
            case "yuan" | "months" | "rate":
                amounts = [*words.SPENDS, rng.randrange(10**15)]
                known: dict[str, Sequence[Any]] = {"months": words.MONTHS, "rate": words.RATES}
                bound = rng.choice(known.get(type_.name, amounts))
                return {rng.choice(["at_least", "at_most"]): bound}
            case "day":
                if rng.randrange(2):
                    return {"reached": rng.choice(self.windows)}
                day = words.days(rng, self.year).isoformat()
                return {rng.choice(["before", "on_or_after"]): day}
            case _:
                if type_.name == "word" and rng.randrange(2):
                    named = [rng.choice(type_.words)]
                    return {"is": named[0], **self.excepted(type_, named)}
                count = rng.randrange(1, len(type_.words) + 1)
                if type_.nested and rng.randrange(2):
                    count = rng.randrange(1, 4)
                named = rng.sample(type_.words, count)
                return {"one_of": named, **self.excepted(type_, named)}

    def excepted(self, type_: FieldType, named: Sequence[str]) -> Data:
        """Some of the words that may be taken out of the named ones, if there are any."""
        known = excludable(type_, named)
        if not known or self.rng.randrange(2):
            return {}
        return {"except": self.rng.sample(known, self.rng.randrange(1, len(known) + 1))}


def excludable(type_: FieldType, named: Sequence[str]) -> list[str]:
    """The words within some of the named ones that hold none of them."""
    inside = {word for name in named for word in type_.inside(name) if word != name}
    holders = {word for name in named for word in type_.holders(name)}
    return [word for word in type_.words if word in inside - holders]
