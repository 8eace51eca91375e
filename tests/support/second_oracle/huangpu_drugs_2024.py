"""huangpu-drugs-2024, 穗埔府规〔2024〕4号: E.4; A.2 and A.3 item 2 on who applies.

Read in article 1 since: legal person, with independent accounts. Read in the guide of 2025 since:
the amounts of the classes are what a company may get in a year. Open: what one drug brings (no
more than that, every year), and what trials are paid for (a reading; by default a phase
completed).
"""

from __future__ import annotations

from datetime import date

from tests.support.second_oracle.logic import (
    BIOSIMILAR,
    CLASS_1,
    CLASS_2,
    Answer,
    Data,
    among,
    either,
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
    Support,
    Terms,
    wan,
)

BEGAN, ENDED = date(2024, 4, 4), date(2027, 4, 3)  # A.2: the earlier 办法, in force for 3 years
PHASES = tuple(f"phase_{number}_completed" for number in (1, 2, 3))


def _terms(asked: Asked) -> Terms:
    window = asked.window(BEGAN, ENDED)
    completed = asked.readings["trial-milestone"] == "completed"

    def in_trials(drug: Data) -> Answer:
        if completed:
            return either(*(reached(drug, phase, window) for phase in PHASES))
        return reached(drug, "clinical_trial_entry", window)

    def trials(*classes: str) -> Requires:
        return lambda drug: [of_class(drug, *classes), in_trials(drug)]

    supports = [
        Support("class-1-trials", "drug", trials(*CLASS_1), wan(10000), yearly=True),
        Support("class-2-trials", "drug", trials(*CLASS_2), wan(4000), yearly=True),
        Support("class-3-3-trials", "drug", trials(*BIOSIMILAR), wan(2000), yearly=True),
    ]
    return Terms(
        lambda company: [
            among(company.get("operates_region"), "huangpu"),
            company.get("legal_person"),
            company.get("independent_accounts"),
            company.get("on_industry_register"),  # companies of the library only
        ],
        supports,
        limits=[
            Limit(["class-2-trials"], wan(4000)),
            Limit(["class-3-3-trials"], wan(2000)),
            Limit([support.id for support in supports], wan(10000)),
        ],
    )


MEASURE = Measure(
    "huangpu-drugs-2024",
    {"milestone-window": WINDOWS, "trial-milestone": ("completed", "entered")},
    _terms,
    Likely(
        company={
            "region": ["huangpu"],
            "operates_region": ["huangpu"],
            "legal_person": [True],
            "independent_accounts": [True],
            "on_industry_register": [True],
        },
        drug={"registration_class": [*CLASS_1, *CLASS_2, *BIOSIMILAR]},
        drug_milestones=["clinical_trial_entry", *PHASES],
        years=[2024, 2025, 2027],
        days=["2024-04-04", "2027-04-03"],
    ),
)
