"""Pages of what profiles may hold are what the vocabulary says."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from yaoxie.messages import Lang
from yaoxie.profile.definitions import VocabularyFile
from yaoxie.profile.vocabulary import Vocabulary, packaged
from yaoxie.review import pages
from yaoxie.values import Title

from tests.support import own_vocabulary
from tests.support.command_line import run

ANEW = "written anew by: python -m yaoxie.review.pages"


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_tables_of_the_profiles_pages_are_not_behind_the_vocabulary(lang: Lang) -> None:
    text = pages.path(lang).read_text(encoding="utf-8")
    assert pages.filled(text, packaged(), lang) == text, ANEW


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_table_that_has_fallen_behind_is_made_anew_and_all_else_kept(lang: Lang) -> None:
    text = pages.path(lang).read_text(encoding="utf-8")
    behind = text.replace("| `haidian` | 海淀园 | Haidian |\n", "")
    assert behind != text
    assert pages.filled(behind, packaged(), lang) == text
    around = f"before\n{text}after\n"
    assert pages.filled(around, packaged(), lang) == around


def test_the_profiles_pages_have_the_same_tables_in_both_languages() -> None:
    mark = re.compile(r"<!-- made from the vocabulary: ([a-z_]+) -->")
    english, chinese = (pages.path(lang).read_text(encoding="utf-8") for lang in pages.LANGS)
    assert mark.findall(chinese) == mark.findall(english)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_page_has_every_field_milestone_and_word_once(lang: Lang) -> None:
    vocabulary = own_vocabulary.vocabulary()
    lines = pages.Pages(vocabulary, lang).page().splitlines()
    starts = [line.split("`")[1] for line in lines if line.startswith("| `")]
    fields = [
        f"{vocabulary.item_lists.get(kind, kind) + '[]' * (kind != 'company')}.{name}"
        for kind in vocabulary.kinds
        for name in vocabulary.fields(kind)
    ]
    fields += [f"milestones[].{name}" for name in ("milestone", *vocabulary.milestone_fields)]
    fields += [f"awards[].{name}" for name in vocabulary.award.fields]
    words = [word.id for word in vocabulary.every_word()]
    assert sorted(starts) == sorted([*fields, *words])
    assert "- `clinical_trial_entry` → `conditional_approval`" in lines
    for heading in ("## veterinary_drug", "### species", "### veterinary_drug_milestone"):
        assert heading in lines


def test_titles_break_no_table() -> None:
    group = Title(zh="组", en="group")
    content = packaged().content.model_dump(by_alias=True)
    content["groups"]["more"] = group.model_dump()
    content["kinds"]["company"]["fields"]["odd"] = {
        "zh": "甲|乙", "en": "a\nb", "type": "text", "group": "more", "help": group.model_dump(),
    }  # fmt: skip
    page = pages.Pages(Vocabulary(VocabularyFile.model_validate(content)), "en").part("company")
    assert "| `company.odd` | 甲\\|乙 | a\\\\nb | text | group |\n" in page


def test_the_command_prints_the_page_of_a_rulebook(tmp_path: Path) -> None:
    rules = str(own_vocabulary.write(tmp_path))
    for lang in ("zh", "en"):
        printed = run("vocabulary", "--rules", rules, "--lang", lang)
        assert printed.exit_code == 0
        assert "`veterinary_drugs[].species`" in printed.stdout
    assert "veterinary" not in run("vocabulary").stdout
    refused = run("vocabulary", "--rules", str(tmp_path / "nowhere"), "--lang", "fr")
    assert refused.exit_code == 2
    assert "a folder of rules" in refused.stderr
    assert "one of zh, en" in refused.stderr
