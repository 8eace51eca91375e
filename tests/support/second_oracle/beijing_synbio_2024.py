"""beijing-synbio-2024, Beijing's measures for synthetic biology of 2024-09: E.4 (M).

Open: the base of the shares (the investment in the platform), and the type of the platform for
common technology, of which no share is known (a public service platform).
"""

from __future__ import annotations

from tests.support.second_oracle.logic import among
from tests.support.second_oracle.settlement import (
    Asked,
    Likely,
    Measure,
    Requires,
    Share,
    Support,
    Terms,
    of,
    wan,
)

INVESTMENT = of("project_investment")


def _terms(_: Asked) -> Terms:
    def platform(word: str) -> Requires:
        return lambda platform: [
            among(platform.get("platform_type"), word),
            platform.get("synthetic_biology"),
        ]

    most = wan(5000)
    supports = [
        Support("common-platform", "platform", platform("public_service"), most),
        Support(
            "pilot-platform", "platform", platform("pilot_production"), most, Share(30, INVESTMENT)
        ),
        Support(
            "innovation-centre",
            "platform",
            platform("innovation_centre"),
            most,
            Share(30, INVESTMENT),
        ),
        Support(
            "industrial-park", "platform", platform("industrial_park"), most, Share(50, INVESTMENT)
        ),
    ]
    return Terms(lambda company: [among(company.get("region"), "beijing")], supports)


MEASURE = Measure(
    "beijing-synbio-2024",
    {},
    _terms,
    Likely(
        company={"region": ["beijing", "changping", "daxing", "beijing-elsewhere"]},
        platform={
            "platform_type": [
                *("public_service", "pilot_production", "innovation_centre", "industrial_park")
            ],
            "synthetic_biology": [True],
        },
        years=[2024, 2025, 2026],
    ),
)
