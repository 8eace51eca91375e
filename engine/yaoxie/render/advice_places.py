"""What each place would pay for a project that is still to be placed, in sentences."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.console import RenderableType

from yaoxie.advice import advice_shapes as shapes
from yaoxie.render import advice_words, report
from yaoxie.render.advice_words import CitingWording

_MOST_PLACES = 8
_MOST_SUPPORTS = 6


def places_blocks(
    placements: Sequence[shapes.PlacementDict], words: CitingWording
) -> Iterator[RenderableType]:
    """For each project, the places that would pay something, those first that pay most."""
    for entry in placements:
        paying = [place for place in entry["places"] if place["potential"]]
        subject = advice_words.subject(entry["subject"], words)
        if not paying:
            yield report.bullets(words.say("placed_nowhere", subject=subject), [])
            continue
        alike: dict[tuple[str, ...], list[str]] = {}  # by what they would pay, for what
        for place in paying[:_MOST_PLACES]:
            alike.setdefault(_paid(place, words), []).append(words.place(place["place"]))
        texts = [_places(names, paid, words) for paid, names in alike.items()]
        if (more := len(paying) - _MOST_PLACES) > 0:
            texts.append(words.say("and_more", count=more))
        yield report.bullets(words.say("placed", subject=subject), texts)


def _places(names: Sequence[str], paid: Sequence[str], words: CitingWording) -> str:
    amount, *supports = paid
    total = words.say("placed_total", place=words.join(names, "or"), amount=amount)
    return "\n".join([total, *supports])


def _paid(place: shapes.PlacedDict, words: CitingWording) -> tuple[str, ...]:
    """What a place would pay: in all, and support by support, each with its years."""
    lines = [_total(place, words)]
    paying: dict[tuple[str, str, str], list[tuple[int, shapes.PlacedSupportDict]]] = {}
    for year in place["years"]:
        for support in year["supports"]:
            if _amount(support):
                at = support["measure"], support["support"], support["status"]
                paying.setdefault(at, []).append((year["claim_year"], support))
    entries = list(paying.values())
    lines += [_support(own, words) for own in entries[:_MOST_SUPPORTS]]
    if (more := len(entries) - _MOST_SUPPORTS) > 0:
        lines.append(words.say("and_more", count=more))
    return tuple(lines)


def _amount(support: shapes.PlacedSupportDict) -> int:
    """What it counts; of what is undetermined, what it may count."""
    return support["counted"] if support["status"] == "eligible" else support["may_count"]


def _support(own: list[tuple[int, shapes.PlacedSupportDict]], words: CitingWording) -> str:
    """A support in the years in which it brings something, and what it rests on."""
    _, first = own[0]
    amounts = [
        words.say(
            "placed_year",
            year=year,
            amount=words.amount(
                _amount(support),
                is_open=support["unbounded"],
                may_be_lower=support["upper_bound"],
            ),
        )
        for year, support in own
    ]
    grounds = [advice_words.ground(e, first["measure"], words) for e in first["requirements"]]
    return words.say(
        "placed_support",
        support=words.title(first["title"]),
        measure=first["measure"],
        status=words.say(first["status"]),
        amounts=words.join(amounts, "comma"),
        grounds=words.join(grounds),
    )


def _total(place: shapes.PlacedDict, words: CitingWording) -> str:
    is_open, may_be_lower = place["unbounded"], place["upper_bound"]
    amount = words.amount(place["total"], is_open=is_open, may_be_lower=may_be_lower)
    if place["potential"] != place["total"] and not place["unbounded"]:
        key = "placed_range_open" if place["potential_unbounded"] else "placed_range"
        amount = words.say(key, least=amount, most=words.money(place["potential"]))
    return amount
