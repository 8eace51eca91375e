"""Why the answer stands: what is said of other rules and claims is what evaluating them gives."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

from hypothesis import Phase, assume, given, settings
from hypothesis import strategies as st
from rich.console import Group
from yaoxie import Profile, Rulebook
from yaoxie.messages import Lang
from yaoxie.render.advice_reasons import reasons_blocks
from yaoxie.render.advice_words import CitingWording
from yaoxie.render.stacked import plain_lines
from yaoxie.values import MAX_MONEY

from tests.long import agreement
from tests.support.advising import YEAR
from tests.support.rulebooks import direct
from tests.support.strategies import profiles, rulebooks
from tests.support.strategies.rulebooks import Files

QUICKLY = [Phase.explicit, Phase.generate]  # shrinking takes minutes
SEEDS = st.integers(0, 2**32)
EXAMPLES = Path(__file__).parents[2] / "examples"


@settings(max_examples=15, phases=QUICKLY)
@given(seed=SEEDS)
def test_what_binds_the_total_is_what_other_rules_would_let_through(seed: int) -> None:
    rng = profiles.seeded(seed)
    files = rulebooks.random_rulebook(rng)
    limits, groups = files.measure.get("limits"), files.measure.get("groups")
    assume(bool(limits or groups))
    readings = rulebooks.random_choice(rng, files)
    profile = Profile.from_dict(agreement.random_data(rng, files, YEAR))
    measure = files.measure["id"]
    advice = direct(files).advise(profile, YEAR, measure, readings, only="reasons").to_dict()
    reasons: dict[str, Any] = dict((advice["reasons"] or [])[0])
    largest = {e["id"] for e in limits or () if e.get("amount") == MAX_MONEY}
    for key in ("limits", "groups"):
        for entry in reasons[key]:
            if entry["id"] in largest:
                continue  # no rule file has an amount above it
            for name, change in (("one_more_yuan", _raise), ("without", _drop)):
                if entry.get(name) is None:
                    continue
                other = direct(_changed(files, key, entry["id"], change))
                total = other.evaluate(profile, YEAR, measure, readings).total_ceiling
                assert total - reasons["total_ceiling"] == entry[name]


def _changed(files: Files, key: str, name: str, change: Any) -> Files:
    measure = copy.deepcopy(files.measure)
    change(measure[key], name)
    return Files(measure, files.supports)


def _raise(entries: list[dict[str, Any]], name: str) -> None:
    for entry in entries:
        if entry["id"] == name:
            entry["amount"] += 1


def _drop(entries: list[dict[str, Any]], name: str) -> None:
    entries[:] = [entry for entry in entries if entry["id"] != name]


def test_one_more_claim_brings_what_another_drug_like_it_brings(rulebook: Rulebook) -> None:
    data = json.loads((EXAMPLES / "biotech.json").read_text(encoding="utf-8"))
    for readings in ({}, {"cap-scope": "company"}):
        profile = Profile.from_dict(data)
        advice = rulebook.advise(profile, 2019, readings=readings, only="reasons").to_dict()
        (reasons,) = advice["reasons"] or []
        generic = "first-generic-consistency"
        (claim,) = [entry for entry in reasons["claims"] if entry["support"] == generic]
        (alike,) = [drug for drug in data["drugs"] if drug["id"] == "SL-22"]
        more = data | {"drugs": [*data["drugs"], alike | {"id": "SL-23", "family": None}]}
        report = rulebook.evaluate(Profile.from_dict(more), 2019, readings=readings)
        assert report.total_ceiling - reasons["total_ceiling"] == claim["one_more_claim"]


def test_what_suffices_is_known_and_keeps_a_finding_eligible(rulebook: Rulebook) -> None:
    data = json.loads((EXAMPLES / "biotech.json").read_text(encoding="utf-8"))
    report = rulebook.evaluate(Profile.from_dict(data), 2019)
    advice = rulebook.advise(Profile.from_dict(data), 2019, only="reasons").to_dict()
    (reasons,) = advice["reasons"] or []
    eligible = [finding for finding in report.findings if finding.status == "eligible"]
    assert [(f.support, f.subject.id, f.counted) for f in eligible] == [
        (entry["support"], entry["subject"]["id"], entry["counted"])
        for entry in reasons["findings"]
    ]
    for entry in reasons["findings"]:
        assert entry["requirements"]
        assert all(requirement["suffices"] for requirement in entry["requirements"])
        facts = {fact["field"] for e in entry["requirements"] for fact in e["suffices"]}
        bare = _with_these_alone(data, entry["subject"]["id"], facts)
        report = rulebook.evaluate(Profile.from_dict(bare), 2019)
        assert (entry["support"], entry["subject"]["id"]) in {
            (finding.support, finding.subject.id)
            for finding in report.findings
            if finding.status == "eligible"
        }


def _with_these_alone(data: dict[str, Any], item: str | None, facts: set[str]) -> dict[str, Any]:
    """The company and one of its items, of which nothing else is known than these facts."""

    def kept(kind: str, record: dict[str, Any], always: set[str]) -> dict[str, Any]:
        names = {fact.split(".")[1] for fact in facts if fact.startswith(f"{kind}.")}
        names |= {"milestones"} if "milestone" in names else set()
        return {name: value for name, value in record.items() if name in names | always}

    bare: dict[str, Any] = {"company": kept("company", data["company"], {"name"})}
    for name, kind in (("drugs", "drug"), ("devices", "device"), ("initiatives", "initiative")):
        own = [kept(kind, e, {"id"}) for e in data.get(name) or () if e["id"] == item]
        bare |= {name: own} if own else {}
    return bare


def test_a_milestone_that_another_implies_is_not_said_to_be_unreached(rulebook: Rulebook) -> None:
    milestones = [{"milestone": "phase_2_completed", "date": "2019-05-20"}]
    company = {"name": "甲", "park": "haidian", "legal_person": True, "activities": ["research"]}
    drug = {"id": "D", "category": "innovative", "milestones": milestones}
    profile = Profile.from_dict({"company": company, "drugs": [drug]})
    advice = rulebook.advise(profile, 2019, only="reasons")
    (reasons,) = advice.to_dict()["reasons"] or []
    facts = {
        fact["field"].split(".")[2]: fact
        for finding in reasons["findings"]
        if finding["support"] == "drug-clinical-trial"
        for requirement in finding["requirements"]
        for fact in requirement["suffices"]
        if fact["actual"] is None
    }
    entry = facts.pop("clinical_trial_entry")
    assert entry["reached"]
    assert entry["implied_by"] == {"milestone": "phase_2_completed", "date": "2019-05-20"}
    assert facts
    assert not any(fact["reached"] for fact in facts.values())
    texts: dict[Lang, str] = {
        "zh": "进入临床试验，由“完成Ⅱ期临床试验”推定，不晚于2019-05-20",
        "en": "entry into clinical trials, from “Phase II completed”, on 2019-05-20",
    }
    for lang, text in texts.items():
        words = CitingWording.of(rulebook.library, lang)
        blocks = reasons_blocks([reasons], words)
        assert text in " ".join(plain_lines(Group(*blocks), lang))
