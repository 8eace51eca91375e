"""What to do next: the fewest changes that open a support, and what they add to the total."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from yaoxie.advice import advice_shapes as shapes
from yaoxie.advice.carrying_out import CarriedOut, carried_out, day_of
from yaoxie.advice.changes import Change, Changing, Way, Ways, combined, smallest
from yaoxie.advice.gains import Gains, Opened, Outcome
from yaoxie.advice.grounds import ground_entries, ground_entry
from yaoxie.advice.situation import Situation
from yaoxie.advice.variants import MILESTONES, Place, as_json
from yaoxie.decision.explanation import Judgement
from yaoxie.decision.finding import Finding, subject_entry
from yaoxie.profile.facts import Subject
from yaoxie.profile.titles import fact_title
from yaoxie.profile.vocabulary import MILESTONE, Vocabulary
from yaoxie.rules.plan import Requirement
from yaoxie.values import Titles

MOST_WAYS = 8  # of one finding
MOST_EVALUATED = 1000  # sets of changes in all
MOST_LISTED = 200


_Name = tuple[str, str, str]  # of a finding: its measure, support, and the base of its subject


class _Target(NamedTuple):
    """A finding that is not eligible."""

    measure: str
    finding: Finding
    owner: int | None  # the number of its subject; None: the company

    @property
    def name(self) -> _Name:
        """The measure, the support, and where its subject stands."""
        return self.measure, self.finding.support, self.finding.subject.base


class _Opening(NamedTuple):
    """A set of changes, carried out, and what comes of it."""

    way: Way
    done: CarriedOut
    outcome: Outcome


class _Obstacles(NamedTuple):
    """A requirement that cannot be met, and why."""

    requirement: Requirement
    judgement: Judgement
    ways: Ways


class Unlocking:
    """Finds, for every finding that is not eligible, what would make it so."""

    def __init__(self, situation: Situation) -> None:
        self._situation = situation
        items = situation.subjects[1]
        self._numbers = {subject.base: number for number, subject in enumerate(items)}
        self._ways: dict[tuple[object, ...], Ways] = {}
        self.targets: dict[Way, list[_Target]] = defaultdict(list)
        self.unreachable: list[tuple[_Target, list[_Obstacles]]] = []
        self._order: dict[_Name, int] = {}
        for number, report in enumerate(situation.reports):
            changing = Changing(
                situation.library.vocabulary,
                report.plan.windows,
                situation.year,
                situation.as_of,
            )
            for finding in report.findings:
                if finding.status != "eligible" and finding.terms.support.money:
                    owner = self._numbers.get(finding.subject.base)
                    self._add(_Target(report.measure, finding, owner), changing, number)
        self.opening = sorted(self._carry_out(), key=_by_total)

    @property
    def unevaluated(self) -> int:
        """How many sets of changes were not evaluated, those with the smaller ceilings."""
        return max(0, len(self.targets) - MOST_EVALUATED)

    def _carry_out(self) -> Iterator[_Opening]:
        """The sets of changes that keep what they promise, of those that promise most."""
        gains = Gains(self._situation)
        ordered = sorted(
            self.targets.items(), key=lambda entry: (-_promise(entry[1]), len(entry[0]))
        )
        opened: set[_Name] = set()
        tried: dict[_Name, _Target] = {}
        for way, targets in ordered[:MOST_EVALUATED]:
            tried |= {target.name: target for target in targets}
            opening = self._opening(way, gains)
            if opening is not None:
                names = {
                    (e.measure, e.finding.support, e.finding.subject.base)
                    for e in opening.outcome.opened
                }
                opened |= names
                if any(target.name in names for target in targets):
                    yield opening
        left = [target for _, targets in ordered[MOST_EVALUATED:] for target in targets]
        for name in tried.keys() - opened - {target.name for target in left}:
            self.unreachable.append((tried[name], []))
        self.unreachable.sort(key=lambda entry: self._order[entry[0].name])

    def _opening(self, way: Way, gains: Gains) -> _Opening | None:
        """What a set of changes brings; None where the profile would contradict itself."""
        done = carried_out(way, self._situation)
        outcome = gains.of(done.values)
        return None if outcome is None else _Opening(way, done, outcome)

    def _add(self, target: _Target, changing: Changing, number: int) -> None:
        self._order[target.name] = len(self._order)
        columns, obstacles = [], []
        finding = target.finding
        for terms, judgement in zip(finding.terms.requirements, finding.judgements, strict=True):
            if judgement.outcome == "met":
                continue
            ways = self._of(terms.requirement, target, changing, number)
            if ways.ways:
                columns.append(ways.ways)
            else:
                obstacles.append(_Obstacles(terms.requirement, judgement, ways))
        together = () if obstacles else self._reduced(combined(columns))
        for way in together[:MOST_WAYS]:
            self.targets[way].append(target)
        if obstacles or not together:
            self.unreachable.append((target, obstacles))

    def _reduced(self, ways: Iterable[Way]) -> tuple[Way, ...]:
        """The ways without what other changes of theirs drag along in time."""
        vocabulary, year = self._situation.library.vocabulary, self._situation.year
        items = self._situation.subjects[1]

        def is_brought(change: Change, way: Way) -> bool:
            if change.milestone is None or change.owner is None or change.attributes:
                return False
            kind = items[change.owner].kind
            own = [c for c in way if c.owner == change.owner and not c.absent]
            reached = {c.milestone: c for c in own if c.milestone is not None}
            if change.absent:
                return bool(reached)  # a list of milestones that is given is complete
            return any(
                change.milestone in vocabulary.implied(kind, word)
                and _is_within(day_of(other, year), change)
                for word, other in reached.items()
            )

        return smallest(
            tuple(change for change in way if not is_brought(change, way)) for way in ways
        )

    def _of(
        self, requirement: Requirement, target: _Target, changing: Changing, number: int
    ) -> Ways:
        """The ways to meet a requirement, worked out once for each subject that it reads."""
        at = number, id(requirement), target.owner
        known = self._ways.get(at)
        if known is None:
            subject = target.finding.subject
            known = changing.ways(requirement.condition, subject, target.owner)
            self._ways[at] = known
        return known


@lru_cache(1)
def unlocking_of(situation: Situation) -> Unlocking:
    """What would open the findings of a situation, worked out once for all parts of its advice."""
    return Unlocking(situation)


def unlocks(situation: Situation) -> list[shapes.UnlockDict]:
    """The sets of changes that open something, those first that bring most by fewest changes."""
    opening = unlocking_of(situation).opening[:MOST_LISTED]
    return [_entry(way, done, outcome, situation) for way, done, outcome in opening]


def further(situation: Situation) -> shapes.FurtherUnlocksDict:
    """How many sets of changes are not listed."""
    unlocking = unlocking_of(situation)
    return {
        "bringing_no_more": max(0, len(unlocking.opening) - MOST_LISTED),
        "unevaluated": unlocking.unevaluated,
    }


def _by_total(opening: _Opening) -> tuple[int, int, int]:
    brought = opening.outcome.sum
    return -brought.known, -brought.open, len(opening.way)


def _is_within(day: date, change: Change) -> bool:
    """Whether a day is among those of a change."""
    return (change.first or day) <= day <= (change.last or day)


def _promise(targets: Iterable[_Target]) -> int:
    return sum(target.finding.terms.support.ceiling for target in targets)


def _entry(way: Way, done: CarriedOut, outcome: Outcome, situation: Situation) -> shapes.UnlockDict:
    company, items = situation.subjects

    def owner(place: Place | Change) -> Subject:
        return company if place.owner is None else items[place.owner]

    return {
        "gain": outcome.total - situation.total_ceiling,
        "gain_unbounded": outcome.sum.open > situation.open,
        "total": outcome.total,
        "upper_bound": outcome.sum.upper_bound,
        "unbounded": outcome.sum.unbounded,
        "changes": [_change(change, owner(change), done, situation) for change in way],
        "patch": [
            {"pointer": f"{owner(place).base}/{place.field}", "value": as_json(value)}
            for place, value in done.values.items()
        ],
        "opens": [_opened(entry) for entry in outcome.opened],
    }


def _change(
    change: Change, subject: Subject, done: CarriedOut, situation: Situation
) -> shapes.ChangeDict:
    vocabulary = situation.library.vocabulary
    kind = subject.kind
    fact = f"{kind}.{change.field}"
    if change.milestone is not None:
        fact = f"{kind}.{MILESTONE}.{change.milestone}"
    brings: list[str] = []
    if change.milestone is not None and change.owner is not None:
        implied = vocabulary.implied(kind, change.milestone)
        brings = [word for word in done.brought.get(change.owner, ()) if word in implied]
    value = done.values.get(Place(change.owner, change.field))
    return {
        "how": change.how,
        "field": fact,
        "title": _title(fact, vocabulary),
        "subject": subject_entry(subject),
        "value": None if change.field == MILESTONES else as_json(value),
        "absent": change.absent,
        "first": None if change.first is None else change.first.isoformat(),
        "last": None if change.last is None else change.last.isoformat(),
        "attributes": {name: as_json(entry) for name, entry in change.attributes},
        "brings": brings,
    }


def _title(fact: str, vocabulary: Vocabulary) -> Titles:
    return fact_title(fact, vocabulary).as_dict()


def _opened(entry: Opened) -> shapes.OpenedDict:
    finding = entry.finding
    return {
        "measure": entry.measure,
        "support": finding.support,
        "title": finding.title.as_dict(),
        "subject": subject_entry(finding.subject),
        "ceiling": finding.ceiling,
        "counted": finding.counted,
        "upper_bound": finding.upper_bound,
        "unbounded": finding.unbounded,
        "requirements": ground_entries(finding, entry.before),
    }


def unreachable(situation: Situation) -> list[shapes.UnreachableDict]:
    """What cannot be opened, and what is in the way; subjects of the same obstacles together."""
    vocabulary = situation.library.vocabulary
    alike: dict[tuple[object, ...], shapes.UnreachableDict] = {}
    for target, obstacles in unlocking_of(situation).unreachable:
        entries = list(_obstacles(obstacles, vocabulary))
        finding = target.finding
        at = (
            target.measure,
            finding.support,
            tuple((entry["id"], entry["field"], entry["obstacle"]) for entry in entries),
        )
        entry = alike.setdefault(
            at,
            {
                "measure": target.measure,
                "support": finding.support,
                "title": finding.title.as_dict(),
                "subjects": [],
                "obstacles": entries,
            },
        )
        entry["subjects"].append(subject_entry(finding.subject))
    return list(alike.values())


def _obstacles(
    obstacles: Iterable[_Obstacles], vocabulary: Vocabulary
) -> Iterator[shapes.ObstacleDict]:
    for requirement, judgement, ways in obstacles:
        for blocked in dict.fromkeys(ways.blocked):
            yield {
                **ground_entry(requirement, judgement),
                "field": blocked.fact,
                "field_title": _title(blocked.fact, vocabulary),
                "obstacle": blocked.obstacle,
            }
