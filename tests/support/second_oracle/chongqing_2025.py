"""chongqing-2025, 重庆市全链条支持创新药高质量发展若干措施: E.1 item 1, which stands before C.2.

Open: what major projects ask for (no field tells of it); how far a phase must be, and what R&D
the 20 % are of (readings); whether "innovative" and "improved" products are classes or categories
(categories, as in 2022).
"""

from __future__ import annotations

from datetime import date

from tests.support.second_oracle.logic import (
    APPROVALS,
    BIOSIMILAR,
    CLASS_1,
    CLASS_2,
    CLASSIC_FORMULA,
    Answer,
    Data,
    among,
    approved,
    at_least,
    either,
    of_class,
    reached,
)
from tests.support.second_oracle.settlement import (
    WINDOWS,
    Asked,
    Group,
    Likely,
    Measure,
    Requires,
    Share,
    Support,
    Terms,
    of,
    wan,
)

# Published 2025-11-06, in force 30 days later, for 3 years.
BEGAN, ENDED = date(2025, 12, 6), date(2028, 12, 5)
STAGED = (*CLASS_1, *CLASS_2, *BIOSIMILAR)


def _terms(asked: Asked) -> Terms:
    window = asked.window(BEGAN, ENDED)
    of_stage = asked.readings["rd-base"] == "stage"
    state = asked.readings["trial-stage"]

    def stage(milestone: str) -> Requires:
        return lambda drug: [of_class(drug, *STAGED), reached(drug, milestone, window)]

    def base(stage: str) -> Share:
        return Share(20, of(f"rd_spend_{stage}" if of_stage else "rd_spend"))

    def industrialised(drug: Data) -> list[Answer]:
        return [approved(drug, window), among(drug.get("production_region"), "chongqing")]

    def improved(drug: Data) -> Answer:
        return either(among(drug.get("category"), "improved"), of_class(drug, *BIOSIMILAR))

    supports = [
        Support(
            "preclinical", "drug", stage("preclinical_completed"), wan(200), base("preclinical")
        ),
        *(
            Support(
                f"phase-{number}",
                "drug",
                stage(f"phase_{number}_{state}"),
                wan(amount),
                base(f"phase_{number}"),
            )
            for number, amount in ((1, 200), (2, 300), (3, 1000))
        ),
        Support(
            "innovative-industrialised",
            "drug",
            lambda drug: [among(drug.get("category"), "innovative"), *industrialised(drug)],
            wan(1000),
        ),
        Support(
            "improved-industrialised",
            "drug",
            lambda drug: [improved(drug), *industrialised(drug)],
            wan(500),
        ),
        Support(
            "classic-formula-industrialised",
            "drug",
            lambda drug: [of_class(drug, *CLASSIC_FORMULA), *industrialised(drug)],
            wan(100),
        ),
        Support(
            "licence-out",
            "drug",
            lambda drug: [
                among(drug.get("category"), "innovative"),
                at_least(drug.get("licence_out_payment"), 1),
            ],
            wan(500),
            Share(3, of("licence_out_payment")),
        ),
    ]
    rewarded = [
        ["innovative-industrialised"],
        ["improved-industrialised"],
        ["classic-formula-industrialised"],
    ]
    return Terms(
        lambda company: [among(company.get("region"), "chongqing")], supports, [Group(rewarded)]
    )


MEASURE = Measure(
    "chongqing-2025",
    {
        "milestone-window": WINDOWS,
        "rd-base": ("stage", "total"),
        "trial-stage": ("completed", "entered"),
    },
    _terms,
    Likely(
        company={"region": ["chongqing"]},
        drug={
            "category": ["innovative", "improved", "generic"],
            "registration_class": [*STAGED, *CLASSIC_FORMULA],
            "production_region": ["chongqing"],
        },
        drug_milestones=[
            "preclinical_completed",
            *(f"phase_{n}_{state}" for n in (1, 2, 3) for state in ("entered", "completed")),
            *APPROVALS,
        ],
        years=[2025, 2026, 2028],
        days=["2025-12-06", "2028-12-05"],
    ),
    ("chongqing", range(2025, 10_000)),
)
