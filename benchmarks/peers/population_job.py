"""What every peer of the population benchmark is given, and what it hands back.

A folder holds one synthetic population: Parquet tables, `facts/KIND.parquet` (the facts of each
subject side by side, those of its company included), and profiles as NDJSON.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

YEAR = 2025
LAST = date(YEAR, 12, 31)
LAST_BEFORE = date(YEAR - 1, 12, 31)
INELIGIBLE, ELIGIBLE, UNDETERMINED = range(3)  # false, true, null
KINDS = {
    "drug": "drugs",
    "device": "devices",
    "platform": "platforms",
    "initiative": "initiatives",
}
SUPPORTS = {
    "drug": (
        "new-drug-approval",
        "drug-phase-2",
        "first-generic-consistency",
        "drug-clinical-trial",
    ),
    "device": ("innovative-device", "device-registration"),
    "platform": ("cxo-platform", "testing-platform", "translation-centre"),
    "initiative": ("listing-and-merger", "overseas-rd"),
}
MILESTONES: dict[str, dict[str, str | None]] = {
    "drug": {
        "new_drug_approval": "place",
        "drug_registration": "place",
        "phase_2_completed": None,
        "consistency_evaluation_passed": "first_in_country",
    },
    "device": {
        "special_review_passed": "review_level",
        "device_registration": "place",
        "production_licence": "place",
    },
}  # the words that supports ask for, each with the attribute that they ask for
ENTRY = "clinical_trial_entry"
TRIALS = (
    ENTRY,
    *("phase_1_entered", "phase_1_completed", "phase_2_entered", "phase_2_completed"),
    *("phase_3_entered", "phase_3_completed", "stage_1_completed", "stage_2_completed"),
)  # each shows that a drug has entered clinical trials, at the latest on its own day
OWN = {
    "drug": ("category",),
    "device": ("device_class", "industrialised_in_zone"),
    "platform": ("platform_type",),
    "initiative": ("initiative_type", "date"),
}
COMPANY = ("park", "legal_person", "activities", "owns_ip")
COLUMNS = {
    "companies": ("company", *COMPANY),
    "milestones": (
        *("company", "kind", "item", "milestone"),
        *("date", "place", "first_in_country", "review_level"),
    ),
    **{
        table: ("company", "item", *OWN[kind], *(["milestones_known"] * (kind in MILESTONES)))
        for kind, table in KINDS.items()
    },
}  # what eligibility needs of each table; all peers hold these, and no others


def facts_file(folder: Path, kind: str) -> Path:
    """Where the facts of the subjects of a kind lie side by side."""
    return folder / "facts" / f"{kind}.parquet"


Codes = npt.NDArray[np.uint8]
Verdicts = dict[str, Codes]


class Job(NamedTuple):
    """One piece of work, and all that it needs.

    `run` is timed. `verdicts` turns what it made into a code for each subject, support by support;
    `before` undoes what a run before may have left. `threads` is how many the library chose.
    """

    run: Callable[[], Any]
    verdicts: Callable[[Any], Verdicts] | None
    threads: int
    before: Callable[[], object] = lambda: None
