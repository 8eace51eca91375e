"""What the parts of a measure say, in words, each with its source and the readings it needs."""

from __future__ import annotations

from collections.abc import Iterator

from yaoxie.profile.vocabulary import packaged
from yaoxie.render.wording import Wording, plain
from yaoxie.rules.model import (
    PERIODS,
    Area,
    Ceiling,
    Document,
    Group,
    Limit,
    Measure,
    Option,
    Reading,
    Requirement,
    Support,
)
from yaoxie.rules.types import Citation, Under
from yaoxie.values import Title


class RulesInWords:
    """Words for one measure, in one language."""

    def __init__(self, model: Measure, words: Wording) -> None:
        self._model = model
        self._words = words
        self._confidence = {one.id: one.confidence for one in model.documents}

    def document(self, one: Document) -> str:
        """A source, how sure it is, and what is to be known of it."""
        sure = self._words.say(f"sure_{one.confidence}")
        text = self._tagged(f"{one.id} {self._title(one.title)}", f"{one.confidence} {sure}")
        return f"{text} {plain(one.note)}" if one.note else text

    def area(self, one: Area) -> str:
        """An area, marked where its terms are not published."""
        tags = [self._words.say("unpublished_terms")] if one.unpublished else []
        return self._tagged(self._title(one.title), *tags)

    def option(self, reading: Reading, one: Option) -> str:
        """An option of a reading; the first is the default."""
        tags = [self._words.say("default")] if one == reading.options[0] else []
        return self._tagged(f"{one.id} {self._title(one.title)}", *tags)

    def support(self, one: Support) -> str:
        """A support's title, whom it is for, and how it is decided."""
        kind = self._title(packaged().kind_title(one.subject))
        tags = [kind, self._words.say("on_merit" if one.gives.discretionary else "as_of_right")]
        return self._tagged(f"{one.id} {self._title(one.title)}", *tags, *self._under(one.under))

    def requirement(self, one: Requirement) -> str:
        """A requirement, marked where it is about the registration."""
        tags = [self._words.say("about_registration")] if one.registration else []
        text = self._tagged(self._title(one.title), *tags, *self._under(one.under))
        return self._sourced(text, one.source)

    def gives(self, one: Support) -> Iterator[str]:
        """What a support brings: its share, its ceiling or fixed amount, what is on top."""
        words, gives = self._words, one.gives
        for share in gives.share or ():
            title = packaged().field_title(share.of)
            assert title is not None
            base = self._title(title)
            period = self.period(share.period)
            text = words.say(
                "share_of", rate=words.percent(str(share.rate)), base=base, period=period
            )
            yield self._guarded(text, share.under, share.source)
        for kind, listed in (("ceiling", gives.ceiling), ("fixed", gives.fixed)):
            for amount in listed or ():
                yield self._amount(kind, amount, gives.per)
        if not gives.ceiling and not gives.fixed:
            yield words.say("gives_no_ceiling")
        for uplift in gives.uplift or ():
            text = self._raised("uplift", uplift.title, str(uplift.rate))
            yield self._guarded(text, uplift.under, uplift.source)
        for match in gives.matches or ():
            text = self._raised("matching", match.title, str(match.rate))
            yield self._guarded(text, match.under, match.source)

    def group(self, one: Group) -> str:
        """A group: its schemes, of which one counts."""
        words = self._words
        schemes = [
            self._tagged(" + ".join(member.names), *self._under(member.under))
            for member in one.members
        ]
        text = words.say(
            f"group_per_{one.per}",
            title=self._title(one.title),
            schemes=words.join(schemes, "semicolon"),
        )
        for guard in one.single_year or ():
            text = self._tagged(text, words.say("single_year"), *self._under(guard.under))
        return self._guarded(text, one.under, one.source)

    def limit(self, one: Limit) -> str:
        """A limit: the most that its supports may bring together."""
        words = self._words
        everything = set(one.supports) == set(self._model.supports)
        supports = words.say("all_supports") if everything else words.join(one.supports, "comma")
        text = words.say(
            f"limit_per_{one.per}",
            title=self._title(one.title),
            amount=words.money(one.amount),
            period=self.period(one.period),
            supports=supports,
        )
        return self._guarded(text, one.under, one.source)

    def period(self, name: str) -> str:
        """A period; where it differs by reading, each with the reading."""
        if name in PERIODS:
            return self._words.say(name)
        texts = [
            self._tagged(self._words.say(one.holds), *self._under(one.under))
            for one in self._model.periods[name]
        ]
        return self._words.join(texts, "or")

    def _amount(self, kind: str, amount: Ceiling, per: str) -> str:
        money = self._words.money(amount.amount)
        text = self._words.say(f"gives_{kind}", amount=money, period=self.period(per))
        return self._guarded(text, amount.under, amount.source)

    def _raised(self, kind: str, title: Title, rate: str) -> str:
        return self._words.say(
            f"gives_{kind}", title=self._title(title), rate=self._words.percent(rate)
        )

    def _guarded(self, text: str, under: Under, source: Citation) -> str:
        return self._sourced(self._tagged(text, *self._under(under)), source)

    def _sourced(self, text: str, source: Citation) -> str:
        sure = source.confidence or self._confidence[source.document]
        place = f"{source.document} {plain(source.at)}" if source.at else source.document
        return self._words.say("sourced", text=text, place=place, confidence=sure)

    def _under(self, under: Under) -> list[str]:
        chosen = [f"{name}={option}" for name, option in under.items()]
        return [self._words.say("under", readings=" ".join(chosen))] if chosen else []

    def _tagged(self, text: str, *tags: str) -> str:
        if not tags:
            return text
        return self._words.say("tagged", text=text, tag=self._words.join(tags, "comma"))

    def _title(self, title: Title) -> str:
        return self._words.title(title.as_dict())
