"""What a support gives: its alternatives, bases and periods, and what comes on top."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from yaoxie.messages import Message
from yaoxie.rules import model
from yaoxie.rules.choosing import applies, applying
from yaoxie.rules.conditions import Builder, Condition
from yaoxie.rules.payment_checks import PaymentChecker
from yaoxie.rules.row_checks import RowsChecker
from yaoxie.rules.rows import key_of, rows_of
from yaoxie.rules.scope import Placed, Scope, in_words, item, placed
from yaoxie.rules.types import Guarded
from yaoxie.sources.yaml_text import YamlFile


@dataclass(frozen=True, slots=True)
class GivesChecker:
    """Checks `gives` of one support."""

    scope: Scope
    source: YamlFile
    support: model.Support
    kinds: tuple[str, ...]
    builder: Builder

    def run(self) -> Iterator[tuple[str, Condition]]:
        """The conditions of rows by `key_of`, and of increases, uplifts and matches by id."""
        gives = self.support.gives
        self.scope.period(gives.period, self.source, "/gives/period")
        self._amounts(gives)
        rows = RowsChecker(self.source, self.kinds, self.builder)
        for kind, number, stated, at in self._stated(gives):
            for row, condition in rows.run(stated, at):
                yield key_of(kind, number, row), condition
        yield from self._supplements(gives)
        PaymentChecker(self.scope, self.source, self.support).run()

    def _stated(self, gives: model.Gives) -> Iterator[tuple[str, int, model.StatedAmount, str]]:
        """Every ceiling and fixed amount: its kind, its number there, and where it stands."""
        for kind, stated in gives.stated.items():
            for number, entry in enumerate(stated):
                yield kind, number, entry, item(self.source, f"/gives/{kind}", number)

    def _amounts(self, gives: model.Gives) -> None:
        """One ceiling or fixed amount; where no source names one, a share alone."""
        tops: list[Placed] = []
        for _, _, stated, at in self._stated(gives):
            tops.append((stated, at))
            self.scope.citation(stated.source, self.source, f"{at}/source")
            self._form(stated, at)
        self._unknown_ceilings(gives)
        if not tops and not gives.share:
            self.source.add_fault(
                "/gives",
                Message("rules.no-amount"),
                Message("sources.one-of", words=("ceiling", "fixed", "share")),
                None,
            )
        open_ = [ceiling for ceiling in gives.ceiling or () if _is_open(ceiling)]
        if self._together(open_, gives.share):
            expected = Message("rules.no-share-beside-negotiated")
            self.source.add_fault("/gives/share", Message("rules.a-share"), expected)
        if self._together(gives.fixed, gives.share):
            self.source.add_fault(
                "/gives/share",
                Message("rules.a-share"),
                Message("rules.no-share-beside-fixed"),
                None,
            )
        self._without_money(gives)
        self._increases(gives)
        within = self.support.under
        at = "/gives/ceiling" if gives.ceiling or not gives.fixed else "/gives/fixed"
        if tops:
            self.scope.alternatives(tops, self.source, at, within, needed=True)
        shares = placed(self.source, "/gives/share", gives.share)
        self.scope.alternatives(
            shares, self.source, "/gives/share", within, needed=not tops and bool(shares)
        )
        for share, (_, at) in zip(gives.share or (), shares, strict=True):
            self._share(share, at)

    def _without_money(self, gives: model.Gives) -> None:
        """Of what is no money, nothing is paid: neither as it stands, nor by another body."""
        if gives.money:
            return
        for name, paid in (("fixed", gives.fixed), ("matches", gives.matches)):
            if paid:
                self.source.add_fault(f"/gives/{name}", name, Message("rules.money-support"))

    def _form(self, stated: model.StatedAmount, at: str) -> None:
        """An amount, or one by a field, or a ceiling that is not known."""
        forms = {"amount": stated.amount is not None, "by": stated.by is not None}
        if isinstance(stated, model.Ceiling):
            forms["unknown"] = stated.unknown
            self._negotiated(stated, at)
        named = [name for name, stands in forms.items() if stands]
        if len(named) != 1 and not (_is_open(stated) and not named):
            value = " and ".join(named) or Message("rules.none-of-them")
            self.source.add_fault(at, value, Message("sources.one-of", words=tuple(forms)))
        if (stated.by is None) is not (stated.amounts is None):
            absent = "amounts" if stated.amounts is None else "by"
            self.source.add_fault(
                at, Message("rules.absent", name=absent), Message("rules.by-with-amounts")
            )
        for name, beside in (("else", stated.else_), ("further", stated.further)):
            if stated.by is None and beside is not None:
                self.source.add_fault(
                    f"{at}/{name}", name, Message("rules.not-without-by", name=name)
                )

    def _negotiated(self, ceiling: model.Ceiling, at: str) -> None:
        """What is negotiated has an amount at most; a range has a least and a larger most."""
        for name, stands in (("by", ceiling.by is not None), ("unknown", ceiling.unknown)):
            if ceiling.negotiated and stands:
                expected = Message("rules.not-of-negotiated", name=name)
                self.source.add_fault(f"{at}/{name}", name, expected)
        if ceiling.least is not None and (ceiling.amount or 0) <= ceiling.least:
            expected = Message("rules.less-than-amount")
            self.source.add_fault(f"{at}/least", ceiling.least, expected)

    def _unknown_ceilings(self, gives: model.Gives) -> None:
        """Beside a ceiling that is not known stands a share."""
        ceilings = gives.ceiling or ()
        unknown = [entry for entry in ceilings if entry.unknown and entry.amount is None]
        if not unknown:
            return
        guards = [entry.under for entry in (*unknown, *(gives.share or ()))]
        for readings in self.scope.combinations([self.support.under, *guards]):
            applied = applies(self.support.under, readings) and applying(unknown, readings)
            if applied and not applying(gives.share or (), readings):
                expected = Message("rules.share-beside", readings=in_words(readings))
                self.source.add_fault("/gives/ceiling", Message("rules.unknown-ceiling"), expected)
                return

    def _increases(self, gives: model.Gives) -> None:
        """A ceiling or fixed amount can be increased, and only where one applies."""
        if not gives.increase:
            return
        known = [entry for entry in gives.ceiling or () if not (entry.unknown or _is_open(entry))]
        increases, tops = gives.increase, [*known, *(gives.fixed or ())]
        guards = [entry.under for entry in (*increases, *tops)]
        for readings in self.scope.combinations([self.support.under, *guards]):
            applied = applies(self.support.under, readings) and applying(increases, readings)
            if applied and not applying(tops, readings):
                expected = Message("rules.amount-to-increase", readings=in_words(readings))
                self.source.add_fault("/gives/increase", Message("rules.an-increase"), expected)
                return

    def _together(self, fixed: Sequence[Guarded] | None, shares: Sequence[Guarded] | None) -> bool:
        """Whether one of each holds under some combination of readings."""
        if not fixed or not shares:
            return False
        guards = [amount.under for amount in (*fixed, *shares)]
        return any(
            applying(fixed, readings) and applying(shares, readings)
            for readings in self.scope.combinations(guards)
        )

    def _share(self, share: model.Share, at: str) -> None:
        self.scope.period(share.period, self.source, f"{at}/period")
        self.scope.citation(share.source, self.source, f"{at}/source")
        self.scope.base(share, self.kinds, self.source, at)

    def _supplements(self, gives: model.Gives) -> Iterator[tuple[str, Condition]]:
        seen = {row.id for _, _, stated, _ in self._stated(gives) for row in rows_of(stated)}
        kinds: list[tuple[str, Sequence[model.Increase | model.Uplift | model.Match] | None]]
        kinds = [
            ("increase", gives.increase),
            ("uplift", gives.uplift),
            ("matches", gives.matches),
        ]
        for name, supplements in kinds:
            places = placed(self.source, f"/gives/{name}", supplements)
            for supplement, (_, at) in zip(supplements or (), places, strict=True):
                self.scope.under(supplement.under, self.source, at)
                self.scope.citation(supplement.source, self.source, f"{at}/source")
                if supplement.id in seen:
                    expected = Message("rules.name-not-taken")
                    self.source.add_fault(f"{at}/id", supplement.id, expected)
                seen.add(supplement.id)
                if supplement.when is not None:
                    condition = self.builder.build(supplement.when, f"{at}/when")
                    if condition is not None:
                        yield supplement.id, condition


def _is_open(stated: model.StatedAmount) -> bool:
    """Whether it is negotiated, without an amount."""
    return isinstance(stated, model.Ceiling) and stated.negotiated and stated.amount is None
