"""当 and 那么: a plan over years, what it gives up, and the limits that bind it."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation

from yaoxie.living import named, words
from yaoxie.living.definitions import StepError, Table, expect, said, then, when
from yaoxie.living.world import Record, World, asked, expect_rows
from yaoxie.messages import Message

TITLE = Message("living.steps-planning")

_AMOUNT = r"(?P<amount>[0-9,]+元)"


@when(
    r"就(?P<first>[0-9]{1,9})至(?P<last>[0-9]{1,9})年度制定申报计划"
    r"(?P<terms>(?:，(?:时间为|每年折算率为|每年最多申报)[0-9.-]+项?)*)"
    r'(?P<readings>(?:，"[^"]+"取"[^"]+")*)',
    "就2026至2028年度制定申报计划，每年折算率为0.9",
    Message("steps.plan"),
)
def plan(world: World, first: str, last: str, terms: str, readings: str) -> None:
    day, discount, claims = (_term(terms, name) for name in ("时间为", "折算率为", "最多申报"))
    as_of = words.day(day) if day else None
    answer = asked(
        lambda: world.rulebook.advise(
            world.read_profile(),
            int(first),
            world.measure,
            words.readings(readings),
            as_of=as_of,
            years=int(last) - int(first) + 1,
            only="plan",
            discount=_rate(discount or "0"),
            claims_a_year=words.count(claims) if claims else None,
        )
    )
    world.keep("advice", dict(answer.to_dict()))


def _term(terms: str, name: str) -> str | None:
    match = re.search(rf"{name}([0-9.-]+)", terms)
    return match[1] if match else None


def _rate(text: str) -> Decimal:
    try:
        return Decimal(text)
    except InvalidOperation:
        form = Message("living.decimal")
        raise StepError(Message("living.written", form=form, text=text)) from None


def _plan(world: World) -> Record:
    plan = world.advice.get("plan")
    if not isinstance(plan, dict):
        raise StepError(Message("living.no-plan"))
    return plan


def _claims(world: World) -> list[Record]:
    return [
        claim | {"claim_year": year["claim_year"]}
        for year in _plan(world)["by_year"]
        for claim in year["claims"]
    ]


@then(
    "申报计划为：", "申报计划为：\n| 年度 | 对象 | 支持 | 金额 |", Message("steps.planned-claims")
)
def planned_claims(world: World, table: Table) -> None:
    columns = {
        "年度": lambda claim: str(claim["claim_year"]),
        "对象": lambda claim: claim["subject"]["id"] or words.COMPANY,
        "支持": lambda claim: claim["support"],
        "金额": lambda claim: words.amount(claim["counted"]),
    }
    expect_rows(_claims(world), table, columns)


@then(
    rf"申报计划(?P<what>合计|现值)为{_AMOUNT}",
    "申报计划合计为20,000,000元",
    Message("steps.planned-total"),
)
def planned_total(world: World, what: str, amount: str) -> None:
    key = {"合计": "total", "现值": "present_value"}[what]
    expect(_plan(world)[key], words.yuan(amount), words.amount)


@then(
    rf'申报计划放弃"(?P<support>[^"]+)"，改为申报它合计少{_AMOUNT}，依据"(?P<group>[^"]+)"',
    '申报计划放弃"phase-2-done"，改为申报它合计少7,000,000元，依据"product-once"',
    Message("steps.given-up"),
)
def given_up(world: World, support: str, amount: str, group: str) -> None:
    entries = {
        named["support"]: entry for entry in _plan(world)["forgone"] for named in entry["given_up"]
    }
    entry = words.choose(named.SUPPORT, support, entries)
    found = [words.amount(entry["less"]), entry["group"]]
    expect(found, [words.amount(words.yuan(amount)), group])


@then("申报计划没有放弃什么", "申报计划没有放弃什么", Message("steps.nothing-given-up"))
def nothing_given_up(world: World) -> None:
    names = [named["support"] for entry in _plan(world)["forgone"] for named in entry["given_up"]]
    expect(names, [])


@then(
    rf'没有"(?P<limit>[^"]+)"，申报计划可多{_AMOUNT}',
    '没有"company-yearly"，申报计划可多6,000,000元',
    Message("steps.without-limit"),
)
def without_limit(world: World, limit: str, amount: str) -> None:
    entries = {entry["limit"]: entry for entry in _plan(world)["binding"]}
    entry = words.choose(named.LIMIT, limit, entries)
    expect(entry["more"], words.yuan(amount), words.amount)


@then(
    r'(?P<year>[0-9]+)年申报的"(?P<support>[^"]+)"以(?P<day>[0-9-]+)"(?P<milestone>[^"]+)"为前提',
    '2028年申报的"phase-3-done"以2028-03-01"完成Ⅲ期临床试验"为前提',
    Message("steps.premise"),
)
def premise(world: World, year: str, support: str, day: str, milestone: str) -> None:
    claims = {f"{e['claim_year']}年的{e['support']}": e for e in _claims(world)}
    claim = words.choose(named.SUPPORT, f"{year}年的{support}", claims)
    word = world.titles.milestone(claim["subject"]["kind"], milestone)
    found = [f"{entry['date']} {entry['milestone']}" for entry in claim["planned"]]
    expect(found, [f"{day} {word}"], said)
