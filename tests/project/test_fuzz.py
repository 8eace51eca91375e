"""Input that is changed at random ends in a clear error of ours or in a right result.

A few of the mutants of `tests.long.fuzz`, and what that does with one that fails.
"""

from __future__ import annotations

import time
from typing import Any

import pytest
from yaoxie import Message, ProfileError
from yaoxie.errors import Fault

from tests.long import fuzz
from tests.support import fuzzing
from tests.support.fuzzing import REFUSED, Fuzzer, fate
from tests.support.hostile import smallest, smallest_text


@pytest.mark.no_cover  # what hundreds of mutants run through is measured elsewhere
@pytest.mark.parametrize(
    ("kind", "count"),
    [("rules", 60), ("population", 30), ("profiles", 200), ("ndjson", 15), ("tables", 25)],
)
def test_no_mutant_ends_in_another_exception_or_hangs(kind: str, count: int) -> None:
    tally = fuzz.fuzz(kind, count, seed=11)
    assert not tally.failures, tally.examples
    assert tally.mutants == count
    assert 0 < tally.refused <= count or kind == "ndjson"


def test_the_same_seed_makes_the_same_mutants(monkeypatch: pytest.MonkeyPatch) -> None:
    mutants: list[object] = []
    monkeypatch.setattr(Fuzzer, "run", lambda _, __, mutant, ___: mutants.append(mutant))
    for seed in (1, 1, 2):
        fuzz.fuzz("profiles", 50, seed)
    assert mutants[:50] == mutants[50:100] != mutants[100:]


def _fails_on_bad(data: Any) -> None:
    if "bad" in str(data):
        raise KeyError("bad")


def test_what_fails_is_kept_by_its_kind_and_made_small() -> None:
    fuzzer = Fuzzer("made up")
    for mutant in ({"a": [1, {"b": "bad"}], "c": 2}, {"bad": [1]}, {"fine": 1}):
        fuzzer.run(_fails_on_bad, mutant, smallest)
    assert (fuzzer.tally.mutants, fuzzer.tally.failures.total()) == (3, 2)
    ((kind, example),) = fuzzer.tally.examples.items()
    assert kind.startswith("KeyError at test_fuzz.py:")
    assert example == "{'a': [{'b': 'bad'}]}"
    assert "2 failed in 1 ways" in str(fuzzer.tally)
    assert smallest_text("x\nbad\ny\n", lambda text: "bad" in text) == "bad\n"


def test_a_refusal_is_one_of_ours_in_words_of_ours() -> None:
    def refuse(reason: str) -> None:
        raise ProfileError([Fault("/a", 1, Message("sources.json", reason=reason))])

    assert fate(refuse, "text") == REFUSED
    assert fate(refuse, "Input should be a valid string") == (
        "unclear fault: JSON (Input should be a valid string)"
    )


def test_what_takes_too_long_is_a_hang(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fuzzing, "SECONDS", 0.05)
    assert str(fate(lambda _: time.sleep(5), None)).startswith("HangError")


def test_what_hangs_once_and_not_again_was_the_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fuzzing, "SECONDS", 0.2)
    waits = [5.0, 0.0]
    fuzzer = Fuzzer("made up")
    fuzzer.run(lambda _: time.sleep(waits.pop(0)), None, smallest)
    assert (fuzzer.tally.mutants, fuzzer.tally.failures.total()) == (1, 0)


def test_the_long_run_prints_its_counts(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert fuzz.main("profiles", "20", "1") == 0
    assert capsys.readouterr().out.startswith("profiles: 20 mutants, ")
    failing = fuzzing.Tally("made up", mutants=1)
    failing.failures["KeyError"] += 1
    failing.examples["KeyError"] = "{}"
    monkeypatch.setattr(fuzz, "fuzz", lambda *_: failing)
    assert fuzz.main("profiles", "1") == 1
    assert "1 × KeyError\n    {}" in capsys.readouterr().out
