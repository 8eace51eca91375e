"""Changes each rule a little, and checks that some feature then fails: `python -m tests.mutation`.

One process collects the features once, and keeps what they ask of the rulebook. For each mutant it
swaps the rulebook under them, and runs those that are told something else now, those of the changed
file first, until one fails. A mutant that none fails is a survivor: a rule that no feature holds.
"""

from __future__ import annotations

import copy
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from _pytest.runner import runtestprotocol
from pydantic import ValidationError
from yaoxie import Profile, Report, Rulebook, YaoxieError, yaml_source
from yaoxie.vocabulary import vocabulary

from tests.rulebooks import RULES, direct
from tests.strategies.profiles import MEASURE
from tests.strategies.rulebooks import Files

Data = dict[str, Any]
FEATURES = Path(__file__).parent / "test_features.py"
FLIPPED = {"once": "year", "year": "once", "subject": "company", "company": "subject"}
TURNED = {"claim-year-start": "previous-year-end", "claim-year-end": "previous-year-end"}
TURNED["previous-year-end"] = "claim-year-end"
WORDS = vocabulary().words
# Changes that change nothing: the support itself exists only under that guard.
EQUIVALENT: set[tuple[str, str]] = set()  # changes that change nothing


class Mutant(NamedTuple):
    """A changed measure, the name of the file that the change is in, and what it is."""

    file: str
    change: str
    files: Files


def packaged() -> Files:
    """The packaged measure as plain data."""
    folder = RULES / MEASURE
    data = yaml_source.read(folder / "measure.yaml", "measure.yaml").data
    names = data["supports"]
    return Files(data, [yaml_source.read(folder / f"{n}.yaml", n).data for n in names])


def mutants() -> Iterator[Mutant]:
    """Every change of every file, each by itself."""
    original = packaged()
    for number, data in enumerate([original.measure, *original.supports]):
        for change, changed in _changes(data):
            files = copy.copy(original)
            if number:
                files.supports = list(original.supports)
                files.supports[number - 1] = changed
            else:
                files.measure = changed
            yield Mutant(data["id"], change, files)


def _changes(data: Data) -> Iterator[tuple[str, Data]]:
    """Each change of one file's data."""
    for path, value in _walk(data):
        here = "/".join(str(part) for part in path)
        for said, new in _alternatives(path, value):
            changed = copy.deepcopy(data)
            place: Any = changed
            for part in path[:-1]:
                place = place[part]
            if new is _GONE:
                del place[path[-1]]
            else:
                place[path[-1]] = new
            yield f"{here}: {said}", changed


_GONE = object()
_Path = tuple[str | int, ...]


def _walk(value: Any, path: _Path = ()) -> Iterator[tuple[_Path, Any]]:
    if path:
        yield path, value
    if isinstance(value, dict):
        for key, inner in value.items():
            if key not in {"title", "source", "readings", "documents", "issuers"}:
                yield from _walk(inner, (*path, key))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from _walk(inner, (*path, index))


def _alternatives(path: _Path, value: Any) -> Iterator[tuple[str, Any]]:  # noqa: PLR0912
    last, parent = path[-1], path[-2] if len(path) > 1 else None
    match parent, last:
        case "requires", int():
            yield "dropped", _GONE
        case "one_of" | "members", int():
            yield f"{value} dropped", _GONE
        case "supports", int() if path[0] == "limits":
            yield f"{value} dropped", _GONE
        case "under", _:
            yield "guard dropped", _GONE
        case _, "when":
            yield "negated", {"not": value}
        case _, "is" if isinstance(value, bool):
            yield str(not value), not value
        case _, "is":
            words = next(w for w in _sets() if value in w)
            yield from ((word, word) for word in words if word != value)
        case _, "one_of":
            words = next(w for w in _sets() if value[0] in w)
            yield from ((f"{word} too", [*value, word]) for word in words if word not in value)
        case _, "reached":
            windows = ("claim-window", "by-claim-year-end", "before-claim-year")
            yield from ((name, name) for name in windows if name != value)
        case _, "amount":
            yield from ((f"{value + by}", value + by) for by in (-1, 1))
        case _, "rate":
            rates = (str(Decimal(value) + Decimal(by)) for by in ("-0.01", "0.01", "0.000001"))
            yield from ((rate, rate) for rate in rates)
        case _, "per" | "period" | "holds":
            new = FLIPPED.get(value)
            yield from ((word, word) for word in ([new] if new else ["once", "year"]))
        case _, "first" | "last" if value in TURNED:
            yield TURNED[value], TURNED[value]
        case _, "discretionary" | "unpublished":
            yield str(not value), not value
        case _, "share" | "single_year":
            yield "dropped", _GONE
        case None, "groups" | "limits":
            yield "all dropped", []
        case "groups" | "limits", int():
            yield f"{value['id']} dropped", _GONE
        case None, "supports":
            for i in range(len(value) - 1):
                turned = [*value[:i], value[i + 1], value[i], *value[i + 2 :]]
                yield f"{turned[i]} before {turned[i + 1]}", turned
        case "dates", ("first" | "doubtful_from"):
            year = int(value[:4])
            yield from ((f"{year + by}", f"{year + by}{value[4:]}") for by in (-1, 1))
        case _:
            pass


def _sets() -> Iterator[list[str]]:
    for listed in WORDS.values():
        yield [word.id for word in listed]


def defaults() -> Iterator[Mutant]:
    """The measure with another default of each reading."""
    original = packaged()
    for number, reading in enumerate(original.measure["readings"]):
        for option in reading["options"][1:]:
            measure = copy.deepcopy(original.measure)
            options = measure["readings"][number]["options"]
            options.sort(key=lambda entry: entry["id"] != option["id"])
            change = f"{reading['id']}: {option['id']} by default"
            yield Mutant(MEASURE, change, Files(measure, original.supports))


class Recorder:
    """Keeps what each scenario asks of the rulebook, and what it is told."""

    def __init__(self) -> None:
        self.current = ""
        self.asked: dict[str, list[tuple[dict[str, Any], Any]]] = {}
        self.evaluate = Rulebook.evaluate

    def asking(self) -> Callable[..., Report]:
        """What stands in for Rulebook.evaluate."""

        def evaluate(rulebook: Rulebook, profile: Profile, **options: Any) -> Report:
            asked = {"profile": profile, **options}
            self.asked.setdefault(self.current, []).append((asked, self.told(rulebook, asked)))
            return self.evaluate(rulebook, **asked)

        return evaluate

    def told(self, rulebook: Rulebook, asked: dict[str, Any]) -> Any:
        """The report as plain data, or the error."""
        try:
            return self.evaluate(rulebook, **asked).to_dict()
        except YaoxieError as error:
            return str(error)

    def changed(self, rulebook: Rulebook, scenario: str) -> bool:
        """Whether a scenario is told something else than before; only then can it fail."""
        return any(self.told(rulebook, asked) != said for asked, said in self.asked[scenario])


class Runner:
    """A plugin of pytest: instead of one run, one per mutant."""

    def __init__(self, every: int = 1) -> None:
        self.every = every
        self.survivors: list[Mutant] = []
        self.count = 0

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Runs the mutants."""
        shared = Rulebook.load()
        original = shared.__dict__
        names = {"version": shared.version, "digest": shared.digest}
        recorder = Recorder()
        caught: Counter[str] = Counter()
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(Rulebook, "load", lambda path=None: _load(path) if path else shared)
            with patch.context() as recording:
                recording.setattr(Rulebook, "evaluate", recorder.asking())
                for item in session.items:
                    recorder.current = item.nodeid
                    if _fails(item):
                        raise pytest.UsageError(f"{item.nodeid} fails without any change")
            items = [item for item in session.items if item.nodeid in recorder.asked]
            every = (m for m in [*mutants(), *defaults()] if (m.file, m.change) not in EQUIVALENT)
            for mutant in list(every)[:: self.every]:
                self.count += 1
                try:
                    shared.__dict__ = {**direct(mutant.files).__dict__, **names}
                except (AssertionError, ValidationError):
                    continue  # the loader refuses it
                file = mutant.file
                items.sort(key=lambda i: (_feature(i) != file, -caught[i.nodeid]))
                for item in items:
                    if recorder.changed(shared, item.nodeid) and _fails(item):
                        caught[item.nodeid] += 1
                        break
                else:
                    self.survivors.append(mutant)
            shared.__dict__ = original
        return True


_load = Rulebook.load


def _fails(item: pytest.Item) -> bool:
    # With another item to come, all that is this one's own is torn down.
    following = next(entry for entry in item.session.items if entry is not item)
    reports = runtestprotocol(item, log=False, nextitem=following)
    return any(report.failed for report in reports)


def _feature(item: pytest.Item) -> str | None:
    """The name of the feature file that a scenario stands in."""
    scenario = getattr(getattr(item, "obj", None), "__scenario__", None)
    return Path(scenario.feature.filename).stem if scenario else None


def run(every: int = 1) -> Runner:
    """Runs every `every`-th mutant."""
    runner = Runner(every)
    options = ["-q", "--no-header", "--tb=no", "-p", "no:cacheprovider"]
    options += ["-W", "ignore::pytest.PytestAssertRewriteWarning"]  # Hypothesis is here already
    status = pytest.main([str(FEATURES), *options], plugins=[runner])
    if status not in {pytest.ExitCode.OK, pytest.ExitCode.NO_TESTS_COLLECTED}:
        raise SystemExit(int(status))
    return runner


def main() -> int:
    """Prints the survivors; the exit status says whether there are any."""
    runner = run(int(sys.argv[1]) if len(sys.argv) > 1 else 1)
    for survivor in runner.survivors:
        print(f"survives: {survivor.file} {survivor.change}")  # noqa: T201
    print(f"{runner.count} mutants, {len(runner.survivors)} survive")  # noqa: T201
    return 1 if runner.survivors else 0


if __name__ == "__main__":
    sys.exit(main())
