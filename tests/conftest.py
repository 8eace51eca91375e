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


# Following what runs doubles its time. Lines that many examples of a property run, few run too.
_FOLLOWED_EXAMPLES = 10
_FOLLOWED_SEEDS = 2


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Coverage follows a test with the first of its seeds."""
    for item in items:
        call = getattr(item, "callspec", None)
        seed = call.params.get("seed") if call else None
        if isinstance(seed, int) and seed >= _FOLLOWED_SEEDS:
            item.add_marker(pytest.mark.no_cover)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Generator[None, bool, bool]:
    """Coverage follows no child process of a test whose own process it does not follow."""
    if item.get_closest_marker("no_cover") is None:
        return (yield)
    with pytest.MonkeyPatch.context() as patch:
        for name in [name for name in os.environ if name.startswith("COVERAGE_PROCESS")]:
            patch.delenv(name)
        return (yield)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Generator[None, None, None]:
    """Coverage follows the first examples of a property."""
    measuring = Coverage.current()
    tested = getattr(getattr(item, "obj", None), "hypothesis", None)
    if measuring is None or tested is None or item.get_closest_marker("no_cover"):
        return (yield)
    whole, examples = tested.inner_test, 0

    @functools.wraps(whole)
    def followed_at_first(*args: Any, **kwargs: Any) -> Any:
        nonlocal examples
        examples += 1
        if examples == _FOLLOWED_EXAMPLES + 1:
            measuring.stop()
        return whole(*args, **kwargs)

    tested.inner_test = followed_at_first
    try:
        return (yield)
    finally:
        tested.inner_test = whole
        if examples > _FOLLOWED_EXAMPLES:
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
