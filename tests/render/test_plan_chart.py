"""The chart of a claim plan: sound SVG, in both languages, to scale, and as the docs show it."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from yaoxie import Profile, Rulebook
from yaoxie.render import plan_chart
from yaoxie.render.wording import Wording

from tests.support.command_line import COMPANY, refused, run

ROOT = Path(__file__).parents[2]
SVG = "{http://www.w3.org/2000/svg}"
COMMAND = ("--year", "2019", "--as-of", "2019-06-30", "--years", "4", "--only", "plan")
DRUG = {
    "id": "D",
    "name": "甲<script>&\u202e",
    "category": "innovative",
    "project_investment": 20_000_000,
    "milestones": [{"milestone": "phase_2_completed", "date": "2019-05-20"}],
}


def drawn(rulebook: Rulebook, *drugs: dict[str, Any], lang: Any = "zh") -> ET.Element:
    profile = Profile.from_dict({"company": COMPANY, "drugs": list(drugs)})
    advice = rulebook.advise(profile, 2019, years=3, as_of=date(2019, 6, 30), only="plan")
    return ET.fromstring(plan_chart.drawn(advice, Wording(lang)))  # noqa: S314 - our own


def share(bar: ET.Element, name: str) -> float:
    """A place or length of a bar, in percent."""
    return float((bar.get(name) or "").removesuffix("%"))


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_charts_of_the_docs_are_what_the_command_draws(tmp_path: Path, lang: str) -> None:
    path = tmp_path / "plan.svg"
    example = str(ROOT / "examples" / "biotech.json")
    done = run("advise", example, *COMMAND, "--lang", lang, "--chart", str(path))
    assert done.exit_code == 0
    assert path.read_bytes() == (ROOT / "docs" / f"plan-{lang}.svg").read_bytes()


@pytest.mark.parametrize(
    ("lang", "heading", "given_up"),
    [
        ("zh", "申报计划：2019—2021 申报年度合计 6,000,000 元", "不申报“处于临床试验阶段的创新药”"),
        ("en", "Claim plan for 2019 to 2021", "not “innovative drug in clinical trials”"),
    ],
)
def test_the_chart_says_in_words_what_it_draws(
    rulebook: Rulebook, lang: str, heading: str, given_up: str
) -> None:
    chart = drawn(rulebook, DRUG, lang=lang)
    assert chart.get("lang") == lang
    title, description = (chart.findtext(f"{SVG}{name}") or "" for name in ("title", "desc"))
    assert heading in title
    assert given_up in description
    assert "6,000,000" in description
    assert chart.get("aria-labelledby") == "title desc"


def test_bars_are_to_scale_and_stand_inside_the_picture(rulebook: Rulebook) -> None:
    amounts = (20_000_000, 10_000_000)
    drugs = [
        DRUG | {"id": f"D{n}", "project_investment": amount} for n, amount in enumerate(amounts)
    ]
    chart = drawn(rulebook, *drugs)
    bars = [rect for rect in chart.iter(f"{SVG}rect") if rect.find(f"{SVG}title") is not None]
    first, second = (share(bar, "width") for bar in bars)
    assert abs(first - 2 * second) <= 0.02
    for bar in bars:
        assert share(bar, "x") + share(bar, "width") <= 100
    inner = chart.find(f"{SVG}svg")
    assert inner is not None
    assert int(inner.get("x") or 0) + int(inner.get("width") or 0) < int(chart.get("width") or 0)
    for frame in (inner, chart):
        height = int(frame.get("height") or 0)
        assert all(int(text.get("y") or 0) < height for text in frame.findall(f"{SVG}text"))


def test_what_may_be_claimed_if_all_turns_out_eligible_is_drawn_beside_it(
    rulebook: Rulebook,
) -> None:
    unknown = {key: value for key, value in DRUG.items() if key != "category"}
    bars = list(drawn(rulebook, unknown).iter(f"{SVG}rect"))
    assert any(bar.get("stroke-dasharray") for bar in bars)
    assert not any(bar.get("stroke-dasharray") for bar in drawn(rulebook, DRUG).iter(f"{SVG}rect"))


def test_names_bring_no_markup_and_nothing_unseen_into_the_file(rulebook: Rulebook) -> None:
    profile = Profile.from_dict({"company": {**COMPANY, "name": "<甲>&"}, "drugs": [DRUG]})
    advice = rulebook.advise(profile, 2019, years=2, only="plan")
    text = plan_chart.drawn(advice, Wording("zh"))
    ET.fromstring(text)  # noqa: S314 - our own
    assert "<script>" not in text
    assert "\u202e" not in text


def test_a_plan_without_claims_has_a_chart_too(rulebook: Rulebook) -> None:
    chart = drawn(rulebook)
    assert "无" in (chart.findtext(f"{SVG}desc") or "")


def test_no_chart_is_written_where_it_cannot_be(tmp_path: Path) -> None:
    profile = tmp_path / "p.json"
    profile.write_text(json.dumps({"company": COMPANY, "drugs": [DRUG]}), encoding="utf-8")
    there = tmp_path / "there.svg"
    there.write_text("kept", encoding="utf-8")
    asked = ("advise", str(profile), "--year", "2019")
    for options, about in (
        (("--chart", str(tmp_path / "plan.png")), "/chart"),
        (("--chart", str(tmp_path / "plan.svg"), "--only", "questions"), "/only"),
        (("--chart", str(there)), "/chart"),
        (("--chart", str(tmp_path / "nowhere" / "plan.svg")), "/chart"),
    ):
        (fault,) = refused(run(*asked, *options))
        assert about in fault
    assert there.read_text(encoding="utf-8") == "kept"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["p.json", "there.svg"]
    done = run(*asked, "--only", "plan", "--chart", str(there), "--force", "--format", "json")
    assert json.loads(done.stdout)["plan"]["total"] == 6_000_000
    assert there.read_text(encoding="utf-8").startswith("<svg")
