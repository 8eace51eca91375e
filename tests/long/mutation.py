"""Changes each rule a little, and checks that some feature then fails.

python -m tests.long.mutation [EVERY] [MEASURE]

One process collects the features once. For each mutant it swaps the rulebook under those of the
changed measure, and under those that belong to none; it keeps what each scenario asks of the
rulebook, and runs those that are told something else now, those of the changed file first, until
one fails. A mutant that none fails is a survivor: a rule that no feature holds.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Iterator
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
_APPROVED = "requires/3/when/any/1/not/any/0/reached"
# Changes that change nothing, by measure, file and change: a drug whose phase was completed within
# the claim year cannot have been approved before it.
EQUIVALENT = {
    ("suzhou-2023", f"{kind}-{phase}", f"{_APPROVED}: within-claim-year")
    for kind in ("innovative", "improved")
    for phase in (1, 2, 3)
}


class Recorder:
    """Keeps what each scenario asks of the rulebook, and what it is told."""

    def __init__(self) -> None:
        self.current = ""
        self.asked: dict[str, list[tuple[str, dict[str, Any], Any]]] = {}
        self.answers = {name: getattr(Rulebook, name) for name in QUESTIONS}

    def asking(self, name: str) -> Callable[..., Any]:
        """What stands in for a method of the rulebook."""

        def ask(rulebook: Rulebook, profile: Profile, **options: Any) -> Any:
            asked = {"profile": profile, **options}
            said = self.told(rulebook, name, asked)
            self.asked[self.current].append((name, asked, said))
            return self.answers[name](rulebook, **asked)

        return ask

    def told(self, rulebook: Rulebook, name: str, asked: dict[str, Any]) -> Any:
        """The answer as plain data, or the error."""
        try:
            return self.answers[name](rulebook, **asked).to_dict()
        except YaoxieError as error:
            return str(error)

    def changed(self, rulebook: Rulebook, scenario: str) -> bool:
        """Whether a scenario is told something else than before; only then can it fail."""
        known = self.asked[scenario]
        return any(self.told(rulebook, name, asked) != said for name, asked, said in known)


class Runner:
    """A plugin of pytest: instead of one run, one per mutant."""

    def __init__(self, every: int, measures: list[str]) -> None:
        self.every = every
        self.measures = measures
        self.survivors: list[Mutant] = []
        self.counts: Counter[str] = Counter()
        self._recorder = Recorder()
        self._caught: Counter[str] = Counter()

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Runs the mutants."""
        shared = Rulebook.load()
        original = shared.__dict__
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(Rulebook, "load", lambda path=None: _load(path) if path else shared)
            for mutant in self._mutants(shared):
                self.counts[mutant.measure] += 1
                try:
                    changed = _swapped(shared, mutant).__dict__
                except (AssertionError, ValidationError):
                    continue  # the loader refuses it
                items = sorted(_concerned(session, mutant), key=self._order(mutant))
                if not any(self._catches(item, shared, original, changed) for item in items):
                    self.survivors.append(mutant)
                shared.__dict__ = original
        return True

    def _mutants(self, rulebook: Rulebook) -> Iterator[Mutant]:
        series = tuple(rulebook.series.values())
        every = [mutant for name in self.measures for mutant in mutants(name, series)]
        fine = [m for m in every if (m.measure, m.file, m.change) not in EQUIVALENT]
        yield from fine[:: self.every]

    def _order(self, mutant: Mutant) -> Callable[[pytest.Item], tuple[bool, bool, int]]:
        file = "measure" if mutant.file == mutant.measure else mutant.file

        def order(item: pytest.Item) -> tuple[bool, bool, int]:
            path = feature(item) or Path()
            other = path.parent.name != mutant.measure
            return other, path.stem != file, -self._caught[item.nodeid]

        return order

    def _catches(
        self, item: pytest.Item, shared: Rulebook, original: Any, changed: dict[str, Any]
    ) -> bool:
        recorder = self._recorder
        if item.nodeid not in recorder.asked:
            shared.__dict__ = original
            self._record(item)
        shared.__dict__ = changed
        if not recorder.changed(shared, item.nodeid) or not _fails(item):
            return False
        self._caught[item.nodeid] += 1
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
        path = feature(item)
        if path and (path.parent.name == mutant.measure or path.parent.name not in packaged()):
            yield item


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
    options += ["-W", "ignore::pytest.PytestAssertRewriteWarning"]  # Hypothesis is here already
    status = pytest.main([str(FEATURES), *options], plugins=[runner])
    if status not in {pytest.ExitCode.OK, pytest.ExitCode.NO_TESTS_COLLECTED}:
        raise SystemExit(int(status))
    return runner


def main(every: str = "1", *measures: str) -> int:
    """Prints the survivors; the exit status says whether there are any."""
    runner = run(int(every), list(measures))
    for survivor in runner.survivors:
        print(f"survives: {survivor}")  # noqa: T201
    survived = Counter(survivor.measure for survivor in runner.survivors)
    for name, count in runner.counts.items():
        print(f"{name}: {count} mutants, {survived[name]} survive")  # noqa: T201
    print(f"{runner.counts.total()} mutants, {len(runner.survivors)} survive")  # noqa: T201
    return 1 if runner.survivors else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
