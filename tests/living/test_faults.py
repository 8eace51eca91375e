"""What is wrong with a feature is named, all of it, with its line and column."""

from __future__ import annotations

from pathlib import Path

import pytest
from yaoxie import Rulebook
from yaoxie.living import files, matching
from yaoxie.living.files import FeatureError

HEAD = "# language: zh-CN\n功能: 甲\n"
ONE = f"{HEAD}  场景: 一\n"
STEPS = "    当 检查申报资料\n    那么 资料无误\n"


def faults(folder: Path, text: str | bytes, rulebook: Rulebook) -> list[str]:
    path = folder / "a.feature"
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    with pytest.raises(FeatureError) as caught:
        matching.matched(files.read(files.named([str(path)])), rulebook.library.vocabulary)
    return [fault.text("zh").replace(f"{folder.as_posix()}/", "") for fault in caught.value.faults]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", "a.feature:1：'"),
        ("功能: 甲\n", "a.feature:1:1：'功能: 甲'；应为“功能:”一行，之前写 # language: zh-CN"),
        ("# language: zz\n功能: 甲\n", "a.feature:1:1：'zz'；应为Gherkin的语言，例如 zh-CN"),
        (f"{ONE}{STEPS}    假若 甲\n", "a.feature:6:5：'假若 甲'；应为以下之一："),
        (
            f"{ONE}{STEPS}      | 甲 |\n",
            "a.feature:5:5：'资料无误'；此步骤下面不应有表格",
        ),
        (
            f"{ONE}    假如 一家企业，资料如下：\n      | 甲 |\n      | 甲 | 乙 |\n{STEPS}",
            "a.feature:6:7：一行表格；同一表格的各行应有同样多的格",
        ),
        (
            f'{ONE}{STEPS}      """\n      甲\n',
            "a.feature:8：文件结尾；应为以下之一：",
        ),
        (
            f"{ONE}    假如 一家企业，资料如下：\n{STEPS}",
            "a.feature:4:5：'一家企业，资料如下：'；步骤下面应有表格",
        ),
        (f"{ONE}", "a.feature:3:3：'一'；场景应有步骤"),
        (f"{ONE}    当 检查申报资料\n", "a.feature:3:3：'一'；场景应有“那么”"),
        (
            f"{HEAD}  场景大纲: 一\n{STEPS}    例子:\n      | 甲 |\n",
            "a.feature:3:3：'一'；场景大纲应有例子",
        ),
        (HEAD, "（整个文件）：null；应至少有一个场景"),
        ("功能: 甲\n".encode("gb18030"), "a.feature:1：b'\\xb9'；应为UTF-8编码的文本"),
    ],
)
def test_a_fault_of_gherkin_is_said_in_words(
    tmp_path: Path, rulebook: Rulebook, text: str | bytes, expected: str
) -> None:
    (fault,) = faults(tmp_path, text, rulebook)
    assert fault.startswith(expected)


@pytest.mark.parametrize(
    ("sentence", "nearest"),
    [
        ('结论是"符合"', '结论为"符合"'),
        ("按2019年评估", "按2026年度评估"),
        ("没有缺少字段", "没有缺少的字段"),
        ('药品"乙"在2019-05-20"完成Ⅱ期临床试验"', '药品"甲"于2019-05-20"完成Ⅱ期临床试验"'),
        ("天气晴", None),
    ],
)
def test_the_step_that_is_likely_meant_is_named(
    tmp_path: Path, rulebook: Rulebook, sentence: str, nearest: str | None
) -> None:
    text = f"{ONE}    假如 {sentence}\n{STEPS}"
    (fault,) = faults(tmp_path, text, rulebook)
    assert fault.startswith(f"a.feature:4:5：{sentence!r}；应为已有的步骤")
    assert fault.endswith(f"是否应为 {nearest!r}？" if nearest else "列出全部）")


def test_every_fault_is_named_and_that_of_a_background_once(
    tmp_path: Path, rulebook: Rulebook
) -> None:
    text = f"{HEAD}  背景:\n    假如 甲乙\n  场景: 一\n    并且 丙丁\n{STEPS}  场景: 二\n{STEPS}"
    places = [fault.partition("；")[0] for fault in faults(tmp_path, text, rulebook)]
    assert places == ["a.feature:4:5：'甲乙'", "a.feature:6:5：'丙丁'"]


def test_paths_that_name_no_feature_are_named_all(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(FeatureError) as caught:
        files.named([str(tmp_path / "empty"), str(tmp_path / "none.feature")])
    first, second = caught.value.faults
    assert first.code == "living.features-in-folder"
    assert second.code == "living.file-or-folder"


def test_a_line_names_one_scenario_or_one_example(tmp_path: Path) -> None:
    outline = f"  场景大纲: 二\n{STEPS}    例子:\n      | 甲 |\n      | 1 |\n      | 2 |\n"
    path = tmp_path / "a.feature"
    path.write_text(f"{ONE}{STEPS}{outline}", encoding="utf-8")

    def rows(line: int) -> list[tuple[str, int | None]]:
        (feature,) = files.read(files.named([f"{path}:{line}"]))
        assert len(feature.pickles) == len(feature.scenarios)
        return [(scenario.name, scenario.row) for scenario in feature.scenarios]

    assert rows(4) == [("一", None)]
    assert rows(7) == [("二", 11), ("二", 12)]
    assert rows(11) == [("二", 11)]


def test_line_ends_and_marks_of_windows_change_nothing(tmp_path: Path) -> None:
    path = tmp_path / "a.feature"
    plain = f"{ONE}{STEPS}"
    path.write_bytes(b"\xef\xbb\xbf" + plain.replace("\n", "\r\n").encode())
    (feature,) = files.read(files.named([str(path)]))
    assert feature.text == plain
