"""What each place would pay for a project that is still to be placed, in sentences."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.console import RenderableType

from yaoxie.advice import advice_shapes as shapes
from yaoxie.render import advice_words, report
from yaoxie.render.wording import Wording

_MOST_PLACES = 8


def places_blocks(
    placements: Sequence[shapes.PlacementDict], words: Wording
) -> Iterator[RenderableType]:
    """For each project, the places that would pay something, those first that pay most."""
    for entry in placements:
        paying = [place for place in entry["places"] if place["potential"]]
        subject = advice_words.subject(entry["subject"], words)
        if not paying:
            yield report.bullets(words.say("placed_nowhere", subject=subject), [])
            continue
        texts = [_place(place, words) for place in paying[:_MOST_PLACES]]
        if (more := len(paying) - _MOST_PLACES) > 0:
            texts.append(words.say("and_more", count=more))
        yield report.bullets(words.say("placed", subject=subject), texts)


def _place(place: shapes.PlacedDict, words: Wording) -> str:
    lines = [_range("placed_total", place["total"], place["potential"], words, place["place"])]
    for year in place["years"]:
        for support in year["supports"]:
            amount = support["counted"] or support["ceiling"]
            lines.append(
                words.say(
                    "placed_support",
                    year=year["claim_year"],
                    support=words.title(support["title"]),
                    measure=support["measure"],
                    status=words.say(support["status"]),
                    amount=words.money(amount),
                    grounds=words.join(
                        [
                            advice_words.ground(e, support["measure"], words)
                            for e in support["requirements"]
                        ]
                    ),
                )
            )
    return "\n".join(lines)


def _range(key: str, least: int, most: int, words: Wording, place: str) -> str:
    amount = words.money(least)
    if most != least:
        amount = words.say("placed_range", least=amount, most=words.money(most))
    return words.say(key, place=words.place(place), amount=amount)
