"""The report: findings that point at their rules, and become JSON only when dumped."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal, NamedTuple

from yaoxie.explanation import Explained, Wanted
from yaoxie.facts import Subject
from yaoxie.notices import Notice
from yaoxie.plan import Plan, Requirement, Support
from yaoxie.profile import Profile
from yaoxie.settlement import NOTHING, Amount, Exclusion, Settled, Step, steps
from yaoxie.vocabulary import Title

CONTRACT = 1
Status = Literal["eligible", "ineligible", "undetermined"]


class RequirementRule(NamedTuple):
    """A requirement, and the text of what it asks for in the claim year."""

    rule: Requirement
    wanted: Wanted


@dataclass(frozen=True, slots=True)
class SupportRule:
    """A support with the requirements of its applicant before its own."""

    rule: Support
    requirements: tuple[RequirementRule, ...]


@dataclass(slots=True)
class Finding:
    """One support for one subject: status, amounts in whole yuan, and why.

    Settlement fills in the amounts; afterwards nothing changes it.
    """

    rule: SupportRule
    subject: Subject
    status: Status
    explained: tuple[Explained, ...]
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
        """Whether an unknown base could lower the amount."""
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
        """JSON pointers of what could still change an unknown requirement, then an unknown base."""
        if self.status == "ineligible":
            return ()
        open_ones = (judged for judged in self.explained if judged.outcome == "unknown")
        pointers = [at for judged in open_ones for at in judged.missing]
        if self.amount.base is not None:
            pointers.append(self.subject.pointer(self.amount.base))
        return tuple(dict.fromkeys(pointers))

    def to_dict(self) -> dict[str, Any]:
        """The finding as the contract has it."""
        by = self.excluded_by
        return {
            "support": self.support,
            "title": self.title.as_dict(),
            "subject": {
                "kind": self.subject.kind,
                "id": self.subject.id,
                "name": self.subject.name,
            },
            "status": self.status,
            "discretionary": self.discretionary,
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


@dataclass(frozen=True, slots=True)
class Report:
    """What one company may claim under one measure in one claim year, at most, and why."""

    plan: Plan
    rulebook: Mapping[str, str]
    profile: Profile
    claim_year: int
    findings: tuple[Finding, ...]
    total_ceiling: int
    potential_ceiling: int
    notices: tuple[Notice, ...]

    @property
    def measure(self) -> str:
        """The measure's id."""
        return self.plan.measure.id

    @property
    def profile_digest(self) -> str:
        """Digest of the profile's meaning."""
        return self.profile.digest

    @property
    def company(self) -> dict[str, str | None]:
        """Whom the report is about."""
        company = self.profile.company
        return {"id": company.id, "name": company.name, "uscc": company.uscc}

    @property
    def readings(self) -> dict[str, str]:
        """The option of every reading."""
        return dict(self.plan.readings)

    @property
    def upper_bound(self) -> bool:
        """Whether an unknown base could lower the amount of a finding that counts."""
        return any(finding.counted and finding.upper_bound for finding in self.findings)

    def to_dict(self) -> dict[str, Any]:
        """The report as the contract has it."""
        model = self.plan.measure
        return {
            "contract": CONTRACT,
            "measure": model.id,
            "measure_title": model.title.as_dict(),
            "rulebook": dict(self.rulebook),
            "profile_digest": self.profile_digest,
            "claim_year": self.claim_year,
            "readings": self.readings,
            "reading_titles": {
                reading.id: {
                    "title": reading.title.as_dict(),
                    "option": next(
                        option.title.as_dict()
                        for option in reading.options
                        if option.id == self.plan.readings[reading.id]
                    ),
                    "default": reading.options[0].id == self.plan.readings[reading.id],
                }
                for reading in model.readings
            },
            "company": self.company,
            "findings": [finding.to_dict() for finding in self.findings],
            "total_ceiling": self.total_ceiling,
            "potential_ceiling": self.potential_ceiling,
            "upper_bound": self.upper_bound,
            "groups": {group.id: group.title.as_dict() for group in self.plan.groups},
            "limits": {limit.id: limit.title.as_dict() for limit in self.plan.limits},
            "unpublished": [
                {"area": area.id, "title": area.title.as_dict()}
                for area in model.areas
                if area.unpublished
            ],
            "notices": [_notice(notice) for notice in self.notices],
        }

    def to_json(self, indent: int | None = None) -> str:
        """The report as JSON text, the same bytes for the same input."""
        return json.dumps(self.to_dict(), ensure_ascii=False, indent=indent)


def _requirement(rule: RequirementRule, judged: Explained) -> dict[str, Any]:
    source = rule.rule.source
    entry = {
        "id": rule.rule.id,
        "title": rule.rule.title.as_dict(),
        **_judged(rule.wanted, judged),
        "source": {"document": source.document, "at": source.at, "confidence": source.confidence},
        "missing": list(judged.missing),
    }
    if judged.parts:
        entry["parts"] = _parts(rule.wanted, judged)
    return entry


def _parts(wanted: Wanted, judged: Explained) -> list[dict[str, Any]]:
    parts = []
    for inner, part in zip(wanted.parts, judged.parts, strict=True):
        entry = {"fact": inner.fact, **_judged(inner, part), "missing": list(part.missing)}
        if part.parts:
            entry["parts"] = _parts(inner, part)
        parts.append(entry)
    return parts


def _judged(wanted: Wanted, judged: Explained) -> dict[str, Any]:
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


def _notice(notice: Notice) -> dict[str, Any]:
    entry: dict[str, Any] = {"code": notice.code, "text": notice.text.as_dict()}
    return {**entry, "pointers": list(notice.pointers)} if notice.pointers else entry
