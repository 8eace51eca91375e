"""A new operator touches one file of the engine: a copy of the package, with one class more."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.support import engine_copy
from tests.support.rulebooks import simple, support_of, write

ABOVE = '''

class Above(AtLeast):
    """More than the number."""

    def expectation(self, _: Calendar, /) -> Range:
        return Range(self.fact, _unit(self.type), self.operand + 1, None)

    def judge(self, _: Calendar, /) -> Callable[[Value], Verdict]:
        unit, least = _unit(self.type), self.operand + 1
        return lambda value: _short(unit, least - _number(value))

    def met(self, _: Windows, /) -> Branches:
        return [[compared(self.fact, self.type, ">", self.operand)]]

    def unmet(self, _: Windows, /) -> Branches:
        return [[compared(self.fact, self.type, "<=", self.operand)]]

    def column(self, column: pl.Expr, _: Calendar, /) -> pl.Expr:
        return column.gt(_as_column(self.operand))


AMOUNTS = (*AMOUNTS, Operator("above", AMOUNTS[0].fits, Bound, Above))
'''
PROGRAM = """
import json, sys
from rich.console import Console
from yaoxie import Profile, Rulebook
from yaoxie.render import report
from yaoxie.render.wording import Wording
from yaoxie.review import schemas

rules, population = sys.argv[1:]
rulebook = Rulebook.load(rules)
reports = [rulebook.evaluate(Profile.from_json(line), 2019) for line in open(population)]
screened = rulebook.screen(population, 2019).findings.collect().sort("company")
table = report.print_to(Console(width=200), report.render(reports[0], Wording("en")))
print(json.dumps({
    "statuses": [finding.status for entry in reports for finding in entry.findings],
    "screened": screened["status"].to_list(),
    "requirement": reports[0].to_dict()["findings"][0]["requirements"][0],
    "table": table,
    "schema": "above" in schemas.text("support"),
}))
"""


@pytest.fixture(scope="module")
def seen(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What the engine with the new operator makes of three drugs."""
    folder = tmp_path_factory.mktemp("engine")
    package = engine_copy.copy(folder)
    operators = package / "rules" / "operators" / "amounts.py"
    operators.write_text(operators.read_text("utf-8") + ABOVE, encoding="utf-8")
    when = {"field": "drug.rd_spend", "above": 100}
    rules = write(simple([support_of("s", "drug", when)]), folder / "new")
    profiles = [
        {"company": {"name": "甲"}, "drugs": [{"id": "D", "rd_spend": spend}]}
        for spend in (100, 101, None)
    ]
    population = folder / "companies.ndjson"
    lines = [f"{json.dumps(profile)}\n" for profile in profiles]
    population.write_text("".join(lines), encoding="utf-8")
    answer: dict[str, Any] = engine_copy.answer(package, PROGRAM, str(rules), str(population))
    return answer


def test_rules_with_it_decide_and_screen(seen: dict[str, Any]) -> None:
    assert seen["statuses"] == ["ineligible", "eligible", "undetermined"]
    assert seen["screened"] == seen["statuses"]


def test_reports_and_tables_say_what_it_asks_for(seen: dict[str, Any]) -> None:
    assert seen["requirement"]["required"] == ">= 101"
    assert seen["requirement"]["gap"] == {"unit": "yuan", "amount": 1}
    assert "must be at least CNY 101, off by CNY 1" in " ".join(seen["table"].split())


def test_the_schema_of_rule_files_takes_it(seen: dict[str, Any]) -> None:
    assert seen["schema"]
