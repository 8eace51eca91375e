"""DuckDB SQL by hand: the eleven supports, unknown kept as NULL; results stay in DuckDB as tables.

From memory, its own tables hold the data, words as ENUM.
"""

# ruff: noqa: S608  # the names in these texts stand in this file
from __future__ import annotations

from functools import partial
from pathlib import Path

import duckdb
import numpy as np

from peers.population_job import (
    COLUMNS,
    KINDS,
    LAST,
    LAST_BEFORE,
    MILESTONES,
    SUPPORTS,
    UNDETERMINED,
    Job,
    Verdicts,
)

APPLICANT = "park <> 'outside' AND legal_person AND len(activities) > 0"


def _reached(word: str) -> str:
    return f"{word} AND {word}_date <= DATE '{LAST}'"


REQUIRED = {
    "new-drug-approval": f"category = 'innovative' AND {_reached('new_drug_approval')}"
    " AND new_drug_approval_place = 'beijing'",
    "drug-phase-2": f"category = 'innovative' AND {_reached('phase_2_completed')}",
    "first-generic-consistency": "category = 'generic'"
    f" AND {_reached('consistency_evaluation_passed')}"
    " AND consistency_evaluation_passed_first_in_country",
    "drug-clinical-trial": f"category = 'innovative' AND {_reached('clinical_trial_entry')}"
    f" AND NOT (new_drug_approval AND new_drug_approval_date <= DATE '{LAST_BEFORE}')",
    "innovative-device": f"{_reached('special_review_passed')} AND industrialised_in_zone",
    "device-registration": "device_class IN ('II', 'III')"
    f" AND {_reached('device_registration')} AND device_registration_place = 'beijing'"
    f" AND owns_ip AND {_reached('production_licence')}",
    "cxo-platform": "platform_type IN ('cro', 'cmo', 'cdmo')",
    "testing-platform": "platform_type = 'testing_inspection'",
    "translation-centre": "platform_type = 'translation_centre'",
    "listing-and-merger": "initiative_type IN ('restructuring', 'listing', 'merger_acquisition')"
    f" AND date <= DATE '{LAST}'",
    "overseas-rd": f"initiative_type = 'overseas_rd' AND date <= DATE '{LAST}'",
}


def from_facts(folder: Path) -> Job:
    """Over facts that lie side by side."""
    connection = connect()
    for kind in KINDS:
        _hold(connection, folder, f"facts-{kind}", f"facts_{kind}")
    return job(connection, {kind: over_facts(kind) for kind in KINDS})


def from_tables(folder: Path) -> Job:
    """Companies and milestones are joined to the items."""
    connection = connect()
    for table, columns in COLUMNS.items():
        _hold(connection, folder, table, table, columns)
    return job(connection, {kind: over_tables(kind) for kind in KINDS})


def from_parquet(folder: Path) -> Job:
    """The same, straight from the files."""
    connection = connect()
    for table in COLUMNS:
        file = folder / f"{table}.parquet"
        connection.execute(f"CREATE VIEW {table} AS SELECT * FROM read_parquet('{file}')")
    return job(connection, {kind: over_tables(kind) for kind in KINDS})


def connect() -> duckdb.DuckDBPyConnection:
    """A database in memory. Keys tell its rows apart, so it need not keep their order."""
    connection = duckdb.connect()
    connection.execute("SET preserve_insertion_order = false")
    return connection


def over_facts(kind: str) -> str:
    """The query over facts that lie side by side."""
    return f"SELECT company, item, {_supports(kind, APPLICANT)} FROM facts_{kind}"


def over_tables(kind: str) -> str:
    """The query over the tables; a milestone that a known list lacks has not been reached."""
    applicants = f"applicants AS (SELECT company, owns_ip, {APPLICANT} AS applicant FROM companies)"
    columns = ["item.*", "owns_ip", "applicant"]
    joins = ["JOIN applicants USING (company)"]
    for word, field in MILESTONES.get(kind, {}).items():
        listed = f"({word}.item IS NOT NULL OR CASE WHEN milestones_known THEN false END)"
        columns += [f"{listed} AS {word}", f"{word}.date AS {word}_date"]
        columns += [f"{word}.{field} AS {word}_{field}"] if field else []
        rows = f"SELECT * FROM milestones WHERE kind = '{kind}' AND milestone = '{word}'"
        on = f"{word}.company = item.company AND {word}.item = item.item"
        joins.append(f"LEFT JOIN ({rows}) AS {word} ON {on}")
    flat = f"SELECT {', '.join(columns)} FROM {KINDS[kind]} AS item {' '.join(joins)}"
    return (
        f"WITH {applicants}, flat AS ({flat})"
        f" SELECT company, item, {_supports(kind, 'applicant')} FROM flat"
    )


def job(connection: duckdb.DuckDBPyConnection, queries: dict[str, str]) -> Job:
    """Each query makes a table of its results."""

    def run() -> None:
        for kind, query in queries.items():
            connection.execute(f"CREATE OR REPLACE TEMP TABLE found_{kind} AS {query}")

    found = connection.execute("SELECT current_setting('threads')").fetchone()
    return Job(run, partial(_verdicts, connection), found[0] if found else 0)


def _supports(kind: str, applicant: str) -> str:
    named = (f'({applicant}) AND ({REQUIRED[name]}) AS "{name}"' for name in SUPPORTS[kind])
    return ", ".join(named)


def _hold(
    connection: duckdb.DuckDBPyConnection,
    folder: Path,
    file: str,
    table: str,
    columns: tuple[str, ...] = ("*",),
) -> None:
    rows = f"SELECT {', '.join(columns)} FROM read_parquet('{folder / file}.parquet')"
    enums = []
    for name, type_, *_ in connection.execute(f"DESCRIBE {rows}").fetchall():
        if type_ == "VARCHAR":
            words = f"SELECT DISTINCT {name} FROM ({rows}) WHERE {name} IS NOT NULL ORDER BY 1"
            connection.execute(f"CREATE TYPE {table}_{name} AS ENUM ({words})")
            enums.append(f"{name}::{table}_{name} AS {name}")
    replace = f"REPLACE ({', '.join(enums)})" if enums else ""
    connection.execute(f"CREATE TABLE {table} AS SELECT * {replace} FROM ({rows})")


def _verdicts(connection: duckdb.DuckDBPyConnection, _: None) -> Verdicts:
    verdicts: Verdicts = {}
    for kind, names in SUPPORTS.items():
        coded = ", ".join(f'coalesce("{name}"::UTINYINT, {UNDETERMINED})' for name in names)
        query = f"SELECT {coded} FROM found_{kind} ORDER BY company, item"
        columns = connection.execute(query).fetchnumpy().values()
        verdicts |= {
            name: np.asarray(column, np.uint8) for name, column in zip(names, columns, strict=True)
        }
    return verdicts


TASKS = {"facts": from_facts, "tables": from_tables, "parquet": from_parquet}
