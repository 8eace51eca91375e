"""A claim plan on the page: its chart, and what is claimed in each year."""

from __future__ import annotations

from dataclasses import dataclass

from yaoxie.advice.planning import shapes
from yaoxie.render import advice_words
from yaoxie.render import plan as render
from yaoxie.render.advice_words import CitingWording
from yaoxie.render.plan_chart import Bars

_NARROWEST = 300  # pixels that a phone has for the chart


@dataclass(frozen=True, slots=True)
class Claim:
    """A support to claim, in words; `colour` is what the chart draws it in, if it does."""

    title: str
    subject: str
    measure: str
    amount: str
    is_open: bool
    planned: str
    colour: str


@dataclass(frozen=True, slots=True)
class PlannedYear:
    """One year: its claims, and what comes off them."""

    year: int
    claims: tuple[Claim, ...]
    charges: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """The drawn bars: their elements as markup, their height in pixels, and what they show."""

    bars: str
    height: int
    description: str


@dataclass(frozen=True, slots=True)
class ClaimPlan:
    """The whole plan, in words and drawn."""

    heading: str
    more: str
    years: tuple[PlannedYear, ...]
    notes: tuple[str, ...]
    has_several: bool
    chart: Chart


def claim_plan(plan: shapes.ClaimPlanDict, words: CitingWording) -> ClaimPlan:
    """The plan of a page, in the language of its words."""
    potential = words.amount(plan["potential"], is_open=plan["potential_unbounded"])
    more = plan["potential"] != plan["total"]
    bars = Bars(plan, words)
    return ClaimPlan(
        render.heading(plan, words),
        words.say("plan_potential", amount=potential) if more else "",
        tuple(_year(year, plan, bars, words) for year in plan["by_year"]),
        (*render.forgone_texts(plan, words), *render.binding_texts(plan, words)),
        len(plan["measures"]) > 1,
        _chart(bars),
    )


def _chart(bars: Bars) -> Chart:
    elements = "\n".join(bars.svg(_NARROWEST))
    return Chart(elements, bars.height, "\n".join(bars.descriptions()))


def _year(
    year: shapes.PlannedYearDict, plan: shapes.ClaimPlanDict, bars: Bars, words: CitingWording
) -> PlannedYear:
    titles = {entry["measure"]: words.title(entry["title"]) for entry in plan["measures"]}
    possible = next(
        (e["claims"] for e in plan["potential_by_year"] if e["claim_year"] == year["claim_year"]),
        [],
    )
    opened = [claim for claim in possible if claim["status"] == "undetermined"]
    charges = [
        f"− {words.money(charge['amount'])} · {words.title(charge['title'])}"
        for charge in year["charges"]
    ]
    return PlannedYear(
        year["claim_year"],
        tuple(_claim(claim, titles, bars, words) for claim in (*year["claims"], *opened)),
        tuple(charges),
    )


def _claim(
    claim: shapes.PlannedClaimDict, titles: dict[str, str], bars: Bars, words: CitingWording
) -> Claim:
    is_open = claim["status"] == "undetermined"
    colour = bars.colours.get((claim["measure"], claim["support"]), "")
    return Claim(
        words.title(claim["title"]),
        advice_words.subject(claim["subject"], words),
        titles[claim["measure"]],
        words.amount(
            claim["counted"], is_open=claim["unbounded"], may_be_lower=claim["upper_bound"]
        ),
        is_open,
        render.planned_days(claim, words),
        "" if is_open else colour,
    )
