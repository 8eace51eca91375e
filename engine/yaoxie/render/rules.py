"""What the parts of a measure say, in words, each with its source and the readings it needs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from yaoxie.profile.facts import FAMILY
from yaoxie.render.wording import Wording, plain
from yaoxie.rules.bases import Base
from yaoxie.rules.between import BetweenRule
from yaoxie.rules.model import (
    PERIODS,
    Area,
    AtMost,
    BaseShare,
    Ceiling,
    Document,
    Gives,
    Group,
    Increase,
    Limit,
    Measure,
    Option,
    Reading,
    Requirement,
    StatedAmount,
    Support,
)
from yaoxie.rules.payers import EVERY_OTHER, OUTSIDE, is_outside
from yaoxie.rules.payment import PaidPart
from yaoxie.rules.rows import row_title, rows_of
from yaoxie.rules.types import Citation, Under
from yaoxie.values import Title


def between_key(kind: str, per: str | None) -> str:
    """The key of the sentence for a rule between measures."""
    return f"between_{kind}" if per is None else f"between_{kind}_{per}"


def _together(one: Under, other: Under) -> bool:
    """Whether there is a choice of readings under which both exist."""
    return all(set(one[name]) & set(other[name]) for name in one.keys() & other.keys())


class RulesInWords:
    """Words for one measure, in one language."""

    def __init__(self, model: Measure, supports: Iterable[Support], words: Wording) -> None:
        self._model = model
        self._words = words
        self._kinds = {support.id: support.subject for support in supports}
        self._confidence = {document.id: document.confidence for document in model.documents}

    def document(self, document: Document) -> str:
        """A source, how sure it is, and what is to be known of it."""
        sure = self._words.say(f"sure_{document.confidence}")
        text = self._tagged(
            f"{document.id} {self._title(document.title)}", f"{document.confidence} {sure}"
        )
        return self._noted(text, document.note)

    def area(self, area: Area) -> str:
        """An area, marked where its terms are not published."""
        tags = [self._words.say("unpublished_terms")] if area.unpublished else []
        if area.confidence:
            tags.append(area.confidence)
        return self._noted(self._tagged(self._title(area.title), *tags), area.note)

    def option(self, reading: Reading, option: Option) -> str:
        """An option of a reading; the first is the default."""
        tags = [self._words.say("default")] if option == reading.options[0] else []
        return self._tagged(f"{option.id} {self._title(option.title)}", *tags)

    def support(self, support: Support) -> str:
        """A support's title, whom it is for, and how it is decided."""
        kind = self._words.kind(support.subject)
        tags = [kind, self._words.say("on_merit" if support.gives.discretionary else "as_of_right")]
        return self._tagged(
            f"{support.id} {self._title(support.title)}", *tags, *self._under(support.under)
        )

    def requirement(self, requirement: Requirement) -> str:
        """A requirement, marked where it is about the registration."""
        tags = [self._words.say("about_registration")] if requirement.registration else []
        if requirement.fulfilled is not None:
            tags.append(self._words.say("promise_enough"))
        text = self._tagged(self._title(requirement.title), *tags, *self._under(requirement.under))
        return self._sourced(text, requirement.source)

    def gives(self, support: Support) -> Iterator[str]:
        """What a support brings: its share, its ceiling or fixed amount, what is on top."""
        words, gives = self._words, support.gives
        for share in gives.share or ():
            rate, base = self._share(share)
            text = words.say("share_of", rate=rate, base=base, period=self.period(share.period))
            if share.tops_up:
                named = [self._payer(payer) for payer in share.tops_up]
                text = words.say("tops_up", text=text, payers=words.join(named, "comma"))
            yield self._guarded(text, share.under, share.source)
        for kind, amounts in gives.stated.items():
            for amount in amounts:
                yield self._amount(kind, amount, gives.period)
        if not gives.ceiling and not gives.fixed:
            yield words.say("gives_no_ceiling")
        if not gives.money:
            yield words.say("gives_no_money")
        for increase in gives.increase or ():
            money = words.money(increase.amount)
            kind = self._increased(gives, increase)
            text = words.say(
                f"gives_increase_{kind}", title=self._title(increase.title), amount=money
            )
            yield self._guarded(text, increase.under, increase.source)
        for uplift in gives.uplift or ():
            text = self._supplement("uplift", uplift.title, str(uplift.rate))
            yield self._guarded(text, uplift.under, uplift.source)
        for match in gives.matches or ():
            text = self._supplement("matching", match.title, str(match.rate))
            yield self._guarded(text, match.under, match.source)
        yield from self._payment(gives)

    def _increased(self, gives: Gives, increase: Increase) -> str:
        """Whether it is a ceiling or a fixed amount that is higher."""
        kinds = (
            kind
            for kind, amounts in gives.stated.items()
            if any(_together(amount.under, increase.under) for amount in amounts)
        )
        return next(kinds)

    def _payment(self, gives: Gives) -> Iterator[str]:
        """How the amount is paid."""
        words = self._words
        divisions = {"payers": gives.payers, "instalments": gives.instalments}
        for name, alternatives in divisions.items():
            for division in alternatives or ():
                parts = [self._part(part) for part in division.parts]
                text = words.say(f"paid_{name}", parts=words.join(parts, "comma"))
                yield self._guarded(text, division.under, division.source)
        for payee in gives.payee or ():
            text = words.say("paid_to", payee=self._title(payee.title))
            yield self._guarded(text, payee.under, payee.source)

    def _part(self, part: PaidPart) -> str:
        title = self._title(part.title)
        if part.rate is None:
            return title
        return self._words.say("paid_part", title=title, rate=self._words.percent(str(part.rate)))

    def group(self, group: Group) -> str:
        """A group: its schemes, of which one counts, or the one that counts once."""
        words = self._words
        schemes = [
            self._tagged(" + ".join(member.names), *self._under(member.under))
            for member in group.members
        ]
        names = [name for member in group.members for name in member.names]
        text = words.say(
            "group_of_one" if len(schemes) == 1 else "group_of_several",
            title=self._title(group.title),
            whose=self._whose(group.per, names),
            schemes=words.join(schemes, "semicolon"),
        )
        for guard in group.single_year or ():
            text = self._tagged(text, words.say("single_year"), *self._under(guard.under))
        return self._guarded(text, group.under, group.source)

    def limit(self, limit: Limit) -> str:
        """A limit: the most that its supports may bring together."""
        words = self._words
        supports = self._every(limit.supports)
        if limit.share is None:
            amount = words.money(limit.amount or 0)
        else:
            rate, base = self._share(limit.share)
            amount = words.say("part_of", rate=rate, base=base)
        text = words.say(
            "limit",
            title=self._title(limit.title),
            whose=self._whose(limit.per, limit.supports),
            amount=amount,
            period=self.period(limit.period),
            supports=supports,
        )
        return self._guarded(text, limit.under, limit.source)

    def at_most(self, entry: AtMost) -> str:
        """How many subjects, years or instalments are supported."""
        per = "" if entry.count == "subjects" else f"_{entry.per}"
        text = self._words.say_count(
            f"at_most_{entry.count}{per}",
            entry.most,
            title=self._title(entry.title),
            most=entry.most,
            period="" if entry.period is None else self.period(entry.period),
            supports=self._every(entry.supports),
        )
        return self._guarded(text, entry.under, entry.source)

    def _whose(self, per: str, supports: Sequence[str]) -> str:
        """What a group or limit counts by; forms of one family are one product."""
        fields = map(self._words.vocabulary.fields, {self._kinds[name] for name in supports})
        if per == "subject" and all(FAMILY in names for names in fields):
            return self._words.say("one_product")
        return self._words.say(f"one_{per}")

    def _every(self, supports: Sequence[str]) -> str:
        if set(supports) == set(self._model.supports):
            return self._words.say("all_supports")
        return self._words.join(list(supports), "comma")

    def between(self, rule: BetweenRule) -> str:
        """A rule between this measure and others."""
        words, model = self._words, rule.model
        members = [
            member.measure
            if member.supports is None
            else words.say(
                "between_some",
                measure=member.measure,
                supports=words.join(member.supports, "comma"),
            )
            for member in model.members
        ]
        text = words.say(
            between_key(model.rule, model.per),
            title=self._title(model.title),
            members=words.join(members, "comma"),
        )
        source = rule.source
        place = f"{model.source.measure} {source.document}"
        if source.at:
            place = f"{place} {plain(source.at)}"
        text = words.say("sourced", text=text, place=place, confidence=source.confidence)
        return self._noted(text, model.source.note)

    def period(self, name: str) -> str:
        """A period; where it differs by reading, each with the reading."""
        if name in PERIODS:
            return self._words.say(name)
        texts = [
            self._tagged(self._words.say(period.period), *self._under(period.under))
            for period in self._model.periods[name]
        ]
        return self._words.join(texts, "or")

    def _share(self, share: BaseShare) -> tuple[str, str]:
        """The rate of a share, and its base."""
        base = Base(tuple(share.of), tuple(share.less or ()))
        # Those of a limit over several kinds of subject may be called alike.
        kinds = {fact.partition(".")[0] for fact in base.facts}
        titles = {self._words.fact(fact) for fact in base.facts}
        if len(titles) == 1 < len(kinds) and not base.less:  # whichever the subject is
            return self._words.percent(str(share.rate)), titles.pop()
        title = base.title(self._words.vocabulary, of_kind=len(kinds) > 1)
        return self._words.percent(str(share.rate)), self._title(title)

    def _payer(self, name: str) -> str:
        """A payer that a share tops up."""
        words = self._words
        if is_outside(name):
            return words.say("outside_payer", payer=plain(name.removeprefix(OUTSIDE)))
        return words.say("every_other_payer") if name == EVERY_OTHER else plain(name)

    def _rows(self, stated: StatedAmount) -> str:
        """The amounts that a field decides, row by row."""
        words = self._words
        rows = [
            words.say(
                "row",
                title=self._title(row_title(stated, row, words.vocabulary)),
                amount=words.money(row.amount),
            )
            for row in rows_of(stated)
        ]
        if further := stated.further:
            each, increase = f"{further.each:,}", words.money(further.amount)
            most = words.money(further.at_most)
            rows.append(words.say("further_units", each=each, increase=increase, most=most))
        field = words.fact(stated.by or "")
        return words.say("amount_by", field=field, rows=words.join(rows))

    def _amount(self, kind: str, amount: StatedAmount, period: str) -> str:
        words, period = self._words, self.period(period)
        if amount.by is not None:
            text = words.say(f"gives_{kind}", amount=self._rows(amount), period=period)
        elif amount.amount is not None:
            money = words.money(amount.amount)
            text = words.say(f"gives_{kind}", amount=money, period=period)
        elif isinstance(amount, Ceiling) and amount.negotiated:
            text = words.say("gives_negotiated")
        else:
            text = words.say("gives_unknown_ceiling", period=period)
        if isinstance(amount, Ceiling):
            text = self._further(amount, text)
        return self._guarded(text, amount.under, amount.source)

    def _further(self, ceiling: Ceiling, text: str) -> str:
        """A ceiling with its least amount, and whether it is negotiated."""
        if ceiling.least is not None:
            least = self._words.money(ceiling.least)
            text = self._words.say("gives_range", text=text, least=least)
        if ceiling.negotiated and ceiling.amount is not None:
            text = self._words.say("gives_case_by_case", text=text)
        return text

    def _supplement(self, kind: str, title: Title, rate: str) -> str:
        return self._words.say(
            f"gives_{kind}", title=self._title(title), rate=self._words.percent(rate)
        )

    def _guarded(self, text: str, under: Under, source: Citation) -> str:
        return self._sourced(self._tagged(text, *self._under(under)), source)

    def _sourced(self, text: str, source: Citation) -> str:
        sure = source.confidence or self._confidence[source.document]
        place = f"{source.document} {plain(source.at)}" if source.at else source.document
        weaker = [f"{word} {confidence}" for word, confidence in source.weaker.items()]
        confidence = self._words.join([sure, *weaker], "comma")
        text = self._words.say("sourced", text=text, place=place, confidence=confidence)
        return self._noted(text, source.note)

    def _noted(self, text: str, note: Title | None) -> str:
        return f"{text} {plain(self._title(note))}" if note else text

    def _under(self, under: Under) -> list[str]:
        chosen = [f"{name}={'|'.join(options)}" for name, options in under.items()]
        return [self._words.say("under", readings=" ".join(chosen))] if chosen else []

    def _tagged(self, text: str, *tags: str) -> str:
        if not tags:
            return text
        return self._words.say("tagged", text=text, tag=self._words.join(tags, "comma"))

    def _title(self, title: Title) -> str:
        return self._words.title(title.as_dict())
