"""qingdao-2023, 青政办发〔2023〕12号: C.2, E.1 item 6, E.2.

Read in article 2 since: forms of one product count once. Open: which phases "and certificate"
qualifies and what R&D the base is (readings); whether classes other than 1 ask for trials in
China and conversion (for conversion all, for trials in China class 2 and 3); which day has to lie
in the window where a phase and a certificate are asked for (the certificate's, with which the
claim is complete).
"""

from __future__ import annotations

from datetime import date

from tests.support.second_oracle.logic import (
    BIOLOGICAL_3,
    CLASS_1,
    CLASS_2,
    CLASSIC_FORMULA,
    Answer,
    Data,
    Window,
    among,
    negated,
    of_class,
    reached,
    says,
)
from tests.support.second_oracle.settlement import (
    WINDOWS,
    Asked,
    Group,
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

BEGAN = date(2023, 12, 7)
SECOND = (*CLASS_2, *BIOLOGICAL_3)  # class 2, and class 3 biologics
CERTIFICATE = "drug_registration"
CHEMICAL_3_4 = ("chemical-3", "chemical-4")


def _terms(asked: Asked) -> Terms:
    window = asked.window(BEGAN)
    by_year_end = Window(None, date(asked.year, 12, 31))
    of_stage = asked.readings["rd-base"] == "stage"
    every_phase = asked.readings["certificate"] == "every-phase"

    def base(stage: str, percent: int) -> Share:
        return Share(percent, of(f"rd_spend_{stage}" if of_stage else "rd_spend"))

    def converted(drug: Data) -> Answer:
        return among(drug.get("conversion_region"), "qingdao")

    def phase(number: int, *classes: str) -> Requires:
        word = f"phase_{number}_completed"

        def requires(drug: Data) -> list[Answer]:
            answers = [
                of_class(drug, *classes),
                converted(drug),
                says(drug, word, "country", "china"),
            ]
            if number == 3 or every_phase:
                return [
                    *answers,
                    reached(drug, word, by_year_end),
                    reached(drug, CERTIFICATE, window),
                ]
            return [*answers, reached(drug, word, window)]

        return requires

    permission = Support(
        "class-1-trial-permission",
        "drug",
        lambda drug: [
            of_class(drug, *CLASS_1),
            converted(drug),
            reached(drug, "trial_permission", window),
            negated(drug.get("of_marine_origin")),  # 蓝色药库 excludes the item on permission
        ],
        wan(200),
        base("preclinical", 30),
    )
    class_1 = [
        permission,
        *(
            Support(
                f"class-1-phase-{number}",
                "drug",
                phase(number, *CLASS_1),
                wan(amount),
                base(f"phase_{number}", 30),
            )
            for number, amount in ((1, 300), (2, 600), (3, 2000))
        ),
    ]
    class_2 = [
        Support(
            f"class-2-phase-{number}",
            "drug",
            phase(number, *SECOND),
            wan(amount),
            base(f"phase_{number}", 20),
        )
        for number, amount in ((1, 200), (2, 400), (3, 800))
    ]
    certificates = [
        Support(
            "chemical-3-4-certificate",
            "drug",
            lambda drug: [
                of_class(drug, *CHEMICAL_3_4),
                converted(drug),
                reached(drug, CERTIFICATE, window),
            ],
            wan(300),
            Share(20, of("rd_spend")),
        ),
        Support(
            "classic-formula-certificate",  # E.1 item 6: an item, no share
            "drug",
            lambda drug: [
                of_class(drug, *CLASSIC_FORMULA),
                converted(drug),
                reached(drug, CERTIFICATE, window),
            ],
            wan(100),
        ),
    ]
    return Terms(
        lambda company: [among(company.get("region"), "qingdao")],
        [*class_1, *class_2, *certificates],
        [
            Group([[support.id for support in class_1]]),
            Group([[support.id for support in class_2]]),
            Group([["chemical-3-4-certificate"]]),
        ],
        [
            Limit([support.id for support in class_1], wan(5000)),
            Limit([support.id for support in class_2], wan(2000)),
            Limit(["chemical-3-4-certificate"], wan(1000)),
            Limit(["classic-formula-certificate"], wan(300)),
        ],
    )


MEASURE = Measure(
    "qingdao-2023",
    {
        "milestone-window": WINDOWS,
        "rd-base": ("stage", "total"),
        "certificate": ("phase-3", "every-phase"),
    },
    _terms,
    Likely(
        company={"region": ["qingdao"]},
        drug={
            "registration_class": [*CLASS_1, *SECOND, *CHEMICAL_3_4, *CLASSIC_FORMULA],
            "conversion_region": ["qingdao"],
            "of_marine_origin": [False],
        },
        drug_milestones=[
            "trial_permission",
            *(f"phase_{number}_completed" for number in (1, 2, 3)),
            CERTIFICATE,
        ],
        says={"country": ["china"]},
        years=[2023, 2024, 2026],
        days=["2023-12-07"],
        most=4,
    ),
    ("qingdao", range(2023, 10_000)),
)
