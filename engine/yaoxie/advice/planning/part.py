"""The part `plan` of advice."""

from __future__ import annotations

from yaoxie.advice.planning import shapes
from yaoxie.advice.planning.plan import Terms, plan
from yaoxie.advice.planning.writing import plan_entry
from yaoxie.advice.situation import Situation


def claim_plan(situation: Situation) -> shapes.ClaimPlanDict:
    """What to claim in which of the years, so that the sum is largest."""
    terms = Terms(situation.by_year, situation.discount, situation.claims_a_year)
    best = plan(situation.evaluator, situation.profile, terms)
    return plan_entry(best, situation.library, situation.as_of)
