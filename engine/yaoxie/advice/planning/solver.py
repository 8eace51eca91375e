"""Chooses filings so that their sum is largest: mixed-integer programs, solved by HiGHS.

The solver chooses and bounds; what the choice brings is settled again in whole yuan, and where the
two differ by a yuan there is no answer. Amounts reach the solver in units in which they are small,
with tolerances of a billionth, no relative gap, and an absolute gap of half a yuan.

The engine fills pools in the order of its findings. A first program lets payouts be split freely,
which only bounds what that brings. Where the bound is not reached, a second one pays each filing
all that its pools have left, as the engine does.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from math import gcd

import highspy
import numpy as np

from yaoxie.advice.planning.choices import APART, Choices, Chosen
from yaoxie.advice.planning.components import Component, pools_of
from yaoxie.advice.planning.filings import Charge, Counter
from yaoxie.errors import DisagreementError

TOLERANCE = 1e-9
_LARGE = 10**5  # units that an amount may come to, so that a tolerance is far less than a yuan
_HALF = Fraction(1, 2)
_CHOSEN = 0.5  # what a column of 0 or 1 is above where it is 1


class Solver:
    """Chooses the filings of components. Components alike are chosen once.

    `weights`: what a yuan of each claim year counts. `claims_a_year`: how many may be filed in one.
    """

    def __init__(self, weights: dict[int, Fraction], claims_a_year: int | None = None) -> None:
        self._weights = weights
        self._claims_a_year = claims_a_year
        self._known: dict[Hashable, Chosen] = {}

    def choose(self, component: Component) -> Chosen:
        """The best choice. Raises DisagreementError where it does not bring what was promised."""
        form = _form(component)
        if form not in self._known:
            self._known[form] = self._choose(component)
        return self._known[form]

    def _choose(self, component: Component) -> Chosen:
        choices = Choices(component, self._weights, self._claims_a_year)
        if self._claims_a_year is None and _is_plain(component):
            return choices.chosen(range(len(component)))
        for in_order in (False, True):
            program = Program(component, self._weights, self._claims_a_year, in_order=in_order)
            solutions = program.solve()
            best = choices.best(solutions, program.bound - program.apart)
            if best.value > program.bound - program.apart:
                break
        if abs(program.bound - best.value) >= program.apart:
            raise DisagreementError(
                f"a plan promises {float(program.bound):,.2f} yuan and settles to "
                f"{float(best.value):,.2f}, for {component[0].measure}"
            )
        return best


class _Quiet(highspy.Highs):
    """HiGHS that prints nothing; its banner comes with callbacks, before any option can be set."""

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]

    def enableCallbacks(self) -> None:  # noqa: N802 - what HiGHS calls it
        self.setOptionValue("output_flag", False)
        super().enableCallbacks()  # type: ignore[no-untyped-call]


@dataclass(slots=True)
class _Rows:
    """Rows of a program: bounds, and entries by column."""

    lower: list[float] = field(default_factory=list)
    upper: list[float] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    columns: list[int] = field(default_factory=list)
    values: list[float] = field(default_factory=list)

    def add(self, lower: float, upper: float, entries: Sequence[tuple[int, float]]) -> None:
        self.starts.append(len(self.columns))
        self.lower.append(lower)
        self.upper.append(upper)
        for column, value in entries:
            self.columns.append(column)
            self.values.append(value)


class Program:
    """The program of one component: a payout of each filing, then what is chosen as 0 or 1."""

    def __init__(
        self,
        component: Component,
        weights: dict[int, Fraction],
        claims_a_year: int | None,
        *,
        in_order: bool,
    ) -> None:
        self._filings = component
        lefts = (left for e in component for _, left in e.draws if left is not None)
        charges = (e.charge.amount for e in component if e.charge is not None)
        divisor = gcd(*(e.amount for e in component), *lefts, *charges)
        largest = max(e.amount for e in component)
        self._unit = divisor
        while largest // self._unit > _LARGE:
            self._unit *= 10
        # Of amounts beyond some ten billion yuan, a billionth of a unit is more than dust.
        self.apart = APART + Fraction(TOLERANCE) * self._unit * len(component)
        self._weights = [float(weights[e.year]) for e in component]
        # Of equal sums, the one that comes earlier, as the engine pays.
        self._earliness = [float(len(component) - place) for place in range(len(component))]
        self._rows = _Rows()
        self._upper = [self._in_units(e.amount) for e in component]
        self._integral: set[int] = set()
        self._needed: dict[int, list[int]] = defaultdict(list)  # the columns that must be 1
        self._filed: dict[int, int] = {}  # of a filing, the column that says whether it is filed
        self.bound = Fraction(0)
        self._costs = dict(enumerate(self._weights))  # what a column counts
        self._add_lines()
        self._add_charges()
        self._add_counters()
        self._add_pools()
        if claims_a_year is not None:
            self._add_years(claims_a_year)
        if in_order:
            self._add_order()

    def solve(self) -> list[tuple[int, ...]]:
        """The best choice and, where years count alike, the earliest that is as good."""
        model = self._model()
        first = self._run(model, self._costs)
        if first is None:
            status = model.modelStatusToString(model.getModelStatus())
            raise DisagreementError(f"a plan has no best choice: {status}")
        self.bound = self._bound(model)
        if len(set(self._weights)) > 1:
            return [self._places(first)]
        # The earliest of equal sums: all that they bring as a row, and years as costs.
        entries = list(self._costs.items())
        least = sum(cost * first[column] for column, cost in entries)
        slack = float(_HALF / 2 / self._unit)
        columns = np.array([column for column, _ in entries], dtype=np.int32)
        values = np.array([value for _, value in entries])
        model.addRow(least - slack, highspy.kHighsInf, len(entries), columns, values)
        second = self._run(model, dict(enumerate(self._earliness)))
        if second is None:
            return [self._places(first)]
        return [self._places(first), self._places(second)]

    def _places(self, solution: Sequence[float]) -> tuple[int, ...]:
        """The filings that are filed, and paid more than half a yuan.

        Of huge amounts, half a yuan is within what the solver tolerates of what may not be paid.
        """
        least = float(_HALF / self._unit)
        return tuple(
            place
            for place in range(len(self._filings))
            if solution[place] > least
            and all(solution[column] > _CHOSEN for column in self._needed[place])
        )

    def _bound(self, model: highspy.Highs) -> Fraction:
        info = model.getInfo()
        bound = info.mip_dual_bound if self._integral else info.objective_function_value
        return Fraction(bound) * self._unit

    def _run(self, model: highspy.Highs, costs: Mapping[int, float]) -> Sequence[float] | None:
        """A best solution; None where the solver sees none."""
        count = len(self._upper)
        every = np.array([costs.get(column, 0.0) for column in range(count)])
        model.changeColsCost(count, np.arange(count, dtype=np.int32), every)
        model.run()
        if model.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            return None
        solution: Sequence[float] = model.getSolution().col_value
        return solution

    def _model(self) -> highspy.Highs:
        model = _Quiet()
        options = {
            "threads": 1,
            "random_seed": 0,
            "mip_rel_gap": 0.0,
            "mip_abs_gap": float(_HALF / self._unit),
            "mip_feasibility_tolerance": TOLERANCE,
            "primal_feasibility_tolerance": TOLERANCE,
            "dual_feasibility_tolerance": TOLERANCE,
        }
        for name, value in options.items():
            model.setOptionValue(name, value)
        program = highspy.HighsLp()
        count = len(self._upper)
        program.num_col_, program.num_row_ = count, len(self._rows.lower)
        program.sense_ = highspy.ObjSense.kMaximize
        program.col_cost_ = np.zeros(count)
        program.col_lower_ = np.zeros(count)
        program.col_upper_ = np.array(self._upper)
        program.row_lower_ = np.array(self._rows.lower)
        program.row_upper_ = np.array(self._rows.upper)
        program.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        program.a_matrix_.start_ = np.array([*self._rows.starts, len(self._rows.columns)])
        program.a_matrix_.index_ = np.array(self._rows.columns)
        program.a_matrix_.value_ = np.array(self._rows.values)
        if self._integral:
            kinds = highspy.HighsVarType
            program.integrality_ = [
                kinds.kInteger if column in self._integral else kinds.kContinuous
                for column in range(count)
            ]
        model.passModel(program)
        return model

    def _in_units(self, amount: int) -> float:
        return float(Fraction(amount, self._unit))

    def _binary(self) -> int:
        self._upper.append(1.0)
        self._integral.add(len(self._upper) - 1)
        return len(self._upper) - 1

    def _is_filed(self, place: int) -> int:
        """The column that says whether a filing is filed; it is paid nothing else."""
        if place not in self._filed:
            self._filed[place] = self._binary()
            self._pay_only_with(self._filed[place], place)
        return self._filed[place]

    def _pay_only_with(self, column: int, place: int) -> None:
        """A filing is paid nothing where the column is 0."""
        self._needed[place].append(column)
        self._rows.add(-highspy.kHighsInf, 0.0, [(place, 1.0), (column, -self._upper[place])])

    def _add_lines(self) -> None:
        """Of the lines of a key one is followed; of the forms of a support in a year, one."""
        followed: dict[Hashable, int] = {}
        lines: dict[Hashable, set[int]] = defaultdict(set)
        forms: dict[Hashable, list[int]] = defaultdict(list)
        for place, filing in enumerate(self._filings):
            for line in filing.lines:
                if line not in followed:
                    followed[line] = self._binary()
                    lines[line.exclusive].add(followed[line])
                self._pay_only_with(followed[line], place)
            if filing.form is not None:
                forms[filing.form].append(place)
        for columns in lines.values():
            self._rows.add(0.0, 1.0, [(column, 1.0) for column in sorted(columns)])
        for places in forms.values():
            if len(places) > 1:
                self._rows.add(0.0, 1.0, [(self._is_filed(place), 1.0) for place in places])

    def _add_charges(self) -> None:
        """What awards of other measures take, once for all filings that it is taken from."""
        columns: dict[Charge, int] = {}
        for place, filing in enumerate(self._filings):
            charge = filing.charge
            if charge is None:
                continue
            if charge not in columns:
                columns[charge] = self._binary()
                weight = self._weights[place]
                self._costs[columns[charge]] = -weight * self._in_units(charge.amount)
            self._pay_only_with(columns[charge], place)

    def _add_counters(self) -> None:
        """Of the units of a counter no more are paid than it allows."""
        counters: dict[Counter, dict[str, int]] = defaultdict(dict)
        for place, filing in enumerate(self._filings):
            for counter, unit in filing.tallies:
                units = counters[counter]
                if unit not in units:
                    units[unit] = self._binary()
                self._pay_only_with(units[unit], place)
        for counter, units in counters.items():
            entries = [(column, 1.0) for column in units.values()]
            self._rows.add(0.0, float(counter.most), entries)

    def _add_pools(self) -> None:
        """What is drawn from a pool up to a filing is no more than is left as the filing sees it.

        Where less is left than an earlier one saw, that binds those alone that are filed.
        """
        for draws in pools_of(self._filings).values():
            most = 0  # that those before draw together
            for number, (place, left) in enumerate(draws):
                if left is None:
                    most += self._filings[place].amount
                    continue
                excess, most = max(0, most - left), max(most, left)
                further = draws[number + 1][1] if number + 1 < len(draws) else None
                if not excess and further is not None and further <= left:
                    continue  # the next one's row binds this one too
                entries = [(p, 1.0) for p, _ in draws[: number + 1]]
                bound = self._in_units(left)
                if excess:
                    slack = self._in_units(excess)
                    entries.append((self._is_filed(place), slack))
                    bound += slack
                self._rows.add(-highspy.kHighsInf, bound, entries)

    def _add_years(self, most: int) -> None:
        years: dict[int, list[int]] = defaultdict(list)
        for place, filing in enumerate(self._filings):
            years[filing.year].append(self._is_filed(place))
        for columns in years.values():
            self._rows.add(0.0, float(most), [(column, 1.0) for column in columns])

    def _add_order(self) -> None:
        """A filing that is filed is paid its amount, or all that one of its pools has left."""
        dry: dict[int, list[int]] = defaultdict(list)
        for draws in pools_of(self._filings).values():
            for number, (place, left) in enumerate(draws):
                if left is None:
                    continue
                column = self._binary()
                dry[place].append(column)
                entries = [(p, 1.0) for p, _ in draws[: number + 1]]
                entries.append((column, -self._in_units(left)))
                self._rows.add(0.0, highspy.kHighsInf, entries)
        for place in range(len(self._filings)):
            amount, filed = self._upper[place], self._is_filed(place)
            entries = [(place, 1.0), (filed, -amount), *((c, amount) for c in dry[place])]
            self._rows.add(0.0, highspy.kHighsInf, entries)


def _is_plain(component: Component) -> bool:
    """Whether to file all, the earliest first, is best: at most one pool binds them, and alike."""
    draws = {draw for filing in component for draw in filing.draws}
    return len(draws) <= 1 and not any(e.lines or e.charge or e.tallies for e in component)


def _form(component: Component) -> Hashable:
    """What a choice among filings depends on; components of one form are chosen alike."""
    names: dict[Hashable, int] = {}

    def number(name: Hashable) -> int:
        return names.setdefault(name, len(names))

    return tuple(
        (
            filing.year,
            filing.amount,
            tuple((number(draw.pool), draw.left) for draw in filing.draws),
            tuple((number(line.exclusive), number(line)) for line in filing.lines),
            None if filing.form is None else number(filing.form),
            tuple((number(e.counter), e.counter.most, number(e)) for e in filing.tallies),
            None if filing.charge is None else (number(filing.charge), filing.charge.amount),
        )
        for filing in component
    )
