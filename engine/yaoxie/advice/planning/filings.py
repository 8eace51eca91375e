"""What may be filed in which claim year, and what several filings share. All in whole yuan.

Whatever the engine does to a claim, told in the terms of a choice: a *filing* is a finding that may
be filed in one claim year; a *pool* is what several filings draw from, in their order (a limit in
its period, or the ceiling of a support that holds once); a *line* is one scheme of an exclusive
group for one key: of the lines of a key, a company follows one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal, NamedTuple

from yaoxie.decision.amounts import Amount, supplemented
from yaoxie.decision.evaluation import Evaluation
from yaoxie.decision.evaluator import Evaluator
from yaoxie.decision.finding import Finding
from yaoxie.decision.limits import LimitAmounts, cell_of
from yaoxie.decision.settlement import Awards, award_name
from yaoxie.profile.facts import Subjects
from yaoxie.profile.model import Profile
from yaoxie.rules.library import MeasureChoice
from yaoxie.rules.plan import Group


class Pool(NamedTuple):
    """What filings draw from: a limit in one cell and period, or a ceiling that holds once.

    `name`: the limit's id, or the support's. `year`: None where the period is the whole life.
    """

    kind: Literal["limit", "ceiling", "share"]
    measure: str
    name: str
    cell: str
    year: int | None


class Draw(NamedTuple):
    """A filing's place in a pool, with what earlier awards have left of it, as the filing sees it.

    What is left may differ from year to year where supplements raise a ceiling. None: it draws from
    the pool and is not bound by it, for want of the base of its own share.
    """

    pool: Pool
    left: int | None


class Exclusive(NamedTuple):
    """An exclusive group for one key."""

    measure: str
    group: str
    key: str


class Line(NamedTuple):
    """One scheme of an exclusive group for one key; in one year alone, where the group wants it."""

    exclusive: Exclusive
    scheme: int
    year: int | None


class Form(NamedTuple):
    """A support for one key of a group in one year: of several forms of a product, one counts."""

    line: Line
    support: str
    year: int


@dataclass(frozen=True, slots=True, eq=False)
class Filing:
    """A finding that may be filed in a claim year, and what it shares with others.

    `ceiling` is the finding's, after the awards that are in the profile.
    """

    year: int
    choice: MeasureChoice
    finding: Finding
    ceiling: int
    draws: tuple[Draw, ...]
    form: Form | None

    @property
    def measure(self) -> str:
        """The measure's id."""
        return self.choice.measure

    @property
    def line(self) -> Line | None:
        """The line that it belongs to."""
        return None if self.form is None else self.form.line

    @property
    def amount(self) -> int:
        """The most that it may bring."""
        return min([self.ceiling, *(left for _, left in self.draws if left is not None)])


@dataclass(frozen=True, slots=True)
class ReadyYear:
    """The measures of one claim year, decided: of each, the findings that are not ineligible."""

    year: int
    decided: Mapping[MeasureChoice, tuple[Evaluation, tuple[Finding, ...]]]


def decide(
    evaluator: Evaluator,
    profile: Profile,
    subjects: Subjects,
    measures: Mapping[int, Sequence[MeasureChoice]],
) -> tuple[ReadyYear, ...]:
    """Every finding of every year that is not ineligible; no award touches that."""
    years = []
    for year, choices in sorted(measures.items()):
        decided = {}
        for choice in choices:
            evaluation = evaluator.evaluation(choice, year)
            findings = evaluation.decide(profile, subjects)
            open_ = tuple([e for e in findings if e.status != "ineligible" and e.money])
            decided[choice] = evaluation, open_
        years.append(ReadyYear(year, decided))
    return tuple(years)


def as_eligible(years: Iterable[ReadyYear], *, undetermined: bool) -> tuple[ReadyYear, ...]:
    """The eligible findings alone or, `undetermined`, these too, as if they were eligible."""
    return tuple(
        ReadyYear(
            ready.year,
            {
                choice: (evaluation, tuple(_eligible(findings, undetermined=undetermined)))
                for choice, (evaluation, findings) in ready.decided.items()
            },
        )
        for ready in years
    )


def filings(years: Iterable[ReadyYear], profile: Profile, subjects: Subjects) -> tuple[Filing, ...]:
    """All that may be filed and may bring something, in the order in which it is settled."""
    awards = profile.awards or ()
    possible = []
    for ready in years:
        for choice, (evaluation, findings) in ready.decided.items():
            settled, _, _ = evaluation.settle(findings, awards, subjects)
            company, items = subjects
            own = evaluation.settlement.awards(awards, items)
            amounts = evaluation.settlement.limit_amounts(company, items)
            year = _Year(ready.year, choice, evaluation, own, amounts)
            possible += [
                filing
                for finding in settled
                if finding.ceiling and not _shut_out(finding)
                for filing in [year.filing(finding)]
                if filing.amount
            ]
    return tuple(possible)


def without_limit(possible: Iterable[Filing], measure: str, limit: str) -> tuple[Filing, ...]:
    """The same as if one limit were not there."""

    def kept(draw: Draw) -> bool:
        pool = draw.pool
        return (pool.kind, pool.measure, pool.name) != ("limit", measure, limit)

    return tuple(replace(e, draws=tuple(filter(kept, e.draws))) for e in possible)


def _eligible(findings: Iterable[Finding], *, undetermined: bool) -> Iterator[Finding]:
    for finding in findings:
        if finding.status == "eligible":
            yield finding
        elif undetermined:
            yield finding._replace(status="eligible")


def _shut_out(finding: Finding) -> bool:
    """Whether an award that is in the profile excludes it. Other findings are not filed yet."""
    by = finding.excluded_by
    return by is not None and by.by == "award"


class _Year:
    """Says what findings of one measure and year share with others."""

    def __init__(
        self,
        year: int,
        choice: MeasureChoice,
        evaluation: Evaluation,
        awards: Awards,
        amounts: LimitAmounts,
    ) -> None:
        self._year = year
        self._choice = choice
        self._settlement = evaluation.settlement
        self._awards = awards
        self._amounts = amounts

    def filing(self, finding: Finding) -> Filing:
        support = finding.terms.support
        group = self._settlement.group_of.get(support.id)
        draws = (*self._once(finding, group), *self._limits(finding))
        form = None if group is None else self._form(finding, group)
        return Filing(self._year, self._choice, finding, finding.ceiling, draws, form)

    def _form(self, finding: Finding, group: Group) -> Form:
        key = finding.subject.key if group.per == "subject" else ""
        exclusive = Exclusive(self._choice.measure, group.id, key)
        year = self._year if group.single_year else None
        line = Line(exclusive, group.members[finding.support], year)
        return Form(line, finding.support, self._year)

    def _once(self, finding: Finding, group: Group | None) -> Iterator[Draw]:
        """The ceiling and the share where they hold once: what is claimed comes off later years."""
        support, amount = finding.terms.support, finding.amount
        cell = award_name(finding.subject)
        if group is not None:
            cell = finding.subject.key if group.per == "subject" else ""
        if support.period == "once":
            yield Draw(self._pool("ceiling", support.id, cell, None), amount.remaining_ceiling)
        share = support.share
        if share is not None and share.period == "once":
            yield Draw(self._pool("share", support.id, cell, None), _share_left(amount))

    def _limits(self, finding: Finding) -> Iterator[Draw]:
        for limit in self._settlement.limits_of[finding.support]:
            key = finding.subject.key
            left = self._settlement.left_of(limit, key, self._awards, self._amounts)
            if left is not None:
                year = None if limit.period == "once" else self._year
                yield Draw(self._pool("limit", limit.id, cell_of(limit, key), year), left)

    def _pool(
        self, kind: Literal["limit", "ceiling", "share"], name: str, cell: str, year: int | None
    ) -> Pool:
        return Pool(kind, self._choice.measure, name, cell, year)


def _share_left(amount: Amount) -> int | None:
    if amount.share_amount is None:
        return None
    return max(0, supplemented(amount.share_amount, amount.supplements) - amount.share_awarded)
