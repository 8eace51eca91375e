"""How amounts are paid: what reports say of it, that parts add up, and what is refused."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from yaoxie import Profile, Rulebook, RulebookError

from tests.support.command_line import run
from tests.support.rulebooks import direct, simple, support_of, write
from tests.support.strategies.rulebooks import SOURCE, TITLE, Files

Data = dict[str, Any]
CITY, DISTRICT = {"zh": "市财政", "en": "the city"}, {"zh": "区财政", "en": "the district"}
HOLDER = {"zh": "上市许可持有人", "en": "the marketing authorisation holder"}
THERAPY = {"field": "drug.breakthrough_therapy", "is": True}


def divided(*rates: str | None) -> Data:
    """An amount in parts of these rates."""
    titles = [CITY, DISTRICT, TITLE][: len(rates)]
    pairs = zip(titles, rates, strict=True)
    parts = [{"title": title} | ({"rate": rate} if rate else {}) for title, rate in pairs]
    return {"parts": parts, "source": SOURCE}


def files(amount: int = 100, **gives: Any) -> Files:
    """A measure that gives an amount to each drug of breakthrough therapy."""
    terms = {"ceiling": {"amount": amount, "source": SOURCE}, **gives}
    return simple([support_of("help", "drug", THERAPY, **terms)])


def drugs(*therapies: bool | None) -> Data:
    entries = [{"id": f"D{i}", "breakthrough_therapy": e} for i, e in enumerate(therapies)]
    return {"company": {"name": "甲"}, "drugs": entries}


def said(rulebook: Rulebook, data: Data) -> list[Any]:
    """What a report says of the payment of each finding, the same however it is written."""
    report = rulebook.evaluate(Profile.from_dict(data), 2019)
    assert report.to_bytes() == report.to_json().encode()
    findings = report.to_dict()["findings"]
    return [finding.get("payment") for finding in findings]


def test_a_report_says_who_pays_what_when_and_to_whom() -> None:
    payee = {"title": HOLDER, "source": SOURCE}
    terms = {"payers": divided("0.3", "0.7"), "instalments": divided("0.40", "0.3", "0.3")}
    first, second, third = said(direct(files(101, **terms, payee=payee)), drugs(True, None, False))
    source = {"document": "text", "at": "一", "confidence": "H"}
    assert first["payers"] == {
        "parts": [
            {"title": CITY, "rate": "0.3", "ceiling": 30, "counted": 30},
            {"title": DISTRICT, "rate": "0.7", "ceiling": 71, "counted": 71},
        ],
        "source": source,
    }
    assert [part["counted"] for part in first["instalments"]["parts"]] == [40, 30, 31]
    assert first["payee"] == {"title": HOLDER, "source": source}
    assert [part["ceiling"] for part in second["payers"]["parts"]] == [30, 71]
    assert [part["counted"] for part in second["payers"]["parts"]] == [0, 0]
    assert third is None


def test_parts_without_rates_have_no_amounts_and_nothing_is_said_where_nothing_is_known() -> None:
    (payment,) = said(direct(files(payers=divided(None, None))), drugs(True))
    assert payment["payers"]["parts"] == [
        {"title": title, "rate": None, "ceiling": None, "counted": None}
        for title in (CITY, DISTRICT)
    ]
    assert said(direct(files()), drugs(True)) == [None]


def test_nothing_is_divided_of_what_nothing_bounds() -> None:
    share = {"of": "drug.rd_spend", "rate": "0.5", "period": "once", "source": SOURCE}
    support = support_of("help", "drug", THERAPY, share=share, payers=divided("0.5", "0.5"))
    (payment,) = said(direct(simple([support])), drugs(True))
    assert [part["counted"] for part in payment["payers"]["parts"]] == [None, None]


@given(
    st.integers(1, 10**15),
    st.lists(st.integers(1, 10**6), min_size=1, max_size=2),
)
def test_parts_add_up_and_each_is_its_rate_of_the_amount(
    amount: int, millionths: list[int]
) -> None:
    rest = 10**6 - sum(millionths)
    assume(rest > 0)
    rates = [str(Decimal(part) / 10**6) for part in (*millionths, rest)]
    (payment,) = said(direct(files(amount, payers=divided(*rates))), drugs(True))
    parts = [part["counted"] for part in payment["payers"]["parts"]]
    assert sum(parts) == amount
    for part, rate in zip(parts, rates, strict=True):
        assert abs(part - amount * Fraction(rate)) < len(rates)


def test_a_reading_decides_who_pays() -> None:
    options = [{"id": "a", "title": TITLE}, {"id": "b", "title": CITY}]
    reading = {"id": "question", "title": TITLE, "options": options}
    guarded = [
        {**divided("0.5", "0.5"), "under": {"question": "a"}},
        {**divided("0.1", "0.9"), "under": {"question": "b"}},
    ]
    measure = files(payers=guarded)
    measure.measure["readings"] = [reading]
    rulebook = direct(measure)
    for option, least in (("a", 50), ("b", 10)):
        data = Profile.from_dict(drugs(True))
        report = rulebook.evaluate(data, 2019, readings={"question": option}).to_dict()
        payers = report["findings"][0]["payment"]["payers"]
        assert payers["parts"][0]["counted"] == least


@pytest.mark.parametrize(
    ("gives", "pointer", "expected"),
    [
        ({"payers": divided("0.5", "0.4")}, "/gives/payers/parts", 'add up to "1"'),
        ({"payers": divided("0.5", None)}, "/gives/payers/parts/1", "a rate as the other parts"),
        ({"payers": divided("0", "1")}, "/gives/payers/parts/0/rate", "above 0"),
        ({"payers": divided("1")}, "/gives/payers/parts", "at least 2"),
        ({"instalments": [divided("0.5", "0.5")] * 2}, "/gives/instalments", "at most one"),
        (
            {"payee": {"title": HOLDER, "source": {"document": "txt"}}},
            "/gives/payee/source",
            "text",
        ),
        ({"payee": {"title": HOLDER, "source": SOURCE}, "money": False}, "/gives/payee", "money"),
        (
            {
                "payers": divided("0.5", "0.5"),
                "matches": {"id": "m", "title": TITLE, "rate": "1", "source": SOURCE},
            },
            "/gives/payers",
            "no matches beside payers",
        ),
    ],
)
def test_what_no_payment_can_be_is_refused(
    tmp_path: Path, gives: Data, pointer: str, expected: str
) -> None:
    with pytest.raises(RulebookError) as caught:
        Rulebook.load(write(files(**gives), tmp_path))
    (fault,) = caught.value.faults
    assert fault.pointer.startswith(pointer)
    assert expected in fault.expected


@pytest.mark.parametrize(
    ("lang", "texts"),
    [
        ("zh", ["分担：市财政30%（30）、区财政70%（71）", "支付给上市许可持有人"]),
        ("en", ["shared by: the city 30% (30), the district 70% (71)", "paid to: the marketing"]),
    ],
)
def test_tables_and_measures_say_it_in_words(tmp_path: Path, lang: str, texts: list[str]) -> None:
    payee = {"title": HOLDER, "source": SOURCE}
    rules = write(files(101, payers=divided("0.3", "0.7"), payee=payee), tmp_path / "rules")
    profile = tmp_path / "profile.json"
    profile.write_text('{"company": {"name": "a"}, "drugs": [{"id": "D"}]}', "utf-8")
    options = ("--rules", str(rules), "--lang", lang)
    shown = _unbroken(run("evaluate", str(profile), "--year", "2019", *options).stdout)
    assert [text for text in texts if _unbroken(text) not in shown] == []
    shown = _unbroken(run("measures", "simple", *options).stdout)
    assert _unbroken(texts[0].split("（")[0].split(" (")[0]) in shown


def _unbroken(text: str) -> str:
    return "".join(text.split())
