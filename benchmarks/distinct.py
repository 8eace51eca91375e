"""Many different profiles: synthetic companies, of which each is decided as it comes."""

from __future__ import annotations

import gc
import statistics
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial

import durable_rules_engine as durable
from peers import zen_graphs
from yaoxie import Profile, Report, Rulebook
from yaoxie.synth import population

SEED = 27
YEAR = 2025
BATCH = 50  # companies, some milliseconds
Deciders = Sequence[Callable[[], object]]
Eligible = set[tuple[str, str]]  # support, and id of the subject


def profiles(count: int) -> list[Profile]:
    """The first companies of a synthetic population, with awards of all measures."""
    library = Rulebook.load().library
    supports = {
        name: [(support.id, support.subject) for support in library.checked(name).supports]
        for name in library.measures
    }
    texts = population.profiles(count, SEED, year=YEAR, supports=supports)
    return [Profile.from_json(text) for series in texts for text in series]


def lines(rulebook: Rulebook, companies: Sequence[Profile]) -> dict[str, Deciders]:
    """For each engine, one function per company that decides it."""

    def evaluations(rules: Rulebook) -> Deciders:
        return [partial(rules.evaluate, profile, YEAR) for profile in companies]

    return {
        "yaoxie, profile to report": evaluations(rulebook),
        "yaoxie, nothing remembered": evaluations(Rulebook.load(memo=False)),
        "zen-engine, expressions": zen_graphs.deciders(companies, YEAR, "expressions", trace=False),
        "zen-engine, expressions, trace": zen_graphs.deciders(
            companies, YEAR, "expressions", trace=True
        ),
        "zen-engine, tables, trace": zen_graphs.deciders(companies, YEAR, "tables", trace=True),
    }


def measure(deciders: dict[str, Deciders], rounds: int) -> dict[str, float]:
    """µs a company, over all of them; the lines take turns.

    Each batch of companies counts with the best of `rounds` times, since other work on the
    machine disturbs every pass somewhere.
    """
    best: dict[str, list[float]] = {}
    for _ in range(rounds):
        for name, calls in deciders.items():
            times = [_pass(calls[i : i + BATCH]) for i in range(0, len(calls), BATCH)]
            best[name] = list(map(min, times, best.get(name, times)))
    return {name: statistics.mean(times) for name, times in best.items()}


def first_pass(companies: Sequence[Profile]) -> tuple[float, int]:
    """µs a company where each is seen for the first time, and the records that rules ran on."""
    rulebook = Rulebook.load()
    rulebook.evaluate(companies[0], YEAR)
    with _counted() as records:
        microseconds = _pass([partial(rulebook.evaluate, profile, YEAR) for profile in companies])
    return microseconds, len(records)


def agree(rulebook: Rulebook, companies: Sequence[Profile]) -> None:
    """Stops where zen-engine finds other supports eligible than yaoxie does."""
    deciders = zen_graphs.deciders(companies, YEAR, "expressions", trace=False)
    for profile, decide in zip(companies, deciders, strict=True):
        if pairs := differences(rulebook.evaluate(profile, YEAR), decide()):
            raise SystemExit(f"{profile.company.name}: they differ on {pairs}")


def differences(report: Report, eligible: Eligible) -> list[tuple[str, str]]:
    """Where a peer decides otherwise, but for what is undetermined: it knows no "unknown"."""
    statuses = {(entry.support, str(entry.subject.id)): entry.status for entry in report.findings}
    own = {pair for pair, status in statuses.items() if status == "eligible"}
    undetermined = {pair for pair, status in statuses.items() if status == "undetermined"}
    return sorted((eligible ^ own) - undetermined)


def _pass(calls: Deciders) -> float:
    gc.collect()
    gc.disable()
    start = time.process_time()
    for call in calls:
        call()
    seconds = time.process_time() - start
    gc.enable()
    return seconds / len(calls) * 1e6


@contextmanager
def _counted() -> Iterator[list[None]]:
    """Counts the records that durable-rules is asked about."""
    records: list[None] = []
    original = durable.assert_fact

    def counting(handle: int, record: str) -> tuple[int, int]:
        records.append(None)
        return original(handle, record)

    durable.assert_fact = counting
    try:
        yield records
    finally:
        durable.assert_fact = original
