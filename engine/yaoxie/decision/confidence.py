"""How surely a finding holds: the weakest mark among the sources of all that it rests on.

These are its requirements, each met or unknown, and the figures of its calculation: the ceiling or
fixed amount, the share of a known base, what is on top, and the groups and limits that bind it.
"""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from yaoxie.rules.plan import Plan, Support
from yaoxie.rules.types import Confidence, Source, weakest


class Grounds(Struct, frozen=True, gc=False):
    """The marks of what the findings of one support rest on, as far as they hold for all of them.

    `plain`: the weakest without the share of a base, `with_share`: and with it. `by_word`: numbers
    and sources of the requirements whose mark hangs on a word of the profile. `groups` and
    `limits`: by id.
    """

    plain: Confidence
    with_share: Confidence
    by_word: tuple[tuple[int, Source], ...]
    groups: Mapping[str, Confidence]
    limits: Mapping[str, Confidence]


def grounds_of(plan: Plan, support: Support) -> Grounds:
    """What the findings of a support of a plan rest on."""
    requirements = plan.applicant + support.requirements
    ceiling = [] if support.source is None else [support.source]
    share = [] if support.share_source is None else [support.share_source]
    always = [entry.source for entry in requirements if not entry.source.weaker] + ceiling
    if support.bound == "unbounded":  # of an unknown base too, the amount is that share
        always += share
    return Grounds(
        weakest(source.confidence for source in always),
        weakest(source.confidence for source in [*always, *share]),
        tuple([(n, entry.source) for n, entry in enumerate(requirements) if entry.source.weaker]),
        {entry.id: entry.source.confidence for entry in plan.excluding},
        {limit.id: limit.source.confidence for limit in plan.limits},
    )
