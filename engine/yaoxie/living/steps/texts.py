"""假如: a profile as an intake system sends it."""

from __future__ import annotations

from typing import Any

from yaoxie.living import words
from yaoxie.living.definitions import KIND, StepError, given
from yaoxie.living.world import World, entries_of, json_value
from yaoxie.messages import Message

TITLE = Message("living.steps-texts")

_TEXT = '{"company": {"name": "甲"}}'
_MOST = 100_000_000  # bytes of a text that a step makes, and items


@given("以下申报资料：", '以下申报资料：\n"""\n' + _TEXT + '\n"""', Message("steps.whole-profile"))
def whole_profile(world: World, doc: str) -> None:
    profile = json_value(doc)
    if not isinstance(profile, dict):
        raise StepError(Message("living.json-object"))
    world.profile = profile


@given(
    r'把"(?P<place>[^"]*)"改为：(?P<value>.+)',
    '把"/company/park"改为："outside"',
    Message("steps.change"),
)
def change(world: World, place: str, value: str) -> None:
    *path, last = place.split("/")[1:] or [""]
    target: Any = world.profile
    for part in path:
        target = _inside(target, part, place)
    if isinstance(target, list):
        number = _number(target, last, place, beyond=1)
        target[number : number + 1] = [json_value(value)]
    elif not isinstance(target, dict):
        raise StepError(Message("living.no-place", place=place))
    elif value == words.LEFT_OUT:
        target.pop(last, None)
    else:
        target[last] = json_value(value)


def _inside(target: Any, part: str, place: str) -> Any:
    if isinstance(target, list):
        return target[_number(target, part, place)]
    if isinstance(target, dict) and part in target:
        return target[part]
    raise StepError(Message("living.no-place", place=place))


def _number(entries: list[Any], text: str, place: str, beyond: int = 0) -> int:
    """The place in a list that a pointer names; `beyond`: so many places after its last."""
    if text.isascii() and text.isdigit() and len(text) < len(str(_MOST)):
        number = int(text)
        if number < len(entries) + beyond:
            return number
    raise StepError(Message("living.no-place", place=place))


@given("以下JSON文本：", '以下JSON文本：\n"""\n' + _TEXT + '\n"""', Message("steps.json-text"))
def json_text(world: World, doc: str) -> None:
    world.text = doc


@given(r"一份嵌套(?P<depth>[0-9,]+)层的JSON文本", "一份嵌套65层的JSON文本", Message("steps.deep"))
def deep_text(world: World, depth: str) -> None:
    levels = _bounded(depth)
    world.text = "[" * levels + "]" * levels


@given(
    r"一份(?P<size>[0-9,]+)字节的JSON文本", "一份10,485,760字节的JSON文本", Message("steps.long")
)
def long_text(world: World, size: str) -> None:
    world.text = _TEXT.encode().ljust(_bounded(size))


@given("一份不是UTF-8编码的JSON文本", "一份不是UTF-8编码的JSON文本", Message("steps.encoding"))
def wrong_encoding(world: World) -> None:
    world.text = _TEXT.encode("gb18030")


@given(
    rf"申报资料另有(?P<count>[0-9,]+)[个项](?P<kind>{KIND})",
    "申报资料另有9,995个药品",
    Message("steps.many"),
)
def many_items(world: World, count: str, kind: str) -> None:
    list_name = world.titles.vocabulary.item_lists[world.titles.kind(kind)]
    items = [{"id": f"D{number}"} for number in range(_bounded(count))]
    entries_of(world.profile, list_name).extend(items)


def _bounded(text: str) -> int:
    number = words.count(text)
    if number > _MOST:
        raise StepError(Message("living.at-most", most=f"{_MOST:,}"))
    return number
