"""那么: how a conclusion changes with a date."""

from __future__ import annotations

from pytest_bdd import parsers, then
from yaoxie import Rulebook

from tests.living.steps import words
from tests.living.steps.when import evaluate_as
from tests.living.steps.world import Table, World

CONCLUSION = "结论"


@then(
    parsers.re(
        r'按(?P<year>[0-9]+)年度评估，"(?P<support>[^"]+)"的结论随对象"(?P<item>[^"]+)"'
        r'的(?P<what>(?:里程碑"[^"]+"的)?"[^"]+")而定：'
    )
)
def conclusions_by_date(
    world: World,
    rulebook: Rulebook,
    year: str,
    support: str,
    item: str,
    what: str,
    datatable: Table,
) -> None:
    """The first column has the dates; the others are headed by the options of one reading.

    The first cell names the reading. Without one the table has two columns, 日期 and 结论.
    """
    (reading, *options), *rows = datatable
    field = words.FIELD.fullmatch(what)
    assert field, what
    kind = world.kind(words.SUBJECT, item)
    titles = {status: title for title, status in words.STATUSES.items()}
    conclusions = []
    for day, *_expected in rows:
        world.put(kind, item, field["milestone"], field["title"], day)
        conclusions.append([day])
        for option in options:
            readings = {} if option == CONCLUSION else {reading: option}
            evaluate_as(world, rulebook, int(year), readings)
            conclusions[-1].append(titles[world.finding(item, support)["status"]])
    assert conclusions == rows
