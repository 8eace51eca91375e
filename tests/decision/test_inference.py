"""The production rules' own names never meet those of a rulebook."""

from __future__ import annotations

import shutil
from pathlib import Path

from yaoxie import Profile, Rulebook

from tests.support.rulebooks import RULES
from tests.support.strategies.profiles import MEASURE

RENAMED = {"overseas-rd": "always", "listing-and-merger": "applicant", "drug-phase-2": "end"}


def test_a_support_may_be_called_as_the_engine_calls_its_own_facts(tmp_path: Path) -> None:
    rules = tmp_path / "rules"
    shutil.copytree(RULES, rules)
    for old, new in RENAMED.items():
        (rules / MEASURE / f"{old}.yaml").rename(rules / MEASURE / f"{new}.yaml")
    for path in rules.rglob("*.yaml"):
        text = path.read_text(encoding="utf-8")
        for old, new in RENAMED.items():
            text = text.replace(old, new)
        path.write_text(text, encoding="utf-8")
    items = [{"id": "a", "initiative_type": "listing"}, {"id": "b"}]
    company = {"name": "x", "park": "haidian", "legal_person": True, "activities": ["research"]}
    profile = Profile.from_dict({"company": company, "drugs": [{"id": "d"}], "initiatives": items})
    report = Rulebook.load(rules).evaluate(profile, year=2019)
    assert {finding.status for finding in report.findings} == {"ineligible", "undetermined"}
