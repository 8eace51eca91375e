"""What is allowed in a profile but unlikely: notices by rules that are data, never faults."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from yaoxie import Profile, Rulebook, RulebookError
from yaoxie.profile.vocabulary import packaged

from tests.support.command_line import run
from tests.support.rulebooks import copy_of_default

Data = dict[str, Any]
CODES = {rule.id for rule in packaged().content.plausibility}


def notices(year: int = 2019, **parts: Any) -> dict[str, list[str]]:
    """The pointers of each notice of an unlikely thing."""
    company = {"name": "甲", **parts.pop("company", {})}
    report = Rulebook.load().evaluate(Profile.from_dict({"company": company, **parts}), year)
    entries = report.to_dict()["notices"]
    assert json.loads(report.to_json())["notices"] == entries
    return {entry["code"]: entry["pointers"] for entry in entries if entry["code"] in CODES}


def milestones(*days: str | None) -> Data:
    words = ("clinical_trial_entry", "phase_1_completed", "phase_2_completed")
    entries = [{"milestone": word, "date": day} for word, day in zip(words, days, strict=False)]
    return {"id": "D", "milestones": entries}


CASES: list[tuple[str, Data, list[str]]] = [
    *(
        ("family-like-another-id", {"drugs": [{"id": "YX-1"}, {"id": "B", "family": family}]}, at)
        for family, at in (
            ("yx-1", ["/drugs/1/family"]),
            ("ＹＸ-1", ["/drugs/1/family"]),
            (" YX-1", ["/drugs/1/family"]),
            ("YX-1", []),
            ("YX-2", []),
        )
    ),
    ("family-like-another-id", {"devices": [{"id": "a", "family": "A"}]}, ["/devices/0/family"]),
    (
        "family-like-another-id",
        {"drugs": [{"id": "a"}], "devices": [{"id": "V", "family": "A"}]},
        [],
    ),
    *(
        ("name-repeated-without-family", {"drugs": drugs}, at)
        for drugs, at in (
            (
                [{"id": "A", "name": "片"}, {"id": "B", "name": "片"}],
                ["/drugs/0/name", "/drugs/1/name"],
            ),
            ([{"id": "A", "name": "片"}, {"id": "B", "name": "片", "family": "A"}], []),
            ([{"id": "A", "name": "片"}, {"id": "B", "name": "剂"}], []),
            ([{"id": "A"}, {"id": "B"}], []),
        )
    ),
    *(
        (code, {"drugs": [{"id": "D", "category": category, "registration_class": class_}]}, at)
        for code, category, class_, unlikely in (
            ("innovative-of-class-4", "innovative", "chemical-4", True),
            ("innovative-of-class-4", "innovative", "chemical-1", False),
            ("innovative-of-class-4", "generic", "chemical-4", False),
            ("innovative-of-class-4", None, "chemical-4", False),
            ("innovative-of-class-4", "innovative", None, False),
            ("generic-of-class-1", "generic", "chemical-1", True),
            ("generic-of-class-1", "generic", "traditional-1", True),
            ("generic-of-class-1", "generic", "chemical-4", False),
            ("generic-of-class-1", "generic", "国家一类", False),
        )
        for at in [["/drugs/0/category", "/drugs/0/registration_class"] if unlikely else []]
    ),
    *(
        ("stage-spend-above-total", {"drugs": [{"id": "D", **spends}]}, at)
        for spends, at in (
            (
                {"rd_spend": 9, "rd_spend_phase_1": 10, "rd_spend_phase_2": 9},
                ["/drugs/0/rd_spend_phase_1", "/drugs/0/rd_spend"],
            ),
            ({"rd_spend": 10, "rd_spend_phase_1": 10}, []),
            ({"rd_spend_phase_1": 10}, []),
            ({"rd_spend": 0}, []),
        )
    ),
    *(
        ("region-apart-from-park", {"company": {"park": park, "region": region}}, at)
        for park, region, unlikely in (
            ("haidian", "shanghai", True),
            ("daxing-yizhuang", "elsewhere", True),
            ("haidian", "beijing", False),
            ("daxing-yizhuang", "daxing", False),
            ("outside", "shanghai", False),
            ("haidian", None, False),
            (None, "shanghai", False),
        )
        for at in [["/company/park", "/company/region"] if unlikely else []]
    ),
    *(
        (code, {"drugs": [milestones(*days)]}, [f"/drugs/0/milestones/{n}/date" for n in at])
        for code, days, at in (
            ("milestone-before-1985", ("1984-12-31", "1985-01-01"), [0]),
            ("milestone-before-1985", (None, "1985-01-01"), []),
            ("milestone-after-claim-year", ("2019-12-31", "2020-01-01", "2021-01-01"), [1, 2]),
            ("milestone-after-claim-year", ("2019-12-31",), []),
        )
    ),
]


@pytest.mark.parametrize(("code", "parts", "pointers"), CASES)
def test_what_is_unlikely_is_told_with_its_places(
    code: str, parts: Data, pointers: list[str]
) -> None:
    assert notices(**parts).get(code, []) == pointers


def test_every_rule_has_an_unlikely_and_a_likely_case() -> None:
    for code in CODES:
        assert {bool(at) for name, _, at in CASES if name == code} == {True, False}


def test_validate_prints_what_needs_no_claim_year() -> None:
    profile = {"company": {"name": "甲"}, "drugs": [milestones("1984-12-31", "9999-01-01")]}
    result = run("validate", "-", stdin=json.dumps(profile))
    assert result.exit_code == 0
    head, line = result.stdout.splitlines()
    assert head.startswith("valid sha256:")
    place = "drug D, milestone 1, date (entry into clinical trials)"
    assert line.startswith(f"{place}: A milestone is dated before 1985.")


OWN = """
plausibility:
  - id: costly-trial
    zh: 试验费用大于研发投入。
    en: The trial costs more than all of R&D.
    kinds: [device]
    above: {parts: [trial_cost], total: rd_spend}
  - id: listing-in-the-past
    zh: 事项过早。
    en: The matter is too early.
    kinds: [initiative]
    outside: {field: date, first: 2000-01-01, last: 2100-01-01}
"""


def test_a_rulebook_may_add_rules_of_its_own(tmp_path: Path) -> None:
    folder = copy_of_default(tmp_path)
    (folder / "vocabulary.yaml").write_text(OWN, "utf-8")
    rulebook = Rulebook.load(folder)
    data = {
        "company": {"name": "甲"},
        "devices": [{"id": "V", "trial_cost": 2, "rd_spend": 1}, {"id": "W", "trial_cost": 2}],
        "initiatives": [{"id": "I", "date": "1999-12-31"}, {"id": "J", "date": "2100-01-02"}],
    }
    report = rulebook.evaluate(rulebook.profile(data), 2019).to_dict()
    pointers = {entry["code"]: entry.get("pointers") for entry in report["notices"]}
    assert pointers["costly-trial"] == ["/devices/0/trial_cost", "/devices/0/rd_spend"]
    assert pointers["listing-in-the-past"] == ["/initiatives/0/date", "/initiatives/1/date"]


@pytest.mark.parametrize(
    ("rule", "place", "expected", "nearest"),
    [
        (
            "kinds: [drugs]\n    above: {parts: [rd_spend], total: rd_spend}",
            "kinds/0",
            "a kind",
            "drug",
        ),
        ("kinds: [drug]", "", "exactly one of", None),
        (
            "kinds: [drug]\n    alike: {field: family, to: id}\n    above: {parts: [a], total: b}",
            *("", "exactly one of", None),
        ),
        (
            "kinds: [drug]\n    alike: {field: famly, to: id}",
            "alike/field",
            "of type text",
            "family",
        ),
        (
            "kinds: [drug]\n    above: {parts: [name], total: rd_spend}",
            "above/parts/0",
            "yuan",
            None,
        ),
        ("kinds: [drug]\n    outside: {field: milestone.date}", "outside", "a first or", None),
        (
            "kinds: [platform]\n    outside: {field: milestone.date, first: 2000-01-01}",
            *("outside/field", "a field of platform of type day", None),
        ),
        (
            (
                "kinds: [drug]\n    together:\n      - {field: category, one_of: [generik]}\n"
                "      - {field: registration_class, one_of: [chemical-1]}"
            ),
            *("together/0/one_of/0", "one of innovative", "generic"),
        ),
        (
            (
                "kinds: [drug]\n    together:\n      - {field: category}\n"
                "      - {field: registration_class, one_of: [chemical-1]}"
            ),
            *("together/0", "exactly one of one_of, none_of", None),
        ),
    ],
)
def test_what_a_rule_gets_wrong_is_a_fault_of_its_file(
    tmp_path: Path, rule: str, place: str, expected: str, nearest: str | None
) -> None:
    folder = copy_of_default(tmp_path)
    text = f"plausibility:\n  - id: own\n    zh: 甲\n    en: a\n    {rule}\n"
    (folder / "vocabulary.yaml").write_text(text, "utf-8")
    with pytest.raises(RulebookError) as raised:
        Rulebook.load(folder)
    faults = [
        (fault.pointer, fault.nearest)
        for fault in raised.value.faults
        if expected in fault.expected
    ]
    assert faults == [(f"/plausibility/0/{place}".rstrip("/"), nearest)]
