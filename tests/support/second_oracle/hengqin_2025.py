"""hengqin-2025, 进一步支持…若干措施 (2025-05-30): C.2, E.1 item 7, E.3.

Read in the rules since: the company really operates there. Open: whether capital is supported
once or each year (a reading; once by default, by A.3 item 3); the R&D headcount and the
investment that the full amount needs.
"""

from __future__ import annotations

from tests.support.second_oracle.logic import among, at_least
from tests.support.second_oracle.settlement import (
    Asked,
    Likely,
    Measure,
    Share,
    Support,
    Terms,
    of,
    wan,
)


def _terms(asked: Asked) -> Terms:
    yearly = asked.readings["award-period"] == "yearly"
    capital = Support(
        "capital",
        "company",
        lambda company: [
            at_least(company.get("paid_in_capital"), wan(1000)),
            company.get("key_field"),
            company.get("award_registration"),  # registered on the platform beforehand
        ],
        wan(2000),
        Share(10, of("paid_in_capital"), yearly),
        yearly,
    )
    return Terms(
        lambda company: [
            among(company.get("region"), "hengqin"),
            among(company.get("operates_region"), "hengqin"),
        ],
        [capital],
    )


MEASURE = Measure(
    "hengqin-2025",
    {"award-period": ("once", "yearly")},
    _terms,
    Likely(
        company={
            "region": ["hengqin"],
            "operates_region": ["hengqin"],
            "key_field": [True],
            "award_registration": [True],
        },
        years=[2025, 2026, 2027],
    ),
)
