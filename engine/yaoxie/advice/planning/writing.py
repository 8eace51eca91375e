"""A claim plan as plain data."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from yaoxie.advice.planning import shapes
from yaoxie.advice.planning.plan import ClaimPlan
from yaoxie.advice.planning.settling import PlannedClaim
from yaoxie.advice.planning.trade_offs import Binding, Forgone
from yaoxie.decision.explanation import Judgement
from yaoxie.decision.finding import source_entry, subject_entry
from yaoxie.profile.vocabulary import DATE, MILESTONE
from yaoxie.rules.expectations import Expectation, Negation
from yaoxie.rules.library import Library
from yaoxie.rules.plan import Support


def plan_entry(plan: ClaimPlan, library: Library, as_of: date | None) -> shapes.ClaimPlanDict:
    """The plan as it stands in advice; without a day of the advice, no day is called planned."""
    years = plan.terms.years
    findings = [claim.finding for claim in plan.claims]
    is_open = plan.possible != plan.claims
    return {
        "first_year": years[0],
        "last_year": years[-1],
        "discount": f"{plan.terms.discount:f}",
        "claims_a_year": plan.terms.claims_a_year,
        "measures": list(_measures(plan, library)),
        "total": plan.total,
        "potential": plan.potential,
        "present_value": plan.present_value,
        "upper_bound": any(finding.upper_bound for finding in findings),
        "unbounded": any(finding.unbounded for finding in findings),
        "by_year": _years(years, plan.claims, as_of),
        "potential_by_year": _years(years, plan.possible, as_of) if is_open else [],
        "forgone": [_forgone(entry) for entry in plan.forgone],
        "binding": [_binding(entry) for entry in plan.binding],
    }


def _measures(plan: ClaimPlan, library: Library) -> Iterator[shapes.PlannedMeasureDict]:
    years: dict[str, list[int]] = {}
    for year, choices in sorted(plan.terms.measures.items()):
        for choice in choices:
            years.setdefault(choice.measure, []).append(year)
    for name, own in years.items():
        model = library.checked(name).model
        yield {
            "measure": name,
            "title": model.title.as_dict(),
            "years": own,
            "doubtful": [year for year in own if model.dates.doubtful(year)],
        }


def _years(
    years: Iterable[int], claims: Iterable[PlannedClaim], as_of: date | None
) -> list[shapes.PlannedYearDict]:
    entries: dict[int, shapes.PlannedYearDict] = {
        year: {"claim_year": year, "total": 0, "claims": []} for year in years
    }
    for claim in claims:
        entry = entries[claim.year]
        entry["total"] += claim.finding.counted
        entry["claims"].append(_claim(claim, as_of))
    return list(entries.values())


def _claim(claim: PlannedClaim, as_of: date | None) -> shapes.PlannedClaimDict:
    finding = claim.finding
    source = finding.terms.support.source
    return {
        "measure": claim.choice.measure,
        "support": finding.support,
        "title": finding.title.as_dict(),
        "subject": subject_entry(finding.subject),
        "status": "eligible" if finding.status == "eligible" else "undetermined",
        "discretionary": finding.discretionary,
        "counted": finding.counted,
        "bound_by": finding.bound_by,
        "upper_bound": finding.upper_bound,
        "unbounded": finding.unbounded,
        "source": None if source is None else source_entry(source),
        "planned": [] if as_of is None else list(_planned(claim, as_of)),
    }


def _planned(claim: PlannedClaim, as_of: date) -> Iterator[shapes.PlannedDayDict]:
    """The days after that of the advice by which requirements and supplements are met."""
    finding = claim.finding
    expectations = [terms.expectation for terms in finding.terms.requirements]
    expectations += [terms.expectation for terms in finding.terms.supplements]
    judgements = [*finding.judgements, *finding.supplements]
    days: dict[str, date] = {}
    for expected, judgement in zip(expectations, judgements, strict=False):
        days |= _days(expected, judgement)
    for fact, day in days.items():
        if day > as_of:
            pointer = finding.subject.pointer(fact)
            parts = fact.split(".")
            milestone = parts[2] if parts[1] == MILESTONE else None
            yield {"pointer": pointer, "milestone": milestone, "date": day.isoformat()}


def _days(expected: Expectation, judgement: Judgement) -> dict[str, date]:
    """The days by which a requirement is met, by the fact that each is."""
    if judgement.outcome != "met" or isinstance(expected, Negation):
        return {}
    days: dict[str, date] = {}
    if isinstance(judgement.actual, date) and expected.fact is not None:
        days[expected.fact] = judgement.actual
    elif judgement.implied is not None and judgement.implied.day is not None and expected.fact:
        kind = expected.fact.partition(".")[0]
        days[f"{kind}.{MILESTONE}.{judgement.implied.by}.{DATE}"] = judgement.implied.day
    for part, of_part in zip(expected.parts, judgement.parts, strict=True):
        days |= _days(part, of_part)
    return days


def _forgone(entry: Forgone) -> shapes.ForgoneDict:
    return {
        "measure": entry.measure,
        "group": entry.group.id,
        "title": entry.group.title.as_dict(),
        "subjects": [subject_entry(subject) for subject in entry.subjects],
        "claimed": [_support(support) for support in entry.followed],
        "given_up": [_support(support) for support in entry.supports],
        "less": entry.less,
        "source": source_entry(entry.group.source),
    }


def _support(support: Support) -> shapes.SupportNameDict:
    return {"support": support.id, "title": support.title.as_dict()}


def _binding(entry: Binding) -> shapes.BindingLimitDict:
    return {
        "measure": entry.measure,
        "limit": entry.limit.id,
        "title": entry.limit.title.as_dict(),
        "more": entry.more,
        "source": source_entry(entry.limit.source),
    }
