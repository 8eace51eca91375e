"""The benchmarks run on the engine as it is; here without the peers, which may not be there."""

from __future__ import annotations

import ast
import importlib
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest
from yaoxie import Profile, Rulebook

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "benchmarks"
FILES = sorted(str(file.relative_to(FOLDER)) for file in FOLDER.rglob("*.py"))
EXAMPLES = sorted(file.name for file in (ROOT / "examples").glob("*.json"))
YEAR = 2019

pytestmark = pytest.mark.skipif(not FILES, reason="a source distribution has no benchmarks")


@pytest.fixture
def benchmarks(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The folder, from which its modules are imported; they are forgotten afterwards."""
    before = set(sys.modules)
    monkeypatch.syspath_prepend(str(FOLDER))
    yield FOLDER
    for name in set(sys.modules) - before:
        if str(FOLDER) in str(getattr(sys.modules[name], "__file__", "")):
            del sys.modules[name]


def profile(example: str) -> tuple[Profile, bytes]:
    text = (ROOT / "examples" / example).read_bytes()
    return Profile.from_json(text), text


def engine_imports(file: str) -> Iterator[tuple[str, str]]:
    """Module and name of all that a file takes from the engine."""
    for node in ast.walk(ast.parse((FOLDER / file).read_text(encoding="utf-8"))):
        match node:
            case ast.ImportFrom(module=str(module), names=names) if module.startswith("yaoxie"):
                yield from ((module, alias.name) for alias in names)


def module_of(name: str) -> ModuleType:
    try:
        return importlib.import_module(name)
    except ImportError as error:
        if not (error.name or "").startswith("yaoxie"):
            pytest.skip(f"{name} needs {error.name}")
        raise


@pytest.mark.parametrize("file", FILES)
def test_what_a_benchmark_takes_from_the_engine_is_there(file: str) -> None:
    for module, name in engine_imports(file):
        if not hasattr(module_of(module), name):
            importlib.import_module(f"{module}.{name}")


@pytest.mark.parametrize("example", EXAMPLES)
@pytest.mark.usefixtures("benchmarks")
def test_every_part_of_an_evaluation_runs_by_itself(rulebook: Rulebook, example: str) -> None:
    phases = importlib.import_module("phases")
    parts = phases.phases(rulebook, *profile(example), YEAR)
    assert parts
    for run in parts.values():
        run()


@pytest.mark.parametrize("example", EXAMPLES)
@pytest.mark.usefixtures("benchmarks")
def test_a_profile_has_a_record_for_each_subject(example: str) -> None:
    records = importlib.import_module("records")
    given, _ = profile(example)
    assert records.company(given)["park"] == given.company.park
    subjects = [(kind, name) for kind, name, _ in records.subjects(given)]
    assert subjects == [(kind, item.id) for kind, _, item in given.items()]


@pytest.mark.usefixtures("benchmarks")
def test_what_decides_populations_without_a_peer_agrees(tmp_path: Path) -> None:
    importlib.import_module("peers.population_files").make(tmp_path, 300)
    answers = importlib.import_module("peers.population_child").answers
    nothing_doubtful = np.zeros(1, np.bool_)
    by_task = {}
    for peer in ("yaoxie", "polars", "reasons", "rows", "screen"):
        module = importlib.import_module(f"peers.population_{peer}")
        for task, job_of in module.TASKS.items():
            job = job_of(tmp_path)
            result = job.run()
            if job.verdicts is not None:
                by_task[peer, task] = answers(job.verdicts(result), nothing_doubtful)
    expected = by_task["yaoxie", "facts"]
    assert all(counts["eligible"] for counts in expected.values())
    assert {name for name, counts in by_task.items() if counts != expected} == set()


@pytest.mark.usefixtures("benchmarks")
def test_all_ways_to_read_profiles_from_lines_read_as_many(tmp_path: Path) -> None:
    ndjson = importlib.import_module("ndjson")
    file = tmp_path / "profiles.ndjson"
    count = ndjson.write(file, 100_000)
    assert ndjson.by_yaoxie(file) == ndjson.by_pydantic(file) == ndjson.by_msgspec(file) == count
    assert ndjson.by_polars(ndjson.schema(file), file) == count


@pytest.mark.usefixtures("benchmarks")
def test_the_company_that_is_planned_for_may_claim_under_twelve_measures(
    rulebook: Rulebook,
) -> None:
    benchmark = importlib.import_module("plan")
    names = benchmark.drug_measures(rulebook)
    assert len(set(names)) == benchmark.MEASURES
    assert len(benchmark.company(benchmark.DRUGS).drugs) == benchmark.DRUGS
    years = range(benchmark.FIRST_YEAR, benchmark.FIRST_YEAR + 2)
    terms = benchmark.Terms(benchmark.measures_by_year(rulebook.library, years, names, {}))
    evaluator = benchmark.Registered(rulebook.library)
    best = benchmark.plan(evaluator, benchmark.company(3), terms)
    assert len({claim.choice.measure for claim in best.claims}) > 1
