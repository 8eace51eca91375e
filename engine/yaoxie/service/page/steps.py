"""What could be next, in words: what the next step opens, the plan, places, readings of a place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from yaoxie.advice import advice_shapes as shapes
from yaoxie.advice.shapes import ComparisonDict
from yaoxie.render import advice_unlocks, advice_words
from yaoxie.render.advice_words import CitingWording
from yaoxie.render.amounts import percent
from yaoxie.service.page.advised import Advised
from yaoxie.service.page.claim_plan import ClaimPlan, claim_plan
from yaoxie.service.page.texts import Texts

_MOST_UNLOCKS, _MOST_OPENED = 6, 3
_MOST_PLACES = 8
_MOST_UPCOMING = 6


@dataclass(frozen=True, slots=True)
class Opened:
    """What becomes eligible: the support, of what, under which measure, and what it counts."""

    title: str
    of: str
    measure: str
    counted: str


@dataclass(frozen=True, slots=True)
class Unlock:
    """A smallest set of changes, what it opens, and what it adds to the total."""

    gain: str
    total: str
    changes: tuple[str, ...]
    opened: tuple[Opened, ...]
    more: int


@dataclass(frozen=True, slots=True)
class Place:
    """What a measure would bring: to the company as it is, and if it were registered there."""

    place: str
    measure: str
    as_is: str
    registered: str
    width: str


@dataclass(frozen=True, slots=True)
class PlaceReading:
    """A reading of one of several measures, with the total under each option."""

    id: str
    measure: str
    title: str
    options: tuple[tuple[str, str, bool], ...]


@dataclass(frozen=True, slots=True)
class Steps:
    """All that could be next; `late` are the titles of what did not come in time."""

    unlocks: tuple[Unlock, ...] | None
    more_unlocks: int
    upcoming: tuple[str, ...]
    plan: ClaimPlan | None
    places: tuple[Place, ...]
    readings: tuple[PlaceReading, ...]
    sources: tuple[str, ...]
    late: tuple[str, ...]


def steps(advised: Advised, words: CitingWording) -> Steps:
    """What was advised, in words."""
    say = Texts(words.lang)
    opening, planned, read = (advised.parts.get(p) for p in ("unlocks", "plan", "readings"))
    titles: dict[str, str] = {}
    for part in advised.parts.values():
        titles |= {entry["measure"]: words.title(entry["title"]) for entry in part["measures"]}
    unlocks = list(advice_unlocks.bringing(opening["unlocks"] or [])) if opening else []
    upcoming = (opening["upcoming"] or [])[:_MOST_UPCOMING] if opening else []
    plan = planned["plan"] if planned else None
    compared = advised.compared
    # What is cited has its number where it is first cited: in the order of the page.
    opened = tuple(_unlock(entry, titles, words) for entry in unlocks[:_MOST_UNLOCKS])
    coming = tuple(advice_unlocks.upcoming_text(entry, words) for entry in upcoming)
    claims = claim_plan(plan, words) if plan else None
    return Steps(
        None if opening is None else opened,
        max(len(unlocks) - _MOST_UNLOCKS, 0),
        coming,
        claims,
        tuple(_places(compared, words, say)) if compared else (),
        tuple(_readings(read["readings"] or [], titles, words)) if read else (),
        tuple(words.sources()),
        tuple(say(f"step_{part}") for part in advised.late if part != "questions"),
    )


def _unlock(entry: shapes.UnlockDict, titles: dict[str, str], words: CitingWording) -> Unlock:
    opened = sorted(entry["opens"], key=lambda finding: -finding["counted"])
    return Unlock(
        words.amount(entry["gain"], is_open=entry["gain_unbounded"]),
        words.amount(entry["total"], is_open=entry["unbounded"], may_be_lower=entry["upper_bound"]),
        tuple(advice_unlocks.change_text(change, words) for change in entry["changes"]),
        tuple(
            Opened(
                words.title(finding["title"]),
                advice_words.subject(finding["subject"], words),
                titles[finding["measure"]],
                advice_unlocks.counted_text(finding, words),
            )
            for finding in opened[:_MOST_OPENED]
        ),
        max(len(opened) - _MOST_OPENED, 0),
    )


def _places(compared: ComparisonDict, words: CitingWording, say: Texts) -> Iterator[Place]:
    """The measures that would bring most, were the company registered where they hold."""
    entries = [entry for entry in compared["measures"] if entry["if_registered"]["total_ceiling"]][
        :_MOST_PLACES
    ]
    scale = max((entry["if_registered"]["total_ceiling"] for entry in entries), default=0)
    for entry in entries:
        as_is, registered = (
            say("open_amount")
            if summary["unbounded"]["total"]
            else words.money(summary["total_ceiling"])
            for summary in (entry["as_is"], entry["if_registered"])
        )
        width = percent(entry["if_registered"]["total_ceiling"], scale)
        place = words.place(entry["place"]["id"])
        yield Place(place, words.title(entry["title"]), as_is, registered, width)


def _readings(
    readings: list[shapes.AdvisedReadingDict], titles: dict[str, str], words: CitingWording
) -> Iterator[PlaceReading]:
    """The readings that move something, of several measures."""
    for entry in readings:
        if any(option["moves"] for option in entry["options"]):
            options = tuple(
                (
                    words.title(option["title"]),
                    words.amount(option["total_ceiling"], is_open=option["unbounded"]),
                    option["chosen"],
                )
                for option in entry["options"]
            )
            measure = entry["measure"]
            yield PlaceReading(measure, titles[measure], words.title(entry["title"]), options)
