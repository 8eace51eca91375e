"""Settlement: the ceiling of each finding, prior awards, exclusive groups, shared limits.

All amounts are whole yuan. `Settlement.amount` computes the ceiling, `settle` what is counted.

Section "Settlement, exactly" of the contract, step by step; every step is kept.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Literal, NamedTuple

from msgspec import Struct

from yaoxie.decision.amounts import Amount, Step, increased, step, supplemented
from yaoxie.decision.limits import FIXED, LimitAmount, LimitAmounts, OpenLimit, cell_of
from yaoxie.profile.facts import Subject
from yaoxie.profile.model import Award
from yaoxie.profile.vocabulary import COMPANY
from yaoxie.rules.plan import AtMost, Group, Limit, Period, Plan, Supplement, Support

_KEPT_GROUPS = 1024  # whose steps are kept


class Exclusion(NamedTuple):
    """What keeps a finding from counting: another finding, or an earlier award."""

    group: str
    by: Literal["finding", "award"]
    support: str
    subject: str | None
    year: int | None


class Claim(Struct, frozen=True, gc=False):
    """A support for a subject, with the amount it may bring by itself."""

    support: Support
    subject: Subject
    amount: Amount


class Settled(Struct, frozen=True, gc=False):
    """What one claim brings beside the others."""

    counted: int
    bound_by: str | None
    steps: tuple[Step, ...] = ()
    excluded_by: Exclusion | None = None


class Awards:
    """The earlier awards of one company under one measure."""

    def __init__(
        self,
        awards: Iterable[Award] = (),
        keys: Mapping[str, str] | None = None,
        of_others: Mapping[str, Awards] | None = None,
    ) -> None:
        """`keys`: the key of each subject by the name that awards give it.

        `of_others`: by support, the awards of other payers that its share tops up.
        """
        keys = keys or {}
        self.of_others = of_others or {}
        self.keyed: list[tuple[Award, str]] = []
        self.touched = {*self.of_others}  # the supports whose amounts awards may lower
        self._all: list[Award] = []
        self._of_key: dict[str, list[Award]] = defaultdict(list)
        for award in awards:
            key = keys[award.subject]
            self.keyed.append((award, key))
            self.touched.add(award.support)
            self._all.append(award)
            self._of_key[key].append(award)
        self._totals: dict[tuple[str, str, str | None, int | None], int] = {}

    def __bool__(self) -> bool:
        return bool(self._all)

    def everything(self, per: str, key: str, subject: str | None, year: int | None) -> int:
        """The matching awards of all supports together; None: of any subject, of any year."""
        return sum(
            award.amount
            for award in self.matching(per, key)
            if subject in (None, award.subject) and year in (None, award.year)
        )

    def matching(self, per: str, key: str) -> Sequence[Award]:
        """Those of the company, or of one key."""
        return self._all if per == "company" else self._of_key.get(key, ())

    def total(self, support: str, per: str, key: str, subject: str | None, year: int | None) -> int:
        """The matching awards of one support together; None: of any subject, of any year."""
        terms = support, key, subject, year
        known = self._totals.get(terms)
        if known is None:
            known = 0
            for award in self.matching(per, key):
                if (
                    award.support == support
                    and (subject is None or subject == award.subject)
                    and (year is None or year == award.year)
                ):
                    known += award.amount
            self._totals[terms] = known
        return known


NO_AWARDS = Awards()


class Settlement:
    """Settles the claims of companies under one plan, for one claim year; safe to share.

    `contested` are the supports in groups, under limits, and of which only some are supported: no
    other claim touches those of others.
    `is_apart`: whether nothing ties what has one key to what has another.
    `group_of` has the group of a support, `limits_of` the limits over it, the tightest first.
    """

    def __init__(self, plan: Plan, year: int) -> None:
        self._plan = plan
        self._year = year
        self._names = plan.payers.names(plan.measure.id)
        self.group_of = {name: group for group in plan.groups for name in group.members}
        # The tightest limit names itself; of equals, the innermost.
        limits = sorted(plan.limits, key=lambda e: (len(e.supports), e.per == COMPANY))
        self.limits_of = {
            support.id: [limit for limit in limits if support.id in limit.supports]
            for support in plan.supports
        }
        self.contested = frozenset(self.group_of).union(
            *(limit.supports for limit in limits), *(entry.supports for entry in plan.at_most)
        )
        held_for = [group.per for group in plan.groups]
        held_for += [limit.per for limit in limits]
        held_for += [entry.per for entry in plan.at_most]
        self.is_apart = COMPANY not in held_for
        self._counts = [
            (entry, {name: entry.inner(over) for name, over in self.limits_of.items()})
            for entry in plan.at_most
        ]
        self._shares_of = {
            name: shares
            for name, over in self.limits_of.items()
            if (shares := [limit for limit in over if limit.share is not None])
        }
        # Awards may be of supports that these readings leave out, under a limit that stands.
        self._shared_limits = any(limit.share is not None for limit in limits)
        self._topping_up = {
            e.id: e.share.tops_up for e in plan.supports if e.share and e.share.tops_up
        }
        # What a finding brings without awards, supplements and share.
        self._plain = {e.id: Amount(e.ceiling, e.ceiling) for e in plan.supports}

    def awards(self, awards: Iterable[Award], subjects: Iterable[Subject]) -> Awards:
        """The awards of this measure among those of a company with these subjects (its items).

        An award whose support or subject's kind matches nothing is none of them.
        """
        if self._topping_up:
            awards = list(awards)
        named = [award for award in awards if award.measure in self._names]
        if not named and not (self._topping_up and awards):
            return NO_AWARDS
        keys, kinds = {COMPANY: COMPANY}, {COMPANY: COMPANY}
        for item in subjects:
            if item.id is not None:
                keys[item.id], kinds[item.id] = item.key, item.kind
        counts, measure = self._plan.payers.counts, self._plan.measure.id
        own = [award for award in named if counts(award, measure, kinds)]
        if not self._topping_up:
            return Awards(own, keys) if own else NO_AWARDS
        of_others = {
            name: Awards(others, keys)
            for name, payers in self._topping_up.items()
            if (others := [e for e in awards if self._plan.payers.is_of(e, payers, kinds)])
        }
        return Awards(own, keys, of_others) if own or of_others else NO_AWARDS

    def amount(
        self,
        support: Support,
        subject: Subject,
        awards: Awards = NO_AWARDS,
        supplements: tuple[Supplement, ...] = (),
        *,
        undecided: bool = False,
    ) -> Amount:
        """Step 1 of the contract: the ceiling of a finding that is not ineligible, by itself.

        `supplements`: those whose condition is met or, `undecided`, may be.
        """
        share, name = support.share, support.id
        base = share_amount = None
        bound_by: Literal["share", "ceiling"] = "ceiling"
        missing: tuple[str, ...] = ()
        if share is not None:
            base = share.base.amount(subject.facts)
            if base is not None:
                share_amount = share.part(base)
            else:
                missing = share.base.unknown(subject.facts)
        if not supplements and name not in awards.touched:
            if share is None:
                return self._plain[name]
            if share_amount is None:
                return Amount(support.ceiling, support.ceiling, missing=missing)
            ceiling = support.ceiling
            if share_amount < ceiling:
                ceiling, bound_by = share_amount, "share"
            # By place: names take a struct longer.
            return Amount(
                ceiling, support.ceiling, 0, share_amount, 0, (), (), False, base, 0, bound_by
            )
        awarded = self._awarded(support, subject, support.period, awards)
        ceiling = remaining = max(
            0,
            supplemented(increased(support.ceiling, supplements, subject.facts), supplements)
            - awarded,
        )
        share_awarded = of_others = 0
        if share is not None and share_amount is not None:
            of_others = self._of_others(support, subject, share.period, awards)
            share_awarded = self._awarded(support, subject, share.period, awards) + of_others
            share_rest = supplemented(share_amount, supplements) - share_awarded
            if share_rest < remaining:
                ceiling, bound_by = max(0, share_rest), "share"
        return Amount(
            *(ceiling, remaining, awarded, share_amount, share_awarded, missing),
            *(supplements, undecided, base, of_others, bound_by),
        )

    def limit_amounts(self, company: Subject, items: Iterable[Subject]) -> LimitAmounts:
        """What the limits that are shares come to for a company with these items."""
        return LimitAmounts(company, items) if self._shared_limits else FIXED

    def open_limits(
        self, support: Support, subject: Subject, amounts: LimitAmounts
    ) -> tuple[OpenLimit, ...]:
        """The limits over a finding that are left out for want of their base."""
        shares = self._shares_of.get(support.id)
        return amounts.open(shares, subject.key) if shares else ()

    def left_of(self, limit: Limit, key: str, awards: Awards, amounts: LimitAmounts) -> int | None:
        """What awards have left of a limit for one key; None where its base is unknown."""
        whole = amounts.of(limit, key).amount
        if whole is None:
            return None
        return self._rest(limit, awards, amounts).get(cell_of(limit, key), whole)

    def settle(
        self,
        claims: Sequence[Claim],
        awards: Awards = NO_AWARDS,
        amounts: LimitAmounts = FIXED,
    ) -> list[Settled]:
        """Steps 2 and 3: groups, what is counted out, then limits, in the claims' order."""
        settled = [Settled(e.amount.ceiling, e.amount.bound_by) for e in claims]
        for group in self._plan.groups:
            self._exclude(group, claims, settled, awards)
        for entry, inner in self._counts:
            self._count_out(entry, inner, claims, settled, awards, amounts)
        if self._plan.limits:
            self._limit(claims, settled, awards, amounts, self.limits_of)
        return settled

    def _count_out(
        self,
        entry: AtMost,
        inner: Mapping[str, list[Limit]],
        claims: Sequence[Claim],
        settled: list[Settled],
        awards: Awards,
        amounts: LimitAmounts,
    ) -> None:
        """Excludes what is beyond the number that an entry allows."""
        inside = [
            place
            for place, claim in enumerate(claims)
            if claim.support.id in entry.supports and settled[place].excluded_by is None
        ]
        if not inside:
            return
        own = [claims[place] for place in inside]
        brought = [settled[place] for place in inside]
        if any(inner.values()):
            self._limit(own, brought, awards, amounts, inner)
        counted = [result.counted for result in brought]
        for number, by in _counted_out(entry, own, counted, awards, self._year):
            settled[inside[number]] = _excluded(by)

    def _awarded(self, support: Support, subject: Subject, period: Period, awards: Awards) -> int:
        """Awards of the support in the period: of the subject, or of its key in a group."""
        if support.id not in awards.touched:
            return 0
        group = self.group_of.get(support.id)
        year = None if period == "once" else self._year
        if group is not None:
            return awards.total(support.id, group.per, subject.key, None, year)
        return awards.total(support.id, "subject", subject.key, award_name(subject), year)

    def _of_others(self, support: Support, subject: Subject, period: Period, awards: Awards) -> int:
        """What other payers granted that the support's share tops up, matched as its own awards."""
        others = awards.of_others.get(support.id)
        if others is None:
            return 0
        group = self.group_of.get(support.id)
        year = None if period == "once" else self._year
        if group is not None:
            return others.everything(group.per, subject.key, None, year)
        return others.everything("subject", subject.key, award_name(subject), year)

    def _in(self, award: Award, period: Period) -> bool:
        return period == "once" or award.year == self._year

    def _exclude(
        self, group: Group, claims: Sequence[Claim], settled: list[Settled], awards: Awards
    ) -> None:
        rivals: dict[str, list[int]] = defaultdict(list)
        members, by_subject, granted = group.members, group.per == "subject", awards.keyed
        for index, claim in enumerate(claims):
            if claim.support.id not in members:
                continue
            key = claim.subject.key if by_subject else ""
            award = self._excluding_award(group, claim, awards) if granted else None
            if award is None:
                rivals[key].append(index)
            else:
                by = Exclusion(group.id, "award", award.support, award.subject, award.year)
                settled[index] = _excluded(by)
        for indices in rivals.values():
            if len(indices) > 1:
                _keep_best(group, indices, claims, settled)

    def _excluding_award(self, group: Group, claim: Claim, awards: Awards) -> Award | None:
        for award in awards.matching(group.per, claim.subject.key):
            if award.support in group.members:
                scheme = group.members[claim.support.id]
                other_scheme = group.members[award.support] != scheme
                if other_scheme or (group.single_year and award.year != self._year):
                    return award
        return None

    def _limit(
        self,
        claims: Sequence[Claim],
        settled: list[Settled],
        awards: Awards,
        amounts: LimitAmounts,
        limits_of: Mapping[str, list[Limit]],
    ) -> None:
        left: dict[str, dict[str, int]] = {}  # by limit and cell, where something was taken
        for limit in self._plan.limits:
            left[limit.id] = self._rest(limit, awards, amounts) if awards.keyed else {}
        for index, claim in enumerate(claims):
            over, before = limits_of[claim.support.id], settled[index]
            if not over or before.excluded_by is not None:
                continue
            counted, bound_by, steps = before.counted, before.bound_by, before.steps
            key = claim.subject.key
            touched: list[tuple[dict[str, int], str, int]] = []
            for limit in over:
                # `cell_of` in place, since a call would take as long as all else here.
                cells, cell = left[limit.id], key if limit.per == "subject" else ""
                amount = cells.get(cell)
                if amount is None:
                    amount = limit.amount if limit.share is None else amounts.of(limit, key).amount
                    if amount is None:
                        continue  # left out
                touched.append((cells, cell, amount))
                if amount < counted:
                    counted, bound_by = amount, limit.id
                    steps += (_limit_step(limit, amount, amounts.of(limit, key)),)
            for cells, cell, amount in touched:
                cells[cell] = amount - counted
            if steps:
                settled[index] = Settled(counted, bound_by, steps)

    def _rest(self, limit: Limit, awards: Awards, amounts: LimitAmounts) -> dict[str, int]:
        """What awards have left of a limit, cell by cell; all of it where they took nothing."""
        rest: dict[str, int] = {}
        for award, key in awards.keyed:
            if award.support in limit.supports and self._in(award, limit.period):
                amount = amounts.of(limit, key).amount
                if amount is not None:
                    cell = cell_of(limit, key)
                    rest[cell] = max(0, rest.get(cell, amount) - award.amount)
        return rest


def _keep_best(
    group: Group, indices: Sequence[int], claims: Sequence[Claim], settled: list[Settled]
) -> None:
    """Of one key's findings, keeps the scheme that brings most, with one finding per support."""
    standing: dict[str, int] = {}  # per support, its largest finding, the earlier of equals
    for index in indices:
        name = claims[index].support.id
        best = standing.setdefault(name, index)
        if claims[index].amount.ceiling > claims[best].amount.ceiling:
            standing[name] = index
    schemes: dict[int, list[int]] = defaultdict(list)
    for name, index in standing.items():
        schemes[group.members[name]].append(index)

    def brings(scheme: list[int]) -> tuple[int, int]:
        return sum(claims[index].amount.ceiling for index in scheme), -min(scheme)

    winner = max(schemes.values(), key=brings)
    for index in indices:
        if index not in winner:
            # Another form of the same stage stands aside for it; another scheme for the first.
            same = standing[claims[index].support.id]
            by = claims[same if same in winner else min(winner)]
            exclusion = Exclusion(group.id, "finding", by.support.id, by.subject.id, None)
            settled[index] = _excluded(exclusion)


def _counted_out(
    entry: AtMost, claims: Sequence[Claim], counted: Sequence[int], awards: Awards, year: int
) -> Iterator[tuple[int, Exclusion]]:
    """The claims beyond the number that an entry allows, each with what excludes it.

    `counted`: what each brings after groups and the limits inside. What was awarded keeps its
    place; the rest goes to what brings most, of equals to the earlier.
    """
    of_cell: dict[str, list[int]] = defaultdict(list)
    for number, claim in enumerate(claims):
        of_cell[claim.subject.key if entry.per == "subject" else COMPANY].append(number)
    for key, numbers in of_cell.items():
        granted = [
            award
            for award in awards.matching(entry.per, key)
            if award.support in entry.supports and (entry.period == "once" or award.year == year)
        ]
        last = max(granted, key=lambda award: award.year, default=None)
        if entry.count == "years":
            if last is not None and len({award.year for award in granted} | {year}) > entry.most:
                by = Exclusion(entry.id, "award", last.support, last.subject, last.year)
                yield from ((number, by) for number in numbers)
            continue
        taken, units = len(granted), [[number] for number in numbers]
        if entry.count == "subjects":
            of_key: dict[str, list[int]] = defaultdict(list)
            for number in numbers:
                of_key[claims[number].subject.key].append(number)
            held = {key for award, key in awards.keyed if award in granted}
            taken, units = len(held), [of_key[key] for key in of_key if key not in held]
        units.sort(key=lambda unit: (-sum([counted[number] for number in unit]), unit[0]))
        free = max(0, entry.most - taken)
        if free or last is None:
            best = claims[units[free - 1][0]] if len(units) > free else claims[numbers[0]]
            by = Exclusion(entry.id, "finding", best.support.id, best.subject.id, None)
        else:
            by = Exclusion(entry.id, "award", last.support, last.subject, last.year)
        yield from ((number, by) for unit in units[free:] for number in unit)


def award_name(subject: Subject) -> str:
    """The name by which awards mean a subject.

    The company's own id is the intake system's; awards name it by its kind.
    """
    return COMPANY if subject.id is None or subject.kind == COMPANY else subject.id


def _excluded(by: Exclusion) -> Settled:
    return Settled(0, None, _group_steps(by.group), by)


@lru_cache(_KEPT_GROUPS)
def _group_steps(group: str) -> tuple[Step]:
    return (step("group", 0, {"group": group}),)


def _limit_step(limit: Limit, rest: int, amount: LimitAmount) -> Step:
    assert amount.amount is not None
    figures: dict[str, int | str] = {"limit": limit.id, "limit_amount": amount.amount}
    if limit.share is not None and amount.base is not None:
        figures["base"], figures["rate"] = amount.base, limit.share.rate
    return step("limit", rest, figures)
