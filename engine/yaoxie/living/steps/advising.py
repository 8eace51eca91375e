"""当 and 那么: what a company may do next."""

from __future__ import annotations

from typing import Any

from yaoxie.living import named, words
from yaoxie.living.definitions import StepError, Table, expect, said, then, when
from yaoxie.living.world import Record, World, asked, expect_rows
from yaoxie.messages import Message

TITLE = Message("living.steps-advising")

_YUAN = r"[0-9,]+元"
_HOW = {"choose": "选定", "increase": "增加", "achieve": "达到", "confirm": "确认"}
_OBSTACLES = {"fixed": "不能改变", "past": "已成事实", "late": "期限已过", "lower": "只增不减"}


@when(
    r"就(?P<year>[0-9]{1,9})年度(?:至(?P<last>[0-9]{1,9})年度)?征询建议"
    r"(?:，时间为(?P<day>[0-9-]+))?",
    "就2026年度征询建议，时间为2026-06-30",
    Message("steps.advice"),
)
def advice(world: World, year: str, last: str | None, day: str | None) -> None:
    first = int(year)
    as_of = None if day is None else words.day(day)
    measures = words.items(world.measure) if world.measure else None
    answer = asked(
        lambda: world.rulebook.advise(
            world.read_profile(),
            first,
            measures,
            as_of=as_of,
            years=int(last or year) - first + 1,
        )
    )
    world.keep("advice", dict(answer.to_dict()))


def _part(world: World, name: str) -> Any:
    """A part of the advice. Raises StepError where it was not asked for."""
    part = world.advice.get(name)
    if part is None:
        raise StepError(Message("living.no-part", name=name))
    return part


# What to ask.


@then(
    rf"(?P<count>[0-9]{{1,9}})项回答可使合计由(?P<least>{_YUAN})变动至(?P<most>{_YUAN})",
    "2项回答可使合计由0元变动至16,000,000元",
    Message("steps.outlook"),
)
def outlook(world: World, count: str, least: str, most: str) -> None:
    entry = _part(world, "outlook")
    found = [entry["answers"], entry["least"], entry["most"]]
    expect(found, [int(count), words.yuan(least), words.yuan(most)])


@then(
    r"合计的范围(?P<exact>可以达到|只是界限)", "合计的范围可以达到", Message("steps.outlook-exact")
)
def outlook_exact(world: World, exact: str) -> None:
    titles = {True: "只是界限", False: "可以达到"}
    expect(titles[_part(world, "outlook")["bound"]], exact)


@then("依次应问：", "依次应问：\n| 字段 | 关系到 | 支持 |", Message("steps.questions"))
def questions(world: World, table: Table) -> None:
    columns = {
        "字段": lambda entry: entry["pointer"],
        "关系到": lambda entry: words.amount(entry["stake"]),
        "支持": lambda entry: said(list(dict.fromkeys(e["support"] for e in entry["supports"]))),
    }
    expect_rows(_part(world, "questions"), table, columns)


@then(
    r'问"(?P<pointer>[^"]+)"时，各项回答的合计为：',
    '问"/drugs/1/category"时，各项回答的合计为：\n| 回答 | 合计 | 至少 | 至多 |',
    Message("steps.replies"),
)
def replies(world: World, pointer: str, table: Table) -> None:
    asking = {entry["pointer"]: entry for entry in _part(world, "questions")}
    question: Record = words.choose(named.QUESTION, pointer, asking)
    columns = {
        "回答": _reply,
        "合计": lambda entry: words.amount(entry["total"]),
        "至少": lambda entry: words.amount(entry["least"]),
        "至多": lambda entry: words.amount(entry["most"]),
    }
    expect_rows(question["answers"], table, columns)


def _reply(entry: Record) -> str:
    """A day as the stretch that it stands for, an amount with its unit, else as it is written."""
    value = entry["value"]
    if entry["first"] or entry["last"]:
        return f"{entry['first'] or ''}至{entry['last'] or ''}"
    if type(value) is int:
        return f"{value:,}"
    if isinstance(value, list):
        return said([_milestone(e) if isinstance(e, dict) else e for e in value])
    return {True: "是", False: "否"}.get(value, "、".join(entry["words"]) or str(value))


def _milestone(entry: Record) -> str:
    return " ".join(str(value) for value in entry.values())


# What to reach.


@then(
    "下列改变使合计增加：",
    "下列改变使合计增加：\n| 增加 | 改变 | 随之达到 | 支持 |",
    Message("steps.unlocks"),
)
def unlocks(world: World, table: Table) -> None:
    columns = {
        "增加": lambda entry: words.amount(entry["gain"]),
        "改变": lambda entry: "；".join(map(_change, entry["changes"])),
        "随之达到": lambda entry: said([w for c in entry["changes"] for w in c["brings"]]),
        "支持": lambda entry: "、".join(e["support"] for e in entry["opens"]),
    }
    expect_rows(_gaining(world), table, columns)


@then("没有改变使合计增加", "没有改变使合计增加", Message("steps.no-unlocks"))
def no_unlocks(world: World) -> None:
    changes = [_change(change) for entry in _gaining(world) for change in entry["changes"]]
    expect(changes, [])


def _gaining(world: World) -> list[Record]:
    return [entry for entry in _part(world, "unlocks") if entry["gain"] > 0]


def _change(change: Record) -> str:
    """The field, and what would stand there; of a milestone, until when."""
    about = f"{change['subject']['id'] or words.COMPANY} {change['field']}"
    value = change["value"]
    parts = [_HOW[change["how"]], about, *([] if value is None else [said(value)])]
    return " ".join([*parts, *([f"≤{change['last']}"] if change["last"] else [])])


@then(
    r'"(?P<subject>[^"]+)"的"(?P<support>[^"]+)"办不到，因为：',
    '"甲"的"phase-2-done"办不到，因为：\n| 条件 | 字段 | 原因 |',
    Message("steps.unreachable"),
)
def unreachable(world: World, subject: str, support: str, table: Table) -> None:
    entries = {
        (named["id"] or words.COMPANY) + entry["support"]: entry
        for entry in _part(world, "unreachable")
        for named in entry["subjects"]
    }
    columns = {
        "条件": lambda entry: entry["id"],
        "字段": lambda entry: entry["field"],
        "原因": lambda entry: _OBSTACLES[entry["obstacle"]],
    }
    entry = words.choose(named.SUPPORT, subject + support, entries)
    expect_rows(entry["obstacles"], table, columns)


@then(
    "到时自然符合：",
    "到时自然符合：\n| 天数 | 日期 | 申报年度 | 对象 | 支持 | 计入 |",
    Message("steps.upcoming"),
)
def upcoming(world: World, table: Table) -> None:
    columns = {
        "天数": lambda entry: str(entry["days"]),
        "日期": lambda entry: entry["opens"],
        "申报年度": lambda entry: str(entry["claim_year"]),
        "对象": lambda entry: entry["subject"]["id"] or words.COMPANY,
        "支持": lambda entry: entry["support"],
        "计入": lambda entry: words.amount(entry["counted"]),
    }
    expect_rows(_part(world, "upcoming"), table, columns)


# What the total hangs on.


@then(
    "限制合计的有：",
    "限制合计的有：\n| 限制 | 多一元 | 没有它的话增加 |",
    Message("steps.binding-limits"),
)
def binding_limits(world: World, table: Table) -> None:
    reasons = _part(world, "reasons")
    entries = [entry for part in reasons for entry in (*part["limits"], *part["groups"])]
    columns = {
        "限制": lambda entry: entry["id"],
        "多一元": lambda entry: words.amount(entry.get("one_more_yuan")),
        "没有它的话增加": lambda entry: words.amount(entry["without"]),
    }
    expect_rows(entries, table, columns)


@then(
    "再有一个同样的对象，合计增加：",
    "再有一个同样的对象，合计增加：\n| 支持 | 增加 |",
    Message("steps.one-more"),
)
def one_more(world: World, table: Table) -> None:
    entries = [entry for part in _part(world, "reasons") for entry in part["claims"]]
    columns = {
        "支持": lambda entry: entry["support"],
        "增加": lambda entry: words.amount(entry["one_more_claim"]),
    }
    expect_rows(entries, table, columns)


@then(
    r'"(?P<subject>[^"]+)"的"(?P<support>[^"]+)"靠以下资料就够了：',
    '"甲"的"phase-2-done"靠以下资料就够了：\n| 条件 | 资料 |',
    Message("steps.suffices"),
)
def suffices(world: World, subject: str, support: str, table: Table) -> None:
    findings = {
        (entry["subject"]["id"] or words.COMPANY) + entry["support"]: entry
        for part in _part(world, "reasons")
        for entry in part["findings"]
    }
    finding = words.choose(named.SUPPORT, subject + support, findings)
    columns = {
        "条件": lambda entry: entry["id"],
        "资料": lambda entry: "、".join(fact["field"] for fact in entry["suffices"]),
    }
    expect_rows(finding["requirements"], table, columns)


@then(
    r'"(?P<subject>[^"]+)"落地各处的合计为：',
    '"甲"落地各处的合计为：\n| 地点 | 年度 | 合计 | 支持 |',
    Message("steps.places"),
)
def places(world: World, subject: str, table: Table) -> None:
    placed = {entry["subject"]["id"]: entry for entry in _part(world, "places")}
    entry = words.choose(named.SUBJECT, subject, placed)
    years = [
        {"place": place["place"], "counting": _counting(world, year), **year}
        for place in entry["places"]
        for year in place["years"]
    ]
    columns = {
        "地点": lambda year: year["place"],
        "年度": lambda year: str(year["claim_year"]),
        "合计": lambda year: words.amount(sum(e["counted"] for e in year["counting"])),
        "支持": lambda year: "、".join(e["support"] for e in year["counting"]),
    }
    expect_rows(years, table, columns)


def _counting(world: World, year: Record) -> list[Record]:
    """What counts in a year at a place under the measure under review."""
    own = world.measure or world.rulebook.library.default_measure
    return [e for e in year["supports"] if e["measure"] == own and e["counted"]]


@then(
    "各项解读的合计为：",
    "各项解读的合计为：\n| 解读 | 选项 | 合计 | 变动的支持 |",
    Message("steps.readings"),
)
def readings(world: World, table: Table) -> None:
    options = [
        {"reading": reading["reading"], **option}
        for reading in _part(world, "readings")
        for option in reading["options"]
        if reading["least"] != reading["most"]
    ]
    columns = {
        "解读": lambda entry: entry["reading"],
        "选项": lambda entry: entry["option"],
        "合计": lambda entry: words.amount(entry["total_ceiling"]),
        "变动的支持": lambda entry: said([e["support"] for e in entry["moves"]]),
    }
    expect_rows(options, table, columns)


@then(
    "合计所依据的可信度为：",
    "合计所依据的可信度为：\n| 不低于 | 合计 |",
    Message("steps.total-confidence"),
)
def total_confidence(world: World, table: Table) -> None:
    columns = {
        "不低于": lambda entry: entry["at_least"],
        "合计": lambda entry: words.amount(entry["total"]),
    }
    expect_rows(_part(world, "confidence"), table, columns)
