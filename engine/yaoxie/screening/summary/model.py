"""The figures of a screened population; amounts in whole yuan."""

from __future__ import annotations

from dataclasses import dataclass, fields, is_dataclass
from typing import Any

from yaoxie.values import Titles


@dataclass(frozen=True, slots=True)
class StatusFigures:
    """The findings of one support with one status, and the companies that have them.

    `unbounded` of the findings are a share of an unknown base without a ceiling; their amounts
    are in neither sum.
    """

    findings: int
    companies: int
    ceiling: int
    counted: int
    unbounded: int


@dataclass(frozen=True, slots=True)
class SupportFigures:
    """One support; without `money`, its ceilings state entitlements that count for nothing."""

    support: str
    title: Titles
    money: bool
    eligible: StatusFigures
    undetermined: StatusFigures
    ineligible: StatusFigures


@dataclass(frozen=True, slots=True)
class Unknown:
    """A requirement, raise or base that is unknown in undetermined findings.

    `part`: applicant, requirement, row, increase, uplift, matching, base, or limit (a share).
    `support` is None for limits and for the applicant's requirements, which are those of every
    support. `id` of a base is its facts. An unknown supplement, base or limit leaves only the
    amount open.
    """

    part: str
    support: str | None
    id: str
    title: Titles
    fields: tuple[Titles, ...]
    findings: int
    companies: int


@dataclass(frozen=True, slots=True)
class MissingField:
    """A field that undetermined findings may lack.

    `findings` and `companies` are at most so many: all in which something unknown reads the
    field. `surely` of the findings have something unknown that reads no other field, so that it
    is this one that is missing; where both counts are equal, they are exact. A milestone's field
    is missing too where the list of milestones is.
    """

    fact: str
    title: Titles
    findings: int
    surely: int
    companies: int


@dataclass(frozen=True, slots=True)
class Near:
    """A requirement that alone is unmet, with nothing unknown.

    `findings` of all companies; `companies` only of those without any eligible finding.
    """

    support: str
    id: str
    title: Titles
    findings: int
    companies: int


@dataclass(frozen=True, slots=True)
class Cut:
    """What a limit, or a group, takes off the ceilings of eligible findings.

    `by` is what counts instead, a finding or an award; None for a limit. Where several limits
    cut one finding, the tightest has it all.
    """

    id: str
    title: Titles
    by: str | None
    findings: int
    companies: int
    yuan: int


@dataclass(frozen=True, slots=True)
class UnmatchedAwards:
    """Earlier awards that match nothing in the rulebook, and were left out.

    `field`: measure, support or subject, the first that matches nothing. `value` is what stands
    there, and `nearest` the valid name that is nearest; both None for subjects, which are of
    another kind than the support's.
    """

    field: str
    value: str | None
    nearest: str | None
    awards: int
    companies: int


@dataclass(frozen=True, slots=True)
class Bucket:
    """The companies whose total is at least so much, and less than `below`."""

    at_least: int
    below: int | None
    companies: int


@dataclass(frozen=True, slots=True)
class Chosen:
    """A reading with another option than its default."""

    reading: str
    option: str
    title: Titles
    option_title: Titles


@dataclass(frozen=True, slots=True)
class Summary:
    """A population under one plan and claim year; amounts in whole yuan.

    `readings` are those that are not the default.
    `total` and `potential` leave amounts out that nothing bounds, as `buckets` do; `unbounded`
    companies have one. `upper_bound` companies have a total that something unknown could lower.
    `near` companies have no eligible finding, and one that lacks a single requirement.
    """

    measure: str
    title: Titles
    claim_year: int
    readings: tuple[Chosen, ...]
    companies: int
    bad: int
    eligible: int
    funded: int
    upper_bound: int
    unbounded: int
    total: int
    potential: int
    largest: int
    near: int
    buckets: tuple[Bucket, ...]
    supports: tuple[SupportFigures, ...]
    unknown: tuple[Unknown, ...]
    missing: tuple[MissingField, ...]
    one_away: tuple[Near, ...]
    limits: tuple[Cut, ...]
    groups: tuple[Cut, ...]
    unmatched: tuple[UnmatchedAwards, ...]

    def to_dict(self) -> dict[str, Any]:
        """The figures as plain data."""
        data: dict[str, Any] = _plain(self)
        return data


@dataclass(frozen=True, slots=True)
class BudgetLine:
    """What one place, measure or support may cost; `measure` is that of a support.

    Of eligible findings: how many there are and in how many companies, their ceilings, what limits
    (with what earlier awards have used of them), groups and earlier awards cut off these, and what
    is `counted`. Undetermined ceilings come before any cut: at most so much more. `unbounded`
    findings are in no sum. `potential`, where it is known: what may be counted at most once all is
    known, after cuts.
    """

    id: str | None
    measure: str | None
    title: Titles | None
    findings: int
    companies: int
    unbounded: int
    ceiling: int
    cut_by_limits: int
    cut_by_groups: int
    cut_by_awards: int
    counted: int
    undetermined_findings: int
    undetermined_companies: int
    undetermined_unbounded: int
    undetermined_ceiling: int
    potential: int | None


@dataclass(frozen=True, slots=True)
class Breakdown:
    """A budget by place, measure, support, or a field, whose title is there then.

    The line without an id is of findings for which the field is unknown.
    """

    by: str
    title: Titles | None
    lines: tuple[BudgetLine, ...]


@dataclass(frozen=True, slots=True)
class Budget:
    """What a population may cost in a claim year; entitlements that are no money are left out.

    `total` and `potential` are what all measures bring together: `between` is what rules between
    measures have taken off the total already. `whole` and the breakdowns come before these rules.
    """

    claim_year: int
    total: int
    potential: int
    between: int
    whole: BudgetLine
    breakdowns: tuple[Breakdown, ...]


@dataclass(frozen=True, slots=True)
class PopulationSummary:
    """A screened population: its budget, and a summary under each measure."""

    budget: Budget
    measures: tuple[Summary, ...]

    def to_dict(self) -> dict[str, Any]:
        """The figures as plain data."""
        data: dict[str, Any] = _plain(self)
        return data


def _plain(value: Any) -> Any:
    if is_dataclass(value):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    return [_plain(entry) for entry in value] if isinstance(value, tuple) else value
