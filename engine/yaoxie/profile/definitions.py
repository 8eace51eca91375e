"""The vocabulary's file as typed models: what `vocabulary.yaml` may say."""

from __future__ import annotations

import re
from typing import Annotated, Final, Literal, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

from yaoxie.messages import Message
from yaoxie.profile.field_types import Check, TypeName
from yaoxie.values import IsoDate, Title, refusal

_NAME = re.compile(r"[A-Za-z][A-Za-z0-9]*([_-][A-Za-z0-9]+)*")
_KEY = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*")
_LONGEST_NAME = 64


def _name(value: str) -> str:
    if not _NAME.fullmatch(value) or len(value) > _LONGEST_NAME:
        raise refusal("name", Message("rules.name"))
    return value


def _key(value: str) -> str:
    if not _KEY.fullmatch(value) or len(value) > _LONGEST_NAME:
        raise refusal("key", Message("rules.key"))
    return value


Name = Annotated[str, AfterValidator(_name)]
Key = Annotated[str, AfterValidator(_key)]  # a key of a profile's JSON, and a name in models
CLAIM_YEAR_END: Final = "claim-year-end"
Change = Literal["choose", "increase", "achieve"]


class _Definition(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class Word(Title):
    """One word of a set."""

    id: Name


class NamedWord(Word):
    """A word that people also call by other names, as forms and certificates print them.

    Workbooks take these names and the titles for the word; strict JSON takes the word alone.
    """

    aliases: list[str] = Field(
        default_factory=list, description="what else people call it; no other word of the set"
    )


class ListedWord(NamedWord):
    """A word of a set, which may lie within another word of it, as a district in its city."""

    within: str | None = Field(None, description="the word of the set that it lies within")


class FieldDefinition(Title):
    """A field of a kind, or of a milestone."""

    type: TypeName
    words: str | None = Field(None, description="the set of words, for a word or words")
    open: bool = Field(False, description="whether other texts may stand, which decide nothing")
    required: bool = False
    check: Check | None = Field(None, description="a check of a text's form")
    group: str = Field(description="the group of the form that it stands in")
    change: Change | None = Field(None, description="how it may change; it does not where absent")
    help: Title = Field(description="where a company finds it")


class MilestoneDefinition(NamedWord):
    """A milestone of a kind."""

    implies: list[str] = Field(
        default_factory=list, description="milestones that have been reached where this one has"
    )
    attributes: list[str] = Field(
        default_factory=list, description="what a form asks of it beside its date"
    )


class Certificates(_Definition):
    """Milestones whose certificate number carries the class of the item as a digit."""

    milestones: list[str] = Field(min_length=1)
    field: str = Field(description="the field that holds the class")
    digits: dict[str, str]


class KindDefinition(_Definition):
    """A kind of subject. A rulebook adds to a packaged one by naming it without titles."""

    zh: str | None = None
    en: str | None = None
    help: Title | None = Field(None, description="what stands in its list")
    item_list: Key | None = Field(
        None, alias="list", description="the profile's list of items of this kind"
    )
    fields: dict[Key, FieldDefinition] = Field(default_factory=dict)
    milestones: list[MilestoneDefinition] = Field(default_factory=list)
    orders: list[list[str]] = Field(
        default_factory=list, description="chains of milestones whose dates may not run backwards"
    )
    certificates: Certificates | None = None


class MilestoneFields(_Definition):
    """What a milestone of any kind may say."""

    zh: str | None = None
    en: str | None = None
    help: Title | None = Field(None, description="what is asked for beside these fields")
    fields: dict[Key, FieldDefinition] = Field(default_factory=dict)


class Answer(Title):
    """Yes or no as people write it, beside its titles."""

    aliases: list[str] = Field(default_factory=list)


class Answers(_Definition):
    """What stands for yes and for no where people fill in forms."""

    affirmative: Answer
    negative: Answer


class AwardField(Title):
    """A field of an award; its type is fixed."""

    help: Title


class AwardDefinition(AwardField):
    """What an earlier award is called, and its fields; no rulebook adds to them."""

    fields: dict[Key, AwardField]


class Alike(_Definition):
    """A text that equals another record's text but for case or width."""

    field: str
    to: str = Field(description="the field that holds the other record's text")


class Repeated(_Definition):
    """A text that several records have, while none has the field that would join them."""

    field: str
    without: str


class WordTest(_Definition):
    """A known word among some, or among none of them."""

    field: str
    one_of: list[str] | None = Field(None, min_length=1)
    none_of: list[str] | None = Field(None, min_length=1)

    @property
    def words(self) -> list[str]:
        """The words that it names."""
        return self.one_of or self.none_of or []


class Above(_Definition):
    """A part of an amount that is more than the total."""

    parts: list[str] = Field(min_length=1)
    total: str


class Outside(_Definition):
    """A day before the first or after the last that is likely."""

    field: str = Field(description="a day, or milestone.date for every milestone's")
    first: IsoDate | None = None
    last: IsoDate | Literal["claim-year-end"] | None = None


class PlausibilityRule(Word):
    """What is unlikely in a profile, though allowed: its titles are the sentence of a notice."""

    kinds: list[str] = Field(min_length=1, description="the kinds of subject that it looks at")
    alike: Alike | None = None
    repeated: Repeated | None = None
    together: list[WordTest] | None = Field(None, min_length=2)
    above: Above | None = None
    outside: Outside | None = None

    @model_validator(mode="after")
    def _one_check(self) -> Self:
        if len([check for check in self._checks if check is not None]) != 1:
            names = ("alike", "repeated", "together", "above", "outside")
            raise refusal("check", Message("rules.exactly-one-of", words=names))
        return self

    @property
    def _checks(self) -> tuple[Alike | Repeated | list[WordTest] | Above | Outside | None, ...]:
        return self.alike, self.repeated, self.together, self.above, self.outside

    @property
    def check(self) -> Alike | Repeated | list[WordTest] | Above | Outside:
        """What it looks for."""
        return next(check for check in self._checks if check is not None)


class VocabularyFile(_Definition):
    """`vocabulary.yaml`: the packaged one, or what a rulebook adds to it."""

    groups: dict[Key, Title] = Field(default_factory=dict)
    kinds: dict[Key, KindDefinition] = Field(default_factory=dict)
    milestone: MilestoneFields = Field(default_factory=MilestoneFields)
    award: AwardDefinition | None = Field(None, description="in the packaged one alone")
    place: str | None = Field(
        None,
        description="the company's field that says where it is, by the words of which measures"
        " name their place; in the packaged one alone",
    )
    yes_no: Answers | None = Field(
        None, description="what people write for yes and no; in the packaged one alone"
    )
    words: dict[Key, list[ListedWord]] = Field(default_factory=dict)
    plausibility: list[PlausibilityRule] = Field(
        default_factory=list, description="what is unlikely in a profile, though allowed"
    )
