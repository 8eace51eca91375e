"""API, page and command line agree byte for byte on synthetic companies.

The API is asked about a thousand, and held against the library, whose bytes the command line
prints; the command line and the form, which take longer, about some of them.
"""

from __future__ import annotations

import json
from itertools import chain, islice

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


def test_lines_are_answered_as_the_command_line_prints(service: Running, texts: list[str]) -> None:
    body = "\n".join(texts).encode()
    answer = service.client.post(
        f"/v1/evaluations:batch?year={YEAR}",
        content=body,
        headers={"Content-Type": "application/x-ndjson"},
    )
    answers = answer.content.splitlines(keepends=True)
    assert len(answers) == COUNT
    for text, answered in zip(texts[::SOME], answers[::SOME], strict=True):
        printed = command_line.run(
            "evaluate", "-", "--year", str(YEAR), "--format", "json", stdin=text
        )
        assert printed.stdout_bytes == answered


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
