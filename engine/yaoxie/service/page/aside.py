"""What the page has done in a process of its own: advice, large pages, files."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Any

from yaoxie.advice.advice_shapes import AdviceDict
from yaoxie.advice.shapes import ComparisonDict
from yaoxie.service.options import Question
from yaoxie.service.page.actions import View
from yaoxie.service.page.advised import YEARS, Advised, Step
from yaoxie.service.page.pages import Pages, Reply
from yaoxie.service.page.submission import Submission
from yaoxie.service.side_process import loaded

Rules = tuple[str | None, str]  # a folder of rules, None for the packaged ones, and their digest


def ready(rules: Rules) -> None:
    """Makes the process ready for what will be asked."""
    _pages(rules)


def show(rules: Rules, submission: Submission, view: View, advised: Advised) -> Reply:
    """A view of a submission."""
    return _pages(rules).show(submission, view, advised)


def load(rules: Rules, submission: Submission, content: bytes) -> Reply:
    """The form of a profile in a file."""
    return _pages(rules).load(submission, content)


def empty_book(rules: Rules) -> Reply:
    """The workbook that companies fill in."""
    return _pages(rules).empty_book()


def advise(
    rules: Rules, data: dict[str, Any], question: Question, day: date, step: Step
) -> AdviceDict | ComparisonDict:
    """One part of what the engine advises; the data is that of a valid profile."""
    rulebook = loaded(*rules)
    profile = rulebook.profile(data)
    if step == "compared":
        return rulebook.compare(profile, question.year, ended=False).to_dict()
    return rulebook.advise(
        profile,
        question.year,
        question.measure,
        question.readings,
        as_of=day,
        years=YEARS if step == "plan" else 1,
        only=[step],
    ).to_dict()


@cache
def _pages(rules: Rules) -> Pages:
    return Pages(loaded(*rules))
