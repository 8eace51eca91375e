"""The requirements that a piece of advice rests on, as they stand in its JSON."""

from __future__ import annotations

from yaoxie.advice import advice_shapes as shapes
from yaoxie.decision.explanation import Judgement
from yaoxie.decision.finding import Finding, source_entry
from yaoxie.rules.plan import Requirement


def ground_entry(requirement: Requirement, judgement: Judgement) -> shapes.GroundDict:
    """A requirement, and where it comes from."""
    return {
        "id": requirement.id,
        "title": requirement.title.as_dict(),
        "source": source_entry(requirement.source, judgement.actual),
    }


def ground_entries(finding: Finding, before: Finding | None = None) -> list[shapes.GroundDict]:
    """The requirements of a finding; of one that became eligible, those not met `before`."""
    earlier = finding.judgements if before is None else before.judgements
    return [
        ground_entry(terms.requirement, judgement)
        for terms, judgement, was in zip(
            finding.terms.requirements, finding.judgements, earlier, strict=True
        )
        if before is None or was.outcome != "met"
    ]
