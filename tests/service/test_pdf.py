"""The answer as a PDF: whole, the same each time, and clear about what it rests on."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest
import typst
from pypdf import PdfReader
from yaoxie import Rulebook
from yaoxie.errors import InputError
from yaoxie.messages import LANGS
from yaoxie.service.page import pdf

from tests.service.conftest import Running
from tests.service.test_page import submit
from tests.support import command_line

EXAMPLE = Path(__file__).parents[2] / "examples" / "biotech.json"


@pytest.fixture(autouse=True)
def _fonts() -> None:
    if not set(pdf.FONTS) & {*typst.Fonts().families()}:
        pytest.skip("no font with Chinese is installed")


def written(tmp_path: Path, *options: str) -> bytes:
    out = tmp_path / "answer.pdf"
    result = command_line.run(
        "report", str(EXAMPLE), "--year", "2019", "--out", str(out), "--force", *options
    )
    assert (result.exit_code, result.stdout) == (0, ""), result.stderr
    return out.read_bytes()


def words(text: str) -> str:
    return re.sub(r"\s", "", text)


@pytest.mark.parametrize("lang", LANGS)
def test_every_page_says_version_year_sources_readings_and_caveats(
    tmp_path: Path, rulebook: Rulebook, lang: str
) -> None:
    content = written(tmp_path, "--lang", lang, "--reading", "cap-scope=company")
    report = rulebook.evaluate(
        rulebook.profile(EXAMPLE.read_bytes()), 2019, readings={"cap-scope": "company"}
    )
    caveat = {"zh": "以当年申报指南和主管部门审核为准", "en": "authority'sreviewdecide"}[lang]
    number = report.plan.measure.number
    assert number is not None
    for page in PdfReader(io.BytesIO(content)).pages:
        text = words(page.extract_text()).replace("’", "'")
        for part in (rulebook.version, rulebook.digest, report.profile_digest, "2019-12-31"):
            assert part in text
        for part in (words(number), "cap-scope=company", caveat):
            assert part in text


def test_the_same_answer_is_the_same_file(tmp_path: Path) -> None:
    assert written(tmp_path) == written(tmp_path)


def test_the_page_gives_the_same_file(service: Running, tmp_path: Path, rulebook: Rulebook) -> None:
    data = rulebook.profile(EXAMPLE.read_bytes()).model_dump(mode="json", exclude_none=True)
    answer = submit(service, data, "report.pdf")
    assert answer.headers["content-type"] == "application/pdf"
    assert answer.content == written(tmp_path, "--lang", "zh")


def test_a_font_that_is_missing_is_named() -> None:
    with pytest.raises(InputError) as caught:
        pdf.chosen_font(["DejaVu Sans"])
    (fault,) = caught.value.faults
    assert "fonts-noto-cjk" in fault.text("zh")
    assert "Noto Sans CJK SC" in fault.text("en")


def test_a_file_that_is_there_is_not_replaced_unasked(tmp_path: Path) -> None:
    out = tmp_path / "answer.pdf"
    out.write_bytes(b"kept")
    result = command_line.run("report", str(EXAMPLE), "--out", str(out))
    assert any("--force" in line for line in command_line.refused(result))
    assert out.read_bytes() == b"kept"
    wrong = command_line.run("report", str(EXAMPLE), "--out", str(tmp_path / "answer.txt"))
    command_line.refused(wrong)
