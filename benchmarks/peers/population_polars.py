"""Polars by hand: the eleven supports as an analyst would write them, unknown kept as null."""

from __future__ import annotations

from pathlib import Path

import polars as pl

from peers.population_job import (
    COLUMNS,
    KINDS,
    LAST,
    LAST_BEFORE,
    MILESTONES,
    UNDETERMINED,
    Job,
    Verdicts,
)

Frames = dict[str, pl.LazyFrame]
APPLICANT = (
    # Parks are the sixteen, and outside; activities are the three that count.
    (pl.col("park") != "outside") & pl.col("legal_person") & (pl.col("activities").list.len() > 0)
)
KEY = pl.col("company") * 16_384 + pl.col("item")  # one number joins quicker than two


def _reached(word: str) -> pl.Expr:
    return pl.col(word) & (pl.col(f"{word}_date") <= LAST)


INNOVATIVE = pl.col("category") == "innovative"
IN_BEIJING = {
    word: pl.col(word) & (pl.col(f"{word}_place") == "beijing")
    for word in ("new_drug_approval", "device_registration")
}
REQUIRED = {
    "drug": {
        "new-drug-approval": INNOVATIVE
        & _reached("new_drug_approval")
        & IN_BEIJING["new_drug_approval"],
        "drug-phase-2": INNOVATIVE & _reached("phase_2_completed"),
        "first-generic-consistency": (pl.col("category") == "generic")
        & _reached("consistency_evaluation_passed")
        & pl.col("consistency_evaluation_passed")
        & pl.col("consistency_evaluation_passed_first_in_country"),
        "drug-clinical-trial": INNOVATIVE
        & _reached("clinical_trial_entry")
        & ~(pl.col("new_drug_approval") & (pl.col("new_drug_approval_date") <= LAST_BEFORE)),
    },
    "device": {
        "innovative-device": _reached("special_review_passed") & pl.col("industrialised_in_zone"),
        "device-registration": pl.col("device_class").is_in(["II", "III"])
        & _reached("device_registration")
        & IN_BEIJING["device_registration"]
        & pl.col("owns_ip")
        & _reached("production_licence"),
    },
    "platform": {
        "cxo-platform": pl.col("platform_type").is_in(["cro", "cmo", "cdmo"]),
        "testing-platform": pl.col("platform_type") == "testing_inspection",
        "translation-centre": pl.col("platform_type") == "translation_centre",
    },
    "initiative": {
        "listing-and-merger": pl.col("initiative_type").is_in(
            ["restructuring", "listing", "merger_acquisition"]
        )
        & (pl.col("date") <= LAST),
        "overseas-rd": (pl.col("initiative_type") == "overseas_rd") & (pl.col("date") <= LAST),
    },
}


def from_facts(folder: Path) -> Job:
    """Over facts that lie side by side; the company's truth is worked out per subject."""
    frames = {
        kind: pl.read_parquet(folder / f"facts-{kind}.parquet").drop("company", "item").lazy()
        for kind in KINDS
    }
    queries = [
        _decided(frame.with_columns(applicant=APPLICANT), kind) for kind, frame in frames.items()
    ]
    return _job(queries)


def from_tables(folder: Path) -> Job:
    """The company's truth is worked out once, then joined; milestones are joined word by word."""
    held = {
        name: pl.read_parquet(folder / f"{name}.parquet", columns=list(wanted)).lazy()
        for name, wanted in COLUMNS.items()
    }
    return _job([_decided(frame, kind) for kind, frame in side_by_side(held).items()])


def from_parquet(folder: Path) -> Job:
    """The same with the scan of the tables."""
    held = {name: pl.scan_parquet(folder / f"{name}.parquet") for name in COLUMNS}
    return _job([_decided(frame, kind) for kind, frame in side_by_side(held).items()])


def side_by_side(held: Frames) -> Frames:
    """One frame per kind: the facts of each subject, and whether its company may apply."""
    company = held["companies"].select("company", "owns_ip", applicant=APPLICANT)
    frames = {}
    for kind, table in KINDS.items():
        frame = held[table].join(company, on="company", how="left", maintain_order="left")
        if kind in MILESTONES:
            frame = _with_milestones(frame, held["milestones"], kind)
        frames[kind] = frame
    return frames


def _with_milestones(frame: pl.LazyFrame, milestones: pl.LazyFrame, kind: str) -> pl.LazyFrame:
    frame = frame.with_columns(key=KEY)
    listed = milestones.filter(pl.col("kind") == kind)
    for word, field in MILESTONES[kind].items():
        wanted = {word: pl.lit(value=True), f"{word}_date": pl.col("date")}
        if field is not None:
            wanted[f"{word}_{field}"] = pl.col(field)
        of_word = listed.filter(pl.col("milestone") == word).select(key=KEY, **wanted)
        frame = frame.join(of_word, on="key", how="left", maintain_order="left")
    # What a list that is there lacks has not been reached; without a list it is unknown.
    unlisted = pl.when("milestones_known").then(statement=False)
    return frame.with_columns(pl.col(list(MILESTONES[kind])).fill_null(unlisted))


def _decided(frame: pl.LazyFrame, kind: str) -> pl.LazyFrame:
    required = REQUIRED[kind].items()
    return frame.select((pl.col("applicant") & met).alias(name) for name, met in required)


def _job(queries: list[pl.LazyFrame]) -> Job:
    # One after the other takes less memory than all at once, and no more time.
    return Job(lambda: [one.collect() for one in queries], _verdicts, pl.thread_pool_size())


def _verdicts(found: list[pl.DataFrame]) -> Verdicts:
    return {
        name: frame[name].cast(pl.UInt8).fill_null(UNDETERMINED).to_numpy()
        for frame in found
        for name in frame.columns
    }


TASKS = {"facts": from_facts, "tables": from_tables, "parquet": from_parquet}
