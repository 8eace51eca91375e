"""The summary as a page: every chart with its figures in a table, and no network."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import Browser, expect
from yaoxie import Profile, Rulebook
from yaoxie.messages import LANGS, Lang
from yaoxie.render import summary_charts, summary_page
from yaoxie.render.wording import Wording
from yaoxie.screening.summary import build
from yaoxie.screening.summary.model import PopulationSummary

from tests.long import agreement
from tests.support.browsing import DESKTOP, chromium
from tests.support.rulebooks import packaged
from tests.support.runs import YEAR
from tests.support.strategies import profiles

MEASURES = ("chengdu-2025", "guangzhou-2020")
_EMPTY = {"meta", "link", "br", "img"}


@pytest.fixture(scope="module")
def summary(rulebook: Rulebook) -> PopulationSummary:
    files, rng = packaged(), profiles.seeded(11)
    companies = [
        Profile.from_dict(agreement.random_data(rng, files[name], YEAR))
        for name in MEASURES
        for _ in range(60)
    ]
    screened = rulebook.screen(companies, YEAR, MEASURES)
    plans = [rulebook.plan(YEAR, name) for name in MEASURES]
    of_all = (plans, screened.legends, YEAR, 0, screened.totals)
    return build.of(screened.findings, screened.companies, *of_all)


@pytest.fixture
def without_vega(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leaves out of the page what draws its charts, which takes seconds to bundle."""
    monkeypatch.setattr(summary_charts, "script", lambda: "")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as started:
        yield started


class Page(HTMLParser):
    """What stands in a page: cells of tables, charts, captions, and what would be fetched."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.sections: list[dict[str, Any]] = []
        self.fetched: list[str] = []
        self.open: list[str] = []
        self.specs = ""
        self._is_specs = False
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        own = dict(attrs)
        if tag not in _EMPTY:
            self.open.append(tag)
        self.fetched += [value or "" for name, value in attrs if name in {"src", "srcset", "data"}]
        self.fetched += [own["href"] or ""] if "href" in own and tag != "a" else []
        self._is_specs = own.get("id") == "specs"
        if tag == "section":
            self.sections.append({"cells": [], "caption": "", "charts": []})
        if "data-chart" in own:
            self.sections[-1]["charts"].append(int(own["data-chart"] or ""))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag
        self._is_specs = False

    def handle_data(self, data: str) -> None:
        if self._is_specs:
            self.specs += data
        elif "td" in self.open or "th" in self.open:
            self.sections[-1]["cells"].append(data)
        elif "figcaption" in self.open:
            self.sections[-1]["caption"] += data


def values(spec: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield from spec["data"]["values"]


@pytest.mark.usefixtures("without_vega")
@pytest.mark.parametrize("lang", LANGS)
def test_every_chart_has_a_title_a_description_and_its_figures_in_a_table(
    summary: PopulationSummary, lang: Lang
) -> None:
    text = summary_page.written(summary, Wording(lang))
    page = Page(text)
    specs = json.loads(page.specs)
    drawn = [section for section in page.sections if section["charts"]]
    assert [number for section in drawn for number in section["charts"]] == list(range(len(specs)))
    assert len(drawn) > 2 * len(MEASURES)
    for section, spec in zip(drawn, specs, strict=True):
        assert spec["title"]["text"]
        assert spec["description"] == section["caption"]
        cells = set(section["cells"])
        for value in values(spec):
            assert isinstance(value["length"], int)
            assert f"{value['length']:,}" in cells
            assert re.sub(r" \(\d+\)$", "", value["row"]) in cells
    assert f"{summary.budget.total:,}" in text
    assert text == summary_page.written(summary, Wording(lang))


def test_the_page_fetches_nothing(summary: PopulationSummary) -> None:
    text = summary_page.written(summary, Wording("zh"))
    assert Page(text).fetched == []
    assert "default-src 'none'" in text
    assert "window.vegaEmbed" in text
    assert len(text.encode()) < 2_000_000


@pytest.mark.no_cover
@pytest.mark.parametrize("lang", LANGS)
def test_a_browser_draws_every_chart_without_a_network_and_axe_finds_nothing(
    summary: PopulationSummary, browser: Browser, tmp_path: Path, lang: Lang
) -> None:
    file = tmp_path / "summary.html"
    text = summary_page.written(summary, Wording(lang))
    file.write_text(text, encoding="utf-8")
    context = browser.new_context(offline=True, viewport=DESKTOP)
    page = context.new_page()
    asked: list[str] = []
    complaints: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda line: complaints.append(line.text))
    page.goto(file.as_uri())
    specs = json.loads(Page(text).specs)
    expect(page.locator("[data-chart] svg")).to_have_count(len(specs))
    drawn = page.locator("[data-chart]").evaluate_all(
        "charts => charts.map(chart => chart.querySelectorAll('.mark-rect path').length)"
    )
    bars = [sum(value["length"] > 0 for value in values(spec)) for spec in specs]
    assert all(0 < few <= count for few, count in zip(bars, drawn, strict=True))
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
    assert [url for url in asked if not url.startswith(("data:", "blob:"))] == [file.as_uri()]
    assert complaints == []
    context.close()


@pytest.mark.usefixtures("without_vega")
def test_titles_are_no_markup(summary: PopulationSummary) -> None:
    own = summary.measures[0]
    wild = "</script><b>&"
    support = replace(own.supports[0], title={"zh": wild, "en": wild})
    changed = replace(own, title={"zh": wild, "en": wild}, supports=(support, *own.supports[1:]))
    text = summary_page.written(replace(summary, measures=(changed,)), Wording("en"))
    assert wild not in text
    assert "<b>" not in text.split("<main>")[1].split("</main>")[0]
    rows = {value["row"] for spec in json.loads(Page(text).specs) for value in values(spec)}
    assert wild in rows
