"""Advice for a terminal: a block for each part, in plain sentences."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Group, RenderableType
from rich.text import Text

from yaoxie.advice import advice_shapes as shapes
from yaoxie.advice.advice import Advice
from yaoxie.render import report
from yaoxie.render.advice_places import places_blocks
from yaoxie.render.advice_questions import questions_blocks
from yaoxie.render.advice_readings import readings_blocks
from yaoxie.render.advice_reasons import reasons_blocks
from yaoxie.render.advice_unlocks import unlocks_blocks
from yaoxie.render.plan import plan_blocks
from yaoxie.render.wording import Wording


def render(advised: Advice, words: Wording) -> Group:
    """All parts that were asked for. Every text is a `Text`, never markup."""
    advice = advised.to_dict()
    blocks: list[RenderableType] = [_head(advice, words)]
    if not advice["measures"]:
        blocks.append(Text(words.say("no_measures_there")))
    if advice["questions"] is not None and advice["outlook"] is not None:
        blocks += questions_blocks(advice["outlook"], advice["questions"], words)
    if advice["unlocks"] is not None and advice["further_unlocks"] is not None:
        upcoming, unreachable = advice["upcoming"] or [], advice["unreachable"] or []
        further = advice["further_unlocks"]
        blocks += unlocks_blocks(advice["unlocks"], upcoming, unreachable, further, words)
    if advice["reasons"] is not None:
        blocks += reasons_blocks(advice["reasons"], words)
    if advice["readings"] is not None and advice["confidence"] is not None:
        blocks += readings_blocks(advice["readings"], advice["confidence"], words)
    if advice["places"] is not None:
        blocks += places_blocks(advice["places"], words)
    if advice["plan"] is not None:
        blocks += plan_blocks(advice["plan"], words)
    blocks.append(report.digests(advice, words))
    return report.spaced(blocks)


def _head(advice: shapes.AdviceDict, words: Wording) -> Text:
    key = "advised" if advice["as_of"] is None else "advised_as_of"
    title = words.say(key, year=advice["claim_year"], day=advice["as_of"])
    text = Text.assemble((report.company(advice["company"], words), "bold"), "\n", title)
    for line in _measures(advice, words):
        text.append(f"\n{line}")
    total, potential = advice["total_ceiling"], advice["potential_ceiling"]
    text.append(f"\n{words.say('total')}  {words.money(total)}", "bold")
    if potential != total:
        text.append(f"\n{words.say('potential')}  {words.money(potential)}", "yellow not bold")
    return text


def _measures(advice: shapes.AdviceDict, words: Wording) -> Iterator[str]:
    for entry in advice["measures"]:
        amount = words.say("open") if entry["unbounded"] else words.money(entry["total_ceiling"])
        title = words.title(entry["title"])
        yield words.say("advised_measure", title=title, id=entry["measure"], amount=amount)
