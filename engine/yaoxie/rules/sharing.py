"""What groups and limits of a measure say against each other."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from yaoxie.errors import nearest
from yaoxie.messages import Message
from yaoxie.profile.vocabulary import COMPANY
from yaoxie.rules import model
from yaoxie.rules.choosing import applies
from yaoxie.rules.scope import Scope, in_words, item, unique
from yaoxie.sources.salvage import is_name
from yaoxie.sources.yaml_text import YamlFile


@dataclass(frozen=True, slots=True)
class SharingChecker:
    """Checks what the supports of one measure share: groups, and limits."""

    scope: Scope
    source: YamlFile
    subjects: Mapping[str, str]  # the kind of subject of each support
    without_money: Collection[str] = ()  # supports that give none

    def known_support(self, name: str, at: str) -> None:
        if not is_name(name, self.scope.model.supports):
            close = nearest(name, self.scope.model.supports)
            self.source.add_fault(at, name, Message("rules.support-of-measure"), close)
        elif name in self.without_money:
            self.source.add_fault(at, name, Message("rules.money-support"))

    def groups(self) -> None:
        """Members are supports, in one group at a time, and under the same limits."""
        for i, group in enumerate(self.scope.model.groups):
            at = f"/groups/{i}"
            self.scope.under(group.under, self.source, at)
            self.scope.citation(group.source, self.source, f"{at}/source")
            seen: set[str] = set()
            for j, member in enumerate(group.members):
                self._member(member, f"{at}/members/{j}", seen)
            for j, guard in enumerate(group.single_year or ()):
                self.scope.under(
                    guard.under, self.source, item(self.source, f"{at}/single_year", j)
                )
            self._same_limits(group, at)
            self._one_group(group, at, self.scope.model.groups[:i])

    def _member(self, member: model.Member, at: str, seen: set[str]) -> None:
        self.scope.under(member.under, self.source, at)
        if (member.support is None) == (member.supports is None):
            named = Message("rules.neither" if member.support is None else "rules.both")
            self.source.add_fault(
                at, named, Message("sources.one-of", words=("support", "supports"))
            )
        for k, name in enumerate(member.names):
            place = f"{at}/support" if member.supports is None else f"{at}/supports/{k}"
            self.known_support(name, place)
            if name in seen:
                self.source.add_fault(place, name, Message("rules.name-not-taken"))
            seen.add(name)

    def _same_limits(self, group: model.Group, at: str) -> None:
        for limit in self.scope.model.limits:
            for readings in self.scope.combinations(
                [group.under, limit.under, *(m.under for m in group.members)]
            ):
                if not (applies(group.under, readings) and applies(limit.under, readings)):
                    continue
                members = [
                    name
                    for member in group.members
                    if applies(member.under, readings)
                    for name in member.names
                    if name in self.scope.model.supports
                ]
                inside = [name for name in members if name in limit.supports]
                if inside and (len(inside) < len(members) or _finer(limit.per, group.per)):
                    expected = Message(
                        "rules.members-of-limit", limit=limit.id, readings=in_words(readings)
                    )
                    self.source.add_fault(f"{at}/members", ", ".join(inside), expected)
                    return

    def _one_group(self, group: model.Group, at: str, others: Sequence[model.Group]) -> None:
        for other in others:
            shared = _names(group) & _names(other)
            both = self.scope.combinations([group.under, other.under])
            if shared and any(applies(group.under, r) and applies(other.under, r) for r in both):
                expected = Message("rules.one-group-at-a-time", other=other.id)
                self.source.add_fault(f"{at}/members", ", ".join(sorted(shared)), expected)

    def limits(self) -> None:
        """Limits nest, or share no support."""
        for i, limit in enumerate(self.scope.model.limits):
            at = f"/limits/{i}"
            self.scope.under(limit.under, self.source, at)
            self.scope.citation(limit.source, self.source, f"{at}/source")
            self.scope.period(limit.period, self.source, f"{at}/period")
            self._limit_amount(limit, at)
            unique(self.source, f"{at}/supports", limit.supports)
            for j, name in enumerate(limit.supports):
                self.known_support(name, f"{at}/supports/{j}")
            for other in self.scope.model.limits[:i]:
                both = self.scope.combinations([limit.under, other.under])
                together = any(applies(limit.under, r) and applies(other.under, r) for r in both)
                if together and not _nested(limit, other):
                    expected = Message("rules.nested-limit", other=other.id)
                    self.source.add_fault(f"{at}/supports", limit.id, expected)

    def _limit_amount(self, limit: model.Limit, at: str) -> None:
        """An amount, or a share of what all items that it holds for state."""
        if (limit.amount is None) == (limit.share is None):
            given = Message("rules.neither" if limit.amount is None else "rules.both")
            self.source.add_fault(at, given, Message("sources.one-of", words=("amount", "share")))
        if limit.share is None:
            return
        known = self.scope.vocabulary.kinds
        named = [self.subjects.get(name) for name in limit.supports]
        subjects = dict.fromkeys(kind for kind in named if kind in known)
        kinds = known if limit.per == COMPANY else tuple(dict.fromkeys((*subjects, COMPANY)))
        self.scope.base(limit.share, kinds, self.source, f"{at}/share")
        based = {name.partition(".")[0] for name in limit.share.of}
        lacking = [kind for kind in subjects if kind not in based]
        if limit.per != COMPANY and COMPANY not in based and lacking:
            expected = Message("rules.amount-too", kinds=tuple(lacking))
            self.source.add_fault(f"{at}/share/of", ", ".join(limit.share.of), expected)


def _names(group: model.Group) -> set[str]:
    return {name for member in group.members for name in member.names}


def _nested(limit: model.Limit, other: model.Limit) -> bool:
    a, b = set(limit.supports), set(other.supports)
    if not a & b:
        return True
    inside = a <= b and not _finer(other.per, limit.per)
    around = b <= a and not _finer(limit.per, other.per)
    return inside or around


def _finer(per: str, other: str) -> bool:
    return per == "subject" and other == "company"
