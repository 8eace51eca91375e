"""API, page and command line agree byte for byte on a thousand synthetic companies."""

from __future__ import annotations

import json
from itertools import chain, islice
from pathlib import Path

import pytest
from yaoxie import Profile, Rulebook
from yaoxie.profile.vocabulary import packaged
from yaoxie.service.page import submission
from yaoxie.service.page.pages import Pages
from yaoxie.service.page.submission import Submission
from yaoxie.synth import population

from tests.service.conftest import Running
from tests.support import command_line, html_forms

COUNT, YEAR = 1000, 2024


@pytest.fixture(scope="module")
def texts() -> list[str]:
    lines = chain.from_iterable(population.profiles(COUNT, 13, year=YEAR))
    return [str(line) for line in islice(lines, COUNT)]


@pytest.fixture(scope="module")
def reports(rulebook: Rulebook, texts: list[str]) -> list[bytes]:
    return [rulebook.evaluate(Profile.from_json(text), YEAR).to_bytes() + b"\n" for text in texts]


def test_lines_are_answered_as_the_command_line_prints(
    service: Running, texts: list[str], tmp_path: Path
) -> None:
    body = "".join(f"{text}\n" for text in texts).encode()
    answer = service.client.post(
        f"/v1/evaluations:batch?year={YEAR}",
        content=body,
        headers={"Content-Type": "application/x-ndjson"},
    )
    file = tmp_path / "companies.ndjson"
    file.write_bytes(body)
    printed = command_line.run(
        "evaluate", str(file), "--year", str(YEAR), "--format", "json"
    ).stdout_bytes
    assert printed.count(b"\n") == COUNT
    assert printed == answer.content


def test_each_of_a_thousand_is_answered_byte_for_byte(
    service: Running, texts: list[str], reports: list[bytes]
) -> None:
    for text, report in zip(texts, reports, strict=True):
        answer = service.client.post(
            f"/v1/evaluations?year={YEAR}",
            content=text.encode(),
            headers={"Content-Type": "application/json"},
        )
        assert answer.content == report


@pytest.mark.no_cover  # what a thousand go through, those of test_page.py go through too
def test_the_form_keeps_each_company_and_gives_the_same_report(
    rulebook: Rulebook, texts: list[str], reports: list[bytes]
) -> None:
    pages = Pages(rulebook)
    measure = rulebook.library.default_measure
    for text, report in zip(texts, reports, strict=True):
        filled = Submission(data=json.loads(text), year=str(YEAR), measure=measure)
        form = html_forms.Page(pages.form(filled).content.decode()).form("profile")
        back = submission.read(form.pairs, packaged(), "zh")
        assert Profile.from_dict(back.data).digest == Profile.from_json(text).digest
        assert pages.show(back, "report.json").content == report
