"""当 and 那么: measures side by side, as a company is and as if it were registered there."""

from __future__ import annotations

from pytest_bdd import parsers, then, when
from yaoxie import Profile, Rulebook

from tests.living.steps import words
from tests.living.steps.world import Record, Table, World

AMOUNT = r"(?P<amount>[0-9,]+元)"
TOTALS = {"合计": "total_ceiling", "潜在合计": "potential_ceiling"}
WAYS = {"按现状": "as_is", "如在当地注册": "if_registered"}


@when(parsers.re(r"比较(?P<year>[0-9]+)年度各地措施"))
def compare(world: World, rulebook: Rulebook, year: str) -> None:
    profile = Profile.from_dict(world.profile)
    world.comparison = dict(rulebook.compare(profile, year=int(year)).to_dict())


def _compared(world: World, measure: str) -> Record:
    measures = {entry["measure"]: entry for entry in world.comparison["measures"]}
    entry: Record = words.choose("措施", measure, measures)
    return entry


@then(
    parsers.re(
        r'"(?P<measure>[^"]+)"(?P<way>按现状|如在当地注册)(?P<total>合计|潜在合计)上限为' + AMOUNT
    )
)
def total(world: World, measure: str, way: str, total: str, amount: str) -> None:
    assert _compared(world, measure)[WAYS[way]][TOTALS[total]] == words.yuan(amount)


@then(parsers.re(r'"(?P<measure>[^"]+)"的注册要求"(?P<ids>[^"]+)"(?P<outcome>已满足|未满足|不明)'))
def registration(world: World, measure: str, ids: str, outcome: str) -> None:
    entries = _compared(world, measure)["registration"]
    outcomes = {entry["id"]: entry["outcome"] for entry in entries}
    for name in words.items(ids):
        assert words.choose("注册要求", name, outcomes) == words.OUTCOMES[outcome], name


@then(parsers.re(r'"(?P<measure>[^"]+)"的注册要求有"(?P<ids>[^"]+)"'))
def registrations(world: World, measure: str, ids: str) -> None:
    names = [entry["id"] for entry in _compared(world, measure)["registration"]]
    assert sorted(names) == sorted(words.items(ids))


@then(parsers.re(r'比较"(?P<measure>[^"]+)"时(?:没有缺少的字段|缺少字段"(?P<pointers>[^"]+)")'))
def missing(world: World, measure: str, pointers: str | None) -> None:
    assert _compared(world, measure)["missing"] == words.items(pointers or words.NOTHING)


@then(parsers.re(r'参加比较的措施(?P<some>包括|不包括)"(?P<names>[^"]+)"'))
def included(world: World, some: str, names: str) -> None:
    measures = {entry["measure"] for entry in world.comparison["measures"]}
    assert {name in measures for name in words.items(names)} == {some == "包括"}, measures


@then("各地措施依次为：")
def order(world: World, datatable: Table) -> None:
    columns = {
        "措施": lambda entry: entry["measure"],
        "地点": lambda entry: entry["place"]["zh"],
        "合计": lambda entry: _yuan(entry, "as_is", "合计"),
        "潜在合计": lambda entry: _yuan(entry, "as_is", "潜在合计"),
        "如在当地注册": lambda entry: _yuan(entry, "if_registered", "合计"),
        "如在当地注册潜在合计": lambda entry: _yuan(entry, "if_registered", "潜在合计"),
    }
    chosen = [words.choose("栏目", title, columns) for title in datatable[0]]
    rows = [[column(entry) for column in chosen] for entry in world.comparison["measures"]]
    assert rows == datatable[1:]


@then("各地措施开头依次为：")
def first_measures(world: World, datatable: Table) -> None:
    measures = [[entry["measure"]] for entry in world.comparison["measures"]]
    assert measures[: len(datatable)] == datatable


def _yuan(entry: Record, way: str, total_name: str) -> str:
    return f"{entry[way][TOTALS[total_name]]:,}元"
