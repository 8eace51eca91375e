"""Evaluates profiles under the measures of a library, and keeps what it made ready for them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from yaoxie.decision import notices
from yaoxie.decision.between import Ruling, Side
from yaoxie.decision.evaluation import Evaluation
from yaoxie.decision.explanation import Judgement
from yaoxie.decision.finding import Finding, RequirementTerms
from yaoxie.decision.inference import Inference
from yaoxie.decision.report import Basis, Report, Version
from yaoxie.decision.reports import Reports
from yaoxie.errors import Fault, OptionError, ProfileError
from yaoxie.messages import Message
from yaoxie.profile import facts
from yaoxie.profile.facts import Readers, Subject
from yaoxie.profile.model import Award, Profile
from yaoxie.rules import choosing
from yaoxie.rules.choosing import CheckedMeasure
from yaoxie.rules.conditions import facts_of
from yaoxie.rules.form import facts_of_measure
from yaoxie.rules.library import Library, MeasureChoice, place_word
from yaoxie.rules.plan import Plan

# How many variants of each measure stay ready: choices of readings, and claim years under them,
# each as it is and as if the company were registered there. A comparison uses all measures in
# turn, so fewer variants than measures would make each of them anew every time.
KEPT = 2 * 8


class _Ready(NamedTuple):
    """A version under a choice of readings, made ready for one claim year."""

    evaluation: Evaluation
    basis: Basis
    readers: Readers


def asked_for(checked: CheckedMeasure) -> frozenset[str]:
    """The facts that a measure asks for, under any reading; also of promises that are fulfilled."""
    promised = (fact for condition in checked.promises.values() for fact in facts_of(condition))
    return frozenset((*facts_of_measure(checked), *promised))


class Evaluator:
    """Evaluates profiles. Safe to share between threads.

    `memo`: whether the production rules run once for each class of facts, or every time.
    """

    def __init__(self, library: Library, *, memo: bool = True) -> None:
        self.library = library
        self._memo = memo
        self._name = library.name
        kept = KEPT * len(library.measures)
        self._inferences = lru_cache(kept)(self._make_inference)
        self._evaluations = lru_cache(kept)(self._make_ready)
        self._readers = cache(self._make_readers)

    def subjects(self, profile: object) -> facts.Subjects:
        """The facts of a profile: the company's, then those of each item.

        Raises TypeError for what is no profile, ProfileError for one that another vocabulary read.
        """
        return facts.subjects(self._checked(profile))

    def _checked(self, profile: object) -> Profile:
        if not isinstance(profile, Profile):
            expected = "a Profile, such as rulebook.profile(data) gives"
            raise TypeError(f"{expected}; this is of type {type(profile).__name__}")
        if profile.vocabulary != self.library.vocabulary:
            expected = Message("profile.of-this-rulebook")
            raise ProfileError([Fault("", Message("profile.of-another-vocabulary"), expected)])
        return profile

    def plan(self, choice: MeasureChoice) -> Plan:
        """A measure with every alternative decided."""
        return self._inferences(choice, registered=False)[0]

    def evaluation(
        self, choice: MeasureChoice, year: int, *, registered: bool = False
    ) -> Evaluation:
        """A measure made ready for one claim year: to decide, and to settle what is filed.

        `registered`: as if the company were registered where the measure holds.
        """
        return self._evaluations(choice, year, registered=registered).evaluation

    def report(
        self,
        profile: Profile,
        year: int,
        choice: MeasureChoice,
        subjects: facts.Subjects | None = None,
        *,
        registered: bool = False,
    ) -> Report:
        """What the company may claim, at most, and why.

        `subjects` are the profile's, where the caller has them already. `registered`: as if the
        company were registered where the measure holds. Raises as `subjects` does, and
        ProgramError where no answer can be given.
        """
        ready = self._evaluations(choice, year, registered=registered)
        # Whose subjects nobody has asked for, of them only what the measure reads is wanted.
        if subjects is None:
            subjects = ready.readers.subjects(self._checked(profile))
        findings, total, potential = ready.evaluation.findings(profile, subjects)
        return Report(ready.basis, profile, tuple(findings), total, potential)

    def reports(self, profile: Profile, year: int, place: str) -> Reports:
        """What the company may claim under all measures of a place. Raises as `report` does."""
        subjects = self.subjects(profile)
        if faults := self.library.place_faults(year, place):
            raise OptionError(faults)
        names = self.library.at(place, year)
        reports = [self.report(profile, year, self.library.default(n), subjects) for n in names]
        ruling = self.ruling(profile, year, reports, subjects)
        return Reports(profile, year, place_word(place), tuple(reports), ruling)

    def ruling(
        self, profile: Profile, year: int, reports: Sequence[Report], subjects: facts.Subjects
    ) -> Ruling | None:
        """What rules between measures make of the reports; None where none holds for them."""
        settled = {self.library.default(e.measure): e.findings for e in reports}
        return self.ruling_of(settled, year, profile.awards or (), subjects)

    def ruling_of(
        self,
        settled: Mapping[MeasureChoice, Sequence[Finding]],
        year: int,
        awards: Iterable[Award],
        subjects: facts.Subjects,
    ) -> Ruling | None:
        """What rules between measures make of findings that were settled measure by measure.

        None where none of the rules holds for these measures.
        """
        names = {choice.measure for choice in settled}
        rules = [rule for rule in self.library.between if names & set(rule.measures)]
        if not rules:
            return None
        company, items = subjects
        granted = list(awards)
        ruled = {name for rule in rules for name in rule.measures}
        sides = {}
        for choice, findings in settled.items():
            if choice.measure in ruled:
                settlement = self.evaluation(choice, year).settlement
                own = settlement.awards(granted, items)
                limits = settlement.limit_amounts(company, items)
                sides[choice.measure] = Side(settlement, own, limits, tuple(findings))
        every = [company, *items]
        return Ruling(rules, sides, granted, every, self.library.payers, year)

    def registration(
        self, year: int, choice: MeasureChoice, company: Subject
    ) -> list[tuple[RequirementTerms, Judgement]]:
        """What a measure requires of the place where the company is registered, judged."""
        return self._evaluations(choice, year, registered=False).evaluation.registration(company)

    def _make_inference(self, choice: MeasureChoice, *, registered: bool) -> tuple[Plan, Inference]:
        checked = self.library.checked(choice.measure)
        names = (reading.id for reading in checked.model.readings)
        readings = dict(zip(names, choice.options, strict=True))
        plan_ = choosing.make(checked, readings, self.library.payers, registered=registered)
        return plan_, Inference(plan_, memo=self._memo)

    def _make_ready(self, choice: MeasureChoice, year: int, *, registered: bool) -> _Ready:
        plan_, inference = self._inferences(choice, registered=registered)
        replaced = self.library.replaced(choice.measure, year)
        of_measure = notices.of_measure(plan_.measure, year, replaced=replaced)
        version = self._version(choice.measure)
        basis = Basis(plan_, self._name, year, version, of_measure)
        readers = self._readers(choice.measure)
        return _Ready(Evaluation(plan_, inference, year), basis, readers)

    def _make_readers(self, measure: str) -> Readers:
        checked = self.library.checked(measure)
        return Readers(self.library.vocabulary, asked_for(checked))

    def _version(self, name: str) -> Version:
        home = self.library.series_of(name)
        dates = self.library.checked(name).model.dates
        series = home.id if home else None
        following = self.library.following(name)
        return Version(series, dates.first, dates.year, dates.last, following)
