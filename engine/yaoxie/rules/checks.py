"""What rule files say against each other, and against the profile's model."""

from __future__ import annotations

from dataclasses import dataclass, field

from yaoxie.errors import nearest
from yaoxie.messages import Message
from yaoxie.profile.vocabulary import COMPANY, Vocabulary
from yaoxie.rules import model as measure
from yaoxie.rules.at_most import AtMostChecker
from yaoxie.rules.choosing import CheckedMeasure
from yaoxie.rules.conditions import Builder, Condition
from yaoxie.rules.gives import GivesChecker
from yaoxie.rules.model import PERIODS
from yaoxie.rules.scope import Scope, placed, unique
from yaoxie.rules.sharing import SharingChecker
from yaoxie.sources.salvage import is_name
from yaoxie.sources.yaml_text import YamlFile

RESERVED = ("ceiling", "share")  # what else may stand in a finding's `bound_by`


@dataclass(slots=True)
class Checker:
    """Checks one measure and its supports; faults go to the file they stand in.

    First its supports, one by one, then `run`.
    """

    model: measure.Measure
    source: YamlFile
    vocabulary: Vocabulary
    supports: dict[str, measure.Support] = field(default_factory=dict)
    conditions: dict[tuple[str, str], Condition] = field(default_factory=dict)
    applicant: dict[str, Condition] = field(default_factory=dict)
    supplements: dict[tuple[str, str], Condition] = field(default_factory=dict)
    promises: dict[tuple[str, str], Condition] = field(default_factory=dict)

    scope: Scope = field(init=False)  # the names that the measure gives its files

    def __post_init__(self) -> None:
        self.scope = Scope(self.model, self.vocabulary)

    def run(self) -> CheckedMeasure:
        """The checked measure; to be used only where no source has a fault."""
        self._names()
        self._measure_requirements()
        self._alternatives_of_measure()
        subjects = {name: support.subject for name, support in self.supports.items()}
        without_money = {name for name, e in self.supports.items() if not e.gives.money}
        sharing = SharingChecker(self.scope, self.source, subjects, without_money)
        sharing.groups()
        sharing.limits()
        AtMostChecker(sharing).run()
        ordered = tuple(
            self.supports[name] for name in self.model.supports if name in self.supports
        )
        return CheckedMeasure(
            self.model,
            ordered,
            self.applicant,
            self.conditions,
            self.supplements,
            self.vocabulary,
            self.promises,
        )

    def _names(self) -> None:
        model, source = self.model, self.source
        for name in ("documents", "areas", "readings", "groups", "limits", "at_most", "requires"):
            unique(source, f"/{name}", [entry.id for entry in getattr(model, name)], "/id")
        unique(source, "/supports", model.supports)
        for i, reading in enumerate(model.readings):
            unique(
                source, f"/readings/{i}/options", [option.id for option in reading.options], "/id"
            )
        places = self.vocabulary.place.type.words
        if not is_name(model.place, places):
            close = nearest(model.place, places)
            source.add_fault(
                "/place", model.place, Message("sources.one-of", words=tuple(places)), close
            )
        dates = model.dates
        if (dates.doubtful_from is None) is not (dates.doubt is None):
            absent = "doubt" if dates.doubt is None else "doubtful_from"
            source.add_fault(
                "/dates", Message("rules.absent", name=absent), Message("rules.doubt-together")
            )
        self._coverage()
        for i, limit in enumerate(model.limits):
            if limit.id in RESERVED:
                source.add_fault(
                    f"/limits/{i}/id", limit.id, Message("rules.other-id", names=tuple(RESERVED))
                )

    def _coverage(self) -> None:
        """No more is encoded than known, and no more known than there is."""
        coverage = self.model.coverage
        if coverage is None:
            return
        most: int | None = None
        for name in ("total", "known", "encoded"):
            count: int | None = getattr(coverage, name)
            if count is None:
                continue
            if most is not None and count > most:
                self.source.add_fault(
                    f"/coverage/{name}", count, Message("rules.at-most", most=most)
                )
            most = count

    def _measure_requirements(self) -> None:
        builder = self._builder((COMPANY,), self.source)
        for i, requirement in enumerate(self.model.requires):
            built = self._requirement(builder, requirement, self.source, f"/requires/{i}")
            if built is not None:
                self.applicant[requirement.id] = built

    def _requirement(
        self,
        builder: Builder,
        requirement: measure.Requirement,
        source: YamlFile,
        at: str,
        owner: str = "",
    ) -> Condition | None:
        self.scope.under(requirement.under, source, at)
        self.scope.citation(requirement.source, source, f"{at}/source")
        if requirement.fulfilled is not None:
            fulfilled = builder.build(requirement.fulfilled, f"{at}/fulfilled")
            if fulfilled is not None:
                self.promises[owner, requirement.id] = fulfilled
        return builder.build(requirement.when, f"{at}/when")

    def _alternatives_of_measure(self) -> None:
        for name, windows in self.model.windows.items():
            at = f"/windows/{name}"
            guarded = placed(self.source, at, windows)
            self.scope.alternatives(guarded, self.source, at, {}, needed=True)
            for window, (_, place) in zip(windows, guarded, strict=True):
                self._ends(window, place)
        for name, periods in self.model.periods.items():
            if name in PERIODS:
                self.source.add_fault(
                    f"/periods/{name}", name, Message("rules.other-name", names=tuple(PERIODS))
                )
            at = f"/periods/{name}"
            guarded = placed(self.source, at, periods)
            self.scope.alternatives(guarded, self.source, at, {}, needed=True)

    def _ends(self, window: measure.Window, at: str) -> None:
        """Days are counted from the measure's first only where that, or its year, is known."""
        if self.model.dates.start is not None:
            return
        rows = [(f"{at}/years/{j}", row) for j, row in enumerate(window.years)]
        for place, days in [(at, window), *rows]:
            for name, end in (("first", days.first), ("last", days.last)):
                if end == "measure-start":
                    expected = Message("rules.another-day")
                    self.source.add_fault(f"{place}/{name}", end, expected)

    def check_support(self, support: measure.Support, source: YamlFile) -> None:
        """Checks a support against the measure."""
        self.supports[support.id] = support
        self.scope.under(support.under, source, "")
        self._area(support.area, source)
        taken = [entry.id for entry in self.model.requires]
        unique(source, "/requires", [entry.id for entry in support.requires], "/id", taken)
        known = self._kind(support.subject, source)
        # Of a subject that nobody knows, what any kind has may be read.
        kinds = (support.subject, COMPANY) if known else (COMPANY, *self.vocabulary.kinds)
        kinds = tuple(dict.fromkeys(kinds))
        builder = self._builder(kinds, source)
        # Where a company is registered is a matter of the company alone.
        of_company = self._builder((COMPANY,), source)
        for i, requirement in enumerate(support.requires):
            reader = of_company if requirement.registration else builder
            at = f"/requires/{i}"
            built = self._requirement(reader, requirement, source, at, support.id)
            if built is not None:
                self.conditions[support.id, requirement.id] = built
        gives = GivesChecker(self.scope, source, support, kinds, builder)
        self.supplements |= {(support.id, name): built for name, built in gives.run()}

    def _builder(self, kinds: tuple[str, ...], source: YamlFile) -> Builder:
        windows = frozenset(self.model.windows)
        return Builder(kinds, windows, source.add_fault, self.vocabulary)

    def _kind(self, kind: str, source: YamlFile) -> bool:
        """Whether the vocabulary has a kind of subject; if not, that is a fault."""
        known = self.vocabulary.kinds
        if kind not in known:
            source.add_fault(
                "/subject",
                kind,
                Message("sources.one-of", words=tuple(known)),
                nearest(kind, known),
            )
        return kind in known

    def _area(self, area: str, source: YamlFile) -> None:
        areas = [entry.id for entry in self.model.areas]
        if not is_name(area, areas):
            source.add_fault(
                "/area", area, Message("sources.one-of", words=tuple(areas)), nearest(area, areas)
            )
