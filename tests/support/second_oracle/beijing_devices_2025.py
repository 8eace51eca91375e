"""beijing-devices-2025, 北京市促进医疗器械产业高质量发展若干措施: C.2, D17, D20, E.2, E.3, E.4.

The last day, and the reward for products approved after special review, are from an article that
compares these measures with Shanghai's (iivd.net/article-43207-1.html).

Open: what part of the cost of computing and of registration is paid (the whole of a known cost
bounds the amount); whether a device must be sold abroad already, or be allowed there (allowed);
who is paid for AI diagnosis (a reading: by default institutions, and no company).
"""

from __future__ import annotations

from datetime import date

from tests.support.second_oracle.logic import Answer, Data, Window, among, any_among, reached, says
from tests.support.second_oracle.settlement import (
    WINDOWS,
    Asked,
    Likely,
    Limit,
    Measure,
    Share,
    Support,
    Terms,
    of,
    wan,
)

BEGAN = date(2025, 11, 24)  # C.2: issued on that day; in force from it, says the article
AUTHORITIES = ("fda", "pmda", "ce", "tga", "brics", "who_pq")


def _terms(asked: Asked) -> Terms:
    window = asked.window(BEGAN)
    maker = any_among(asked.company.get("activities"), "production")  # of a device maker
    company_paid = asked.readings["ai-diagnosis-payee"] == "company"

    def is_a(initiative: Data, word: str) -> Answer:
        return among(initiative.get("initiative_type"), word)

    by_year_end = Window(None, date(asked.year, 12, 31))
    supports = [
        Support(
            "special-review-device",
            "device",
            lambda device: [
                reached(device, "special_review_passed", by_year_end),
                reached(device, "device_registration", window),
            ],
            wan(200),
        ),
        Support(
            "industry-model",
            "initiative",
            lambda item: [is_a(item, "ai_model"), item.get("leading_level"), maker],
            wan(3000),
            Share(100, of("computing_cost")),
        ),
        Support(
            "ai-diagnosis",
            "initiative",
            lambda item: [is_a(item, "ai_diagnosis")],
            wan(5000),
            Share(30, of("project_investment")),
        ),
        Support(
            "key-parts",
            "initiative",
            lambda item: [is_a(item, "key_parts_project")],
            wan(3000),
            Share(30, of("project_cost")),
        ),
        Support(
            "foreign-registration",
            "device",
            lambda device: [
                reached(device, "foreign_approval", window),
                says(device, "foreign_approval", "authority", *AUTHORITIES),
            ],
            wan(100),
            Share(100, of("registration_cost")),
        ),
    ]
    if not company_paid:
        supports = [support for support in supports if support.id != "ai-diagnosis"]
    return Terms(
        lambda company: [among(company.get("region"), "beijing")],
        supports,
        limits=[Limit(["foreign-registration"], wan(300))],
    )


MEASURE = Measure(
    "beijing-devices-2025",
    {"milestone-window": WINDOWS, "ai-diagnosis-payee": ("institution", "company")},
    _terms,
    Likely(
        company={
            "region": ["beijing", "haidian", "yizhuang", "beijing-elsewhere"],
            "activities": [["production"], ["research", "production"]],
        },
        initiative={
            "initiative_type": ["ai_model", "ai_diagnosis", "key_parts_project"],
            "leading_level": [True],
        },
        device_milestones=["foreign_approval", "special_review_passed", "device_registration"],
        says={"authority": AUTHORITIES, "sold_there": [True]},
        years=[2025, 2026, 2028],
        days=["2025-11-23", "2025-11-24"],
        most=4,
    ),
)
