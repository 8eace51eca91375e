"""Whatever a public method returns or raises can be imported from `yaoxie`."""

from __future__ import annotations

import inspect
import sys
from collections.abc import Callable, Iterator
from typing import Any, get_args, get_type_hints

import pytest
import yaoxie
from yaoxie import errors
from yaoxie.screening import api, screening

NAMES = [*yaoxie.__all__, *yaoxie._OF_EXTRA]
CLASSES = [value for name in NAMES if inspect.isclass(value := getattr(yaoxie, name))]


def methods(cls: type) -> Iterator[Callable[..., Any]]:
    """The public methods and properties of a class that are of this package."""
    for name in dir(cls):
        if name.startswith("_"):
            continue
        member = inspect.getattr_static(cls, name)
        method = member.fget if isinstance(member, property) else member
        method = getattr(method, "__func__", method)
        method = getattr(method, "__wrapped__", method)
        if inspect.isfunction(method) and method.__module__.startswith("yaoxie"):
            yield method


def returned(method: Callable[..., Any]) -> set[type]:
    """The classes of this package that a method's annotations say it returns."""
    # What is imported for types alone, to spare others the screening of populations.
    names = {**vars(api), **vars(screening), **vars(sys.modules[method.__module__])}
    return set(parts(get_type_hints(method, localns=names).get("return")))


def parts(annotation: Any) -> Iterator[type]:
    for part in get_args(annotation):
        yield from parts(part)
    if inspect.isclass(annotation) and annotation.__module__.startswith("yaoxie"):
        yield annotation


@pytest.mark.parametrize("cls", CLASSES, ids=lambda cls: cls.__name__)
def test_what_public_methods_return_is_exported(cls: type) -> None:
    for method in methods(cls):
        assert returned(method) <= set(CLASSES), f"{method.__qualname__} returns what is not public"


def test_the_walk_sees_what_methods_return() -> None:
    assert returned(yaoxie.Rulebook.evaluate) == {yaoxie.Report}
    assert returned(yaoxie.Rulebook.screen) == {yaoxie.Population}
    seen = {method.__name__ for method in methods(yaoxie.Rulebook)}
    assert {"load", "evaluate", "compare", "screen"} <= seen


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
