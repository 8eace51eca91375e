"""Checks of what `gives` says of how an amount is paid."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from yaoxie.messages import Message
from yaoxie.rules import model
from yaoxie.rules.choosing import applying
from yaoxie.rules.payment import Division, Said
from yaoxie.rules.scope import Scope, in_words, placed
from yaoxie.rules.types import Guarded
from yaoxie.sources.yaml_text import YamlFile


@dataclass(frozen=True, slots=True)
class PaymentChecker:
    """Checks payers, instalments and payee of one support."""

    scope: Scope
    source: YamlFile
    support: model.Support

    def run(self) -> None:
        """Adds every fault to the source."""
        gives = self.support.gives
        for name, divisions in (("payers", gives.payers), ("instalments", gives.instalments)):
            for division, at in self._alternatives(name, divisions):
                self._parts(division, at)
        self._alternatives("payee", gives.payee)
        self._matched(gives)

    def _alternatives(
        self, name: str, entries: Sequence[Said] | None
    ) -> list[tuple[Division, str]]:
        """Of alternatives, one holds at most, and each has a source; the divisions among them."""
        at = f"/gives/{name}"
        if entries and not self.support.gives.money:
            self.source.add_fault(at, name, Message("rules.money-support"))
        places = placed(self.source, at, entries)
        self.scope.alternatives(places, self.source, at, self.support.under, needed=False)
        for entry, (_, place) in zip(entries or (), places, strict=True):
            self.scope.citation(entry.source, self.source, f"{place}/source")
        pairs = zip(entries or (), places, strict=True)
        return [(entry, at) for entry, (_, at) in pairs if isinstance(entry, Division)]

    def _parts(self, division: Division, at: str) -> None:
        """Rates of all parts, which add up to all of it, or of none."""
        rates = [part.rate for part in division.parts]
        known = [rate for rate in rates if rate is not None]
        if known and len(known) < len(rates):
            missing = rates.index(None)
            expected = Message("rules.rate-as-others")
            self.source.add_fault(f"{at}/parts/{missing}", Message("rules.no-rate"), expected)
            return
        for i, rate in enumerate(rates):
            if rate == 0:
                self.source.add_fault(
                    f"{at}/parts/{i}/rate", str(rate), Message("rules.rate-above-0")
                )
        if known and sum(known) != 1:
            expected = Message("rules.rates-of-one")
            self.source.add_fault(f"{at}/parts", str(sum(known)), expected)

    def _matched(self, gives: model.Gives) -> None:
        """What another body pays on top is no part of a sum that bodies share."""
        payers: Sequence[Guarded] = gives.payers or ()
        matches: Sequence[Guarded] = gives.matches or ()
        if not payers or not matches:
            return
        guards = [entry.under for entry in (*payers, *matches)]
        for readings in self.scope.combinations([self.support.under, *guards]):
            if applying(payers, readings) and applying(matches, readings):
                expected = Message("rules.no-matches-beside-payers", readings=in_words(readings))
                self.source.add_fault("/gives/payers", "payers", expected)
                return
