"""Runs of screening that tests stop, disturb and resume."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest
from yaoxie.errors import InputError
from yaoxie.screening import output
from yaoxie.screening.output import Outcome, Output
from yaoxie.screening.screening import Screening
from yaoxie.tables.batches import Position
from yaoxie.tables.parquet import folder_source

YEAR = 2024
COUNT = 900
BATCH = 100
SEGMENT = 300


class Run:
    """An input, what screens it, and where to."""

    def __init__(self, folder: Path, screening: Screening, out: Path) -> None:
        self.folder = folder
        self.screening = screening
        self.out = out

    @property
    def partial(self) -> Path:
        return self.out.with_name(f"{self.out.name}.partial")

    def output(self, *, force: bool = False) -> Output:
        source = folder_source(self.folder, BATCH)
        return Output(self.out, self.screening, source.name, inputs=source.files, force=force)

    def __call__(
        self, *, resume: bool = False, force: bool = False, strict: bool = False
    ) -> Outcome:
        source = folder_source(self.folder, BATCH)
        files = self.output(force=force)
        return output.screen(
            source, self.screening, files, resume=resume, strict=strict, segment=SEGMENT
        )

    def stopped(self, companies: int = 700) -> None:
        """Ends midway, with two segments kept."""

        def stop(place: Position) -> None:
            if place.companies >= companies:
                raise KeyboardInterrupt

        source = folder_source(self.folder, BATCH)
        with pytest.raises(KeyboardInterrupt):
            output.screen(source, self.screening, self.output(), progress=stop, segment=SEGMENT)

    def refused(self, match: str, **options: bool) -> InputError:
        with pytest.raises(InputError, match=match) as error:
            self(**options)
        return error.value


def contents(folder: Path) -> dict[str, bytes]:
    return {
        str(file.relative_to(folder)): file.read_bytes()
        for file in sorted(folder.rglob("*"))
        if file.is_file()
    }


def assert_whole(run: Run, undisturbed: Outcome) -> None:
    assert pl.read_parquet(run.out).equals(pl.read_parquet(undisturbed.findings_file))
    totals = run.out.with_name("out.companies.parquet")
    assert pl.read_parquet(totals).equals(pl.read_parquet(undisturbed.companies_file))
    assert run.out.with_name("out.bad.ndjson").read_bytes() == undisturbed.bad_file.read_bytes()
    assert not run.partial.exists()
