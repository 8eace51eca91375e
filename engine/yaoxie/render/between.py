"""Rules between measures in words, and what they choose."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import RenderableType

from yaoxie.decision import shapes
from yaoxie.decision.reports import Reports
from yaoxie.render import report
from yaoxie.render.rules import between_key
from yaoxie.render.wording import Wording, plain


def sentence(rule: shapes.BetweenRuleDict, words: Wording) -> str:
    """A rule between measures, with its source."""
    text = words.say(
        between_key(rule["kind"], rule["per"]),
        title=words.title(rule["title"]),
        members=words.join(rule["members"], "comma"),
    )
    source = rule["source"]
    place = words.say(
        "document_at" if source["at"] else "document_of",
        measure=source["measure"],
        document=words.document(rule["rule"], source["document"]),
        at=plain(source["at"] or ""),
    )
    return words.say("sourced", text=text, place=place, confidence=source["confidence"])


def render(reports: Reports, words: Wording) -> Iterator[RenderableType]:
    """The rules between the measures of several reports, and what they take off."""
    texts = list(texts_of(reports, words))
    if texts:
        yield report.bullets(words.say("between_measures"), texts)


def texts_of(reports: Reports, words: Wording) -> Iterator[str]:
    """The same, a text each."""
    together = sum(entry.total_ceiling for entry in reports.reports)
    if (less := together - reports.total_ceiling) > 0:
        yield words.say("between_less", sum=words.money(together), less=words.money(less))
    for rule in reports.between:
        yield sentence(rule, words)
        for choice in rule["choices"]:
            yield _choice(choice, words)
        if not rule["exact"]:
            yield words.say("between_bound")


def _choice(choice: shapes.BetweenChoiceDict, words: Wording) -> str:
    subject = choice["subject"]
    name = words.say("between_whole")
    if subject is not None and subject["id"] is not None:
        name = plain(subject["name"] or subject["id"])
    counts = choice["counts"] or choice["may_count"]
    parts = []
    for member in choice["members"]:
        key = "between_counts" if member["measure"] == counts else "between_stands_aside"
        is_sure = choice["counts"] is not None
        amount = words.money(member["total"] if is_sure else member["potential"])
        text = words.say(key, measure=member["measure"], amount=amount)
        tags = [] if is_sure else [words.say("undetermined")]
        if member["awards"]:
            tags.append(words.say("between_awards", amount=words.money(member["awards"])))
        tag = words.join(tags, "comma")
        parts.append(words.say("tagged", text=text, tag=tag) if tags else text)
    return words.say("between_choice", subject=name, parts=words.join(parts))
