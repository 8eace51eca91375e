"""What is imported from `yaoxie` is public, and so is all that it returns, raises and holds."""

from __future__ import annotations

import inspect
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property
from pathlib import Path
from typing import Any, get_args, get_type_hints

import pytest
import yaoxie
from yaoxie import Rulebook, errors
from yaoxie.screening import api, screening

ROOT = Path(__file__).parents[2]
NAMES = [*yaoxie.__all__, *yaoxie._OF_EXTRA]
CLASSES = [value for name in NAMES if inspect.isclass(value := getattr(yaoxie, name))]
Annotation = Any

# What public objects carry for the engine alone; docs/architecture.md names them.
OF_THE_ENGINE = {
    "Finding.settled",
    "Measure.at_most",
    "Measure.groups",
    "Measure.limits",
    "Measure.periods",
    "Measure.requires",
    "Measure.windows",
    "Plan.payers",
    "Plan.vocabulary",
    "Plan.windows",
    "Profile.vocabulary",
    "Registration.expectation",
    "Report.basis",
    "Requirement.condition",
    "Requirement.fulfilled",
    "RequirementTerms.expectation",
    "Row.further",
    "Rulebook.library",
    "Screening.vocabulary",
    "Share.base",
    "Supplement.condition",
    "SupplementTerms.expectation",
    "Support.payment",
    "SupportTerms.days",
    "SupportTerms.grounds",
    "SupportTerms.promises",
}
# Where a class stands for all that derive from it or stand beside it.
CARRIERS = {"Record": "Profile", "ProfileRecord": "Profile"}

# Beside `yaoxie`, what the pages show how to import.
DOORS = {
    "yaoxie.cli.app": {"main"},
    "yaoxie.screening.spark": {"driver"},
    "yaoxie.screening.spark.parts": {"Parts"},
    "yaoxie.screening.spark.session": {"Cluster"},
    "yaoxie.tables.ndjson.source": {"NdjsonSource"},
    "yaoxie.tables.parquet_writer": {"write_parquet"},
}
IMPORT = re.compile(r"\b(?:from (yaoxie[\w.]*) )?import (yaoxie[\w.]*|\w+(?:, \w+)*)")


def own_bases(cls: type) -> Iterator[type]:
    """A class and those of this package that it derives from."""
    yield from (base for base in cls.__mro__ if base.__module__.startswith("yaoxie"))


def members(cls: type) -> Iterator[tuple[str, Callable[..., Any], bool]]:
    """The public methods and properties that a class defines: name, function, whether called."""
    for name, member in vars(cls).items():
        if name.startswith("_"):
            continue
        match member:
            case property(fget=function) | cached_property(func=function):
                called = False
            case _:
                function, called = getattr(member, "__func__", member), True
        function = getattr(function, "__wrapped__", function)
        if inspect.isfunction(function) and function.__module__.startswith("yaoxie"):
            yield name, function, called


def hints(annotated: Any, module: str) -> dict[str, Annotation]:
    # What is imported for types alone, to spare others the screening of populations.
    names = {**vars(api), **vars(screening), **vars(sys.modules[module])}
    return get_type_hints(annotated, localns=names)


def returned(method: Callable[..., Any]) -> set[type]:
    """The classes of this package that a method's annotations say it returns."""
    return set(parts(hints(method, method.__module__).get("return")))


def parts(annotation: Annotation) -> Iterator[type]:
    for part in get_args(annotation):
        yield from parts(part)
    if inspect.isclass(annotation) and annotation.__module__.startswith("yaoxie"):
        yield annotation


def contents_of_class(cls: type) -> Iterator[tuple[str, set[type]]]:
    """The public fields and properties of a class, and the classes that they hold."""
    for base in own_bases(cls):
        carrier = CARRIERS.get(base.__name__, base.__name__)
        annotations = hints(base, base.__module__)
        for name in vars(base).get("__annotations__", ()):
            if not name.startswith("_"):
                yield f"{carrier}.{name}", set(parts(annotations[name]))
        for name, function, called in members(base):
            if not called:
                yield f"{carrier}.{name}", returned(function)


def contents_of_object(value: object) -> Iterator[tuple[str, set[type]]]:
    """The same of an object whose class names no fields, by what it is seen to hold."""
    for name, content in vars(value).items():
        if not name.startswith("_"):
            classes = {type(part) for part in flattened(content)}
            own = {cls for cls in classes if cls.__module__.startswith("yaoxie")}
            yield f"{type(value).__name__}.{name}", own


def flattened(content: object) -> Iterator[object]:
    match content:
        case Mapping():
            for part in content.values():
                yield from flattened(part)
        case str() | bytes():
            yield content
        case Iterable() if type(content).__module__ == "builtins":
            for part in content:
                yield from flattened(part)
        case _:
            yield content


def all_contents(rulebook: Rulebook) -> dict[str, set[type]]:
    contents: dict[str, set[type]] = {}
    for cls in CLASSES:
        contents |= contents_of_class(cls)
    for value in (rulebook, rulebook.screening(2025)):
        contents |= contents_of_object(value)
    return contents


def imports(text: str) -> Iterator[tuple[str, set[str]]]:
    """The modules of this package that a page imports from, and the names."""
    for module, names in IMPORT.findall(text):
        if module or names.startswith("yaoxie"):
            yield module or names, set(names.split(", ")) if module else set()


@pytest.mark.parametrize("cls", CLASSES, ids=lambda cls: cls.__name__)
def test_what_public_methods_return_is_exported(cls: type) -> None:
    for base in own_bases(cls):
        for _, method, called in members(base):
            if called:
                not_public = returned(method) - set(CLASSES)
                assert not not_public, f"{method.__qualname__} returns what is not public"


def test_what_public_attributes_hold_is_exported_or_named_as_the_engines_own(
    rulebook: Rulebook,
) -> None:
    contents = all_contents(rulebook)
    assert {
        name for name, classes in contents.items() if not classes <= set(CLASSES)
    } == OF_THE_ENGINE


def test_the_walk_sees_what_is_returned_and_held(rulebook: Rulebook) -> None:
    assert returned(Rulebook.evaluate) == {yaoxie.Report}
    assert returned(Rulebook.screen) == {yaoxie.Population}
    assert {"load", "evaluate", "compare", "screen"} <= {name for name, *_ in members(Rulebook)}
    contents = all_contents(rulebook)
    assert contents["Profile.company"] == {yaoxie.Company}
    assert contents["Drug.milestones"] == {yaoxie.DrugMilestone}
    assert contents["Finding.judgements"] == {yaoxie.Judgement}
    assert contents["Finding.calculation"] == {yaoxie.Step}
    assert contents["ReportDict.findings"] == {yaoxie.FindingDict}
    assert contents["Rulebook.measures"] == {yaoxie.Measure}
    assert contents["Profile.implausible"] == {yaoxie.Implausible}
    assert contents["Screening.plan"] == {yaoxie.Plan}


def test_the_architecture_page_names_what_is_the_engines_own() -> None:
    page = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    section = page.split("## Public names")[1].split("\n## ")[0]
    named = set(re.findall(r"`(\w+\.\w+)`", section))
    assert {name for name in named if name.split(".")[0] != "yaoxie"} == OF_THE_ENGINE


PAGES = [*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_pages_import_nothing_but_public_names(page: Path) -> None:
    for module, names in imports(page.read_text(encoding="utf-8")):
        assert names <= (set(NAMES) if module == "yaoxie" else DOORS.get(module, set())), module


def test_every_door_is_shown_on_a_page() -> None:
    shown: dict[str, set[str]] = {}
    for page in PAGES:
        for module, names in imports(page.read_text(encoding="utf-8")):
            shown[module] = shown.get(module, set()) | names
    assert {module: shown.get(module) for module in DOORS} == DOORS


def test_every_error_is_exported() -> None:
    tree = {
        name
        for name, value in vars(errors).items()
        if inspect.isclass(value) and issubclass(value, errors.YaoxieError)
    }
    assert tree <= set(NAMES)


def test_every_name_is_there_and_no_other_is_promised() -> None:
    assert set(NAMES) <= set(dir(yaoxie))
    assert all(hasattr(yaoxie, name) for name in NAMES)
    with pytest.raises(AttributeError, match="'yaoxie' has no attribute 'Nothing'"):
        _ = yaoxie.Nothing
