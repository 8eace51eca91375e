"""The page in a browser: what people do on it, what they see, and that all of them can use it."""

from __future__ import annotations

import io
import json
import re
import unicodedata
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import Browser, Page, expect
from pypdf import PdfReader
from yaoxie import Rulebook

from tests.service.conftest import Running
from tests.support.browsing import DESKTOP, PHONE, chromium

pytestmark = pytest.mark.no_cover  # what the page runs through, test_page.py measures

EXAMPLES = Path(__file__).parents[2] / "examples"
RADICALS = str.maketrans("⻔⻚⻛⻢⻓", "门页风马长")  # which NFKC leaves as they are
Open = Callable[..., Page]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as started:
        yield started


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


def test_a_draft_of_other_rules_is_told_apart(open_page: Open) -> None:
    page = open_page()
    fill(page, "/company/name", "草稿公司")
    page.wait_for_timeout(500)
    page.evaluate(
        "localStorage.setItem('yaoxie-draft', JSON.stringify("
        "{...JSON.parse(localStorage.getItem('yaoxie-draft')), digest: 'sha256:other'}))"
    )
    page.reload()
    expect(page.locator("#draft")).to_contain_text("按旧版规则填写的草稿")
    expect(page.locator('[name="/company/name"]')).to_have_value("")


def load(page: Page, file: Path) -> None:
    page.locator("#file").set_input_files(file)
    with page.expect_navigation():
        page.get_by_role("button", name="读取", exact=True).click()


def download(page: Page, name: str, folder: Path) -> Path:
    with page.expect_download() as download:
        page.get_by_role("button", name=name, exact=True).click()
    path = folder / download.value.suggested_filename
    download.value.save_as(path)
    return path


def test_files_are_loaded_and_what_is_downloaded_is_loaded_again(
    open_page: Open, tmp_path: Path
) -> None:
    page = open_page()
    load(page, EXAMPLES / "device-maker.json")
    answer(page)
    given = json.loads((EXAMPLES / "device-maker.json").read_text(encoding="utf-8"))
    saved = download(page, "资料（JSON）", tmp_path)
    assert json.loads(saved.read_text(encoding="utf-8"))["devices"] == given["devices"]
    book = download(page, "资料（Excel）", tmp_path)
    page.goto("/")
    load(page, book)
    expect(page.locator('[name="/company/name"]')).to_have_value(given["company"]["name"])
    filled = openpyxl.load_workbook(book)
    name = next(cell for cell in filled["企业"][1] if cell.value == "企业名称")
    filled["企业"].cell(4, name.column).value = None
    filled.save(book)
    load(page, book)
    expect(page.locator("#messages")).to_be_focused()
    expect(page.locator("#messages")).to_contain_text(f"企业!{name.column_letter}4")


def test_codes_and_certificates_are_checked_as_they_are_typed(open_page: Open) -> None:
    page = open_page("/?example=contract")
    code = page.locator('[name="/company/uscc"]')
    code.fill("91110114MA00000014")
    expect(code).to_have_attribute("aria-invalid", "true")
    expect(page.locator(".field", has=code).locator(".live")).to_contain_text("校验码")
    code.fill("91110114MA00000013")
    expect(code).to_have_attribute("aria-invalid", "false")
    number = page.locator('[name="/devices/0/milestones/1/certificate"]')
    beside = page.locator(".field", has=number).locator(".live")
    expect(beside).to_have_text("")
    page.locator('[name="/devices/0/device_class"]').select_option("II")
    expect(beside).to_contain_text("类别位应为2，不是3")
    number.fill("国食药监械字2010第3770001号")
    expect(beside).to_contain_text("不作核对")


def test_what_comes_next_arrives_by_itself(open_page: Open) -> None:
    page = open_page("/?example=biotech")
    answer(page)
    expect(page.locator(".movers")).to_contain_text("项回答可以改变合计")
    expect(page.locator("svg.plan")).to_be_visible()
    expect(page.locator("#h-unlocks")).to_be_visible()
    expect(page.locator("#h-places")).to_be_visible()


def test_another_reading_is_a_button_away(open_page: Open) -> None:
    page = open_page("/?example=biotech")
    answer(page)
    before = page.locator(".figures b").first.inner_text()
    option = page.locator(".reading li").filter(has_text="整个企业")
    change = option.locator(".effect .change").inner_text()
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
    page.locator('button[value="next"]').click()
    assert page.locator("#h-plan").is_visible()


def tab_to(page: Page, selector: str) -> None:
    """Goes on by the keyboard until something has the focus."""
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.locator(selector).first.evaluate("own => own === document.activeElement"):
            return
    raise AssertionError(f"no key leads to {selector}")


def test_the_keyboard_is_enough(open_page: Open) -> None:
    page = open_page()
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    tab_to(page, '[name="/company/name"]')
    page.keyboard.type("键盘公司")
    tab_to(page, '[value="add:platforms"]')
    page.keyboard.press("Enter")
    page.wait_for_url("**/#f-platforms-0")
    tab_to(page, '[name="/platforms/0/platform_type"]')
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    tab_to(page, '.actions [value="answer"]')
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("键盘公司")
    tab_to(page, ".finding summary")
    page.keyboard.press("Enter")
    expect(page.locator(".finding .requirements").first).to_be_visible()
    tab_to(page, "#ask button.primary")


def dense(page: Page) -> None:
    page.goto("/?example=contract")
    page.locator('nav [value="mode:dense"]').click()
    page.wait_for_load_state()


def answer_with_steps(page: Page) -> None:
    answer(page)
    expect(page.locator("#h-plan")).to_be_visible()


STATES: dict[str, Callable[[Page], Any]] = {
    "empty": lambda page: page.goto("/"),
    "faults": answer,
    "filled": lambda page: page.goto("/?example=biotech"),
    "answer": answer_with_steps,
    "dense": dense,
}


@pytest.mark.parametrize(
    ("lang", "scheme", "width", "states"),
    [
        ("zh-CN", "light", PHONE, ("empty", "faults", "filled", "answer")),
        ("en-GB", "dark", PHONE, ("filled", "answer")),
        ("en-GB", "light", DESKTOP, ("dense",)),
    ],
)
def test_every_state_is_accessible_and_as_wide_as_its_screen(
    open_page: Open, lang: str, scheme: str, width: dict[str, int], states: tuple[str, ...]
) -> None:
    page = open_page(lang=lang, viewport=width, color_scheme=scheme)
    for name in states:
        STATES[name](page)
        for summary in page.locator("summary:visible").all()[:3]:
            summary.click()
        found = Axe().run(page)
        assert found.violations_count == 0, f"{name}: {found.generate_report()}"
        assert page.evaluate("document.documentElement.scrollWidth") <= width["width"], name


def test_every_printed_page_says_what_it_rests_on(open_page: Open, rulebook: Rulebook) -> None:
    page = open_page("/?example=contract")
    answer(page)
    page.locator(".finding > summary").first.click()
    expect(page.locator("#h-plan")).to_be_visible()
    reader = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True)))
    texts = [printed(leaf.extract_text()) for leaf in reader.pages]
    assert len(texts) > 2
    for text in texts:
        for part in (rulebook.version, rulebook.digest, "2019-12-31", "中科园发", "全部默认"):
            assert part in text
        assert "以当年申报指南和主管部门审核为准" in text
    whole = "".join(texts)
    for part in ("全部结论", "分年度申报计划", "措施文本(第一至四条)"):
        assert part in whole
    assert "更新结果" not in whole


def printed(text: str) -> str:
    """A page's text without spaces, and without the radicals that fonts put for characters."""
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", text)).translate(RADICALS)
