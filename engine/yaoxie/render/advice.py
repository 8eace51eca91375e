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
from yaoxie.render.advice_words import CitingWording
from yaoxie.render.plan import plan_blocks
from yaoxie.render.wording import Wording


def render(advised: Advice, words: Wording) -> Group:
    """All parts that were asked for. Every text is a `Text`, never markup."""
    advice = advised.to_dict()
    citing = CitingWording(
        words.lang, words.vocabulary, words.documents, advised.profile, pointers=words.pointers
    )
    blocks: list[RenderableType] = [_head(advice, words)]
    if not advice["measures"]:
        blocks.append(Text(words.say("no_measures_there")))
    if advice["questions"] is not None and advice["outlook"] is not None:
        blocks += questions_blocks(advice["outlook"], advice["questions"], citing)
    if advice["unlocks"] is not None and advice["further_unlocks"] is not None:
        upcoming, unreachable = advice["upcoming"] or [], advice["unreachable"] or []
        further = advice["further_unlocks"]
        blocks += unlocks_blocks(advice["unlocks"], upcoming, unreachable, further, citing)
    if advice["reasons"] is not None:
        blocks += reasons_blocks(advice["reasons"], citing)
    if advice["readings"] is not None and advice["confidence"] is not None:
        blocks += readings_blocks(advice["readings"], advice["confidence"], citing)
    if advice["places"] is not None:
        blocks += places_blocks(advice["places"], citing)
    if advice["plan"] is not None:
        blocks += plan_blocks(advice["plan"], citing)
    if citing.cited:
        blocks.append(report.bullets(words.say("sources"), list(citing.sources())))
    blocks.append(report.digests(advice, words))
    return report.spaced(blocks)


def _head(advice: shapes.AdviceDict, words: Wording) -> Text:
    key = "advised" if advice["as_of"] is None else "advised_as_of"
    title = words.say(key, year=advice["claim_year"], day=advice["as_of"])
    text = Text.assemble((report.company(advice["company"], words), "bold"), "\n", title)
    for line in _measures(advice, words):
        text.append(f"\n{line}")
    is_open, may_be_lower = advice["unbounded"], advice["upper_bound"]
    total = words.amount(advice["total_ceiling"], is_open=is_open, may_be_lower=may_be_lower)
    text.append(f"\n{words.say('total')}  {total}", "bold")
    outlook = advice["outlook"]
    if outlook is not None and not outlook["bound"]:
        return text  # says how far answers move the total, exactly
    if advice["potential_ceiling"] != advice["total_ceiling"]:
        is_open = advice["potential_unbounded"]
        potential = words.amount(advice["potential_ceiling"], is_open=is_open)
        text.append(f"\n{words.say('potential')}  {potential}", "yellow not bold")
    return text


def _measures(advice: shapes.AdviceDict, words: Wording) -> Iterator[str]:
    """The measures that bring something, and how many bring nothing."""
    entries = advice["measures"]
    shown = [entry for entry in entries if entry["total_ceiling"] or len(entries) == 1]
    for entry in shown:
        amount = words.amount(
            entry["total_ceiling"], is_open=entry["unbounded"], may_be_lower=entry["upper_bound"]
        )
        title = words.title(entry["title"])
        yield words.say("advised_measure", title=title, id=entry["measure"], amount=amount)
    if rest := len(entries) - len(shown):
        yield words.say("advised_nothing", count=rest)
