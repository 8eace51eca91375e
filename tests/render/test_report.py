"""The table that a person reads."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.console import Console, Group
from rich.text import Text
from typer.testing import Result
from yaoxie.decision import shapes
from yaoxie.render import report as tables
from yaoxie.render.findings import FindingTexts, expectations
from yaoxie.render.folding import Folded
from yaoxie.render.wording import Wording
from yaoxie.rules.expectations import Choice, Every, Expectation, Negation, Range, Some

from tests.support import command_line, places
from tests.support.command_line import COMPANY, PROFILE
from tests.support.rulebooks import direct, simple, support_of
from tests.support.strategies.rulebooks import SOURCE


def evaluate(profile: object, *arguments: str, columns: int = 80) -> Result:
    """Runs the command in Chinese, unless its arguments name a language."""
    return command_line.evaluate(profile, *arguments, columns=columns, lang="zh")


@pytest.mark.parametrize("columns", [80, 100, 120])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_table_fits_its_width_and_crops_nothing(lang: str, columns: int) -> None:
    name = "很长的名字" * 30
    profile = PROFILE | {"platforms": [{"id": "P1", "name": name, "platform_type": "cro"}]}
    result = evaluate(profile, "--lang", lang, columns=columns)
    assert result.exit_code == 0
    assert max(map(cell_len, result.stdout.splitlines())) <= columns
    assert "…" not in result.stdout
    assert result.stdout.count("很") >= 60


def folded(text: str, width: int) -> list[str]:
    console = Console(width=width, force_terminal=False)
    return tables.print_to(console, Group(Folded(Text(text)))).splitlines()


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("每年上限3,000万，已获960万", 13, ["每年上限", "3,000万，已获", "960万"]),
        ("2024-08-01至2029-07-31", 20, ["2024-08-01至", "2029-07-31"]),
        ("研发创新资助（2023年）", 15, ["研发创新资助", "（2023年）"]),
        ("合计 10,000,000 元", 14, ["合计", "10,000,000 元"]),
        ("at most CNY 10,000,000, a year", 16, ["at most", "CNY 10,000,000,", "a year"]),
        ("completed Phase II", 16, ["completed", "Phase II"]),
        ("已计入“创新药”（甲）", 16, ["已计入“创新药”", "（甲）"]),
        ("甲、乙、丙", 5, ["甲、", "乙、", "丙"]),
        ("地区 /drugs/1/rd_spend", 16, ["地区 /drugs/1/", "rd_spend"]),
        ("/a/industrialised_in_zone", 18, ["/a/industrialised_", "in_zone"]),
        ("sha256:0123456789", 10, ["sha256:012", "3456789"]),
        ("一\n\n二三", 2, ["一", "", "二", "三"]),
    ],
)
def test_lines_are_folded_where_nothing_is_torn(text: str, width: int, lines: list[str]) -> None:
    assert folded(text, width) == lines


@given(st.text("药品甲（）〔、，“”·年元1 2,.-/_aXΩé\n", max_size=60), st.integers(2, 30))
def test_folding_loses_nothing_and_fits(text: str, width: int) -> None:
    lines = folded(text, width)
    assert all(cell_len(line) <= width for line in lines)
    assert "".join("".join(lines).split()) == "".join(text.split())


@pytest.mark.parametrize("columns", [80, 100])
def test_subjects_stay_whole_in_lists(columns: int) -> None:
    own = {"category": "innovative", "milestones": []}
    drugs = [own | {"id": f"SL-{i:02}", "name": f"示例注射液{i}"} for i in range(9)]
    profile = PROFILE | {"drugs": drugs, "awards": []}
    lines = evaluate(profile, columns=columns).stdout.splitlines()
    every = [f"药品 示例注射液{i}（SL-{i:02}）" for i in range(9)]
    assert [part for part in every if not any(part in line for line in lines)] == []
    assert not any(line.strip() == "药品" for line in lines)


@pytest.mark.parametrize(
    ("lang", "texts"),
    [
        (
            "zh",
            [
                *("北京示例生物医药有限公司", "2019 申报年度", "符合", "不符合", "待定", "择优"),
                *("30% × 6,000万 = 1,800万", "已获400万", "每年上限1,000万", "10,000,000"),
                "不重复支持：2018年已按",
                "尚缺：药品 YX-102 的里程碑",
                *("合计上限  20,000,000 元", "补齐资料后可能达到的上限", "受限于", "特色园区"),
                "金额均为上限，合计总是上限",
            ],
        ),
        (
            "en",
            [
                *("claim year 2019", "eligible", "undetermined", "discretionary"),
                *("30% × 60,000,000 = 18,000,000", "received 4,000,000", "not reached"),
                "supported once: funded in 2018",
                "missing: drug YX-102, milestones",
                *("Total, at most  CNY 20,000,000", "bound by", "characteristic parks"),
                "Amounts are ceilings unless they are marked as fixed",
            ],
        ),
    ],
)
def test_the_table_says_what_why_and_what_is_missing(lang: str, texts: list[str]) -> None:
    output = evaluate(PROFILE, "--lang", lang, columns=160).stdout
    assert [text for text in texts if text not in output] == []


def test_the_table_marks_readings_other_than_the_default() -> None:
    assert "非默认" not in evaluate(PROFILE).stdout
    output = evaluate(PROFILE, "--reading", "share-period=yearly").stdout
    assert output.count("非默认") == 1


def test_the_table_names_the_limit_that_bound_the_total() -> None:
    platforms = [{"id": f"P{i}", "platform_type": "cro"} for i in range(2)]
    options = ("--reading", "cap-scope=company")
    output = evaluate(PROFILE | {"platforms": platforms}, *options, columns=160).stdout
    assert "受限于：企业平台建设每年合计上限" in output
    assert "受“企业平台建设每年合计上限”限制，计入0" in output


def test_the_table_says_what_counts_in_place_of_a_finding() -> None:
    output = evaluate(PROFILE | {"awards": []}, columns=160).stdout
    assert "同一创新药不重复支持：已计入“完成Ⅱ期临床试验的创新药”（YX-101 片）" in output


def test_what_the_applicant_lacks_is_stated_once() -> None:
    outside = PROFILE | {"company": COMPANY | {"park": "outside"}}
    output = evaluate(outside, columns=160).stdout
    assert output.count("实际为园区以外") == 1
    assert "以下支持均不符合" in output
    assert "见上" in output


def test_the_table_tells_how_far_a_date_is_off() -> None:
    drug = PROFILE["drugs"][0] | {
        "milestones": [{"milestone": "phase_2_completed", "date": "2020-01-31"}]
    }
    output = evaluate(PROFILE | {"drugs": [drug], "awards": []}, columns=160).stdout
    assert "实际为2020-01-31，要求 2019-12-31及以前，相差31天" in output


def test_the_table_warns_where_an_unknown_investment_could_lower_an_amount() -> None:
    drug = {key: value for key, value in PROFILE["drugs"][0].items() if key != "project_investment"}
    output = evaluate(PROFILE | {"drugs": [drug], "awards": []}, columns=160).stdout
    assert "20,000,000 元〔尚缺资料，金额可能更低〕" in output
    assert "尚缺：药品 YX-101 片（YX-101）的项目总投资额" in output


def test_a_profile_without_items_has_nothing_to_judge() -> None:
    result = evaluate({"company": COMPANY})
    assert result.exit_code == 0
    assert "没有可评估的支持" in result.stdout


def test_names_are_shown_and_never_obeyed() -> None:
    name = "[red]甲[/red]\x1b[31m\u202e\n:smile:"
    result = evaluate({"company": {"name": name}})
    assert "[red]甲[/red]\\x1b[31m\\u202e\\n:smile:" in result.stdout
    assert "\x1b" not in result.stdout


NEW_YEAR, LAST_DAY = date(2019, 1, 1), date(2019, 12, 31)
GENERIC, IMPROVED = (Choice("drug.category", (word,)) for word in ("generic", "improved"))


@pytest.mark.parametrize(
    ("expected", "words"),
    [
        (Choice("company.owns_ip", (True,)), "yes"),
        (Range("initiative.date", "days", None, LAST_DAY), "by 2019-12-31"),
        (Range("drug.rd_spend", "yuan", 5_000_000, None), "at least CNY 5,000,000"),
        (Range("drug.production_promise_months", "months", None, 6), "at most 6 months"),
        (Range("initiative.rate_over_lpr", "rate", None, Decimal("0.40")), "at most 40%"),
        (Negation(Range("drug.rd_spend", "yuan", 5_000_000, None)), "less than CNY 5,000,000"),
        (Negation(Range("drug.rd_spend", "yuan", None, 0)), "more than CNY 0"),
        (Negation(GENERIC), "not generic drug"),
        (Range("initiative.date", "days", NEW_YEAR, LAST_DAY), "2019-01-01 to 2019-12-31"),
        (Negation(Range("initiative.date", "days", None, LAST_DAY)), "not by 2019-12-31"),
        (Negation(Some((GENERIC, IMPROVED))), None),
        (Every((GENERIC, Range("initiative.date", "days", NEW_YEAR, LAST_DAY))), None),
        (
            Choice("platform.platform_type", ("cro", "cmo")),
            "contract research organisation or contract manufacturing organisation",
        ),
        (Choice("drug.category", ("a", "b", "c", "d", "e")), None),
        (Range("initiative.date", "days", None, None), None),
    ],
)
def test_what_a_requirement_asks_for_is_stated_in_words(
    expected: Expectation, words: str | None
) -> None:
    assert Wording("en").required(expected) == words


@pytest.mark.parametrize(
    ("expected", "words"),
    [
        (Range("company.farm_lease", "months", 6, None), "不少于6个月"),
        (Range("drug.rd_spend", "yuan", None, 5_000_000), "不超过5,000,000元"),
        (Range("initiative.rate_over_lpr", "rate", Decimal("0.1"), None), "不少于10%"),
        (Range("drug.rd_spend", "yuan", 1, 2), "不少于1元、不超过2元"),
        (Range("initiative.date", "days", None, LAST_DAY), " 2019-12-31及以前"),
        (Negation(Range("drug.rd_spend", "yuan", 5, None)), "少于5元"),
        (Negation(Range("drug.rd_spend", "yuan", None, 5)), "超过5元"),
        (Negation(Range("initiative.date", "days", NEW_YEAR, None)), "不在 2019-01-01及以后"),
        (Negation(GENERIC), "不是仿制药"),
    ],
)
def test_numbers_are_asked_for_as_numbers_and_days_as_days_in_chinese_too(
    expected: Expectation, words: str
) -> None:
    assert Wording("zh").required(expected) == words


@pytest.mark.parametrize(
    ("lang", "expected"),
    [
        (
            "zh",
            (
                "本政策支持药品，资料中没有，没有可评估的支持。"
                "资料中有：医疗器械2项、平台1项。未填写的清单按没有处理：drugs。"
            ),
        ),
        (
            "en",
            (
                "This measure supports: drug. The profile has none, so there is nothing to judge. "
                "The profile has: device (2), platform (1). "
                "Lists that are not given are taken for empty: drugs."
            ),
        ),
    ],
)
def test_where_nothing_is_judged_the_table_says_what_the_profile_has_and_what_it_would_take(
    lang: str, expected: str
) -> None:
    profile = {
        "company": COMPANY,
        "devices": [{"id": "V"}, {"id": "W"}],
        "platforms": [{"id": "P"}],
    }
    options = ("--measure", "shenzhen-2020", "--lang", lang)
    output = evaluate(profile, *options, columns=200).stdout
    assert expected in ("" if lang == "zh" else " ").join(output.split("\n"))


def test_a_list_that_is_given_and_empty_is_not_among_those_taken_for_empty() -> None:
    output = evaluate({"company": COMPANY, "drugs": []}, "--measure", "shenzhen-2020").stdout
    assert "资料中没有" in output
    assert "未填写" not in output


def test_the_unmet_parts_of_a_requirement_are_listed_in_turn() -> None:
    part = {"fact": "drug.category", "outcome": "unmet", "actual": "generic", "gap": None}
    low = {"outcome": "unmet", "actual": 1000, "required": ">= 5000"}
    base = low | {"fact": "drug.project_investment", "gap": {"unit": "yuan", "amount": 4000}}
    parts = [part | {"required": "innovative"}, base, base | {"outcome": "met"}]
    entry = {"id": "terms", "title": {"zh": "条件", "en": "terms"}, "outcome": "unmet"}
    investment = Range("drug.project_investment", "yuan", 5000, None)
    innovative = Choice("drug.category", ("innovative",))
    expected = {("s", "terms"): Every((innovative, investment, investment))}
    report = cast("shapes.ReportDict", {"limits": {}, "groups": {}, "findings": []})
    requirement = cast("shapes.RequirementDict", entry | {"actual": None, "parts": parts})
    assert FindingTexts(report, Wording("en"), expected).unmet("s", [requirement]) == (
        "terms (drug category: is generic drug, must be innovative drug; "
        "project investment: is 1,000, must be at least CNY 5,000, off by CNY 4,000)"
    )


@pytest.mark.parametrize(
    ("lang", "texts"),
    [
        (
            "zh",
            [
                *("〔择优、定额〕", "每年定额200万", "上浮50%至300万（委托）〔待定〕"),
                *("配套100%至600万（区级）", "6,000,000 元〔尚缺资料，金额可能更低〕"),
            ],
        ),
        (
            "en",
            [
                *(
                    "[discretionary, fixed]",
                    "fixed 2,000,000 a year",
                    "+50% = 3,000,000 (entrusted)",
                ),
                *("matched by 100% = 6,000,000 (district)", "CNY 6,000,000 [may be lower"),
            ],
        ),
    ],
)
def test_the_table_says_what_is_fixed_and_what_is_on_top(
    tmp_path: Path, lang: str, texts: list[str]
) -> None:
    files = places.places()
    when = {"field": "drug.entrusted_region", "is": "guangzhou"}
    uplift = {"id": "u", "title": {"zh": "委托", "en": "entrusted"}, "when": when}
    match = {"id": "m", "title": {"zh": "区级", "en": "district"}}
    files[0].supports[0]["gives"] = {
        "fixed": {"amount": 2_000_000, "source": SOURCE},
        "uplift": {**uplift, "rate": "0.50", "source": SOURCE},
        "matches": {**match, "rate": "1", "source": SOURCE},
        "period": "year",
        "discretionary": True,
    }
    rules = str(places.write_places(tmp_path, files=files))
    profile = places.company("chengdu", places.drug())
    output = evaluate(profile, "--rules", rules, "--lang", lang, columns=160).stdout
    assert [text for text in texts if text not in output] == []


@pytest.mark.parametrize(
    ("lang", "tag", "counted", "nothing"),
    [
        ("zh", "〔择优、不是另外的资金〕", "300   不计", "合计上限  0 元"),
        ("en", "[discretionary, no money]", "300     none", "Total, at most  CNY 0"),
    ],
)
def test_the_table_says_what_is_no_money(
    tmp_path: Path, lang: str, tag: str, counted: str, nothing: str
) -> None:
    files = places.places()
    files[0].supports[0]["gives"]["money"] = False
    rules = str(places.write_places(tmp_path, files=files))
    profile = places.company("chengdu", places.drug())
    output = evaluate(profile, "--rules", rules, "--lang", lang, columns=160).stdout
    words = " ".join(output.split())
    assert [text for text in (tag, nothing) if text not in output] == []
    assert " ".join(counted.split()) in words


@pytest.mark.parametrize(
    ("measure", "lang", "line"),
    [
        ("zgc-2019-27", "zh", "措施的条文：共25条、看到原文4条、编入规则4条、原文未公布21条"),
        ("zgc-2019-27", "en", "Of the measure: 25 articles, 4 seen, 4 encoded, 21 not published"),
        ("beijing-30-2019", "zh", "措施的条文：共30条、编入规则1条"),
        ("beijing-30-2019", "en", "Of the measure: 30 measures, 1 encoded"),
    ],
)
def test_a_line_says_how_much_of_the_measure_is_covered(measure: str, lang: str, line: str) -> None:
    profile = places.company("beijing")
    output = evaluate(profile, "--measure", measure, "--lang", lang, columns=160).stdout
    assert line in output.splitlines()


@pytest.mark.parametrize(
    ("lang", "line", "unsettled"),
    [
        (
            "zh",
            "合计上限 70 元，按依据的可信度：高（H）30 元；低（L）40 元",
            "合计上限待定，按依据的可信度：高（H）30 元；低（L）待定",
        ),
        (
            "en",
            "CNY 70 at most, by confidence: high (H) CNY 30; low (L) CNY 40",
            "total still open, by confidence: high (H) CNY 30; low (L) open",
        ),
    ],
)
def test_the_first_lines_say_how_surely_the_total_holds(
    tmp_path: Path, lang: str, line: str, unsettled: str
) -> None:
    sure = support_of("sure", "drug", ceiling={"amount": 30, "source": SOURCE})
    weak_share = {**places.BASE, "source": {**SOURCE, "confidence": "L"}}
    weak = support_of("weak", "drug", share=weak_share)
    rules = str(places.write_places(tmp_path, series=[], files=[simple([sure, weak])]))
    known = places.company(None, places.drug(rd_spend=80))
    asked = ("--rules", rules, "--lang", lang)
    assert evaluate(known, *asked, columns=160).stdout.splitlines()[4] == line
    unknown = places.company(None, places.drug())
    assert evaluate(unknown, *asked, columns=160).stdout.splitlines()[4] == unsettled


def test_where_nothing_counts_the_first_lines_say_nothing_of_confidence() -> None:
    output = evaluate(places.company("beijing"), "--lang", "en").stdout
    assert "by confidence" not in output


def test_a_measure_whose_items_nobody_counts_has_no_such_line() -> None:
    output = evaluate(places.company("beijing"), "--measure", "haikou-2024", "--lang", "en").stdout
    assert "Of the measure" not in output


def test_a_share_of_an_unknown_base_that_is_no_money_leaves_the_total_closed(
    tmp_path: Path,
) -> None:
    files = places.places()
    files[3].supports[0]["gives"]["money"] = False
    rules = str(places.write_places(tmp_path, files=files))
    profile = places.company("chengdu", places.drug())
    asked = (profile, "--rules", rules, "--lang", "en", "--measure", "shore")
    output = evaluate(*asked, columns=160).stdout
    assert "Total, at most  CNY 0" in output
    assert "Total, at most  open" not in output


@pytest.mark.parametrize(
    ("lang", "texts"),
    [
        (
            "zh",
            [
                "提高100万至300万（委托）",
                "每年上限300万",
                "受“甲”（50% × 400万 = 200万）限制，计入200万",
            ],
        ),
        ("en", ["+ 1,000,000 = 3,000,000 (entrusted)", "a (50% × 4,000,000 = 2,000,000)"]),
    ],
)
def test_the_table_says_by_how_much_a_ceiling_is_higher_and_what_a_limit_is_a_share_of(
    tmp_path: Path, lang: str, texts: list[str]
) -> None:
    files = places.places()
    when = {"field": "drug.entrusted_region", "is": "guangzhou"}
    increase = {"id": "i", "title": {"zh": "委托", "en": "entrusted"}, "when": when}
    ceiling = {"amount": 2_000_000, "source": SOURCE}
    files[0].supports[0]["gives"] |= {
        "ceiling": ceiling,
        "increase": {**increase, "amount": 1_000_000, "source": SOURCE},
    }
    share = {"of": "drug.rd_spend", "less": "drug.rd_spend_phase_1", "rate": "0.50"}
    files[0].measure["limits"] = [
        {
            "id": "l",
            "title": {"zh": "甲", "en": "a"},
            "per": "subject",
            "share": share,
            "period": "year",
            "supports": ["phase-2"],
            "source": SOURCE,
        }
    ]
    rules = str(places.write_places(tmp_path, files=files))
    drug = places.drug(rd_spend=5_000_000, rd_spend_phase_1=1_000_000, entrusted_region="guangzhou")
    profile = places.company("chengdu", drug)
    output = evaluate(profile, "--rules", rules, "--lang", lang, columns=200).stdout
    assert [text for text in texts if text not in output] == []


@pytest.mark.parametrize(
    ("lang", "registration_class", "text"),
    [
        ("zh", "chemical-2", "化药2类：200万；每年上限200万"),
        ("zh", None, "化药1类、生物制品1类：500万〔待定〕；每年上限500万；尚缺资料"),
        ("en", "chemical-3", "any other: 1,000,000; ceiling 1,000,000 a year"),
    ],
)
def test_the_table_says_which_word_decides_the_amount(
    tmp_path: Path, lang: str, registration_class: str | None, text: str
) -> None:
    files = places.places()
    rows: list[Any] = [{"one_of": ["chemical-1", "biological-1"], "amount": 5_000_000}]
    rows.append({"one_of": "chemical-2", "amount": 2_000_000})
    stated = {"by": "drug.registration_class", "amounts": rows, "else": 1_000_000}
    files[0].supports[0]["gives"]["ceiling"] = {**stated, "source": SOURCE}
    rules = str(places.write_places(tmp_path, files=files))
    drug = places.drug(registration_class=registration_class)
    profile = places.company("chengdu", drug)
    output = evaluate(profile, "--rules", rules, "--lang", lang, columns=200).stdout
    assert text in output


@pytest.mark.parametrize(
    ("lang", "spend", "text"),
    [
        ("zh", 55_000_000, "≥50,000,000：50万；每年上限50万"),
        ("zh", 75_000_000, "≥50,000,000：50万；每再增1,000万加5万，至60万；每年上限60万"),
        ("en", 40_000_000, "R&D spend ≥ 10,000,000: 200,000; ceiling 200,000 a year"),
    ],
)
def test_the_table_says_which_step_is_reached_and_what_further_units_add(
    tmp_path: Path, lang: str, spend: int, text: str
) -> None:
    files = places.places()
    rows = [(10_000_000, 200_000), (50_000_000, 500_000)]
    stated: Any = {"by": "drug.rd_spend", "else": 1, "source": SOURCE}
    stated["amounts"] = [{"at_least": least, "amount": amount} for least, amount in rows]
    stated["further"] = {"each": 10_000_000, "amount": 50_000, "at_most": 700_000}
    files[0].supports[0]["gives"]["ceiling"] = stated
    rules = str(places.write_places(tmp_path, files=files))
    profile = places.company("chengdu", places.drug(rd_spend=spend))
    output = evaluate(profile, "--rules", rules, "--lang", lang, columns=200).stdout
    assert text in output


def test_the_table_shows_no_figure_for_a_share_that_nothing_bounds(tmp_path: Path) -> None:
    rules = ("--rules", str(places.write_places(tmp_path)), "--measure", "shore")
    output = evaluate(places.company(None, places.drug()), *rules, columns=160).stdout
    assert "按比例计算，没有已知的上限，基数未知" in output
    assert "合计上限  待定" in output
    known = evaluate(places.company(None, places.drug(rd_spend=80)), *rules, columns=160).stdout
    assert "50% × 80 = 40" in known
    assert "合计上限  40 元" in known


@pytest.mark.parametrize(
    ("lang", "spend", "texts", "absent"),
    [
        (
            "zh",
            80,
            [
                "50% × 80 = 40；另有上限，数额未知",
                "合计上限  40 元〔另有上限，数额未知，金额可能更低〕",
            ],
            "尚缺资料",
        ),
        ("en", 80, ["Total, at most  CNY 40 [may be lower: there is a ceiling,"], "something"),
        ("zh", None, ["没有已知的上限，基数未知；另有上限，数额未知", "合计上限  待定"], "元〔"),
    ],
)
def test_the_table_says_that_there_is_a_ceiling_which_is_not_known(
    tmp_path: Path, lang: str, spend: int | None, texts: list[str], absent: str
) -> None:
    files = places.places()
    files[3].supports[0]["gives"]["ceiling"] = {"unknown": True, "source": SOURCE}
    rules = ("--rules", str(places.write_places(tmp_path, files=files)), "--measure", "shore")
    profile = places.company(None, places.drug(rd_spend=spend))
    output = evaluate(profile, *rules, "--lang", lang, columns=200).stdout
    assert [text for text in texts if text not in output] == []
    assert absent not in output


@pytest.mark.parametrize(
    ("lang", "texts"),
    [
        ("zh", ["取得新药批件（日期）：实际为无", "取得药品注册证书（日期）：实际为无"]),
        ("en", ["new-drug approval (date): is none", "certificate (date): is none"]),
    ],
)
def test_a_part_about_a_milestone_names_it(lang: str, texts: list[str]) -> None:
    drug = {"id": "D", "category": "innovative", "breakthrough_therapy": True, "milestones": []}
    profile = {"company": {"name": "甲", "region": "chengdu"}, "drugs": [drug]}
    options = ("--year", "2025", "--measure", "chengdu-2025", "--lang", lang)
    output = evaluate(profile, *options, columns=400).stdout
    assert [text for text in texts if text not in output] == []
    assert "date：" not in output


def test_what_is_beyond_a_number_is_said_by_the_name_of_that_number() -> None:
    title = {"zh": "每家企业至多1个品种", "en": "one product for each company"}
    entry = {"id": "n", "title": title, "count": "subjects", "most": 1, "per": "company"}
    entry |= {"period": "year", "supports": ["s"], "source": SOURCE}
    rulebook = direct(simple([support_of("s", "drug")], at_most=[entry]))
    profile = rulebook.profile({"company": {"name": "甲"}, "drugs": [{"id": "A"}, {"id": "B"}]})
    report = rulebook.evaluate(profile, 2019)
    texts = FindingTexts(report.to_dict(), Wording("zh"), expectations(report))
    said = [texts.exclusion(finding) for finding in report.to_dict()["findings"]]
    assert said == [None, "每家企业至多1个品种：已计入“甲s”（A）"]


@pytest.mark.parametrize(
    ("lang", "near"),
    [
        ("zh", "最接近“drug-phase-2（完成Ⅱ期临床试验的创新药）”"),
        ("en", "nearest: “drug-phase-2 (innovative drug that has completed Phase II)”"),
    ],
)
def test_the_support_that_an_award_was_likely_of_is_named_with_its_title(
    lang: str, near: str
) -> None:
    award = {"measure": "zgc-2019-27", "support": "drug-phase-3", "subject": "company"}
    profile = {"company": {"name": "甲"}, "awards": [award | {"year": 2018, "amount": 1}]}
    table = command_line.evaluate(profile, "--plain", lang=lang).stdout
    assert near in table
