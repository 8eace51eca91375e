"""Polars by hand: the eleven supports as an analyst would write them, unknown kept as null."""

from __future__ import annotations

from pathlib import Path

import polars as pl

from peers.population_job import (
    COLUMNS,
    ENTRY,
    KINDS,
    LAST,
    LAST_BEFORE,
    MILESTONES,
    TRIALS,
    UNDETERMINED,
    Job,
    Verdicts,
    facts_file,
)

Frames = dict[str, pl.LazyFrame]
APPLICANT = (
    # Parks are the sixteen, and outside; activities are the three that count.
    (pl.col("park") != "outside") & pl.col("legal_person") & (pl.col("activities").list.len() > 0)
)
KEY = pl.col("company") * 16_384 + pl.col("item")  # one number joins quicker than two


def _reached(word: str) -> pl.Expr:
    return pl.col(word) & (pl.col(f"{word}_date") <= LAST)


def _in_beijing(word: str) -> pl.Expr:
    return _reached(word) & pl.col(word) & (pl.col(f"{word}_place") == "beijing")


def _reached_before(word: str) -> pl.Expr:
    return pl.col(word) & (pl.col(f"{word}_date") <= LAST_BEFORE)


INNOVATIVE = pl.col("category") == "innovative"
# A later milestone shows that trials had been entered by its day, never that they had not.
IN_TRIALS = pl.col(ENTRY) & (
    (pl.col(f"{ENTRY}_latest") <= LAST) | (pl.col(f"{ENTRY}_date") <= LAST)
)
REQUIRED = {
    "drug": {
        "new-drug-approval": INNOVATIVE
        & (_in_beijing("new_drug_approval") | _in_beijing("drug_registration")),
        "drug-phase-2": INNOVATIVE & _reached("phase_2_completed"),
        "first-generic-consistency": (pl.col("category") == "generic")
        & _reached("consistency_evaluation_passed")
        & pl.col("consistency_evaluation_passed")
        & pl.col("consistency_evaluation_passed_first_in_country"),
        "drug-clinical-trial": INNOVATIVE
        & IN_TRIALS
        & ~(_reached_before("new_drug_approval") | _reached_before("drug_registration")),
    },
    "device": {
        "innovative-device": _reached("special_review_passed")
        & pl.col("special_review_passed")
        & (pl.col("special_review_passed_review_level") == "national")
        & pl.col("industrialised_in_zone"),
        "device-registration": pl.col("device_class").is_in(["II", "III"])
        & _in_beijing("device_registration")
        & pl.col("owns_ip")
        & _in_beijing("production_licence"),
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
        kind: pl.read_parquet(facts_file(folder, kind)).drop("company", "item").lazy()
        for kind in KINDS
    }
    queries = [
        _decided(frame.with_columns(applicant=APPLICANT), kind) for kind, frame in frames.items()
    ]
    return _job(queries)


def from_tables(folder: Path) -> Job:
    """The company's truth is worked out once, then joined; milestones are joined word by word."""
    tables = {
        name: pl.read_parquet(folder / f"{name}.parquet", columns=list(columns)).lazy()
        for name, columns in COLUMNS.items()
    }
    return _job([_decided(frame, kind) for kind, frame in side_by_side(tables).items()])


def from_parquet(folder: Path) -> Job:
    """The same with the scan of the tables."""
    tables = {name: pl.scan_parquet(folder / f"{name}.parquet") for name in COLUMNS}
    return _job([_decided(frame, kind) for kind, frame in side_by_side(tables).items()])


def side_by_side(tables: Frames) -> Frames:
    """One frame per kind: the facts of each subject, and whether its company may apply."""
    company = tables["companies"].select("company", "owns_ip", applicant=APPLICANT)
    frames = {}
    for kind, table in KINDS.items():
        frame = tables[table].join(company, on="company", how="left", maintain_order="left")
        if kind in MILESTONES:
            frame = _with_milestones(frame, tables["milestones"], kind)
        frames[kind] = frame
    return frames


def _with_milestones(frame: pl.LazyFrame, milestones: pl.LazyFrame, kind: str) -> pl.LazyFrame:
    frame = frame.with_columns(key=KEY)
    of_kind = milestones.filter(pl.col("kind") == kind)
    for word, attribute in MILESTONES[kind].items():
        columns = {word: pl.lit(value=True), f"{word}_date": pl.col("date")}
        if attribute is not None:
            columns[f"{word}_{attribute}"] = pl.col(attribute)
        of_word = of_kind.filter(pl.col("milestone") == word).select(key=KEY, **columns)
        frame = frame.join(of_word, on="key", how="left", maintain_order="left")
    words = list(MILESTONES[kind])
    if kind == "drug":
        frame = frame.join(_trials(of_kind), on="key", how="left", maintain_order="left")
        words.append(ENTRY)
    # What a list that is there lacks has not been reached; without a list it is unknown.
    unlisted = pl.when("milestones_known").then(statement=False)
    return frame.with_columns(pl.col(words).fill_null(unlisted))


def _trials(milestones: pl.LazyFrame) -> pl.LazyFrame:
    """The drugs that have entered trials: on what day, and by what day at the latest."""
    own = pl.col("date").filter(pl.col("milestone") == ENTRY).first()
    return (
        milestones.filter(pl.col("milestone").is_in(TRIALS))
        .group_by(key=KEY)
        .agg(
            pl.lit(value=True).alias(ENTRY),
            own.alias(f"{ENTRY}_date"),
            pl.col("date").min().alias(f"{ENTRY}_latest"),
        )
    )


def _decided(frame: pl.LazyFrame, kind: str) -> pl.LazyFrame:
    required = REQUIRED[kind].items()
    return frame.select((pl.col("applicant") & met).alias(name) for name, met in required)


def _job(queries: list[pl.LazyFrame]) -> Job:
    # One after the other takes less memory than all at once, and no more time.
    return Job(lambda: [query.collect() for query in queries], _verdicts, pl.thread_pool_size())


def _verdicts(frames: list[pl.DataFrame]) -> Verdicts:
    return {
        name: frame[name].cast(pl.UInt8).fill_null(UNDETERMINED).to_numpy()
        for frame in frames
        for name in frame.columns
    }


TASKS = {"facts": from_facts, "tables": from_tables, "parquet": from_parquet}
