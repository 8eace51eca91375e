"""当 and 那么: a plan over years, what it gives up, and the limits that bind it."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

from pytest_bdd import parsers, then, when
from yaoxie import Profile, Rulebook

from tests.living.steps import words
from tests.living.steps.when import READINGS
from tests.living.steps.world import Record, Table, World

AMOUNT = r"(?P<amount>[0-9,]+元)"


@when(
    parsers.re(
        r"就(?P<first>[0-9]+)至(?P<last>[0-9]+)年度制定申报计划"
        r"(?P<terms>(?:，(?:时间为|每年折算率为|每年最多申报)[0-9.-]+项?)*)"
        r'(?P<readings>(?:，"[^"]+"取"[^"]+")*)'
    )
)
def plan(
    world: World, rulebook: Rulebook, first: str, last: str, terms: str, readings: str
) -> None:
    day, discount, count = (_term(terms, name) for name in ("时间为", "折算率为", "最多申报"))
    advice = rulebook.advise(
        Profile.from_dict(world.profile),
        int(first),
        world.measure,
        {pair["name"]: pair["option"] for pair in READINGS.finditer(readings)},
        as_of=date.fromisoformat(day) if day else None,
        years=int(last) - int(first) + 1,
        only="plan",
        discount=Decimal(discount or 0),
        claims_a_year=int(count) if count else None,
    )
    world.advice = dict(advice.to_dict())


def _term(terms: str, name: str) -> str | None:
    found = re.search(rf"{name}([0-9.-]+)", terms)
    return found[1] if found else None


def _claims(world: World) -> list[Record]:
    years = world.advice["plan"]["by_year"]
    return [
        claim | {"claim_year": year["claim_year"]} for year in years for claim in year["claims"]
    ]


@then("申报计划为：")
def claims(world: World, datatable: Table) -> None:
    rows = [
        [
            str(claim["claim_year"]),
            claim["subject"]["id"],
            claim["support"],
            f"{claim['counted']:,}元",
        ]
        for claim in _claims(world)
    ]
    assert datatable[0] == ["年度", "对象", "支持", "金额"]
    assert rows == datatable[1:]


@then(parsers.re(rf"申报计划(?P<what>合计|现值)为{AMOUNT}"))
def total(world: World, what: str, amount: str) -> None:
    key = {"合计": "total", "现值": "present_value"}[what]
    assert world.advice["plan"][key] == words.yuan(amount)


@then(
    parsers.re(
        rf'申报计划放弃"(?P<support>[^"]+)"，改为申报它合计少{AMOUNT}，依据"(?P<group>[^"]+)"'
    )
)
def given_up(world: World, support: str, amount: str, group: str) -> None:
    entries = {
        named["support"]: entry
        for entry in world.advice["plan"]["forgone"]
        for named in entry["given_up"]
    }
    entry = words.choose("支持", support, entries)
    assert (entry["less"], entry["group"]) == (words.yuan(amount), group)


@then("申报计划没有放弃什么")
def nothing_given_up(world: World) -> None:
    assert world.advice["plan"]["forgone"] == []


@then(parsers.re(rf'没有"(?P<limit>[^"]+)"，申报计划可多{AMOUNT}'))
def bound(world: World, limit: str, amount: str) -> None:
    entries = {entry["limit"]: entry for entry in world.advice["plan"]["binding"]}
    assert words.choose("总额限制", limit, entries)["more"] == words.yuan(amount)


@then(
    parsers.re(
        r'(?P<year>[0-9]+)年申报的"(?P<support>[^"]+)"以(?P<day>[0-9-]+)"(?P<milestone>[^"]+)"为前提'
    )
)
def planned(world: World, year: str, support: str, day: str, milestone: str) -> None:
    claims_of = {(str(e["claim_year"]), e["support"]): e for e in _claims(world)}
    claim = claims_of[year, support]
    word = words.milestone(claim["subject"]["kind"], milestone)
    days = [(entry["milestone"], entry["date"]) for entry in claim["planned"]]
    assert days == [(word, day)]
