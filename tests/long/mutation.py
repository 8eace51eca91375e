"""Changes each rule a little, and checks that some feature then fails.

python -m tests.long.mutation [EVERY] [MEASURE]

One process collects the features once. For each mutant it swaps the rulebook under those of the
changed measure, and under those that belong to none; it keeps what each scenario asks of the
rulebook, and runs those that are answered differently now until one fails: first those that
failed for most mutants of the same file, then those of the file's own feature, then the others. A
mutant that none fails is a survivor: a rule that no feature holds.

How far it is goes to standard error, the survivors and a table of the measures to standard output.
"""

from __future__ import annotations

import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from _pytest.runner import runtestprotocol
from pydantic import ValidationError
from pytest_bdd.scenario import scenario_wrapper_template_registry as TEMPLATES  # noqa: N812
from yaoxie import Profile, Rulebook, YaoxieError
from yaoxie.rules.library import Library

from tests.support.mutants import Mutant, mutants
from tests.support.rulebooks import checked, packaged

FEATURES = Path(__file__).parents[1] / "living" / "test_features.py"
QUESTIONS = ("evaluate", "compare")
PROGRESS = 50  # mutants between two lines of progress
# Changes that change nothing, by measure, file and change: two windows of a measure ask for the
# same days under the only option under which a requirement stands.
EQUIVALENT = {
    ("zgc-2019-27", "device-registration", "requires/4/when: trial-window"),
    ("zgc-2019-27", "new-drug-approval", "requires/1/when/any/0: trial-window"),
    ("zgc-2019-27", "new-drug-approval", "requires/1/when/any/1: trial-window"),
}


class Recorder:
    """Keeps what each scenario asks of the rulebook, and the answers."""

    def __init__(self) -> None:
        self.current = ""
        self.asked: dict[str, list[tuple[str, dict[str, Any], Any]]] = {}
        self.answers = {name: getattr(Rulebook, name) for name in QUESTIONS}

    def asking(self, name: str) -> Callable[..., Any]:
        """What stands in for a method of the rulebook."""

        def ask(rulebook: Rulebook, profile: Profile, **options: Any) -> Any:
            arguments = {"profile": profile, **options}
            answer = self.answer(rulebook, name, arguments)
            self.asked[self.current].append((name, arguments, answer))
            return self.answers[name](rulebook, **arguments)

        return ask

    def answer(self, rulebook: Rulebook, name: str, arguments: dict[str, Any]) -> Any:
        """The answer as plain data, or the error."""
        try:
            return self.answers[name](rulebook, **arguments).to_dict()
        except YaoxieError as error:
            return str(error)

    def changed(self, rulebook: Rulebook, scenario: str) -> bool:
        """Whether a scenario is answered differently than before; only then can it fail."""
        known = self.asked[scenario]
        return any(self.answer(rulebook, name, args) != answer for name, args, answer in known)


@dataclass
class Tally:
    """What came of the mutants of one measure; `refused` are those that the loader refuses."""

    scenarios: int
    mutants: int = 0
    refused: int = 0
    seconds: float = 0
    survivors: list[Mutant] = field(default_factory=list)


class Runner:
    """A plugin of pytest: instead of one run, one per mutant."""

    def __init__(self, every: int, measures: list[str]) -> None:
        self.every = every
        self.measures = measures
        self.tallies: dict[str, Tally] = {}
        self._recorder = Recorder()
        self._caught: Counter[tuple[str, str]] = Counter()  # by file and scenario

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Runs the mutants."""
        shared = Rulebook.load()
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(Rulebook, "load", lambda path=None: _load(path) if path else shared)
            passed = 0
            for name in self.measures:
                every = self._mutants(name, shared)
                self.tallies[name] = Tally(sum(_measure(item) == name for item in session.items))
                self._run(session, shared, name, every[-passed % self.every :: self.every])
                passed += len(every)
        return True

    def _mutants(self, name: str, rulebook: Rulebook) -> list[Mutant]:
        every = mutants(name, tuple(rulebook.series.values()))
        return [m for m in every if (m.measure, m.file, m.change) not in EQUIVALENT]

    def _run(
        self, session: pytest.Session, shared: Rulebook, name: str, chosen: list[Mutant]
    ) -> None:
        original = shared.__dict__
        tally = self.tallies[name]
        started = time.monotonic()
        for mutant in chosen:
            tally.mutants += 1
            try:
                changed = _swapped(shared, mutant).__dict__
            except (AssertionError, ValidationError):
                tally.refused += 1
                continue
            items = sorted(_concerned(session, mutant), key=self._order(mutant))
            if not any(self._catches(item, mutant, shared, original, changed) for item in items):
                tally.survivors.append(mutant)
            shared.__dict__ = original
            tally.seconds = time.monotonic() - started
            if tally.mutants % PROGRESS == 0 or tally.mutants == len(chosen):
                _progress(name, tally, len(chosen))

    def _order(self, mutant: Mutant) -> Callable[[pytest.Item], tuple[bool, int, bool]]:
        file = "measure" if mutant.file == mutant.measure else mutant.file

        def order(item: pytest.Item) -> tuple[bool, int, bool]:
            path = feature(item) or Path()
            other = path.parent.name != mutant.measure
            return other, -self._caught[mutant.file, item.nodeid], path.stem != file

        return order

    def _catches(
        self,
        item: pytest.Item,
        mutant: Mutant,
        shared: Rulebook,
        original: Any,
        changed: dict[str, Any],
    ) -> bool:
        recorder = self._recorder
        if item.nodeid not in recorder.asked:
            shared.__dict__ = original
            self._record(item)
        shared.__dict__ = changed
        if not recorder.changed(shared, item.nodeid) or not _fails(item):
            return False
        self._caught[mutant.file, item.nodeid] += 1
        return True

    def _record(self, item: pytest.Item) -> None:
        recorder = self._recorder
        recorder.current = item.nodeid
        recorder.asked[item.nodeid] = []
        with pytest.MonkeyPatch.context() as recording:
            for name in QUESTIONS:
                recording.setattr(Rulebook, name, recorder.asking(name))
            if _fails(item):
                raise pytest.UsageError(f"{item.nodeid} fails without any change")


_load = Rulebook.load


def _swapped(rulebook: Rulebook, mutant: Mutant) -> Rulebook:
    """The rulebook with the changed measure in the place of its original."""
    library = rulebook.library
    measures = {name: library.checked(name) for name in library.measures}
    measures[mutant.measure] = checked(mutant.files)
    series = mutant.series or tuple(library.series.values())
    changed = Library(library.version, library.default_measure, measures, library.digest, series)
    return Rulebook(changed)


def _concerned(session: pytest.Session, mutant: Mutant) -> Iterator[pytest.Item]:
    """Scenarios of the measure, and those that are of no measure."""
    for item in session.items:
        if feature(item) and _measure(item) in {mutant.measure, None}:
            yield item


def _measure(item: pytest.Item) -> str | None:
    """The measure that a scenario is of, where it is of one."""
    path = feature(item)
    return path.parent.name if path and path.parent.name in packaged() else None


def feature(item: pytest.Item) -> Path | None:
    """The feature file that a scenario stands in."""
    template = TEMPLATES.get(item.obj) if isinstance(item, pytest.Function) else None
    return Path(template.feature.filename) if template else None


def _fails(item: pytest.Item) -> bool:
    # With another item to come, all that is this one's own is torn down.
    following = next(entry for entry in item.session.items if entry is not item)
    reports = runtestprotocol(item, log=False, nextitem=following)
    return any(report.failed for report in reports)


def run(every: int = 1, measures: list[str] | None = None) -> Runner:
    """Runs every `every`-th mutant of these measures, or of all."""
    runner = Runner(every, measures or list(packaged()))
    options = ["-q", "--no-header", "--tb=no", "-p", "no:cacheprovider", "-n0"]
    options += ["-s"]  # so that progress is seen; scenarios print nothing
    options += ["-W", "ignore::pytest.PytestAssertRewriteWarning"]  # Hypothesis is here already
    status = pytest.main([str(FEATURES), *options], plugins=[runner])
    if status not in {pytest.ExitCode.OK, pytest.ExitCode.NO_TESTS_COLLECTED}:
        raise SystemExit(int(status))
    return runner


def _progress(name: str, tally: Tally, total: int) -> None:
    line = f"{name}: {tally.mutants} of {total} mutants, {len(tally.survivors)} survive"
    sys.stderr.write(f"{line}, {tally.seconds:.0f} s\n")


def _table(tallies: dict[str, Tally]) -> Iterator[str]:
    """A line for each measure, under a heading."""
    row = "{:<20} {:>9} {:>8} {:>8} {:>8} {:>8}".format
    yield row("measure", "scenarios", "mutants", "refused", "survive", "seconds")
    for name, tally in tallies.items():
        counts = (tally.scenarios, tally.mutants, tally.refused, len(tally.survivors))
        yield row(name, *counts, f"{tally.seconds:.0f}")


def main(every: str = "1", *measures: str) -> int:
    """Prints the survivors and a table; the exit status says whether there are survivors."""
    tallies = run(int(every), list(measures)).tallies
    survivors = [survivor for tally in tallies.values() for survivor in tally.survivors]
    lines = [f"survives: {survivor}" for survivor in survivors] + list(_table(tallies))
    total = sum(tally.mutants for tally in tallies.values())
    print(*lines, f"{total} mutants, {len(survivors)} survive", sep="\n")  # noqa: T201
    return 1 if survivors else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
