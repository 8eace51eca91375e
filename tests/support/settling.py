"""Any measure settled a second time, from its files' plain data and the contract alone.

Slow and plain, and sharing no code with the engine: conditions are judged by `tests.kleene`, and
every amount is reckoned anew wherever it is asked for.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from tests.support.kleene import OUTCOMES, Answer, Judge, status
from tests.support.oracle import families
from tests.support.strategies.rulebooks import MARKS, Files

Data = dict[str, Any]
MOST = 10**15  # the largest amount that a profile may state
LISTS = {"drug": "drugs", "device": "devices", "platform": "platforms", "initiative": "initiatives"}


# The versions of each packaged series, with the year in which each begins.
VERSIONS = {"shanghai": [("shanghai-2021", 2021), ("shanghai-2024", 2024)]}


def names_measure(award: Data, measure: str) -> bool:
    """Whether an award names a measure, or a series whose version it is at the end of the year."""
    versions = VERSIONS.get(award["measure"])
    if versions is None:
        return bool(award["measure"] == measure)
    begun = [name for name, year in versions if year <= award["year"]]
    return measure == (begun[-1] if begun else versions[0][0])


@dataclass(eq=False)
class Row:
    """One finding."""

    support: Data
    subject: str | None
    key: str
    item: Data
    status: str
    outcomes: dict[str, str]
    supplements: list[tuple[Data, Answer]] = field(default_factory=list)
    rows: list[tuple[str, int, Answer]] = field(default_factory=list)
    ceiling: int = 0
    undecided: bool = False
    unbounded: bool = False
    counted: int = 0
    excluded: bool = False
    own_marks: list[str] = field(default_factory=list)  # of its requirements and amount
    shared_marks: list[str] = field(default_factory=list)  # of what binds it beside others

    @property
    def confidence(self) -> str | None:
        """The weakest mark; none where it is ineligible."""
        marks = [*self.own_marks, *self.shared_marks]
        return None if self.status == "ineligible" else max(marks, key=MARKS.index)

    @property
    def name(self) -> str:
        """The support's id."""
        return str(self.support["id"])

    @property
    def supplemented(self) -> dict[str, str]:
        """The outcome of each row, increase, uplift and match."""
        rows = {name: OUTCOMES[answer] for name, _, answer in self.rows}
        return rows | {entry["id"]: OUTCOMES[answer] for entry, answer in self.supplements}


@dataclass
class Answers:
    """What the measure says about a profile."""

    rows: list[Row]
    total: int
    potential: int


class Settling:
    """A measure for one profile, claim year and choice of readings."""

    def __init__(
        self,
        files: Files,
        data: Data,
        year: int,
        chosen: Mapping[str, str],
        *,
        registered: bool = False,
    ) -> None:
        self.measure, self.supports = files.measure, files.supports
        self.data, self.year = data, year
        self.registered = registered
        self.judge = Judge(files.measure, year, chosen)
        self.keys = {"company": "company"}
        kinds = {"company": "company"}
        for kind, name in LISTS.items():
            items = data.get(name) or []
            joined = families(items)  # platforms and initiatives have no family
            self.keys |= {name: f"{kind} {joined[name]}" for name in (i["id"] for i in items)}
            kinds |= {item["id"]: kind for item in items}
        due = {support["id"]: support["subject"] for support in files.supports}
        self.awards = [
            award
            for award in data.get("awards") or ()
            if names_measure(award, files.measure["id"])
            and due.get(award["support"]) == kinds[award["subject"]]
        ]

    def answers(self) -> Answers:
        """Statuses, ceilings, and what settling gives."""
        rows = list(self._rows())
        for row in rows:
            if row.status != "ineligible":
                self._amount(row)
        money = [row for row in rows if row.support["gives"].get("money", True)]
        possible = [row for row in money if row.status != "ineligible"]
        potential = self._settle(possible)
        for row in rows:  # what only may be possible counts nothing, and is not excluded
            row.counted, row.excluded, row.shared_marks = 0, False, []
        total = self._settle([row for row in money if row.status == "eligible"])
        return Answers(rows, total, potential)

    def _rows(self) -> Iterator[Row]:
        company = self.data["company"]
        for support in self.supports:
            if not self.judge.applies(support):
                continue
            kind = support["subject"]
            for item in [company] if kind == "company" else self.data.get(LISTS[kind]) or []:
                requirements = [*self.measure.get("requires", []), *support["requires"]]
                if self.registered:
                    requirements = [
                        entry for entry in requirements if not entry.get("registration")
                    ]
                answers = self.judge.requirements(requirements, company, item)
                outcomes = {name: OUTCOMES[answer] for name, answer in answers.items()}
                name = item.get("id")
                key = self.keys["company" if kind == "company" else name]
                row = Row(
                    *(support, name, key, item, status(answers.values()), outcomes),
                    list(self._supplements(support, item)),
                    list(self._by_field(support, item)),
                )
                row.own_marks += self._marks(requirements, item)
                yield row

    def _marks(self, requirements: list[Data], item: Data) -> Iterator[str]:
        """How surely each requirement that exists holds of what the profile states."""
        for entry in self.judge.standing(requirements):
            source, when = entry["source"], entry["when"]
            named = "field" in when and "milestone" not in when
            stated = self._stated(when["field"], item) if named else None
            weaker = source.get("weaker", {})
            in_weaker = isinstance(stated, str) and stated in weaker
            yield weaker[stated] if in_weaker else self._sure(source)

    def _sure(self, source: Data) -> str:
        documents = {entry["id"]: entry["confidence"] for entry in self.measure["documents"]}
        return str(source.get("confidence") or documents[source["document"]])

    def _supplements(self, support: Data, item: Data) -> Iterator[tuple[Data, Answer]]:
        for name in ("increase", "uplift", "matches"):
            for supplement in self.judge.standing(support["gives"].get(name)):
                when = supplement.get("when")
                company = self.data["company"]
                yield supplement, True if when is None else self.judge.judge(when, company, item)

    def _tops(self, gives: Data) -> list[Data]:
        return self.judge.standing(gives.get("ceiling")) + self.judge.standing(gives.get("fixed"))

    def _by_field(self, support: Data, item: Data) -> Iterator[tuple[str, int, Answer]]:
        """The amounts by a field, each with whether it is the one that holds."""
        for top in self._tops(support["gives"]):
            company, holds = self.data["company"], []
            for row in top.get("amounts", []):
                key = "one_of" if "one_of" in row else "at_least"
                value = _list(row[key]) if key == "one_of" else row[key]
                holds.append({"field": top["by"], key: value})
                name = value[0] if key == "one_of" else f"at-least-{value}"
                amount = row["amount"]
                if row is top["amounts"][-1] and "further" in top:
                    amount = self._further(top, row, item)
                yield name, amount, self.judge.judge(holds[-1], company, item)
            if "else" in top:
                when = {"not": {"any": holds}}
                yield "else", top["else"], self.judge.judge(when, company, item)

    def _further(self, top: Data, row: Data, item: Data) -> int:
        """What the last step comes to with the units above it; the most where unknown."""
        further, figure = top["further"], self._stated(top["by"], item)
        if figure is None:
            return int(further["at_most"])
        whole = max(0, figure - row["at_least"]) // further["each"]
        return int(min(further["at_most"], row["amount"] + whole * further["amount"]))

    def _amount(self, row: Row) -> None:
        gives = row.support["gives"]
        tops = self._tops(gives)
        shares = self.judge.standing(gives.get("share"))
        base = None
        if shares:
            base = based(
                [self._stated(name, row.item) for name in _names(shares[0], "of")],
                [self._stated(name, row.item) for name in _names(shares[0], "less")],
            )
        most = MOST * len(_names(shares[0], "of")) if shares else 0
        known = tops and not tops[0].get("unknown")
        top = tops[0].get("amount", 0) if known else part(most, shares[0]["rate"])
        top += max([amount for _, amount, answer in row.rows if answer is not False], default=0)
        top += sum(
            entry.get("amount", 0) for entry, answer in row.supplements if answer is not False
        )
        used = [*tops, *(shares if base is not None or not known else [])]
        used += [entry for entry, answer in row.supplements if answer is not False]
        row.own_marks += [self._sure(entry["source"]) for entry in used]
        least = supplemented(top, row) - self._awarded(row, gives["period"])
        if shares and base is not None:
            share = supplemented(part(base, shares[0]["rate"]), row)
            less = self._awarded(row, shares[0]["period"]) + self._of_others(row, shares[0])
            least = min(least, share - less)
        row.ceiling = max(0, least)
        open_raise = None in [answer for *_, answer in (*row.rows, *row.supplements)]
        hidden = bool(tops) and not known
        row.undecided = row.ceiling > 0 and (
            open_raise or hidden or (bool(shares) and base is None)
        )
        row.unbounded = not known and base is None
        row.undecided |= any(self._room(limit, row) is None for limit in self._over(row))

    def _stated(self, name: str, item: Data) -> Any:
        kind, field_name = name.split(".")
        return (self.data["company"] if kind == "company" else item).get(field_name)

    def _over(self, row: Row) -> list[Data]:
        limits = self.judge.standing(self.measure.get("limits", []))
        return [limit for limit in limits if row.name in limit["supports"]]

    def _room(self, limit: Data, row: Row) -> int | None:
        """What a limit comes to where a row stands; None where that is unknown."""
        if "amount" in limit:
            return int(limit["amount"])
        sums: dict[str, list[int | None]] = {"of": [], "less": []}
        for key, stated in sums.items():
            for name in _names(limit["share"], key):
                kind = name.split(".")[0]
                if kind == "company":
                    stated.append(self._stated(name, {}))
                    continue
                items = self.data.get(LISTS[kind]) or []
                at = _cell(limit, row.key)
                inside = [item for item in items if _cell(limit, self.keys[item["id"]]) == at]
                stated += [self._stated(name, item) for item in inside]
        base = based(sums["of"], sums["less"])
        return None if base is None else part(base, limit["share"]["rate"])

    def _once(self, period: str) -> bool:
        """Whether awards of every year come off."""
        if period in {"once", "year"}:
            return period == "once"
        return bool(self.judge.chosen(self.measure["periods"][period])["period"] == "once")

    def _awarded(self, row: Row, period: str) -> int:
        once = self._once(period)
        return sum(
            award["amount"]
            for award in self._concerning(row)
            if award["support"] == row.name and (once or award["year"] == self.year)
        )

    def _of_others(self, row: Row, share: Data) -> int:
        """What other payers granted that the share tops up."""
        named, once = _list(share.get("tops_up") or []), self._once(share["period"])
        awards = [
            award
            for award in self.data.get("awards") or ()
            if award["measure"] in named or ("other" in named and _is_outside(award["measure"]))
        ]
        return sum(
            award["amount"]
            for award in awards
            if award in self._concerning(row, awards) and (once or award["year"] == self.year)
        )

    def _concerning(self, row: Row, awards: list[Data] | None = None) -> list[Data]:
        """Awards of what the row is about: its key in a group, the very subject elsewhere."""
        awards = self.awards if awards is None else awards
        group = self._group(row)
        if group is None:
            subject = row.subject if row.support["subject"] != "company" else "company"
            return [award for award in awards if award["subject"] == subject]
        if group["per"] == "company":
            return awards
        return [award for award in awards if self.keys[award["subject"]] == row.key]

    def _schemes(self, group: Data) -> list[list[str]]:
        members = self.judge.standing(group["members"])
        return [member.get("supports") or [member["support"]] for member in members]

    def _group(self, row: Row) -> Data | None:
        for group in self.judge.standing(self.measure.get("groups", [])):
            if any(row.name in scheme for scheme in self._schemes(group)):
                return group
        return None

    def _settle(self, rows: list[Row]) -> int:
        for row in rows:
            row.excluded, row.shared_marks = False, []
        for group in self.judge.standing(self.measure.get("groups", [])):
            schemes = self._schemes(group)
            members = [row for row in rows if any(row.name in scheme for scheme in schemes)]
            for row in members:
                row.excluded = self._excluded_by_award(row, group, schemes)
            for key in {_cell(group, row.key) for row in members}:
                own = [row for row in members if _cell(group, row.key) == key]
                _one_scheme([row for row in own if not row.excluded], schemes)
            for row in members:
                if row.excluded:
                    row.shared_marks.append(self._sure(group["source"]))
        for entry in self.judge.standing(self.measure.get("at_most", [])):
            self._count_out(entry, [row for row in rows if row.name in entry["supports"]])
        return self._limited(rows)

    def _count_out(self, entry: Data, rows: list[Row]) -> None:
        """Excludes what is beyond a number of subjects, years or instalments."""
        rows = [row for row in rows if not row.excluded]
        for cell in {_cell(entry, row.key) for row in rows}:
            own = [row for row in rows if _cell(entry, row.key) == cell]
            granted = [
                (award, self.keys[award["subject"]])
                for award in self.awards
                if award["support"] in entry["supports"]
                and _cell(entry, self.keys[award["subject"]]) == cell
                and (
                    entry["count"] == "years"
                    or self._once(entry["period"])
                    or award["year"] == self.year
                )
            ]
            if entry["count"] == "years":
                past = {award["year"] for award, _ in granted} - {self.year}
                losers = own if len(past) >= entry["most"] else []
            elif entry["count"] == "subjects":
                losers = self._too_many_keys(entry, own, {key for _, key in granted})
            else:
                ranked = sorted(own, key=lambda row: -row.ceiling)  # stable: the earlier first
                losers = ranked[max(0, entry["most"] - len(granted)) :]
            for row in losers:
                row.excluded = True
                row.shared_marks.append(self._sure(entry["source"]))

    def _too_many_keys(self, entry: Data, rows: list[Row], held: set[str]) -> list[Row]:
        """The rows of keys that find no place beside those that were awarded."""
        brings = {}
        for key in dict.fromkeys(row.key for row in rows if row.key not in held):
            own = [row for row in rows if row.key == key]
            for row in own:
                row.counted = row.ceiling
            inner = [
                limit
                for limit in self.judge.standing(self.measure.get("limits", []))
                if limit["per"] == "subject" and set(limit["supports"]) <= set(entry["supports"])
            ]
            brings[key] = self._limited(own, inner)
            for row in own:
                row.shared_marks = []
        ranked = sorted(brings, key=lambda key: -brings[key])
        losers = ranked[max(0, entry["most"] - len(held)) :]
        return [row for row in rows if row.key in losers]

    def _limited(self, rows: list[Row], only: list[Data] | None = None) -> int:
        """What rows bring under limits, in their order."""
        for number, row in enumerate(rows):
            row.counted = 0 if row.excluded else row.ceiling
            over = [limit for limit in self._over(row) if only is None or limit in only]
            for limit in sorted(over, key=_width):
                amount = self._room(limit, row)
                if amount is None or row.excluded:
                    continue
                rest = max(0, amount - self._used(limit, row, rows[:number]))
                if rest < row.counted:
                    row.counted = rest
                    row.shared_marks.append(self._sure(limit["source"]))
        return sum(row.counted for row in rows)

    def _excluded_by_award(self, row: Row, group: Data, schemes: list[list[str]]) -> bool:
        single = "single_year" in group and self.judge.standing(
            group["single_year"] or {"under": {}}
        )
        for award in self._concerning(row):
            for scheme in schemes:
                if award["support"] in scheme:
                    if row.name not in scheme:
                        return True
                    if single and award["year"] != self.year:
                        return True
        return False

    def _used(self, limit: Data, row: Row, earlier: list[Row]) -> int:
        """What awards and earlier rows take of a limit that the row stands under."""
        once, at = self._once(limit["period"]), _cell(limit, row.key)
        awarded: int = sum(
            award["amount"]
            for award in self.awards
            if award["support"] in limit["supports"]
            and _cell(limit, self.keys[award["subject"]]) == at
            and (once or award["year"] == self.year)
        )
        inside = [other for other in earlier if other.name in limit["supports"]]
        return awarded + sum(other.counted for other in inside if _cell(limit, other.key) == at)


def _width(limit: Data) -> tuple[int, bool]:
    """Of limits that nest, the inner one has the smaller."""
    return len(limit["supports"]), limit["per"] == "company"


def _cell(sharing: Data, key: str) -> str:
    """What a group or limit holds for: each key by itself, or the company."""
    return key if sharing["per"] == "subject" else ""


def _one_scheme(rows: list[Row], schemes: list[list[str]]) -> None:
    """Excludes all but the scheme that brings most, and of each support all but the largest."""
    best: list[Row] = []
    for scheme in schemes:
        standing = []
        for name in scheme:
            own = [row for row in rows if row.name == name]
            standing += [row for row in own if row is max(own, key=lambda row: row.ceiling)]
        standing.sort(key=rows.index)
        amount, most = (sum(row.ceiling for row in rows) for rows in (standing, best))
        earlier = best and standing and rows.index(standing[0]) < rows.index(best[0])
        if standing and (not best or amount > most or (amount == most and earlier)):
            best = standing
    for row in rows:
        row.excluded = row not in best


def based(plus: list[int | None], less: list[int | None]) -> int | None:
    """A sum less others, never below nothing; unknown where a part is."""
    if None in plus or None in less:
        return None
    return max(0, sum(a for a in plus if a) - sum(a for a in less if a))


def _names(share: Data, key: str) -> list[str]:
    return _list(share.get(key) or [])


def _list(named: str | list[str]) -> list[str]:
    return [named] if isinstance(named, str) else named


def part(base: int, rate: str) -> int:
    """A rate of a base, rounded down to the yuan."""
    exact = Fraction(rate)
    return base * exact.numerator // exact.denominator


def supplemented(amount: int, row: Row) -> int:
    """The amount with each raise that is met or may be on top, each rounded down."""
    for supplement, answer in row.supplements:
        if answer is not False:
            amount += part(amount, supplement.get("rate", "0"))
    return amount


def _is_outside(payer: str) -> bool:
    """Whether it names somebody outside the rulebook: a name stands behind the colon."""
    return payer.startswith("other:") and payer != "other:"
