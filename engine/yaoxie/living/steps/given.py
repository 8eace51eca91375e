"""假如: the company, what it has, what it was granted."""

from __future__ import annotations

from yaoxie.living import named, words
from yaoxie.living.definitions import KIND, StepError, Table, given
from yaoxie.living.world import Record, World, entries_of
from yaoxie.messages import Message
from yaoxie.profile.vocabulary import COMPANY, MILESTONE

TITLE = Message("living.steps-given")

_NAME = "示例企业"
_ITEM = rf'(?P<kind>{KIND}|{words.SUBJECT})"(?P<item>[^"]+)"'
_AMOUNT = r"(?P<amount>[0-9,]+元)"
_DAY = r"(?:于(?P<day>[0-9]{4}-[0-9]{2}-[0-9]{2})|在未知日期)"
_MORE = r'(?P<more>(?:，[^"，]+"[^"]*")*)'


@given(
    "一家企业，资料如下：",
    "一家企业，资料如下：\n| 注册地区 | 示例市 |\n| 独立法人 | 是 |",
    Message("steps.company"),
)
def company(world: World, table: Table) -> None:
    record: Record = {"name": _NAME}
    for title, text in _pairs(table):
        world.titles.put(record, COMPANY, world.titles.field(COMPANY, title), text)
    world.profile[COMPANY] = record


def _pairs(table: Table) -> Table:
    """The rows of a table of fields and their values."""
    if any(len(row) != 2 for row in table):  # noqa: PLR2004 - a field and its value
        raise StepError(Message("living.two-columns"))
    return table


@given(
    r'企业的"(?P<title>[^"]+)"为"(?P<text>[^"]*)"',
    '企业的"独立法人"为"否"',
    Message("steps.company-field"),
)
def company_field(world: World, title: str, text: str) -> None:
    world.titles.put(world.company, COMPANY, world.titles.field(COMPANY, title), text)


@given(
    rf'一[个项家](?P<kind>{KIND})"(?P<item>[^"]+)"(?:，资料如下：)?',
    '一个药品"甲"，资料如下：\n| 药品类别 | 创新药 |',
    Message("steps.item"),
)
def new_item(world: World, kind: str, item: str, table: Table | None = None) -> None:
    name = world.titles.kind(kind)
    record = world.add(name, item)
    for title, text in _pairs(table or []):
        world.titles.put(record, name, world.titles.field(name, title), text)


@given(
    rf'{_ITEM}的(?:里程碑"(?P<milestone>[^"]+)"的)?"(?P<title>[^"]+)"为"(?P<text>[^"]*)"',
    '药品"甲"的"药品类别"为"改良型新药"',
    Message("steps.item-field"),
)
def item_field(
    world: World, kind: str, item: str, milestone: str | None, title: str, text: str
) -> None:
    world.put(world.kind(kind, item), item, milestone, title, text)


@given(
    rf'{_ITEM}的"(?P<title>[^"]+)"以外的各项金额都为{_AMOUNT}',
    '药品"甲"的"研发投入"以外的各项金额都为0元',
    Message("steps.all-other-amounts"),
)
def all_other_amounts(world: World, kind: str, item: str, title: str, amount: str) -> None:
    name = world.kind(kind, item)
    record, kept = world.item(name, item), world.titles.field(name, title)
    for field in world.titles.vocabulary.fields(name).values():
        if field.type.name == "yuan" and field.name != kept:
            record[field.name] = words.yuan(amount)


@given(
    rf'{_ITEM}{_DAY}"(?P<milestone>[^"]+)"{_MORE}',
    '药品"甲"于2019-05-20"完成Ⅱ期临床试验"',
    Message("steps.reached"),
)
def reached(world: World, kind: str, item: str, day: str | None, milestone: str, more: str) -> None:
    name = world.kind(kind, item)
    record = _milestone(world, world.titles.milestone(name, milestone), day, more)
    owner = world.item(name, item)
    entries = entries_of(owner, "milestones")
    entries[:] = [e for e in entries if not words.is_milestone(e, record[MILESTONE])]
    entries.append(record)


def _milestone(world: World, word: str, day: str | None, more: str) -> Record:
    record: Record = {MILESTONE: word}
    if day:
        record["date"] = day
    for pair in words.PAIRS.finditer(more):
        name = world.titles.field(MILESTONE, pair["title"])
        world.titles.put(record, MILESTONE, name, pair["value"])
    return record


@given(
    rf'{_ITEM}{_DAY}到达"(?P<milestone>[^"]+)"以外、也不推定它的各个里程碑{_MORE}',
    '药品"甲"于2019-05-20到达"完成Ⅱ期临床试验"以外、也不推定它的各个里程碑',
    Message("steps.reached-all-others"),
)
def reached_all_others(
    world: World, kind: str, item: str, day: str | None, milestone: str, more: str
) -> None:
    name = world.kind(kind, item)
    left_out = {world.titles.milestone(name, title) for title in words.items(milestone)}
    known = world.titles.vocabulary
    kept = [
        word
        for word in known.milestones(name)
        if left_out.isdisjoint({word, *known.implied(name, word)})
    ]
    world.item(name, item)["milestones"] = [_milestone(world, word, day, more) for word in kept]


@given(
    rf'{_ITEM}没有"(?P<milestone>[^"]+)"的记录',
    '药品"甲"没有"完成Ⅱ期临床试验"的记录',
    Message("steps.not-reached"),
)
def not_reached(world: World, kind: str, item: str, milestone: str) -> None:
    record = world.item(world.kind(kind, item), item)
    entry = world.titles.item_milestone(record, world.kind(kind, item), milestone)
    record["milestones"].remove(entry)


@given(
    rf'企业(?P<year>[0-9]{{1,9}})年(?:因"(?P<item>[^"]+)")?获得"(?P<support>[^"]+)"资金{_AMOUNT}'
    r'(?:，依据的措施为"(?P<measure>[^"]+)")?',
    '企业2018年因"甲"获得"phase-2-done"资金4,000,000元',
    Message("steps.award"),
)
def award(
    world: World, year: str, item: str | None, support: str, amount: str, measure: str | None
) -> None:
    entries_of(world.profile, "awards").append(
        {
            "measure": measure or world.measure or world.rulebook.library.default_measure,
            "support": support,
            "subject": item or COMPANY,
            "year": int(year),
            "amount": words.yuan(amount),
        }
    )


# What is under review.


@given(r'审查的措施是"(?P<measure>[^"]+)"', '审查的措施是"example-2026"', Message("steps.measure"))
def measure_under_review(world: World, measure: str) -> None:
    library = world.rulebook.library
    if not library.named(measure):
        known = {**library.measures, **library.series}
        words.choose(named.MEASURE, measure, known)
    world.measure = measure


@given(r'审查的支持是"(?P<support>[^"]+)"', '审查的支持是"phase-2-done"', Message("steps.support"))
def support_under_review(world: World, support: str) -> None:
    world.support = support


@given(
    rf"以下(?P<kind>{KIND})各符合一项支持的全部条件：",
    "以下药品各符合一项支持的全部条件：\n"
    "| 支持 | 编号 | 药品类别 | 里程碑 | 日期 |\n"
    "| phase-2-done | 甲 | 创新药 | 完成Ⅱ期临床试验 | 2026-05-20 |",
    Message("steps.examples"),
)
def examples(world: World, kind: str, table: Table) -> None:
    name = world.titles.kind(kind)
    titles, *rows = table
    for needed in ("支持", "编号"):
        words.choose(named.COLUMN, needed, dict.fromkeys(titles))
    for row in rows:
        example = {title: text for title, text in zip(titles, row, strict=True) if text}
        item, support = example.pop("编号", ""), example.pop("支持", "")
        world.reviewed.append((item, support))
        record = world.add(name, item)
        milestone = example.pop("里程碑", None)
        if milestone is not None:
            record["milestones"] = [{MILESTONE: world.titles.milestone(name, milestone)}]
        for title, text in example.items():
            own = title in world.titles.fields(name)
            world.put(name, item, None if own else milestone, title, text)


@given(
    r'只审查支持"(?P<supports>[^"]+)"',
    '只审查支持"phase-1-done、phase-2-done"',
    Message("steps.only-these"),
)
def only_these(world: World, supports: str) -> None:
    subjects = {support: subject for subject, support in world.reviewed}
    names = words.items(supports)
    world.reviewed = [(words.choose(named.SUPPORT, name, subjects), name) for name in names]


@given(
    r'各个对象的"(?P<title>[^"]+)"为"(?P<text>[^"]*)"',
    '各个对象的"研发投入"为"10,000,000元"',
    Message("steps.field-of-each"),
)
def field_of_each(world: World, title: str, text: str) -> None:
    for item, _support in world.each_reviewed():
        world.put(world.kind(words.SUBJECT, item), item, None, title, text)


@given(
    rf'各个对象{_DAY}"(?P<milestone>[^"]+)"{_MORE}',
    '各个对象于2019-05-20"进入Ⅰ期临床试验"，试验地"境外"',
    Message("steps.reached-by-each"),
)
def reached_by_each(world: World, day: str | None, milestone: str, more: str) -> None:
    for item, _support in world.each_reviewed():
        reached(world, words.SUBJECT, item, day, milestone, more)


@given(
    rf"企业(?P<year>[0-9]{{1,9}})年因各项支持各获得资金{_AMOUNT}",
    "企业2020年因各项支持各获得资金1,000,000元",
    Message("steps.award-of-each"),
)
def award_of_each(world: World, year: str, amount: str) -> None:
    for subject, support in world.each_reviewed():
        award(world, year, subject, support, amount, None)
