"""Type checkers see the packaged profile as the vocabulary has it."""

from __future__ import annotations

import ast

from yaoxie.profile import records
from yaoxie.profile.vocabulary import packaged
from yaoxie.review import stubs

from tests.support import own_vocabulary

ANEW = "written anew by: python -m yaoxie.review.stubs"


def classes(text: str) -> dict[str, set[str]]:
    """The annotated names of each class of a stub."""
    return {
        node.name: {
            line.target.id
            for line in node.body
            if isinstance(line, ast.AnnAssign) and isinstance(line.target, ast.Name)
        }
        for node in ast.parse(text).body
        if isinstance(node, ast.ClassDef)
    }


def test_the_stub_is_what_the_vocabulary_says() -> None:
    assert stubs.path().read_text(encoding="utf-8") == stubs.text(packaged()), ANEW


def test_every_model_stands_in_the_stub_with_all_its_fields() -> None:
    for vocabulary in (packaged(), own_vocabulary.vocabulary()):
        stubbed = classes(stubs.text(vocabulary))
        models = records.models(vocabulary)
        assert set(stubbed) == set(models) - {"Award"}
        for name, fields in stubbed.items():
            assert fields == set(models[name].model_fields), name
