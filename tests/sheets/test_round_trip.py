"""Profiles go into workbooks and folders of CSV files and come back the same, to the digest."""

from __future__ import annotations

from pathlib import Path
from random import Random

import openpyxl
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from yaoxie import Profile, Rulebook
from yaoxie.profile.records import ProfileRecord, profile_model
from yaoxie.profile.vocabulary import Vocabulary, packaged
from yaoxie.sheets import template

from tests.support import own_vocabulary, workbooks
from tests.support.command_line import run
from tests.support.strategies.profiles import random_profile

FORMS = ("xlsx", "csv")
TEXTS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1).map(str.strip)


def back(
    profiles: list[ProfileRecord], folder: Path, form: str, vocabulary: Vocabulary | None = None
) -> tuple[Profile, ...]:
    """The profiles after a way through a workbook or a folder."""
    layout = workbooks.layout(vocabulary)
    if form == "xlsx":
        path = folder / "book.xlsx"
        template.save(path, layout, profiles)
    else:
        path = folder / "book"
        template.save_folder(path, layout, profiles)
    return workbooks.reading(path, vocabulary).profiles()


@pytest.mark.parametrize("form", FORMS)
def test_a_thousand_synthetic_companies_keep_their_digests(form: str, tmp_path: Path) -> None:
    lines = run("synth", "1000", "--seed", "7", "--year", "2020").stdout.splitlines()
    profiles = [Profile.from_json(line) for line in lines]
    again = back(list(profiles), tmp_path, form)
    assert [profile.digest for profile in again] == [profile.digest for profile in profiles]


@pytest.mark.parametrize("form", FORMS)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 2**32))
def test_any_profile_keeps_its_digest(form: str, tmp_path: Path, seed: int) -> None:
    rng = Random(seed)  # noqa: S311
    profiles: list[ProfileRecord] = [Profile.from_dict(random_profile(rng, 2020)) for _ in range(5)]
    again = back(profiles, tmp_path, form)
    assert [profile.digest for profile in again] == [profile.digest for profile in profiles]


@pytest.mark.parametrize("form", FORMS)
def test_profiles_of_an_own_vocabulary_keep_their_digests(form: str, tmp_path: Path) -> None:
    rulebook = Rulebook.load(own_vocabulary.write(tmp_path / "rules"))
    vocabulary = rulebook.library.vocabulary
    model = profile_model(vocabulary)
    rng = Random(3)  # noqa: S311
    profiles = [model.from_dict(own_vocabulary.random_data(rng)) for _ in range(50)]
    again = back(profiles, tmp_path, form, vocabulary)
    assert [profile.digest for profile in again] == [profile.digest for profile in profiles]
    assert again == rulebook.profiles_from(tmp_path / ("book.xlsx" if form == "xlsx" else "book"))


@pytest.mark.parametrize("form", FORMS)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(name=TEXTS.filter(bool), key=TEXTS.filter(bool))
@example(name="=1+1", key='=HYPERLINK("http://x")')
@example(name="'=1", key="''-1")
@example(name="http://example.com", key="007")
@example(name="TRUE", key="1.0")
@example(name="@SUM(A1)", key="+86")
@example(name="2019-05-20", key="1e5")
@example(name="_x0041_", key="※甲")
def test_any_text_stays_the_text_that_it_is(form: str, tmp_path: Path, name: str, key: str) -> None:
    data = {"company": {"name": name, "id": key}, "drugs": [{"id": key, "name": name}]}
    profile = Profile.from_dict(data)
    (again,) = back([profile], tmp_path, form)
    assert (again.company.name, again.company.id) == (name, key)
    assert again.digest == profile.digest


def test_a_template_asks_for_everything_and_has_no_company(tmp_path: Path) -> None:
    path = tmp_path / "book.xlsx"
    template.save(path, workbooks.layout())
    (fault,) = workbooks.all_faults(path)
    assert fault.sheet == "企业"
    assert len(workbooks.reading(path)) == 0
    columns = {
        (table.sheet.kind, key) for table in workbooks.reading(path).tables for key in table.places
    }
    vocabulary = packaged()
    for kind in vocabulary.kinds:
        for name, field in vocabulary.fields(kind).items():
            assert field.type.name == "milestones" or (kind, name) in columns
    for name in vocabulary.milestone_fields:
        assert ("milestone", name) in columns


def test_awards_offer_measures_and_supports_by_id_and_title(tmp_path: Path) -> None:
    path = tmp_path / "book.xlsx"
    template.save(path, workbooks.layout())
    workbook = openpyxl.load_workbook(path)
    titles = Rulebook.load().library.measures
    options = {
        column[0].value: [cell.value for cell in column[1:]] for column in workbook["选项"].columns
    }
    named = [f"{name}（{measure.title.zh}）" for name, measure in titles.items()]
    assert options["政策"][: len(named)] == named
    assert len(set(options["支持"])) > len(named)
    rules = workbook["以往资助"].data_validations.dataValidation
    lists = [rule for rule in rules if rule.type == "list"]
    assert len(lists) == 2
    assert not any(rule.showErrorMessage for rule in lists)  # other payers may be written


def test_an_award_shows_its_titles_and_is_read_by_its_ids(tmp_path: Path) -> None:
    path = tmp_path / "book.xlsx"
    subject = {"subject": "company", "year": 2018, "amount": 1}
    measure = next(iter(Rulebook.load().library.measures))
    awards = [
        {"measure": measure, "support": "drug-phase-2", **subject},
        {"measure": "other:某区（试点）", "support": "补助（一次性）", **subject},
    ]
    profile = Profile.from_dict({"company": {"name": "甲"}, "awards": awards})
    template.save(path, workbooks.layout(), [profile])
    written = openpyxl.load_workbook(path)["以往资助"]
    assert written.cell(4, 2).value.startswith(f"{measure}（")
    assert written.cell(5, 2).value == "other:某区（试点）"
    (again,) = workbooks.reading(path).profiles()
    assert again.digest == profile.digest
