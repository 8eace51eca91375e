"""The names of a result: which files a run may write, before it has done any work."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from yaoxie.errors import Fault, InputError, nearest
from yaoxie.messages import Message
from yaoxie.tables import destinations

TABLES = ("findings", "companies")  # of a result under one measure
JOINT_TABLES = (*TABLES, "totals")  # under several
REASONS = "reasons"  # of findings in words, where they are asked for
PARQUET, CSV, ARROW, WORKBOOK = SUFFIXES = (".parquet", ".csv", ".arrow", ".xlsx")


@dataclass(frozen=True, slots=True)
class Targets:
    """The files of a result, and the folder in which they grow.

    `tables`: the file of each of its tables by name, the findings first; they end in `suffix`.
    `about`: where files cannot say of themselves what they hold.
    """

    tables: Mapping[str, Path]
    bad: Path
    partial: Path
    suffix: str = PARQUET
    about: Path | None = None

    @classmethod
    def of(cls, out: str | Path, tables: Sequence[str] = TABLES) -> Targets:
        """The files beside `OUT`. What stands before its ending is theirs too, dots and all.

        One without an ending is Parquet, and so are its others; a number behind a dot is none.
        Raises InputError where `out` names no file, or ends in what is none of `SUFFIXES`.
        """
        path = Path(out)
        if not path.name or str(out).endswith(("/", os.sep)) or path.name == "..":
            raise InputError([Fault("/out", str(out), Message("screening.file-name"))])
        if path.suffix[1:2].isalpha() and path.suffix not in SUFFIXES:
            raise InputError([_ending_fault(path)])
        suffix = path.suffix if path.suffix in SUFFIXES else PARQUET
        stem = path.name.removesuffix(suffix) or path.name
        beside = {name: path.with_name(f"{stem}.{name}{suffix}") for name in tables[1:]}
        return cls(
            {tables[0]: path, **beside},
            path.with_name(f"{stem}.bad.ndjson"),
            path.with_name(f"{path.name}.partial"),
            suffix,
            None if suffix == PARQUET else path.with_name(f"{stem}.about.json"),
        )

    @property
    def findings(self) -> Path:
        """The file that `OUT` names."""
        return self.tables[TABLES[0]]

    @property
    def staged(self) -> Mapping[Path, Path]:
        """The files under their names in the folder, in the order in which they take their own.

        The findings come last.
        """
        grown = {"bad.ndjson": self.bad}
        if self.about is not None:
            grown["about.json"] = self.about
        for name in reversed(list(self.tables)):
            grown[f"{name}{self.suffix}"] = self.tables[name]
        return {self.partial / name: file for name, file in grown.items()}

    @property
    def files(self) -> Sequence[Path]:
        """The files, in the order in which they take their names: findings last."""
        return list(self.staged.values())

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


def _ending_fault(path: Path) -> Fault:
    """Of a name that ends in a form that there is not; the nearest has its right ending."""
    known = {suffix[1:]: suffix for suffix in SUFFIXES}
    near = nearest(path.suffix[1:], known)
    better = None if near is None else str(path.with_suffix(known[near]))
    expected = Message("screening.ending", endings=SUFFIXES)
    return Fault("/out", str(path), expected, better)
