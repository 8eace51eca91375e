"""What can never be right in rule files, though each part of them is well formed.

Days that run backwards, rates of more than all, empty texts, supports of one title, guards that
exclude each other, and conditions that no profile can meet.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from yaoxie.messages import Either, Message
from yaoxie.rules import model as measure
from yaoxie.rules.checks import Checker
from yaoxie.rules.choosing import applies, applying, excludes, window_of
from yaoxie.rules.conditions import Condition, tests_of
from yaoxie.rules.contradictions import Required, Solver, alternatives
from yaoxie.rules.days import Ends, Window, anchor_number
from yaoxie.rules.row_checks import left_out, values_of
from yaoxie.rules.rows import StatedRow, key_of, rows_of
from yaoxie.rules.scope import Readings, in_words, item
from yaoxie.rules.types import Under
from yaoxie.sources.salvage import UNREADABLE
from yaoxie.sources.yaml_text import YamlFile
from yaoxie.values import Title

# A share is of all at most. Others pay up to twice as much on top (1:2), and nobody asks for more
# than tenfold: what is written for 40 % is "0.40".
MOST_OF_SHARE, MOST_ON_TOP, MOST_ASKED = Decimal(1), Decimal(2), Decimal(10)
MAX_COMBINATIONS = 200  # of readings, for each support
_SHOWN = 5  # words that a fault names


def check_texts(source: YamlFile) -> None:
    """No text of a file is blank."""
    for at, text in source.blanks.items():
        source.add_fault(at, text, Message("rules.not-blank"))


def check_dates(dates: measure.Dates, source: YamlFile) -> None:
    """The days of a measure follow each other, and its year is that of its first day."""
    first, last = dates.first, dates.last
    if first is not None and dates.year is not None and dates.year != first.year:
        source.add_fault("/dates/year", dates.year, Message("rules.year-of-first", year=first.year))
    earliest = max(day for day in (dates.start, dates.signed, date.min) if day is not None)
    if last is not None and last < earliest:
        source.add_fault("/dates/last", str(last), Message("rules.day-from", day=earliest))
        return
    doubtful = dates.doubtful_from
    if doubtful is not None and dates.start is not None and doubtful < dates.start:
        expected = Message("rules.day-from-first", day=dates.start)
        source.add_fault("/dates/doubtful_from", str(doubtful), expected)
    elif doubtful is not None and last is not None and doubtful > last:
        expected = Message("rules.day-up-to", day=last)
        source.add_fault("/dates/doubtful_from", str(doubtful), expected)


def check_windows(model: measure.Measure, source: YamlFile) -> None:
    """A window's first day is not after its last, and each claim year stands once."""
    for name, entries in model.windows.items():
        for i, entry in enumerate(entries):
            at = item(source, f"/windows/{name}", i)
            window = window_of(entry, model.dates)
            places = {at: window.ends}
            for j, row in enumerate(entry.years):
                places[f"{at}/years/{j}"] = window.years[j][1]
                if row.year in [other.year for other in entry.years[:j]]:
                    source.add_fault(
                        f"{at}/years/{j}/year", row.year, Message("rules.each-year-once")
                    )
            for place, ends in places.items():
                if _swapped(ends):
                    expected = Message("rules.day-up-to", day=ends.last)
                    source.add_fault(f"{place}/first", str(ends.first), expected)


def _swapped(ends: Ends) -> bool:
    """Whether no day of any claim year lies in a window; one end alone of a fixed day may be so."""
    first, last = ends
    if isinstance(first, date) and isinstance(last, date):
        return first > last
    if isinstance(first, str) and isinstance(last, str):
        return anchor_number(first) > anchor_number(last)
    return False


@dataclass(slots=True)
class CoherenceChecker:
    """Checks one measure, of which each part was checked by itself."""

    checker: Checker
    files: Sequence[tuple[measure.Support, YamlFile]]
    windows: dict[tuple[tuple[str, str], ...], dict[str, Window]] = field(default_factory=dict)

    def run(self) -> None:
        """Adds what can never be right to the files that it stands in."""
        model, source = self.checker.model, self.checker.source
        for file in (source, *(place for _, place in self.files)):
            check_texts(file)
        check_dates(model.dates, source)
        check_windows(model, source)
        self._titles()
        for group in range(len(model.groups)):
            self._members(group)
        for i, limit in enumerate(model.limits):
            if limit.share is not None and not 0 < limit.share.rate <= MOST_OF_SHARE:
                rate, at = limit.share.rate, f"/limits/{i}/share/rate"
                source.add_fault(at, str(rate), _rate_up_to(MOST_OF_SHARE, rate))
        applicant = list(self._required(model.requires, self.checker.applicant))
        self._conditions(applicant, [], {}, source)
        for support, place in self.files:
            self._guards(support, place)
            self._rates(support, place)
            own = {
                name: built
                for (of, name), built in self.checker.conditions.items()
                if of == support.id
            }
            required = list(self._required(support.requires, own))
            supplements = list(self._supplements(support, place))
            self._conditions(required, supplements, support.under, place, applicant)
            self._rows(support, place, [*applicant, *required])

    def _titles(self) -> None:
        """Supports that stand together have titles of their own, as have options of a reading."""
        seen: list[measure.Support] = []
        for support, place in self.files:
            for other in seen:
                for lang in _same(support.title, other.title):
                    if excludes(support.under, other.under):
                        continue
                    expected = Message("rules.own-title", other=other.id)
                    place.add_fault(f"/title/{lang}", getattr(support.title, lang), expected)
            seen.append(support)
        for i, reading in enumerate(self.checker.model.readings):
            for j, option in enumerate(reading.options):
                for other_option in reading.options[:j]:
                    for lang in _same(option.title, other_option.title):
                        at = f"/readings/{i}/options/{j}/title/{lang}"
                        expected = Message("rules.own-title", other=other_option.id)
                        self.checker.source.add_fault(at, getattr(option.title, lang), expected)

    def _members(self, number: int) -> None:
        """Members of a group exist under readings under which the group and the support do."""
        group = self.checker.model.groups[number]
        at = f"/groups/{number}"
        for j, member in enumerate(group.members):
            self._inside(group.under, member.under, f"{at}/members/{j}", self.checker.source)
            for name in member.names:
                support = self.checker.supports.get(name)
                if support is not None:
                    guard = {**group.under, **member.under}
                    self._inside(support.under, guard, f"{at}/members/{j}", self.checker.source)
        for j, guarded in enumerate(group.single_year or ()):
            place = item(self.checker.source, f"{at}/single_year", j)
            self._inside(group.under, guarded.under, place, self.checker.source)

    def _guards(self, support: measure.Support, source: YamlFile) -> None:
        """What a support holds exists under readings under which the support does."""
        entries: list[tuple[str, Any]] = [
            (f"/requires/{i}", entry) for i, entry in enumerate(support.requires)
        ]
        for name in ("ceiling", "fixed", "share", "increase", "uplift", "matches"):
            amounts = getattr(support.gives, name) or ()
            guarded = [(i, amount) for i, amount in enumerate(amounts) if amount.under]
            entries += [(item(source, f"/gives/{name}", i), amount) for i, amount in guarded]
        for at, entry in entries:
            self._inside(support.under, entry.under, at, source)

    def _inside(self, outer: Under, inner: Under, at: str, source: YamlFile) -> None:
        for name, options in inner.items():
            for i, option in enumerate(options):
                if option not in outer.get(name, options):
                    expected = Message("rules.options-above", options=Either(outer[name]))
                    source.add_fault(item(source, f"{at}/under/{name}", i), option, expected)

    def _rates(self, support: measure.Support, source: YamlFile) -> None:
        """Rates are above 0, and no more than what can be meant."""
        kinds = (("share", MOST_OF_SHARE), ("uplift", MOST_ON_TOP), ("matches", MOST_ON_TOP))
        for name, most in kinds:
            for i, entry in enumerate(getattr(support.gives, name) or ()):
                rate: Decimal = entry.rate
                if not 0 < rate <= most:
                    at = item(source, f"/gives/{name}", i)
                    source.add_fault(f"{at}/rate", str(rate), _rate_up_to(most, rate))

    def _required(
        self, entries: Sequence[measure.Requirement], built: Mapping[str, Condition]
    ) -> Iterator[Required]:
        for i, entry in enumerate(entries):
            if entry.id in built:
                yield Required.of(f"/requires/{i}/when", built[entry.id], entry.under)

    def _rows(
        self, support: measure.Support, source: YamlFile, required: Sequence[Required]
    ) -> None:
        """Rows leave out no value that the requirements let pass."""
        for at, stated, rows in self._tables(support, source):
            if stated.else_ is not None or not rows:
                continue
            conditions = [condition for _, condition in rows]
            rest = Required.of(f"{at}/amounts", left_out(conditions), stated.under)
            beside = [other for other in required if _related(rest, other)]
            for readings in self._choices([rest, *beside], support.under):
                if not applies(stated.under, readings):
                    continue
                lacking = [
                    value
                    for value, condition in values_of(conditions)
                    if self._possible([rest.condition, condition], beside, readings)
                ]
                if lacking:
                    value = Message("rules.no-amount-for", values=tuple(lacking[:_SHOWN]))
                    expected = Message("rules.a-row-for-all", readings=in_words(readings))
                    source.add_fault(rest.at, value, expected)
                    break

    def _tables(
        self, support: measure.Support, source: YamlFile
    ) -> Iterator[tuple[str, measure.StatedAmount, list[tuple[StatedRow, Condition]]]]:
        """Every amount that a field decides: where it stands, and its rows, if without a fault."""
        for kind, entries in support.gives.stated.items():
            for i, stated in enumerate(entries):
                keys = [(row, (support.id, key_of(kind, i, row))) for row in rows_of(stated)]
                known = self.checker.supplements
                rows = [(row, known[key]) for row, key in keys if key in known]
                yield item(source, f"/gives/{kind}", i), stated, rows

    def _supplements(self, support: measure.Support, source: YamlFile) -> Iterator[Required]:
        for at, stated, rows in self._tables(support, source):
            for row, built in rows:
                yield Required.of(f"{at}{row.at}", built, stated.under)
        for name in ("increase", "uplift", "matches"):
            for i, entry in enumerate(getattr(support.gives, name) or ()):
                condition = self.checker.supplements.get((support.id, entry.id))
                if condition is not None and entry.when is not None:
                    at = item(source, f"/gives/{name}", i)
                    yield Required.of(f"{at}/when", condition, entry.under)

    def _conditions(
        self,
        required: Sequence[Required],
        supplements: Sequence[Required],
        under: Under,
        source: YamlFile,
        applicant: Sequence[Required] = (),
    ) -> None:
        """A profile can meet all that is required together, and each of several alternatives."""
        for entry in (*required, *supplements):
            for test in entry.tests:
                if isinstance(test.operand, Decimal) and test.operand > MOST_ASKED:
                    expected = _rate_up_to(MOST_ASKED, test.operand)
                    source.add_fault(entry.at, str(test.operand), expected)
        every = [*applicant, *required]
        for i, entry in enumerate(required):
            before = [other for other in every[: len(applicant) + i] if _related(entry, other)]
            if not self._can_be_met(entry, before, under, source):
                return
        for entry in (*required, *supplements):
            parts = list(alternatives(entry.condition, entry.at))
            if entry in supplements:
                parts.insert(0, (entry.at, entry.condition))
            if not parts:
                continue
            beside = [other for other in every if other is not entry and _related(entry, other)]
            for at, part in parts:
                choices = self._choices([entry, *beside], under)
                if not any(self._possible([part], beside, r) for r in choices):
                    expected = Message("rules.condition-beside")
                    source.add_fault(at, Message("rules.never-holds"), expected)

    def _can_be_met(
        self, entry: Required, before: Sequence[Required], under: Under, source: YamlFile
    ) -> bool:
        """Whether a requirement can be met beside those before it, whatever the readings."""
        for readings in self._choices([entry, *before], under):
            if not applies(entry.under, readings) or self._possible(
                [entry.condition], before, readings
            ):
                continue
            if not self._possible([entry.condition], [], readings):
                expected = Message("rules.condition-met")
            else:
                expected = Message("rules.condition-beside-under", readings=in_words(readings))
            source.add_fault(entry.at, Message("rules.never-holds"), expected)
            return False
        return True

    def _choices(self, entries: Sequence[Required], under: Under) -> Iterator[Readings]:
        """Every choice of the readings that conditions or their windows hang on."""
        windows = self.checker.model.windows
        named = {
            str(test.operand)
            for entry in entries
            for test in entry.tests
            if isinstance(test.operand, str) and test.operand in windows
        }
        guards = [under, *(entry.under for entry in entries)]
        guards += [window.under for name in sorted(named) for window in windows[name]]
        for number, readings in enumerate(self.checker.scope.combinations(guards)):
            if number < MAX_COMBINATIONS and applies(under, readings):
                yield readings

    def _possible(
        self, conditions: Sequence[Condition], beside: Sequence[Required], readings: Readings
    ) -> bool:
        windows = self._windows_under(readings)
        together = [entry.condition for entry in beside if applies(entry.under, readings)]
        named = {
            test.operand
            for condition in (*conditions, *together)
            for test in tests_of(condition)
            if test.type.name == "day" and isinstance(test.operand, str)
        }
        if not named <= windows.keys():
            return True  # a window with faults of its own
        return Solver(windows).possible([*together, *conditions])

    def _windows_under(self, readings: Readings) -> dict[str, Window]:
        """The windows that stand under some readings, but for those with faults of their own."""
        key = tuple(readings.items())
        known = self.windows.get(key)
        if known is None:
            model = self.checker.model
            windows = {
                name: window_of(applied[0], model.dates)
                for name, entries in model.windows.items()
                if (applied := applying(entries, readings))
            }
            known = self.windows[key] = {
                name: window
                for name, window in windows.items()
                if not any(_swapped(ends) for ends in window.all_ends)
            }
        return known


def _related(entry: Required, other: Required) -> bool:
    return not (entry.facts.isdisjoint(other.facts) or excludes(entry.under, other.under))


def _same(first: Title, second: Title) -> Iterator[str]:
    for lang in ("zh", "en"):
        text = getattr(first, lang)
        if text == getattr(second, lang) and text != UNREADABLE and text.strip():
            yield lang


def _rate_up_to(most: Decimal, rate: Decimal) -> Message:
    expected = Message("rules.rate-up-to", most=most)
    if not most < rate <= 100:  # noqa: PLR2004  # per cent
        return expected
    meant = Message("rules.per-cent", rate=rate, meant=f"{(rate / 100).normalize():f}")
    return Message("sources.with-hint", expected=expected, hint=meant)
