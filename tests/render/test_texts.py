"""The sentences of tables, workbooks and the page are in both languages alike.

Those of faults, help and progress are a catalogue of their own, as tests/messages says.
"""

from __future__ import annotations

import re
from string import Formatter

from yaoxie.render.texts import TEXTS
from yaoxie.service.page import texts as page_texts

CHINESE = re.compile("[\u4e00-\u9fff\uff00-\uffef]")  # characters, or full-width signs
SAID_ONCE = {"items"}  # of a list in English, what is counted stands in its first part alone


def parameters(sentence: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(sentence) if name} - SAID_ONCE


def test_a_sentence_says_the_same_in_both_languages() -> None:
    for key, (chinese, english) in (TEXTS | page_texts.PAGE_TEXTS).items():
        assert parameters(chinese) == parameters(english), key
        assert chinese, key
        assert english, key
        assert key == "other_language" or not CHINESE.search(english), key
