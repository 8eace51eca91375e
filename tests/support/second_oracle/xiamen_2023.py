"""xiamen-2023, 厦门市加快推进生物医药产业高质量发展若干措施: C.2, E.2.

Open: what R&D the share is of, whether trials of Phases I to III must be in China, and whether a
phase that was done before a key drug was introduced counts (readings).
"""

from __future__ import annotations

from datetime import date

from tests.support.second_oracle.logic import (
    CLASS_1,
    CLASS_2,
    CLASSIC_FORMULA,
    Answer,
    Data,
    Window,
    among,
    both,
    either,
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

BEGAN = date(2023, 11, 20)
SECOND = (*CLASS_2, *CLASSIC_FORMULA)
ABROAD = ("fda", "ema", "pmda", "ich", "who_pq")  # of an ICH member, or WHO PQ


def _terms(asked: Asked) -> Terms:
    window = asked.window(BEGAN)
    by_year_end = Window(None, date(asked.year, 12, 31))
    of_stage = asked.readings["rd-base"] == "stage"
    in_china = asked.readings["trial-place"] == "china"
    introduced_too = asked.readings["introduced-phases"] == "yes"

    def base(stage: str, percent: int) -> Share:
        return Share(percent, of(f"rd_spend_{stage}" if of_stage else "rd_spend"))

    def of_city(*classes: str) -> Requires:
        return lambda drug: [
            of_class(drug, *classes),
            among(drug.get("conversion_region"), "xiamen"),
        ]

    def done(drug: Data, word: str) -> Answer:
        """In the window, or before a drug that has been transferred since."""
        own = reached(drug, word, window)
        if not introduced_too:
            return own
        return either(
            own, both(reached(drug, word, by_year_end), reached(drug, "acquired", window))
        )

    def preclinical(*classes: str) -> Requires:
        return lambda drug: [
            *of_city(*classes)(drug),
            reached(drug, "preclinical_completed", window),
            negated(reached(drug, "acquired", by_year_end)),  # of introduced ones, not preclinical
        ]

    def phase(number: int, *classes: str) -> Requires:
        word = f"phase_{number}_completed"
        return lambda drug: [
            *of_city(*classes)(drug),
            done(drug, word),
            says(drug, word, "country", "china") if in_china else True,
        ]

    def abroad(*classes: str) -> Requires:
        return lambda drug: [
            of_class(drug, *classes),
            reached(drug, "foreign_approval", window),
            says(drug, "foreign_approval", "authority", *ABROAD),
        ]

    def staged(name: str, classes: tuple[str, ...], percent: int, *amounts: int) -> list[Support]:
        first, *others = amounts
        return [
            Support(
                f"{name}-preclinical",
                "drug",
                preclinical(*classes),
                wan(first),
                base("preclinical", percent),
            ),
            *(
                Support(
                    f"{name}-phase-{number}",
                    "drug",
                    phase(number, *classes),
                    wan(amount),
                    base(f"phase_{number}", percent),
                )
                for number, amount in enumerate(others, 1)
            ),
        ]

    foreign = Support(
        "class-1-foreign",
        "drug",
        lambda drug: [*of_city(*CLASS_1)(drug), reached(drug, "foreign_trial_completed", window)],
        wan(300),
        base("foreign", 40),
    )
    trials = [
        *staged("class-1", CLASS_1, 40, 400, 1000, 2000, 3000),
        foreign,
        *staged("class-2", SECOND, 20, 100, 300, 800, 1500),
    ]
    approvals = [
        Support("class-1-approval-abroad", "drug", abroad(*CLASS_1), wan(300)),
        Support("class-2-approval-abroad", "drug", abroad(*CLASS_2), wan(150)),
    ]
    return Terms(
        lambda company: [among(company.get("region"), "xiamen")],
        [*trials, *approvals],
        [Group([["class-1-approval-abroad"], ["class-2-approval-abroad"]])],  # per product, once
        [
            Limit([support.id for support in trials], wan(10000)),
            Limit([support.id for support in approvals], wan(600)),
        ],
    )


MEASURE = Measure(
    "xiamen-2023",
    {
        "milestone-window": WINDOWS,
        "rd-base": ("stage", "total"),
        "trial-place": ("china", "anywhere"),
        "introduced-phases": ("no", "yes"),
    },
    _terms,
    Likely(
        company={"region": ["xiamen"]},
        drug={
            "registration_class": [*CLASS_1, *SECOND],
            "conversion_region": ["xiamen"],
        },
        drug_milestones=[
            "preclinical_completed",
            *(f"phase_{number}_completed" for number in (1, 2, 3)),
            *("foreign_trial_completed", "foreign_approval", "acquired"),
        ],
        says={"country": ["china"], "authority": ABROAD},
        years=[2023, 2024, 2026],
        days=["2023-11-20", "2026-12-31"],
        most=5,
    ),
)
