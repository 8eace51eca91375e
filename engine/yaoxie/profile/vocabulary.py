"""The words a profile may use, with their titles: data in `rules/vocabulary.yaml`."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from pydantic import BaseModel, ConfigDict, GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from yaoxie import resources
from yaoxie.sources import yaml_text
from yaoxie.values import Title


class Word(Title):
    """One word of the vocabulary."""

    id: str


class Vocabulary(BaseModel):
    """All words, by the set they belong to (`park`, `drug_milestone`, …)."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    kinds: dict[str, Title]
    words: dict[str, list[Word]]
    orders: dict[str, list[list[str]]]
    registration_certificates: list[str]
    fields: dict[str, Title]

    def ids(self, name: str) -> tuple[str, ...]:
        """The words of one set, in their order."""
        return tuple(word.id for word in self.words[name])

    def title(self, name: str, word: str) -> Title | None:
        """The title of one word, None where the set lacks it."""
        return next((entry for entry in self.words.get(name, ()) if entry.id == word), None)


@cache
def vocabulary() -> Vocabulary:
    """The packaged vocabulary; it holds for every rulebook."""
    source = yaml_text.read(resources.folder("rules") / "vocabulary.yaml", "vocabulary.yaml")
    return Vocabulary.model_validate(source.data)


@dataclass(frozen=True, slots=True)
class WordOf:
    """Annotates a text as one word of a set: `Annotated[str, WordOf("park")]`.

    An open one may be any other text too, which then decides nothing.
    """

    name: str
    open: bool = False

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        """Accepts the set's words, alone unless open."""
        inner = handler(source)
        if self.open:
            return inner
        words = vocabulary().ids(self.name)
        known = frozenset(words)

        def check(value: str) -> str:
            if value not in known:
                raise PydanticCustomError("word", "one of {words}", {"words": ", ".join(words)})
            return value

        return core_schema.no_info_after_validator_function(check, inner)

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        """Publishes the words as an enumeration, or as examples where other texts may stand."""
        key = "examples" if self.open else "enum"
        return {**handler(schema), key: list(vocabulary().ids(self.name))}
