"""shenzhen-2025, 深发改规〔2025〕3号 with 〔2022〕10号 and calls: C.2, D2, D3, D6, D9, E.3, E.4.

Read in calls since: the classes of the plan, that it keeps to listed fields, and that who applies
operates in the city (A.3 item 2) and is engaged in R&D, production or services. Open: the
share of Phases I to III (D20: not seen, so that the ceiling alone holds); whether the five
projects are of one call or of all years (of one); whether the call's applicant, a legal person
and no serious defaulter, is asked for by the other items too (so); what "obtain trial permission"
means (a reading).
"""

from __future__ import annotations

from datetime import date

from tests.support.second_oracle.logic import (
    CLASS_1,
    Answer,
    Data,
    Window,
    among,
    any_among,
    both,
    negated,
    of_class,
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
    Requires,
    Share,
    Support,
    Terms,
    of,
    wan,
)

BEGAN = date(2025, 1, 1)  # C.2 has the day of issue
PLANNED = (*CLASS_1, "traditional-2", "traditional-3")
REVIEW = "special_review_passed"


def _without_staff(device: Data) -> int | None:
    """R&D without the cost of staff (D2); a difference below 0 is 0 (issue 10)."""
    spend, staff = device.get("rd_spend"), device.get("staff_cost")
    return None if spend is None or staff is None else max(0, spend - staff)


def _own_funds(drug: Data) -> Answer:
    own, investment = drug.get("own_funds"), drug.get("project_investment")
    return None if own is None or investment is None else own * 100 >= investment * 30


def _spent(drug: Data) -> Answer:
    spent, investment = drug.get("spent_so_far"), drug.get("project_investment")
    return None if spent is None or investment is None else spent * 100 <= investment * 20


def _terms(asked: Asked) -> Terms:
    window = asked.window(BEGAN)
    by_year_end = Window(None, date(asked.year, 12, 31))
    before = Window(None, date(asked.year - 1, 12, 31))
    condition = asked.readings["trial-permission"] == "condition"

    def reviewed(device: Data) -> Answer:
        national = says(device, REVIEW, "review_level", "national")
        return both(reached(device, REVIEW, by_year_end), national)

    def phase(number: int) -> Requires:
        return lambda drug: [
            of_class(drug, *CLASS_1),
            drug.get("key_field"),  # listed fields of each call
            reached(drug, f"phase_{number}_completed", window),
        ]

    def permitted(drug: Data) -> Answer:
        if condition:
            return reached(drug, "trial_permission", window)
        return negated(reached(drug, "trial_permission", before))

    def plan(drug: Data) -> list[Answer]:
        return [
            of_class(drug, *PLANNED),
            drug.get("key_field"),
            permitted(drug),
            _own_funds(drug),
            _spent(drug),
        ]

    supports = [
        Support(
            "innovative-drug-plan", "drug", plan, wan(1000), Share(40, of("project_investment"))
        ),
        *(
            Support(f"phase-{number}", "drug", phase(number), wan(amount))
            for number, amount in ((1, 1000), (2, 2000), (3, 3000))
        ),
        Support(
            "class-3-device",
            "device",
            lambda device: [
                among(device.get("device_class"), "III"),
                reached(device, "device_registration", window),
                says(device, "device_registration", "first_certificate", True),
                among(device.get("production_region"), "shenzhen"),
            ],
            wan(500),
            Share(40, _without_staff),
            increase=(wan(100), reviewed),
        ),
        Support(
            "bulk-purchase-device",
            "device",
            lambda device: [reached(device, "bulk_purchase_selected", window)],
            wan(300),
            Share(3, of("sales_revenue")),
        ),
    ]
    return Terms(
        lambda company: [
            among(company.get("operates_region"), "shenzhen"),
            company.get("legal_person"),
            any_among(company.get("activities"), "research", "production", "services"),
            negated(company.get("serious_defaulter")),
        ],
        supports,
        limits=[Limit(["bulk-purchase-device"], wan(500))],
        numbers=[Number(["innovative-drug-plan"], 5, "subjects", yearly=True)],
    )


MEASURE = Measure(
    "shenzhen-2025",
    {"milestone-window": WINDOWS, "trial-permission": ("goal", "condition")},
    _terms,
    Likely(
        company={
            "region": ["shenzhen", "longgang", "shenzhen-elsewhere"],
            "operates_region": ["shenzhen", "longgang", "shenzhen-elsewhere"],
            "legal_person": [True],
            "activities": [["research"], ["production", "services"]],
            "serious_defaulter": [False],
        },
        drug={
            "registration_class": [*PLANNED],
            "key_field": [True],
            # 30 % and 20 % of the project, and one yuan beside them
            "project_investment": [10_000_000, 25_000_000, 90_000_000],
            "own_funds": [2_999_999, 3_000_000, 27_000_000, 10**9],
            "spent_so_far": [0, 1, 2_000_000, 2_000_001],
        },
        device={
            "device_class": ["III"],
            "production_region": ["shenzhen", "longgang", "shenzhen-elsewhere"],
        },
        drug_milestones=[
            "trial_permission",
            *(f"phase_{number}_completed" for number in (1, 2, 3)),
        ],
        device_milestones=["device_registration", REVIEW, "bulk_purchase_selected"],
        says={"first_certificate": [True], "review_level": ["national", "provincial"]},
        years=[2025, 2026, 2028],
        days=["2025-01-01", "2025-04-02"],
        most=7,
    ),
    ("shenzhen", range(2025, 10_000)),
)
