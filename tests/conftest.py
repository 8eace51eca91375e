"""Sets how Hypothesis runs, and whether tests may skip."""

from __future__ import annotations

import functools
import os
import signal
from collections.abc import Generator
from typing import Any

import hypothesis
import pytest
from coverage import Coverage
from hypothesis import HealthCheck
from yaoxie import Rulebook

# What the command line says is read in English, whatever the language of the machine; what tables
# say in Chinese is asked for.
os.environ |= {"LC_ALL": "", "LC_MESSAGES": "", "LANG": "en_US.UTF-8"}

# `HYPOTHESIS_PROFILE=deep` looks for new examples, and for more of them.
# `brisk` tries few, for a first look while a change is being made.
_SLOW = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example]
hypothesis.settings.register_profile(
    "steady", deadline=None, derandomize=True, database=None, suppress_health_check=_SLOW
)
hypothesis.settings.register_profile(
    "deep", deadline=None, max_examples=2000, suppress_health_check=_SLOW
)
hypothesis.settings.register_profile(
    "brisk", hypothesis.settings.get_profile("steady"), max_examples=20
)
hypothesis.settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "steady"))


def pytest_configure() -> None:
    """Tests that interrupt their children work in the background too, where Ctrl-C is ignored."""
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)


# Tracing doubles the time of what it follows. What many examples of a property run, the first few
# run too.
_FOLLOWED = 20


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Generator[None]:
    """Measures coverage by the first examples of a property."""
    measuring = Coverage.current()
    property_ = getattr(getattr(item, "obj", None), "hypothesis", None)
    if measuring is None or property_ is None or item.get_closest_marker("no_cover"):
        return (yield)
    inner, examples = property_.inner_test, 0

    def followed(*args: Any, **kwargs: Any) -> Any:
        nonlocal examples
        examples += 1
        if examples == _FOLLOWED + 1:
            measuring.stop()
        return inner(*args, **kwargs)

    property_.inner_test = functools.wraps(inner)(followed)
    try:
        return (yield)
    finally:
        property_.inner_test = inner
        if examples > _FOLLOWED:
            measuring.start()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    call: pytest.CallInfo[None],
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """With YAOXIE_REQUIRE_ALL=1, a test that would skip fails."""
    report = yield
    expected = hasattr(report, "wasxfail")
    if report.skipped and not expected and os.environ.get("YAOXIE_REQUIRE_ALL") == "1":
        report.outcome = "failed"
        reason = call.excinfo.value if call.excinfo else "no reason"
        report.longrepr = f"skipped, though nothing may be (YAOXIE_REQUIRE_ALL=1): {reason}"
    return report


@pytest.fixture(scope="session")
def rulebook() -> Rulebook:
    """The packaged rulebook."""
    return Rulebook.load()
