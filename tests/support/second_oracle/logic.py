"""Answers of three values about one item of a profile: True, False, and None for unknown."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

Data = dict[str, Any]
Answer = bool | None

APPROVALS = ("new_drug_approval", "drug_registration")  # A1: either is the approval of a drug
CLASS_1 = ("chemical-1", "biological-1", "traditional-1")
CLASS_2 = ("chemical-2", "biological-2", "traditional-2")
BIOLOGICAL_3 = ("biological-3-3", "biological-3-other")  # all that lies within class 3
BIOSIMILAR = ("biological-3-3",)
CLASSIC_FORMULA = ("traditional-3",)
# Words that leave open which of their parts is meant, and all parts that they have.
PARTS = {
    "biological-3": BIOLOGICAL_3,
    "beijing": (
        *("haidian", "changping", "daxing-airport", "daxing-elsewhere", "yizhuang", "tongzhou"),
        "beijing-elsewhere",
    ),
    "daxing": ("daxing-airport", "daxing-elsewhere"),
    "guangzhou": ("huangpu", "guangzhou-elsewhere"),
    "shenzhen": ("longgang", "baoan", "shenzhen-elsewhere"),
    "zhuhai": ("hengqin", "zhuhai-elsewhere"),
    "hainan": ("haikou", "hainan-elsewhere"),
}
CLASSES = frozenset(
    [*(f"chemical-{number}" for number in range(1, 6)), *CLASS_1, *CLASS_2, "biological-3"]
    + [*BIOLOGICAL_3, "traditional-3", "traditional-4"]
    + [f"chemical-2007-{number}" for number in range(1, 7)]
)
# What a milestone says of others: who completed a phase has entered it, and entered into trials.
_PHASES = (1, 2, 3)
IMPLIED_BY = {
    **{f"phase_{number}_entered": (f"phase_{number}_completed",) for number in _PHASES},
    "clinical_trial_entry": (
        *(f"phase_{number}_{state}" for number in _PHASES for state in ("entered", "completed")),
        *("stage_1_completed", "stage_2_completed", "clinical_trial_completed"),
    ),
}


def both(*answers: Answer) -> Answer:
    """All of them."""
    return False if False in answers else None if None in answers else True


def either(*answers: Answer) -> Answer:
    """One of them at least."""
    return True if True in answers else None if None in answers else False


def negated(answer: Answer) -> Answer:
    """The contrary; what is unknown stays so."""
    return None if answer is None else not answer


def among(value: str | None, *words: str) -> Answer:
    """Whether a word is one of these; one that has parts may be any of them."""
    if value is None:
        return None
    possible = set(PARTS.get(value, (value,)))
    named = {part for word in words for part in PARTS.get(word, (word,))}
    return True if possible <= named else False if possible.isdisjoint(named) else None


def any_among(values: list[str] | None, *words: str) -> Answer:
    """Whether one of several words is one of these."""
    return None if values is None else any(value in words for value in values)


def of_class(drug: Data, *classes: str) -> Answer:
    """Whether a drug's registration class is one of these; other texts decide nothing."""
    value = drug.get("registration_class")
    return among(value, *classes) if value in CLASSES else None


def at_least(value: int | None, least: int) -> Answer:
    """Whether an amount reaches another."""
    return None if value is None else value >= least


@dataclass(frozen=True)
class Window:
    """First and last day in which something counts; None: no end."""

    first: date | None
    last: date | None

    def holds(self, day: date) -> bool:
        """Whether a day stands in it."""
        return (self.first is None or self.first <= day) and (self.last is None or day <= self.last)

    def may_hold(self, latest: date | None) -> Answer:
        """The same of a day that is unknown, but not after the latest."""
        if self.first is not None:
            return False if latest is not None and latest < self.first else None
        if self.last is not None:
            return True if latest is not None and latest <= self.last else None
        return True


def claim_window(year: int, began: date | None, choice: str) -> Window:
    """A16: since the measure's first day by default; the whole past, or one year, by a reading.

    A measure of which neither the first day nor its year is known begins with the claim year.
    """
    first, last = date(year, 1, 1), date(year, 12, 31)
    starts = {"since-first-day": began or first, "by-year-end": None, "within-year": first}
    return Window(starts[choice], last)


def reached(item: Data, milestone: str, window: Window) -> Answer:
    """Whether a milestone was reached in a window, by its own entry or by one that implies it."""
    entries = item.get("milestones")
    if entries is None:
        return None
    own = [entry for entry in entries if entry["milestone"] == milestone]
    implying = [entry for entry in entries if entry["milestone"] in IMPLIED_BY.get(milestone, ())]
    if not own and not implying:
        return False
    day = own[0].get("date") if own else None
    if day is not None:
        return window.holds(date.fromisoformat(day))
    days = [entry["date"] for entry in implying if entry.get("date") is not None]
    return window.may_hold(date.fromisoformat(min(days)) if days else None)


def approved(drug: Data, window: Window) -> Answer:
    """Whether a drug got its approval in a window, under its older name or its newer."""
    return either(*(reached(drug, milestone, window) for milestone in APPROVALS))


def says(item: Data, milestone: str, name: str, *accepted: object) -> Answer:
    """Whether what a milestone says beside its day is one of these."""
    entries = item.get("milestones")
    if entries is None:
        return None
    for entry in entries:
        if entry["milestone"] == milestone:
            return None if entry.get(name) is None else entry[name] in accepted
    implying = IMPLIED_BY.get(milestone, ())
    return None if any(entry["milestone"] in implying for entry in entries) else False
