"""What holds for the report of any profile, under the packaged rulebook and random ones."""

from __future__ import annotations

import json
from collections import Counter
from functools import cache
from random import Random
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from yaoxie import Profile, Report, Rulebook, resources
from yaoxie.profile import vocabulary
from yaoxie.sources import yaml_text

from tests.long import agreement, properties
from tests.support.rulebooks import direct, packaged
from tests.support.strategies import profiles, rulebooks
from tests.support.strategies.changes import completed, reordered
from tests.support.strategies.profiles import Data
from tests.support.strategies.rulebooks import MARKS

YEAR = 2019

# Of many random cases, few reach what the other tests of this folder do not.
pytestmark = pytest.mark.no_cover


class Case:
    """A profile to be evaluated under one rulebook and choice of readings."""

    def __init__(self, packaged_rulebook: Rulebook, rng: Random, seed: int | None) -> None:
        self.rng = rng
        if seed is None:
            self.rulebook = packaged_rulebook
            files = packaged()[rng.choice(list(packaged()))]
        else:
            files = rulebooks.random_rulebook(profiles.seeded(seed))
            self.rulebook = direct(files)
        self.measure = files.measure["id"]
        self.readings = rulebooks.random_choice(rng, files)
        self.data = agreement.random_data(rng, files, YEAR)

    def report(self, data: Data | None = None) -> Report:
        """The report of the profile, or of another in its place."""
        profile = Profile.from_dict(self.data if data is None else data)
        return self.rulebook.evaluate(profile, YEAR, self.measure, self.readings)


def cases() -> st.SearchStrategy[tuple[Random, int | None]]:
    """Where to start a case: under the packaged rulebook in half of them."""
    return st.tuples(profiles.randoms(), st.none() | st.integers(0, 2**32))


@given(cases())
def test_making_the_unknown_known_never_changes_a_settled_status_nor_raises_the_potential(
    rulebook: Rulebook, start: tuple[Random, int | None]
) -> None:
    case = Case(rulebook, *start)
    before, data = case.report(), case.data
    for _ in range(6):
        known = completed(case.rng, data, YEAR)
        assume(known is not None)
        assert known is not None
        after = case.report(known)
        for old, new in zip(before.findings, after.findings, strict=True):
            if old.status != "undetermined":
                assert (new.support, new.subject.base, new.status) == (
                    *(old.support, old.subject.base, old.status),
                )
        assert after.potential_ceiling <= before.potential_ceiling
        before, data = after, known


@given(cases())
def test_items_in_another_order_take_their_findings_along_and_leave_the_totals_alone(
    rulebook: Rulebook, start: tuple[Random, int | None]
) -> None:
    case = Case(rulebook, *start)
    before, after = case.report(), case.report(reordered(case.rng, case.data))
    assert properties.by_subject(before) == properties.by_subject(after)
    assert before.total_ceiling == after.total_ceiling
    assert before.potential_ceiling == after.potential_ceiling


@given(cases())
def test_totals_are_sums_and_stay_inside_every_ceiling_group_and_limit(
    rulebook: Rulebook, start: tuple[Random, int | None]
) -> None:
    report = Case(rulebook, *start).report()
    assert report.total_ceiling == sum(finding.counted for finding in report.findings)
    assert report.total_ceiling <= report.potential_ceiling
    assert report.upper_bound is any(f.counted and f.upper_bound for f in report.findings)
    for finding in report.findings:
        assert 0 <= finding.counted <= finding.ceiling
        assert finding.terms.support.supplements or finding.ceiling <= finding.terms.support.ceiling
        if finding.status == "ineligible":
            assert finding.ceiling == 0
        if finding.status != "eligible":
            assert (finding.counted, finding.bound_by, finding.excluded_by) == (0, None, None)
        assert finding.bound_by is None or finding.excluded_by is None
        if not finding.money:
            assert (finding.counted, finding.bound_by, finding.excluded_by) == (0, None, None)
        elif finding.status == "eligible" and finding.counted < finding.ceiling:
            limits = {limit.id for limit in report.plan.limits}
            assert finding.excluded_by is not None or finding.bound_by in limits
        if finding.excluded_by is not None:
            assert finding.counted == 0
    for limit in report.plan.limits:
        sums = Counter[str]()
        for finding in report.findings:
            if finding.support in limit.supports:
                cell = finding.subject.key if limit.per == "subject" else ""
                sums[cell] += finding.counted
        if limit.amount is not None:
            assert all(total <= limit.amount for total in sums.values())
    for group in report.plan.groups:
        members = [f for f in report.findings if f.support in group.members and f.counted]
        keys = [(f.subject.key if group.per == "subject" else "", f.support) for f in members]
        assert len(keys) == len(set(keys))
        schemes = {(key, group.members[name]) for key, name in keys}
        assert len(schemes) == len({key for key, _ in schemes})


@given(cases())
def test_the_sums_of_each_confidence_are_the_total(
    rulebook: Rulebook, start: tuple[Random, int | None]
) -> None:
    report = Case(rulebook, *start).report()
    counted = Counter[str | None]()
    for finding in report.findings:
        counted[finding.confidence] += finding.counted
        assert (finding.confidence is None) is (finding.status == "ineligible")
        shown = [entry["source"]["confidence"] for entry in finding.to_dict()["requirements"]]
        if finding.confidence is not None:
            assert all(MARKS.index(mark) <= MARKS.index(finding.confidence) for mark in shown)
    assert list(report.total_by_confidence) == list(MARKS)
    assert report.total_by_confidence == {mark: counted[mark] for mark in MARKS}
    assert counted.total() == report.total_ceiling


@given(cases())
def test_missing_names_unknown_places_alone_and_none_when_ineligible(
    rulebook: Rulebook, start: tuple[Random, int | None]
) -> None:
    case = Case(rulebook, *start)
    report = case.report()
    unread = set(report.profile.unknown_words)  # texts that are no words, and decide nothing
    for finding in report.findings:
        assert len(set(finding.missing)) == len(finding.missing)
        if finding.status == "ineligible":
            assert finding.missing == ()
        if finding.status == "undetermined":
            assert finding.missing
        if finding.status == "eligible":
            open_raise = any(judgement.outcome == "unknown" for judgement in finding.supplements)
            open_amount = bool(finding.amount.missing or finding.open_limits)
            assert bool(finding.missing) is (open_raise or open_amount)
        implied = {f"{finding.subject.base}/milestones"} if finding.subject.implied else set()
        for pointer in finding.missing:
            assert pointer in implied | unread or _is_open(_at(case.data, pointer))


@given(cases())
def test_json_is_one_compact_line_of_the_plain_data(
    rulebook: Rulebook, start: tuple[Random, int | None]
) -> None:
    case = Case(rulebook, *start)
    # Texts are remembered: those of another profile must not stand in for these.
    for data in (None, reordered(case.rng, case.data), completed(case.rng, case.data, YEAR)):
        report = case.report(data)
        line = json.dumps(report.to_dict(), ensure_ascii=False, separators=(",", ":"))
        assert report.to_json() == line
        assert report.to_bytes() == line.encode()
        assert report.to_json() == line  # what is remembered now, too
        assert report.to_json(indent=2) == json.dumps(
            json.loads(line), ensure_ascii=False, indent=2
        )


@given(cases())
def test_the_same_input_gives_the_same_bytes(
    rulebook: Rulebook, start: tuple[Random, int | None]
) -> None:
    case = Case(rulebook, *start)
    first = case.report().to_json()
    assert case.report(json.loads(json.dumps(case.data))).to_json() == first
    assert json.loads(first) == case.report().to_dict()


@settings(max_examples=40)
@given(profiles.randoms())
def test_reports_and_profiles_are_what_their_schemas_say(rulebook: Rulebook, rng: Random) -> None:
    case = Case(rulebook, rng, None)
    _schema("profile").validate(case.data)
    _schema("report").validate(case.report().to_dict())


@given(profiles.randoms())
def test_a_profile_survives_the_way_through_json(rng: Random) -> None:
    data = profiles.random_profile(rng, YEAR)
    profile = Profile.from_dict(data)
    text = json.dumps(data, ensure_ascii=False)
    assert Profile.from_json(text) == profile
    assert Profile.from_json(text.encode()) == profile
    again = Profile.from_json(profile.model_dump_json())
    assert again == profile
    assert again.digest == profile.digest == Profile.from_dict(_backwards(data)).digest


@pytest.mark.parametrize(("name", "at"), [("measure", "measure.yaml"), ("support", "*.yaml")])
def test_rule_files_are_what_their_schemas_say(name: str, at: str) -> None:
    paths = resources.folder("rules").glob(f"*/{at}")
    files = [path for path in paths if name == "measure" or path.stem != "measure"]
    assert len(files) >= len(packaged())
    for path in files:
        _schema(name).validate(yaml_text.read(path, path.name).data)


@cache
def _schema(name: str) -> Draft202012Validator:
    path = resources.folder("schemas") / f"{name}.schema.json"
    schema = json.loads(path.read_text("utf-8"))
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema)


# Words within which others lie: who is asked for one of those still does not know.
WIDE = {word.within for words in vocabulary.packaged().words.values() for word in words} - {None}


def _is_open(value: Any) -> bool:
    words = value if isinstance(value, list) else [value]
    return value is None or any(word in WIDE for word in words)


def _at(data: Any, pointer: str) -> Any:
    """What stands at a pointer; the place that would hold it has to exist."""
    *parents, last = pointer.split("/")[1:]
    for part in parents:
        data = data[int(part)] if isinstance(data, list) else data[part]
    assert isinstance(data, dict)
    return data.get(last)


def _backwards(data: Any) -> Any:
    """The same with the keys of every object in the other order, and nulls left out."""
    if isinstance(data, dict):
        return {k: _backwards(v) for k, v in reversed(data.items()) if v is not None}
    return [_backwards(entry) for entry in data] if isinstance(data, list) else data


def test_the_long_run_of_the_six_properties_counts_and_shows_what_is_broken(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert properties.main(60) == 0
    assert capsys.readouterr().out.startswith("60 profiles under ")
    with monkeypatch.context() as patch:
        patch.setattr(properties, "completed", lambda _, data, __: _without_park(data))
        assert properties.main(60) == 1
    assert properties.PROPERTIES[1] in capsys.readouterr().out


def _without_park(data: Data) -> Data:
    """A change that makes nothing known, under which settled statuses do not stay."""
    company = {name: value for name, value in data["company"].items() if name != "region"}
    return {**data, "company": {**company, "park": None, "legal_person": None}}
