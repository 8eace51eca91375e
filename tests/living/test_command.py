"""`yaoxie test`: what passes, what fails and what is wrong with features, and how it is said."""

from __future__ import annotations

from pathlib import Path

import pytest

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
