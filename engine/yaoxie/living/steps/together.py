"""当 and 那么: all measures of a place, or of all places, and what they bring together."""

from __future__ import annotations

from yaoxie.living import named, words
from yaoxie.living.definitions import Table, expect, said, then, when
from yaoxie.living.steps.comparing import TOTALS
from yaoxie.living.world import Record, World, asked, expect_rows
from yaoxie.messages import Message
from yaoxie.rules.library import ALL

TITLE = Message("living.steps-together")


@when(
    r'按(?P<year>[0-9]{1,9})年度评估(?:"(?P<place>[^"]+)"|各地)的全部措施',
    '按2026年度评估"重庆"的全部措施',
    Message("steps.evaluate-all"),
)
def evaluate_all(world: World, year: str, place: str | None) -> None:
    name = ALL if place is None else world.titles.place(place)
    answer = asked(lambda: world.rulebook.evaluate_all(world.read_profile(), int(year), name))
    world.keep("reports", dict(answer.to_dict()))


def _measures(world: World) -> list[str]:
    measures = [report["measure"] for report in world.reports["reports"]]
    world.measures |= dict.fromkeys(measures)
    return measures


@then(
    "各项措施的合计依次为：",
    "各项措施的合计依次为：\n| 措施 | 合计 |\n| example-2026 | 1,300,000元 |",
    Message("steps.all-totals"),
)
def all_totals(world: World, table: Table) -> None:
    columns = {"措施": lambda report: report["measure"]} | {
        title: lambda report, key=key: words.amount(report[key]) for title, key in TOTALS.items()
    }
    _measures(world)
    expect_rows(world.reports["reports"], table, columns)


@then("没有可以评估的措施", "没有可以评估的措施", Message("steps.no-measures"))
def no_measures(world: World) -> None:
    expect(_measures(world), [])


@then(
    r'评估的措施(?P<some>包括|不包括)"(?P<names>[^"]+)"',
    '评估的措施包括"example-2026"',
    Message("steps.evaluated"),
)
def evaluated(world: World, some: str, names: str) -> None:
    measures = _measures(world)
    for name in words.items(names):
        expect(name in measures, some == "包括", lambda _: said(measures))


@then(
    r"全部措施(?P<which>合计|潜在合计)上限为(?P<amount>[0-9,]+元)",
    "全部措施合计上限为1,300,000元",
    Message("steps.total-of-all"),
)
def total_of_all(world: World, which: str, amount: str) -> None:
    expect(world.reports[TOTALS[which]], words.yuan(amount), words.amount)


@then(
    "政策之间的规则依次选择：",
    "政策之间的规则依次选择：\n| 规则 | 对象 | 计入 |\n| one-of-two | 甲药 | example-2026 |",
    Message("steps.choices"),
)
def choices(world: World, table: Table) -> None:
    """A row for each choice of each rule; of several members, what each has, in their order."""
    columns = {
        "规则": lambda row: row[0]["rule"],
        "对象": lambda row: (row[1]["subject"] or {"id": words.COMPANY})["id"],
        "措施": lambda row: said([member["measure"] for member in row[1]["members"]]),
        "扣除": lambda row: said([words.amount(m["awards"]) for m in row[1]["members"]]),
        "计入": lambda row: said(row[1]["counts"]),
        "可能计入": lambda row: said(row[1]["may_count"]),
    }
    expect_rows(_choices(world), table, columns)


def _choices(world: World) -> list[tuple[Record, Record]]:
    rules = world.reports["between"]
    return [(rule, choice) for rule in rules for choice in rule["choices"]]


@then("政策之间的规则没有选择", "政策之间的规则没有选择", Message("steps.no-choice"))
def no_choice(world: World) -> None:
    expect([rule["rule"] for rule, _ in _choices(world)], [])


@then(
    r'政策之间的规则"(?P<rule>[^"]+)"的依据可信度为"(?P<mark>[^"]+)"，涉及的措施为"(?P<names>[^"]+)"',
    '政策之间的规则"one-of-two"的依据可信度为"H"，涉及的措施为"example-2021、example-2024"',
    Message("steps.rule-between"),
)
def rule_between(world: World, rule: str, mark: str, names: str) -> None:
    rules = {entry["rule"]: entry for entry in world.reports["between"]}
    entry: Record = words.choose(named.RULE, rule, rules)
    expect(entry["source"]["confidence"], mark)
    expect(entry["here"], words.items(names))
