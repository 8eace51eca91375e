"""Rules between measures: checks of what a rulebook says of them, and which of them hold."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from yaoxie.errors import nearest
from yaoxie.messages import Either, Message
from yaoxie.rules.choosing import CheckedMeasure
from yaoxie.rules.model import Between, BetweenMember, Index, Measure
from yaoxie.rules.types import Source
from yaoxie.sources.yaml_text import YamlFile


@dataclass(frozen=True, slots=True)
class BetweenRule:
    """A rule between measures; `source` is that of the measure that states it."""

    model: Between
    source: Source

    @property
    def chooses(self) -> bool:
        """Whether only one of its members counts."""
        return self.model.rule != "together"

    @property
    def measures(self) -> tuple[str, ...]:
        """Its members' measures."""
        return tuple(member.measure for member in self.model.members)

    def holds_for(self, measure: str, support: str) -> bool:
        """Whether a support of a measure is under the rule."""
        return any(
            member.measure == measure and (member.supports is None or support in member.supports)
            for member in self.model.members
        )


def rules(entries: Sequence[Between], measures: Mapping[str, Measure]) -> tuple[BetweenRule, ...]:
    """The rules of a rulebook without faults."""
    made = []
    for entry in entries:
        cited = entry.source
        documents = measures[cited.measure].documents
        (document,) = [document for document in documents if document.id == cited.document]
        confidence = cited.confidence or document.confidence
        weaker = tuple(cited.weaker.items())
        made.append(BetweenRule(entry, Source(cited.document, cited.at, confidence, weaker)))
    return tuple(made)


def check(index: Index, measures: Mapping[str, CheckedMeasure], source: YamlFile) -> None:
    """What rules between measures say against each other and against the measures.

    Faults go to the source. A listed measure that is not among `measures` has faults of its own.
    """
    home: dict[tuple[str, str], int] = {}  # the number of the rule that chooses over each support
    for i, entry in enumerate(index.between):
        at = f"/between/{i}"
        if entry.id in (other.id for other in index.between[:i]):
            source.add_fault(f"{at}/id", entry.id, Message("rules.name-not-taken"))
        _check_terms(entry, at, source)
        _check_source(entry, at, measures, source)
        for j, member in enumerate(entry.members):
            place = f"{at}/members/{j}"
            if member.measure not in index.measures:
                close = nearest(member.measure, index.measures)
                expected = Message("sources.one-of", words=tuple(index.measures))
                source.add_fault(f"{place}/measure", member.measure, expected, close)
            elif member.measure in (other.measure for other in entry.members[:j]):
                source.add_fault(
                    f"{place}/measure", member.measure, Message("rules.each-measure-once")
                )
            elif member.measure in measures:
                kinds = _kinds(measures[member.measure])
                _check_supports(member, place, kinds, source)
                if entry.rule != "together":
                    for name, at_name, other in _taken(member, kinds, home, i):
                        expected = Message("rules.one-choosing-rule", other=index.between[other].id)
                        source.add_fault(f"{place}/{at_name}", name, expected)
        if entry.per == "subject":
            _check_kinds(entry, at, measures, source)


def _kinds(checked: CheckedMeasure) -> dict[str, str]:
    """The kind of subject of each support that brings money."""
    return {entry.id: entry.subject for entry in checked.supports if entry.gives.money}


def _under(member: BetweenMember, kinds: Iterable[str]) -> list[str]:
    return list(kinds) if member.supports is None else member.supports


def _check_terms(entry: Between, at: str, source: YamlFile) -> None:
    terms = {"per": entry.per, "period": entry.period}
    for name, value in terms.items():
        if entry.rule == "together":
            if value is not None:
                source.add_fault(f"{at}/{name}", value, Message("rules.not-of-together", name=name))
        elif value is None:
            options = Either(("subject", "company") if name == "per" else ("once", "year"))
            expected = Message("rules.of-choice", name=name, options=options)
            source.add_fault(at, entry.id, expected)


def _check_source(
    entry: Between, at: str, measures: Mapping[str, CheckedMeasure], source: YamlFile
) -> None:
    cited, names = entry.source, [member.measure for member in entry.members]
    if cited.measure not in names:
        expected = Message("rules.measure-of-rule", names=tuple(names))
        close = nearest(cited.measure, names)
        source.add_fault(f"{at}/source/measure", cited.measure, expected, close)
    elif cited.measure in measures:
        known = [document.id for document in measures[cited.measure].model.documents]
        if cited.document not in known:
            expected = Message("rules.document-of", measure=cited.measure, names=tuple(known))
            close = nearest(cited.document, known)
            source.add_fault(f"{at}/source/document", cited.document, expected, close)


def _check_supports(
    member: BetweenMember, at: str, kinds: Mapping[str, str], source: YamlFile
) -> None:
    for k, name in enumerate(member.supports or ()):
        place = f"{at}/supports/{k}"
        if name not in kinds:
            expected = Message("rules.money-support-of", measure=member.measure, names=tuple(kinds))
            source.add_fault(place, name, expected, nearest(name, kinds))
        elif member.supports and name in member.supports[:k]:
            source.add_fault(place, name, Message("rules.each-support-once"))


def _taken(
    member: BetweenMember,
    kinds: Mapping[str, str],
    home: dict[tuple[str, str], int],
    number: int,
) -> Iterator[tuple[str, str, int]]:
    """The supports that another rule chooses over: each, where it stands, and the other rule."""
    for k, name in enumerate(_under(member, kinds)):
        other = home.setdefault((member.measure, name), number)
        if other != number:
            yield name, "measure" if member.supports is None else f"supports/{k}", other


def _check_kinds(
    entry: Between, at: str, measures: Mapping[str, CheckedMeasure], source: YamlFile
) -> None:
    """Of one subject, two members must meet; else the rule never chooses."""
    of_members: list[set[str]] = []
    for member in entry.members:
        if member.measure not in measures:
            return
        kinds = _kinds(measures[member.measure])
        names = _under(member, kinds)
        if not kinds.keys() >= set(names):
            return
        of_members.append({kinds[name] for name in names})
    for j, own in enumerate(of_members):
        others = set().union(*(kinds for k, kinds in enumerate(of_members) if k != j))
        if own and not own & others:
            kinds_of_others = Either(sorted(others)) if others else Message("rules.some-subject")
            value = Message(
                "rules.member-for", measure=entry.members[j].measure, kinds=Either(sorted(own))
            )
            expected = Message("rules.supports-for", kinds=kinds_of_others)
            source.add_fault(f"{at}/members/{j}", value, expected)
