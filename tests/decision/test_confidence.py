"""How surely a finding holds: the weakest of what it rests on, and of nothing else."""

from __future__ import annotations

from typing import Any

import pytest
from yaoxie import Finding, Profile, Report

from tests.support.rulebooks import direct, simple, support_of
from tests.support.strategies.rulebooks import MARKS, SOURCE, TITLE

Data = dict[str, Any]
LOCAL = {"field": "drug.entrusted_region", "is": "beijing"}


def cited(mark: str) -> Data:
    return {**SOURCE, "confidence": mark}


def ceiling(mark: str, amount: int = 100) -> Data:
    return {"amount": amount, "source": cited(mark)}


def share(mark: str) -> Data:
    return {"of": "drug.rd_spend", "rate": "0.5", "period": "once", "source": cited(mark)}


def limit(name: str, mark: str, amount: int, *supports: str, per: str = "company") -> Data:
    entry: Data = {"id": name, "title": TITLE, "per": per, "amount": amount, "period": "year"}
    return {**entry, "supports": list(supports), "source": cited(mark)}


def report_of(*supports: Data, drug: Data | None = None, **more: Any) -> Report:
    data = {"company": {"name": "甲"}, "drugs": [{"id": "D", **(drug or {})}]}
    return direct(simple(list(supports), **more)).evaluate(Profile.from_dict(data), 2019)


def only(*supports: Data, drug: Data | None = None, **more: Any) -> Finding:
    (finding,) = report_of(*supports, drug=drug, **more).findings
    return finding


def marks(report: Report) -> list[str | None]:
    return [finding.confidence for finding in report.findings]


@pytest.mark.parametrize("required", MARKS)
@pytest.mark.parametrize("given", MARKS)
def test_the_weaker_of_requirement_and_amount_is_the_findings(required: str, given: str) -> None:
    support = support_of("s", "drug", LOCAL, ceiling=ceiling(given))
    support["requires"][0]["source"] = cited(required)
    weaker = max(required, given, key=MARKS.index)
    assert only(support, drug={"entrusted_region": "beijing"}).confidence == weaker
    assert only(support).confidence == weaker  # undetermined
    assert only(support, drug={"entrusted_region": "elsewhere"}).confidence is None


@pytest.mark.parametrize(("spend", "mark"), [(None, "M"), (0, "L"), (10**6, "L")])
def test_a_share_counts_where_its_base_is_known(spend: int | None, mark: str) -> None:
    support = support_of("s", "drug", ceiling=ceiling("M"), share=share("L"))
    assert only(support, drug={"rd_spend": spend}).confidence == mark


@pytest.mark.parametrize("spend", [None, 10])
def test_a_share_alone_counts_whatever_its_base(spend: int | None) -> None:
    assert (
        only(support_of("s", "drug", share=share("L")), drug={"rd_spend": spend}).confidence == "L"
    )


@pytest.mark.parametrize(("region", "mark"), [("beijing", "K"), (None, "K"), ("elsewhere", "H")])
@pytest.mark.parametrize("kind", ["increase", "uplift", "matches"])
def test_what_is_on_top_counts_unless_it_is_unmet(kind: str, region: str | None, mark: str) -> None:
    adds = {"amount": 1} if kind == "increase" else {"rate": "0.5"}
    entry = {"id": "top", "title": TITLE, "when": LOCAL, "source": cited("K"), **adds}
    support = support_of("s", "drug", ceiling=ceiling("H"), **{kind: entry})
    assert only(support, drug={"entrusted_region": region}).confidence == mark


def test_a_limit_counts_where_it_cuts() -> None:
    supports = [support_of(name, "drug", ceiling=ceiling("H")) for name in ("s", "t", "u")]
    limits = [
        limit("inner", "L", 150, "s", "t", per="subject"),
        limit("outer", "K", 180, "s", "t", "u"),
    ]
    report = report_of(*supports, limits=limits)
    assert [finding.counted for finding in report.findings] == [100, 50, 30]
    assert marks(report) == ["H", "L", "K"]
    assert report.total_by_confidence == {"H": 100, "M-H": 0, "M": 0, "L": 50, "K": 30}


def test_a_limit_does_not_count_for_what_is_undetermined() -> None:
    support = support_of("s", "drug", LOCAL, ceiling=ceiling("H"))
    assert only(support, limits=[limit("l", "K", 1, "s")]).confidence == "H"


def test_a_group_counts_for_what_it_excludes() -> None:
    supports = [
        support_of("s", "drug", ceiling=ceiling("H", 5)),
        support_of("t", "drug", ceiling=ceiling("M", 7)),
    ]
    members = [{"support": "s"}, {"support": "t"}]
    group = {"id": "g", "title": TITLE, "per": "subject", "members": members, "source": cited("K")}
    report = report_of(*supports, groups=[group])
    assert marks(report) == ["K", "M"]
    assert report.total_by_confidence == {"H": 0, "M-H": 0, "M": 7, "L": 0, "K": 0}


@pytest.mark.parametrize(("word", "mark"), [("innovative", "M"), ("improved", "L"), (None, "M")])
def test_a_word_that_its_source_supports_less_surely_counts_as_such(
    word: str | None, mark: str
) -> None:
    when = {"field": "drug.category", "one_of": ["innovative", "improved"]}
    support = support_of("s", "drug", when, ceiling=ceiling("H"))
    support["requires"][0]["source"] = {**cited("M"), "weaker": {"improved": "L"}}
    assert only(support, drug={"category": word}).confidence == mark
