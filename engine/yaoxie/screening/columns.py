"""The column plan: a measure's conditions and amounts over all subjects of a kind at once.

The same condition trees as those of production rules and explanation, as Polars expressions;
Kleene's logic is what nulls do there.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from typing import TypeAlias

import numpy as np
import numpy.typing as npt
import polars as pl

from yaoxie.decision.amounts import increased, supplemented
from yaoxie.rules.bases import Base
from yaoxie.rules.conditions import All, Any, Condition, Not, facts_of
from yaoxie.rules.days import Windows
from yaoxie.rules.operators.test import Calendar, Test
from yaoxie.rules.plan import Increase, Plan, Row, Support, Uplift
from yaoxie.screening.alike import Alike, Numbers
from yaoxie.screening.reasons import APPLICANT, ReasonBits, bits, of_applicant

STATUSES = ("eligible", "ineligible", "undetermined")
ELIGIBLE, INELIGIBLE, UNDETERMINED = range(3)
STATUS, BY_SHARE, UPPER_BOUND = 3, 4, 8  # the bits of a finding's code
MOST = 2**63 - 1  # what a column of amounts can hold
AMOUNTS = ("code", "ceiling")
Amounts: TypeAlias = npt.NDArray[np.int64]  # whole yuan
Awarded: TypeAlias = tuple[Amounts, Amounts]  # of every subject: off the ceiling, off the share


def truth(condition: Condition, windows: Windows, year: int) -> pl.Expr:
    """A condition as a column of true, false and null, over columns named as facts are."""
    return _truth(condition, Calendar(windows, year))


def _truth(condition: Condition, calendar: Calendar) -> pl.Expr:
    match condition:
        case Not(part):
            return ~_truth(part, calendar)
        case All(()):
            return pl.lit(value=True)
        case All(parts):
            return reduce(lambda a, b: a & b, (_truth(part, calendar) for part in parts))
        case Any(parts):
            return reduce(lambda a, b: a | b, (_truth(part, calendar) for part in parts))
        case Test():
            met = condition.column(pl.col(condition.fact), calendar)
            # Of what is not reached nothing holds, whatever else is unknown of it.
            return met if condition.milestone is None else pl.col(condition.milestone) & met


def part_of(amount: pl.Expr, numerator: int, denominator: int) -> pl.Expr:
    """`numerator / denominator` of an amount, rounded down, without leaving 64 bits."""
    whole = amount // denominator
    rest = amount - whole * denominator
    return whole * numerator + rest * numerator // denominator


class Applicants:
    """What all supports ask of the company, judged once for each company."""

    def __init__(self, plan: Plan, year: int) -> None:
        conditions = [entry.condition for entry in plan.applicant]
        self.facts = tuple(
            dict.fromkeys(fact for condition in conditions for fact in facts_of(condition))
        )
        self._names = [f"truth {i}" for i in range(len(conditions))]
        self._truths = [
            truth(condition, plan.windows, year).alias(name)
            for condition, name in zip(conditions, self._names, strict=True)
        ]

    def met(self, facts: pl.DataFrame) -> pl.DataFrame:
        """Whether each company may apply, by `APPLICANT`, and nothing else."""
        return facts.with_columns(self._truths).select(self._met().alias(APPLICANT)).rechunk()

    def classes(self, facts: pl.DataFrame) -> tuple[Numbers, pl.DataFrame]:
        """The class of each company; and of each class whether it may apply, and what it lacks.

        The columns of the latter are `APPLICANT`, and those that `of_applicant` names.
        """
        judged = facts.with_columns(self._truths)
        alike = Alike.by(judged.select(self._names), np.zeros(judged.height, np.uint32))
        masks = [
            *bits("unmet", [~pl.col(name) for name in self._names]),
            *bits("unknown", [pl.col(name).is_null() for name in self._names]),
        ]
        said = judged[alike.first].select(
            self._met().alias(APPLICANT),
            *(mask.alias(of_applicant(column)) for column, mask in masks),
            rows=pl.int_range(pl.len()),  # as many as there are, where nothing is asked
        )
        return alike.of, said.drop("rows")

    def _met(self) -> pl.Expr:
        met = (pl.col(name) for name in self._names)
        return reduce(lambda a, b: a & b, met, pl.lit(value=True))


@dataclass(frozen=True, slots=True)
class SupportFindings:
    """What is found of every subject under a support.

    `classes`: code, ceiling and reasons by class; `of`: the class of each subject. Of the subjects
    at `rows`, `amounts` has code and ceiling, which hang on their own figures.
    """

    classes: pl.DataFrame
    of: Numbers
    rows: Numbers
    amounts: pl.DataFrame


class KindPlan:
    """The supports for one kind of subject, compiled for one claim year."""

    def __init__(self, plan: Plan, kind: str, year: int) -> None:
        self.kind = kind
        self.supports = tuple(support for support in plan.supports if support.kind == kind)
        self.reasons = {entry.id: ReasonBits.of(plan, entry) for entry in self.supports}
        self._numbers = {support.id: i for i, support in enumerate(self.supports)}
        self._parts: dict[tuple[str, bool], _Part] = {}
        self._applicants = len(plan.applicant)
        every = [entry.condition for support in self.supports for entry in support.requirements]
        every += [entry.condition for support in self.supports for entry in support.supplements]
        conditions = dict.fromkeys(every)
        self._truths = {condition: f"truth {i}" for i, condition in enumerate(conditions)}
        self._expressions = [
            truth(condition, plan.windows, year).alias(name)
            for condition, name in self._truths.items()
        ]
        shares = (entry.share for entry in self.supports if entry.share)
        bases = dict.fromkeys(fact for share in shares for fact in share.base.facts)
        self._known = [pl.col(fact).is_not_null().alias(f"{fact} is known") for fact in bases]
        read = (fact for condition in conditions for fact in facts_of(condition))
        self.read = tuple(dict.fromkeys(read))
        self.facts = tuple(dict.fromkeys((*self.read, *bases)))

    def findings(
        self,
        facts: pl.DataFrame,
        open_limits: Sequence[pl.Series],
        applicants: tuple[Numbers, pl.DataFrame],
        awarded: Mapping[str, Awarded],
    ) -> list[SupportFindings]:
        """What is found of every subject, support by support.

        Subjects of which everything that is asked is answered alike are a class, and decided once.
        `facts` are the subjects', `open_limits` what `LimitAmounts` says of them; `applicants` are
        the classes of their companies, as `Applicants` has them. `awarded` is what comes off the
        ceiling and off the share, of supports with awards.
        """
        frame = facts.with_columns(*self._expressions, *open_limits)
        of_company, of_applicants = applicants
        asked = [*self._truths.values(), *(column.name for column in open_limits)]
        alike = Alike.by(frame.select(*asked, *self._known), of_company)
        first = frame[alike.first].hstack(of_applicants[of_company[alike.first]])
        parts = [self._part(support, awarded=False) for support in self.supports]
        decided = (
            first.lazy()
            .with_columns(part.status for part in parts)
            .select(column for part in parts for column in part.columns)
            .collect()
        )
        by_class = [part.columns_of(decided) for part in parts]
        return [
            self._with_amounts(support, classes, alike.of, frame, awarded.get(support.id))
            for support, classes in zip(self.supports, by_class, strict=True)
        ]

    def _with_amounts(
        self,
        support: Support,
        classes: pl.DataFrame,
        of: Numbers,
        frame: pl.DataFrame,
        awarded: Awarded | None,
    ) -> SupportFindings:
        """Adds what hangs on figures: of subjects that are not ineligible, shares and awards."""
        part = self._part(support, awarded=awarded is not None)
        status = classes["code"].to_numpy() & np.uint8(STATUS)
        if not part.has_own_amounts and awarded is None:
            return SupportFindings(classes, of, of[:0], classes.select(AMOUNTS).clear())
        concerned = (status != INELIGIBLE)[of]
        if not part.has_own_amounts and awarded is not None:
            concerned &= awarded[0] > 0
        rows = np.flatnonzero(concerned).astype(np.uint32)
        own = [column.gather(rows) for column in frame if column.name in part.reads]
        amounts = part.amounts(own, status[of[rows]], awarded, rows)
        return SupportFindings(classes, of, rows, amounts)

    def _part(self, support: Support, *, awarded: bool) -> _Part:
        key = (support.id, awarded)
        if key not in self._parts:
            self._parts[key] = _Part(
                self._numbers[support.id],
                support,
                self._applicants,
                [self._truths[entry.condition] for entry in support.requirements],
                [self._truths[entry.condition] for entry in support.supplements],
                [of_limit(limit.id) for limit in self.reasons[support.id].limits],
                awarded=awarded,
            )
        return self._parts[key]


class _Part:
    """The columns of one support, told apart from those of others by its number."""

    def __init__(
        self,
        number: int,
        support: Support,
        applicants: int,
        required: Sequence[str],
        supplements: Sequence[str],
        limits: Sequence[str],
        *,
        awarded: bool,
    ) -> None:
        self._number = number
        status = _at("status", number)
        self.status = _status(required).alias(status)
        amounts = _Amounts(number, support, supplements, awarded=awarded)
        not_ineligible = pl.col(status) != INELIGIBLE
        unmet = [~pl.col(name) for name in required]
        unmet += [~pl.col(name) & not_ineligible for name in supplements]
        unknown = [pl.col(name).is_null() for name in required]
        unknown += [pl.col(name).is_null() & not_ineligible for name in supplements]
        if support.share is not None:
            unknown.append(_base(support.share.base).is_null() & not_ineligible)
        open_limits = [pl.col(name) & not_ineligible for name in limits]
        unknown += open_limits
        ceiling = pl.when(not_ineligible).then(amounts.least).otherwise(0)
        by_share = (amounts.cut_by_share & not_ineligible).fill_null(value=False)
        upper_bound = reduce(
            lambda a, b: a | b, open_limits, amounts.undecided & not_ineligible & (ceiling > 0)
        )
        named = {
            "code": pl.col(status)
            + by_share.cast(pl.UInt8) * pl.lit(BY_SHARE, pl.UInt8)
            + upper_bound.cast(pl.UInt8) * pl.lit(UPPER_BOUND, pl.UInt8),
            "ceiling": ceiling,
            **dict(bits("unmet", unmet, applicants)),
            **dict(bits("unknown", unknown, applicants)),
        }
        self._amounts = [named[name].alias(name) for name in AMOUNTS]
        self.reads = frozenset(name for own in self._amounts for name in own.meta.root_names())
        rows = (entry for entry in support.supplements if isinstance(entry, Row))
        self.has_own_amounts = support.share is not None or any(row.further for row in rows)
        if self.has_own_amounts:  # and a class has none
            named |= {"code": pl.col(status), "ceiling": pl.lit(0, pl.Int64)}
        self._names = tuple(named)
        self.columns = [column.alias(_at(name, number)) for name, column in named.items()]

    def columns_of(self, frame: pl.DataFrame) -> pl.DataFrame:
        """This support's columns under their plain names."""
        return pl.DataFrame([frame[_at(name, self._number)].alias(name) for name in self._names])

    def amounts(
        self,
        facts: Sequence[pl.Series],
        status: npt.NDArray[np.uint8],
        awarded: Awarded | None,
        rows: Numbers,
    ) -> pl.DataFrame:
        """Code and ceiling of some subjects, by facts and statuses; `rows`: where they stand."""
        columns = [*facts, pl.Series(_at("status", self._number), status)]
        if awarded is not None:
            pairs = zip(("awarded", "share_awarded"), awarded, strict=True)
            columns += [pl.Series(_at(of, self._number), sums[rows]) for of, sums in pairs]
        return pl.DataFrame(columns).select(self._amounts)


def _largest(support: Support) -> int:
    """The largest amount on the way to what a support may bring."""
    share = support.share
    part = share.part(share.base.largest) if share else 0
    return supplemented(
        max(part, increased(support.ceiling, support.supplements)), support.supplements
    )


def _row_amount(row: Row) -> pl.Expr:
    """What a row comes to, with its further units."""
    further = row.further
    amount = pl.lit(row.amount, pl.Int64)
    if further is None:
        return amount
    above = pl.max_horizontal(0, pl.col(further.fact) - further.start)
    most = -((row.amount - further.most) // further.more)  # units that are paid, rounded up
    units = pl.min_horizontal(above // further.each, most)
    whole = pl.min_horizontal(amount + units * further.more, further.most)
    return pl.when(pl.col(further.fact).is_null()).then(further.most).otherwise(whole)


def _base(base: Base) -> pl.Expr:
    """A base as a column; null where one of its facts is."""
    amount = reduce(lambda a, b: a + b, (pl.col(fact) for fact in base.plus))
    if not base.less:
        return amount
    rest = reduce(lambda a, b: a - b, (pl.col(fact) for fact in base.less), amount)
    return pl.when(rest < 0).then(0).otherwise(rest)


def of_limit(limit: str) -> str:
    """The column that says whether a limit's base is unknown; no fact has a space."""
    return f"limit {limit}"


def _at(name: str, number: int) -> str:
    return f"{name} {number}"


def _status(required: Sequence[str]) -> pl.Expr:
    """Kleene's conjunction: eligible where true, undetermined where unknown."""
    met = reduce(lambda a, b: a & b, (pl.col(name) for name in required), pl.col(APPLICANT))
    return (
        pl.when(met)
        .then(pl.lit(ELIGIBLE, pl.UInt8))
        .when(met.is_null())
        .then(pl.lit(UNDETERMINED, pl.UInt8))
        .otherwise(pl.lit(INELIGIBLE, pl.UInt8))
    )


class _Amounts:
    """The amount of one support, as columns."""

    def __init__(
        self, number: int, support: Support, supplements: Sequence[str], *, awarded: bool
    ) -> None:
        self._supplements = list(zip(support.supplements, supplements, strict=True))
        # Amounts fit into 64 bits; a share that is raised several times may not, on its way.
        whole = pl.Int64() if _largest(support) <= MOST else pl.Int128()
        less = pl.col(_at("awarded", number)) if awarded else pl.lit(0, pl.Int64)
        ceiling = self._increased(pl.lit(support.ceiling, whole))
        top = pl.max_horizontal(0, self._supplemented(ceiling) - less)
        undecided = [pl.col(name).is_null() for name in supplements]
        share = support.share
        if share is None:
            self.least = top.cast(pl.Int64)
            self.cut_by_share = pl.lit(value=False)
        else:
            base = _base(share.base).cast(whole)
            part = self._supplemented(part_of(base, share.numerator, share.denominator))
            rest = part - pl.col(_at("share_awarded", number)) if awarded else part
            # The least of what is known; an unknown base leaves the share out.
            self.least = pl.max_horizontal(0, pl.min_horizontal(rest, top)).cast(pl.Int64)
            self.cut_by_share = rest < top
            undecided.append(base.is_null())
        if support.ceiling_unknown:
            undecided.append(pl.lit(value=True))
        self.undecided = reduce(lambda a, b: a | b, undecided, pl.lit(value=False))

    def _increased(self, ceiling: pl.Expr) -> pl.Expr:
        """The ceiling, or the highest of its rows, with its increases."""
        rows: list[pl.Expr] = []
        increases: list[pl.Expr] = []
        for supplement, name in self._supplements:
            applied = pl.when(pl.col(name).fill_null(value=True))
            if isinstance(supplement, Row):
                rows.append(applied.then(_row_amount(supplement)).otherwise(0))
            elif isinstance(supplement, Increase):
                increases.append(applied.then(pl.lit(supplement.amount, pl.Int64)).otherwise(0))
        highest = pl.max_horizontal(ceiling, *rows) if rows else ceiling
        return reduce(lambda a, b: a + b, increases, highest)

    def _supplemented(self, amount: pl.Expr) -> pl.Expr:
        for supplement, name in self._supplements:
            if isinstance(supplement, Uplift):
                more = part_of(amount, supplement.numerator, supplement.denominator)
                applied = pl.when(pl.col(name).fill_null(value=True))
                amount = amount + applied.then(more).otherwise(0)
        return amount
