"""What of Parquet files cannot be read, where Polars may abort the process that reads it.

`python -m yaoxie.tables.probe` takes files and columns on standard input, and reads one after the
other. It prints a line for each: the column that has none is what it died of.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from polars.exceptions import PanicException

from yaoxie.errors import Fault, ProgramError
from yaoxie.messages import Message
from yaoxie.tables import parquet_files


def faults_of(files: Sequence[Path]) -> list[Fault]:
    """What of the files cannot be read, that included which aborts its reader."""
    faults: list[Fault] = []
    columns: list[tuple[str, str]] = []
    for file in files:
        if in_footer := parquet_files.footer_faults(file):
            faults += in_footer
        else:
            columns += [(str(file), name) for name in parquet_files.scan(file).collect_schema()]
    while columns:
        command = [sys.executable, "-P", "-m", __name__]
        reader = subprocess.run(  # noqa: S603  # this very interpreter and module
            command,
            input=json.dumps(columns).encode(),
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            check=False,
        )
        if reader.returncode > 0:
            raise ProgramError(Message("tables.reader-failed"))
        lines = reader.stdout.splitlines()
        for line in lines:
            faults += [Fault.from_dict(fault) for fault in json.loads(line)]
        if reader.returncode == 0:
            break
        (name, column), *columns = columns[len(lines) :]
        faults.append(parquet_files.fault_of(Path(name), PanicException("aborted"), column))
    return faults


def _main() -> None:
    for name, column in json.load(sys.stdin):
        file = Path(name)
        frame = parquet_files.scan(file).select(column)
        faults = [
            parquet_files.fault_of(file, reason, column)
            for _, reason in parquet_files.unreadable_columns(frame)
        ]
        sys.stdout.write(json.dumps([fault.to_dict() for fault in faults]) + "\n")
        sys.stdout.flush()  # the next column may be the last


if __name__ == "__main__":
    _main()
