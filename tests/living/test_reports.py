"""What came of scenarios, as a page and as Cucumber messages."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from yaoxie import Rulebook
from yaoxie.living import cucumber, files, matching, page
from yaoxie.living.files import Feature
from yaoxie.living.running import Result, Runner

from tests.support.command_line import run

FEATURE = """\
# language: zh-CN
功能: <b>甲</b>

  背景:
    假如 一家企业，资料如下：
      | 注册园区 | 昌平园 |
      | 独立法人 | 是     |
      | 业务活动 | 研发   |
    并且 一个药品"甲"，资料如下：
      | 药品类别     | 创新药       |
      | 项目总投资额 | 20,000,000元 |

  场景大纲: 各年的第Ⅱ期
    假如 药品"甲"于<日期>"完成Ⅱ期临床试验"
    当 按2019年度评估
    那么 "甲"的"drug-phase-2"结论为"符合"
    并且 "甲"的"drug-phase-2"上限为6,000,000元

    例子:
      | 日期       |
      | 2019-12-31 |
      | 2020-01-01 |

  场景: 资料
    当 检查申报资料
    那么 资料无误
"""


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("features") / "a.feature"
    path.write_text(FEATURE, encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def features(path: Path) -> list[Feature]:
    return files.read(files.named([str(path)]))


@pytest.fixture(scope="module")
def results(features: list[Feature], rulebook: Rulebook) -> list[Result]:
    scenarios = matching.matched(features, rulebook.library.vocabulary)
    return [Runner(rulebook).run(scenario) for scenario in scenarios]


@pytest.fixture(scope="module")
def messages(features: list[Feature], results: list[Result]) -> list[tuple[str, Any]]:
    lines = list(cucumber.lines(features, results, "zh"))
    return [pair for line in lines for pair in json.loads(line).items()]


def of(messages: list[tuple[str, Any]], kind: str) -> list[Any]:
    return [body for name, body in messages if name == kind]


def test_messages_say_what_came_of_every_step(messages: list[tuple[str, Any]]) -> None:
    outcomes = [body["testStepResult"]["status"] for body in of(messages, "testStepFinished")]
    passed = ["PASSED"] * 6
    assert outcomes == [*passed, *passed[:4], "FAILED", "SKIPPED", *passed[:4]]
    (failed,) = (
        body["testStepResult"]["message"]
        for body in of(messages, "testStepFinished")
        if body["testStepResult"]["status"] == "FAILED"
    )
    assert "第22行的例子" in failed
    assert "实际为：不符合" in failed
    assert of(messages, "testRunFinished")[0]["success"] is False


def test_whatever_a_message_refers_to_stands_before_it(messages: list[tuple[str, Any]]) -> None:
    known: set[str] = set()

    def ids(value: Any) -> None:
        match value:
            case dict():
                for key, inner in value.items():
                    if key == "id":
                        assert inner not in known
                        known.add(inner)
                    elif key.endswith("Id"):
                        assert inner in known, key
                    elif key.endswith("Ids"):
                        assert set(inner) <= known, key
                    else:
                        ids(inner)
            case list():
                for inner in value:
                    ids(inner)
            case _:
                pass

    for _, body in messages:
        ids({key: value for key, value in body.items() if key == "id"})
        ids({key: value for key, value in body.items() if key != "id"})


def test_arguments_stand_where_messages_say(messages: list[tuple[str, Any]]) -> None:
    texts = {step["id"]: step["text"] for body in of(messages, "pickle") for step in body["steps"]}
    groups = 0
    for case in of(messages, "testCase"):
        for step in case["testSteps"]:
            for argument in step["stepMatchArgumentsLists"][0]["stepMatchArguments"]:
                group, text = argument["group"], texts[step["pickleStepId"]]
                assert text[group["start"] :].startswith(group["value"])
                groups += 1
    assert groups


@pytest.mark.parametrize(
    ("lang", "expected"),
    [
        ("zh", ["按政策和支持", "没有场景", "不涉及政策的场景"]),
        ("en", ["no scenario", "Of no measure"]),
    ],
)
def test_the_page_has_measures_with_their_supports_and_every_scenario(
    features: list[Feature],
    results: list[Result],
    rulebook: Rulebook,
    lang: Any,
    expected: list[str],
) -> None:
    text = page.written(features, results, rulebook.library, lang)
    title = rulebook.measures["zgc-2019-27"].title
    assert (title.zh if lang == "zh" else title.en) in text
    for support in rulebook.library.checked("zgc-2019-27").supports:
        assert f"<code>{support.id}</code>" in text
    for sentence in (*expected, "各年的第Ⅱ期", "资料无误", "2020-01-01"):
        assert sentence in text
    assert text.count('<tr class="yes">') == 1
    assert text.count('<tr class="no">') == 1


def test_the_page_takes_nothing_from_elsewhere_and_text_for_text(
    features: list[Feature], results: list[Result], rulebook: Rulebook
) -> None:
    text = page.written(features, results, rulebook.library, "zh")
    assert not re.search(r"https?:|//|\bsrc=|@import|url\(", text)
    assert "&lt;b&gt;甲&lt;/b&gt;" in text
    targets = set(re.findall(r'href="#([^"]+)"', text))
    assert targets
    assert targets <= set(re.findall(r'id="([^"]+)"', text))


@pytest.mark.parametrize("ending", [".html", ".ndjson"])
def test_the_same_run_writes_the_same_bytes(path: Path, tmp_path: Path, ending: str) -> None:
    written = []
    for name in ("a", "b"):
        file = tmp_path / (name + ending)
        assert run("test", str(path), "--out", str(file)).exit_code == 2
        written.append(file.read_bytes())
    assert written[0] == written[1]
    assert written[0]


def test_a_file_that_is_there_is_kept_without_force(path: Path, tmp_path: Path) -> None:
    file = tmp_path / "a.html"
    file.write_text("mine", encoding="utf-8")
    refused = run("test", str(path), "--out", str(file), lang="en")
    assert (refused.exit_code, file.read_text(encoding="utf-8")) == (2, "mine")
    assert "--force replaces it" in refused.output
    run("test", str(path), "--out", str(file), "--force")
    assert file.read_text(encoding="utf-8").startswith("<!doctype html>")


def test_another_ending_is_refused(path: Path, tmp_path: Path) -> None:
    refused = run("test", str(path), "--out", str(tmp_path / "a.txt"), lang="en")
    assert refused.exit_code == 2
    assert "a name that ends in .html or .ndjson" in refused.output
