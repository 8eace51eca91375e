"""那么: what is wrong with the profile or the options."""

from __future__ import annotations

from yaoxie.errors import Fault
from yaoxie.living import words
from yaoxie.living.definitions import StepError, expect, said, then
from yaoxie.living.world import World
from yaoxie.messages import Message

TITLE = Message("living.steps-faults")


def _listed(faults: tuple[Fault, ...]) -> str:
    return "".join(f"\n  {fault.text('zh')}" for fault in faults)


@then("资料无误", "资料无误", Message("steps.no-fault"))
def no_fault(world: World) -> None:
    if world.faults:
        raise StepError(Message("living.found", found=_listed(world.faults)))


@then(r"共有(?P<count>[0-9]{1,9})处错误", "共有2处错误", Message("steps.fault-count"))
def fault_count(world: World, count: str) -> None:
    expect(len(world.faults), int(count), lambda number: f"{number}处{_listed(world.faults)}")


@then(
    r'错误在"(?P<place>[^"]*)"，应为"(?P<expected>[^"]+)"(?P<more>(?:，(?:最接近|另见)"[^"]*")*)',
    '错误在"/company/parc"，应为"one of the keys"，最接近"park"',
    Message("steps.fault"),
)
def fault(world: World, place: str, expected: str, more: str) -> None:
    here = [entry for entry in world.faults if entry.pointer == place and _says(entry, expected)]
    if not here:
        found = _listed(world.faults) or words.NOTHING
        raise StepError(Message("living.found", found=found))
    hints = {"最接近": here[0].nearest, "另见": here[0].related}
    for pair in words.PAIRS.finditer(more):
        expect(said(hints[pair["title"]]), pair["value"], why=pair["title"])


def _says(entry: Fault, text: str) -> bool:
    """Whether a fault says what was expected in these words, in either language."""
    return text in entry.expected or text in entry.expected.text("zh")


@then(
    r'错误(?P<some>包括|不包括)"(?P<expected>[^"]+)"',
    '错误包括"at most 64 levels"',
    Message("steps.some-fault"),
)
def some_fault(world: World, some: str, expected: str) -> None:
    is_there = any(_says(entry, expected) for entry in world.faults)
    expect(is_there, some == "包括", lambda _: _listed(world.faults) or words.NOTHING)


@then(
    r'有(?P<count>[0-9]{1,9})处错误，最接近"(?P<near>[^"]+)"',
    '有1处错误，最接近"example-2026"',
    Message("steps.option-fault"),
)
def option_fault(world: World, count: str, near: str) -> None:
    nearest = [said(entry.nearest) for entry in world.faults]
    expect(len(nearest), int(count), lambda number: f"{number}处{_listed(world.faults)}")
    expect(list(dict.fromkeys(nearest)), [near] if nearest else [])
