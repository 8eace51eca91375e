"""How the page words money within the sentences of reports and advice: as it reads it back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from yaoxie.render.advice_words import CitingWording
from yaoxie.render.wording import Wording
from yaoxie.service.page import values


@dataclass(frozen=True, slots=True)
class PageWording(CitingWording):
    """The wording of the command line, with amounts as people say them."""

    def money(self, amount: int) -> str:
        return values.in_words(amount, self.lang)

    def value(self, value: Any, fact: str | None = None) -> str:
        """The same; a value of a field of money is an amount."""
        if type(value) is int and fact is not None:
            kind, _, name = fact.partition(".")
            field = self.vocabulary.fields(kind).get(name)
            if field is not None and field.type.name == "yuan":
                return self.money(value)
        return Wording.value(self, value, fact)
