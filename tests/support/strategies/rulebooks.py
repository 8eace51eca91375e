"""Random rulebooks without faults, as plain data: everything that the rule language knows.

Every measure has readings, windows and periods with alternatives, nested conditions over every
operator and type of field, guarded requirements (of registration too), ceilings (of which some are
not known), fixed amounts and shares, beside each other or alone, amounts by a field's words or
figure, increases of ceilings, uplifts and matches, groups of schemes, and limits that nest, of an
amount or a share; entitlements that are no money.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from random import Random
from typing import Any

from tests.support.strategies.conditions import FIELDS, KINDS, Maker
from tests.support.strategies.profiles import MONTHS, SPENDS
from tests.support.strategies.profiles import RATES as RATES_ASKED

Data = dict[str, Any]
MEASURE = "random-measure"
SOURCE = {"document": "text", "at": "一"}
MARKS = ("H", "M-H", "M", "L", "K")  # the surest first
TITLE = {"zh": "甲", "en": "a"}


def titled(name: str) -> Data:
    """A title of its own."""
    return {"zh": f"甲{name}", "en": f"a {name}"}


SHARES = ("0.30", "1", "0", "0.333333", "999.999999", "0.01")
RATES = ("0.50", "1", "0", "0.333333", "0.2", "999.999999")


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
    limits = make.limits(blocks, {entry["id"]: entry["subject"] for entry in supports})
    make.without_money(supports, [*groups, *limits])
    dates = make.dates()
    began = bool(dates.get("first") or dates.get("year"))
    measure: Data = {
        "id": MEASURE,
        "title": TITLE,
        "place": "beijing",
        "issuers": [],
        "dates": dates,
        "documents": [{"id": "text", "title": TITLE, "confidence": rng.choice(MARKS[:3])}],
        "areas": [{"id": "area", "title": TITLE, "unpublished": bool(rng.randrange(2))}],
        "readings": [
            {
                "id": name,
                "title": TITLE,
                "options": [{"id": o, "title": titled(o)} for o in options],
            }
            for name, options in readings.items()
        ],
        "windows": {name: make.alternatives(lambda: make.window(began)) for name in make.windows},
        "periods": {
            "some-period": make.alternatives(lambda: {"period": rng.choice(["once", "year"])})
        },
        "requires": make.requirements(["company"], "applicant", rng.randrange(3)),
        "supports": names,
        "groups": groups,
        "limits": limits,
    }
    return Files(measure, supports)


class _Maker(Maker):
    def dates(self) -> Data:
        """The first day or the year may be unknown, and the last day."""
        rng = self.rng
        first: Data = rng.choice([{"first": "2019-06-18"}, {"first": None, "year": 2019}, {}])
        return {**first, "last": rng.choice([None, "2021-12-31"])}

    def period(self) -> str:
        return self.rng.choice(["once", "year", "some-period"])

    def amount(self) -> int:
        return self.rng.choice([1, 2, 3_000_000, 9_999_999, 10_000_000, 10**15])

    def source(self) -> Data:
        """Its confidence may differ from the document's."""
        rng = self.rng
        return SOURCE if rng.randrange(2) else {**SOURCE, "confidence": rng.choice(MARKS)}

    def weaker(self, when: Data) -> Data:
        """Of some words that a test names, another mark."""
        if "field" not in when or "milestone" in when or self.rng.randrange(2):
            return {}
        operands = (when.get("is"), *when.get("one_of", []))
        words = [word for word in operands if isinstance(word, str) and self.rng.randrange(2)]
        return {"weaker": {word: self.rng.choice(MARKS) for word in words}}

    def requirements(self, kinds: list[str], name: str, count: int) -> list[Data]:
        requirements = []
        for i in range(count):
            registration = not self.rng.randrange(4)  # of the company, which it may read alone
            when = self.condition(["company"] if registration else kinds, self.depth)
            source = {**self.source(), **self.weaker(when)}
            entry: Data = {"id": f"{name}-{i}", "title": TITLE, "when": when, "source": source}
            requirements.append(
                self.guarded({**entry, "registration": True} if registration else entry)
            )
        return requirements

    def support(self, name: str) -> Data:
        rng = self.rng
        kind = rng.choice(KINDS)
        kinds = list(dict.fromkeys([kind, "company"]))
        gives: Data = {
            **self.amounts(kinds),
            **self.supplements(kinds),
            "period": self.period(),
            "discretionary": bool(rng.randrange(2)),
        }
        return self.guarded(
            {
                "id": name,
                "title": titled(name),
                "area": "area",
                "subject": kind,
                "requires": self.requirements(kinds, name, rng.randrange(5)),
                "gives": gives,
            }
        )

    def amounts(self, kinds: list[str]) -> Data:
        """A ceiling, with or without a share; a fixed amount; a share alone; or by reading."""
        rng = self.rng
        bases = _bases(kinds)

        def top() -> Data:
            amount = self.amount_by(kinds) if not rng.randrange(3) else {"amount": self.amount()}
            return {**amount, "source": self.source()}

        def share() -> Data:
            return {**self.base_share(bases), "period": self.period(), "source": self.source()}

        def known_or_not() -> Data:
            return {"unknown": True, "source": self.source()} if rng.randrange(2) else top()

        match rng.choice(["ceiling", "both", "both", "unknown", "fixed", "share", "reading"]):
            case "unknown":
                ceilings = self.alternatives(known_or_not)
                return {"ceiling": ceilings, "share": self.alternatives(share)}
            case "both":
                both = {"ceiling": self.alternatives(top), "share": self.alternatives(share)}
                return {**both, **self.increases(kinds)}
            case "fixed":
                return {"fixed": self.alternatives(top), **self.increases(kinds)}
            case "share":
                return {"share": self.alternatives(share)}
            case "reading" if self.readings:
                name = rng.choice(list(self.readings))
                first, *others = ({"under": {name: option}} for option in self.readings[name])
                fixed = [{**top(), **guard} for guard in others]
                amounts = {"ceiling": {**top(), **first}, "fixed": fixed}
                return {**amounts, "share": {**share(), **first}} if rng.randrange(2) else amounts
            case _:
                return {"ceiling": self.alternatives(top), **self.increases(kinds)}

    def amount_by(self, kinds: list[str]) -> Data:
        """Amounts by the words of a field, none of which lies within another; or by its figure."""
        rng = self.rng
        names = ("yuan", "months", "rate") if rng.randrange(2) else ("word",)
        fields = [
            (f"{kind}.{name}", type_)
            for kind in kinds
            for name, type_ in FIELDS[kind].items()
            if type_.name in names
        ]
        by, type_ = rng.choice(fields)
        if type_.name != "word":
            return {"by": by, **self.steps(type_.name)}
        words = rng.sample(type_.words, rng.randrange(1, min(8, len(type_.words)) + 1))
        apart = [word for word in words if not {*type_.holders(word)[1:]} & {*words}]
        rows: list[Data] = []
        while apart:
            count = rng.choice([1, 1, 2])
            row, apart = apart[:count], apart[count:]
            one_of = row[0] if len(row) == 1 and rng.randrange(2) else row
            rows.append({"one_of": one_of, "amount": self.amount()})
        other = {"else": self.amount()} if rng.randrange(2) else {}
        return {"by": by, "amounts": rows, **other}

    def steps(self, type_name: str) -> Data:
        """Amounts from thresholds on, with or without more for each further unit."""
        rng = self.rng
        known: dict[str, Sequence[Any]] = {"months": MONTHS, "rate": RATES_ASKED}
        bounds = sorted({Decimal(bound): bound for bound in known.get(type_name, SPENDS)}.items())
        count = rng.randrange(1, min(4, len(bounds)) + 1)
        chosen = sorted(rng.sample(range(len(bounds)), count))
        amounts = sorted(rng.sample([1, 2, 999, 3_000_000, 9_999_999, 10**15 - 7], count))
        pairs = zip(chosen, amounts, strict=True)
        rows = [{"at_least": bounds[at][1], "amount": amount} for at, amount in pairs]
        steps: Data = {"amounts": rows}
        if type_name != "rate" and rng.randrange(2):
            most = amounts[-1] + rng.choice([1, 7])
            further = {"each": rng.choice([1, 3, 10**6]), "amount": rng.choice([1, 2, 10**15])}
            steps["further"] = {**further, "at_most": most}
        if rng.randrange(2):
            steps["else"] = self.amount()
        return steps

    def base_share(self, bases: list[str]) -> Data:
        """A share of an amount, or of a sum of amounts, with or without some that come off."""
        rng = self.rng
        count = min(len(bases), rng.choice([1, 1, 1, 2, 3]))
        names = rng.sample(bases, count)
        share: Data = {"of": names if count > 1 or rng.randrange(2) else names[0]}
        others = [name for name in bases if name not in names]
        if others and not rng.randrange(4):
            less = rng.sample(others, min(len(others), rng.choice([1, 1, 2])))
            share["less"] = less if len(less) > 1 or rng.randrange(2) else less[0]
        return {**share, "rate": rng.choice(SHARES)}

    def increases(self, kinds: list[str]) -> Data:
        """Sums by which the ceiling is higher under conditions."""
        if self.rng.randrange(3):
            return {}
        increases = [
            self.guarded(
                {
                    "id": f"higher-{i}",
                    "title": TITLE,
                    "when": self.condition(kinds, 1),
                    "amount": self.amount(),
                    "source": self.source(),
                }
            )
            for i in range(self.rng.choice([1, 1, 2]))
        ]
        alone = len(increases) == 1 and self.rng.randrange(2)
        return {"increase": increases[0] if alone else increases}

    def supplements(self, kinds: list[str]) -> Data:
        """What is on top: uplifts under conditions, matches with and without one."""
        rng = self.rng

        def supplement(name: str, depth: int) -> Data:
            entry = {"id": name, "title": TITLE, "rate": rng.choice(RATES), "source": self.source()}
            return self.guarded({**entry, "when": self.condition(kinds, depth)})

        gives: Data = {}
        if not rng.randrange(3):
            gives["uplift"] = [supplement(f"up-{i}", 1) for i in range(rng.choice([1, 1, 2]))]
        if not rng.randrange(4):
            gives["matches"] = [supplement(f"match-{i}", 0) for i in range(rng.choice([1, 1, 2]))]
            if rng.randrange(2):
                del gives["matches"][0]["when"]
        return gives

    def groups(self, names: list[str]) -> tuple[list[Data], list[tuple[str, list[str]]]]:
        """Groups of supports, and those groups and the single supports as blocks for limits."""
        rng = self.rng
        left = list(names)
        rng.shuffle(left)
        groups: list[Data] = []
        blocks: list[tuple[str, list[str]]] = []
        while left and rng.randrange(3):
            size = rng.randrange(1, min(6, len(left)) + 1)
            members, left = left[:size], left[size:]
            group = {
                "id": f"g-{len(groups)}",
                "title": TITLE,
                "per": rng.choice(["subject", "company"]),
                "members": [self.guarded(scheme) for scheme in self.schemes(members)],
                "source": self.source(),
            }
            if rng.randrange(2):
                group["single_year"] = self.guarded({})
            groups.append(self.guarded(group))
            blocks.append((str(group["per"]), members))
        return groups, [*blocks, *(("subject", [name]) for name in left)]

    def schemes(self, members: list[str]) -> list[Data]:
        """The members as schemes of one support, or of several that add up."""
        schemes: list[Data] = []
        while members:
            size = self.rng.choice([1, 1, 2, 3])
            names, members = members[:size], members[size:]
            several = len(names) > 1 or not self.rng.randrange(4)
            schemes.append({"supports": names} if several else {"support": names[0]})
        return schemes

    def limit_amount(self, per: str, kinds: list[str]) -> Data:
        """An amount, or a share of what all items state, of each kind of subject under it."""
        rng = self.rng
        if rng.randrange(2):
            return {"amount": self.amount()}
        several = list(KINDS) if per == "company" else list(dict.fromkeys([*kinds, "company"]))
        share = self.base_share(_bases(several))
        if per == "subject" and "company" not in {name.split(".")[0] for name in _bases_of(share)}:
            less = share.get("less", [])
            own = [rng.choice(_bases([kind])) for kind in dict.fromkeys(kinds)]
            share["of"] = list(dict.fromkeys([*_bases_of(share), *own]))
            share["less"] = [n for n in ([less] if isinstance(less, str) else less) if n not in own]
            if not share["less"]:
                del share["less"]
        return {"share": share}

    def without_money(self, supports: list[Data], sharing: list[Data]) -> None:
        """Some that no group or limit has, and nobody pays, are entitlements that are no money."""
        shared = {name for entry in sharing for name in _supports(entry)}
        for support in supports:
            gives = support["gives"]
            if support["id"] in shared or "fixed" in gives or "matches" in gives:
                continue
            if self.rng.randrange(2):
                gives["money"] = not self.rng.randrange(3)

    def limits(self, blocks: list[tuple[str, list[str]]], subjects: dict[str, str]) -> list[Data]:
        """Limits over whole blocks, which nest or are disjoint."""
        rng = self.rng
        limits: list[Data] = []
        while blocks and rng.randrange(3):
            shared = [block for block in blocks if rng.randrange(2)] or [blocks[0]]
            # A limit is no finer than what stands inside it.
            coarse = any(per == "company" for per, _ in shared) or rng.randrange(2)
            per = "company" if coarse else "subject"
            supports = [name for _, names in shared for name in names]
            limits.append(
                self.guarded(
                    {
                        "id": f"l-{len(limits)}",
                        "title": TITLE,
                        "per": per,
                        **self.limit_amount(per, [subjects[name] for name in supports]),
                        "period": self.period(),
                        "supports": supports,
                        "source": self.source(),
                    }
                )
            )
            blocks = [*(block for block in blocks if block not in shared), (per, supports)]
        rng.shuffle(limits)
        return limits


def _bases(kinds: list[str]) -> list[str]:
    """The amounts of some kinds of subject."""
    return [
        f"{kind}.{name}"
        for kind in kinds
        for name, type_ in FIELDS[kind].items()
        if type_.name == "yuan"
    ]


def _supports(sharing: Data) -> Iterator[str]:
    """The supports of a group or limit."""
    for entry in [sharing, *sharing.get("members", [])]:
        yield from entry.get("supports") or [entry[key] for key in ("support",) if key in entry]


def _bases_of(share: Data) -> list[str]:
    of = share["of"]
    return [of] if isinstance(of, str) else of


def random_choice(rng: Random, files: Files) -> dict[str, str]:
    """A choice of the measure's readings."""
    return {
        entry["id"]: rng.choice(entry["options"])["id"]
        for entry in files.measure.get("readings", [])
        if rng.randrange(4)
    }
