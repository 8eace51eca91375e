"""zhuhai-2024, ZFGS-2024-14: C.2, E.1 item 6, E.2; A.3 item 2 and D19 on who applies.

Read in article 2 since: in R&D or production. Open: the amounts of the certificate by class (at
most 10,000,000 whatever the class), and which phase a pivotal trial is deemed (a reading; by
default none).
"""

from __future__ import annotations

from datetime import date

from tests.support.second_oracle.logic import (
    BIOLOGICAL_3,
    Answer,
    Data,
    among,
    any_among,
    at_least,
    both,
    either,
    negated,
    of_class,
    reached,
)
from tests.support.second_oracle.settlement import (
    WINDOWS,
    Asked,
    Likely,
    Measure,
    Requires,
    Support,
    Terms,
    wan,
)

BEGAN = date(2024, 4, 1)  # C.2: the first version is in force since then
CERTIFICATE = "drug_registration"
BIOLOGICS = ("biological-1", "biological-2", *BIOLOGICAL_3)
OTHERS = ("chemical-1", "chemical-2", "traditional-1", "traditional-2")


def _covered(drug: Data) -> Answer:
    """Chemical drugs of class 1-2, biologics without IVD, TCM innovative or improved."""
    diagnostic = among(drug.get("therapy_kind"), "diagnostic")
    biologic = both(of_class(drug, *BIOLOGICS), negated(diagnostic))
    return either(of_class(drug, *OTHERS), biologic)


def _terms(asked: Asked) -> Terms:
    window = asked.window(BEGAN)
    deemed = asked.readings["pivotal-trial"]

    def phase(number: int) -> Requires:
        words = [f"phase_{number}_completed"]
        if deemed == f"phase-{number}":
            words.append("pivotal_trial_completed")
        return lambda drug: [
            _covered(drug),
            either(*(reached(drug, word, window) for word in words)),
        ]

    supports = [
        Support(f"phase-{number}", "drug", phase(number), wan(amount))
        for number, amount in ((1, 300), (2, 500), (3, 1000))
    ]
    supports.append(
        Support(
            "certificate",
            "drug",
            lambda drug: [
                _covered(drug),
                reached(drug, CERTIFICATE, window),
                at_least(drug.get("sales_revenue"), 1),  # certificate and sales
            ],
            wan(1000),
        )
    )
    return Terms(
        lambda company: [
            among(company.get("operates_region"), "zhuhai-elsewhere"),  # without Hengqin
            any_among(company.get("activities"), "research", "production"),
        ],
        supports,
    )


MEASURE = Measure(
    "zhuhai-2024",
    {
        "milestone-window": WINDOWS,
        "pivotal-trial": ("none", "phase-1", "phase-2", "phase-3"),
    },
    _terms,
    Likely(
        company={
            "region": ["zhuhai-elsewhere"],
            "operates_region": ["zhuhai-elsewhere"],
            "activities": [["research"], ["research", "production"]],
        },
        drug={
            "registration_class": [*OTHERS, *BIOLOGICS],
            "therapy_kind": ["chemical", "antibody", "cell", "vaccine", "diagnostic"],
        },
        drug_milestones=[
            *(f"phase_{number}_completed" for number in (1, 2, 3)),
            "pivotal_trial_completed",
            CERTIFICATE,
        ],
        years=[2024, 2025, 2026, 2027],
        days=["2024-04-01", "2027-12-31"],
    ),
)
