"""`docs/profile.md` has every field of the profile and every word, with their titles."""

from __future__ import annotations

from pathlib import Path

import pytest
from pydantic import BaseModel
from yaoxie.profile import records
from yaoxie.profile.model import Award, DeviceMilestone, DrugMilestone, Profile
from yaoxie.profile.own_names import class_name
from yaoxie.profile.vocabulary import packaged

PAGE = Path(__file__).parents[2] / "docs" / "profile.md"
LINES = PAGE.read_text(encoding="utf-8").splitlines()
MODELS = records.models(packaged())
PLACES: dict[str, tuple[str, type[BaseModel]]] = {
    "company": ("company", MODELS["Company"]),
    **{
        f"{name}[]": (kind, MODELS[class_name(kind)])
        for kind, name in packaged().item_lists.items()
    },
    "milestones[]": ("milestone", DrugMilestone),
    "awards[]": ("award", Award),
}
FIELDS = [(place, name) for place, (_, model) in PLACES.items() for name in model.model_fields]


def rows(start: str) -> list[list[str]]:
    """The cells of the rows whose first cell is this."""
    cells = [[cell.strip() for cell in line.strip("| ").split("|")] for line in LINES]
    return [row for row in cells if row[0] == start]


@pytest.mark.parametrize(("place", "name"), FIELDS)
def test_every_field_has_one_row_with_its_title(place: str, name: str) -> None:
    (row,) = rows(f"`{place}.{name}`")
    assert all(row)
    title = packaged().field_title(f"{PLACES[place][0]}.{name}")
    if title is not None:
        assert row[1] == title.zh


def test_no_row_is_of_a_field_that_does_not_exist() -> None:
    rows = [line.split("`")[1] for line in LINES if line.startswith("| `") and "." in line[:30]]
    named = [name for name in rows if name.partition(".")[0] in PLACES]
    assert sorted(named) == sorted(f"{place}.{name}" for place, name in FIELDS)


def test_both_kinds_of_milestones_have_the_same_fields_and_the_profile_its_lists() -> None:
    assert set(DrugMilestone.model_fields) == set(DeviceMilestone.model_fields)
    assert set(Profile.model_fields) == {place.removesuffix("[]") for place in PLACES} - {
        "milestones"
    }


@pytest.mark.parametrize("name", packaged().words)
def test_every_set_has_its_words_with_their_titles(name: str) -> None:
    start = LINES.index(f"### {name}")
    end = next((i for i in range(start + 1, len(LINES)) if LINES[i].startswith("#")), len(LINES))
    rows = [line for line in LINES[start:end] if line.startswith("| `")]
    words = packaged().words[name]
    nested = any(word.within for word in words)
    assert rows == [
        f"| `{word.id}` | {word.zh} | {word.en} |"
        + (f" {f'`{word.within}`' if word.within else ''} |" if nested else "")
        for word in words
    ]


@pytest.mark.parametrize("chain", packaged().orders("drug"), ids=lambda c: c[0])
def test_every_chain_of_dates_is_listed(chain: list[str]) -> None:
    assert "- " + " → ".join(f"`{word}`" for word in chain) in LINES
