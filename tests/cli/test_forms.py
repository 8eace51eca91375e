"""The commands that help to a first profile."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.support.command_line import run


def test_a_first_profile_is_written_with_its_explanation_and_evaluates(tmp_path: Path) -> None:
    out = tmp_path / "profile.json"
    result = run("init", "--measure", "zgc-2019-27", "--kind", "drug", "--out", str(out), lang="zh")
    assert result.exit_code == 0, result.stderr
    data = json.loads(out.read_text("utf-8"))
    assert list(data) == ["company", "drugs", "awards"]
    assert "park" in data["company"]
    assert "revenue" not in data["company"]
    page = out.with_suffix(".md").read_text("utf-8")
    assert "haidian（海淀园）" in page
    assert "`drugs[].milestones[].place`" in page
    evaluated = run("evaluate", str(out), "--year", "2019", lang="zh")
    assert evaluated.exit_code == 0
    assert "下一步：填写" in evaluated.stdout


def test_a_first_profile_replaces_no_file_unless_told(tmp_path: Path) -> None:
    out = tmp_path / "profile.json"
    out.write_text("mine")
    refused = run("init", "--out", str(out))
    assert (refused.exit_code, out.read_text()) == (2, "mine")
    assert list(tmp_path.iterdir()) == [out]
    assert run("init", "--out", str(out), "--force").exit_code == 0
    assert json.loads(out.read_text("utf-8"))["awards"] == []


def test_without_a_file_the_profile_alone_goes_to_standard_output() -> None:
    result = run("init", "--lang", "en")
    assert json.loads(result.stdout)["company"]["name"] == "to fill in: company name"
    assert result.stderr == ""


@pytest.mark.parametrize("measure", ["zgc-2019-27", "suzhou", "all"])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_fields_are_listed_with_help_and_words(measure: str, lang: str) -> None:
    result = run("fields", "--measure", measure, "--lang", lang, "--year", "2024")
    assert result.exit_code == 0, result.stderr
    assert "legal_" in result.stdout
    data = json.loads(run("fields", "--measure", measure, "--format", "json").stdout)
    assert data["kinds"][0]["kind"] == "company"
    words = {word["id"] for field in data["kinds"][0]["fields"] for word in field["words"]}
    assert "research" in words


@pytest.mark.parametrize(
    ("arguments", "near"),
    [(["--measure", "suzho"], "suzhou"), (["--kind", "drugs"], "drug"), (["--lang", "ch"], "")],
)
def test_an_option_that_names_nothing_is_refused_with_the_nearest(
    arguments: list[str], near: str
) -> None:
    for command in ("fields", "init"):
        result = run(command, *arguments)
        assert result.exit_code == 2
        assert near in result.stderr


@pytest.mark.parametrize(("name", "near"), [("苏州市", "suzhou"), ("suzho", "suzhou")])
def test_a_place_written_by_its_title_is_named_by_its_word(name: str, near: str) -> None:
    refused = run("init", "--measure", name, lang="zh")
    assert refused.exit_code == 2
    assert refused.stderr.endswith(f"；是否应为 '{near}'（苏州）？\n")
    listed = refused.stderr.partition("以下之一：")[2].partition("；")[0].split("、")
    assert len(listed) == len(set(listed))
