"""wuhan-2021, 进一步推进大健康和生物技术产业发展政策措施: C.2, E.1 item 6, E.2.

Open: whether class 2 and 3 must be self-developed too, as in the line of class 1 above them (so);
whether the share is of each stage by itself (a reading; by default of both together).
"""

from __future__ import annotations

from datetime import date

from tests.support.second_oracle.logic import (
    APPROVALS,
    BIOLOGICAL_3,
    CLASS_1,
    CLASS_2,
    CLASSIC_FORMULA,
    among,
    approved,
    of_class,
    reached,
)
from tests.support.second_oracle.settlement import (
    WINDOWS,
    Asked,
    Likely,
    Limit,
    Measure,
    Requires,
    Share,
    Support,
    Terms,
    of,
    wan,
)

BEGAN = date(2021, 1, 1)  # E.1 item 6: dated 25 November, of 2021 as inferred: its year is known
CLASS_3 = ("chemical-3", *BIOLOGICAL_3, *CLASSIC_FORMULA)  # C.2: class 3 and classic TCM
FORTY, TWENTY, TEN = (
    Share(percent, of("rd_spend")) for percent in (40, 20, 10)
)  # of the product's


def _terms(asked: Asked) -> Terms:
    window = asked.window(BEGAN)

    def permission(*classes: str) -> Requires:
        return lambda drug: [
            of_class(drug, *classes),
            drug.get("self_developed"),
            reached(drug, "trial_permission", window),
        ]

    def approval(*classes: str) -> Requires:
        return lambda drug: [
            of_class(drug, *classes),
            drug.get("self_developed"),
            approved(drug, window),
        ]

    class_1 = [
        Support("class-1-permission", "drug", permission(*CLASS_1), wan(1000), FORTY),
        Support("class-1-approval", "drug", approval(*CLASS_1), wan(3000), FORTY),
    ]
    class_2 = [
        Support("class-2-permission", "drug", permission(*CLASS_2), wan(500), TWENTY),
        Support("class-2-approval", "drug", approval(*CLASS_2), wan(1000), TWENTY),
    ]
    class_3 = [Support("class-3-approval", "drug", approval(*CLASS_3), wan(500), TEN)]
    supports = [*class_1, *class_2, *class_3]
    limits = [Limit([support.id for support in supports], wan(10000))]  # a year, over all three
    if asked.readings["share-scope"] == "product":
        limits = [
            Limit([support.id for support in class_1], FORTY, "subject", yearly=False),
            Limit([support.id for support in class_2], TWENTY, "subject", yearly=False),
            *limits,
        ]
    return Terms(lambda company: [among(company.get("region"), "wuhan")], supports, limits=limits)


MEASURE = Measure(
    "wuhan-2021",
    {"milestone-window": WINDOWS, "share-scope": ("product", "stage")},
    _terms,
    Likely(
        company={"region": ["wuhan"]},
        drug={
            "registration_class": [*CLASS_1, *CLASS_2, *CLASS_3],
            "self_developed": [True],
        },
        drug_milestones=["trial_permission", *APPROVALS],
        years=[2021, 2022, 2024, 2026],
        days=["2021-01-01"],
    ),
)
