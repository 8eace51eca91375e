"""What may be filed in which claim year, and what several filings share. All in whole yuan.

Whatever the engine does to a claim, told in the terms of a choice: a *filing* is a finding that may
be filed in one claim year; a *pool* is what several filings draw from, in their order (a limit in
its period, or the ceiling of a support that holds once); a *line* is one scheme of an exclusive
group for one key: of the lines of a key, a company follows one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal, NamedTuple

from msgspec import structs

from yaoxie.decision.amounts import Amount, supplemented
from yaoxie.decision.between import cell_of as between_cell
from yaoxie.decision.between import granted
from yaoxie.decision.evaluation import Evaluation
from yaoxie.decision.evaluator import Evaluator
from yaoxie.decision.finding import Finding
from yaoxie.decision.limits import LimitAmounts, cell_of
from yaoxie.decision.settlement import Awards, award_name
from yaoxie.profile.facts import Subjects
from yaoxie.profile.model import Award, Profile
from yaoxie.profile.vocabulary import COMPANY
from yaoxie.rules.library import Library, MeasureChoice
from yaoxie.rules.plan import AtMost, Group


class Pool(NamedTuple):
    """What filings draw from: a limit in one cell and period, or a ceiling that holds once.

    `name`: the limit's id, or the support's. `year`: None where the period is the whole life.
    """

    kind: Literal["limit", "ceiling", "share"]
    measure: str
    name: str
    cell: str
    year: int | None


class Draw(NamedTuple):
    """A filing's place in a pool, with what earlier awards have left of it, as the filing sees it.

    What is left may differ from year to year where supplements raise a ceiling. None: it draws from
    the pool and is not bound by it, for want of the base of its own share.
    """

    pool: Pool
    left: int | None


class Exclusive(NamedTuple):
    """An exclusive group for one key, or a rule between measures for one of its cells.

    `measure`: None of a rule between measures. `year`: where it holds for each year by itself.
    """

    measure: str | None
    name: str
    key: str
    year: int | None = None


class Line(NamedTuple):
    """One scheme of an exclusive group for one key; in one year alone, where the group wants it.

    Or one measure under a rule between measures.
    """

    exclusive: Exclusive
    scheme: int
    year: int | None


class Charge(NamedTuple):
    """What awards of other measures take from all that a measure brings in a year, if anything.

    Under a rule by which the higher of several counts, for one of its cells.
    """

    line: Line
    year: int
    amount: int


class Counter(NamedTuple):
    """How many subjects, years or claims of some supports are paid, in one cell and period."""

    measure: str
    name: str
    cell: str
    year: int | None
    most: int


class Tally(NamedTuple):
    """A filing's place in a counter: filings of one unit are counted once."""

    counter: Counter
    unit: str


class Form(NamedTuple):
    """A support for one key of a group in one year: of several forms of a product, one counts."""

    line: Line
    support: str
    year: int


@dataclass(frozen=True, slots=True, eq=False)
class Filing:
    """A finding that may be filed in a claim year, and what it shares with others.

    `ceiling` is the finding's, after the awards that are in the profile. `form` is what it is in an
    exclusive group, `side` its measure under a rule between measures.
    """

    year: int
    choice: MeasureChoice
    finding: Finding
    ceiling: int
    draws: tuple[Draw, ...]
    form: Form | None
    side: Line | None = None
    charge: Charge | None = None
    tallies: tuple[Tally, ...] = ()

    @property
    def measure(self) -> str:
        """The measure's id."""
        return self.choice.measure

    @property
    def lines(self) -> list[Line]:
        """The lines that it belongs to."""
        own = None if self.form is None else self.form.line
        return [line for line in (own, self.side) if line is not None]

    @property
    def amount(self) -> int:
        """The most that it may bring."""
        return min([self.ceiling, *(left for _, left in self.draws if left is not None)])


@dataclass(frozen=True, slots=True)
class ReadyYear:
    """The measures of one claim year, decided: of each, the findings that are not ineligible."""

    year: int
    decided: Mapping[MeasureChoice, tuple[Evaluation, tuple[Finding, ...]]]


def decide(
    evaluator: Evaluator,
    profile: Profile,
    subjects: Subjects,
    measures: Mapping[int, Sequence[MeasureChoice]],
) -> tuple[ReadyYear, ...]:
    """Every finding of every year that is not ineligible; no award touches that."""
    years = []
    for year, choices in sorted(measures.items()):
        decided = {}
        for choice in choices:
            evaluation = evaluator.evaluation(choice, year)
            findings = evaluation.decide(profile, subjects)
            open_ = tuple([e for e in findings if e.status != "ineligible" and e.money])
            decided[choice] = evaluation, open_
        years.append(ReadyYear(year, decided))
    return tuple(years)


def as_eligible(years: Iterable[ReadyYear], *, undetermined: bool) -> tuple[ReadyYear, ...]:
    """The eligible findings alone or, `undetermined`, these too, as if they were eligible."""
    return tuple(
        ReadyYear(
            ready.year,
            {
                choice: (evaluation, tuple(_eligible(findings, undetermined=undetermined)))
                for choice, (evaluation, findings) in ready.decided.items()
            },
        )
        for ready in years
    )


def filings(
    evaluator: Evaluator, years: Iterable[ReadyYear], profile: Profile, subjects: Subjects
) -> tuple[Filing, ...]:
    """All that may be filed and may bring something, in the order in which it is settled."""
    awards = profile.awards or ()
    possible: list[Filing] = []
    for ready in years:
        between = _Between(evaluator.library, awards, subjects, ready.year)
        for choice, (evaluation, findings) in ready.decided.items():
            settled, _, _ = evaluation.settle(findings, awards, subjects)
            company, items = subjects
            own = evaluation.settlement.awards(awards, items)
            amounts = evaluation.settlement.limit_amounts(company, items)
            year = _Year(ready.year, choice, evaluation, own, amounts)
            of_measure = (
                between.placed(filing)
                for finding in settled
                if finding.ceiling and not _shut_out(finding)
                for filing in [year.filing(finding)]
                if all(counter.most > 0 for counter, _ in filing.tallies)
            )
            possible += [filing for filing in of_measure if filing is not None and filing.amount]
    return tuple(_topped_up(possible))


def _topped_up(possible: Sequence[Filing]) -> Iterator[Filing]:
    """The filings, those of earlier years with what they take off shares of later ones.

    A share that tops up what others granted is drawn from by its own claims and by theirs.
    """
    shares = [
        (filing, draw.pool)
        for filing in possible
        for draw in filing.draws
        if draw.pool.kind == "share" and draw.pool.year is not None and draw.left is not None
    ]
    for filing in possible:
        pools = dict.fromkeys(pool for later, pool in shares if _takes_off(filing, later, pool))
        further = tuple(Draw(pool, None) for pool in pools)
        yield replace(filing, draws=filing.draws + further) if further else filing


def _takes_off(filing: Filing, later: Filing, pool: Pool) -> bool:
    """Whether what is paid for a filing comes off the share of a later one, in its pool."""
    share = later.finding.terms.support.share
    if share is None or filing.year >= later.year:
        return False
    is_own = (filing.measure, filing.finding.support) == (pool.measure, pool.name)
    if not is_own and filing.measure not in share.tops_up:
        return False
    subject = filing.finding.subject
    if later.form is None:
        return pool.cell == award_name(subject)
    return pool.cell in ("", subject.key)


def without_limit(possible: Iterable[Filing], measure: str, limit: str) -> tuple[Filing, ...]:
    """The same as if one limit were not there."""

    def kept(draw: Draw) -> bool:
        pool = draw.pool
        return (pool.kind, pool.measure, pool.name) != ("limit", measure, limit)

    return tuple(replace(e, draws=tuple(filter(kept, e.draws))) for e in possible)


def _eligible(findings: Iterable[Finding], *, undetermined: bool) -> Iterator[Finding]:
    for finding in findings:
        if finding.status == "eligible":
            yield finding
        elif undetermined:
            yield structs.replace(finding, status="eligible")


def _shut_out(finding: Finding) -> bool:
    """Whether an award that is in the profile excludes it. Other findings are not filed yet."""
    by = finding.excluded_by
    return by is not None and by.by == "award"


class _Between:
    """Says which rule between measures holds for a filing in one year."""

    def __init__(
        self, library: Library, awards: Sequence[Award], subjects: Subjects, year: int
    ) -> None:
        self._rules = [rule for rule in library.between if rule.chooses]
        company, items = subjects
        everyone = [company, *items]
        self._granted = granted(self._rules, awards, everyone, library.payers, year)

    def placed(self, filing: Filing) -> Filing | None:
        """The filing with its side and charge; None where awards of other measures exclude it."""
        for rule in self._rules:
            if not rule.holds_for(filing.measure, filing.finding.support):
                continue
            cell = between_cell(rule, filing.finding.subject.key)
            by_measure = self._granted.get(cell, {})
            before = sum(amount for name, amount in by_measure.items() if name != filing.measure)
            if before and rule.model.rule == "excluded":
                return None
            year = filing.year if rule.model.period == "year" else None
            exclusive = Exclusive(None, rule.model.id, cell.key, year)
            side = Line(exclusive, rule.measures.index(filing.measure), None)
            charge = Charge(side, filing.year, before) if before else None
            return replace(filing, side=side, charge=charge)
        return filing


class _Year:
    """Says what findings of one measure and year share with others."""

    def __init__(
        self,
        year: int,
        choice: MeasureChoice,
        evaluation: Evaluation,
        awards: Awards,
        amounts: LimitAmounts,
    ) -> None:
        self._year = year
        self._choice = choice
        self._settlement = evaluation.settlement
        self._at_most = evaluation.plan.at_most
        self._awards = awards
        self._amounts = amounts

    def filing(self, finding: Finding) -> Filing:
        support = finding.terms.support
        group = self._settlement.group_of.get(support.id)
        draws = (*self._once(finding, group), *self._limits(finding))
        form = None if group is None else self._form(finding, group)
        tallies = tuple(self._tallies(finding))
        own = (self._year, self._choice, finding, finding.ceiling)
        return Filing(*own, draws, form, tallies=tallies)

    def _form(self, finding: Finding, group: Group) -> Form:
        key = finding.subject.key if group.per == "subject" else ""
        exclusive = Exclusive(self._choice.measure, group.id, key)
        year = self._year if group.single_year else None
        line = Line(exclusive, group.members[finding.support], year)
        return Form(line, finding.support, self._year)

    def _tallies(self, finding: Finding) -> Iterator[Tally]:
        """What counts the finding; what awards have counted already counts no second time."""
        key = finding.subject.key
        for entry in self._at_most:
            if finding.support not in entry.supports:
                continue
            year = self._year if entry.period == "year" else None
            granted = [
                (award, of)
                for award, of in self._awards.keyed
                if award.support in entry.supports
                and (entry.per == COMPANY or of == key)
                and year in (None, award.year)
            ]
            unit, taken = _counted(entry, finding, self._year, granted)
            most = entry.most - len(taken)
            if unit not in taken or (entry.count == "years" and most < 0):
                cell = key if entry.per == "subject" else ""
                counter = Counter(self._choice.measure, entry.id, cell, year, most)
                yield Tally(counter, unit)

    def _once(self, finding: Finding, group: Group | None) -> Iterator[Draw]:
        """The ceiling and the share where they hold once: what is claimed comes off later years."""
        support, amount = finding.terms.support, finding.amount
        cell = award_name(finding.subject)
        if group is not None:
            cell = finding.subject.key if group.per == "subject" else ""
        if support.period == "once":
            yield Draw(self._pool("ceiling", support.id, cell, None), amount.remaining_ceiling)
        share = support.share
        if share is not None and share.period == "once":
            # What others grant in the same year does not come off: each year has its own pool.
            year = self._year if share.tops_up else None
            yield Draw(self._pool("share", support.id, cell, year), _share_left(amount))

    def _limits(self, finding: Finding) -> Iterator[Draw]:
        for limit in self._settlement.limits_of[finding.support]:
            key = finding.subject.key
            left = self._settlement.left_of(limit, key, self._awards, self._amounts)
            if left is not None:
                year = None if limit.period == "once" else self._year
                yield Draw(self._pool("limit", limit.id, cell_of(limit, key), year), left)

    def _pool(
        self, kind: Literal["limit", "ceiling", "share"], name: str, cell: str, year: int | None
    ) -> Pool:
        return Pool(kind, self._choice.measure, name, cell, year)


def _counted(
    entry: AtMost, finding: Finding, year: int, granted: Sequence[tuple[Award, str]]
) -> tuple[str, set[str]]:
    """As what an entry counts a finding, and what awards have taken of the number."""
    match entry.count:
        case "years":
            return str(year), {str(award.year) for award, _ in granted}
        case "subjects":
            return finding.subject.key, {key for _, key in granted}
        case "instalments":
            place = f"{year} {finding.support} {finding.subject.base}"
            return place, {f"award {number}" for number in range(len(granted))}


def _share_left(amount: Amount) -> int | None:
    if amount.share_amount is None:
        return None
    return max(0, supplemented(amount.share_amount, amount.supplements) - amount.share_awarded)
