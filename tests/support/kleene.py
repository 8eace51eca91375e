"""Conditions as rule files say them, judged on plain data by Kleene's strong logic.

A second, slower reading of the contract, to hold the engine against.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from yaoxie.profile.vocabulary import packaged

Data = dict[str, Any]
Answer = bool | None
CLASSES = packaged().ids("registration_class")
WITHIN = {
    word.id: word.within for words in packaged().words.values() for word in words if word.within
}
FIRST_DAY, LAST_DAY = date.min.isoformat(), date.max.isoformat()
OUTCOMES = {True: "met", False: "unmet", None: "unknown"}


def implies(word: str, other: str) -> bool:
    """Whether a milestone has another one as its condition, directly or not."""
    kinds = packaged().content.kinds.values()
    entries = [entry for kind in kinds for entry in kind.milestones if entry.id == word]
    return any(other == name or implies(name, other) for entry in entries for name in entry.implies)


class Judge:
    """Judges conditions of one measure for one claim year and choice of readings."""

    def __init__(self, measure: Data, year: int, chosen: Mapping[str, str]) -> None:
        defaults = {entry["id"]: entry["options"][0]["id"] for entry in measure.get("readings", [])}
        self.readings = {**defaults, **chosen}
        self.year = year
        windows = measure.get("windows", {})
        dates = measure["dates"]
        began = dates.get("first") or (f"{dates['year']:04}-01-01" if dates.get("year") else None)
        self.began = began
        self.windows = {name: self.chosen(alternatives) for name, alternatives in windows.items()}

    def applies(self, guarded: Data) -> bool:
        """Whether a guarded entry exists under the readings."""
        guard = guarded.get("under") or {}
        return all(
            self.readings[name] in ([options] if isinstance(options, str) else options)
            for name, options in guard.items()
        )

    def chosen(self, alternatives: Data | list[Data]) -> Data:
        """The alternative that holds."""
        return self.standing(alternatives)[0]

    def standing(self, alternatives: Data | list[Data] | None) -> list[Data]:
        """The alternatives that exist; a single one may stand without a list."""
        if not isinstance(alternatives, list):
            alternatives = [alternatives] if alternatives else []
        return [guarded for guarded in alternatives if self.applies(guarded)]

    def requirements(self, entries: Iterable[Data], company: Data, item: Data) -> dict[str, Answer]:
        """The answer of each requirement that exists."""
        return {
            entry["id"]: self.judge(entry["when"], company, item)
            for entry in entries
            if self.applies(entry)
        }

    def judge(self, when: Data, company: Data, item: Data) -> Answer:
        """One condition on one item of a company."""
        if "not" in when:
            answer = self.judge(when["not"], company, item)
            return None if answer is None else not answer
        if "all" in when:
            return conjunction(self.judge(part, company, item) for part in when["all"])
        if "any" in when:
            parts = [self.judge(part, company, item) for part in when["any"]]
            return True if True in parts else None if None in parts else False
        return self._compare(when, company, item)

    def _compare(self, when: Data, company: Data, item: Data) -> Answer:
        for operator in BESIDE:
            if operator in when:
                own = _day(when, company, item)
                return beside(operator, own, _day(when[operator], company, item), when[operator])
        if "milestone" in when:
            entries = item.get("milestones")
            if entries is None:
                return None
            return self._milestone(when, entries)
        kind, name = when["field"].split(".")
        value = (company if kind == "company" else item).get(name)
        if name == "registration_class" and value not in CLASSES:
            return None  # any text may stand there, but only words decide
        for operator in ("at_least_part", "at_most_part"):
            if operator in when:
                kind, name = when[operator]["of"].split(".")
                other = (company if kind == "company" else item).get(name)
                if value is None or other is None:
                    return None
                part = Fraction(when[operator]["rate"]) * other
                return bool(value >= part if operator == "at_least_part" else value <= part)
        return None if value is None else self._accepts(when, value)

    def _milestone(self, when: Data, entries: list[Data]) -> Answer:
        """A milestone by its own entry; a day that is unknown by what implies the milestone."""
        word, field = when["milestone"], when.get("field", "date")
        own = [entry for entry in entries if entry["milestone"] == word]
        implying = [entry for entry in entries if implies(entry["milestone"], word)]
        if not own and not implying:
            return False
        value = own[0].get(field) if own else None
        if value is not None or field != "date":
            return None if value is None else self._accepts(when, value)
        days = [entry["date"] for entry in implying if entry.get("date") is not None]
        return self._bounded(when, min(days, default=None))

    def _bounded(self, when: Data, latest: str | None) -> Answer:
        """A day that nobody knows, but that is not after the latest one."""
        if when.get("before") == FIRST_DAY:  # nothing is, which the engine says of a bounded day
            return False if latest is not None and latest < LAST_DAY else None
        if "before" in when:
            return True if latest is not None and latest < when["before"] else None
        if "on_or_after" in when:
            return False if latest is not None and latest < when["on_or_after"] else None
        first, last = self._ends(when["reached"])
        if first is not None:
            return False if latest is not None and latest < first else None
        if last is not None:
            return True if latest is not None and latest <= last else None
        return True

    def _accepts(self, when: Data, value: Any) -> Answer:
        operator = next(name for name in when if name not in {"field", "milestone", "except"})
        operand = when[operator]
        match operator:
            case "is" if isinstance(operand, bool):
                return bool(value == operand)
            case "is" | "one_of":
                named = [operand] if isinstance(operand, str) else operand
                values = value if isinstance(value, list) else [value]
                excepted = when.get("except", ())
                parts = [among(word, named, excepted, WITHIN) for word in values]
                return True if True in parts else None if None in parts else False
            case "at_least":
                return _number(value) >= _number(operand)
            case "at_most":
                return _number(value) <= _number(operand)
            case "before":
                return bool(value < operand)  # ISO dates sort as text
            case "on_or_after":
                return bool(value >= operand)
            case _:
                first, last = self._ends(operand)
                return (first is None or first <= value) and (last is None or value <= last)

    def _ends(self, name: str) -> tuple[str | None, str | None]:
        """The first and last day of a window in the claim year."""
        window = self.windows[name]
        for row in window.get("years") or ():
            if row["year"] == self.year:
                window = row
        return self._day(window.get("first")), self._day(window.get("last"))

    def _day(self, end: str | None) -> str | None:
        anchors = {
            "claim-year-start": date(self.year, 1, 1),
            "claim-year-end": date(self.year, 12, 31),
            "previous-year-start": date(self.year - 1, 1, 1),
            "previous-year-end": date(self.year - 1, 12, 31),
        }
        if end == "measure-start":
            return self.began
        return anchors[end].isoformat() if end in anchors else end


EARLY, LATE = 0, date.max.toordinal() + 1  # before and after every day
BESIDE = ("before_day_of", "on_or_after_day_of", "within_months_of")


@dataclass(frozen=True)
class Day:
    """What is known of a day: that it is not there (False), the day, or a last one."""

    there: Answer
    day: str | None = None
    latest: str | None = None


def _day(named: Data, company: Data, item: Data) -> Day:
    """The day of a milestone, or of a field."""
    if "milestone" not in named:
        kind, name = named["field"].split(".")
        return Day(True, (company if kind == "company" else item).get(name))
    entries = item.get("milestones")
    if entries is None:
        return Day(None)
    word = named["milestone"]
    own = [entry for entry in entries if entry["milestone"] == word]
    implying = [entry for entry in entries if implies(entry["milestone"], word)]
    if not own and not implying:
        return Day(False)
    days = [entry["date"] for entry in implying if entry.get("date")]
    return Day(True, own[0].get("date") if own else None, min(days, default=None))


def beside(operator: str, own: Day, other: Day, terms: Data) -> Answer:
    """A day against another, for every day that each of them may be."""
    if own.there is False or other.there is False:
        return False
    answers = {
        _beside(operator, day, against, terms.get("months", 0))
        for day in _candidates(own, other)
        for against in _candidates(other, own)
    }
    return answers.pop() if len(answers) == 1 else None


def _candidates(day: Day, other: Day) -> set[int]:
    """Numbers of days that stand for all that a day may be beside another.

    Those before the first and after the last of the calendar are among them, so that a day is no
    more known for standing at the end of it.
    """
    if day.day is not None:
        return {date.fromisoformat(day.day).toordinal()}
    last = date.fromisoformat(day.latest).toordinal() if day.there and day.latest else LATE
    near = [date.fromisoformat(known).toordinal() for known in (other.day, other.latest) if known]
    return {EARLY, last, *(known for known in near if known <= last)}


def _beside(operator: str, day: int, other: int, months: int) -> bool:
    if operator == "before_day_of":
        return day < other
    if operator == "on_or_after_day_of" or day < other:
        return day >= other
    if EARLY in (day, other) or LATE in (day, other):
        return day == other
    own, beside = date.fromordinal(day), date.fromordinal(other)
    count = (own.year - beside.year) * 12 + own.month - beside.month
    return count < months or (count == months and own.day <= beside.day)


def parts_of(word: str, within: Mapping[str, str]) -> frozenset[str]:
    """All that a word may stand for: itself, where it is none of the others, and its parts."""
    inner = [each for each, outer in within.items() if outer == word]
    return frozenset([word]).union(*(parts_of(each, within) for each in inner))


def among(
    word: str, named: Iterable[str], excepted: Iterable[str], within: Mapping[str, str]
) -> Answer:
    """Whether a word lies within named ones less others, each being all that it may stand for."""
    own = parts_of(word, within)
    inside = frozenset[str]().union(*(parts_of(each, within) for each in named))
    taken = frozenset[str]().union(*(parts_of(each, within) for each in excepted))
    if own <= inside and own.isdisjoint(taken):
        return True
    return False if own.isdisjoint(inside) or own <= taken else None


def _number(value: int | str) -> Decimal:
    """Amounts, months, and rates, which are texts."""
    return Decimal(value)


def conjunction(answers: Iterable[Answer]) -> Answer:
    """All of them, in three values."""
    known = list(answers)
    return False if False in known else None if None in known else True


def status(answers: Iterable[Answer]) -> str:
    """The status of a finding with these requirements."""
    names = {True: "eligible", False: "ineligible", None: "undetermined"}
    return names[conjunction(answers)]
