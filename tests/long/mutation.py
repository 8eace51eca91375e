"""Changes each rule a little, and checks that some feature then fails.

python -m tests.long.mutation [EVERY] [MEASURE]

One process reads the features once. Each mutant is tried on those of the changed measure, or where
its series is changed, on those of all its versions, and on those that belong to none. What each
scenario asks of the rulebook is kept, and those that are answered differently now are run until one
fails: first those that failed for most mutants of the same file, then those of the file's own
feature, then the others. A mutant that none fails is a survivor: a rule that no feature holds.

How far it is goes to standard error, the survivors and a table of the measures to standard output.
"""

from __future__ import annotations

import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Any

from pydantic import ValidationError
from yaoxie import Comparison, Profile, Report, Reports, Rulebook, YaoxieError, resources
from yaoxie.living import files, matching
from yaoxie.living.matching import Matched
from yaoxie.living.running import Runner
from yaoxie.rules import between
from yaoxie.rules.library import ALL, Library

from tests.support.mutants import Mutant, mutants
from tests.support.rulebooks import checked, packaged

PROGRESS = 50  # mutants between two lines of progress
# Changes that change nothing, by measure, file and change: two windows of a measure ask for the
# same days under the only option under which a requirement stands; a class is enough already by
# another part of the condition.
EQUIVALENT = {
    ("zgc-2019-27", "device-registration", "requires/4/when: trial-window"),
    ("zgc-2019-27", "new-drug-approval", "requires/1/when/any/0: trial-window"),
    ("zgc-2019-27", "new-drug-approval", "requires/1/when/any/1: trial-window"),
    ("zhuhai-2024", "phase-1", "requires/0/when/any/1/all/0: traditional-1 too"),
    ("zhuhai-2024", "phase-2", "requires/0/when/any/1/all/0: traditional-1 too"),
    ("zhuhai-2024", "phase-3", "requires/0/when/any/1/all/0: traditional-1 too"),
    ("zhuhai-2024", "certificate", "requires/0/when/any/1/all/0: traditional-1 too"),
}
Question = tuple[str, Profile, Mapping[str, Any], Any]  # a method, its arguments, its answer


class Recorder(Rulebook):
    """Keeps what it is asked, and its answers."""

    def __init__(self, library: Library) -> None:
        super().__init__(library)
        self.questions: list[Question] = []

    def evaluate(
        self,
        profile: Profile,
        year: int,
        measure: str | None = None,
        readings: Mapping[str, str] | None = None,
    ) -> Report:
        options = {"year": year, "measure": measure, "readings": readings}
        self._keep("evaluate", super().evaluate, profile, options)
        return super().evaluate(profile, year, measure, readings)

    def evaluate_all(self, profile: Profile, year: int, measure: str = ALL) -> Reports:
        options = {"year": year, "measure": measure}
        self._keep("evaluate_all", super().evaluate_all, profile, options)
        return super().evaluate_all(profile, year, measure)

    def compare(self, profile: Profile, year: int, *, ended: bool = True) -> Comparison:
        options = {"year": year, "ended": ended}
        self._keep("compare", super().compare, profile, options)
        return super().compare(profile, year, ended=ended)

    def _keep(
        self, name: str, ask: Callable[..., Any], profile: Profile, options: Mapping[str, Any]
    ) -> None:
        self.questions.append((name, profile, options, _answer(ask, profile, options)))


def _answer(ask: Callable[..., Any], profile: Profile, options: Mapping[str, Any]) -> Any:
    """The answer as plain data, or the error."""
    try:
        return ask(profile, **options).to_dict()
    except YaoxieError as error:
        return str(error)


@dataclass
class Tally:
    """What came of the mutants of one measure; `refused` are those that the loader refuses."""

    scenarios: int
    mutants: int = 0
    refused: int = 0
    seconds: float = 0
    survivors: list[Mutant] = field(default_factory=list)


class Trial:
    """All features, and the mutants that they are tried on."""

    def __init__(self) -> None:
        self.rulebook = Rulebook.load()
        self._recorder = Recorder(self.rulebook.library)
        self._questions: dict[str, list[Question]] = {}  # by scenario
        self._caught: Counter[tuple[str, str]] = Counter()  # by file and scenario
        self._scenarios: dict[str | None, list[Matched]] = defaultdict(list)  # by measure
        features = files.read(files.packaged(resources.folder("features")))
        for scenario in matching.matched(features, self.rulebook.library.vocabulary):
            self._scenarios[_measure(scenario)].append(scenario)

    def run(self, every: int, measures: list[str]) -> dict[str, Tally]:
        """What comes of every `every`-th mutant of these measures."""
        tallies, passed = {}, 0
        for name in measures:
            chosen = self._mutants(name)
            tallies[name] = self._tally(name, chosen[-passed % every :: every])
            passed += len(chosen)
        return tallies

    def _mutants(self, name: str) -> list[Mutant]:
        rules = [rule.model for rule in self.rulebook.library.between]
        every = mutants(name, tuple(self.rulebook.series.values()), rules)
        return [m for m in every if (m.measure, m.file, m.change) not in EQUIVALENT]

    def _tally(self, name: str, chosen: list[Mutant]) -> Tally:
        tally = Tally(len(self._scenarios[name]))
        started = time.monotonic()
        for mutant in chosen:
            tally.mutants += 1
            try:
                changed = _swapped(self.rulebook, mutant)
            except (AssertionError, ValidationError):
                tally.refused += 1
                continue
            runner = Runner(changed)
            scenarios = [*self._of(mutant), *self._scenarios[None]]
            scenarios.sort(key=self._order(mutant))
            if not any(self._catches(scenario, mutant, runner) for scenario in scenarios):
                tally.survivors.append(mutant)
            tally.seconds = time.monotonic() - started
            if tally.mutants % PROGRESS == 0 or tally.mutants == len(chosen):
                _progress(name, tally, len(chosen))
        return tally

    def _of(self, mutant: Mutant) -> Iterator[Matched]:
        """The scenarios of the measure, or of all versions of the series that is changed."""
        names = [mutant.measure]
        if mutant.series is not None:
            series = self.rulebook.series.values()
            (names,) = (list(e.versions) for e in series if mutant.measure in e.versions)
        for name in names:
            yield from self._scenarios[name]

    def _order(self, mutant: Mutant) -> Callable[[Matched], tuple[bool, int, bool]]:
        file = "measure" if mutant.file == mutant.measure else mutant.file

        def order(matched: Matched) -> tuple[bool, int, bool]:
            other = _measure(matched) != mutant.measure
            stem = PurePosixPath(matched.feature.uri).stem
            return other, -self._caught[mutant.file, matched.scenario.id], stem != file

        return order

    def _catches(self, matched: Matched, mutant: Mutant, runner: Runner) -> bool:
        name = matched.scenario.id
        if name not in self._questions:
            self._questions[name] = self._record(matched)
        if not _answers_change(self._questions[name], runner.rulebook):
            return False
        if not _fails(matched, runner):
            return False
        self._caught[mutant.file, name] += 1
        return True

    def _record(self, matched: Matched) -> list[Question]:
        self._recorder.questions = []
        if _fails(matched, Runner(self._recorder)):
            raise AssertionError(f"{matched.scenario.name} fails without any change")
        return self._recorder.questions


def _answers_change(questions: list[Question], rulebook: Rulebook) -> bool:
    """Whether a scenario is answered differently than before; only then can it fail."""
    return any(
        _answer(getattr(rulebook, name), profile, options) != answer
        for name, profile, options, answer in questions
    )


def _fails(matched: Matched, runner: Runner) -> bool:
    try:
        return runner.run(matched).failure is not None
    except YaoxieError:
        return True


def _measure(matched: Matched) -> str | None:
    """The measure that a scenario is of, where it is of one."""
    folder = PurePosixPath(matched.feature.uri).parent.name
    return folder if folder in packaged() else None


def _swapped(rulebook: Rulebook, mutant: Mutant) -> Rulebook:
    """The rulebook with the changed measure in the place of its original."""
    library = rulebook.library
    measures = {name: library.checked(name) for name in library.measures}
    measures[mutant.measure] = checked(mutant.files)
    series = mutant.series or tuple(library.series.values())
    models = {name: entry.model for name, entry in measures.items()}
    stated = mutant.between
    if stated is None:
        stated = tuple(rule.model for rule in library.between)
    changed = Library(
        library.version,
        library.default_measure,
        measures,
        library.digest,
        series,
        between=between.rules(stated, models),
    )
    return Rulebook(changed)


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
    tallies = Trial().run(int(every), list(measures) or list(packaged()))
    survivors = [survivor for tally in tallies.values() for survivor in tally.survivors]
    lines = [f"survives: {survivor}" for survivor in survivors] + list(_table(tallies))
    total = sum(tally.mutants for tally in tallies.values())
    print(*lines, f"{total} mutants, {len(survivors)} survive", sep="\n")  # noqa: T201
    return 1 if survivors else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
