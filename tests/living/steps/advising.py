"""当 and 那么: what a company may do next."""

from __future__ import annotations

from datetime import date
from typing import Any

from pytest_bdd import parsers, then, when
from yaoxie import Profile, Rulebook

from tests.living.steps import words
from tests.living.steps.world import Record, Table, World

YUAN = r"[0-9,]+元"


@when(
    parsers.re(
        r"就(?P<year>[0-9]+)年度(?:至(?P<last>[0-9]+)年度)?征询建议"
        r"(?:，时间为(?P<day>[0-9]{4}-[0-9]{2}-[0-9]{2}))?"
    )
)
def advise(world: World, rulebook: Rulebook, year: str, last: str | None, day: str | None) -> None:
    first = int(year)
    advice = rulebook.advise(
        Profile.from_dict(world.profile),
        first,
        words.items(world.measure),
        as_of=None if day is None else date.fromisoformat(day),
        years=int(last or year) - first + 1,
    )
    world.advice = dict(advice.to_dict())


@then(parsers.re(rf"(?P<count>[0-9]+)项回答可使合计由(?P<least>{YUAN})变动至(?P<most>{YUAN})"))
def outlook(world: World, count: str, least: str, most: str) -> None:
    found = world.advice["outlook"]
    expected = (int(count), words.yuan(least), words.yuan(most))
    assert (found["answers"], found["least"], found["most"]) == expected


@then(parsers.re(r"(?:合计的范围(?P<exact>可以达到|只是界限))"))
def exact(world: World, exact: str) -> None:
    assert world.advice["outlook"]["bound"] is (exact == "只是界限")


@then("依次应问：")
def questions(world: World, datatable: Table) -> None:
    columns = {
        "字段": lambda entry: entry["pointer"],
        "关系到": lambda entry: f"{entry['stake']:,}元",
        "支持": lambda entry: "、".join(dict.fromkeys(e["support"] for e in entry["supports"])),
    }
    assert rows(world.advice["questions"], datatable[0], columns) == datatable[1:]


@then(parsers.re(r'问"(?P<pointer>[^"]+)"时，各项回答的合计为：'))
def answers(world: World, pointer: str, datatable: Table) -> None:
    named = {entry["pointer"]: entry for entry in world.advice["questions"]}
    question: Record = words.choose("问题", pointer, named)
    columns = {
        "回答": _answer,
        "合计": lambda entry: f"{entry['total']:,}元",
        "至少": lambda entry: f"{entry['least']:,}元",
        "至多": lambda entry: f"{entry['most']:,}元",
    }
    assert rows(question["answers"], datatable[0], columns) == datatable[1:]


def _answer(entry: Record) -> str:
    """A day as the stretch that it stands for, an amount with its unit, else as it is written."""
    value = entry["value"]
    if entry["first"] or entry["last"]:
        return f"{entry['first'] or ''}至{entry['last'] or ''}"
    if type(value) is int:
        return f"{value:,}"
    if isinstance(value, list):
        return "、".join(_milestone(e) if isinstance(e, dict) else e for e in value) or "无"
    return {True: "是", False: "否"}.get(value, "、".join(entry["words"]) or str(value))


def _milestone(entry: Record) -> str:
    return " ".join(str(value) for value in entry.values())


def rows(entries: list[Record], titles: list[str], columns: dict[str, Any]) -> Table:
    """The columns that a table has, of every entry."""
    chosen = [words.choose("栏目", title, columns) for title in titles]
    return [[column(entry) for column in chosen] for entry in entries]


HOW = {"choose": "选定", "increase": "增加", "achieve": "达到", "confirm": "确认"}


@then("下列改变使合计增加：")
def unlocks(world: World, datatable: Table) -> None:
    columns = {
        "增加": lambda entry: f"{entry['gain']:,}元",
        "改变": lambda entry: "；".join(map(_change, entry["changes"])),
        "随之达到": lambda entry: (
            "、".join(w for c in entry["changes"] for w in c["brings"]) or words.NOTHING
        ),
        "支持": lambda entry: "、".join(e["support"] for e in entry["opens"]),
    }
    gaining = [entry for entry in world.advice["unlocks"] if entry["gain"] > 0]
    assert rows(gaining, datatable[0], columns) == datatable[1:]


@then("没有改变使合计增加")
def no_unlocks(world: World) -> None:
    assert [entry for entry in world.advice["unlocks"] if entry["gain"] > 0] == []


def _change(change: Record) -> str:
    """The field, and what would stand there; of a milestone, until when."""
    about = f"{change['subject']['id']} {change['field']}"
    value = change["value"]
    said = f"{value:,}" if type(value) is int else value
    parts = [HOW[change["how"]], about, *([] if said is None else [str(said)])]
    return " ".join([*parts, *([f"≤{change['last']}"] if change["last"] else [])])


@then(parsers.re(r'"(?P<subject>[^"]+)"的"(?P<support>[^"]+)"办不到，因为：'))
def unreachable(world: World, subject: str, support: str, datatable: Table) -> None:
    entries = [
        entry
        for entry in world.advice["unreachable"]
        if entry["support"] == support and subject in {e["id"] for e in entry["subjects"]}
    ]
    assert len(entries) == 1, world.advice["unreachable"]
    columns = {
        "条件": lambda entry: entry["id"],
        "字段": lambda entry: entry["field"],
        "原因": lambda entry: OBSTACLES[entry["obstacle"]],
    }
    assert rows(entries[0]["obstacles"], datatable[0], columns) == datatable[1:]


OBSTACLES = {"fixed": "不能改变", "past": "已成事实", "late": "期限已过", "lower": "只增不减"}


@then("到时自然符合：")
def upcoming(world: World, datatable: Table) -> None:
    columns = {
        "天数": lambda entry: str(entry["days"]),
        "日期": lambda entry: entry["opens"],
        "申报年度": lambda entry: str(entry["claim_year"]),
        "对象": lambda entry: entry["subject"]["id"],
        "支持": lambda entry: entry["support"],
        "计入": lambda entry: f"{entry['counted']:,}元",
    }
    assert rows(world.advice["upcoming"], datatable[0], columns) == datatable[1:]


@then("限制合计的有：")
def binding(world: World, datatable: Table) -> None:
    entries = [e for part in world.advice["reasons"] for e in (*part["limits"], *part["groups"])]
    columns = {
        "限制": lambda entry: entry["id"],
        "多一元": lambda entry: _yuan(entry.get("one_more_yuan")),
        "没有它的话增加": lambda entry: _yuan(entry["without"]),
    }
    assert rows(entries, datatable[0], columns) == datatable[1:]


def _yuan(amount: int | None) -> str:
    return words.UNPUBLISHED if amount is None else f"{amount:,}元"


@then("再有一个同样的对象，合计增加：")
def one_more(world: World, datatable: Table) -> None:
    entries = [entry for part in world.advice["reasons"] for entry in part["claims"]]
    columns = {
        "支持": lambda entry: entry["support"],
        "增加": lambda entry: _yuan(entry["one_more_claim"]),
    }
    assert rows(entries, datatable[0], columns) == datatable[1:]


@then(parsers.re(r'"(?P<subject>[^"]+)"的"(?P<support>[^"]+)"靠以下资料就够了：'))
def suffices(world: World, subject: str, support: str, datatable: Table) -> None:
    findings = [entry for part in world.advice["reasons"] for entry in part["findings"]]
    (finding,) = [e for e in findings if e["support"] == support and e["subject"]["id"] == subject]
    columns = {
        "条件": lambda entry: entry["id"],
        "资料": lambda entry: "、".join(fact["field"] for fact in entry["suffices"]),
    }
    assert rows(finding["requirements"], datatable[0], columns) == datatable[1:]


@then(parsers.re(r'"(?P<subject>[^"]+)"落地各处的合计为：'))
def places(world: World, subject: str, datatable: Table) -> None:
    (entry,) = [e for e in world.advice["places"] if e["subject"]["id"] == subject]
    years = [
        {"place": place["place"], **year} for place in entry["places"] for year in place["years"]
    ]
    own = world.measure
    columns = {
        "地点": lambda year: year["place"],
        "年度": lambda year: str(year["claim_year"]),
        "合计": lambda year: _yuan(
            sum(e["counted"] for e in year["supports"] if e["measure"] == own)
        ),
        "支持": lambda year: "、".join(
            e["support"] for e in year["supports"] if e["measure"] == own and e["counted"]
        ),
    }
    assert rows(years, datatable[0], columns) == datatable[1:]


@then("各项解读的合计为：")
def readings(world: World, datatable: Table) -> None:
    options = [
        {"reading": reading["reading"], **option}
        for reading in world.advice["readings"]
        for option in reading["options"]
        if reading["least"] != reading["most"]
    ]
    columns = {
        "解读": lambda entry: entry["reading"],
        "选项": lambda entry: entry["option"],
        "合计": lambda entry: f"{entry['total_ceiling']:,}元",
        "变动的支持": lambda entry: "、".join(e["support"] for e in entry["moves"]) or "无",
    }
    assert rows(options, datatable[0], columns) == datatable[1:]


@then("合计所依据的可信度为：")
def confidence(world: World, datatable: Table) -> None:
    columns = {
        "不低于": lambda entry: entry["at_least"],
        "合计": lambda entry: f"{entry['total']:,}元",
    }
    assert rows(world.advice["confidence"], datatable[0], columns) == datatable[1:]
