"""What the measures of a pass bring a company together, under the rules between them.

Where a rule has nothing to choose, that is the sum of their totals. The few companies where it
may have are decided one by one, as `decision.between` has it.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import polars as pl

from yaoxie.decision.evaluator import Evaluator
from yaoxie.errors import Fault, InputError
from yaoxie.messages import Message
from yaoxie.profile.vocabulary import COMPANY
from yaoxie.rules.between import BetweenRule
from yaoxie.rules.library import MeasureChoice
from yaoxie.screening.claims import key_cell
from yaoxie.screening.columns import MOST
from yaoxie.screening.facts import Rows
from yaoxie.screening.findings import Flags
from yaoxie.screening.joint import Claims, Decided, Pass
from yaoxie.tables import schema as table_schema
from yaoxie.tables.schema import Tables
from yaoxie.tables.validity_data import profile_data


class BetweenTotals:
    """The rules between measures that are screened together, each under its default readings."""

    def __init__(self, evaluator: Evaluator, choices: Sequence[MeasureChoice], year: int) -> None:
        self._evaluator = evaluator
        self._schema = table_schema.of(evaluator.library.vocabulary)
        self._year = year
        names = {choice.measure for choice in choices}
        rules = [rule for rule in evaluator.library.between if names & set(rule.measures)]
        self._rules = [rule for rule in rules if rule.chooses]
        tied = {name for rule in rules for name in rule.measures}
        self._choices = [choice for choice in choices if choice.measure in tied]

    def totals(self, pass_: Pass, decided: Decided, tables: Tables) -> tuple[Rows, Rows]:
        """What each company may claim under all measures, and what it may come to; whole yuan."""
        total, potential = summed(decided.totals), summed(decided.potentials)
        names = {choice.measure for choice in self._choices}
        tied = [i for i, own in enumerate(pass_.measures) if own.plan.measure.id in names]
        for row in np.flatnonzero(self._contested(pass_, decided)):
            ruled = self._ruled(int(decided.slice.company.frame["company"][int(row)]), tables)
            total[row] += ruled[0] - decided.totals[row, tied].sum()
            potential[row] += ruled[1] - decided.potentials[row, tied].sum()
        return total, potential

    def _contested(self, pass_: Pass, decided: Decided) -> Flags:
        """The companies for which a rule may have something to choose.

        Of a cell with one claim, eligible or not yet known, that counts, and no award, its measure
        is chosen whatever else there is.
        """
        contested = np.zeros(len(decided.slice.company), bool)
        for rule in self._rules:
            claims = _claims_under(rule, pass_, decided)
            # Cells are keys of whatever kind, so two kinds in a company may share one.
            choosing = (
                (pl.col("counted") == 0)
                | (pl.col("claim").n_unique().over("cell") > 1)
                | (pl.col("kind").n_unique().over("company") > 1)
            )
            if decided.awards.frame is not None:
                awards = decided.awards.frame.filter(pl.col("means").is_in(rule.measures))
                choosing = choosing | pl.col("company").is_in(awards["company"].implode())
            contested[claims.filter(choosing)["company"].to_numpy()] = True
        return contested

    def _ruled(self, number: int, tables: Tables) -> tuple[int, int]:
        """What the measures that rules tie bring one company, and may come to bring it."""
        library, evaluator = self._evaluator.library, self._evaluator
        profile = library.profile(profile_data(tables, number, self._schema))
        subjects = evaluator.subjects(profile)
        reports = [
            evaluator.report(profile, self._year, choice, subjects) for choice in self._choices
        ]
        ruling = evaluator.ruling(profile, self._year, reports, subjects)
        assert ruling is not None
        return ruling.total.total, ruling.potential.total


def summed(amounts: Rows) -> Rows:
    """The sum of each row. Raises InputError where it is more than a column can hold."""
    if amounts.size and (rough := amounts.sum(axis=1, dtype=np.float64)).max() > MOST / 2:
        raise InputError([Fault("", int(rough.argmax()), Message("screening.totals-too-large"))])
    sums: Rows = amounts.sum(axis=1, dtype=np.int64)
    return sums


def _claims_under(rule: BetweenRule, pass_: Pass, decided: Decided) -> pl.DataFrame:
    """The claims under a rule, as eligible and as possible: their `company`, `cell`, `counted`.

    `claim` is the finding that it is of; what is possible is there only where it differs.
    """
    claims = [
        _claims_of(own, i, rule, pass_, decided)
        for i, settled in enumerate(decided.settled)
        for own in (settled.eligible, settled.possible)
        if pass_.measures[i].plan.measure.id in rule.measures
    ]
    types = dict.fromkeys(("claim", "company", "kind", "cell", "counted"), pl.Int64)
    return pl.concat([pl.DataFrame(schema=types), *claims])


def _claims_of(
    claims: Claims, measure: int, rule: BetweenRule, pass_: Pass, decided: Decided
) -> pl.DataFrame:
    plan, first = pass_.measures[measure].plan, int(pass_.first[measure])
    under = np.zeros(len(pass_.supports), bool)
    for number, support in enumerate(plan.supports, first):
        under[number] = rule.holds_for(plan.measure.id, support.id)
    supports = decided.findings.support[claims.at]
    chosen = under[supports]
    kinds = pass_.kind_of[supports[chosen]].astype(np.int64)
    rows = decided.findings.row[claims.at[chosen]]
    companies = claims.companies[chosen]
    frame = pl.DataFrame(
        {
            "claim": claims.at[chosen].astype(np.int64),
            "company": companies,
            "kind": kinds,
            "key": companies
            if rule.model.per == COMPANY
            else pass_.keys(decided.slice, kinds, rows),
            "counted": claims.settled.counted[chosen],
        }
    )
    kind = pl.lit(0) if rule.model.per == COMPANY else pl.col("kind")
    return frame.select(
        "claim", "company", "kind", "counted", cell=key_cell(kind, pl.col("key"))
    ).select("claim", "company", "kind", "cell", "counted")
