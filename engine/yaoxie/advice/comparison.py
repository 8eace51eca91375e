"""Measures side by side for one company: as it is, and as if it were registered there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from yaoxie.advice import shapes
from yaoxie.decision.between import rule_entry
from yaoxie.decision.evaluator import Evaluator
from yaoxie.decision.explanation import Judgement
from yaoxie.decision.finding import Finding, actual_entry, source_entry, subject_entry
from yaoxie.decision.notices import Notice
from yaoxie.decision.report import (
    CONTRACT,
    Report,
    Version,
    company_entry,
    rulebook_entry,
    taken_for_empty,
)
from yaoxie.decision.shapes import BetweenRuleDict
from yaoxie.profile.model import Profile
from yaoxie.rules.between import BetweenRule
from yaoxie.rules.expectations import Expectation
from yaoxie.rules.operators.test import Outcome
from yaoxie.rules.plan import Requirement
from yaoxie.sources import compact_json
from yaoxie.values import Title


@dataclass(frozen=True, slots=True)
class Registration:
    """A requirement about the place where the company is registered, judged as it is."""

    requirement: Requirement
    expectation: Expectation
    judgement: Judgement

    @property
    def outcome(self) -> Outcome:
        """Whether the company is registered there."""
        return self.judgement.outcome

    @property
    def required(self) -> str:
        """What the requirement asks for."""
        return self.expectation.required

    def to_dict(self) -> shapes.RegistrationDict:
        """The requirement as it stands in a comparison."""
        return {
            "id": self.requirement.id,
            "title": self.requirement.title.as_dict(),
            "outcome": self.outcome,
            "actual": actual_entry(self.judgement.actual),
            "required": self.required,
            "source": source_entry(self.requirement.source),
            "missing": list(self.judgement.missing),
        }


@dataclass(frozen=True, slots=True, repr=False)
class Compared:
    """One measure of a comparison, with both of its reports."""

    as_is: Report
    if_registered: Report
    registration: tuple[Registration, ...]

    def __repr__(self) -> str:
        return f"<Compared {self.as_is!r}, if registered {self.if_registered!r}>"

    @property
    def measure(self) -> str:
        """The measure's id."""
        return self.as_is.measure

    @property
    def title(self) -> Title:
        """The measure's title."""
        return self.as_is.plan.measure.title

    @property
    def place(self) -> str:
        """Where the measure holds, by its word of the vocabulary."""
        return self.as_is.plan.measure.place

    @property
    def version(self) -> Version:
        """The measure's place in its series, and its days."""
        return self.as_is.version

    @property
    def missing(self) -> tuple[str, ...]:
        """JSON pointers of what could still change a figure, there or as it is."""
        unknown = (entry.judgement for entry in self.registration if entry.outcome == "unknown")
        pointers = _missing(self.if_registered) + [
            at for judgement in unknown for at in judgement.missing
        ]
        return tuple(dict.fromkeys(pointers))

    def to_dict(self) -> shapes.ComparedDict:
        """The measure as it stands in a comparison: both reports in short."""
        return {
            "measure": self.measure,
            "title": self.title.as_dict(),
            "place": self.as_is.plan.vocabulary.place_entry(self.place),
            "version": self.version.to_dict(),
            "as_is": _summary(self.as_is),
            "if_registered": _summary(self.if_registered),
            "registration": [entry.to_dict() for entry in self.registration],
            "missing": list(self.missing),
            "notices": list(dict.fromkeys(notice.code for notice in self.as_is.notices)),
        }


@dataclass(frozen=True, slots=True, repr=False)
class Comparison:
    """What one company may claim in one claim year under each measure; the best of them first.

    `left_out`: the measures that are no longer in force in that year, where they are left out.
    """

    rulebook: Mapping[str, str]
    profile: Profile
    claim_year: int
    measures: tuple[Compared, ...]
    left_out: tuple[str, ...] = ()
    _rules: tuple[BetweenRule, ...] = ()  # between the rulebook's measures

    def __repr__(self) -> str:
        best = f"{self.measures[0].measure} first" if self.measures else "none"
        return f"<Comparison {self.claim_year}: {len(self.measures)} measures, {best}>"

    @property
    def notices(self) -> tuple[Notice, ...]:
        """What a reader must know of the profile, whatever the measure."""
        return self.measures[0].as_is.profile_notices if self.measures else ()

    @property
    def between(self) -> list[BetweenRuleDict]:
        """The rules between measures that stand side by side here; no figure is by them."""
        here = [entry.measure for entry in self.measures]
        entries = [rule_entry(rule, here) for rule in self._rules]
        return [entry for entry in entries if len(entry["here"]) > 1]

    def to_dict(self) -> shapes.ComparisonDict:
        """The comparison as plain data."""
        return {
            "contract": CONTRACT,
            "rulebook": rulebook_entry(self.rulebook),
            "profile_digest": self.profile.digest,
            "claim_year": self.claim_year,
            "company": company_entry(self.profile),
            "taken_for_empty": list(taken_for_empty(self.profile)),
            "measures": [entry.to_dict() for entry in self.measures],
            "left_out": list(self.left_out),
            "between": self.between,
            "notices": [notice.to_dict() for notice in self.notices],
        }

    def to_json(self, indent: int | None = None) -> str:
        """The comparison as JSON text, the same for the same input.

        One compact line, nothing escaped that need not be; with `indent`, lines for people.
        """
        return compact_json.to_text(self.to_dict(), indent)

    def to_bytes(self) -> bytes:
        """The line of `to_json` in UTF-8."""
        return compact_json.to_bytes(self.to_dict())


def compare(evaluator: Evaluator, profile: Profile, year: int, *, ended: bool = True) -> Comparison:
    """All measures of a library side by side; of each series, the version in force in the year.

    `ended`: also those that are no longer in force in that year. Raises OptionError where the year
    is no claim year, ProgramError where no answer can be given.
    """
    library = evaluator.library
    subjects = evaluator.subjects(profile)
    library.choice(year, None, None)
    measures = []
    left_out = []
    for name in library.in_force(year):
        if not ended and library.checked(name).model.dates.ended(year):
            left_out.append(name)
            continue
        choice = library.default(name)
        as_is = evaluator.report(profile, year, choice, subjects)
        there = evaluator.report(profile, year, choice, subjects, registered=True)
        judgements = evaluator.registration(year, choice, subjects[0])
        registration = tuple([Registration(*terms, judgement) for terms, judgement in judgements])
        measures.append(Compared(as_is, there, registration))
    side_by_side = ranked(measures)
    return Comparison(library.name, profile, year, side_by_side, tuple(left_out), library.between)


def ranked(measures: Iterable[Compared]) -> tuple[Compared, ...]:
    """By what the company may claim as it is, then by what it could there; else in their order.

    Shares of unknown amounts that no ceiling bounds are left out of that order.
    """
    return tuple(sorted(measures, key=_rank))


def _rank(entry: Compared) -> tuple[int, int, int]:
    there = entry.if_registered
    return -_known(entry.as_is), -_known(there), -_known_potential(there)


def _known(report: Report) -> int:
    """The total but for what has no known bound: an amount that nobody knows outranks no other."""
    return sum(finding.counted for finding in report.findings if not finding.unbounded)


def _known_potential(report: Report) -> int:
    return _known(report) if report.potential_unbounded else report.potential_ceiling


def _missing(report: Report) -> list[str]:
    pointers = (at for finding in report.findings for at in finding.missing)
    return list(dict.fromkeys(pointers))


def _summary(report: Report) -> shapes.SummaryDict:
    counts = Counter(finding.status for finding in report.findings)
    counting = [finding for finding in report.findings if finding.counted]
    return {
        "total_ceiling": report.total_ceiling,
        "potential_ceiling": report.potential_ceiling,
        "upper_bound": report.upper_bound,
        "unbounded": {
            "total": report.unbounded,
            "potential": report.potential_unbounded,
        },
        "findings": {
            "eligible": counts["eligible"],
            "undetermined": counts["undetermined"],
            "ineligible": counts["ineligible"],
        },
        "counted": [_counted(finding) for finding in counting],
        "missing": _missing(report),
    }


def _counted(finding: Finding) -> shapes.CountedDict:
    return {
        "support": finding.support,
        "title": finding.title.as_dict(),
        "subject": subject_entry(finding.subject),
        "fixed": finding.fixed,
        "counted": finding.counted,
        "unbounded": finding.unbounded,
    }
