"""API, page and command line agree byte for byte on synthetic companies.

API and command line are asked about a thousand; the form, which takes longer, about some of them.
"""

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
SOME = 25  # one of so many


@pytest.fixture(scope="module")
def texts() -> list[str]:
    lines = chain.from_iterable(population.profiles(COUNT, 13, year=YEAR))
    return [str(line) for line in islice(lines, COUNT)]


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
    service: Running, rulebook: Rulebook, texts: list[str]
) -> None:
    for text in texts:
        answer = service.client.post(
            f"/v1/evaluations?year={YEAR}",
            content=text.encode(),
            headers={"Content-Type": "application/json"},
        )
        report = rulebook.evaluate(Profile.from_json(text), YEAR)
        assert answer.content == report.to_bytes() + b"\n"


def test_the_form_keeps_each_company_and_gives_the_same_report(
    service: Running, rulebook: Rulebook, texts: list[str]
) -> None:
    pages = Pages(rulebook)
    measure = rulebook.library.default_measure
    for text in texts[::SOME]:
        filled = Submission(data=json.loads(text), year=str(YEAR), measure=measure)
        form = html_forms.Page(pages.form(filled).content.decode()).form("profile")
        profile = Profile.from_json(text)
        back = submission.read(form.pairs, packaged(), "zh").data
        assert Profile.from_dict(back).digest == profile.digest
        answer = service.client.post(
            "/",
            content=form.body("report.json"),
            headers={"Content-Type": "application/x-www-form-urlencoded"},
        )
        assert answer.content == rulebook.evaluate(profile, YEAR).to_bytes() + b"\n"
