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
    ENTRY,
    KINDS,
    LAST,
    LAST_BEFORE,
    MILESTONES,
    SUPPORTS,
    TRIALS,
    UNDETERMINED,
    Job,
    Verdicts,
    facts_file,
)

APPLICANT = "park <> 'outside' AND legal_person AND len(activities) > 0"


def _reached(word: str) -> str:
    return f"{word} AND {word}_date <= DATE '{LAST}'"


def _in_beijing(word: str) -> str:
    return f"{_reached(word)} AND {word}_place = 'beijing'"


def _not_before(word: str) -> str:
    return f"NOT ({word} AND {word}_date <= DATE '{LAST_BEFORE}')"


# A later milestone shows that trials had been entered by its day, never that they had not.
IN_TRIALS = f"{ENTRY} AND ({ENTRY}_latest <= DATE '{LAST}' OR {ENTRY}_date <= DATE '{LAST}')"
REQUIRED = {
    "new-drug-approval": "category = 'innovative'"
    f" AND ({_in_beijing('new_drug_approval')} OR {_in_beijing('drug_registration')})",
    "drug-phase-2": f"category = 'innovative' AND {_reached('phase_2_completed')}",
    "first-generic-consistency": "category = 'generic'"
    f" AND {_reached('consistency_evaluation_passed')}"
    " AND consistency_evaluation_passed_first_in_country",
    "drug-clinical-trial": f"category = 'innovative' AND {IN_TRIALS}"
    f" AND {_not_before('new_drug_approval')} AND {_not_before('drug_registration')}",
    "innovative-device": f"{_reached('special_review_passed')}"
    " AND special_review_passed_review_level = 'national' AND industrialised_in_zone",
    "device-registration": f"device_class IN ('II', 'III') AND {_in_beijing('device_registration')}"
    f" AND owns_ip AND {_in_beijing('production_licence')}",
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
        _load(connection, facts_file(folder, kind), f"facts_{kind}")
    return job(connection, {kind: over_facts(kind) for kind in KINDS})


def from_tables(folder: Path) -> Job:
    """Companies and milestones are joined to the items."""
    connection = connect()
    for table, columns in COLUMNS.items():
        _load(connection, folder / f"{table}.parquet", table, columns)
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
    for word, attribute in MILESTONES.get(kind, {}).items():
        columns += [_has_reached(word), f"{word}.date AS {word}_date"]
        columns += [f"{word}.{attribute} AS {word}_{attribute}"] if attribute else []
        rows = f"SELECT * FROM milestones WHERE kind = '{kind}' AND milestone = '{word}'"
        joins.append(_join(rows, word))
    if kind == "drug":
        columns += [
            _has_reached(ENTRY),
            f"{ENTRY}.date AS {ENTRY}_date",
            f"latest AS {ENTRY}_latest",
        ]
        joins.append(_join(TRIAL_ROWS, ENTRY))
    flat = f"SELECT {', '.join(columns)} FROM {KINDS[kind]} AS item {' '.join(joins)}"
    return (
        f"WITH {applicants}, flat AS ({flat})"
        f" SELECT company, item, {_supports(kind, 'applicant')} FROM flat"
    )


def _has_reached(word: str) -> str:
    return f"({word}.item IS NOT NULL OR CASE WHEN milestones_known THEN false END) AS {word}"


def _join(rows: str, word: str) -> str:
    on = f"{word}.company = item.company AND {word}.item = item.item"
    return f"LEFT JOIN ({rows}) AS {word} ON {on}"


TRIAL_ROWS = (
    "SELECT company, item, min(date) AS latest,"
    f" min(date) FILTER (WHERE milestone = '{ENTRY}') AS date"
    f" FROM milestones WHERE kind = 'drug' AND milestone IN {TRIALS} GROUP BY ALL"
)


def job(connection: duckdb.DuckDBPyConnection, queries: dict[str, str]) -> Job:
    """Each query makes a table of its results."""

    def run() -> None:
        for kind, query in queries.items():
            connection.execute(f"CREATE OR REPLACE TEMP TABLE decided_{kind} AS {query}")

    threads = connection.execute("SELECT current_setting('threads')").fetchone()
    return Job(run, partial(_verdicts, connection), threads[0] if threads else 0)


def _supports(kind: str, applicant: str) -> str:
    columns = (f'({applicant}) AND ({REQUIRED[name]}) AS "{name}"' for name in SUPPORTS[kind])
    return ", ".join(columns)


def _load(
    connection: duckdb.DuckDBPyConnection,
    file: Path,
    table: str,
    columns: tuple[str, ...] = ("*",),
) -> None:
    rows = f"SELECT {', '.join(columns)} FROM read_parquet('{file}')"
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
        query = f"SELECT {coded} FROM decided_{kind} ORDER BY company, item"
        columns = connection.execute(query).fetchnumpy().values()
        verdicts |= {
            name: np.asarray(column, np.uint8) for name, column in zip(names, columns, strict=True)
        }
    return verdicts


TASKS = {"facts": from_facts, "tables": from_tables, "parquet": from_parquet}
