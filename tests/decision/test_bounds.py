"""The bounds of durable-rules hold: each piece of work runs in a process of its own."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import durable_rules_engine as durable
import pytest
from yaoxie import InferenceError, Profile, Rulebook

from tests.support.bounds import NAMES
from tests.support.environment import unmeasured
from tests.support.strategies import profiles

ROOT = Path(__file__).parents[2]
MARKER = "不得外传"


@pytest.mark.parametrize("name", NAMES)
def test_in_a_process_of_its_own(name: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.support.bounds", name],
        cwd=ROOT,
        env=unmeasured(),
        capture_output=True,
        text=True,
        timeout=240,
        check=False,
    )
    assert done.returncode == 0, f"exit status {done.returncode}\n{done.stdout}{done.stderr}"


def test_no_free_text_of_a_profile_reaches_the_c_code(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[str] = []

    def watch(name: str) -> None:
        original = getattr(durable, name)

        def call(*arguments: Any) -> Any:
            seen.extend(str(argument) for argument in arguments)
            return original(*arguments)

        monkeypatch.setattr(durable, name, call)

    for name in ("assert_fact", "create_ruleset"):
        watch(name)
    rng = profiles.seeded(0)
    rulebook = Rulebook.load(memo=False)  # so that every record passes through
    for _ in range(20):
        data = profiles.random_profile(rng, 2019)
        marked = _marked(data)
        text = json.dumps(marked, ensure_ascii=False)
        assert text.count(MARKER) >= 2
        rulebook.evaluate(Profile.from_json(text), 2019)
    assert len(seen) > 100
    assert [call for call in seen if MARKER in call or ascii(MARKER)[1:-1] in call] == []


def test_a_failure_of_durable_rules_is_an_error_and_never_an_answer(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    rulebook = Rulebook.load()
    profile = Profile.from_dict({"company": {"name": "甲"}, "drugs": [{"id": "D"}]})

    def refuse(*_: Any) -> Any:
        raise RuntimeError("error 303")

    with monkeypatch.context() as patch:
        patch.setattr(durable, "assert_fact", refuse)
        with pytest.raises(InferenceError, match="error 303"):
            rulebook.evaluate(profile, 2019)
    assert Rulebook.load().evaluate(profile, 2019).total_ceiling == 0


def test_a_rulebook_works_again_after_durable_rules_failed_once() -> None:
    code = """
import durable_rules_engine as durable
from yaoxie import InferenceError, Profile, Rulebook
rulebook = Rulebook.load()
profile = Profile.from_dict({"company": {"name": "x"}, "drugs": [{"id": "D"}]})
original = durable.assert_fact
def refuse(*_):
    raise RuntimeError("error 303")
durable.assert_fact = refuse
try:
    rulebook.evaluate(profile, 2019)
except InferenceError:
    durable.assert_fact = original
assert rulebook.evaluate(profile, 2019).total_ceiling == 0
"""
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=False, timeout=60
    )
    assert done.returncode == 0, done.stderr


def _marked(data: Any, name: str = "") -> Any:
    """The same with the marker in every free text."""
    free = {"name", "id", "family", "registration_class", "certificate", "subject", "support"}
    if isinstance(data, dict):
        return {key: _marked(value, key) for key, value in data.items()}
    if isinstance(data, list):
        return [_marked(entry) for entry in data]
    if isinstance(data, str) and name in free and data != "company":
        return f"{data}{MARKER}"
    return data
