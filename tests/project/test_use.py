"""What users of the library do: print, copy, pickle, share, change; and hand over wrong types."""

from __future__ import annotations

import copy
import json
import multiprocessing
import pickle
import shutil
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any

import pytest
import yaoxie
from hypothesis import given
from yaoxie import (
    Fault,
    InputError,
    Message,
    MissingExtraError,
    OptionError,
    Profile,
    ProfileError,
    Report,
    Rulebook,
    RulebookError,
    YaoxieError,
    resources,
)
from yaoxie.errors import ABSENT

from tests.support import own_vocabulary
from tests.support.command_line import PROFILE
from tests.support.strategies.profiles import profiles, seeded

YEAR = 2019
FAULTS = (
    Fault("/a", 1, Message("sources.null")),
    Fault("/b", ABSENT, Message("sources.text"), nearest="z", file="f", line=1),
)


@pytest.fixture(scope="module")
def profile() -> Profile:
    return Profile.from_dict(PROFILE)


@pytest.fixture
def report(rulebook: Rulebook, profile: Profile) -> Report:
    return rulebook.evaluate(profile, YEAR)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the packaged rules."""
    folder = tmp_path_factory.mktemp("rules") / "rules"
    shutil.copytree(resources.folder("rules"), folder)
    return folder


def pickled(value: Any) -> Any:
    return pickle.loads(pickle.dumps(value))  # noqa: S301


def classes(base: type[YaoxieError] = YaoxieError) -> Iterator[type[YaoxieError]]:
    """All classes of errors, those of tests left out."""
    if base.__module__.startswith("yaoxie"):
        yield base
    for derived in base.__subclasses__():
        yield from classes(derived)


def example(class_: type[YaoxieError]) -> YaoxieError:
    if issubclass(class_, MissingExtraError):
        return class_("screen", "polars")
    if issubclass(class_, InputError):
        return class_(FAULTS)
    return class_("differ on drug-phase-2")


def fail(error: YaoxieError) -> None:
    raise error


# Errors.


@pytest.mark.parametrize("again", [copy.copy, copy.deepcopy, pickled])
def test_errors_of_every_class_are_copied_and_pickled_whole(again: Callable[[Any], Any]) -> None:
    for class_ in set(classes()):
        error = example(class_)
        twin = again(error)
        assert (type(twin), str(twin), vars(twin)) == (class_, str(error), vars(error))


def test_errors_of_every_class_come_back_from_a_process_pool(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.syspath_prepend(Path(__file__).parents[2])  # the child imports this module
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(1, mp_context=context) as pool:
        for class_ in set(classes()):
            error = example(class_)
            returned = pool.submit(fail, error).exception()
            assert (type(returned), str(returned)) == (class_, str(error))
            if isinstance(returned, InputError):
                assert returned.faults[1].value is ABSENT


# Rulebooks.


def test_a_rulebook_is_pickled_by_its_folder(folder: Path, profile: Profile) -> None:
    for rulebook in (Rulebook.load(), Rulebook.load(folder), Rulebook.load(str(folder))):
        data = pickle.dumps(rulebook)
        again = pickle.loads(data)  # noqa: S301
        assert len(data) < 500
        assert again.digest == rulebook.digest
        assert again.evaluate(profile, YEAR).to_json() == (
            rulebook.evaluate(profile, YEAR).to_json()
        )


def test_a_relative_folder_is_found_from_elsewhere(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(folder.parent)
    data = pickle.dumps(Rulebook.load(folder.name))
    monkeypatch.chdir(tmp_path)
    assert pickle.loads(data).version  # noqa: S301


def test_a_rulebook_whose_rules_have_changed_is_not_unpickled(tmp_path: Path) -> None:
    folder = tmp_path / "rules"
    shutil.copytree(resources.folder("rules"), folder)
    rulebook = Rulebook.load(folder)
    data = pickle.dumps(rulebook)
    index = folder / "rulebook.yaml"
    text = index.read_text(encoding="utf-8")
    index.write_text(text.replace(f'"{rulebook.version}"', '"other"'), encoding="utf-8")
    with pytest.raises(RulebookError, match=f"expected rules with the digest {rulebook.digest}"):
        pickle.loads(data)  # noqa: S301
    shutil.rmtree(folder)
    with pytest.raises(RulebookError, match="expected a folder of rules"):
        pickle.loads(data)  # noqa: S301


def test_a_rulebook_without_a_folder_says_why_it_is_not_pickled(rulebook: Rulebook) -> None:
    with pytest.raises(TypeError, match=r"by its folder, as Rulebook\.load knows it"):
        pickle.dumps(Rulebook(rulebook.library))


def test_a_copy_of_a_rulebook_is_the_rulebook(rulebook: Rulebook) -> None:
    assert copy.copy(rulebook) is rulebook
    assert copy.deepcopy(rulebook) is rulebook


# Reports.


@pytest.mark.parametrize("again", [copy.copy, copy.deepcopy, pickled])
def test_reports_are_copied_and_pickled_before_and_after_they_are_written(
    report: Report, again: Callable[[Any], Any]
) -> None:
    first = again(report)
    text = report.to_json()
    for twin in (first, again(report), again(again(report))):
        assert twin.to_json() == text
        assert twin.findings == report.findings


def test_comparisons_and_plans_are_pickled(rulebook: Rulebook, profile: Profile) -> None:
    comparison = rulebook.compare(profile, YEAR)
    text = comparison.to_json()
    assert pickled(comparison).to_json() == text
    plan = rulebook.plan(YEAR)
    assert pickled(plan) == plan


def test_what_users_print_is_short(rulebook: Rulebook, profile: Profile, report: Report) -> None:
    plan = rulebook.plan(YEAR)
    shown = [rulebook, profile, report, plan, *report.findings, rulebook.compare(profile, YEAR)]
    shown += [*rulebook.measures.values(), rulebook.screening(YEAR)]
    shown += [rulebook.joint_screening(YEAR), rulebook.screen([profile], YEAR)]
    for value in shown:
        text = repr(value)
        assert str(value) == text
        assert text.startswith(f"<{type(value).__name__} ")
        assert len(text) < 120
        assert text.isprintable()
    name = PROFILE["company"]["name"]
    assert repr(profile) == f"<Profile {name}: drugs 2, platforms 1, awards 1>"


def test_a_part_of_a_profile_prints_what_is_known_of_it() -> None:
    data = {
        "company": {"name": "甲"},
        "drugs": [{"id": "D", "milestones": [{"milestone": "new_drug_approval"}]}],
        "awards": [{"measure": "m", "support": "s", "subject": "D", "year": 2018, "amount": 1}],
    }
    profile = Profile.from_dict(data)
    assert profile.drugs is not None
    assert repr(profile.company) == str(profile.company) == "Company(name='甲')"
    assert repr(profile.drugs[0]) == "Drug(id='D', milestones=[1])"
    assert profile.drugs[0].milestones is not None
    assert str(profile.drugs[0].milestones[0]) == "DrugMilestone(milestone='new_drug_approval')"


# Profiles.


@given(profiles())
def test_a_profile_comes_back_from_its_json_and_its_plain_data(data: dict[str, Any]) -> None:
    profile = Profile.from_dict(data)
    text = profile.to_json()
    again = Profile.from_json(text)
    assert (again.digest, again.to_json()) == (profile.digest, text)
    for twin in (Profile.from_dict(profile.to_dict()), Profile.from_json(profile.to_json(2))):
        assert twin.to_json() == text
    assert "null" not in json.dumps(profile.to_dict())
    assert "\n" not in text


def test_a_profile_of_another_vocabulary_comes_back_too(tmp_path: Path) -> None:
    rulebook = Rulebook.load(own_vocabulary.write(tmp_path))
    profile = rulebook.profile(own_vocabulary.random_data(seeded(7)))
    assert rulebook.profile(profile.to_json()) == rulebook.profile(profile.to_dict()) == profile


def test_nothing_that_a_report_hands_out_changes_its_bytes(report: Report) -> None:
    before = report.to_json(), report.to_dict()
    finding = next(entry for entry in report.findings if entry.calculation)
    for name in [*finding.__struct_fields__, "counted", "ceiling", "anything"]:
        with pytest.raises(AttributeError):
            setattr(finding, name, None)
    for name in ("findings", "total_ceiling", "profile", "readings"):
        with pytest.raises((AttributeError, TypeError)):
            setattr(report, name, None)
    for mapping in (finding.calculation[0].figures, report.plan.readings, report.basis.rulebook):
        with pytest.raises(TypeError):
            mapping["x"] = "y"  # type: ignore[index]
    handed_out: list[Any] = [report.rulebook, report.readings, report.company, report.to_dict()]
    for handed in handed_out:
        handed.clear()
    report.to_dict()["findings"][0]["requirements"].clear()
    assert (report.to_json(), report.to_dict()) == before
    assert pickled(report).to_dict() == before[1]


# Wrong types.


@pytest.mark.parametrize("wrong", [None, Path("profile.json"), 3, {}, [], bytearray(b"{}")])
def test_what_is_no_text_is_refused_with_the_way_to_read_it(wrong: Any) -> None:
    with pytest.raises(TypeError, match="as str or bytes, such as path") as error:
        Profile.from_json(wrong)
    assert str(error.value).endswith(f"of type {type(wrong).__name__}")


def test_a_path_is_refused_by_a_rulebook_too(rulebook: Rulebook) -> None:
    with pytest.raises(TypeError, match=r"such as path\.read_bytes\(\) gives"):
        rulebook.profile(Path("profile.json"))  # type: ignore[arg-type]


@pytest.mark.parametrize("wrong", ['{"company": {}}', b"{}", Path("profile.json")])
def test_what_is_no_plain_data_is_refused_with_the_way_to_read_it(wrong: Any) -> None:
    with pytest.raises(ProfileError, match=r"as json\.loads gives it; from_json reads a text"):
        Profile.from_dict(wrong)


@pytest.mark.parametrize("wrong", [None, 3, [], True])
def test_plain_data_of_no_object_is_refused(wrong: Any) -> None:
    with pytest.raises(ProfileError, match="expected an object"):
        Profile.from_dict(wrong)


@pytest.mark.parametrize("wrong", [PROFILE, None, "profile.json", b"{}"])
@pytest.mark.parametrize("method", ["evaluate", "compare"])
def test_what_is_no_profile_is_refused(rulebook: Rulebook, wrong: Any, method: str) -> None:
    with pytest.raises(TypeError, match=r"a Profile, such as rulebook\.profile\(data\) gives"):
        getattr(rulebook, method)(wrong, YEAR)


QUESTIONS: dict[str, Callable[..., Any]] = {
    "evaluate": lambda rulebook, profile, *rest: rulebook.evaluate(profile, *rest),
    "plan": lambda rulebook, _, *rest: rulebook.plan(*rest),
    "screening": lambda rulebook, _, *rest: rulebook.screening(*rest),
    "screen": lambda rulebook, profile, *rest: rulebook.screen([profile], *rest),
}


@pytest.mark.parametrize("question", QUESTIONS)
@pytest.mark.parametrize(
    ("options", "fault"),
    [
        (("2019",), "/year: '2019'; expected a year from 1000 to 9999, as a whole number"),
        ((True,), "/year: true; expected a year from 1000 to 9999, as a whole number"),
        ((2019.0,), "/year: 2019.0; expected a year from 1000 to 9999, as a whole number"),
        ((None,), "/year: null; expected a year from 1000 to 9999, as a whole number"),
        ((99,), "/year: 99; expected a year from 1000 to 9999"),
        ((YEAR, 3), "/measure: 3; expected the id of a measure or a series, as text"),
        ((YEAR, []), "/measure: []; expected the id of a measure or a series, as text"),
        ((YEAR, [3]), "/measure: "),
        ((YEAR, ""), "/measure: ''; expected the id of a measure"),
        ((YEAR, None, ["a=b"]), "/readings: ['a=b']; expected options by reading, as a mapping"),
        ((YEAR, None, []), "/readings: []; expected options by reading, as a mapping"),
        ((YEAR, None, "a=b"), "/readings: 'a=b'; expected options by reading, as a mapping"),
    ],
)
def test_options_of_a_wrong_type_are_refused(
    rulebook: Rulebook, profile: Profile, question: str, options: tuple[Any, ...], fault: str
) -> None:
    with pytest.raises(OptionError) as error:
        QUESTIONS[question](rulebook, profile, *options)
    assert str(error.value).startswith(fault)


def test_wrong_options_are_named_all_at_once(rulebook: Rulebook, profile: Profile) -> None:
    with pytest.raises(OptionError) as error:
        rulebook.evaluate(profile, "2019", 3, ["a"])  # type: ignore[arg-type]
    assert [fault.pointer for fault in error.value.faults] == ["/year", "/measure", "/readings"]


@pytest.mark.parametrize("wrong", [3, b"rules", []])
def test_what_is_no_path_of_rules_is_refused(wrong: Any) -> None:
    with pytest.raises(TypeError, match="the path of a folder of rules is expected"):
        Rulebook.load(wrong)
    with pytest.raises(TypeError, match=r"Rulebook\.load\(folder\) reads a folder of rules"):
        Rulebook(wrong)


def test_all_errors_are_public() -> None:
    own = {class_ for class_ in classes() if class_.__module__ == "yaoxie.errors"}
    assert {class_.__name__ for class_ in own} <= set(yaoxie.__all__)
