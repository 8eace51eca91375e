"""那么: what the report says, or what is wrong with the profile."""

from __future__ import annotations

from typing import Any

from pytest_bdd import parsers, then

from tests.living.steps import words
from tests.living.steps.world import Table, World

FINDING = r'(?:"(?P<subject>[^"]+)"的"(?P<support>[^"]+)")?'
AMOUNT = r"(?P<amount>[0-9,]+元)"
DAY = r"[0-9]{4}-[0-9]{2}-[0-9]{2}|不详"


@then(parsers.re(rf'{FINDING}结论为"(?P<status>[^"]+)"'))
def status(world: World, subject: str | None, support: str | None, status: str) -> None:
    found = world.finding(subject, support)
    assert found["status"] == words.choose("结论", status, words.STATUSES), found["requirements"]


@then(parsers.re(rf"{FINDING}上限为{AMOUNT}"))
def ceiling(world: World, subject: str | None, support: str | None, amount: str) -> None:
    found = world.finding(subject, support)
    assert found["ceiling"] == words.yuan(amount), found["calculation"]


@then(parsers.re(rf"{FINDING}计入{AMOUNT}"))
def counted(world: World, subject: str | None, support: str | None, amount: str) -> None:
    assert world.finding(subject, support)["counted"] == words.yuan(amount)


@then(parsers.re(rf"{FINDING}金额(?P<fixed>固定，不是上限|为上限)"))
def fixed(world: World, subject: str | None, support: str | None, fixed: str) -> None:
    assert world.finding(subject, support)["fixed"] is (fixed != "为上限")


@then(parsers.re(rf'{FINDING}(?P<what>上浮|配套)"(?P<ids>[^"]+)"(?P<outcome>已满足|未满足|不明)'))
def uplift(
    world: World, subject: str | None, support: str | None, what: str, ids: str, outcome: str
) -> None:
    found = world.finding(subject, support).get("uplifts", [])
    kind = {"上浮": "uplift", "配套": "matching"}[what]
    outcomes = {entry["id"]: entry["outcome"] for entry in found if entry["kind"] == kind}
    for one in words.items(ids):
        assert words.choose(what, one, outcomes) == words.OUTCOMES[outcome], one


@then(parsers.re(rf"{FINDING}没有(?P<what>上浮|配套)"))
def no_uplift(world: World, subject: str | None, support: str | None, what: str) -> None:
    kind = {"上浮": "uplift", "配套": "matching"}[what]
    found = world.finding(subject, support).get("uplifts", [])
    assert [entry["id"] for entry in found if entry["kind"] == kind] == []


@then(parsers.re(rf'{FINDING}受限于"(?P<bound>[^"]+)"'))
def bound_by(world: World, subject: str | None, support: str | None, bound: str) -> None:
    found = world.finding(subject, support)["bound_by"]
    assert found == (None if bound == words.NOTHING else bound)


@then(parsers.re(rf'{FINDING}(?P<only>仅)?要求"(?P<ids>[^"]+)"(?P<outcome>已满足|未满足|不明)'))
def requirement(
    world: World, subject: str | None, support: str | None, only: str | None, ids: str, outcome: str
) -> None:
    found = {r["id"]: r["outcome"] for r in world.finding(subject, support)["requirements"]}
    expected = words.OUTCOMES[outcome]
    for one in words.items(ids):
        assert words.choose("要求", one, found) == expected, one
    if only:
        others = {one: value for one, value in found.items() if one not in words.items(ids)}
        assert set(others.values()) <= {"met"}, others


@then(parsers.re(rf'{FINDING}的?要求有"(?P<ids>[^"]+)"'))
def requirements(world: World, subject: str | None, support: str | None, ids: str) -> None:
    found = [entry["id"] for entry in world.finding(subject, support)["requirements"]]
    assert sorted(found) == sorted(words.items(ids))


@then(
    parsers.re(rf'{FINDING}(?P<what>要求|上浮|配套)"(?P<one>[^"]+)"的依据可信度为"(?P<mark>[^"]+)"')
)
def confidence(
    world: World, subject: str | None, support: str | None, what: str, one: str, mark: str
) -> None:
    found = world.finding(subject, support)
    listed = found["requirements"] if what == "要求" else found.get("uplifts", [])
    entry = words.choose(what, one, {entry["id"]: entry for entry in listed})
    assert entry["source"]["confidence"] == mark


@then(parsers.re(rf"{FINDING}没有缺少的字段"))
def nothing_missing(world: World, subject: str | None, support: str | None) -> None:
    assert world.finding(subject, support)["missing"] == []


@then(parsers.re(rf'{FINDING}缺少字段"(?P<pointers>[^"]+)"'))
def missing(world: World, subject: str | None, support: str | None, pointers: str) -> None:
    assert world.finding(subject, support)["missing"] == words.items(pointers)


# An award is named with its year, a finding without.
@then(
    parsers.re(
        rf'{FINDING}因"(?P<other>[^"]+)"(?:的"(?P<rival>[^"]+)"|(?P<award>[0-9]+年的"[^"]+")资金)'
        r'被排除(?:，依据"(?P<group>[^"]+)")?'
    )
)
def excluded(
    world: World,
    subject: str | None,
    support: str | None,
    other: str,
    rival: str | None,
    award: str | None,
    group: str | None,
) -> None:
    found = world.finding(subject, support)["excluded_by"]
    assert found is not None
    told = f'{found["year"]}年的"{found["support"]}"' if found["by"] == "award" else None
    assert (found["subject"] or words.COMPANY, told) == (other, award)
    assert rival is None or found["support"] == rival
    assert group is None or found["group"] == group


@then(parsers.re(rf"{FINDING}未被排除"))
def not_excluded(world: World, subject: str | None, support: str | None) -> None:
    assert world.finding(subject, support)["excluded_by"] is None


@then(parsers.re(rf"{FINDING}上限(?P<may>仍可能|不会再)降低"))
def upper_bound(world: World, subject: str | None, support: str | None, may: str) -> None:
    assert world.finding(subject, support)["upper_bound"] is (may == "仍可能")


@then(parsers.re(rf"{FINDING}(?P<mode>属于|不属于)择优支持，(?P<period>按年度|一次性)计算"))
def terms(world: World, subject: str | None, support: str | None, mode: str, period: str) -> None:
    found = world.finding(subject, support)
    assert found["discretionary"] is (mode == "属于")
    assert found["period"] == words.PERIODS[period]


@then(parsers.re(rf"{FINDING}计算过程为："))
def calculation(world: World, subject: str | None, support: str | None, datatable: Table) -> None:
    found = world.finding(subject, support)["calculation"]
    expected = [(step, words.yuan(amount)) for step, amount in datatable[1:]]
    assert [(entry["step"], entry["amount"]) for entry in found] == expected


@then(parsers.re(r'报告中没有支持"(?P<support>[^"]+)"'))
def no_support(world: World, support: str) -> None:
    assert support not in {entry["support"] for entry in world.report["findings"]}


@then(parsers.re(rf"(?P<which>合计|潜在合计)上限为{AMOUNT}"))
def total(world: World, which: str, amount: str) -> None:
    key = "total_ceiling" if which == "合计" else "potential_ceiling"
    counts = {(f["subject"]["id"], f["support"]): f["counted"] for f in world.report["findings"]}
    assert world.report[key] == words.yuan(amount), counts


@then(parsers.re(r"合计上限(?P<may>仍可能|不会再)降低"))
def total_upper_bound(world: World, may: str) -> None:
    assert world.report["upper_bound"] is (may == "仍可能")


@then(parsers.re(r'报告的措施为"(?P<measure>[^"]+)"'))
def measure(world: World, measure: str) -> None:
    assert world.report["measure"] == measure


@then(
    parsers.re(
        rf"有效期为(?P<first>{DAY})至(?P<last>{DAY})(?:，措施年度为(?P<year>[0-9]+年|不详))?"
    )
)
def dates(world: World, first: str, last: str, year: str | None) -> None:
    found = world.report["version"]
    told = [found[name] or words.UNPUBLISHED for name in ("first", "last")]
    assert told == [first, last]
    if year is not None:
        assert (f"{found['year']}年" if found["year"] else words.UNPUBLISHED) == year


@then(parsers.re(r'措施属于系列"(?P<series>[^"]+)"'))
def series(world: World, series: str) -> None:
    assert world.report["version"]["series"] == (None if series == words.NOTHING else series)


@then(parsers.re(r'(?:措施已由"(?P<measure>[^"]+)"取代|措施没有后续版本)'))
def replaced_by(world: World, measure: str | None) -> None:
    assert world.report["version"]["replaced_by"] == measure


@then("各项结论依次为：")
def all_findings(world: World, datatable: Table) -> None:
    columns = {
        "支持": lambda found: found["support"],
        "对象": lambda found: found["subject"]["id"] or words.COMPANY,
        "结论": lambda found: {v: k for k, v in words.STATUSES.items()}[found["status"]],
        "上限": lambda found: f"{found['ceiling']:,}元",
        "计入": lambda found: f"{found['counted']:,}元",
        "受限于": lambda found: found["bound_by"] or words.NOTHING,
        "被排除": lambda found: "是" if found["excluded_by"] else "否",
    }
    chosen = [words.choose("栏目", title, columns) for title in datatable[0]]
    found = [[column(entry) for column in chosen] for entry in world.report["findings"]]
    assert found == datatable[1:]


@then(parsers.re(r'(?P<some>提示|没有提示)"(?P<code>[^"]+)"'))
def notice(world: World, some: str, code: str) -> None:
    codes = [entry["code"] for entry in world.report["notices"]]
    assert (code in codes) is (some == "提示"), codes


@then(parsers.re(r'报告采用的理解"(?P<name>[^"]+)"为"(?P<option>[^"]+)"'))
def reading(world: World, name: str, option: str) -> None:
    assert words.choose("理解", name, world.report["readings"]) == option


@then("报告列明条款未公布的领域：")
def unpublished(world: World, datatable: Table) -> None:
    found = [[entry["area"]] for entry in world.report["unpublished"]]
    assert found == datatable


# What is wrong with the input


@then("资料无误")
def no_fault(world: World) -> None:
    assert [str(fault) for fault in world.faults] == []


@then(parsers.re(r"共有(?P<count>[0-9]+)处错误"))
def fault_count(world: World, count: str) -> None:
    assert len(world.faults) == int(count), [str(fault) for fault in world.faults]


@then(parsers.re(r'错误在"(?P<place>[^"]*)"，应为"(?P<expected>[^"]+)"(?P<more>.*)'))
def fault(world: World, place: str, expected: str, more: str) -> None:
    told = "\n".join(str(entry) for entry in world.faults)
    here = [f for f in world.faults if f.pointer == place and expected in f.expected]
    assert here, told
    hints: dict[str, Any] = {"最接近": here[0].nearest, "另见": here[0].related}
    for title, value in words.PAIRS.findall(more):
        expected_hint = None if value == words.NOTHING else value
        assert words.choose("线索", title, hints) == expected_hint, told


@then(parsers.re(r'错误(?P<some>包括|不包括)"(?P<expected>[^"]+)"'))
def some_fault(world: World, some: str, expected: str) -> None:
    told = [entry.expected for entry in world.faults]
    assert any(expected in text for text in told) is (some == "包括"), told


@then(parsers.re(r'有(?P<count>[0-9]+)处错误，最接近"(?P<near>[^"]+)"'))
def option_fault(world: World, count: str, near: str) -> None:
    found = [entry.nearest or words.NOTHING for entry in world.faults]
    assert found == [near] * int(count)
