"""那么: how a conclusion changes with a field of its subject, a date above all."""

from __future__ import annotations

from pytest_bdd import parsers, then
from yaoxie import Rulebook

from tests.living.steps import words
from tests.living.steps.then import ABOUT
from tests.living.steps.when import evaluate_as
from tests.living.steps.world import Table, World

CONCLUSION = "结论"


@then(parsers.re(rf'{ABOUT}结论随对象的(?P<what>(?:里程碑"[^"]+"的)?"[^"]+")而定：'))
def conclusions_by_value(
    world: World, rulebook: Rulebook, about: str, what: str, datatable: Table
) -> None:
    """Evaluates again, as before, for each value in the first column of the table.

    The other columns are headed by the options of the reading that the first cell names; or there
    is one only, 结论, and the readings stay.
    """
    (reading, *options), *rows = datatable
    field = words.FIELD.fullmatch(what)
    assert field, what
    year, readings = world.year, world.readings
    titles = {status: title for title, status in words.STATUSES.items()}
    for finding in world.findings(about):
        kind, item = finding["subject"]["kind"], finding["subject"]["id"]
        conclusions = []
        for value, *_expected in rows:
            world.put(kind, item, field["milestone"], field["title"], value)
            conclusions.append([value])
            for option in options:
                chosen = {} if option == CONCLUSION else {reading: option}
                evaluate_as(world, rulebook, year, {**readings, **chosen})
                status = world.finding(item, finding["support"])["status"]
                conclusions[-1].append(titles[status])
        assert conclusions == rows, finding["support"]
