"""The Chinese pages of docs/zh say what their twins in docs/ say, in the same places."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

DOCS = Path(__file__).parents[2] / "docs"
PAGES = sorted((DOCS / "zh").glob("*.md"))
FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
every_page = pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)


def twin(page: Path) -> Path:
    return DOCS / page.name


def prose(page: Path) -> str:
    """A page without its fences, in which a comment would look like a heading."""
    return FENCE.sub("", page.read_text(encoding="utf-8"))


def headings(page: Path) -> list[tuple[str, str]]:
    return re.findall(r"^(#+) (.*)$", prose(page), re.MULTILINE)


def anchors(page: Path) -> set[str]:
    return {re.sub(r"[^\w\- ]", "", text.lower()).replace(" ", "-") for _, text in headings(page)}


def commands(page: Path) -> list[list[str]]:
    """The words of commands, code and JSON that a page shows, without comments and --lang."""
    lines = []
    for language, block in FENCE.findall(page.read_text(encoding="utf-8")):
        for line in block.splitlines():
            if language in {"sh", "python", "json"} or line.startswith("$ "):
                bare = re.sub(r" --lang (zh|en)\b", "", re.sub(r"(^|\s)# .*", "", line))
                lines.append(bare.split())
    return [words for words in lines if words]


def first_cells(page: Path) -> list[str]:
    """The code in the first cells of tables: the names of fields, options, steps and notices."""
    cells = re.findall(r"^\| ([^|\n]*(?:\\\|[^|\n]*)*)\|", prose(page), re.MULTILINE)
    return [name for cell in cells for name in sorted(re.findall(r"`([^`]+)`", cell))]


def test_there_are_chinese_pages() -> None:
    assert {"command-line", "report", "advice", "plan", "sheets"} <= {page.stem for page in PAGES}


@every_page
def test_a_chinese_page_and_its_twin_lead_to_each_other(page: Path) -> None:
    assert twin(page).exists()
    assert f"](../{page.name})" in page.read_text(encoding="utf-8")
    assert f"](zh/{page.name})" in twin(page).read_text(encoding="utf-8")


@every_page
def test_a_chinese_page_has_the_headings_of_its_twin_level_by_level(page: Path) -> None:
    assert [level for level, _ in headings(page)] == [level for level, _ in headings(twin(page))]


@every_page
def test_a_chinese_page_shows_the_commands_and_code_of_its_twin(page: Path) -> None:
    assert commands(page) == commands(twin(page))


@every_page
def test_tables_of_a_chinese_page_name_what_those_of_its_twin_name(page: Path) -> None:
    assert first_cells(page) == first_cells(twin(page))


@every_page
def test_links_of_a_chinese_page_lead_somewhere(page: Path) -> None:
    for path, anchor in re.findall(r"\]\(([^)#:]*)(?:#([^)]*))?\)", prose(page)):
        target = page.parent / path if path else page
        assert target.exists(), path
        assert not anchor or anchor in anchors(target), f"{path}#{anchor}"


@every_page
def test_a_chinese_page_leads_to_other_pages_in_chinese_where_they_are(page: Path) -> None:
    linked = set(re.findall(r"\]\(\.\./([^)#]*)", prose(page)))
    assert linked & {other.name for other in PAGES} == {page.name}


@every_page
def test_tables_of_a_chinese_page_have_the_figures_of_its_twin(page: Path) -> None:
    def figures(text: str) -> list[str]:
        return re.findall(r"(?<=\| )(?:≈ )?\d[\d,.]*(?= \|)", text)

    assert figures(prose(page)) == figures(prose(twin(page)))
