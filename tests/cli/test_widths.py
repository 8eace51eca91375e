"""Tables of every command on terminals of any width: nothing is cut, nothing falls to pieces."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from rich.cells import cell_len

from tests.support.command_line import PROFILE, run

pytestmark = pytest.mark.no_cover  # what tables run through is measured elsewhere

WIDTHS = (0, 20, 40, 60, 80, 120, 200)
FRAME = "─"
YEAR = ("--year", "2019")
COMMANDS = {
    "evaluate": ("evaluate", "-", *YEAR),
    "compare": ("compare", "-", *YEAR),
    "measures": ("measures",),
    "measure": ("measures", "chengdu-2025"),
    "summary": ("screen", "lines.ndjson", "--out", "out.parquet", *YEAR, "--summary", "--force"),
}


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def shown(name: str, lang: str, width: int) -> str:
    result = run(*COMMANDS[name], "--lang", lang, stdin=json.dumps(PROFILE), columns=width)
    assert result.exit_code == 0, result.stderr
    return result.stdout


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("name", COMMANDS)
def test_tables_can_be_read_at_every_width(place: Path, name: str, lang: str) -> None:
    (place / "lines.ndjson").write_text(f"{json.dumps(PROFILE)}\n" * 9, encoding="utf-8")
    texts = {width: shown(name, lang, width) for width in WIDTHS}
    for width, text in texts.items():
        lines = text.splitlines()
        assert max(map(cell_len, lines)) <= max(width or 80, 40)
        assert "…" not in text
        assert (FRAME in text) is (name != "measure" and (width == 0 or width >= 80))
        # A text that falls to pieces stands a character a line, for many lines.
        short = "".join("." if len(line.strip()) == 1 else "#" for line in lines)
        assert "...." not in short
    assert texts[0] == texts[80]
    assert texts[20] == texts[40]


@pytest.mark.parametrize("name", COMMANDS)
def test_lines_without_tables_lose_no_word_of_them(place: Path, name: str) -> None:
    (place / "lines.ndjson").write_text(f"{json.dumps(PROFILE)}\n" * 9, encoding="utf-8")
    narrow = "".join(shown(name, "zh", 40).split())
    for line in shown(name, "zh", 200).splitlines():
        cells = (cell.strip() for cell in re.split(r" {2,}", line.strip(f" {FRAME}")))
        assert [cell for cell in cells if "".join(cell.split()) not in narrow] == []


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("name", [name for name in COMMANDS if name != "summary"])
def test_plain_lines_are_the_same_at_every_width_and_without_colours(
    name: str, lang: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    asked = (*COMMANDS[name], "--plain", "--lang", lang)
    texts = {run(*asked, stdin=json.dumps(PROFILE), columns=width).stdout for width in (0, 40, 200)}
    (text,) = texts
    assert text.endswith("\n")
    assert not {"\x1b", FRAME, "…"} & set(text)


def test_colours_are_left_out_where_the_environment_asks_for_none(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    asked = (*COMMANDS["evaluate"], "--lang", "zh")
    coloured = run(*asked, stdin=json.dumps(PROFILE)).stdout
    monkeypatch.setenv("NO_COLOR", "1")
    without = run(*asked, stdin=json.dumps(PROFILE)).stdout
    colour = re.compile(r"\x1b\[(?:\d+;)*3\d")
    assert colour.search(coloured)
    assert not colour.search(without)


@pytest.mark.parametrize("width", WIDTHS)
def test_bars_of_the_summary_have_names_that_differ(place: Path, width: int) -> None:
    (place / "lines.ndjson").write_text(f"{json.dumps(PROFILE)}\n" * 9, encoding="utf-8")
    lines = shown("summary", "en", width).splitlines()
    start = next(i for i, line in enumerate(lines) if line.startswith("Total per company"))
    end = lines.index("", start)
    names = [re.split(r" {2,}", line)[0] for line in lines[start + 1 : end]]
    assert len(names) > 5
    assert all(names)
    assert len(set(names)) == len(names)
