"""Claim plans bring the most that any choice of claims brings, by the engine's own settlement."""

from __future__ import annotations

import functools
import subprocess
import sys
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from yaoxie import DisagreementError
from yaoxie.advice.planning import filings as possible_filings
from yaoxie.advice.planning import plan as planning
from yaoxie.advice.planning.choices import APART, Choices
from yaoxie.advice.planning.components import components
from yaoxie.advice.planning.plan import ClaimPlan, Terms
from yaoxie.advice.planning.solver import Program, Solver
from yaoxie.advice.planning.trade_offs import Forgone
from yaoxie.decision.evaluator import Evaluator
from yaoxie.decision.finding import Finding
from yaoxie.rules.plan import Group

from tests.support import plans
from tests.support.plans import Case, Trying
from tests.support.rulebooks import direct, simple, support_of
from tests.support.strategies.profiles import seeded
from tests.support.strategies.rulebooks import SOURCE, TITLE

MOST_FILINGS = 10  # of which every set is tried
REACHED = {"milestone": "phase_2_completed", "reached": "by-end"}
IN_2019 = {"milestone": "phase_2_completed", "reached": "within"}


def terms(case: Case, rate: str = "0", claims_a_year: int | None = None) -> Terms:
    library = case.rulebook.library
    choices = tuple(library.default(name) for name in case.rulebook.measures)
    return Terms(dict.fromkeys(case.years, choices), Decimal(rate), claims_a_year)


def plan(case: Case, rate: str = "0", claims_a_year: int | None = None) -> ClaimPlan:
    return planning.plan(case.evaluator, case.profile, terms(case, rate, claims_a_year))


def filings(case: Case) -> tuple[possible_filings.Filing, ...]:
    evaluator = case.evaluator
    subjects = evaluator.subjects(case.profile)
    decided = possible_filings.decide(evaluator, case.profile, subjects, terms(case).measures)
    eligible = possible_filings.as_eligible(decided, undetermined=True)
    return possible_filings.filings(evaluator, eligible, case.profile, subjects)


@settings(max_examples=60)
@given(st.integers(0, 2**32))
def test_a_plan_brings_the_most_of_all_sets_of_claims(seed: int) -> None:
    case = plans.random_case(seeded(seed))
    eligible, open_too = (Trying(case, undetermined=also) for also in (False, True))
    assume(0 < open_too.count <= MOST_FILINGS)
    best = plan(case)
    assert best.total == best.present_value == eligible.most()
    assert best.potential == open_too.most()


def test_what_one_form_claims_without_a_known_base_comes_off_the_share_of_another() -> None:
    share = {"of": "drug.project_investment", "rate": "0.30", "period": "once", "source": SOURCE}
    support = {"period": "year", "share": share, "ceiling": {"amount": 4, "source": SOURCE}}
    group = {"id": "g", "title": TITLE, "per": "subject", "source": SOURCE}
    supports = [support_of(name, "drug", **support) for name in ("s-0", "s-1")]
    members = [{"support": name} for name in ("s-0", "s-1")]
    rulebook = direct(simple(supports, groups=[{**group, "members": members}]))
    forms = [{"id": "A", "project_investment": 20}, {"id": "B", "family": "A"}]
    profile = rulebook.profile({"company": {"name": "甲"}, "drugs": forms})
    case = Case(rulebook, profile, (2019, 2020))
    assert plan(case).total == 8
    assert Trying(case, undetermined=False).most() == 8
    assert [e.finding.counted for e in plan(case).claims] == [4, 4]


@pytest.mark.parametrize(("when", "total"), [(REACHED, 45), (IN_2019, 40)])
def test_what_a_plan_claims_of_a_measure_comes_off_the_shares_that_top_it_up(
    when: dict[str, Any], total: int
) -> None:
    share = {"of": "drug.project_investment", "rate": "0.40", "period": "once", "source": SOURCE}
    help_ = {"period": "year", "ceiling": {"amount": 10, "source": SOURCE}}
    help_["share"] = share | {"tops_up": ["province"]}
    first = {"period": "once", "ceiling": {"amount": 15, "source": SOURCE}}
    windows = {"by-end": {"last": "claim-year-end"}, "within": plans.WITHIN}
    rulebook = direct(
        simple([support_of("first", "drug", when, **first)], "province", windows=windows),
        simple([support_of("help", "drug", **help_)], "city"),
    )
    reached = [{"milestone": "phase_2_completed", "date": "2019-06-01"}]
    drug = {"id": "D", "project_investment": 100, "milestones": reached}
    profile = rulebook.profile({"company": {"name": "甲"}, "drugs": [drug]})
    case = Case(rulebook, profile, (2019, 2020, 2021))
    assert plan(case).total == Trying(case, undetermined=False).most() == total


@pytest.mark.parametrize(
    ("kind", "total", "charged"),
    [("higher-of", 26, [4]), ("excluded", 0, []), ("together", 30, [])],
)
def test_awards_of_another_measure_come_off_or_exclude_by_the_rule_between_them(
    kind: str, total: int, charged: list[int]
) -> None:
    support = {"period": "once", "ceiling": {"amount": 30, "source": SOURCE}}
    terms = {} if kind == "together" else {"per": "subject", "period": "once"}
    members = [{"measure": "m-0"}, {"measure": "m-1"}]
    rule: dict[str, Any] = {"id": "r", "title": TITLE, "rule": kind, "members": members, **terms}
    measures = [simple([support_of("s", "drug", **support)], name) for name in ("m-0", "m-1")]
    between = [{**rule, "source": {**SOURCE, "measure": "m-0"}}]
    rulebook = direct(*measures, rules_between=between)
    award = {"measure": "m-0", "support": "s", "subject": "D", "year": 2018, "amount": 4}
    data = {"company": {"name": "甲"}, "drugs": [{"id": "D"}], "awards": [award]}
    choices = (rulebook.library.default("m-1"),)
    asked = Terms(dict.fromkeys((2019, 2020), choices))
    best = planning.plan(Evaluator(rulebook.library), rulebook.profile(data), asked)
    assert best.total == best.present_value == total
    assert [charge.amount for year in best.by_year for charge in year.charges] == charged


def test_of_two_measures_one_counts_and_the_other_is_given_up() -> None:
    supports = [support_of("s", "drug", ceiling={"amount": n, "source": SOURCE}) for n in (20, 30)]
    measures = [simple([own], f"m-{n}") for n, own in enumerate(supports)]
    members = [{"measure": "m-0"}, {"measure": "m-1"}]
    rule: dict[str, Any] = {"id": "r", "title": TITLE, "rule": "higher-of"}
    rule |= {"per": "subject", "period": "year"}
    between = [{**rule, "members": members, "source": {**SOURCE, "measure": "m-0"}}]
    rulebook = direct(*measures, rules_between=between)
    profile = rulebook.profile({"company": {"name": "甲"}, "drugs": [{"id": "D"}]})
    best = plan(Case(rulebook, profile, (2019, 2020)))
    assert [(e.year, e.choice.measure) for e in best.claims] == [(2019, "m-1"), (2020, "m-1")]
    assert [(e.supports[0].measure, e.less) for e in best.forgone] == [("m-0", 10), ("m-0", 10)]


@settings(max_examples=25)
@given(st.integers(0, 2**32))
def test_a_limit_binds_by_what_all_sets_of_claims_bring_more_without_it(seed: int) -> None:
    case = plans.random_case(seeded(seed))
    assume(0 < Trying(case, undetermined=False).count <= MOST_FILINGS - 2)
    best = plan(case)
    more = {(entry.measure, entry.limit.id): entry.more for entry in best.binding}
    for files in case.files:
        for limit in files.measure.get("limits", []):
            at = files.measure["id"], limit["id"]
            without = Trying(case.without_limit(*at), undetermined=False).most()
            assert without - best.total == more.get(at, 0)


@settings(max_examples=15)
@given(st.integers(0, 2**32))
def test_what_is_given_up_costs_what_no_set_of_claims_with_it_brings(seed: int) -> None:
    rng = seeded(seed)
    groups: list[Forgone] = []
    while not groups:  # most small cases give up nothing
        case = plans.random_case(rng)
        if Trying(case, undetermined=False).count <= MOST_FILINGS - 2:
            best = plan(case)
            groups = [entry for entry in best.forgone if isinstance(entry.term, Group)]
    for entry in groups:
        may = functools.partial(_follows, entry)
        assert best.total - Trying(case, undetermined=False, may=may).most() == entry.less


def _follows(entry: Forgone, year: int, measure: str, finding: Finding) -> bool:
    """Whether a finding stands beside what a plan gave up, were it claimed."""
    group = entry.term
    assert isinstance(group, Group)
    if entry.year not in (None, year):
        return True
    keys = {subject.key for subject in entry.subjects}
    if measure != entry.measure or finding.support not in group.members:
        return True
    if group.per == "subject" and finding.subject.key not in keys:
        return True
    return group.members[finding.support] == group.members[entry.supports[0].support.id]


@settings(max_examples=25)
@given(st.integers(0, 2**32), st.sampled_from(["0.03", "0.5", "2.5"]))
def test_a_plan_by_present_value_is_worth_the_most_of_all_sets(seed: int, rate: str) -> None:
    case = plans.random_case(seeded(seed))
    trying = Trying(case, undetermined=False)
    assume(0 < trying.count <= MOST_FILINGS)
    weights = {year: 1 / (1 + Fraction(rate)) ** (year - 2019) for year in case.years}
    best = trying.most(weights)
    assert best - 1 < sum(weights[e.year] * e.total for e in plan(case, rate).by_year)
    assert best - 1 < plan(case, rate).present_value + 1


@settings(max_examples=25)
@given(st.integers(0, 2**32), st.integers(1, 3))
def test_a_plan_of_so_many_claims_a_year_brings_the_most_of_such_sets(seed: int, most: int) -> None:
    case = plans.random_case(seeded(seed))
    trying = Trying(case, undetermined=False)
    assume(0 < trying.count <= MOST_FILINGS)
    best = plan(case, claims_a_year=most)
    assert best.total == trying.most(claims_a_year=most)
    years = [claim.year for claim in best.claims]
    assert all(years.count(year) <= most for year in years)


@settings(max_examples=60)
@given(st.integers(0, 2**32))
def test_what_is_chosen_of_many_filings_is_what_another_solver_reckons(seed: int) -> None:
    case = plans.random_case(seeded(seed), most_drugs=6)
    possible = filings(case)
    solver = Solver(terms(case).weights)
    chosen = sum(solver.choose(component).value for component in components(possible))
    assert chosen == plans.most_by_counting(possible)


@settings(max_examples=40)
@given(st.integers(0, 2**32), st.sampled_from([None, None, 2]))
def test_a_program_that_pays_in_order_promises_what_its_choice_brings(
    seed: int, claims_a_year: int | None
) -> None:
    case = plans.random_case(seeded(seed), most_drugs=4)
    possible = filings(case)
    assume(possible)
    weights = dict.fromkeys(case.years, Fraction(1))
    program = Program(possible, weights, claims_a_year, in_order=True)
    choices = Choices(possible, weights, claims_a_year)
    brought = {choices.chosen(places).value for places in program.solve()}
    assert brought == {plans.most_by_counting(possible, claims_a_year)}
    assert abs(program.bound - brought.pop()) < APART


@settings(max_examples=25)
@given(st.integers(0, 2**32))
def test_a_plan_of_huge_amounts_is_as_good_as_the_solver_can_tell(seed: int) -> None:
    case = plans.random_case(seeded(seed), amounts=(1, 2, 9_999_999, 10**15, 10**15 - 1))
    trying = Trying(case, undetermined=False)
    assume(0 < trying.count <= MOST_FILINGS)
    assert 0 <= trying.most() - plan(case).total <= 1000


def test_a_choice_that_brings_less_than_is_promised_is_an_error(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    case = plans.random_case(seeded(1), most_drugs=6)
    assert plan(case).total > 0
    monkeypatch.setattr(Choices, "best", lambda self, *_: self.chosen([]))
    with pytest.raises(DisagreementError, match="promises"):
        plan(case)


def test_the_solver_prints_nothing_beside_the_answer() -> None:
    program = (
        "from tests.support import plans; from tests.support.strategies.profiles import seeded\n"
        "from tests.advice.test_claim_plan import plan\n"
        "print(plan(plans.random_case(seeded(1), most_drugs=6)).total > 0)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True)
    assert (done.stdout.decode().split(), done.stderr) == (["True"], b"")
