"""What people call the words: every name finds its word, and no name finds two."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from yaoxie import Profile, ProfileError
from yaoxie.profile import checks, word_names
from yaoxie.profile.definitions import NamedWord
from yaoxie.profile.field_types import FieldType
from yaoxie.profile.own_vocabulary import extended
from yaoxie.profile.vocabulary import Vocabulary, packaged
from yaoxie.sources.yaml_text import YamlFile


def sets(vocabulary: Vocabulary) -> list[tuple[FieldType, Sequence[NamedWord]]]:
    """Every closed set with the type of its words: those of fields, and the milestones."""
    words: list[tuple[FieldType, Sequence[NamedWord]]]
    words = [(vocabulary.word_type(name), known) for name, known in vocabulary.words.items()]
    milestones: list[tuple[FieldType, Sequence[NamedWord]]]
    milestones = [
        (
            vocabulary.milestone_type(kind),
            [vocabulary.milestone(kind, name) for name in vocabulary.milestones(kind)],
        )
        for kind in vocabulary.milestone_kinds
    ]
    return [*words, *milestones]


def test_every_name_of_a_word_finds_that_word_alone() -> None:
    for type_, words in sets(packaged()):
        for word in words:
            for name in word_names.every_name(word):
                assert word_names.meant(name, type_.names) == word.id, name
                assert word_names.nearest(name, type_.names) == word.id, name


def test_every_word_kind_and_field_is_called_something_in_both_languages() -> None:
    vocabulary = packaged()
    titles = [*vocabulary.every_word(), *vocabulary.content.groups.values()]
    for kind in (*vocabulary.kinds, "milestone", "award"):
        titles += [vocabulary.kind_title(kind), vocabulary.kind_help(kind)]
    for kind in (*vocabulary.kinds, "milestone"):
        fields = vocabulary.milestone_fields if kind == "milestone" else vocabulary.fields(kind)
        for field in fields.values():
            titles += [field.title, field.definition.help]
    for title in titles:
        assert title.zh.strip(), title
        assert title.en.strip(), title
        assert title.en.isascii() or title.en.count("’"), title


@pytest.mark.parametrize(
    ("set_", "text", "word"),
    [
        ("registration_class", "化学药品1类", "chemical-1"),
        ("registration_class", "治疗用生物制品1类", "biological-1"),
        ("registration_class", "中药创新药", "traditional-1"),
        ("registration_class", "化药 1.1 类", "chemical-2007-1"),
        ("device_class", "三类", "III"),
        ("device_class", "Ⅲ类", "III"),
        ("region", "苏州市", "suzhou"),
        ("authority", "美国FDA", "fda"),
    ],
)
def test_official_names_stand_for_their_word(set_: str, text: str, word: str) -> None:
    assert word_names.meant(text, packaged().word_type(set_).names) == word


@pytest.mark.parametrize(
    ("set_", "text"),
    [("registration_class", "化药9类"), ("device_class", "第四类"), ("region", "郑州市")],
)
def test_what_is_another_thing_is_near_nothing(set_: str, text: str) -> None:
    names = packaged().word_type(set_).names
    assert word_names.meant(text, names) is None
    assert word_names.nearest(text, names) is None


def test_strict_json_keeps_its_words_and_names_the_one_that_an_alias_stands_for() -> None:
    data = {
        "company": {"name": "甲", "region": "苏州市", "activities": ["研发"]},
        "drugs": [
            {"id": "D", "category": "创新药", "milestones": [{"milestone": "完成II期临床试验"}]}
        ],
    }
    with pytest.raises(ProfileError) as caught:
        Profile.from_dict(data)
    assert {fault.pointer: fault.nearest for fault in caught.value.faults} == {
        "/company/region": "suzhou",
        "/company/activities/0": "research",
        "/drugs/0/category": "innovative",
        "/drugs/0/milestones/0/milestone": "phase_2_completed",
    }


@pytest.mark.parametrize("alias", ["苏州", "shanghai", "hang zhou", " "])
def test_no_alias_of_a_rulebook_is_empty_or_another_words_name(alias: str) -> None:
    own = {"words": {"region": [{"id": "zz", "zh": "某地", "en": "Zz", "aliases": [alias]}]}}
    source = YamlFile("vocabulary.yaml", own)
    extended(source)
    assert [fault.pointer for fault in source.faults] == ["/words/region/0/aliases/0"]


def test_an_empty_list_of_items_or_awards_has_the_digest_of_an_absent_one() -> None:
    company = {"company": {"name": "甲"}}
    absent = Profile.from_dict(company).digest
    for name in ("drugs", "devices", "platforms", "initiatives", "awards"):
        assert Profile.from_dict({**company, name: []}).digest == absent
    drug = {"id": "D"}
    without = Profile.from_dict({**company, "drugs": [drug]}).digest
    empty = Profile.from_dict({**company, "drugs": [{**drug, "milestones": []}]}).digest
    assert empty != without


def test_an_open_text_that_is_no_word_is_told_with_the_word_it_likely_means() -> None:
    data = {
        "company": {"name": "甲"},
        "drugs": [
            {"id": "D", "registration_class": "化学药品1类"},
            {"id": "E", "registration_class": "进口药"},
            {"id": "F", "registration_class": "chemical-1"},
        ],
    }
    profile = Profile.from_dict(data)
    assert list(checks.unknown_words(profile, profile.vocabulary)) == [
        ("/drugs/0/registration_class", "chemical-1"),
        ("/drugs/1/registration_class", None),
    ]
