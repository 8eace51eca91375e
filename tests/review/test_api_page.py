"""The page of public names is what docstrings and annotations say."""

from __future__ import annotations

import inspect
import re

import pytest
import yaoxie
from yaoxie.review import api_page

PAGE = api_page.path().read_text(encoding="utf-8")
PUBLIC = [*yaoxie.__all__, *yaoxie._OF_EXTRA]


def section(name: str) -> str:
    """What the page says of a class."""
    return PAGE.split(f"\n### {name}\n")[1].split("\n### ")[0]


def test_the_page_is_not_behind_the_docstrings() -> None:
    assert api_page.text() == PAGE, "written anew by: python -m yaoxie.review.pages"


def test_every_public_class_stands_on_the_page_once() -> None:
    classes = {name for name in PUBLIC if inspect.isclass(getattr(yaoxie, name))}
    headings = re.findall(r"^### (\w+)$", PAGE, re.MULTILINE)
    assert sorted(headings) == sorted(classes)
    assert classes == set(PUBLIC) - {"__version__"}


def test_no_two_headings_have_the_same_anchor() -> None:
    anchors = [text.lower() for text in re.findall(r"^#+ (.*)$", PAGE, re.MULTILINE)]
    assert len(set(anchors)) == len(anchors)


@pytest.mark.parametrize("name", [name for name in PUBLIC if name != "__version__"])
def test_every_class_is_described_with_its_public_methods(name: str) -> None:
    class_ = getattr(yaoxie, name)
    text = section(name)
    assert inspect.cleandoc(class_.__doc__) in text
    for method, function in vars(class_).items():
        if inspect.isfunction(function) and not method.startswith("_"):
            assert f"\n#### {name}.{method}\n" in text
            assert inspect.cleandoc(function.__doc__ or "") in text


def test_signatures_are_as_they_are_called() -> None:
    assert "\nprofile(data: str | bytes | Mapping[str, Any]) -> Profile\n" in section("Rulebook")
    screened = section("Rulebook").split("#### Rulebook.screen\n")[1]
    assert "\n    *,\n    open_only: bool = False,\n" in screened
    assert "from_json(text: str | bytes) -> Self" in section("Profile")


def test_fields_stand_with_what_is_said_under_them_and_what_is_the_engines_own_does_not() -> None:
    assert "\n| `ceiling` | `Figure` | What it may bring by itself" in section("FindingDict")
    assert "\n| `aliases` | `list[Id]` | ids that it had before |" in section("Measure")
    assert "`basis`" not in section("Report")
    assert "`library`" not in section("Rulebook")
    assert "| `Readings` | `Mapping[str, str] \\| None` |" in PAGE
