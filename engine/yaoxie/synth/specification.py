"""What a population is like: its files, read and checked against the vocabulary."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from yaoxie.errors import Fault, RulebookError, nearest
from yaoxie.messages import Message
from yaoxie.profile.facts import FAMILY
from yaoxie.profile.field_types import FieldType
from yaoxie.profile.vocabulary import COMPANY
from yaoxie.sources import model_faults, yaml_text
from yaoxie.sources.yaml_text import YamlFile
from yaoxie.synth import definitions as vocabulary
from yaoxie.synth import model as m
from yaoxie.synth.checks import Checker, words_by_variable
from yaoxie.synth.definitions import MILESTONE, Definitions
from yaoxie.synth.scope import Level

_PACKAGED = Path(__file__).parent
_AWARDS = "awards"
_GIVEN_BY_OTHER_PARTS = frozenset({FAMILY, "milestones"})  # of a file: families, pipelines
M = TypeVar("M", bound=BaseModel)


@dataclass(frozen=True)
class Kind:
    """One kind of item: its file, its variables, and those of its milestones if it has any."""

    model: m.KindSpec
    level: Level
    milestones: Level | None


@dataclass(frozen=True)
class Specification:
    """A population's files, checked: companies, kinds of items by name, awards."""

    definitions: Definitions
    companies: Level
    kinds: Mapping[str, Kind]
    awards: m.AwardSpec

    @property
    def first_year(self) -> int:
        """The first year at whose end a population can stand: all that is drawn has begun."""
        levels = [self.companies, *(kind.level for kind in self.kinds.values())]
        days = [
            variable.since
            for level in levels
            for variable in level.variables.values()
            if isinstance(variable, m.Since)
        ]
        return max((day.year + 1 for day in days), default=1)

    def left_unknown(self) -> dict[str, tuple[str, ...]]:
        """What a vocabulary adds to the packaged one and these files do not give, by file.

        All fields of a kind that has no file, of which there is then no item.
        """
        known = vocabulary.packaged().fields
        levels = {COMPANY: self.companies, **{kind: own.level for kind, own in self.kinds.items()}}
        left = {}
        for kind in (COMPANY, *self.definitions.lists):
            given = {*known.get(kind, ()), *(levels[kind].variables if kind in levels else ())}
            given |= _GIVEN_BY_OTHER_PARTS if kind in levels else set()
            names = tuple(name for name in self.definitions.fields[kind] if name not in given)
            if names:
                left[f"{kind}.yaml"] = names
        return left


@cache
def packaged() -> Specification:
    """The packaged one."""
    return load()


def load(folder: Path | None = None, definitions: Definitions | None = None) -> Specification:
    """The specification in a folder: `company.yaml`, `awards.yaml`, a file for each kind of item.

    What the folder lacks is as packaged. Raises RulebookError with every fault, each with its file,
    line and column.
    """
    return _Loader(folder, definitions or vocabulary.packaged()).load()


class _Loader:
    def __init__(self, folder: Path | None, definitions: Definitions) -> None:
        self._folder = folder
        self._definitions = definitions
        self._faults: list[Fault] = []
        self._sources: list[YamlFile] = []

    def load(self) -> Specification:
        if self._folder is not None:
            self._check_names(self._folder)
        company = self._read(COMPANY, m.CompanySpec)
        read = {kind: self._read(kind, m.KindSpec) for kind in self._definitions.lists}
        awards = self._read(_AWARDS, m.AwardSpec)
        if company is None or awards is None:
            self._refuse()
        assert company is not None
        assert awards is not None
        types = self._definitions.fields[COMPANY]
        companies = _level(company[0].variables, company[0].fields, types, None)
        checker = Checker(company[1], companies, self._definitions)
        checker.check_level("", company[0].variables, company[0].fields)
        kinds = {
            kind: self._kind(kind, entry[0], entry[1], companies)
            for kind, entry in read.items()
            if entry is not None
        }
        self._refuse()
        return Specification(self._definitions, companies, kinds, awards[0])

    def _kind(self, kind: str, model: m.KindSpec, source: YamlFile, companies: Level) -> Kind:
        level = _level(model.variables, model.fields, self._definitions.fields[kind], companies)
        milestones = None
        if model.milestones is not None:
            types = self._definitions.fields[MILESTONE]
            own = model.milestones
            milestones = _level(own.variables, own.fields, types, level)
        checker = Checker(source, level, self._definitions, kind)
        checker.check_kind(model, companies, milestones)
        return Kind(model, level, milestones)

    def _check_names(self, folder: Path) -> None:
        if not folder.is_dir():
            self._faults.append(Fault("", str(folder), Message("synth.folder"), file=str(folder)))
            return
        names = {COMPANY, _AWARDS, *self._definitions.lists}
        for path in sorted(folder.glob("*.yaml")):
            if path.stem not in names:
                expected = Message(
                    "sources.one-of", words=tuple(f"{name}.yaml" for name in sorted(names))
                )
                close = nearest(path.stem, names)
                self._faults.append(
                    Fault("", path.name, expected, close and f"{close}.yaml", file=path.name)
                )

    def _read(self, name: str, model: type[M]) -> tuple[M, YamlFile] | None:
        """A file and its model; None where there is none, or a fault, which is kept."""
        file = f"{name}.yaml"
        folders = [folder for folder in (self._folder, _PACKAGED) if folder is not None]
        path = next((folder / file for folder in folders if (folder / file).is_file()), None)
        if path is None:
            return None
        try:
            source = yaml_text.read(path, file)
        except RulebookError as error:
            self._faults += error.faults
            return None
        self._sources.append(source)
        try:
            return model.model_validate(source.data), source
        except ValidationError as error:
            for fault in model_faults.of(error, model, source.data):
                source.add_fault(fault.pointer, fault.value, fault.expected, fault.nearest)
            return None

    def _refuse(self) -> None:
        faults = self._faults + [fault for source in self._sources for fault in source.faults]
        if faults:
            raise RulebookError(
                sorted(faults, key=lambda f: (f.file or "", f.line or 0, f.column or 0))
            )


def _level(
    variables: m.Variables, fields: m.Variables, types: Mapping[str, FieldType], outer: Level | None
) -> Level:
    both = {**variables, **fields}
    return Level(both, types, words_by_variable(both, types, outer), outer)
