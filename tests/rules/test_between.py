"""Rules between measures in rulebook.yaml: what is refused."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from yaoxie import Rulebook, RulebookError

from tests.support.places import places, write_places
from tests.support.strategies.rulebooks import SOURCE, TITLE

Data = dict[str, Any]
CHOOSING: Data = {
    "id": "r",
    "title": TITLE,
    "rule": "higher-of",
    "per": "subject",
    "period": "once",
    "members": [{"measure": "hill"}, {"measure": "town", "supports": ["phase-2"]}],
    "source": {**SOURCE, "measure": "hill"},
}
TOGETHER: Data = {key: value for key, value in CHOOSING.items() if key not in ("per", "period")} | {
    "rule": "together",
    "id": "t",
}


def faults(folder: Path, *rules: Data) -> list[tuple[str, str | None]]:
    """Pointers of the faults, each with the nearest name."""
    write_places(folder, files=places(), between=list(rules))
    with pytest.raises(RulebookError) as caught:
        Rulebook.load(folder)
    assert {fault.file for fault in caught.value.faults} == {"rulebook.yaml"}
    return [(fault.pointer, fault.nearest) for fault in caught.value.faults]


def test_rules_that_choose_and_rules_that_let_stand_are_read(tmp_path: Path) -> None:
    write_places(tmp_path, files=places(), between=[CHOOSING, TOGETHER])
    library = Rulebook.load(tmp_path).library
    assert [(rule.model.id, rule.chooses, rule.measures) for rule in library.between] == [
        ("r", True, ("hill", "town")),
        ("t", False, ("hill", "town")),
    ]


@pytest.mark.parametrize(
    ("change", "pointer", "near"),
    [
        ({"members": [{"measure": "hil"}, {"measure": "hill"}]}, "/members/0/measure", "hill"),
        ({"members": [{"measure": "hill"}, {"measure": "hill"}]}, "/members/1/measure", None),
        ({"members": [{"measure": "hill"}]}, "/members", None),
        (
            {"members": [{"measure": "hill"}, {"measure": "town", "supports": ["phase-3"]}]},
            "/members/1/supports/0",
            "phase-2",
        ),
        (
            {"members": [{"measure": "hill"}, {"measure": "town", "supports": ["phase-2"] * 2}]},
            "/members/1/supports/1",
            None,
        ),
        ({"per": None}, "", None),
        ({"period": None}, "", None),
        ({"rule": "together", "period": None}, "/per", None),
        ({"rule": "together", "per": None}, "/period", None),
        ({"rule": "highest"}, "/rule", None),
        ({"source": {**SOURCE, "measure": "shore"}}, "/source/measure", None),
        ({"source": {"document": "txt", "measure": "hill"}}, "/source/document", "text"),
    ],
)
def test_what_no_rule_between_measures_can_say_is_refused(
    tmp_path: Path, change: Data, pointer: str, near: str | None
) -> None:
    assert faults(tmp_path, CHOOSING | change) == [(f"/between/0{pointer}", near)]


def test_a_name_is_taken_once_and_a_support_is_under_one_rule_that_chooses(tmp_path: Path) -> None:
    other = CHOOSING | {"members": [{"measure": "town"}, {"measure": "port-2024"}]}
    other |= {"source": {**SOURCE, "measure": "town"}}
    assert faults(tmp_path, CHOOSING, TOGETHER, other) == [
        ("/between/2/id", None),
        ("/between/2/members/0/measure", None),
    ]


def test_of_one_subject_two_members_must_meet(tmp_path: Path) -> None:
    files = places()
    files[0].supports[0]["subject"] = "device"
    files[0].supports[0]["requires"] = []
    write_places(tmp_path, files=files, between=[CHOOSING])
    with pytest.raises(RulebookError) as caught:
        Rulebook.load(tmp_path)
    assert [(fault.pointer, fault.value) for fault in caught.value.faults] == [
        ("/between/0/members/0", "hill, for device"),
        ("/between/0/members/1", "town, for drug"),
    ]
