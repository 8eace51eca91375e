"""假如: the company, what it has, what it was granted."""

from __future__ import annotations

import json
from typing import Any

from pytest_bdd import given, parsers
from yaoxie.profile.vocabulary import packaged

from tests.living.steps import words
from tests.living.steps.world import Record, Table, World, put
from tests.support import packaged_fields as fields

KINDS = "药品|医疗器械|平台|企业事项"
ITEM = rf'(?P<kind>{KINDS}|{words.SUBJECT})"(?P<item>[^"]+)"'
AMOUNT = r"(?P<amount>[0-9,]+元)"
DAY = r"(?:于(?P<day>[0-9]{4}-[0-9]{2}-[0-9]{2})|在未知日期)"


# 假如: the company and what it has


@given("一家符合申报主体条件的企业")
def sound_company(world: World) -> None:
    world.profile["company"] = {
        "name": "北京示例生物医药有限公司",
        "park": "changping",
        "legal_person": True,
        "activities": ["research", "production"],
    }


@given("一家企业，资料如下：")
def company(world: World, datatable: Table) -> None:
    record: Record = {"name": "北京示例生物医药有限公司"}
    for title, text in datatable:
        put(record, "company", words.field("company", title), text)
    world.profile["company"] = record


@given(parsers.re(r'审查的措施是"(?P<measure>[^"]+)"'))
def measure_under_review(world: World, measure: str) -> None:
    world.measure = measure


@given(parsers.re(r'审查的支持是"(?P<support>[^"]+)"'))
def support_under_review(world: World, support: str) -> None:
    world.support = support


@given(parsers.re(r'只审查支持"(?P<supports>[^"]+)"'))
def only_these(world: World, supports: str) -> None:
    subjects = {support: subject for subject, support in world.reviewed}
    names = words.items(supports)
    world.reviewed = [(words.choose("支持", name, subjects), name) for name in names]


@given(parsers.re(r'企业的"(?P<title>[^"]+)"为"(?P<text>[^"]*)"'))
def company_field(world: World, title: str, text: str) -> None:
    name = words.field("company", title)
    put(world.profile["company"], "company", name, text)


@given(parsers.re(rf'一[个项](?P<kind>{KINDS})"(?P<item>[^"]+)"(?:，资料如下：)?'))
def new_item(world: World, kind: str, item: str, datatable: Table | None = None) -> None:
    name = words.kind(kind)
    record = {"id": item}
    world.profile.setdefault(words.LISTS[name], []).append(record)
    for title, text in datatable or []:
        put(record, name, words.field(name, title), text)


@given(parsers.re(rf"以下(?P<kind>{KINDS})各符合一项支持的全部条件："))
def examples(world: World, kind: str, datatable: Table) -> None:
    name = words.kind(kind)
    titles, *rows = datatable
    for row in rows:
        example = {title: text for title, text in zip(titles, row, strict=True) if text}
        item = example.pop("编号")
        world.reviewed.append((item, example.pop("支持")))
        record: Record = {"id": item}
        world.profile.setdefault(words.LISTS[name], []).append(record)
        milestone = example.pop("里程碑", None)
        if milestone is not None:
            record["milestones"] = [{"milestone": words.milestone(name, milestone)}]
        for title, text in example.items():
            own = title in words.field_titles(name)
            world.put(name, item, None if own else milestone, title, text)


@given(
    parsers.re(rf'{ITEM}的(?:里程碑"(?P<milestone>[^"]+)"的)?"(?P<title>[^"]+)"为"(?P<text>[^"]*)"')
)
def item_field(
    world: World, kind: str, item: str, milestone: str | None, title: str, text: str
) -> None:
    world.put(world.kind(kind, item), item, milestone, title, text)


@given(parsers.re(rf'{ITEM}的"(?P<title>[^"]+)"以外的各项金额都为{AMOUNT}'))
def all_other_amounts(world: World, kind: str, item: str, title: str, amount: str) -> None:
    name = world.kind(kind, item)
    for field, type_ in fields.fields(name).items():
        if type_.name == "yuan" and field != words.field(name, title):
            world.item(name, item)[field] = words.yuan(amount)


@given(parsers.re(r'各个对象的"(?P<title>[^"]+)"为"(?P<text>[^"]*)"'))
def field_of_each(world: World, title: str, text: str) -> None:
    assert world.reviewed, "请先列明审查的各项支持"
    for item, _support in world.reviewed:
        world.put(world.kind(words.SUBJECT, item), item, None, title, text)


MORE = r'(?P<more>(?:，[^"，]+"[^"]*")*)'


@given(parsers.re(rf'{ITEM}{DAY}"(?P<milestone>[^"]+)"{MORE}'))
def reached(world: World, kind: str, item: str, day: str | None, milestone: str, more: str) -> None:
    name = world.kind(kind, item)
    record = _milestone(words.milestone(name, milestone), day, more)
    owner = world.item(name, item)
    others = [m for m in owner.get("milestones") or [] if m["milestone"] != record["milestone"]]
    owner["milestones"] = [*others, record]


@given(parsers.re(rf'各个对象{DAY}"(?P<milestone>[^"]+)"{MORE}'))
def reached_by_each(world: World, day: str | None, milestone: str, more: str) -> None:
    assert world.reviewed, "请先列明审查的各项支持"
    for item, _support in world.reviewed:
        reached(world, words.SUBJECT, item, day, milestone, more)


@given(parsers.re(rf'{ITEM}{DAY}到达"(?P<milestone>[^"]+)"以外、也不推定它的各个里程碑{MORE}'))
def reached_all_others(
    world: World, kind: str, item: str, day: str | None, milestone: str, more: str
) -> None:
    name = world.kind(kind, item)
    left_out = {words.milestone(name, title) for title in words.items(milestone)}
    kept = [
        word
        for word in fields.milestones(name)
        if left_out.isdisjoint({word, *packaged().implied(name, word)})
    ]
    world.item(name, item)["milestones"] = [_milestone(word, day, more) for word in kept]


def _milestone(word: str, day: str | None, more: str) -> Record:
    record: Record = {"milestone": word}
    if day:
        record["date"] = day
    for pair in words.PAIRS.finditer(more):
        put(record, words.MILESTONE, words.field(words.MILESTONE, pair["title"]), pair["value"])
    return record


@given(parsers.re(rf'{ITEM}没有"(?P<milestone>[^"]+)"的记录'))
def not_reached(world: World, kind: str, item: str, milestone: str) -> None:
    name = world.kind(kind, item)
    world.item(name, item)["milestones"].remove(world.milestone(name, item, milestone))


@given(
    parsers.re(
        rf'企业(?P<year>[0-9]+)年(?:因"(?P<item>[^"]+)")?获得"(?P<support>[^"]+)"资金{AMOUNT}'
        r'(?:，依据的措施为"(?P<measure>[^"]+)")?'
    )
)
def award(
    world: World, year: str, item: str | None, support: str, amount: str, measure: str | None
) -> None:
    world.profile.setdefault("awards", []).append(
        {
            "measure": measure or world.measure,
            "support": support,
            "subject": item or "company",
            "year": int(year),
            "amount": words.yuan(amount),
        }
    )


@given(parsers.re(rf"企业(?P<year>[0-9]+)年因各项支持各获得资金{AMOUNT}"))
def award_of_each(world: World, year: str, amount: str) -> None:
    assert world.reviewed, "请先列明审查的各项支持"
    for subject, support in world.reviewed:
        award(world, year, subject, support, amount, None)


# 假如: a profile as an intake system sends it


@given("以下申报资料：")
def whole_profile(world: World, docstring: str) -> None:
    world.profile = json.loads(docstring)


@given("以下JSON文本：")
def json_text(world: World, docstring: str) -> None:
    world.text = docstring


@given(parsers.re(r"一份嵌套(?P<depth>[0-9]+)层的JSON文本"))
def deep_text(world: World, depth: str) -> None:
    world.text = "[" * int(depth) + "]" * int(depth)


@given(parsers.re(r"一份(?P<size>[0-9,]+)字节的JSON文本"))
def long_text(world: World, size: str) -> None:
    text = '{"company": {"name": "甲"}}'.encode()
    world.text = text + b" " * (int(size.replace(",", "")) - len(text))


@given(parsers.re(r"一份不是UTF-8编码的JSON文本"))
def wrong_encoding(world: World) -> None:
    world.text = '{"company": {"name": "甲"}}'.encode("gb18030")


@given(parsers.re(r"申报资料另有(?P<count>[0-9,]+)个药品"))
def many_drugs(world: World, count: str) -> None:
    drugs = [{"id": f"D{number}"} for number in range(int(count.replace(",", "")))]
    world.profile.setdefault("drugs", []).extend(drugs)


@given(parsers.re(r'把"(?P<place>[^"]*)"改为：(?P<value>.+)'))
def change(world: World, place: str, value: str) -> None:
    *path, last = place.split("/")[1:]
    target: Any = world.profile
    for part in path:
        target = target[int(part) if isinstance(target, list) else part]
    if isinstance(target, list):
        target[int(last) : int(last) + 1] = [json.loads(value)]
    elif value == words.LEFT_OUT:
        del target[last]
    else:
        target[last] = json.loads(value)
