"""A claim plan as plain data."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from yaoxie.advice.planning import shapes
from yaoxie.advice.planning.filings import Charge
from yaoxie.advice.planning.plan import ClaimPlan
from yaoxie.advice.planning.settling import PlannedClaim, PlannedYear
from yaoxie.advice.planning.trade_offs import Binding, Forgone, Named
from yaoxie.decision.explanation import Judgement
from yaoxie.decision.finding import source_entry, subject_entry
from yaoxie.profile.vocabulary import DATE, MILESTONE
from yaoxie.rules.between import BetweenRule
from yaoxie.rules.expectations import Expectation, Negation
from yaoxie.rules.library import Library


def plan_entry(plan: ClaimPlan, library: Library, as_of: date | None) -> shapes.ClaimPlanDict:
    """The plan as it stands in advice; without a day of the advice, no day is called planned."""
    years = plan.terms.years
    findings = [claim.finding for claim in plan.claims]
    is_open = plan.possible != plan.by_year
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
        "potential_unbounded": any(
            claim.finding.unbounded for year in plan.possible for claim in year.claims
        ),
        "by_year": [_year(year, library, as_of) for year in plan.by_year],
        "potential_by_year": [_year(e, library, as_of) for e in plan.possible] if is_open else [],
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


def _year(planned: PlannedYear, library: Library, as_of: date | None) -> shapes.PlannedYearDict:
    return {
        "claim_year": planned.year,
        "total": planned.total,
        "upper_bound": any(claim.finding.upper_bound for claim in planned.claims),
        "unbounded": any(claim.finding.unbounded for claim in planned.claims),
        "claims": [_claim(claim, as_of) for claim in planned.claims],
        "charges": [_charge(charge, library) for charge in planned.charges],
    }


def _charge(charge: Charge, library: Library) -> shapes.ChargeDict:
    exclusive = charge.line.exclusive
    rule = next(rule for rule in library.between if rule.model.id == exclusive.name)
    return {
        "rule": rule.model.id,
        "title": rule.model.title.as_dict(),
        "measure": rule.measures[charge.line.scheme],
        "amount": charge.amount,
        "source": source_entry(rule.source),
    }


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
        "payment": finding.payment_entry() if finding.terms.support.payment else None,
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
    term = entry.term
    title = term.model.title if isinstance(term, BetweenRule) else term.title
    return {
        "measure": entry.measure,
        "claim_year": entry.year,
        "group": None if isinstance(term, BetweenRule) else term.id,
        "rule": term.model.id if isinstance(term, BetweenRule) else None,
        "title": title.as_dict(),
        "subjects": [subject_entry(subject) for subject in entry.subjects],
        "claimed": [_support(named) for named in entry.followed],
        "given_up": [_support(named) for named in entry.supports],
        "less": entry.less,
        "unbounded": entry.unbounded,
        "source": source_entry(term.source),
    }


def _support(named: Named) -> shapes.SupportNameDict:
    support = named.support
    return {"measure": named.measure, "support": support.id, "title": support.title.as_dict()}


def _binding(entry: Binding) -> shapes.BindingLimitDict:
    return {
        "measure": entry.measure,
        "limit": entry.limit.id,
        "title": entry.limit.title.as_dict(),
        "more": entry.more,
        "unbounded": entry.unbounded,
        "source": source_entry(entry.limit.source),
    }
