"""`yaoxie test`: what passes, what fails and what is wrong with features, and how it is said."""

from __future__ import annotations

from pathlib import Path

import pytest
from yaoxie import extras

from tests.support.command_line import run

HEAD = "# language: zh-CN\n功能: 试\n"
COMPANY = """\
    假如 一家企业，资料如下：
      | 注册园区 | 昌平园 |
      | 独立法人 | 是     |
      | 业务活动 | 研发   |
"""
DRUG = """\
    并且 一个药品"甲"，资料如下：
      | 药品类别     | 创新药       |
      | 项目总投资额 | 20,000,000元 |
    并且 药品"甲"于2019-05-20"完成Ⅱ期临床试验"
    当 按2019年度评估
"""
ABOUT = '"甲"的"drug-phase-2"'


@pytest.fixture
def feature(tmp_path: Path) -> Path:
    return tmp_path / "a.feature"


def tried(feature: Path, body: str, *options: str, lang: str = "zh", head: str = HEAD) -> list[str]:
    """What the command says of a feature, line by line, its folder left out."""
    feature.write_text(head + body, encoding="utf-8")
    result = run("test", str(feature), *options, lang=lang)
    assert result.exit_code == (0 if "全部通过" in result.output else 2)
    lines: list[str] = result.output.replace(f"{feature.parent}/", "").splitlines()
    return lines


def test_a_scenario_that_holds_passes(feature: Path) -> None:
    body = f"  场景: 一\n{COMPANY}{DRUG}    那么 {ABOUT}上限为6,000,000元\n"
    assert tried(feature, body) == ["1个场景，全部通过"]


@pytest.mark.parametrize(
    ("step", "found"),
    [
        (f'{ABOUT}结论为"待定"', '符合（"甲"的"drug-phase-2"）'),
        (f"{ABOUT}上限为7,000,000元", '6,000,000元（"甲"的"drug-phase-2"；share 6,000,000元'),
        (f"{ABOUT}计入1元", '6,000,000元（"甲"的"drug-phase-2"；受限于share）'),
        (f"{ABOUT}不属于择优支持，一次性计算", '属于、按年度（"甲"的"drug-phase-2"）'),
        (f'{ABOUT}要求"phase-2"未满足', '已满足（"甲"的"drug-phase-2"；phase-2）'),
        (f'{ABOUT}缺少字段"/company/park"', "无（"),
        (f"{ABOUT}上限仍可能降低", "不会再（"),
        ("合计上限为1元", "6,000,000元（drug-phase-2 6,000,000元）"),
        ('报告的措施为"zgc"', "zgc-2019-27"),
        ('报告采用的理解"cap-scope"为"company"', "subject"),
        ('提示"validity-doubtful"', "outside-known-dates"),
    ],
)
def test_a_step_that_fails_says_what_was_found(feature: Path, step: str, found: str) -> None:
    failed = tried(feature, f"  场景: 一\n{COMPANY}{DRUG}    那么 {step}\n")
    assert failed[:2] == ["a.feature:13:5 场景“一”", f"  那么 {step}"]
    assert found in failed[2] or step.startswith("提示")
    assert failed[-1] == "1个场景，1个未通过"


def test_steps_that_fail_alike_are_named_once(feature: Path) -> None:
    outline = f"  场景大纲: 一\n{COMPANY}{DRUG}    那么 {ABOUT}计入<额>\n    例子:\n      | 额 |\n"
    lines = tried(feature, f"{outline}      | 1元 |\n      | 2元 |\n")
    assert [line for line in lines if line.startswith("a.feature")] == [
        "a.feature:13:5 场景“一（第16行的例子）”"
    ]
    assert lines[-2:] == ["  （另有1个场景同样）", "2个场景，2个未通过"]


@pytest.mark.parametrize(
    ("step", "found"),
    [
        ('审查的措施是"zgc-2019-72"', "没有名为“zgc-2019-72”的政策，是否想写“zgc-2019-27”？"),
        ('企业的"注册园"为"昌平园"', "没有名为“注册园”的字段，是否想写“注册园区”？"),
        ('企业的"注册园区"为"昌平院"', "没有名为“昌平院”的选项词，是否想写“昌平园”？"),
        ('企业的"上年度营业收入"为"一百万"', "应写成“1,000元”这样，而不是“一百万”"),
        ('把"/drugs/7/id"改为："甲"', "资料中没有 /drugs/7/id 这一处"),
        ('把"/company/park"改为：昌平', "应为JSON（第1列）"),
        ('药品"丙"的"药品类别"为"创新药"', "没有名为“丙”的对象"),
    ],
)
def test_words_that_mean_nothing_are_named_with_what_is_likely_meant(
    feature: Path, step: str, found: str
) -> None:
    body = f"  场景: 一\n{COMPANY}    并且 {step}\n    当 检查申报资料\n    那么 资料无误\n"
    failed = tried(feature, body)
    assert failed[:2] == ["a.feature:8:5 场景“一”", f"  并且 {step}"]
    assert failed[2].startswith(f"  {found}")


def test_a_step_that_needs_a_report_says_so_where_there_is_none(feature: Path) -> None:
    failed = tried(feature, f"  场景: 一\n{COMPANY}    那么 合计上限为0元\n")
    assert failed[2] == "  请先评估（当 按…年度评估）"


def test_a_measure_and_its_series_choose_scenarios(feature: Path) -> None:
    scenario = '  场景: {0}\n    假如 审查的措施是"{0}"\n    当 检查申报资料\n    那么 资料无误\n'
    company = '{"company": {"name": "甲"}}'
    text = f'    假如 以下申报资料：\n      """\n      {company}\n      """\n'
    body = f"  背景:\n{text}" + "".join(map(scenario.format, ("shanghai", "shanghai-2021")))
    counts = {
        name: tried(feature, body, "--measure", name)[-1]
        for name in ("shanghai", "shanghai-2021", "shanghai-2024")
    }
    assert counts == {
        "shanghai": "2个场景，全部通过",
        "shanghai-2021": "2个场景，全部通过",
        "shanghai-2024": "1个场景，全部通过",
    }
    assert "应至少有一个场景涉及此政策" in tried(feature, body, "--measure", "wuhan-2021")[-1]


def test_the_extra_that_is_missing_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    installed = extras._is_installed
    monkeypatch.setattr(extras, "_is_installed", lambda name: name != "gherkin" and installed(name))
    refused = run("test", lang="en")
    assert refused.exit_code == 2
    assert 'pip install "yaoxie[test]"' in refused.output
    assert run("test", "--steps").exit_code == 0
