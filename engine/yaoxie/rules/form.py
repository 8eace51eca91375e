"""What a profile is asked for some measures: the fields and milestones that their rules read.

form = of(library, ["MEASURE"])
form.kinds["drug"].fields        in the order of the vocabulary, which is that of a form
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from yaoxie.profile.definitions import MilestoneDefinition
from yaoxie.profile.vocabulary import COMPANY, DATE, MILESTONE, Field, Vocabulary
from yaoxie.rules.choosing import CheckedMeasure
from yaoxie.rules.conditions import facts_of
from yaoxie.rules.library import Library
from yaoxie.rules.model import BaseShare


@dataclass(frozen=True, slots=True)
class MilestoneForm:
    """A milestone, and what is asked of it beside whether it is reached."""

    definition: MilestoneDefinition
    fields: tuple[Field, ...]


@dataclass(frozen=True, slots=True)
class KindForm:
    """What is asked of one kind of subject; what it is called stands among its fields."""

    kind: str
    fields: tuple[Field, ...]
    milestones: tuple[MilestoneForm, ...] = ()


@dataclass(frozen=True, slots=True)
class Form:
    """What is asked of a company and its items, kind by kind, the company first.

    `milestone_fields` is what may be asked of milestones of any kind.
    """

    vocabulary: Vocabulary
    kinds: Mapping[str, KindForm]
    milestone_fields: tuple[Field, ...]

    @property
    def milestone_kinds(self) -> tuple[str, ...]:
        """The kinds of item whose milestones it asks for."""
        return tuple(kind for kind, form in self.kinds.items() if form.milestones)

    def only(self, kinds: Iterable[str]) -> Form:
        """The same for the company and some kinds of item."""
        wanted = {COMPANY, *kinds}
        kept = {kind: form for kind, form in self.kinds.items() if kind in wanted}
        return Form(self.vocabulary, kept, _asked(kept.values(), self.vocabulary))


def _asked(kinds: Iterable[KindForm], vocabulary: Vocabulary) -> tuple[Field, ...]:
    """What is asked of milestones, in the order of the vocabulary."""
    asked = {field.name for kind in kinds for entry in kind.milestones for field in entry.fields}
    return tuple(field for name, field in vocabulary.milestone_fields.items() if name in asked)


def whole(vocabulary: Vocabulary) -> Form:
    """All that profiles may hold; of a milestone, its day and its attributes."""
    kinds = {kind: _whole_kind(kind, vocabulary) for kind in vocabulary.kinds}
    return Form(vocabulary, kinds, tuple(vocabulary.milestone_fields.values()))


def _whole_kind(kind: str, vocabulary: Vocabulary) -> KindForm:
    fields = vocabulary.milestone_fields
    milestones = []
    for name in vocabulary.milestones(kind):
        entry = vocabulary.milestone(kind, name)
        asked = [field for name, field in fields.items() if name in {DATE, *entry.attributes}]
        milestones.append(MilestoneForm(entry, tuple(asked)))
    return KindForm(kind, tuple(vocabulary.fields(kind).values()), tuple(milestones))


def of(library: Library, measures: Iterable[str]) -> Form:
    """What measures read under any of their readings, and how the company and items are called."""
    vocabulary = library.vocabulary
    chosen = [library.checked(name) for name in measures]
    read = {fact for checked in chosen for fact in facts_of_measure(checked)}
    supported = {support.subject for checked in chosen for support in checked.supports}
    kinds = [kind for kind in vocabulary.kinds if kind == COMPANY or kind in supported]
    forms = {kind: _kind(kind, read, vocabulary) for kind in kinds}
    return Form(vocabulary, forms, _asked(forms.values(), vocabulary))


def facts_of_measure(checked: CheckedMeasure) -> Iterator[str]:
    """The facts that conditions, shares, limits and amounts read."""
    conditions = (checked.applicant, checked.conditions, checked.supplements)
    for condition in (entry for entries in conditions for entry in entries.values()):
        yield from facts_of(condition)
    supports = checked.supports
    shares: list[BaseShare] = [share for entry in supports for share in entry.gives.share or ()]
    shares += [limit.share for limit in checked.model.limits if limit.share is not None]
    for share in shares:
        yield from (*share.of, *(share.less or ()))
    for support in supports:
        for entries in support.gives.stated.values():
            yield from (stated.by for stated in entries if stated.by is not None)


def _kind(kind: str, read: set[str], vocabulary: Vocabulary) -> KindForm:
    fields = vocabulary.fields(kind)
    milestones = []
    for name in vocabulary.milestones(kind):
        fact = f"{kind}.{MILESTONE}.{name}"
        attributes = vocabulary.milestone_fields.items()
        asked = tuple(field for key, field in attributes if f"{fact}.{key}" in read)
        if asked or fact in read:
            milestones.append(MilestoneForm(vocabulary.milestone(kind, name), asked))
    identity = fields["name"].definition.group  # every kind has a name
    return KindForm(
        kind,
        tuple(
            field
            for name, field in fields.items()
            if f"{kind}.{name}" in read
            or field.definition.group == identity
            or (field.type.name == "milestones" and milestones)
        ),
        tuple(milestones),
    )
