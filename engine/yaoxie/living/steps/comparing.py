"""当 and 那么: measures side by side, as a company is and as if it were registered there."""

from __future__ import annotations

from yaoxie.living import named, words
from yaoxie.living.definitions import expect, said, then, when
from yaoxie.living.world import Record, World, asked
from yaoxie.messages import Message

TITLE = Message("living.steps-comparing")

_AMOUNT = r"(?P<amount>[0-9,]+元)"
TOTALS = {"合计": "total_ceiling", "潜在合计": "potential_ceiling"}
_WAYS = {"按现状": "as_is", "如在当地注册": "if_registered"}


@when(r"比较(?P<year>[0-9]{1,9})年度各地措施", "比较2026年度各地措施", Message("steps.comparison"))
def comparison(world: World, year: str) -> None:
    answer = asked(lambda: world.rulebook.compare(world.read_profile(), int(year)))
    world.keep("comparison", dict(answer.to_dict()))


def _compared(world: World, measure: str) -> Record:
    measures = {entry["measure"]: entry for entry in world.comparison["measures"]}
    entry: Record = words.choose(named.MEASURE, measure, measures)
    world.measures[measure] = None
    return entry


@then(
    r'"(?P<measure>[^"]+)"(?P<way>按现状|如在当地注册)(?P<which>合计|潜在合计)上限为' + _AMOUNT,
    '"example-2026"如在当地注册合计上限为1,300,000元',
    Message("steps.compared-total"),
)
def compared_total(world: World, measure: str, way: str, which: str, amount: str) -> None:
    found = _compared(world, measure)[_WAYS[way]][TOTALS[which]]
    expect(found, words.yuan(amount), words.amount)


@then(
    r'"(?P<measure>[^"]+)"的注册要求"(?P<ids>[^"]+)"(?P<outcome>已满足|未满足|不明)',
    '"example-2026"的注册要求"registered-here"未满足',
    Message("steps.registration"),
)
def registration(world: World, measure: str, ids: str, outcome: str) -> None:
    entries = _compared(world, measure)["registration"]
    outcomes = {entry["id"]: entry["outcome"] for entry in entries}
    for name in words.items(ids):
        found = words.choose(named.REQUIREMENT, name, outcomes)
        expect(words.title_of(found, words.OUTCOMES), outcome, why=name)


@then(
    r'"(?P<measure>[^"]+)"的注册要求有"(?P<ids>[^"]+)"',
    '"example-2026"的注册要求有"registered-here"',
    Message("steps.registrations"),
)
def registrations(world: World, measure: str, ids: str) -> None:
    names = sorted(entry["id"] for entry in _compared(world, measure)["registration"])
    expect(names, sorted(words.items(ids)))


@then(
    r'比较"(?P<measure>[^"]+)"时(?:没有缺少的字段|缺少字段"(?P<pointers>[^"]+)")',
    '比较"example-2026"时缺少字段"/company/region"',
    Message("steps.compared-missing"),
)
def compared_missing(world: World, measure: str, pointers: str | None) -> None:
    expected = words.items(pointers or words.NOTHING)
    expect(_compared(world, measure)["missing"], expected)


@then(
    r'参加比较的措施(?P<some>包括|不包括)"(?P<names>[^"]+)"',
    '参加比较的措施包括"example-2026"',
    Message("steps.included"),
)
def included(world: World, some: str, names: str) -> None:
    measures = [entry["measure"] for entry in world.comparison["measures"]]
    for name in words.items(names):
        expect(name in measures, some == "包括", lambda _: said(measures))
