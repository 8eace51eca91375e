"""A claim plan on the page: a bar for each year, and what is claimed in it."""

from __future__ import annotations

from dataclasses import dataclass

from yaoxie.advice.planning import shapes
from yaoxie.render import advice_words
from yaoxie.render import plan as render
from yaoxie.render.advice_words import CitingWording
from yaoxie.service.page.texts import Texts
from yaoxie.service.page.waterfall import percent

_ROW, _BAR = 44, 14  # heights in pixels


@dataclass(frozen=True, slots=True)
class Claim:
    """A support to claim, in words."""

    title: str
    subject: str
    measure: str
    amount: str
    is_open: bool
    planned: str


@dataclass(frozen=True, slots=True)
class PlannedYear:
    """One year: its claims, and its bar: heights in pixels, widths in percent."""

    year: int
    amount: str
    claims: tuple[Claim, ...]
    charges: tuple[str, ...]
    text_y: int
    bar_y: int
    width: str


@dataclass(frozen=True, slots=True)
class ClaimPlan:
    """The whole plan, in words and drawn."""

    heading: str
    more: str
    years: tuple[PlannedYear, ...]
    notes: tuple[str, ...]
    has_several: bool
    height: int
    thickness: int
    description: str


def claim_plan(plan: shapes.ClaimPlanDict, words: CitingWording, say: Texts) -> ClaimPlan:
    """The plan of a page, in the language of its words."""
    potential = words.amount(plan["potential"], is_open=plan["potential_unbounded"])
    more = plan["potential"] != plan["total"]
    scale = max((render.known(year) for year in plan["by_year"]), default=0)
    years = tuple(_year(year, at, scale, plan, words) for at, year in enumerate(plan["by_year"]))
    bars = say("comma").join(f"{year.year} {year.amount}" for year in years)
    return ClaimPlan(
        render.heading(plan, words),
        words.say("plan_potential", amount=potential) if more else "",
        years,
        (*render.forgone_texts(plan, words), *render.binding_texts(plan, words)),
        len(plan["measures"]) > 1,
        len(years) * _ROW,
        _BAR,
        bars,
    )


def _year(
    year: shapes.PlannedYearDict,
    at: int,
    scale: int,
    plan: shapes.ClaimPlanDict,
    words: CitingWording,
) -> PlannedYear:
    titles = {entry["measure"]: words.title(entry["title"]) for entry in plan["measures"]}
    sure = [_claim(claim, titles, words) for claim in year["claims"]]
    possible = next(
        (e["claims"] for e in plan["potential_by_year"] if e["claim_year"] == year["claim_year"]),
        [],
    )
    opened = [
        _claim(claim, titles, words) for claim in possible if claim["status"] == "undetermined"
    ]
    charges = [
        f"− {words.money(charge['amount'])} · {words.title(charge['title'])}"
        for charge in year["charges"]
    ]
    return PlannedYear(
        year["claim_year"],
        words.amount(year["total"], is_open=year["unbounded"], may_be_lower=year["upper_bound"]),
        (*sure, *opened),
        tuple(charges),
        at * _ROW + 17,
        at * _ROW + 24,
        percent(render.known(year), scale) if scale else "0%",
    )


def _claim(claim: shapes.PlannedClaimDict, titles: dict[str, str], words: CitingWording) -> Claim:
    return Claim(
        words.title(claim["title"]),
        advice_words.subject(claim["subject"], words),
        titles[claim["measure"]],
        words.amount(
            claim["counted"], is_open=claim["unbounded"], may_be_lower=claim["upper_bound"]
        ),
        claim["status"] == "undetermined",
        render.planned_days(claim, words),
    )
