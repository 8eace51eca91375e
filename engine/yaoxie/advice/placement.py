"""What each place would pay for a project that is still to be placed, over the coming years.

The project is taken as if it, and the company, were where the measures of the place hold; all else
stays as it is. What a year would count is an award in the years after it.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from msgspec import structs

from yaoxie.advice import advice_shapes as shapes
from yaoxie.advice.grounds import ground_entries
from yaoxie.advice.situation import Situation
from yaoxie.advice.variants import Place, Values, altered
from yaoxie.decision.between import Ruling
from yaoxie.decision.evaluator import Evaluator
from yaoxie.decision.finding import Finding, subject_entry
from yaoxie.decision.report import Report
from yaoxie.decision.reports import Reports
from yaoxie.profile.facts import Subject, Subjects
from yaoxie.profile.model import Award
from yaoxie.profile.vocabulary import COMPANY, Vocabulary
from yaoxie.rules.library import LAST_YEAR, MeasureChoice


def placements(situation: Situation) -> list[shapes.PlacementDict]:
    """For each project that no field places yet, the places of the measures that are asked about.

    Those first that pay most.
    """
    places = list(dict.fromkeys(report.plan.measure.place for report in situation.reports))
    return [
        {
            "subject": subject_entry(subject),
            "fields": [f"{subject.kind}.{name}" for name in fields],
            "places": sorted(
                (_at(situation, number, place) for place in places),
                key=_rank,
            ),
        }
        for number, subject in enumerate(situation.subjects[1])
        for fields in [_fields(subject.kind, situation.library.vocabulary)]
        if not any(f"{subject.kind}.{name}" in subject.facts for name in fields)
    ]


def _rank(entry: shapes.PlacedDict) -> tuple[int, int]:
    """By what is paid; what nothing known bounds is left out of that order."""
    supports = [support for year in entry["years"] for support in year["supports"]]
    known = entry["total"] - sum(e["counted"] for e in supports if e["unbounded"])
    return -known, -(known if entry["potential_unbounded"] else entry["potential"])


def _fields(kind: str, vocabulary: Vocabulary) -> list[str]:
    """The fields of a kind that say where it is, by the words of which measures name places."""
    words = vocabulary.place.type.words
    return [
        name
        for name, field in vocabulary.fields(kind).items()
        if field.type.name == "word" and field.type.words == words and field.definition.change
    ]


def _at(situation: Situation, number: int, place: str) -> shapes.PlacedDict:
    """What a place would pay for one project."""
    vocabulary = situation.library.vocabulary
    subject = situation.subjects[1][number]
    values: Values = {
        **{Place(None, name): place for name in _fields(COMPANY, vocabulary)},
        **{Place(number, name): place for name in _fields(subject.kind, vocabulary)},
    }
    subjects = altered(situation.subjects, vocabulary, values)
    assert subjects is not None  # no place contradicts a milestone
    company, items = subjects
    own = company, [item for item in items if item.key == subject.key]
    names = {COMPANY, *(item.id for item in own[1])}
    awards = tuple(e for e in situation.profile.awards or () if e.subject in names)
    years = list(_years(situation, place, own, awards))
    return {
        "place": place,
        "title": vocabulary.place_title(place).as_dict(),
        "total": sum(year["total"] for year in years),
        "potential": sum(year["potential"] for year in years),
        "upper_bound": any(year["upper_bound"] for year in years),
        "unbounded": any(year["unbounded"] for year in years),
        "potential_unbounded": any(year["potential_unbounded"] for year in years),
        "years": years,
    }


def _years(
    situation: Situation,
    place: str,
    subjects: tuple[Subject, list[Subject]],
    awards: Sequence[Award],
) -> Iterator[shapes.PlacedYearDict]:
    """Year by year; what one year counts comes off the next ones as an award.

    So it does, for the potential, if all that is undetermined turns out eligible.
    """
    granted, possible = list(awards), list(awards)
    for year in range(situation.year, min(situation.year + situation.years, LAST_YEAR + 1)):
        sure = _there(situation, place, year, subjects, granted)
        most = _there(situation, place, year, subjects, possible, undetermined=True)
        may_count = {
            (measure, finding.support, finding.subject.id): finding.counted
            for measure, finding in most.paid
        }
        yield {
            "claim_year": year,
            "total": sure.together.total_ceiling,
            "potential": most.together.total_ceiling,
            "upper_bound": sure.together.upper_bound,
            "unbounded": sure.together.unbounded,
            "potential_unbounded": most.together.unbounded,
            "supports": [
                _support(measure, finding, may_count.get((measure, finding.support, own.id), 0))
                for measure, finding in sure.paid
                for own in [finding.subject]
            ],
        }
        granted += _awards(sure)
        possible += _awards(most)


class _There(NamedTuple):
    """What the measures of a place say of a project in a year, and the findings as they are paid.

    `paid`: each with its measure.
    """

    together: Reports
    paid: list[tuple[str, Finding]]


def _there(
    situation: Situation,
    place: str,
    year: int,
    subjects: Subjects,
    awards: Sequence[Award],
    *,
    undetermined: bool = False,
) -> _There:
    """What holds after the awards; `undetermined`: as if all that is undetermined were eligible."""
    library, evaluator = situation.library, situation.evaluator
    asked = {choice.measure: choice for choice in situation.choices}
    profile = situation.profile.model_copy(update={"awards": tuple(awards)})
    choices = [asked.get(name, library.default(name)) for name in library.at(place, year)]
    reports = tuple(
        evaluator.report(profile, year, choice, subjects, registered=True) for choice in choices
    )
    if undetermined:
        pairs = zip(choices, reports, strict=True)
        reports = tuple(_as_eligible(evaluator, *pair, subjects) for pair in pairs)
    ruling = evaluator.ruling(profile, year, reports, subjects)
    paid = [
        (choice.measure, finding)
        for choice, report in zip(choices, reports, strict=True)
        for finding in _paid(evaluator, choice, report, ruling, subjects)
        if finding.subject.kind != COMPANY and finding.status != "ineligible"
    ]
    return _There(Reports(profile, year, place, reports, ruling), paid)


def _as_eligible(
    evaluator: Evaluator, choice: MeasureChoice, report: Report, subjects: Subjects
) -> Report:
    """A report in which all that is undetermined has turned out eligible."""
    if all(finding.status != "undetermined" for finding in report.findings):
        return report
    evaluation = evaluator.evaluation(choice, report.claim_year, registered=True)
    findings = [
        structs.replace(e, status="eligible") if e.status == "undetermined" else e
        for e in report.findings
    ]
    settled, total, potential = evaluation.settle(findings, report.profile.awards or (), subjects)
    return dataclasses.replace(
        report, findings=tuple(settled), total_ceiling=total, potential_ceiling=potential
    )


def _paid(
    evaluator: Evaluator,
    choice: MeasureChoice,
    report: Report,
    ruling: Ruling | None,
    subjects: Subjects,
) -> Sequence[Finding]:
    """The findings of a report as they are paid where rules between measures choose among them."""
    findings = report.findings
    if ruling is None or all(ruling.counts(choice.measure, finding) for finding in findings):
        return findings
    evaluation = evaluator.evaluation(choice, report.claim_year, registered=True)
    chosen = [e for e in findings if ruling.counts(choice.measure, e)]
    settled, _, _ = evaluation.settle(chosen, report.profile.awards or (), subjects)
    return settled


def _awards(there: _There) -> Iterator[Award]:
    """What counts in a year, as awards in the years after it."""
    for measure, finding in there.paid:
        if finding.counted and finding.subject.id is not None:
            # Unchecked: with what is added to it, a claim may be larger than profiles may say.
            yield Award.model_construct(
                measure=measure,
                support=finding.support,
                subject=str(finding.subject.id),
                year=there.together.claim_year,
                amount=finding.counted,
            )


def _support(measure: str, finding: Finding, may_count: int) -> shapes.PlacedSupportDict:
    return {
        "measure": measure,
        "support": finding.support,
        "title": finding.title.as_dict(),
        "status": finding.status,
        "ceiling": finding.ceiling,
        "counted": finding.counted,
        "may_count": may_count,
        "upper_bound": finding.upper_bound,
        "unbounded": finding.unbounded,
        "requirements": ground_entries(finding),
        "missing": list(finding.missing),
    }
