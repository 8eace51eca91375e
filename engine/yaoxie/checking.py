"""What rule files say against each other, and against the profile's model."""

from __future__ import annotations

import contextlib
import itertools
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from pydantic import ValidationError

from yaoxie import fields, measure
from yaoxie.conditions import Builder, Condition
from yaoxie.errors import nearest
from yaoxie.measure import PERIODS
from yaoxie.plan import CheckedMeasure, holds
from yaoxie.profile import KINDS
from yaoxie.profile_checks import COMPANY
from yaoxie.rule_types import Citation, Guarded
from yaoxie.yaml_source import Source

MAX_COMBINATIONS = 100_000
RESERVED = ("ceiling", "share")  # what else may stand in a finding's `bound_by`

Readings = dict[str, str]


@dataclass(slots=True)
class Checker:
    """Checks one measure and its supports; faults go to the file they stand in.

    First its supports, one by one, then `run`.
    """

    model: measure.Measure
    source: Source
    supports: dict[str, measure.Support] = field(default_factory=dict)
    conditions: dict[tuple[str, str], Condition] = field(default_factory=dict)
    applicant: dict[str, Condition] = field(default_factory=dict)

    def run(self) -> CheckedMeasure:
        """The checked measure; to be used only where no source has a fault."""
        self._names()
        self._measure_requirements()
        self._alternatives_of_measure()
        self._groups()
        self._limits()
        ordered = tuple(
            self.supports[name] for name in self.model.supports if name in self.supports
        )
        return CheckedMeasure(self.model, ordered, self.applicant, self.conditions)

    def _names(self) -> None:
        model, source = self.model, self.source
        for name in ("documents", "areas", "readings", "groups", "limits", "requires"):
            _unique(source, f"/{name}", [entry.id for entry in getattr(model, name)], "/id")
        _unique(source, "/supports", model.supports)
        for i, reading in enumerate(model.readings):
            _unique(
                source, f"/readings/{i}/options", [option.id for option in reading.options], "/id"
            )
        for i, limit in enumerate(model.limits):
            if limit.id in RESERVED:
                source.complain(
                    f"/limits/{i}/id", limit.id, f"an id other than {', '.join(RESERVED)}"
                )

    def _measure_requirements(self) -> None:
        builder = Builder((COMPANY,), frozenset(self.model.windows), self.source.complain)
        for i, requirement in enumerate(self.model.requires):
            built = self._requirement(builder, requirement, self.source, f"/requires/{i}")
            if built is not None:
                self.applicant[requirement.id] = built

    def _requirement(
        self, builder: Builder, requirement: measure.Requirement, source: Source, at: str
    ) -> Condition | None:
        self._under(requirement.under, source, at)
        self._citation(requirement.source, source, f"{at}/source")
        return builder.build(requirement.when, f"{at}/when")

    def _alternatives_of_measure(self) -> None:
        for name, windows in self.model.windows.items():
            self._alternatives(windows, self.source, f"/windows/{name}", {}, needed=True)
        for name, periods in self.model.periods.items():
            if name in PERIODS:
                self.source.complain(
                    f"/periods/{name}", name, f"a name other than {', '.join(PERIODS)}"
                )
            self._alternatives(periods, self.source, f"/periods/{name}", {}, needed=True)

    def check_support(self, support: measure.Support, source: Source) -> None:
        """Checks a support against the measure."""
        self.supports[support.id] = support
        self._under(support.under, source, "")
        self._area(support.area, source)
        taken = [entry.id for entry in self.model.requires]
        _unique(source, "/requires", [entry.id for entry in support.requires], "/id", taken)
        kinds = tuple(dict.fromkeys((support.subject, COMPANY)))
        builder = Builder(kinds, frozenset(self.model.windows), source.complain)
        for i, requirement in enumerate(support.requires):
            built = self._requirement(builder, requirement, source, f"/requires/{i}")
            if built is not None:
                self.conditions[support.id, requirement.id] = built
        self._gives(support, source, kinds)

    def check_parts(self, source: Source) -> None:
        """Checks what can be read of a support whose file has faults of its own."""
        data = source.data if isinstance(source.data, dict) else {}
        kind, listed = data.get("subject"), data.get("requires")
        if isinstance(data.get("area"), str):
            self._area(data["area"], source)
        if kind not in KINDS or not isinstance(listed, list):
            return
        builder = Builder((kind, COMPANY), frozenset(self.model.windows), source.complain)
        for i, entry in enumerate(listed):
            with contextlib.suppress(ValidationError):
                requirement = measure.Requirement.model_validate(entry)
                self._requirement(builder, requirement, source, f"/requires/{i}")

    def _area(self, area: str, source: Source) -> None:
        areas = [entry.id for entry in self.model.areas]
        if area not in areas:
            source.complain("/area", area, f"one of {', '.join(areas)}", nearest(area, areas))

    def _gives(self, support: measure.Support, source: Source, kinds: tuple[str, ...]) -> None:
        gives = support.gives
        self._period(gives.per, source, "/gives/per")
        self._alternatives(gives.ceiling, source, "/gives/ceiling", support.under, needed=True)
        for i, ceiling in enumerate(gives.ceiling):
            self._citation(ceiling.source, source, _item(source, "/gives/ceiling", i) + "/source")
        self._alternatives(gives.share or (), source, "/gives/share", support.under, needed=False)
        amounts = [
            f"{kind}.{name}"
            for kind in kinds
            for name, type_ in fields.fields(kind).items()
            if type_.name == "money"
        ]
        for i, share in enumerate(gives.share or ()):
            at = _item(source, "/gives/share", i)
            self._period(share.period, source, f"{at}/period")
            self._citation(share.source, source, f"{at}/source")
            if share.of not in amounts:
                expected = f"an amount: {', '.join(amounts) or 'this subject has none'}"
                source.complain(f"{at}/of", share.of, expected, nearest(share.of, amounts))

    def _period(self, name: str, source: Source, at: str) -> None:
        known = [*PERIODS, *self.model.periods]
        if name not in known:
            source.complain(at, name, f"one of {', '.join(known)}", nearest(name, known))

    def _citation(self, citation: Citation, source: Source, at: str) -> None:
        known = [document.id for document in self.model.documents]
        if citation.document not in known:
            close = nearest(citation.document, known)
            source.complain(
                f"{at}/document", citation.document, f"one of {', '.join(known)}", close
            )

    def _under(self, under: Readings, source: Source, at: str) -> bool:
        known = {
            reading.id: [option.id for option in reading.options] for reading in self.model.readings
        }
        fine = True
        for name, option in under.items():
            place = f"{at}/under/{name}"
            if name not in known:
                source.complain(place, name, f"a reading: {', '.join(known)}", nearest(name, known))
                fine = False
            elif option not in known[name]:
                close = nearest(option, known[name])
                source.complain(place, option, f"one of {', '.join(known[name])}", close)
                fine = False
        return fine

    def _alternatives(
        self, things: Sequence[Guarded], source: Source, at: str, within: Readings, *, needed: bool
    ) -> None:
        """At most one holds under every combination of readings; exactly one where it is needed."""
        fine = [
            self._under(thing.under, source, _item(source, at, i)) for i, thing in enumerate(things)
        ]
        if not all(fine) or (len(things) == 1 and not things[0].under):
            return
        for readings in self.combinations([within, *(thing.under for thing in things)]):
            if not holds(within, readings):
                continue
            count = sum(holds(thing.under, readings) for thing in things)
            if count > 1 or (needed and count == 0):
                expected = (
                    f"{'exactly' if needed else 'at most'} one alternative under {_said(readings)}"
                )
                source.complain(at, f"{count} alternatives", expected)
                return

    def combinations(self, guards: Iterable[Readings]) -> Iterator[Readings]:
        """Every combination of the readings that the guards name."""
        named = {name for guard in guards for name in guard}
        options = {
            reading.id: [option.id for option in reading.options]
            for reading in self.model.readings
            if reading.id in named
        }
        for chosen in itertools.islice(itertools.product(*options.values()), MAX_COMBINATIONS):
            yield dict(zip(options, chosen, strict=True))

    def _known_support(self, name: str, at: str) -> None:
        if name not in self.model.supports:
            close = nearest(name, self.model.supports)
            self.source.complain(at, name, "a support of the measure", close)

    def _groups(self) -> None:
        for i, group in enumerate(self.model.groups):
            at = f"/groups/{i}"
            self._under(group.under, self.source, at)
            self._citation(group.source, self.source, f"{at}/source")
            _unique(self.source, f"{at}/members", [m.support for m in group.members], "/support")
            for j, member in enumerate(group.members):
                self._known_support(member.support, f"{at}/members/{j}/support")
                self._under(member.under, self.source, f"{at}/members/{j}")
            for j, guard in enumerate(group.single_year or ()):
                self._under(guard.under, self.source, _item(self.source, f"{at}/single_year", j))
            self._same_limits(group, at)
            self._one_group(group, at, self.model.groups[:i])

    def _same_limits(self, group: measure.Group, at: str) -> None:
        for limit in self.model.limits:
            for readings in self.combinations(
                [group.under, limit.under, *(m.under for m in group.members)]
            ):
                if not (holds(group.under, readings) and holds(limit.under, readings)):
                    continue
                members = [
                    m.support
                    for m in group.members
                    if holds(m.under, readings) and m.support in self.model.supports
                ]
                inside = [name for name in members if name in limit.supports]
                if inside and (len(inside) < len(members) or _finer(limit.per, group.per)):
                    expected = f"members all inside or outside {limit.id} under {_said(readings)}"
                    self.source.complain(f"{at}/members", ", ".join(inside), expected)
                    return

    def _one_group(self, group: measure.Group, at: str, others: Sequence[measure.Group]) -> None:
        for other in others:
            shared = {m.support for m in group.members} & {m.support for m in other.members}
            both = self.combinations([group.under, other.under])
            if shared and any(holds(group.under, r) and holds(other.under, r) for r in both):
                expected = f"supports in one group at a time; {other.id} has them too"
                self.source.complain(f"{at}/members", ", ".join(sorted(shared)), expected)

    def _limits(self) -> None:
        for i, limit in enumerate(self.model.limits):
            at = f"/limits/{i}"
            self._under(limit.under, self.source, at)
            self._citation(limit.source, self.source, f"{at}/source")
            self._period(limit.period, self.source, f"{at}/period")
            _unique(self.source, f"{at}/supports", limit.supports)
            for j, name in enumerate(limit.supports):
                self._known_support(name, f"{at}/supports/{j}")
            for other in self.model.limits[:i]:
                both = self.combinations([limit.under, other.under])
                together = any(holds(limit.under, r) and holds(other.under, r) for r in both)
                if together and not _nested(limit, other):
                    expected = (
                        f"a limit that nests in {other.id}, holds it, or shares no support with it"
                    )
                    self.source.complain(f"{at}/supports", limit.id, expected)


def _nested(one: measure.Limit, other: measure.Limit) -> bool:
    a, b = set(one.supports), set(other.supports)
    if not a & b:
        return True
    inside = a <= b and not _finer(other.per, one.per)
    around = b <= a and not _finer(one.per, other.per)
    return inside or around


def _finer(one: str, other: str) -> bool:
    return one == "subject" and other == "company"


def _item(source: Source, at: str, index: int) -> str:
    """The pointer of an alternative, which may stand alone or in a list."""
    return f"{at}/{index}" if f"{at}/{index}" in source.places else at


def _said(readings: Readings) -> str:
    return ", ".join(f"{name}={option}" for name, option in readings.items()) or "any reading"


def _unique(
    source: Source, at: str, names: Sequence[str], tail: str = "", taken: Sequence[str] = ()
) -> None:
    seen = set(taken)
    for i, name in enumerate(names):
        if name in seen:
            source.complain(f"{at}/{i}{tail}", name, "a name that is not taken already")
        seen.add(name)
