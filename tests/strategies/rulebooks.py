"""Random rulebooks without faults, as plain data: everything that the rule language knows.

Every measure has readings, windows and periods with alternatives, nested conditions over every
operator and type of field, guarded requirements, ceilings and shares, groups, and limits that nest.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from random import Random
from typing import Any

from tests.strategies import profiles as words

Data = dict[str, Any]
MEASURE = "random-measure"
KINDS = ("company", "drug", "device", "platform", "initiative")
SOURCE = {"document": "text", "at": "一"}
TITLE = {"zh": "甲", "en": "a"}
ANCHORS = ("claim-year-start", "claim-year-end", "previous-year-end")
FIELDS: dict[str, dict[str, Sequence[str] | str]] = {
    "company": {
        "park": [*words.PARKS, "outside"],
        "legal_person": "bool",
        "activities": words.ACTIVITIES,
        "owns_ip": "bool",
    },
    "drug": {"category": words.CATEGORIES, "project_investment": "money"},
    "device": {
        "device_class": words.CLASSES,
        "industrialised_in_zone": "bool",
        "project_investment": "money",
    },
    "platform": {"platform_type": words.PLATFORM_TYPES, "project_investment": "money"},
    "initiative": {"initiative_type": words.INITIATIVE_TYPES, "date": "date"},
}
MILESTONES = {"drug": words.DRUG_MILESTONES, "device": words.DEVICE_MILESTONES}
MILESTONE_FIELDS: dict[str, Sequence[str] | str] = {
    "date": "date",
    "place": ("beijing", "elsewhere"),
    "first_in_country": "bool",
}


@dataclass
class Files:
    """The measure and its supports, as their files say it."""

    measure: Data
    supports: list[Data] = field(default_factory=list)


def random_rulebook(rng: Random, year: int = 2019, depth: int = 3) -> Files:
    """A measure with one to eight supports, for conditions around one year."""
    readings = {
        f"reading-{i}": ["a", "b", "c"][: rng.choice([2, 3])] for i in range(rng.randrange(4))
    }
    make = _Maker(rng, readings, year, depth)
    supports = [make.support(f"s-{i}") for i in range(rng.randrange(1, 9))]
    names = [support["id"] for support in supports]
    groups, blocks = make.groups(names)
    measure: Data = {
        "id": MEASURE,
        "title": TITLE,
        "issuers": [],
        "dates": {"first": "2019-06-18", "last": rng.choice([None, "2021-12-31"])},
        "documents": [{"id": "text", "title": TITLE, "confidence": "H"}],
        "areas": [{"id": "area", "title": TITLE, "unpublished": bool(rng.randrange(2))}],
        "readings": [
            {"id": name, "title": TITLE, "options": [{"id": o, "title": TITLE} for o in options]}
            for name, options in readings.items()
        ],
        "windows": {name: make.alternatives(make.window) for name in make.windows},
        "periods": {
            "some-period": make.alternatives(lambda: {"holds": rng.choice(["once", "year"])})
        },
        "requires": make.requirements(["company"], "applicant", rng.randrange(3)),
        "supports": names,
        "groups": groups,
        "limits": make.limits(blocks),
    }
    return Files(measure, supports)


@dataclass
class _Maker:
    rng: Random
    readings: dict[str, list[str]]
    year: int
    depth: int
    windows: tuple[str, ...] = ("window-0", "window-1", "window-2")

    def under(self) -> Data:
        """A guard, as a rule of nothing."""
        chosen = [name for name in self.readings if not self.rng.randrange(5)]
        return {name: self.rng.choice(self.readings[name]) for name in chosen}

    def guarded(self, thing: Data) -> Data:
        return {**thing, "under": under} if (under := self.under()) else thing

    def alternatives(self, make: Any) -> Data | list[Data]:
        """One thing, or one for every option of a reading."""
        if not self.readings or self.rng.randrange(2):
            only: Data = make()
            return only if self.rng.randrange(2) else [only]
        name = self.rng.choice(list(self.readings))
        return [{**make(), "under": {name: option}} for option in self.readings[name]]

    def window(self) -> Data:
        ends: list[Any] = [None, *ANCHORS, words.days(self.rng, self.year).isoformat()]
        return {"first": self.rng.choice(ends), "last": self.rng.choice(ends)}

    def period(self) -> str:
        return self.rng.choice(["once", "year", "some-period"])

    def amount(self) -> int:
        return self.rng.choice([1, 2, 3_000_000, 9_999_999, 10_000_000, 10**15])

    def requirements(self, kinds: list[str], name: str, count: int) -> list[Data]:
        return [
            self.guarded(
                {
                    "id": f"{name}-{i}",
                    "title": TITLE,
                    "when": self.condition(kinds, self.depth),
                    "source": SOURCE,
                }
            )
            for i in range(count)
        ]

    def support(self, name: str) -> Data:
        rng = self.rng
        kind = rng.choice(KINDS)
        kinds = list(dict.fromkeys([kind, "company"]))
        gives: Data = {
            "ceiling": self.alternatives(lambda: {"amount": self.amount(), "source": SOURCE}),
            "per": self.period(),
            "discretionary": bool(rng.randrange(2)),
        }
        amounts = [f"{kind}.{name}" for name, type_ in FIELDS[kind].items() if type_ == "money"]
        if amounts and rng.randrange(3):
            rates = ["0.30", "1", "0", "0.333333", "999.999999", "0.01"]
            gives["share"] = self.alternatives(
                lambda: {
                    "of": rng.choice(amounts),
                    "rate": rng.choice(rates),
                    "period": self.period(),
                    "source": SOURCE,
                }
            )
        return self.guarded(
            {
                "id": name,
                "title": TITLE,
                "area": "area",
                "subject": kind,
                "requires": self.requirements(kinds, name, rng.randrange(5)),
                "gives": gives,
            }
        )

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
            return {**subject, **self.operator(MILESTONE_FIELDS[name], several=False)}
        name = rng.choice(list(FIELDS[kind]))
        return {
            "field": f"{kind}.{name}",
            **self.operator(FIELDS[kind][name], several=name == "activities"),
        }

    def operator(self, type_: Sequence[str] | str, *, several: bool) -> Data:
        rng = self.rng
        match type_:
            case "bool":
                return {"is": bool(rng.randrange(2))}
            case "money":
                amounts = [*words.AMOUNTS, rng.randrange(10**15)]
                return {rng.choice(["at_least", "at_most"]): rng.choice(amounts)}
            case "date":
                if rng.randrange(2):
                    return {"reached": rng.choice(self.windows)}
                day = words.days(rng, self.year).isoformat()
                return {rng.choice(["before", "on_or_after"]): day}
            case _:
                if not several and rng.randrange(2):
                    return {"is": rng.choice(list(type_))}
                return {"one_of": rng.sample(list(type_), rng.randrange(1, len(type_) + 1))}

    def groups(self, names: list[str]) -> tuple[list[Data], list[tuple[str, list[str]]]]:
        """Groups of supports, and those groups and the single supports as blocks for limits."""
        rng = self.rng
        left = list(names)
        rng.shuffle(left)
        groups: list[Data] = []
        blocks: list[tuple[str, list[str]]] = []
        while len(left) > 1 and rng.randrange(3):
            size = rng.randrange(2, min(4, len(left)) + 1)
            members, left = left[:size], left[size:]
            group = {
                "id": f"g-{len(groups)}",
                "title": TITLE,
                "per": rng.choice(["subject", "company"]),
                "members": [self.guarded({"support": name}) for name in members],
                "source": SOURCE,
            }
            if rng.randrange(2):
                group["single_year"] = self.guarded({})
            groups.append(self.guarded(group))
            blocks.append((str(group["per"]), members))
        return groups, [*blocks, *(("subject", [name]) for name in left)]

    def limits(self, blocks: list[tuple[str, list[str]]]) -> list[Data]:
        """Limits over whole blocks, which nest or are disjoint."""
        rng = self.rng
        limits: list[Data] = []
        while blocks and rng.randrange(3):
            taken = [block for block in blocks if rng.randrange(2)] or [blocks[0]]
            # A limit is no finer than what stands inside it.
            coarse = any(per == "company" for per, _ in taken) or rng.randrange(2)
            per = "company" if coarse else "subject"
            supports = [name for _, names in taken for name in names]
            limits.append(
                self.guarded(
                    {
                        "id": f"l-{len(limits)}",
                        "title": TITLE,
                        "per": per,
                        "amount": self.amount(),
                        "period": self.period(),
                        "supports": supports,
                        "source": SOURCE,
                    }
                )
            )
            blocks = [*(block for block in blocks if block not in taken), (per, supports)]
        rng.shuffle(limits)
        return limits


def random_choice(rng: Random, files: Files) -> dict[str, str]:
    """A choice of the measure's readings."""
    return {
        entry["id"]: rng.choice(entry["options"])["id"]
        for entry in files.measure["readings"]
        if rng.randrange(4)
    }
