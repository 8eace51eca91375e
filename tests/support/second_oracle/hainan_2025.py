"""hainan-2025, 琼府办〔2025〕38号: C.2, D9, D10, D17, E.2; A.3 item 2 on who applies.

Read in article 2 since: registered anywhere, and really at work in the province. Open: whether
the share of sales is paid once (so, by A.3 item 3); whether one company is certified once (so:
C.2 has "once"); whether the 5,000,000 for interest are for all years together (a reading; so by
default); when the takeover was (since the measure began, whatever the window, as its second year
is paid too).
"""

from __future__ import annotations

from datetime import date

from tests.support.second_oracle.logic import (
    Answer,
    Data,
    Window,
    among,
    any_among,
    either,
    negated,
    reached,
    says,
)
from tests.support.second_oracle.settlement import (
    WINDOWS,
    Asked,
    Likely,
    Limit,
    Measure,
    Number,
    Share,
    Support,
    Terms,
    of,
    wan,
)

BEGAN = date(2025, 1, 1)  # only the day of issue is known, so that its year counts
PASSED = "consistency_evaluation_passed"


def _first_three(drug: Data) -> Answer:
    """D10: the first is among the first three."""
    return either(
        says(drug, PASSED, "first_three_in_country", True),
        says(drug, PASSED, "first_in_country", True),
    )


def _terms(asked: Asked) -> Terms:
    window = asked.window(BEGAN)
    since_start = Window(BEGAN, date(asked.year, 12, 31))

    def dated(initiative: Data, window: Window) -> bool | None:
        day = initiative.get("date")
        return None if day is None else window.holds(date.fromisoformat(day))

    yearly = asked.readings["loan-ceiling"] == "yearly"
    supports = [
        Support(
            "consistency-evaluation",
            "drug",
            lambda drug: [
                among(drug.get("category"), "generic"),
                reached(drug, PASSED, window),
                negated(asked.company.get("serious_defaulter")),  # of the rules on vouchers
            ],
            wan(200),
            increase=(wan(100), _first_three),
        ),
        Support(
            "bulk-purchase",
            "drug",
            lambda drug: [reached(drug, "bulk_purchase_selected", window)],
            wan(300),
            Share(3, of("sales_revenue")),
        ),
        Support(
            "international-certification",
            "initiative",
            lambda initiative: [
                among(initiative.get("initiative_type"), "international_certification"),
                dated(initiative, window),
            ],
            wan(200),
        ),
        Support(
            "merger-loan-interest",
            "initiative",
            lambda initiative: [
                among(initiative.get("initiative_type"), "acquisition_loan"),
                dated(initiative, since_start),
            ],
            wan(500),
            Share(50, of("interest_paid"), yearly=True),
            yearly=yearly,
        ),
    ]
    return Terms(
        lambda company: [
            among(company.get("operates_region"), "hainan"),
            any_among(company.get("activities"), "research", "production", "services"),
        ],
        supports,
        limits=[Limit(["international-certification"], wan(200), yearly=False)],
        numbers=[Number(["merger-loan-interest"], 2, "years")],
    )


MEASURE = Measure(
    "hainan-2025",
    {"milestone-window": WINDOWS, "loan-ceiling": ("total", "yearly")},
    _terms,
    Likely(
        company={
            "activities": [["research"], ["production", "services"]],
            "operates_region": ["hainan", "haikou", "hainan-elsewhere"],
            "serious_defaulter": [False],
        },
        drug={"category": ["generic"], "registration_class": ["chemical-3", "chemical-4"]},
        initiative={"initiative_type": ["international_certification", "acquisition_loan"]},
        drug_milestones=[PASSED, "bulk_purchase_selected"],
        says={"first_three_in_country": [True, False], "first_in_country": [False]},
        years=[2025, 2026, 2027],
        days=["2025-01-01"],
    ),
)
