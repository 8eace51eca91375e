"""Every small change of the packaged rules, each by itself, as plain data."""

from __future__ import annotations

import copy
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, NamedTuple

from yaoxie.rules.model import Between, Series
from yaoxie.rules.payers import EVERY_OTHER, OUTSIDE

from tests.support import packaged_fields as fields
from tests.support.rulebooks import packaged
from tests.support.strategies.rulebooks import Files

Data = dict[str, Any]
FLIPPED = {"once": "year", "year": "once", "subject": "company", "company": "subject"}
TURNED = {"claim-year-start": "previous-year-end", "claim-year-end": "previous-year-end"}
TURNED |= {"previous-year-end": "claim-year-end", "previous-year-start": "claim-year-start"}
TURNED["measure-start"] = "claim-year-start"
SILENT = {"title", "place", "readings", "issuers", "number", "note"}
MANY = 8  # of larger sets, only the words beside those that are meant


class Mutant(NamedTuple):
    """A changed measure, the name of the file that the change is in, and what it is."""

    measure: str
    file: str
    change: str
    files: Files
    series: tuple[Series, ...] | None = None  # where it is the series that is changed
    between: tuple[Between, ...] | None = None  # where it is the rules between measures

    def __str__(self) -> str:
        return f"{self.measure} {self.file} {self.change}"


def mutants(
    name: str, series: Sequence[Series] = (), between: Sequence[Between] = ()
) -> Iterator[Mutant]:
    """Every change of every file of a measure, of its readings' defaults, and of its series.

    Also of the rules between measures that it states.
    """
    original = packaged()[name]
    all_data = [original.measure, *original.supports]
    windows = list(original.measure.get("windows", {}))
    cited = {document for data in all_data for document in _cited(data)}
    for number, data in enumerate(all_data):
        for change, changed in _Changes(data, windows, cited).each():
            files = copy.copy(original)
            if number:
                files.supports = list(original.supports)
                files.supports[number - 1] = changed
            else:
                files.measure = changed
            yield Mutant(name, data["id"], change, files)
    yield from _defaults(name, original)
    for number, entry in enumerate(series):
        if name in entry.versions and len(entry.versions) > 1:
            kept = [version for version in entry.versions if version != name]
            less = entry.model_copy(update={"versions": kept})
            changed_series = (*series[:number], less, *series[number + 1 :])
            yield Mutant(name, name, f"not in {entry.id}", original, changed_series)
        if name in entry.beside:
            less = entry.model_copy(update={"beside": []})
            changed_series = (*series[:number], less, *series[number + 1 :])
            yield Mutant(name, name, f"not beside others of {entry.id}", original, changed_series)
    yield from _between(name, original, between)


def _between(name: str, original: Files, rules: Sequence[Between]) -> Iterator[Mutant]:
    """Each rule that the measure states, dropped, of another kind, and with a support less."""
    for number, rule in enumerate(rules):
        if rule.source.measure != name:
            continue
        kinds = [kind for kind in ("excluded", "higher-of") if kind != rule.rule]
        changes: list[tuple[str, list[Between]]] = [("dropped", [])]
        changes += [(kind, [rule.model_copy(update={"rule": kind})]) for kind in kinds]
        for key in ("per", "period"):
            new = FLIPPED.get(getattr(rule, key) or "")
            changes += [(f"{key} {new}", [rule.model_copy(update={key: new})])] if new else []
        for i, member in enumerate(rule.members):
            for support in member.supports or ():
                left = [other for other in member.supports or () if other != support]
                if left:
                    less = member.model_copy(update={"supports": left})
                    members = [*rule.members[:i], less, *rule.members[i + 1 :]]
                    kept = rule.model_copy(update={"members": members})
                    changes.append((f"without {support} of {member.measure}", [kept]))
        mark = "K" if rule.source.confidence != "K" else "L"
        weaker = rule.source.model_copy(update={"confidence": mark})
        changes.append((f"confidence {mark}", [rule.model_copy(update={"source": weaker})]))
        for change, instead in changes:
            changed = (*rules[:number], *instead, *rules[number + 1 :])
            yield Mutant(name, name, f"between {rule.id}: {change}", original, None, changed)


def _cited(data: Data) -> Iterator[str]:
    """Documents whose confidence some report shows."""
    for path, value in _walk(data):
        if path[-1] == "source" and "confidence" not in value:
            yield value["document"]


def _defaults(name: str, original: Files) -> Iterator[Mutant]:
    for number, reading in enumerate(original.measure.get("readings", [])):
        for option in reading["options"][1:]:
            measure = copy.deepcopy(original.measure)
            options = measure["readings"][number]["options"]
            options.sort(key=lambda entry: entry["id"] != option["id"])
            change = f"{reading['id']}: {option['id']} by default"
            yield Mutant(name, name, change, Files(measure, original.supports))


_GONE = object()
_Path = tuple[str | int, ...]
_Change = tuple[str, Any]


class _Changes:
    """The changes of one file's data."""

    def __init__(self, data: Data, windows: list[str], cited: set[str]) -> None:
        self.data = data
        self.windows = windows
        self.cited = cited
        self.kind = data.get("subject", "company")

    def each(self) -> Iterator[tuple[str, Data]]:
        """Each change, and the data with it."""
        for path, value in _walk(self.data):
            here = "/".join(str(part) for part in path)
            for label, new in self._alternatives(path, value):
                changed = copy.deepcopy(self.data)
                place: Any = changed
                for part in path[:-1]:
                    place = place[part]
                if new is _GONE:
                    del place[path[-1]]
                else:
                    place[path[-1]] = new
                yield f"{here}: {label}", changed

    def _alternatives(self, path: _Path, value: Any) -> Iterator[_Change]:
        if isinstance(value, dict) and ("field" in value or "milestone" in value):
            yield from self._comparisons(value)
        elif isinstance(value, dict) and "by" in value:
            yield from self._rows(value)
        elif path[0] == "documents":
            if path[-1] == "confidence" and self.data["documents"][path[1]]["id"] in self.cited:
                yield from _amounts(path, value)
        elif path[0] == "coverage":
            # The total alone stands in no report.
            if path[-1] != "total" or self.data["coverage"].get("known") is not None:
                yield from _counts(value)
        elif path[0] == "areas" and path[-1] == "confidence":
            pass  # no report shows it; `yaoxie measures ID` does
        elif path[0] == "dates" or "windows" in path:
            yield from _days(path, value)
        else:
            yield from _amounts(path, value)
            yield from _structure(path, value)

    def _comparisons(self, when: Data) -> Iterator[_Change]:
        """Another operand, another milestone."""
        name = when.get("milestone")
        if name is not None:
            near = _near(fields.milestones(self.kind), [name])
            yield from ((f"{word} for {name}", {**when, "milestone": word}) for word in near)
        words = self._words(when)
        for operator, operand in when.items():
            for label, new in self._operands(operator, operand, words):
                yield label, {**when, operator: new}

    def _rows(self, stated: Data) -> Iterator[_Change]:
        """Of amounts by a field, a row without one of its words, or none at all."""
        rows = stated["amounts"]
        for i, row in enumerate(rows):
            if "at_least" in row:
                for name, bound in self._operands("at_least", row["at_least"], ()):
                    yield (
                        name,
                        {**stated, "amounts": _replaced(rows, i, {**row, "at_least": bound})},
                    )
                continue
            words = row["one_of"] if isinstance(row["one_of"], list) else [row["one_of"]]
            for word in words:
                left = [other for other in words if other != word]
                less = [{**row, "one_of": left}] if left else []
                if changed := _replaced(rows, i, *less):
                    yield f"{word} in no row", {**stated, "amounts": changed}
        for key in ("else", "further"):
            if key in stated:
                yield f"no {key}", {name: value for name, value in stated.items() if name != key}

    def _operands(self, operator: str, operand: Any, words: tuple[str, ...]) -> Iterator[_Change]:
        match operator:
            case "is" if isinstance(operand, bool):
                yield str(not operand), not operand
            case "is":
                yield from ((word, word) for word in _near(words, [operand]))
            case "one_of":
                yield from ((f"{word} too", [*operand, word]) for word in _near(words, operand))
                if len(operand) > 1:
                    for word in operand:
                        yield f"{word} dropped", [other for other in operand if other != word]
            case "at_least" | "at_most" if isinstance(operand, str):
                yield from _rates(operand, "-0.01", "0.01")
            case "at_least" | "at_most":
                yield from ((f"{operator} {operand + by}", operand + by) for by in (-1, 1))
            case "at_least_part" | "at_most_part":
                changed = _rates(operand["rate"], "-0.01", "0.01")
                yield from ((label, {**operand, "rate": rate}) for label, rate in changed)
            case "within_months_of":
                months = operand["months"]
                yield from (
                    (f"{n} months", {**operand, "months": n}) for n in (months - 1, months + 1)
                )
            case "before" | "on_or_after":
                yield from _shifted(operand)
            case "reached":
                yield from ((name, name) for name in self.windows if name != operand)
            case _:
                pass

    def _words(self, when: Data) -> tuple[str, ...]:
        if "milestone" in when:
            return fields.milestone_fields()[when.get("field", "date")].words
        kind, name = when["field"].split(".")
        return fields.fields(kind)[name].words


def _replaced(rows: list[Data], at: int, *others: Data) -> list[Data]:
    return [*rows[:at], *others, *rows[at + 1 :]]


def _walk(value: Any, path: _Path = ()) -> Iterator[tuple[_Path, Any]]:
    if path:
        yield path, value
    if isinstance(value, dict):
        for key, inner in value.items():
            if key not in SILENT:
                yield from _walk(inner, (*path, key))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from _walk(inner, (*path, index))


def _days(path: _Path, value: Any) -> Iterator[_Change]:
    match path[-1]:
        case "first" | "last" | "doubtful_from" if value in TURNED:
            yield TURNED[value], TURNED[value]
        case "doubtful_from" if value is not None:
            year = int(value[:4])
            yield from ((f"{year + by}", f"{year + by}{value[4:]}") for by in (-1, 1))
        case "first" | "last" if value is not None:
            yield from _shifted(value)
        case int() if path[-2] == "years":
            yield "dropped", _GONE
        case "year" if value is not None:
            yield from ((f"{value + by}", value + by) for by in (-1, 1))
        case "under":
            pass
        case _ if len(path) > 1 and path[-2] == "under":
            yield "guard dropped", _GONE


def _amounts(path: _Path, value: Any) -> Iterator[_Change]:
    match path[-1]:
        case "amount" | "else" | "each" | "at_most" | "most" | "least" if isinstance(value, int):
            yield from ((f"{value + by}", value + by) for by in (-1, 1))
        case "rate":
            yield from _rates(value, "-0.01", "0.01", "0.000001")
        case "of" | "less" if isinstance(value, str):
            yield from _bases(value)
        case int() if path[-2] in {"of", "less"}:
            yield from _bases(value)
            yield f"{value} dropped", _GONE
        case "period":
            new = FLIPPED.get(value)
            yield from ((word, word) for word in ([new] if new else ["once", "year"]))
        case "discretionary" | "money" | "unpublished" | "unknown" | "registration" | "negotiated":
            yield str(not value), not value
        case "confidence":
            other = "K" if value != "K" else "L"
            yield f"confidence {other}", other
        case "share" | "increase" | "uplift" | "matches" | "single_year":
            yield "dropped", _GONE
        case "payers" | "instalments" | "payee" | "fulfilled":
            yield "dropped", _GONE
        case "tops_up":
            yield "dropped", _GONE
            other = EVERY_OTHER if value != EVERY_OTHER else f"{OUTSIDE}nobody"
            yield other, other
        case _:
            pass


def _counts(value: Any) -> Iterator[_Change]:
    """One item more or less, and not known."""
    if isinstance(value, int):
        yield from ((f"{value + by}", value + by) for by in (-1, 1))
        yield "not known", None


def _bases(value: str) -> Iterator[_Change]:
    """Other amounts in the place of one that a share is of."""
    kind, name = value.split(".")
    types = fields.fields(kind)
    bases = tuple(base for base, type_ in types.items() if type_.name == "yuan")
    yield from ((f"of {base}", f"{kind}.{base}") for base in _near(bases, [name], many=0))


def _structure(path: _Path, value: Any) -> Iterator[_Change]:
    last, parent = path[-1], path[-2] if len(path) > 1 else None
    match parent, last:
        case (("requires" | "increase" | "uplift" | "matches"), int()):
            yield "dropped", _GONE
        case "members", int():
            yield f"{value} dropped", _GONE
        case "supports", int() if path[0] in {"limits", "groups", "at_most"}:
            yield f"{value} dropped", _GONE
        case "under", _:
            yield "guard dropped", _GONE
        case _, int() if len(path) > 2 and path[-3] == "under":
            yield f"option {value} dropped", _GONE
        case None, "groups" | "limits" | "at_most":
            yield "all dropped", []
        case "groups" | "limits" | "at_most", int():
            yield f"{value['id']} dropped", _GONE
        case None, "supports":
            for i in range(len(value) - 1):
                turned = [*value[:i], value[i + 1], value[i], *value[i + 2 :]]
                yield f"{turned[i]} before {turned[i + 1]}", turned
        case _:
            pass
    if isinstance(value, dict) and "when" in value:
        yield "negated", {**value, "when": {"not": value["when"]}}


def _rates(value: str, *by: str) -> Iterator[_Change]:
    for rate in (Decimal(value) + Decimal(step) for step in by):
        if rate >= 0:
            yield str(rate), str(rate)


def _shifted(day: str) -> Iterator[_Change]:
    for by in (-1, 1):
        shifted = (date.fromisoformat(day) + timedelta(days=by)).isoformat()
        yield shifted, shifted


def _near(words: tuple[str, ...], meant: list[str], many: int = MANY) -> list[str]:
    """The other words of a set; of a large one, those beside a word that is meant."""
    others = [word for word in words if word not in meant]
    if len(words) <= many:
        return others
    at = {words.index(word) for word in meant}
    return [word for word in others if {words.index(word) - 1, words.index(word) + 1} & at]
