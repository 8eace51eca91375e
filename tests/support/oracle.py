"""Measure zgc-2019-27 a second time, written from the contract alone, for one plain profile.

It shares no code with the engine: a support is a list of three-valued answers (True, False, None).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

Data = dict[str, Any]
Answer = bool | None
TEN, THREE = 10_000_000, 3_000_000
APPROVALS = ("new_drug_approval", "drug_registration")
DRUGS = ("new-drug-approval", "drug-phase-2", "first-generic-consistency", "drug-clinical-trial")
DEVICES = ("innovative-device", "device-registration")
PLATFORMS = {
    "cxo-platform": ("cro", "cmo", "cdmo"),
    "testing-platform": ("testing_inspection",),
    "translation-centre": ("translation_centre",),
}
INITIATIVES = {
    "listing-and-merger": ("restructuring", "listing", "merger_acquisition"),
    "overseas-rd": ("overseas_rd",),
}
LISTS = {
    **dict.fromkeys(DRUGS, "drugs"),
    **dict.fromkeys(DEVICES, "devices"),
    **dict.fromkeys(PLATFORMS, "platforms"),
    **dict.fromkeys(INITIATIVES, "initiatives"),
}


ENTRY = "clinical_trial_entry"
TRIALS = (  # whoever has reached one of them has entered into clinical trials
    *(f"phase_{number}_{state}" for number in (1, 2, 3) for state in ("entered", "completed")),
    *("stage_1_completed", "stage_2_completed"),
)


@dataclass
class Row:
    """One finding."""

    support: str
    subject: str
    key: str
    status: str
    ceiling: int
    counted: int = 0
    excluded: bool = False


@dataclass
class Answers:
    """What the oracle says about a profile."""

    rows: list[Row]
    total: int
    potential: int


class Oracle:
    """The measure for one profile, claim year and choice of readings."""

    def __init__(self, profile: Data, year: int, readings: Mapping[str, str]) -> None:
        self.profile, self.year = profile, year
        self.text = readings.get("source-basis", "text") == "text"
        self.within = readings.get("milestone-window") == "within-year"
        self.scope = readings.get("cap-scope", "subject")
        self.share_yearly = readings.get("share-period") == "yearly"
        self.trials_too = readings.get("same-drug-reaches-trials", "yes") == "yes"
        self.single_year = readings.get("same-drug-instalments") == "no"
        self.completed = readings.get("initiative-completed", "yes") == "yes"
        self.growth_yearly = readings.get("growth-cap-period") == "yearly"
        self.platform_share = readings.get("platform-base") == "share"
        lists = {item["id"]: name for name in LISTS.values() for item in self._list(name)}
        self.awards = [
            award
            for award in profile.get("awards") or ()
            if award["measure"] == "zgc-2019-27"
            and LISTS.get(award["support"]) == lists.get(award["subject"], "none")
        ]
        self.keys = {item["id"]: item["id"] for name in LISTS.values() for item in self._list(name)}
        # A family may be the id of something of another kind, which it does not join.
        for name in ("drugs", "devices"):
            items = self._list(name)
            joined = families(items)
            self.keys |= {item["id"]: f"{name} {joined[item['id']]}" for item in items}
        self.keys |= {"company": "company"}
        self.group = ["new-drug-approval", "drug-phase-2"] if self.text else []
        if self.text and self.trials_too:
            self.group.append("drug-clinical-trial")

    def answers(self) -> Answers:
        """Statuses, ceilings, and what settling gives."""
        rows = []
        for support, name in LISTS.items():
            if support == "first-generic-consistency" and not self.text:
                continue
            for item in self._list(name):
                answers = [*self._applicant(), *self._own(support, item)]
                status = (
                    "ineligible"
                    if False in answers
                    else "undetermined"
                    if None in answers
                    else "eligible"
                )
                row = Row(support, item["id"], self.keys[item["id"]], status, 0)
                if status != "ineligible":
                    row.ceiling = self._ceiling(row, item)
                rows.append(row)
        potential = self._settle([row for row in rows if row.status != "ineligible"])
        for row in rows:
            row.counted, row.excluded = 0, False
        total = self._settle([row for row in rows if row.status == "eligible"])
        return Answers(rows, total, potential)

    def _list(self, name: str) -> list[Data]:
        return self.profile.get(name) or []

    def _applicant(self) -> list[Answer]:
        company = self.profile["company"]
        park, active = company.get("park"), company.get("activities")
        return [
            None if park is None else park != "outside",
            company.get("legal_person"),
            None if active is None else bool(active),
        ]

    def _own(self, support: str, item: Data) -> list[Answer]:
        if support in PLATFORMS:
            return [_in(item.get("platform_type"), PLATFORMS[support])]
        if support in INITIATIVES:
            day = item.get("date")
            done = None if day is None else self._window(date.fromisoformat(day))
            kind = _in(item.get("initiative_type"), INITIATIVES[support])
            return [kind, done] if self.completed else [kind]
        kept, only_text = self._technical(support, item)
        return [*kept, *(only_text if self.text else [])]

    def _technical(self, support: str, item: Data) -> tuple[list[Answer], list[Answer]]:
        """What both sources ask for, and what the text alone asks for."""
        new = _in(item.get("category"), ("innovative",))
        match support:
            case "new-drug-approval":
                reached = [self._reached(item, word) for word in APPROVALS]
                places = [_attribute(item, word, "place", "beijing") for word in APPROVALS]
                here = [_both(*pair) for pair in zip(reached, places, strict=True)]
                return [_either(*reached)], [new, _either(*here)]
            case "drug-phase-2":
                return [self._reached(item, "phase_2_completed")], [new]
            case "first-generic-consistency":
                word = "consistency_evaluation_passed"
                first = _attribute(item, word, "first_in_country", True)
                return [self._reached(item, word)], [_in(item.get("category"), ("generic",)), first]
            case "drug-clinical-trial":
                early = _either(
                    *(_on(item, word, lambda day: day.year < self.year) for word in APPROVALS)
                )
                before = None if early is None else not early
                entered = self._in_trials(item) if self.text else self._reached(item, ENTRY)
                return [entered], [new, before]
            case "innovative-device":
                word = "special_review_passed"
                national = _attribute(item, word, "review_level", "national")
                return [self._reached(item, word)], [national, item.get("industrialised_in_zone")]
            case _:
                word = "device_registration"
                licence = _on(item, "production_licence", lambda day: day.year <= self.year)
                place = _attribute(item, word, "place", "beijing")
                licensed = _attribute(item, "production_licence", "place", "beijing")
                high = _in(item.get("device_class"), ("II", "III"))
                owns = self.profile["company"].get("owns_ip")
                return [high, self._reached(item, word)], [place, owns, licence, licensed]

    def _window(self, day: date) -> bool:
        return day.year == self.year if self.within else day.year <= self.year

    def _reached(self, item: Data, word: str) -> Answer:
        return _on(item, word, self._window, self._within)

    def _in_trials(self, item: Data) -> Answer:
        def by_year_end(day: date) -> bool:
            return day.year <= self.year

        return _on(item, ENTRY, by_year_end, lambda latest: by_year_end(latest) or None)

    def _within(self, latest: date) -> Answer:
        """Whether a day up to this one may stand in the window."""
        if self.within:
            return False if latest.year < self.year else None
        return True if latest.year <= self.year else None

    def _awarded(self, row: Row, every_year: bool) -> int:
        by_key = row.support in self.group
        return sum(
            award["amount"]
            for award in self.awards
            if award["support"] == row.support
            and (every_year or award["year"] == self.year)
            and (
                self.keys[award["subject"]] == row.key
                if by_key
                else award["subject"] == row.subject
            )
        )

    def _ceiling(self, row: Row, item: Data) -> int:
        growth = row.support in INITIATIVES
        every_year = growth and not self.growth_yearly
        least = (THREE if growth else TEN) - self._awarded(row, every_year)
        shared = self.platform_share if row.support in PLATFORMS else self.text and not growth
        base = item.get("project_investment")
        if shared and base is not None:
            part = int(Fraction(3, 10) * base)
            least = min(least, part - self._awarded(row, not self.share_yearly))
        return max(0, least)

    def _settle(self, rows: list[Row]) -> int:
        for row in rows:
            row.counted, row.excluded = row.ceiling, False
        members = [row for row in rows if row.support in self.group]
        for row in members:
            row.excluded = any(
                award["support"] in self.group
                and self.keys[award["subject"]] == row.key
                and (
                    award["support"] != row.support
                    or (self.single_year and award["year"] != self.year)
                )
                for award in self.awards
            )
        for key in {row.key for row in members}:
            rivals = [row for row in members if row.key == key and not row.excluded]
            for row in sorted(rivals, key=lambda row: -row.ceiling)[1:]:
                row.excluded = True
        for row in rows:
            row.counted = 0 if row.excluded else row.ceiling
        if self.text and self.scope in {"subject", "company"}:
            self._project_share(rows)
        for supports, amount, every_year in self._limits():
            self._limit(rows, supports, amount, every_year)
        return sum(row.counted for row in rows)

    def _project_share(self, rows: list[Row]) -> None:
        """Articles 1 to 4 of one drug or device together: 30 % of what its project costs."""
        technical = (*DRUGS, *DEVICES)
        for key in {row.key for row in rows if row.support in technical}:
            bases = [
                item.get("project_investment")
                for name in ("drugs", "devices")
                for item in self._list(name)
                if self.keys[item["id"]] == key
            ]
            if None in bases:
                continue
            rest = int(Fraction(3, 10) * sum(base for base in bases if base))
            rest -= sum(
                award["amount"]
                for award in self.awards
                if award["support"] in technical
                and self.keys[award["subject"]] == key
                and (not self.share_yearly or award["year"] == self.year)
            )
            for row in rows:
                if row.support in technical and row.key == key:
                    row.counted = min(row.counted, max(0, rest))
                    rest -= row.counted

    def _limits(self) -> Iterable[tuple[tuple[str, ...], int, bool]]:
        technical, platforms = (*DRUGS, *DEVICES), tuple(PLATFORMS)
        if self.scope == "subject":
            yield (*technical, *platforms), TEN, False
        if self.scope == "company":
            yield technical, TEN, False
            yield platforms, TEN, False
            yield tuple(INITIATIVES), THREE, not self.growth_yearly

    def _limit(
        self, rows: list[Row], supports: tuple[str, ...], amount: int, every_year: bool
    ) -> None:
        def cell(key: str) -> str:
            return key if self.scope == "subject" else ""

        used: dict[str, int] = {}
        for award in self.awards:
            if award["support"] in supports and (every_year or award["year"] == self.year):
                at = cell(self.keys[award["subject"]])
                used[at] = used.get(at, 0) + award["amount"]
        for row in rows:
            if row.support in supports:
                at = cell(row.key)
                row.counted = min(row.counted, max(0, amount - used.get(at, 0)))
                used[at] = used.get(at, 0) + row.counted


def _in(value: str | None, words: tuple[str, ...]) -> Answer:
    return None if value is None else value in words


def _both(left: Answer, right: Answer) -> Answer:
    if left is False or right is False:
        return False
    return None if left is None or right is None else True


def _either(left: Answer, right: Answer) -> Answer:
    if left is True or right is True:
        return True
    return None if left is None or right is None else False


def _on(
    item: Data,
    word: str,
    accepts: Callable[[date], bool],
    within: Callable[[date], Answer] = lambda _: None,
) -> Answer:
    """`within` answers for a day that is unknown, but not after the one that it is given."""
    milestones = item.get("milestones")
    if milestones is None:
        return None
    own = [entry for entry in milestones if entry["milestone"] == word]
    implying = [entry for entry in milestones if word == ENTRY and entry["milestone"] in TRIALS]
    if not own and not implying:
        return False
    day = own[0].get("date") if own else None
    if day is not None:
        return accepts(date.fromisoformat(day))
    days = [entry["date"] for entry in implying if entry.get("date") is not None]
    return within(date.fromisoformat(min(days))) if days else None


def _attribute(item: Data, word: str, name: str, expected: object) -> Answer:
    milestones = item.get("milestones")
    if milestones is None:
        return None
    for entry in milestones:
        if entry["milestone"] == word:
            value = entry.get(name)
            return None if value is None else value == expected
    return False


def families(items: list[Data]) -> dict[str, str]:
    """Items of one kind that are joined, by whatever chain, get one name, as union-find has it."""
    name = {item["id"]: item["id"] for item in items}
    for item in items:
        family = item.get("family")
        if family is not None:
            old, new = name[item["id"]], name.setdefault(family, family)
            name = {key: new if value == old else value for key, value in name.items()}
    return name
