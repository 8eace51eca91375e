"""longgang-2025, the call of 2025-11-06 to 12-05: C.2, D2, D5, E.3 (M).

All was reached in the year before the claim. "First time" can be told of a device's certificate
alone. Read in the call since: legal person. Open: whether the 10,000,000 a year are over devices
too (they stand in the line of drugs, and the line of devices does not repeat them).
"""

from __future__ import annotations

from datetime import date

from tests.support.second_oracle.logic import (
    CLASS_1,
    CLASS_2,
    Window,
    among,
    of_class,
    reached,
    says,
)
from tests.support.second_oracle.settlement import (
    Asked,
    Likely,
    Limit,
    Measure,
    Requires,
    Share,
    Support,
    Terms,
    of,
    sum_of,
    wan,
)

CERTIFICATE = "drug_registration"
COSTS = Share(50, sum_of("registration_cost", "testing_cost", "trial_cost"))  # D2


def _terms(asked: Asked) -> Terms:
    window = Window(date(asked.year - 1, 1, 1), date(asked.year - 1, 12, 31))

    def drug(milestone: str) -> Requires:
        return lambda drug: [of_class(drug, *CLASS_1, *CLASS_2), reached(drug, milestone, window)]

    def device(device_class: str) -> Requires:
        return lambda device: [
            among(device.get("device_class"), device_class),
            reached(device, "device_registration", window),
            says(device, "device_registration", "first_certificate", True),
        ]

    supports = [
        Support("trial-permission", "drug", drug("trial_permission"), wan(50)),
        *(
            Support(
                f"phase-{number}",
                "drug",
                drug(f"phase_{number}_completed"),
                wan(amount),
                Share(50, of(f"rd_spend_phase_{number}")),
            )
            for number, amount in ((1, 100), (2, 200), (3, 500))
        ),
        Support(
            "certificate",
            "drug",
            lambda drug: [of_class(drug, *CLASS_1, *CLASS_2), reached(drug, CERTIFICATE, window)],
            wan(200),
        ),
        Support("class-3-device", "device", device("III"), wan(200), COSTS),
        Support("class-2-device", "device", device("II"), wan(100), COSTS),
    ]
    drugs = [support.id for support in supports if support.kind == "drug"]
    return Terms(
        lambda company: [
            among(company.get("operates_region"), "longgang"),
            company.get("legal_person"),
        ],
        supports,
        limits=[Limit(drugs, wan(1000))],
    )


MEASURE = Measure(
    "longgang-2025",
    {},
    _terms,
    Likely(
        company={"region": ["longgang"], "operates_region": ["longgang"], "legal_person": [True]},
        drug={"registration_class": [*CLASS_1, *CLASS_2]},
        device={"device_class": ["II", "III"]},
        drug_milestones=[
            "trial_permission",
            *(f"phase_{number}_completed" for number in (1, 2, 3)),
            CERTIFICATE,
        ],
        device_milestones=["device_registration"],
        says={"first_certificate": [True]},
        years=[2025, 2026],
        days=["2024-01-01", "2024-12-31"],
    ),
)
