"""xiongan-2024, 雄安改发〔2024〕74号: C.1, E.2.

Open: whether a grant is matched once or in each of its years (once: all that was matched of it
comes off it, though the ceiling is of each year). "Not claimed twice" is told by no field.
"""

from __future__ import annotations

from tests.support.second_oracle.logic import among
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


def _terms(_: Asked) -> Terms:
    match = Support(
        "higher-level-project",
        "initiative",
        lambda item: [among(item.get("initiative_type"), "higher_level_project")],
        wan(2000),
        Share(100, of("higher_level_grant")),  # matched up to 1:1
        yearly=True,
    )
    return Terms(lambda company: [among(company.get("region"), "xiongan")], [match])


MEASURE = Measure(
    "xiongan-2024",
    {},
    _terms,
    Likely(
        company={"region": ["xiongan"]},
        initiative={"initiative_type": ["higher_level_project"]},
        years=[2024, 2025, 2026],
    ),
)
