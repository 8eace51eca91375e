"""A new type of field touches three files of the engine: a copy of the package, with one more."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.support import engine_copy
from tests.support.rulebooks import simple, support_of, write

FORM = """\
    "persons": _whole(Title(zh="整数人", en="whole persons"), Months, "persons", MAX_MONTHS),
"""
TEXTS = """\
    "gap_persons": ("，相差{amount}人", ", off by {amount} persons"),
    "figure_persons": ("{figure}人", "{figure} persons"),
"""
# In each file the text that changes, and what then stands there.
CHANGES = {
    "profile/field_types.py": [
        ('"months", "rate", "day"', '"months", "persons", "rate", "day"'),
        ('"yuan", "months", "rate"]', '"yuan", "months", "persons", "rate"]'),
        ('    "rate": TypeForm(', f'{FORM}    "rate": TypeForm('),
    ],
    "tables/field_columns.py": [('"months"', '"months" | "persons"')],
    "render/texts.py": [('    "gap_months": ', f'{TEXTS}    "gap_months": ')],
}
VOCABULARY = """\
kinds:
  company:
    fields:
      staff: {zh: 员工人数, en: staff, type: persons, group: business, help: {zh: 见社保, en: see the insurance}}
"""  # noqa: E501
DRAWN = "  staff: {between: [10, 90], step: 10}\n"
PROGRAM = """
import json, sys
from pathlib import Path
from rich.console import Console
from yaoxie import Rulebook
from yaoxie.living.words import Titles
from yaoxie.render import report
from yaoxie.render.wording import Wording
from yaoxie.review import schemas
from yaoxie.review.pages import Pages
from yaoxie.service.page import values
from yaoxie.sheets import cells
from yaoxie.synth import definitions, population as synthetic, specification

rules, population, synth = sys.argv[1:]
rulebook = Rulebook.load(rules)
vocabulary = rulebook.library.vocabulary
staff = vocabulary.fields("company")["staff"].type
drawn = specification.load(Path(synth), definitions.of(vocabulary))
lines = list(open(population))
reports = [rulebook.evaluate(rulebook.profile(line), 2019) for line in lines]
screened = rulebook.screen(population, 2019).findings.collect()
words = Wording("en", rulebook.library.vocabulary)
print(json.dumps({
    "statuses": [finding.status for report in reports for finding in report.findings],
    "screened": screened["status"].to_list(),
    "requirement": reports[0].to_dict()["findings"][0]["requirements"][0],
    "table": report.print_to(Console(width=200), report.render(reports[0], words)),
    "schema": json.loads(schemas.text("profile", rulebook.library))["$defs"]["Company"],
    "tables": schemas.text("tables", rulebook.library),
    "page": Pages(vocabulary, "en").page(),
    "read": {
        "cell": cells.converter(staff, vocabulary.answers)(50),
        "form": values.read(staff, ["50"], "yuan"),
        "feature": Titles(vocabulary).value("company", "staff", "50人"),
    },
    "drawn": synthetic.tables(20, 1, specification=drawn)["companies"]["staff"].to_list(),
}))
"""


@pytest.fixture(scope="module")
def seen(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What the engine with the new type makes of three companies."""
    folder = tmp_path_factory.mktemp("engine")
    package = engine_copy.copy(folder)
    for name, changes in CHANGES.items():
        _change(package / name, changes)
    when = {"field": "company.staff", "at_least": 50}
    rules = write(simple([support_of("s", "company", when)]), folder / "new")
    (rules / "vocabulary.yaml").write_text(VOCABULARY, encoding="utf-8")
    population = folder / "companies.ndjson"
    companies = [{"company": {"name": "甲", "staff": staff}} for staff in (40, 50, None)]
    lines = [f"{json.dumps(company)}\n" for company in companies]
    population.write_text("".join(lines), encoding="utf-8")
    synth = folder / "synth"
    synth.mkdir()
    packaged = (package / "synth" / "company.yaml").read_text("utf-8")
    text = packaged.replace("\nfields:\n", f"\nfields:\n{DRAWN}")
    (synth / "company.yaml").write_text(text, encoding="utf-8")
    files = (str(path) for path in (rules, population, synth))
    answer: dict[str, Any] = engine_copy.answer(package, PROGRAM, *files)
    return answer


def _change(file: Path, changes: list[tuple[str, str]]) -> None:
    text = file.read_text("utf-8")
    for before, after in changes:
        assert before in text
        text = text.replace(before, after)
    file.write_text(text, encoding="utf-8")


def test_rules_with_it_decide_and_screen(seen: dict[str, Any]) -> None:
    assert seen["statuses"] == ["ineligible", "eligible", "undetermined"]
    assert seen["screened"] == seen["statuses"]


def test_reports_and_tables_count_in_its_unit(seen: dict[str, Any]) -> None:
    assert seen["requirement"]["gap"] == {"unit": "persons", "amount": 10}
    assert "must be at least 50 persons, off by 10 persons" in " ".join(seen["table"].split())


def test_schemas_and_pages_tell_it(seen: dict[str, Any]) -> None:
    assert "staff" in seen["schema"]["properties"]
    assert '"staff"' in seen["tables"]
    assert "whole persons" in seen["page"]


def test_workbooks_the_page_and_features_read_it(seen: dict[str, Any]) -> None:
    assert seen["read"] == {"cell": 50, "form": 50, "feature": 50}


def test_synthetic_companies_have_it(seen: dict[str, Any]) -> None:
    assert set(seen["drawn"]) <= set(range(10, 91, 10))
    assert len(set(seen["drawn"])) > 1
