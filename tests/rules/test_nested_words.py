"""Words that lie within others: what rules ask for of the whole, of a part, and of the rest."""

from __future__ import annotations

import json
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given
from rich.console import Console
from yaoxie import Rulebook
from yaoxie.errors import RulebookError
from yaoxie.render import report
from yaoxie.render.wording import Wording

from tests.support import kleene
from tests.support.rulebooks import Data, direct, simple, support_of, write
from tests.support.strategies import profiles

TITLE = {"zh": "甲", "en": "a"}
ZHUHAI = {"field": "company.region", "is": "zhuhai", "except": ["hengqin"]}
SPECIES = ["animal", "bird", "hen", "fish", "plant"]
NESTED: Data = {
    "kinds": {
        "company": {
            "fields": {
                "species": {
                    **TITLE,
                    "type": "words",
                    "words": "species",
                    "group": "business",
                    "help": TITLE,
                }
            }
        }
    },
    "words": {
        "species": [
            {"id": "animal", **TITLE},
            {"id": "bird", **TITLE, "within": "animal"},
            {"id": "hen", **TITLE, "within": "bird"},
            {"id": "fish", **TITLE, "within": "animal"},
            {"id": "plant", **TITLE},
        ]
    },
}
WITHIN = {"bird": "animal", "hen": "bird", "fish": "animal"}
OUTCOMES = {True: "met", False: "unmet", None: "unknown"}


def judged(when: Data, region: str | None) -> Any:
    rulebook = direct(simple([support_of("s", "company", when)]))
    profile = rulebook.profile({"company": {"name": "甲", "region": region}})
    return rulebook.evaluate(profile, 2019).to_dict()["findings"][0]["requirements"][0]


@pytest.mark.parametrize(
    ("region", "outcome"),
    [
        ("zhuhai-elsewhere", "met"),
        ("hengqin", "unmet"),
        ("zhuhai", "unknown"),
        ("zhongshan", "unmet"),
        ("elsewhere", "unmet"),
        (None, "unknown"),
    ],
)
def test_what_is_excepted_is_taken_out_of_the_whole(region: str | None, outcome: str) -> None:
    requirement = judged(ZHUHAI, region)
    assert requirement["outcome"] == outcome
    assert requirement["actual"] == region
    assert requirement["missing"] == (["/company/region"] if outcome == "unknown" else [])
    assert requirement["required"] == "zhuhai except hengqin"


def test_a_part_may_be_asked_for_beside_another_whole() -> None:
    when = {"field": "company.region", "one_of": ["daxing", "hainan"]}
    outcomes = {
        region: judged(when, region)["outcome"]
        for region in ("daxing", "beijing", "yizhuang", "hainan", "haikou", "shanghai")
    }
    assert outcomes == {
        **dict.fromkeys(("daxing", "hainan", "haikou"), "met"),
        "beijing": "unknown",
        **dict.fromkeys(("yizhuang", "shanghai"), "unmet"),
    }


@pytest.mark.parametrize(
    ("lang", "text"),
    [("zh", "珠海（横琴除外）"), ("en", "must be Zhuhai except Hengqin")],
)
def test_tables_say_what_is_excepted(lang: Any, text: str) -> None:
    rulebook = direct(simple([support_of("s", "company", ZHUHAI)]))
    profile = rulebook.profile({"company": {"name": "甲", "region": "hengqin"}})
    table = report.render(rulebook.evaluate(profile, 2019), Wording(lang))
    assert text in report.print_to(Console(width=200), table)


def test_a_word_of_two_sets_is_called_as_in_its_own() -> None:
    words = Wording("zh")
    assert words.value("haidian", "company.region") == "海淀"
    assert words.value("haidian", "company.park") == "海淀园"
    assert words.value(["haidian"], "company.region") == "海淀"


def own(folder: Path, vocabulary: Data, *conditions: Data) -> Rulebook:
    rules = write(simple([support_of("s", "company", *conditions)]), folder / "rules")
    text = json.dumps(vocabulary, ensure_ascii=False)
    (rules / "vocabulary.yaml").write_text(text, encoding="utf-8")
    return Rulebook.load(rules)


@given(rng=profiles.randoms())
def test_any_words_may_nest_and_lists_hold_one_of_them(rng: Random) -> None:
    named = rng.sample(SPECIES, rng.randrange(1, 4))
    known = [
        word
        for word in SPECIES
        if any(word in kleene.parts_of(name, WITHIN) - {name} for name in named)
        and not any(name in kleene.parts_of(word, WITHIN) for name in named)
    ]
    excepted = rng.sample(known, rng.randrange(len(known) + 1))
    when = {"field": "company.species", "one_of": named}
    when |= {"except": excepted} if excepted else {}
    with TemporaryDirectory() as folder:
        if not any(kleene.among(value, named, excepted, WITHIN) for value in SPECIES):
            with pytest.raises(RulebookError, match="a condition that never holds"):
                own(Path(folder), NESTED, when)
            return
        rulebook = own(Path(folder), NESTED, when)
    values = rng.sample(SPECIES, rng.randrange(len(SPECIES)))
    profile = rulebook.profile({"company": {"name": "甲", "species": values}})
    (finding,) = rulebook.evaluate(profile, 2019).to_dict()["findings"]
    answers = [kleene.among(value, named, excepted, WITHIN) for value in values]
    answer = True if True in answers else None if None in answers else False
    assert finding["requirements"][0]["outcome"] == OUTCOMES[answer]
    screened = rulebook.screen([profile], 2019).findings.collect()
    assert screened["status"].to_list() == [finding["status"]]


@pytest.mark.parametrize(
    ("words", "pointer", "expected", "close"),
    [
        ([("a", "b"), ("b", "a")], "/words/species/0/within", "in a circle", None),
        ([("a", "a")], "/words/species/0/within", "in a circle", None),
        ([("bird", None), ("hen", "brid")], "/words/species/1/within", "a word of the set", "bird"),
    ],
)
def test_words_lie_within_others_of_their_set_and_not_in_a_circle(
    tmp_path: Path,
    words: list[tuple[str, str | None]],
    pointer: str,
    expected: str,
    close: str | None,
) -> None:
    entries = [{"id": word, **TITLE, "within": outer} for word, outer in words]
    with pytest.raises(RulebookError) as caught:
        own(tmp_path, {**NESTED, "words": {"species": entries}})
    fault = caught.value.faults[0]
    assert (fault.pointer, fault.nearest) == (pointer, close)
    assert expected in fault.expected


def test_a_rulebook_may_add_a_part_of_a_packaged_word(tmp_path: Path) -> None:
    added = {"words": {"region": [{"id": "fangshan", **TITLE, "within": "beijing"}]}}
    rulebook = own(tmp_path, added, {"field": "company.region", "is": "beijing"})
    profile = rulebook.profile({"company": {"name": "甲", "region": "fangshan"}})
    assert rulebook.evaluate(profile, 2019).findings[0].status == "eligible"


@pytest.mark.parametrize(
    ("when", "pointer", "expected", "close"),
    [
        ({"is": "zhuhai", "except": ["hengqn"]}, "except/0", "one of beijing", "hengqin"),
        ({"is": "zhuhai", "except": ["zhuhai"]}, "except/0", "a word within zhuhai", None),
        ({"is": "zhuhai", "except": ["daxing"]}, "except/0", "a word within zhuhai", None),
        (
            {"is": "hengqin", "except": ["zhuhai"]},
            "except/0",
            "within hengqin: there is none",
            None,
        ),
        (
            {"one_of": ["zhuhai", "hengqin"], "except": ["hengqin"]},
            "except/0",
            "a word within zhuhai or hengqin",
            None,
        ),
        ({"is": "zhuhai", "except": ["hengqin"] * 2}, "except/1", "each word once", None),
        ({"is": "zhuhai", "except": []}, "except", "", None),
    ],
)
def test_only_parts_of_what_is_named_are_excepted(
    tmp_path: Path, when: Data, pointer: str, expected: str, close: str | None
) -> None:
    with pytest.raises(RulebookError) as caught:
        own(tmp_path, {}, {"field": "company.region", **when})
    (fault,) = caught.value.faults
    assert fault.pointer == f"/requires/0/when/{pointer}"
    assert expected in fault.expected
    assert close in {None, fault.nearest}


def test_except_goes_with_words_alone(tmp_path: Path) -> None:
    when = {"field": "company.revenue", "at_least": 1, "except": ["zhuhai"]}
    with pytest.raises(RulebookError, match="no except, for a field of type yuan"):
        own(tmp_path, {}, when)


def test_conditions_that_leave_each_other_no_part_are_a_fault(tmp_path: Path) -> None:
    """The whole without its part, and that part, cannot be met together; whole and part can."""
    own(
        tmp_path / "fine",
        {},
        {"field": "company.region", "is": "hengqin"},
        {"field": "company.region", "is": "zhuhai"},
    )
    with pytest.raises(RulebookError, match="can"):
        own(tmp_path / "never", {}, ZHUHAI, {"field": "company.region", "is": "hengqin"})
