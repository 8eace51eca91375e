"""Work at the edges of durable-rules, each in a process: `python -m tests.support.bounds NAME`.

A crash of the C code then fails one test, not the run.
"""

from __future__ import annotations

import gc
import itertools
import resource
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

from yaoxie import Profile, Report, Rulebook
from yaoxie.decision.inference import Inference
from yaoxie.profile import facts
from yaoxie.rules import choosing

from tests.support.rulebooks import direct, simple, support_of
from tests.support.strategies import profiles

INNOVATIVE = {"field": "drug.category", "is": "innovative"}
Data = dict[str, Any]


def _drug(**more: Any) -> Profile:
    drug = {"id": "D", "category": "innovative", "project_investment": 50, "milestones": [], **more}
    company = {"name": "甲", "park": "haidian", "legal_person": True, "activities": ["research"]}
    return Profile.from_dict({"company": company, "drugs": [drug]})


def _statuses(report: Report) -> list[str]:
    return [finding.status for finding in report.findings]


def _evaluate(rulebook: Rulebook, profile: Profile) -> list[str]:
    return _statuses(rulebook.evaluate(profile, 2019))


def five_hundred_supports_of_one_kind() -> None:
    rulebook = direct(simple([support_of(f"s-{i}", "drug", INNOVATIVE) for i in range(500)]))
    assert _evaluate(rulebook, _drug()) == ["eligible"] * 500
    assert _evaluate(rulebook, _drug(category="generic")) == ["ineligible"] * 500
    assert _evaluate(rulebook, _drug(category=None)) == ["undetermined"] * 500


def nothing_eligible_again_and_again() -> None:
    rulebook = Rulebook.load(memo=False)
    empty = Profile.from_dict({"company": {"name": "甲"}, "drugs": [{"id": "D"}]})
    for _ in range(5000):
        assert "eligible" not in _evaluate(rulebook, empty)


def an_any_of_a_hundred_true_branches() -> None:
    for count in (2, 5, 63, 64, 65, 100, 1000):
        branches: list[Data] = [
            {"field": "drug.project_investment", "at_least": i % 51} for i in range(count)
        ]
        nested: list[Data] = [{"all": [branch, INNOVATIVE]} for branch in branches]
        rulebook = direct(
            simple(
                [
                    support_of("flat", "drug", {"any": branches}),
                    support_of("nested", "drug", {"any": nested}, {"not": {"any": nested}}),
                    support_of("none", "drug", {"not": {"any": branches}}),
                ]
            )
        )
        assert _evaluate(rulebook, _drug()) == ["eligible", "ineligible", "ineligible"]
        generic = _evaluate(rulebook, _drug(category="generic"))
        assert generic == ["eligible", "ineligible", "ineligible"]


def two_hundred_requirements_with_wide_conditions() -> None:
    wide = {
        "all": [{"field": "drug.project_investment", "at_least": i} for i in range(50)],
    }
    either = {"any": [INNOVATIVE, wide, {"field": "company.park", "is": "haidian"}]}
    conditions = [wide if i % 2 else either for i in range(200)]
    rulebook = direct(simple([support_of(f"s-{i}", "drug", *conditions) for i in range(3)]))
    assert _evaluate(rulebook, _drug()) == ["eligible"] * 3
    assert _evaluate(rulebook, _drug(project_investment=48)) == ["ineligible"] * 3
    assert _evaluate(rulebook, _drug(project_investment=None)) == ["undetermined"] * 3


def many_choices_of_words_in_one_rule() -> None:
    parks = {"field": "company.park", "one_of": list(profiles.PARKS)}
    pairs: list[Data] = [
        {"field": "company.park", "one_of": list(pair)}
        for pair in itertools.combinations(profiles.PARKS, 2)
        if "haidian" in pair
    ]
    milestones = ("phase_1_completed", "phase_2_completed", "new_drug_approval")
    places: list[Data] = [
        {"milestone": word, "field": "place", "one_of": ["beijing", "elsewhere"]}
        for word in milestones
    ]
    supports = [
        support_of(f"s-{i}", "drug", parks, *pairs, *places, {"not": {"any": [{"not": parks}]}})
        for i in range(70)
    ]
    rulebook = direct(simple(supports))
    entries = [{"milestone": word, "place": "beijing"} for word in milestones]
    assert _evaluate(rulebook, _drug(milestones=entries)) == ["eligible"] * 70
    assert _evaluate(rulebook, _drug(milestones=entries[1:])) == ["ineligible"] * 70


def amounts_and_days_at_their_ends() -> None:
    amounts = [0, 1, 2**31 - 1, 2**31, 2**32, 2**53 - 1, 2**53, 10**15 - 1, 10**15]
    amounts = [amount for amount in amounts if amount <= 10**15]
    supports = [
        support_of(
            f"{operator.replace('_', '-')}-{amount}",
            "drug",
            {"field": "drug.project_investment", operator: amount},
        )
        for operator in ("at_least", "at_most")
        for amount in amounts
    ]
    rulebook = direct(simple(supports))
    for have in amounts:
        expected = [have >= amount for amount in amounts] + [have <= amount for amount in amounts]
        statuses = _evaluate(rulebook, _drug(project_investment=have))
        assert statuses == ["eligible" if met else "ineligible" for met in expected], have


def _resident() -> int:
    """Kilobytes of this process in memory now."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * resource.getpagesize() // 1024


def memory_of_200_000_companies() -> None:
    """Inference alone, on small companies: the whole pipeline would take a minute."""
    rulebook = Rulebook.load()
    model = rulebook.library.checked(profiles.MEASURE)
    readings = {entry.id: entry.options[0].id for entry in model.model.readings}
    inference = Inference(choosing.make(model, readings), memo=False)
    company, items = facts.subjects(_drug())
    poor, _ = facts.subjects(Profile.from_dict({"company": {"name": "甲"}}))
    before = 0
    for number in range(200_000):
        if number == 5_000:
            gc.collect()
            before = _resident()
        chosen = company if number % 2 else poor
        inference.eligible(chosen, items if number % 100 == 0 else [], 2019)
    gc.collect()
    grown = _resident() - before
    print(f"grown by {grown} KiB")  # noqa: T201
    assert grown < 4 * 1024, f"grown by {grown} KiB"


def eight_threads_at_once() -> None:
    rulebook = Rulebook.load()
    rng = profiles.seeded(8)
    cases = [
        (Profile.from_dict(profiles.random_profile(rng, 2019)), profiles.random_readings(rng))
        for _ in range(40)
    ]
    expected = [rulebook.evaluate(case, 2019, readings=chosen).to_json() for case, chosen in cases]
    wrong: list[str] = []

    def work(shared: Rulebook, first: int) -> None:
        try:
            for number in range(first, first + 4 * len(cases)):
                case, chosen = cases[number % len(cases)]
                text = shared.evaluate(case, 2019, readings=chosen).to_json()
                if text != expected[number % len(cases)]:
                    wrong.append(text)
        except Exception as error:  # noqa: BLE001
            wrong.append(repr(error))

    for memo in (True, False):
        shared = Rulebook.load(memo=memo)  # nothing is kept yet, so threads make plans at once
        threads = [threading.Thread(target=work, args=(shared, 5 * i)) for i in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert wrong == []


def plans_of_all_readings_made_and_dropped() -> None:
    rulebook = Rulebook.load()
    profile = _drug()
    chosen = [
        dict(zip(profiles.READINGS, options, strict=True))
        for options in itertools.product(*profiles.READINGS.values())
    ]
    sizes = []
    for _ in range(3):
        for readings in chosen:
            assert _statuses(rulebook.evaluate(profile, 2019, readings=readings))
        gc.collect()
        sizes.append(_resident())
    print(f"{len(chosen)} choices, resident {sizes} KiB")  # noqa: T201
    assert sizes[2] - sizes[1] < 4 * 1024, sizes


NAMES: dict[str, Callable[[], None]] = {
    work.__name__: work
    for work in (
        five_hundred_supports_of_one_kind,
        nothing_eligible_again_and_again,
        an_any_of_a_hundred_true_branches,
        two_hundred_requirements_with_wide_conditions,
        many_choices_of_words_in_one_rule,
        amounts_and_days_at_their_ends,
        memory_of_200_000_companies,
        eight_threads_at_once,
        plans_of_all_readings_made_and_dropped,
    )
}

if __name__ == "__main__":
    NAMES[sys.argv[1]]()
