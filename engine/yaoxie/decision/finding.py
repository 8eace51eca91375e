"""A finding: one support for one subject, pointing at its rules; it becomes JSON when dumped."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, Literal, NamedTuple

from yaoxie.decision.amounts import NOTHING, Amount, Step, steps
from yaoxie.decision.explanation import Judgement
from yaoxie.decision.settlement import Exclusion, Settled
from yaoxie.profile.facts import Subject
from yaoxie.rules.expectations import Expectation
from yaoxie.rules.plan import Requirement, Source, Supplement, Support
from yaoxie.values import Title

Status = Literal["eligible", "ineligible", "undetermined"]


class RequirementTerms(NamedTuple):
    """A requirement, and what it expects in the claim year."""

    requirement: Requirement
    expectation: Expectation


class SupplementTerms(NamedTuple):
    """An uplift or a match, and what its condition expects in the claim year."""

    supplement: Supplement
    expectation: Expectation


@dataclass(frozen=True, slots=True)
class SupportTerms:
    """A support in one claim year, with the requirements of its applicant before its own."""

    support: Support
    requirements: tuple[RequirementTerms, ...]
    supplements: tuple[SupplementTerms, ...] = ()


@dataclass(slots=True, repr=False)
class Finding:
    """One support for one subject: status, amounts in whole yuan, and why.

    `judgements` are those of the requirements, `supplements` those of the support's uplifts and
    matches (none where the finding is ineligible). Settlement fills in the amounts; afterwards
    nothing changes it.
    """

    terms: SupportTerms
    subject: Subject
    status: Status
    judgements: tuple[Judgement, ...]
    supplements: tuple[Judgement, ...] = ()
    amount: Amount = NOTHING
    settled: Settled | None = None

    def __repr__(self) -> str:
        about = f"{self.subject.kind} {self.subject.id}" if self.subject.id else self.subject.kind
        return f"<Finding {self.support} for {about}: {self.status}, {self.counted:,} counted>"

    @property
    def support(self) -> str:
        """The support's id."""
        return self.terms.support.id

    @property
    def title(self) -> Title:
        """The support's title."""
        return self.terms.support.title

    @property
    def discretionary(self) -> bool:
        """Whether it is decided on merit."""
        return self.terms.support.discretionary

    @property
    def fixed(self) -> bool:
        """Whether the amount is paid as it stands, and is no ceiling."""
        return self.terms.support.bound == "fixed"

    @property
    def period(self) -> str:
        """Whether the ceiling holds for a year, or once."""
        return self.terms.support.span

    @property
    def ceiling(self) -> int:
        """The most it may bring by itself; 0 when ineligible."""
        return self.amount.ceiling

    @property
    def counted(self) -> int:
        """What it adds to the total; 0 unless eligible."""
        return self.settled.counted if self.settled else 0

    @property
    def bound_by(self) -> str | None:
        """`share`, `ceiling`, or the id of the limit that bound an eligible finding."""
        return self.settled.bound_by if self.settled else None

    @property
    def excluded_by(self) -> Exclusion | None:
        """What keeps an eligible finding from counting."""
        return self.settled.excluded_by if self.settled else None

    @property
    def upper_bound(self) -> bool:
        """Whether an unknown base or condition of a supplement could lower the amount."""
        return self.amount.upper_bound

    @property
    def calculation(self) -> tuple[Step, ...]:
        """Every step of the arithmetic, in order."""
        if self.status == "ineligible":
            return ()
        own = steps(self.terms.support, self.subject, self.amount)
        return own + (self.settled.steps if self.settled else ())

    @property
    def missing(self) -> tuple[str, ...]:
        """JSON pointers of what could still change an unknown requirement, then an amount."""
        if self.status == "ineligible":
            return ()
        judgements = self.judgements + self.supplements
        pointers = [
            at for judged in judgements if judged.outcome == "unknown" for at in judged.missing
        ]
        if self.amount.base is not None:
            pointers.append(self.subject.pointer(self.amount.base))
        return tuple(dict.fromkeys(pointers))

    def to_dict(self) -> dict[str, Any]:
        """The finding as the contract has it; uplifts stand only where the support has some."""
        by = self.excluded_by
        entry: dict[str, Any] = {
            "support": self.support,
            "title": self.title.as_dict(),
            "subject": {
                "kind": self.subject.kind,
                "id": self.subject.id,
                "name": self.subject.name,
            },
            "status": self.status,
            "discretionary": self.discretionary,
            "fixed": self.fixed,
            "period": self.period,
            "ceiling": self.ceiling,
            "upper_bound": self.upper_bound,
            "counted": self.counted,
            "calculation": [
                {"step": s.step, "amount": s.amount, **s.figures} for s in self.calculation
            ],
            "bound_by": self.bound_by,
            "excluded_by": _excluded_by(by) if by else None,
            "requirements": [
                _requirement(terms, judged)
                for terms, judged in zip(self.terms.requirements, self.judgements, strict=True)
            ],
            "missing": list(self.missing),
        }
        if self.supplements:
            entry["uplifts"] = [
                _supplement(terms, judged)
                for terms, judged in zip(self.terms.supplements, self.supplements, strict=True)
            ]
        return entry


def _requirement(terms: RequirementTerms, judged: Judgement) -> dict[str, Any]:
    requirement, expectation = terms
    return {
        "id": requirement.id,
        "title": requirement.title.as_dict(),
        **_judged(expectation, judged),
        "source": _source(requirement.source),
        **_open(expectation, judged),
    }


def _supplement(terms: SupplementTerms, judged: Judgement) -> dict[str, Any]:
    supplement, expectation = terms
    return {
        "id": supplement.id,
        "title": supplement.title.as_dict(),
        "kind": supplement.kind,
        "rate": supplement.rate,
        **_judged(expectation, judged),
        "source": _source(supplement.source),
        **_open(expectation, judged),
    }


def _source(source: Source) -> dict[str, Any]:
    return {"document": source.document, "at": source.at, "confidence": source.confidence}


def _open(expectation: Expectation, judged: Judgement) -> dict[str, Any]:
    entry: dict[str, Any] = {"missing": list(judged.missing)}
    if judged.parts:
        entry["parts"] = _parts(expectation, judged)
    return entry


def _parts(expectation: Expectation, judged: Judgement) -> list[dict[str, Any]]:
    parts = []
    for inner, part in zip(expectation.parts, judged.parts, strict=True):
        parts.append({"fact": inner.fact, **_judged(inner, part), **_open(inner, part)})
    return parts


def _judged(expectation: Expectation, judged: Judgement) -> dict[str, Any]:
    actual = judged.actual
    gap = judged.gap
    return {
        "outcome": judged.outcome,
        "actual": actual.isoformat() if isinstance(actual, date) else _listed(actual),
        "required": expectation.required,
        "gap": {"unit": gap.unit, "amount": gap.amount} if gap else None,
    }


def _listed(actual: object) -> object:
    return list(actual) if isinstance(actual, tuple) else actual


def _excluded_by(by: Exclusion) -> dict[str, Any]:
    entry = {"group": by.group, "by": by.by, "support": by.support, "subject": by.subject}
    return entry if by.year is None else {**entry, "year": by.year}
