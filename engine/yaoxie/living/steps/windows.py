"""那么: how a conclusion changes with a field of its subject, a date above all."""

from __future__ import annotations

from functools import partial

from yaoxie.living import words
from yaoxie.living.definitions import Table, then
from yaoxie.living.steps.findings import ABOUT
from yaoxie.living.world import World, asked, compare
from yaoxie.messages import Message

TITLE = Message("living.steps-windows")

_CONCLUSION = "结论"


@then(
    rf'{ABOUT}结论随对象的(?P<what>(?:里程碑"[^"]+"的)?"[^"]+")而定：',
    '结论随对象的里程碑"完成Ⅱ期临床试验"的"日期"而定：\n'
    "| 日期 | 结论 |\n| 2026-12-31 | 符合 |\n| 2027-01-01 | 不符合 |",
    Message("steps.conclusions-by-value"),
)
def conclusions_by_value(world: World, about: str, what: str, table: Table) -> None:
    """Evaluates again, as before, for each value in the first column of the table.

    The other columns are headed by the options of the reading that the first cell names; or there
    is one only, 结论, and the readings stay.
    """
    (reading, *options), *expected = table
    field = words.FIELD.fullmatch(what)
    assert field, what
    year, readings = world.year, world.readings
    for finding in world.findings(about):
        kind, item = finding["subject"]["kind"], finding["subject"]["id"]
        conclusions = []
        for value, *_ in expected:
            world.put(kind, item, field["milestone"], field["title"], value)
            conclusions.append([value])
            for option in options:
                chosen = {} if option == _CONCLUSION else {reading: option}
                asked(partial(world.evaluate, year, {**readings, **chosen}))
                status = world.finding(item or words.COMPANY, finding["support"])["status"]
                conclusions[-1].append(words.title_of(status, words.STATUSES))
        compare(table[0], expected, conclusions)
