"""Tables of every command on terminals of any width: nothing is cut, nothing falls to pieces."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from rich.cells import cell_len

from tests.support.command_line import PROFILE, run

WIDTHS = (0, 20, 40, 50, 80, 200)
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
    at_least = texts[80]
    for width, text in texts.items():
        lines = text.splitlines()
        assert max(map(cell_len, lines)) <= max(width, 80)
        assert "…" not in text
        if width < 80:
            assert text == at_least
    # A text that falls to pieces stands a character a line, for many lines.
    short = "".join("." if len(line.strip()) == 1 else "#" for line in at_least.splitlines())
    assert "...." not in short


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
