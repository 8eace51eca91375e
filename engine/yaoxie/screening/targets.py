"""The names of a result: which files a run may write, before it has done any work."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from yaoxie.errors import Fault, InputError
from yaoxie.messages import Message
from yaoxie.tables import destinations

_SUFFIX = ".parquet"


@dataclass(frozen=True, slots=True)
class Targets:
    """The files of a result, and the folder in which they grow."""

    findings: Path
    companies: Path
    bad: Path
    partial: Path

    @classmethod
    def of(cls, out: str | Path) -> Targets:
        """The files beside `OUT`. What stands before `.parquet` is theirs too, dots and all.

        Raises InputError where `out` names no file.
        """
        path = Path(out)
        if not path.name or str(out).endswith(("/", os.sep)) or path.name == "..":
            raise InputError([Fault("/out", str(out), Message("screening.file-name"))])
        stem = path.name.removesuffix(_SUFFIX) or path.name
        return cls(
            path,
            path.with_name(f"{stem}.companies{_SUFFIX}"),
            path.with_name(f"{stem}.bad.ndjson"),
            path.with_name(f"{path.name}.partial"),
        )

    @property
    def files(self) -> Sequence[Path]:
        """The files, in the order in which they take their names: findings last."""
        return (self.bad, self.companies, self.findings)

    def check(self, inputs: Iterable[Path]) -> None:
        """Raises InputError where the files cannot or must not be written."""
        parent = self.findings.absolute().parent
        if faults := list(destinations.folder_faults(parent, self.findings)):
            raise InputError(faults)
        faults = [fault for file in self.files for fault in destinations.file_faults(file)]
        if faults := [*faults, *self._input_faults(list(inputs))]:
            raise InputError(faults)

    def _input_faults(self, inputs: Sequence[Path]) -> Iterator[Fault]:
        real_inputs = {os.path.realpath(file) for file in inputs}
        for file in (*self.files, self.partial):
            is_input = os.path.realpath(file) in real_inputs or any(
                file.exists() and source.exists() and file.samefile(source) for source in inputs
            )
            if is_input:
                yield Fault("/out", str(file), Message("screening.not-the-input"))

    def existing(self) -> list[Path]:
        """The files that are there already."""
        return [file for file in self.files if file.exists()]
