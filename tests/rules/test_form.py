"""What a profile is asked for some measures: all that their rules read, and nothing else."""

from __future__ import annotations

import pytest
from yaoxie import Profile, Rulebook
from yaoxie.profile.vocabulary import COMPANY
from yaoxie.render import form as form_table
from yaoxie.render.wording import Wording
from yaoxie.rules import form

RULEBOOK = Rulebook.load()
IDENTITY = {"id", "name", "uscc", "family", "milestones"}


@pytest.mark.parametrize("measure", list(RULEBOOK.measures))
def test_a_form_asks_for_all_that_reports_may_miss_and_for_nothing_else(measure: str) -> None:
    asked = form.of(RULEBOOK.library, [measure])
    words = Wording("zh", RULEBOOK.library.vocabulary)
    blank = form_table.skeleton(asked, words)
    report = RULEBOOK.evaluate(RULEBOOK.profile(blank), 2024, measure)
    names = {f"/company/{field.name}" for field in asked.kinds[COMPANY].fields}
    lists = RULEBOOK.library.vocabulary.item_lists
    names |= {
        f"/{lists[kind]}/0/{field.name}"
        for kind, form in asked.kinds.items()
        if kind != COMPANY
        for field in form.fields
    }
    missing = {at for finding in report.findings for at in finding.to_dict()["missing"]}
    assert missing <= names
    named = {
        name for kind in asked.kinds.values() for field in kind.fields for name in [field.name]
    }
    read = {fact.split(".")[1] for fact in form.facts_of_measure(RULEBOOK.library.checked(measure))}
    assert named - read <= IDENTITY


def test_the_whole_form_asks_for_everything_that_profiles_may_hold() -> None:
    vocabulary = RULEBOOK.library.vocabulary
    asked = form.whole(vocabulary)
    for kind in vocabulary.kinds:
        own = asked.kinds[kind]
        assert [field.name for field in own.fields] == list(vocabulary.fields(kind))
        reached = tuple(entry.definition.id for entry in own.milestones)
        assert reached == vocabulary.milestones(kind)


def test_a_first_profile_evaluates_as_it_stands_and_lacks_all_that_counts() -> None:
    asked = form.whole(RULEBOOK.library.vocabulary)
    blank = form_table.skeleton(asked, Wording("en"))
    profile = Profile.from_dict(blank)
    reports = RULEBOOK.evaluate_all(profile, 2024)
    assert reports.total_ceiling == 0
    assert all(
        finding.status != "eligible" for report in reports.reports for finding in report.findings
    )


def test_a_form_may_be_narrowed_to_some_kinds() -> None:
    asked = form.of(RULEBOOK.library, ["zgc-2019-27"]).only(["device"])
    assert list(asked.kinds) == [COMPANY, "device"]
    assert asked.milestone_kinds == ("device",)
    assert {field.name for field in asked.milestone_fields} == {"date", "place", "review_level"}
