"""Profiles as pydantic models, made from a vocabulary.

The packaged vocabulary's models are those of `yaoxie.profile.model`; those of a rulebook's own
vocabulary derive from them, with more fields, words and lists.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property, lru_cache
from pathlib import PurePath
from typing import Annotated, Any, ClassVar, Self, SupportsIndex, cast

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    ModelWrapValidatorHandler,
    ValidationError,
    create_model,
    model_validator,
)
from pydantic_core import InitErrorDetails

from yaoxie.errors import Fault, ProfileError
from yaoxie.messages import Message
from yaoxie.profile import checks, pointer_titles, word_names
from yaoxie.profile.field_types import Lax, Text
from yaoxie.profile.own_names import class_name, milestone_class_name
from yaoxie.profile.plausibility import Implausible, implausible
from yaoxie.profile.vocabulary import AWARD, COMPANY, MILESTONE, Vocabulary, packaged
from yaoxie.profile.vocabulary import Field as VocabularyField
from yaoxie.sources import compact_json, json_places, json_text, model_faults
from yaoxie.values import MAX_MONEY, Title, refusal

_NOTHING: tuple[object, ...] = ()  # of which there is one
_KEPT = 16  # vocabularies whose models are kept


class _Count(int):
    """How many records a list has, which it prints in brackets."""

    def __repr__(self) -> str:
        return f"[{int(self)}]"


class Record(BaseModel):
    """A part of a profile; keys it does not know are faults, and nothing is coerced."""

    # An instance may have been made or changed without its checks, so it is read like plain data.
    model_config = ConfigDict(
        extra="forbid", frozen=True, strict=True, revalidate_instances="always"
    )

    vocabulary: ClassVar[Vocabulary | None] = None  # what reads it; None where all read it alike

    def __repr_args__(self) -> Iterator[tuple[str | None, Any]]:
        """What a record prints of itself: what is known, and how many records a list has."""
        for name, value in super().__repr_args__():
            if isinstance(value, tuple) and value and isinstance(value[0], Record):
                yield name, _Count(len(value))
            elif value is not None:
                yield name, value

    def __str__(self) -> str:
        return repr(self)

    def __reduce_ex__(self, protocol: SupportsIndex) -> str | tuple[Any, ...]:
        """How it is pickled: its class stands in no module where the vocabulary is not packaged."""
        known = self.vocabulary
        if known is None or known == packaged():
            return super().__reduce_ex__(protocol)
        return _blank, (known, type(self).__name__), self.__getstate__()


def _describe_award(schema: dict[str, Any]) -> None:
    """Adds to the JSON Schema of awards what the vocabulary calls their fields."""
    for name, field in packaged().award.fields.items():
        schema["properties"][name] |= _titles(field, field.help)


class Award(Record):
    """An amount granted before; all five fields are required."""

    model_config = ConfigDict(json_schema_extra=_describe_award)

    measure: Text
    support: Text
    subject: Text
    year: Annotated[int, Field(ge=1, le=9999)]
    amount: Annotated[int, Field(ge=1, le=MAX_MONEY)]


class ProfileRecord(Record):
    """What profiles of all vocabularies share."""

    vocabulary: ClassVar[Vocabulary]

    @model_validator(mode="wrap")
    @classmethod
    def _check_across_fields(cls, data: Any, handler: ModelWrapValidatorHandler[Self]) -> Self:
        """Adds what one field says against another to the faults of single fields."""
        if isinstance(data, ProfileRecord):
            if data.vocabulary != cls.vocabulary:
                raise refusal("vocabulary", checks.OF_THIS_VOCABULARY)
            data = _given(data)
        faults: list[InitErrorDetails]
        try:
            profile = handler(data)
        except ValidationError as error:
            faults = [*model_faults.line_errors(error), *checks.errors(data, cls.vocabulary)]
        else:
            if not checks.may_contradict(data, cls.vocabulary):
                return profile
            # What the data hold may be gone once it is read, so it is the profile that is checked.
            faults = checks.errors(profile, cls.vocabulary)
        faults = checks.with_foreign_records(faults, data, cls.vocabulary)
        if faults:
            raise ValidationError.from_exception_data(cls.__name__, faults)
        return profile

    @classmethod
    def from_json(cls, text: str | bytes) -> Self:
        """The profile in a JSON text (bytes are UTF-8).

        Raises ProfileError with every fault, each with its JSON pointer, and TypeError for what is
        no text.
        """
        if not isinstance(text, (str, bytes)):
            raise TypeError(
                "a profile's JSON is expected as str or bytes, such as path.read_bytes() gives; "
                f"from_dict takes plain data; this is of type {type(text).__name__}"
            )
        data = json_text.quick(text)
        if data is not None:
            try:
                return cls.model_validate(data)
            except ValidationError:
                pass  # read anew below, for every fault
        profile, faults = cls._checked(json_text.parse(text))
        if profile is None:
            decoded = text if isinstance(text, str) else text.decode("utf-8")
            raise ProfileError(json_places.placed(faults, decoded))
        return profile

    @classmethod
    def from_dict(cls, data: Any) -> Self:
        """The profile in plain data, as `json.loads` gives it. Raises ProfileError."""
        if isinstance(data, (str, bytes, PurePath)):
            expected = Message("profile.from-dict")
            raise ProfileError([Fault("", data, expected)])
        profile, faults = cls._checked(data)
        if profile is None:
            raise ProfileError(faults)
        return profile

    def to_dict(self) -> dict[str, Any]:
        """The profile as plain data, which `from_dict` reads back: what is known and no more."""
        return self.model_dump(mode="json", exclude_none=True)

    def to_json(self, indent: int | None = None) -> str:
        """The profile as JSON text, which `from_json` reads back with the same digest.

        One compact line, nothing escaped that need not be; with `indent`, lines for people.
        """
        return compact_json.to_text(self.to_dict(), indent)

    @classmethod
    def _checked(cls, data: Any) -> tuple[Self | None, list[Fault]]:
        """The profile in plain data, or None and every fault."""
        faults = json_text.faults(data)
        deep = json_text.AT_MOST_LEVELS in [fault.expected for fault in faults]
        profile = None
        if not deep:
            try:
                profile = cls.model_validate(data)
            except ValidationError as error:
                faults += model_faults.of(error, cls, data, cls._meant)
        return (None if faults else profile), [
            replace(fault, place=pointer_titles.title_at(fault.pointer, data, cls.vocabulary))
            for fault in faults
        ]

    @classmethod
    def _meant(cls, place: Sequence[str | int], text: str) -> tuple[str | None, Title | None]:
        """The word that a text at a place likely stands for, and what it is called."""
        type_ = cls.vocabulary.type_at(place)
        word = None if type_ is None else word_names.nearest(text, type_.names)
        return word, None if word is None else cls.vocabulary.word_title_at(place, word)

    def __repr__(self) -> str:
        lists = {name: getattr(self, name) for name in type(self).model_fields if name != COMPANY}
        counts = [f"{name} {len(entries)}" for name, entries in lists.items() if entries]
        company = getattr(self, COMPANY)
        return f"<Profile {company.id or company.name}: {', '.join(counts) or 'no items'}>"

    @cached_property
    def digest(self) -> str:
        """Digest of the profile's meaning: spacing, key order and nulls do not touch it.

        Nor does a list of items or awards that is empty: it means none, as an absent one does.
        """
        empty = {name for name, value in self.__dict__.items() if value is _NOTHING}
        # As `model_dump_json` has it, which decodes it.
        content = self.__pydantic_serializer__.to_json(
            self, exclude_none=True, exclude=empty or None
        )
        return "sha256:" + hashlib.sha256(content).hexdigest()

    @cached_property
    def older_certificates(self) -> tuple[str, ...]:
        """Pointers of certificate numbers of an older form, which were not checked."""
        return tuple(checks.older_certificates(self, self.vocabulary))

    @cached_property
    def unknown_words(self) -> tuple[str, ...]:
        """Pointers of texts in open fields that are no words, and so decide nothing."""
        return tuple([at for at, _ in checks.unknown_words(self, self.vocabulary)])

    @cached_property
    def implausible(self) -> tuple[Implausible, ...]:
        """What is allowed in it but unlikely, in whatever claim year."""
        return implausible(self, self.vocabulary, None)

    def model_copy(self, *, update: Mapping[str, Any] | None = None, deep: bool = False) -> Self:
        """A copy, which derives its digest and the like anew; `update` is not checked."""
        copied = super().model_copy(update=update, deep=deep)
        for name in set(copied.__dict__) - set(type(self).model_fields):
            del copied.__dict__[name]
        return copied

    def items(self) -> Iterator[tuple[str, int, Any]]:
        """Kind, position in its list, and item, list by list."""
        for kind, name in self.vocabulary.item_lists.items():
            for index, item in enumerate(getattr(self, name) or ()):
                yield kind, index, item


def _given(record: Record) -> dict[str, Any]:
    """The fields that were given or hold something, without what is derived from them."""
    given = record.model_fields_set
    return {
        name: value
        for name, value in record.__dict__.items()
        if name in type(record).model_fields and (name in given or value is not None)
    }


@lru_cache(_KEPT)
def models(vocabulary: Vocabulary) -> dict[str, type[Record]]:
    """The models of a vocabulary by name: `Profile`, `Award`, one per kind and its milestones."""
    base = {} if vocabulary == packaged() else models(packaged())
    by_name: dict[str, type[Record]] = {"Award": Award}
    fields: dict[str, Any] = {}
    for kind in vocabulary.kinds:
        milestones = None
        if kind in vocabulary.milestone_kinds:
            milestones = _milestone(kind, vocabulary, base)
            by_name[milestones.__name__] = milestones
        model = _kind(kind, vocabulary, milestones, base)
        by_name[model.__name__] = model
        own = (vocabulary.kind_title(kind), vocabulary.kind_help(kind))
        if kind == COMPANY:
            fields[COMPANY] = (model, _described(..., *own))
        else:
            list_type = Annotated[tuple[model, ...], Lax]  # type: ignore[valid-type]
            fields[vocabulary.item_lists[kind]] = (list_type | None, _described(None, *own))
    awards = _described(None, vocabulary.kind_title(AWARD), vocabulary.kind_help(AWARD))
    fields["awards"] = (Annotated[tuple[Award, ...], Lax] | None, awards)
    by_name["Profile"] = _profile(vocabulary, fields, base)
    return by_name


def profile_model(vocabulary: Vocabulary) -> type[ProfileRecord]:
    """The model of profiles of a vocabulary."""
    model = models(vocabulary)["Profile"]
    assert issubclass(model, ProfileRecord)
    return model


def _blank(vocabulary: Vocabulary, name: str) -> Record:
    """A record that is being unpickled; its contents come next."""
    model = models(vocabulary)[name]
    return model.__new__(model)


def _kind(
    kind: str,
    vocabulary: Vocabulary,
    milestones: type[Record] | None,
    base: dict[str, type[Record]],
) -> type[Record]:
    name = class_name(kind)
    title = vocabulary.kind_title(kind)
    known = vocabulary.fields(kind)
    fields = {key: _field(field, milestones) for key, field in known.items()}
    return _model(name, title, fields, vocabulary, base)


def _milestone(kind: str, vocabulary: Vocabulary, base: dict[str, type[Record]]) -> type[Record]:
    title = vocabulary.kind_title(kind)
    fields = {key: _field(field, None) for key, field in vocabulary.milestone_fields.items()}
    word = vocabulary.milestone_type(kind)
    own = (vocabulary.kind_title(MILESTONE), vocabulary.kind_help(MILESTONE))
    fields[MILESTONE] = (word.form.model(word), _described(..., *own))
    both = Title(zh=f"{title.zh}的里程碑", en=f"milestone of a {title.en}")
    return _model(milestone_class_name(kind), both, fields, vocabulary, base)


def _model(
    name: str,
    title: Title,
    fields: dict[str, Any],
    vocabulary: Vocabulary,
    base: dict[str, type[Record]],
) -> type[Record]:
    created = create_model(
        name,
        __base__=base.get(name, Record),
        __module__=_MODULE,
        __doc__=f"{title.zh} ({title.en})",
        **fields,
    )
    model = cast("type[Record]", created)
    model.vocabulary = vocabulary
    return model


def _field(field: VocabularyField, milestones: type[Record] | None) -> tuple[Any, Any]:
    """A field as `create_model` takes it."""
    if field.type.name == "milestones":
        annotation: Any = Annotated[tuple[milestones, ...], Lax]  # type: ignore[valid-type]
    else:
        annotation = field.type.form.model(field.type)
    described = _described(... if field.required else None, field.title, field.definition.help)
    return annotation if field.required else annotation | None, described


def _described(default: Any, title: Title, help_: Title) -> Any:
    """A field with what its JSON Schema says of it, in both languages."""
    titles = _titles(title, help_)
    return Field(
        default,
        title=titles.pop("title"),
        description=titles.pop("description"),
        json_schema_extra=titles,
    )


def _titles(title: Title, help_: Title) -> dict[str, Any]:
    """What a JSON Schema says of a field: English in its own keys, both languages beside."""
    return {
        "title": title.en,
        "description": help_.en,
        "x-title": {"zh": title.zh, "en": title.en},
        "x-help": {"zh": help_.zh, "en": help_.en},
    }


def _profile(
    vocabulary: Vocabulary, fields: dict[str, Any], base: dict[str, type[Record]]
) -> type[ProfileRecord]:
    created = create_model(
        "Profile",
        __base__=base.get("Profile", ProfileRecord),
        __module__=_MODULE,
        __doc__="A company with its items and earlier awards. What is absent or null is unknown.",
        **fields,
    )
    model = cast("type[ProfileRecord]", created)
    model.vocabulary = vocabulary
    return model


_MODULE = "yaoxie.profile.model"
