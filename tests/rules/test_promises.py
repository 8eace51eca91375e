"""Requirements for which a promise is enough: what reports say of it; it decides nothing."""

from __future__ import annotations

import copy
import json
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from yaoxie import Profile, Rulebook, RulebookError

from tests.long import screened
from tests.support.command_line import run
from tests.support.rulebooks import direct, simple, support_of, write
from tests.support.strategies.rulebooks import Files

Data = dict[str, Any]
HERE = {"field": "drug.output_region", "is": "shanghai"}
BEGUN = {"field": "drug.output_begun", "is": True}
TRUTH = (True, False, None)


def files(fulfilled: Data | None = BEGUN) -> Files:
    """A measure that asks for output in Shanghai, begun or promised."""
    support = support_of("help", "drug", HERE)
    if fulfilled is not None:
        support["requires"][0]["fulfilled"] = fulfilled
    return simple([support])


def profile(*pairs: tuple[str | None, bool | None]) -> Profile:
    drugs = [
        {"id": f"D{i}", "output_region": region, "output_begun": begun}
        for i, (region, begun) in enumerate(pairs)
    ]
    return Profile.from_dict({"company": {"name": "甲"}, "drugs": drugs})


def test_a_report_says_of_a_met_requirement_whether_it_is_a_fact_already() -> None:
    rulebook = direct(files())
    pairs = list(product(["shanghai", "beijing", None], TRUTH))
    report = rulebook.evaluate(profile(*pairs), 2019)
    assert json.loads(report.to_json()) == report.to_dict()
    assert copy.deepcopy(report).to_json() == report.to_json()
    outcomes = {True: "met", False: "unmet", None: "unknown"}
    for (region, begun), finding in zip(pairs, report.to_dict()["findings"], strict=True):
        promises = finding.get("promises")
        if region == "shanghai":
            assert promises is not None
            (promise,) = promises
            assert (promise["requirement"], promise["fulfilled"]) == ("r-0", outcomes[begun])
            assert (promise["required"], promise["actual"]) == ("true", begun)
            assert len(promise["missing"]) == (begun is None)
            assert finding["missing"] == []
        else:
            assert promises == ([] if region is None else None)


def test_it_changes_no_status_and_no_amount_in_any_form() -> None:
    everyone = profile(*product(["shanghai", "beijing", None], TRUTH))
    with_it, without = direct(files()), direct(files(None))
    assert screened.compared(with_it, "simple", 2019, {}, [everyone]) == []
    pairs = zip(
        with_it.evaluate(everyone, 2019).findings,
        without.evaluate(everyone, 2019).findings,
        strict=True,
    )
    for one, other in pairs:
        assert (one.status, one.counted, one.missing) == (
            other.status,
            other.counted,
            other.missing,
        )
        assert "promises" not in other.to_dict()


def test_a_fault_of_what_fulfils_it_is_named(tmp_path: Path) -> None:
    with pytest.raises(RulebookError) as caught:
        Rulebook.load(write(files({"field": "drug.output_begn", "is": True}), tmp_path))
    (fault,) = caught.value.faults
    assert fault.pointer == "/requires/0/fulfilled/field"
    assert fault.nearest == "drug.output_begun"


@pytest.mark.parametrize(
    ("lang", "report", "measure"),
    [
        ("zh", "凭承诺，尚未实现：甲", "甲〔可凭承诺〕"),
        ("en", "by a promise, not known to be kept: a", "a [a promise is enough]"),
    ],
)
def test_tables_say_what_rests_on_a_promise(
    tmp_path: Path, lang: str, report: str, measure: str
) -> None:
    rules = str(write(files(), tmp_path / "rules"))
    data: Data = {"company": {"name": "a"}, "drugs": [{"id": "D", "output_region": "shanghai"}]}
    options = ("--rules", rules, "--lang", lang)
    for begun, is_told in ((False, True), (None, True), (True, False)):
        data["drugs"][0]["output_begun"] = begun
        path = tmp_path / "profile.json"
        path.write_text(json.dumps(data), "utf-8")
        shown = run("evaluate", str(path), "--year", "2019", *options, columns=200).stdout
        assert (report in shown) is is_told
    assert measure in run("measures", "simple", *options, columns=200).stdout
