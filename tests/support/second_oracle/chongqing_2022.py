"""chongqing-2022, 渝府办〔2022〕12号: C.2, E.1 item 1, E.2.

Read in the text since: a generic that passed is rewarded by a sentence of its own, without a word
of production in the city; each product once. Open: the project approval of each stage (no field
tells of it); how far a phase must be, and what R&D the 20 % are of (readings).
"""

from __future__ import annotations

from datetime import date

from tests.support.second_oracle.logic import (
    APPROVALS,
    BIOSIMILAR,
    CLASSIC_FORMULA,
    Answer,
    Data,
    among,
    approved,
    either,
    of_class,
    reached,
    says,
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

BEGAN = date(2022, 1, 1)  # E.1 has the day of issue, 2022-03-01: its year counts
ABROAD = ("fda", "ema", "ce", "pmda", "who_pq")
PASSED, DEEMED = "consistency_evaluation_passed", "consistency_evaluation_deemed"


def _innovative(drug: Data) -> Answer:
    return among(drug.get("category"), "innovative")


def _improved(drug: Data) -> Answer:
    """Improved, or a biosimilar."""
    return either(among(drug.get("category"), "improved"), of_class(drug, *BIOSIMILAR))


def _terms(asked: Asked) -> Terms:
    window = asked.window(BEGAN)
    of_stage = asked.readings["rd-base"] == "stage"
    state = asked.readings["trial-stage"]

    def stage(milestone: str) -> Requires:
        return lambda drug: [
            either(_innovative(drug), _improved(drug)),
            reached(drug, milestone, window),
        ]

    def base(stage: str) -> Share:
        return Share(20, of(f"rd_spend_{stage}" if of_stage else "rd_spend"))

    def industrialised(kind: Requires) -> Requires:
        """Approved, and made in the city."""
        return lambda drug: [
            *kind(drug),
            approved(drug, window),
            among(drug.get("production_region"), "chongqing"),
        ]

    def abroad(item: Data) -> list[Answer]:
        return [
            reached(item, "foreign_approval", window),
            says(item, "foreign_approval", "authority", *ABROAD),
            says(item, "foreign_approval", "sold_there", True),
        ]

    supports = [
        Support(
            "preclinical", "drug", stage("preclinical_completed"), wan(300), base("preclinical")
        ),
        *(
            Support(
                f"phase-{number}",
                "drug",
                stage(f"phase_{number}_{state}"),
                wan(amount),
                base(f"phase_{number}"),
            )
            for number, amount in ((1, 200), (2, 300), (3, 700))
        ),
        Support(
            "special-review-device",
            "device",
            lambda device: [
                reached(device, "special_review_passed", window),
                says(device, "special_review_passed", "review_level", "national"),
            ],
            wan(500),
            Share(20, of("rd_spend")),
        ),
        Support(
            "innovative-industrialised",
            "drug",
            industrialised(lambda drug: [_innovative(drug)]),
            wan(1000),
        ),
        Support(
            "improved-industrialised",
            "drug",
            industrialised(lambda drug: [_improved(drug)]),
            wan(500),
        ),
        Support(
            "classic-formula-industrialised",
            "drug",
            industrialised(lambda drug: [of_class(drug, *CLASSIC_FORMULA)]),
            wan(100),
        ),
        Support(
            "generic-consistency",
            "drug",
            lambda drug: [
                among(drug.get("category"), "generic"),
                either(reached(drug, PASSED, window), reached(drug, DEEMED, window)),
            ],
            wan(100),
        ),
        Support(
            "device-industrialised",
            "device",
            lambda device: [
                among(device.get("device_class"), "III"),
                reached(device, "device_registration", window),
                among(device.get("production_region"), "chongqing"),
            ],
            wan(100),
        ),
        Support("drug-abroad", "drug", abroad, wan(100)),
        Support("device-abroad", "device", abroad, wan(100)),
    ]
    rewarded = [
        ["innovative-industrialised"],
        ["improved-industrialised"],
        ["classic-formula-industrialised"],
        ["generic-consistency"],
    ]
    return Terms(
        lambda company: [among(company.get("region"), "chongqing")],
        supports,
        [Group(rewarded), Group([["device-industrialised"]])],
    )


MEASURE = Measure(
    "chongqing-2022",
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
            "registration_class": [*BIOSIMILAR, *CLASSIC_FORMULA, "chemical-1", "chemical-4"],
            "production_region": ["chongqing"],
        },
        device={"device_class": ["III"], "production_region": ["chongqing"]},
        drug_milestones=[
            "preclinical_completed",
            *(f"phase_{n}_{state}" for n in (1, 2, 3) for state in ("entered", "completed")),
            *("foreign_approval", PASSED, DEEMED),
            *APPROVALS,
        ],
        device_milestones=["special_review_passed", "device_registration", "foreign_approval"],
        says={
            "review_level": ["national"],
            "authority": ABROAD,
            "sold_there": [True],
        },
        years=[2022, 2023, 2025],
        days=["2022-01-01", "2022-03-01"],
    ),
    ("chongqing", range(1, 2025)),
)
