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
    world.comparison = rulebook.compare(profile, year=int(year)).to_dict()


def _compared(world: World, measure: str) -> Record:
    listed = {entry["measure"]: entry for entry in world.comparison["measures"]}
    found: Record = words.choose("措施", measure, listed)
    return found


@then(
    parsers.re(
        r'"(?P<measure>[^"]+)"(?P<way>按现状|如在当地注册)(?P<total>合计|潜在合计)上限为' + AMOUNT
    )
)
def total(world: World, measure: str, way: str, total: str, amount: str) -> None:
    assert _compared(world, measure)[WAYS[way]][TOTALS[total]] == words.yuan(amount)


@then(parsers.re(r'"(?P<measure>[^"]+)"的注册要求"(?P<ids>[^"]+)"(?P<outcome>已满足|未满足|不明)'))
def registration(world: World, measure: str, ids: str, outcome: str) -> None:
    found = {one["id"]: one["outcome"] for one in _compared(world, measure)["registration"]}
    for one in words.items(ids):
        assert words.choose("注册要求", one, found) == words.OUTCOMES[outcome], one


@then(parsers.re(r'"(?P<measure>[^"]+)"的注册要求有"(?P<ids>[^"]+)"'))
def registrations(world: World, measure: str, ids: str) -> None:
    found = [one["id"] for one in _compared(world, measure)["registration"]]
    assert sorted(found) == sorted(words.items(ids))


@then(parsers.re(r'比较"(?P<measure>[^"]+)"时(?:没有缺少的字段|缺少字段"(?P<pointers>[^"]+)")'))
def missing(world: World, measure: str, pointers: str | None) -> None:
    assert _compared(world, measure)["missing"] == words.items(pointers or words.NOTHING)


@then(parsers.re(r'参加比较的措施(?P<some>包括|不包括)"(?P<names>[^"]+)"'))
def included(world: World, some: str, names: str) -> None:
    found = {entry["measure"] for entry in world.comparison["measures"]}
    assert {name in found for name in words.items(names)} == {some == "包括"}, found


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
    found = [[column(entry) for column in chosen] for entry in world.comparison["measures"]]
    assert found == datatable[1:]


@then("各地措施开头依次为：")
def first_ones(world: World, datatable: Table) -> None:
    found = [[entry["measure"]] for entry in world.comparison["measures"]]
    assert found[: len(datatable)] == datatable


def _yuan(entry: Record, way: str, total_name: str) -> str:
    return f"{entry[way][TOTALS[total_name]]:,}元"
