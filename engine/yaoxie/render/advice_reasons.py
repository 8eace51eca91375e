"""Why the answer stands, in sentences: what suffices, and what binds the total."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.console import RenderableType

from yaoxie.advice import advice_shapes as shapes
from yaoxie.render import advice_words, report
from yaoxie.render.advice_words import CitingWording

_MOST_FINDINGS = 8
_MILESTONE_PARTS = 3  # of a fact's name: `drug.milestone.phase_1_entered`, then its field


def reasons_blocks(
    reasons: Sequence[shapes.ReasonsDict], words: CitingWording
) -> Iterator[RenderableType]:
    """For each measure with an eligible finding: why they stand, then what binds the total."""
    for entry in reasons:
        if not entry["findings"]:
            continue
        heading = words.say("reasons", measure=entry["measure"])
        shown = entry["findings"][:_MOST_FINDINGS]
        texts = [_finding(finding, entry["measure"], words) for finding in shown]
        if more := len(entry["findings"]) - len(shown):
            texts.append(words.say("and_more", count=more))
        yield report.bullets(heading, texts)
        binding = list(_binding(entry, words))
        if binding:
            key = "binds_total_open" if entry["unbounded"] else "binds_total"
            heading = words.say(key, total=words.money(entry["total_ceiling"]))
            yield report.bullets(heading, binding)


def _finding(finding: shapes.StandingFindingDict, measure: str, words: CitingWording) -> str:
    grounds = [_requirement(entry, measure, words) for entry in finding["requirements"]]
    is_bound = finding["upper_bound"] and not finding["unbounded"]
    key = "stands_bound" if is_bound else "stands"
    return words.say(
        key,
        support=words.title(finding["title"]),
        subject=advice_words.subject(finding["subject"], words),
        counted=words.amount(finding["counted"], is_open=finding["unbounded"]),
        grounds=words.join(grounds),
    )


def _requirement(entry: shapes.SufficientGroundDict, measure: str, words: CitingWording) -> str:
    facts = list(dict.fromkeys(_fact(fact, words) for fact in entry["suffices"]))
    text = words.title(entry["title"])
    if facts:
        text = words.say("named", name=text, id=words.join(facts, "comma"))
    return words.say("ground", title=text, source=words.cite(entry["source"], measure))


def _fact(fact: shapes.SufficientDict, words: CitingWording) -> str:
    """What suffices: a value; or that a milestone has been reached, on an unknown day, or not."""
    if fact["actual"] is not None:
        value = words.measured(fact["actual"], fact["field"])
        return words.say("milestone_field", title=words.title(fact["title"]), value=value)
    milestone = words.fact(".".join(fact["field"].split(".")[:_MILESTONE_PARTS]))
    if by := fact.get("implied_by"):
        key = "reached_from" if by["date"] is None else "reached_until"
        return words.say(key, title=milestone, by=words.word(by["milestone"]), day=by["date"])
    if fact["reached"]:
        return words.say("reached_undated", title=milestone)
    return words.say("not_reached", titles=milestone)


def _binding(entry: shapes.ReasonsDict, words: CitingWording) -> Iterator[str]:
    """What would bring more, were it otherwise; what would bring nothing is left out."""
    for limit in entry["limits"]:
        if limit["without"]:
            key = "limit_share_binds" if limit["one_more_yuan"] is None else "limit_binds"
            yield words.say(
                key,
                title=words.title(limit["title"]),
                one_more=limit["one_more_yuan"],
                without=words.worth("gain", limit["without"], is_open=limit["unbounded"]),
                source=words.cite(limit["source"], entry["measure"]),
            )
    for group in entry["groups"]:
        if group["without"]:
            names = [
                words.say(
                    "excluded_subject",
                    support=words.title(excluded["title"]),
                    subject=advice_words.subject(excluded["subject"], words),
                )
                for excluded in group["excluded"]
            ]
            yield words.say(
                "group_binds",
                title=words.title(group["title"]),
                excluded=words.join(names, "comma"),
                without=words.worth("gain", group["without"], is_open=group["unbounded"]),
                source=words.cite(group["source"], entry["measure"]),
            )
    for claim in entry["claims"]:
        yield words.say(
            "one_more_claim",
            support=words.title(claim["title"]),
            gain=words.worth("gain", claim["one_more_claim"], is_open=claim["unbounded"]),
        )
