"""The page in a browser: what people do on it, what they see, and that all of them can use it."""

from __future__ import annotations

import io
import json
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import Browser, Page, expect, sync_playwright
from pypdf import PdfReader

from tests.service.conftest import Running

EXAMPLES = Path(__file__).parents[2] / "examples"
CHROMIUM = os.environ.get("YAOXIE_CHROMIUM") or shutil.which("chromium")
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
DESKTOP, PHONE = {"width": 1280, "height": 900}, {"width": 390, "height": 844}
Open = Callable[..., Page]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    if CHROMIUM is None:
        pytest.skip("no Chromium is installed")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield started
        started.close()


@pytest.fixture
def open_page(browser: Browser, service: Running) -> Iterator[Open]:
    """Opens pages of the service; they may complain of nothing, and ask no other host."""
    contexts, complaints = [], []

    def opened(path: str = "/", lang: str = "zh-CN", **options: Any) -> Page:
        settings = {"locale": lang, "viewport": DESKTOP, **options}
        context = browser.new_context(base_url=service.address, **settings)
        context.set_default_timeout(20_000)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", lambda line: complaints.append(line.text))
        page.on("request", lambda request: outside(request.url))
        page.goto(path)
        return page

    def outside(url: str) -> None:
        if not url.startswith((service.address, "data:", "blob:")):
            complaints.append(url)

    yield opened
    for context in contexts:
        context.close()
    # A form that is refused has a status of its own, which Chromium says on its console.
    assert [text for text in complaints if "422" not in text] == []


def answer(page: Page) -> None:
    page.locator(".actions button.primary").click()
    page.wait_for_load_state()


def fill(page: Page, pointer: str, text: str) -> None:
    page.locator(f'input[name="{pointer}"]').first.fill(text)


def test_a_company_goes_from_an_empty_form_to_its_answer_and_back(open_page: Open) -> None:
    page = open_page()
    fill(page, "/company/name", "示例器械有限公司")
    page.locator('select[name="/company/park"]').select_option(label="海淀园")
    page.get_by_role("group", name="独立法人").get_by_label("是", exact=True).check()
    page.get_by_label("研发", exact=True).check()
    fill(page, "year", "2019")
    page.get_by_role("button", name="添加药品").click()
    page.wait_for_url("**/#f-drugs-0")
    fill(page, "/drugs/0/name", "示例片")
    expect(page.locator("#f-drugs-0 [data-heading]")).to_have_text("示例片")
    page.locator('select[name="/drugs/0/category"]').select_option("innovative")
    fill(page, "/drugs/0/project_investment", "6000")
    expect(page.locator("#f-drugs-0 output.words").first).to_have_text("6,000万元")
    page.get_by_text("完成Ⅱ期临床试验", exact=True).click()
    page.locator(".milestone:has(> .tick > :checked) input[type=date]").fill("2019-05-20")
    answer(page)
    expect(page.locator(".verdict")).to_contain_text("合计最多 1,000万元")
    page.locator(".finding.eligible summary").first.click()
    expect(page.locator(".finding.eligible .requirements").first).to_be_visible()
    page.get_by_role("button", name="修改资料").click()
    expect(page.locator('[name="/drugs/0/project_investment"]')).to_have_value("6000")
    page.go_back()
    expect(page.locator(".verdict")).to_contain_text("1,000万元")
    page.go_back()
    expect(page.locator('[name="/drugs/0/name"]')).to_have_value("示例片")


def test_a_fault_is_named_beside_its_field_and_can_be_mended(open_page: Open) -> None:
    page = open_page("/?example=contract")
    fill(page, "/drugs/0/project_investment", "六千")
    answer(page)
    expect(page.locator("#faults")).to_be_focused()
    page.locator("#faults a").first.click()
    amount = page.locator('[name="/drugs/0/project_investment"]')
    expect(amount).to_have_value("六千")
    expect(amount).to_have_attribute("aria-invalid", "true")
    amount.fill("6000")
    answer(page)
    expect(page.locator(".verdict")).to_be_visible()


def test_language_and_unit_change_and_keep_what_was_typed(open_page: Open) -> None:
    page = open_page("/?example=contract")
    fill(page, "/company/name", "改名公司")
    page.get_by_role("button", name="English").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.locator('[name="/company/name"]')).to_have_value("改名公司")
    amount = page.locator('[name="/drugs/0/project_investment"]')
    before = amount.input_value()
    page.get_by_role("button", name="yuan", exact=True).click()
    expect(amount).to_have_value(before + "0000")
    answer(page)
    expect(page.locator(".verdict")).to_contain_text("may be claimed")
    page.get_by_role("button", name="中文").click()
    expect(page.locator(".verdict")).to_contain_text("可申报")


def test_a_draft_survives_a_reload_and_can_be_dropped(open_page: Open) -> None:
    page = open_page()
    fill(page, "/company/name", "草稿公司")
    page.get_by_role("button", name="添加医疗器械").click()
    fill(page, "/devices/0/name", "监测仪")
    page.wait_for_timeout(500)
    page.reload()
    expect(page.locator('[name="/devices/0/name"]')).to_have_value("监测仪")
    page.goto("/")
    page.get_by_role("button", name="恢复上次填写的草稿").click()
    expect(page.locator('[name="/devices/0/name"]')).to_have_value("监测仪")
    expect(page.locator('[name="/company/name"]')).to_have_value("草稿公司")
    page.get_by_role("link", name="重新填写").click()
    expect(page.locator('[name="/company/name"]')).to_have_value("")
    expect(page.locator("#draft")).to_be_hidden()


def test_a_file_is_loaded_and_its_answer_is_downloaded(open_page: Open) -> None:
    page = open_page()
    page.locator("#file").set_input_files(EXAMPLES / "device-maker.json")
    page.get_by_role("button", name="读取", exact=True).click()
    answer(page)
    with page.expect_download() as download:
        page.get_by_role("button", name="下载资料（JSON）").click()
    saved = json.loads(download.value.path().read_text(encoding="utf-8"))
    given = json.loads((EXAMPLES / "device-maker.json").read_text(encoding="utf-8"))
    assert saved["devices"] == given["devices"]


def test_another_reading_is_a_button_away(open_page: Open) -> None:
    page = open_page("/?example=biotech")
    answer(page)
    before = page.locator(".figures b").first.inner_text()
    option = page.locator(".reading li").filter(has_text="整个企业")
    change = option.locator(".effect").inner_text()
    option.get_by_role("button").click()
    expect(page.locator(".reading li.used").filter(has_text="整个企业")).to_be_visible()
    assert change.startswith("−")
    assert page.locator(".figures b").first.inner_text() != before


def test_all_of_it_works_without_script(open_page: Open) -> None:
    page = open_page(java_script_enabled=False)
    page.locator('[name="/company/name"]').fill("无脚本公司")
    page.locator('select[name="/company/park"]').select_option("haidian")
    page.get_by_role("button", name="添加平台").click()
    page.locator('select[name="/platforms/0/platform_type"]').select_option("cro")
    page.locator('[name="year"]').fill("2019")
    page.locator(".actions button.primary").click()
    assert "待定" in page.locator(".more").first.inner_text()
    page.locator("#ask").get_by_label("研发", exact=True).check()
    page.locator("#ask").get_by_label("是", exact=True).check()
    page.locator("#ask button.primary").click()
    assert "合计最多 1,000万元" in page.locator(".verdict").inner_text()


def test_the_keyboard_is_enough(open_page: Open) -> None:
    page = open_page()
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    page.locator('[name="/company/name"]').focus()
    page.keyboard.type("键盘公司")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("键盘公司")


@pytest.mark.parametrize("lang", ["zh-CN", "en-GB"])
def test_every_state_is_accessible_and_fits_a_phone(open_page: Open, lang: str) -> None:
    scheme = "dark" if lang == "en-GB" else "light"
    page = open_page(lang=lang, viewport=PHONE, color_scheme=scheme)
    states: dict[str, Callable[[], Any]] = {
        "empty": lambda: page.goto("/"),
        "faults": lambda: answer(page),
        "filled": lambda: page.goto("/?example=contract"),
        "answer": lambda: answer(page),
    }
    for name, reach in states.items():
        reach()
        for summary in page.locator("summary").all()[:6]:
            summary.click()
        found = Axe().run(page)
        assert found.violations_count == 0, f"{name}: {found.generate_report()}"
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"], name


def test_print_says_what_it_rests_on(open_page: Open) -> None:
    page = open_page("/?example=contract")
    answer(page)
    reader = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True)))
    text = "".join(leaf.extract_text() for leaf in reader.pages)
    digest = page.locator("body").get_attribute("data-digest")
    assert digest is not None
    for part in ("2019", "全部结论", digest[:20]):
        assert part in text
    assert "更新结果" not in text
