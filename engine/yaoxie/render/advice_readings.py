"""How much of the total rests on readings, and on how sure the sources are, in sentences."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.console import RenderableType
from rich.text import Text

from yaoxie.advice import advice_shapes as shapes
from yaoxie.render import advice_words, report
from yaoxie.render.advice_words import CitingWording

_MOST_MOVES = 6


def readings_blocks(
    readings: Sequence[shapes.AdvisedReadingDict],
    confidence: Sequence[shapes.ConfidenceDict],
    words: CitingWording,
) -> Iterator[RenderableType]:
    """The readings that move something, then the total by confidence."""
    moving = [entry for entry in readings if any(option["moves"] for option in entry["options"])]
    for entry in moving:
        is_same = entry["least"] == entry["most"] and _is_open(entry) == entry["unbounded"]
        key = "reading_same" if is_same else "reading_range"
        heading = words.say(
            f"{key}_open" if entry["unbounded"] else key,
            title=words.title(entry["title"]),
            measure=entry["measure"],
            least=words.amount(entry["least"], is_open=_is_open(entry)),
            most=words.amount(entry["most"], is_open=entry["unbounded"]),
        )
        yield report.bullets(
            heading, [_option(option, entry["measure"], words) for option in entry["options"]]
        )
    if still := len(readings) - len(moving):
        yield Text(words.say("readings_still", count=still), "dim")
    if confidence:
        texts = [
            words.say(
                "rests_on_open" if entry["unbounded"] else "rests_on",
                measure=entry["measure"],
                mark=words.say(f"confidence_{entry['at_least']}", amount="").strip(),
                amount=words.money(entry["total"]),
            )
            for entry in confidence
        ]
        yield report.bullets(words.say("rests_on_heading"), texts)


def _is_open(reading: shapes.AdvisedReadingDict) -> bool:
    """Whether nothing known bounds the total under any option of a reading."""
    return all(option["unbounded"] for option in reading["options"])


def _option(option: shapes.ReadingOptionDict, measure: str, words: CitingWording) -> str:
    is_open, may_be_lower = option["unbounded"], option["upper_bound"]
    amount = option["total_ceiling"]
    total = words.worth("in_all", amount, is_open=is_open, may_be_lower=may_be_lower)
    text = words.say("reading_total", option=words.title(option["title"]), total=total)
    if option["chosen"]:
        return words.say("tagged", text=text, tag=words.say("reading_chosen"))
    moves = [_move(move, measure, words) for move in option["moves"][:_MOST_MOVES]]
    if rest := len(option["moves"]) - len(moves):
        moves.append(words.say("and_more", count=rest))
    return "\n".join([text, *moves])


def _move(move: shapes.MoveDict, measure: str, words: CitingWording) -> str:
    text = words.say(
        "moves",
        support=words.title(move["title"]),
        subject=advice_words.subject(move["subject"], words),
        before=_standing(move["chosen"], words),
        after=_standing(move["option"], words),
    )
    reasons = [advice_words.ground(entry, measure, words) for entry in move["unmet"]]
    return words.say("tagged", text=text, tag=words.join(reasons)) if reasons else text


def _standing(standing: shapes.StandingDict | None, words: CitingWording) -> str:
    if standing is None:
        return words.say("no_such_support")
    status = words.say(standing["status"])
    if standing["status"] != "eligible":
        return status
    counted = standing["counted"]
    amount = words.say("open") if standing["unbounded"] else words.short_money(counted)
    return words.say("item_amount", title=status, amount=amount)
