"""A finding: one support for one subject, pointing at its rules; it becomes JSON when dumped."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, Literal, NamedTuple

from yaoxie.decision.amounts import NOTHING, Amount, Step, steps
from yaoxie.decision.explanation import Expectation, Judgement
from yaoxie.decision.settlement import Exclusion, Settled
from yaoxie.profile.facts import Subject
from yaoxie.rules.plan import Requirement, Source, Supplement, Support
from yaoxie.values import Title

Status = Literal["eligible", "ineligible", "undetermined"]


class RequirementRule(NamedTuple):
    """A requirement, and the text of what it asks for in the claim year."""

    rule: Requirement
    wanted: Expectation


class RaiseRule(NamedTuple):
    """An uplift or a match, and the text of what it asks for in the claim year."""

    rule: Supplement
    wanted: Expectation


@dataclass(frozen=True, slots=True)
class SupportRule:
    """A support with the requirements of its applicant before its own."""

    rule: Support
    requirements: tuple[RequirementRule, ...]
    supplements: tuple[RaiseRule, ...] = ()


@dataclass(slots=True)
class Finding:
    """One support for one subject: status, amounts in whole yuan, and why.

    Settlement fills in the amounts; afterwards nothing changes it.
    """

    rule: SupportRule
    subject: Subject
    status: Status
    explained: tuple[Judgement, ...]
    raised: tuple[Judgement, ...] = ()
    amount: Amount = NOTHING
    settled: Settled | None = None

    @property
    def support(self) -> str:
        """The support's id."""
        return self.rule.rule.id

    @property
    def title(self) -> Title:
        """The support's title."""
        return self.rule.rule.title

    @property
    def discretionary(self) -> bool:
        """Whether it is decided on merit."""
        return self.rule.rule.discretionary

    @property
    def fixed(self) -> bool:
        """Whether the amount is paid as it stands, and is no ceiling."""
        return self.rule.rule.bound == "fixed"

    @property
    def period(self) -> str:
        """Whether the ceiling holds for a year, or once."""
        return self.rule.rule.span

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
        """Whether an unknown base or condition of a raise could lower the amount."""
        return self.amount.upper_bound

    @property
    def calculation(self) -> tuple[Step, ...]:
        """Every step of the arithmetic, in order."""
        if self.status == "ineligible":
            return ()
        own = steps(self.rule.rule, self.subject, self.amount)
        return own + (self.settled.steps if self.settled else ())

    @property
    def missing(self) -> tuple[str, ...]:
        """JSON pointers of what could still change an unknown requirement, then an amount."""
        if self.status == "ineligible":
            return ()
        judged_ones = self.explained + self.raised
        open_ones = (judged for judged in judged_ones if judged.outcome == "unknown")
        pointers = [at for judged in open_ones for at in judged.missing]
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
                _requirement(rule, judged)
                for rule, judged in zip(self.rule.requirements, self.explained, strict=True)
            ],
            "missing": list(self.missing),
        }
        if self.raised:
            entry["uplifts"] = [
                _raise(rule, judged)
                for rule, judged in zip(self.rule.supplements, self.raised, strict=True)
            ]
        return entry


def _requirement(rule: RequirementRule, judged: Judgement) -> dict[str, Any]:
    return {
        "id": rule.rule.id,
        "title": rule.rule.title.as_dict(),
        **_judged(rule.wanted, judged),
        "source": _source(rule.rule.source),
        **_open(rule.wanted, judged),
    }


def _raise(rule: RaiseRule, judged: Judgement) -> dict[str, Any]:
    return {
        "id": rule.rule.id,
        "title": rule.rule.title.as_dict(),
        "kind": rule.rule.kind,
        "rate": rule.rule.rate,
        **_judged(rule.wanted, judged),
        "source": _source(rule.rule.source),
        **_open(rule.wanted, judged),
    }


def _source(source: Source) -> dict[str, Any]:
    return {"document": source.document, "at": source.at, "confidence": source.confidence}


def _open(wanted: Expectation, judged: Judgement) -> dict[str, Any]:
    entry: dict[str, Any] = {"missing": list(judged.missing)}
    if judged.parts:
        entry["parts"] = _parts(wanted, judged)
    return entry


def _parts(wanted: Expectation, judged: Judgement) -> list[dict[str, Any]]:
    parts = []
    for inner, part in zip(wanted.parts, judged.parts, strict=True):
        parts.append({"fact": inner.fact, **_judged(inner, part), **_open(inner, part)})
    return parts


def _judged(wanted: Expectation, judged: Judgement) -> dict[str, Any]:
    actual = judged.actual
    gap = judged.gap
    return {
        "outcome": judged.outcome,
        "actual": actual.isoformat() if isinstance(actual, date) else _listed(actual),
        "required": wanted.required,
        "gap": {"unit": gap.unit, "amount": gap.amount} if gap else None,
    }


def _listed(actual: object) -> object:
    return list(actual) if isinstance(actual, tuple) else actual


def _excluded_by(by: Exclusion) -> dict[str, Any]:
    entry = {"group": by.group, "by": by.by, "support": by.support, "subject": by.subject}
    return entry if by.year is None else {**entry, "year": by.year}
