"""Reads a folder of rules, checks all of it, and answers questions with it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any, Self, TypeVar

from pydantic import BaseModel, ValidationError

from yaoxie import measure, model_faults, notices, plan, resources, yaml_source
from yaoxie.checking import Checker
from yaoxie.errors import Fault, OptionError, RulebookError, nearest
from yaoxie.evaluation import Evaluation
from yaoxie.inference import Inference
from yaoxie.plan import CheckedMeasure
from yaoxie.profile import Profile
from yaoxie.report import Report
from yaoxie.yaml_source import Source

FIRST_YEAR, LAST_YEAR = 1000, 9999
_KEPT = 64  # choices of readings, and claim years under them, that stay compiled

M = TypeVar("M", bound=BaseModel)


class Rulebook:
    """Checked measures, ready to evaluate profiles. Safe to share between threads."""

    def __init__(
        self, version: str, default_measure: str, measures: dict[str, CheckedMeasure], digest: str
    ) -> None:
        self.version = version
        self.default_measure = default_measure
        self.digest = digest
        self._name = {"version": version, "digest": digest}
        self._checked = measures
        self._defaults = {
            name: tuple(entry.options[0].id for entry in checked.model.readings)
            for name, checked in measures.items()
        }
        self._inferences = lru_cache(_KEPT)(self._make_inference)
        self._evaluations = lru_cache(_KEPT)(self._make_evaluation)

    @classmethod
    def load(cls, path: str | Path | None = None) -> Self:
        """The packaged rules, or those in the folder `path`.

        Raises RulebookError with every fault, each with file, line and column.
        """
        folder = Path(path) if path is not None else resources.folder("rules")
        return cls(*_Loader(folder).load())

    @property
    def measures(self) -> dict[str, measure.Measure]:
        """The measures by id."""
        return {name: checked.model for name, checked in self._checked.items()}

    def checked(self, name: str) -> CheckedMeasure:
        """A measure with its supports and conditions."""
        return self._checked[name]

    def evaluate(
        self,
        profile: Profile,
        year: int,
        measure: str | None = None,
        readings: Mapping[str, str] | None = None,
    ) -> Report:
        """What the company may claim in the claim year `year`, at most, and why.

        `readings` overrides the defaults by name. Raises OptionError where an option is unknown,
        ProgramError where no answer can be given.
        """
        name, chosen = self._options(year, measure, readings or {})
        evaluation = self._evaluations(name, chosen, year)
        findings, total, potential = evaluation.findings(profile)
        return Report(
            evaluation.plan,
            self._name,
            profile,
            year,
            tuple(findings),
            total,
            potential,
            evaluation.notices + notices.of_profile(evaluation.plan.measure, profile),
        )

    def option_faults(
        self, year: object, measure: str | None = None, readings: Mapping[str, str] | None = None
    ) -> list[Fault]:
        """Every fault of the options of an evaluation."""
        faults = []
        if (
            not isinstance(year, int)
            or isinstance(year, bool)
            or not FIRST_YEAR <= year <= LAST_YEAR
        ):
            faults.append(Fault("/year", year, f"a year from {FIRST_YEAR} to {LAST_YEAR}"))
        name = measure or self.default_measure
        if name not in self._checked:
            known = list(self._checked)
            faults.append(
                Fault("/measure", name, f"one of {', '.join(known)}", nearest(name, known))
            )
            return faults
        known_readings = {entry.id: entry for entry in self._checked[name].model.readings}
        for reading, option in (readings or {}).items():
            if reading not in known_readings:
                expected = f"a reading of {name}: {', '.join(known_readings) or 'it has none'}"
                faults.append(
                    Fault(
                        f"/readings/{reading}", reading, expected, nearest(reading, known_readings)
                    )
                )
                continue
            options = [entry.id for entry in known_readings[reading].options]
            if option not in options:
                expected = f"one of {', '.join(options)}"
                faults.append(
                    Fault(f"/readings/{reading}", option, expected, nearest(option, options))
                )
        return faults

    def _options(
        self, year: int, measure: str | None, readings: Mapping[str, str]
    ) -> tuple[str, tuple[str, ...]]:
        name = measure or self.default_measure
        checked = self._checked.get(name)
        if (
            checked is None
            or readings
            or type(year) is not int
            or not FIRST_YEAR <= year <= LAST_YEAR
        ):
            faults = self.option_faults(year, measure, readings)
            if faults:
                raise OptionError(faults)
        if not readings:
            return name, self._defaults[name]
        listed = self._checked[name].model.readings
        return name, tuple(readings.get(entry.id, entry.options[0].id) for entry in listed)

    def _make_inference(self, name: str, chosen: tuple[str, ...]) -> tuple[plan.Plan, Inference]:
        checked = self._checked[name]
        readings = dict(zip((entry.id for entry in checked.model.readings), chosen, strict=True))
        made = plan.make(checked, readings)
        return made, Inference(made)

    def _make_evaluation(self, name: str, chosen: tuple[str, ...], year: int) -> Evaluation:
        made, inference = self._inferences(name, chosen)
        return Evaluation(made, inference, year)


class _Loader:
    """Reads the files of one rulebook and gathers the faults of all of them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.faults: list[Fault] = []
        self.sources: list[Source] = []
        self.content: dict[str, Any] = {}

    def load(self) -> tuple[str, str, dict[str, CheckedMeasure], str]:
        if not self.folder.is_dir():
            raise RulebookError(
                [Fault("", str(self.folder), "a folder of rules", file=str(self.folder))]
            )
        index, source = self._read("rulebook.yaml", measure.Index)
        measures: dict[str, CheckedMeasure] = {}
        if index is not None and source is not None:
            if index.default_measure not in index.measures:
                close = nearest(index.default_measure, index.measures)
                source.complain(
                    "/default_measure", index.default_measure, "one of the measures", close
                )
            for i, name in enumerate(index.measures):
                if name in index.measures[:i]:
                    source.complain(f"/measures/{i}", name, "each measure once")
                elif checked := self._measure(name, source, f"/measures/{i}"):
                    measures[name] = checked
        faults = self.faults + [fault for one in self.sources for fault in one.faults]
        if faults or index is None:
            raise RulebookError(sorted(faults, key=_place))
        text = json.dumps(self.content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
        digest = "sha256:" + hashlib.sha256(text.encode()).hexdigest()
        return index.version, index.default_measure, measures, digest

    def _measure(self, name: str, index: Source, at: str) -> CheckedMeasure | None:
        if not (self.folder / name).is_dir():
            folders = [entry.name for entry in self.folder.iterdir() if entry.is_dir()]
            index.complain(at, name, "a folder of that name", nearest(name, folders))
            return None
        model, source = self._read(f"{name}/measure.yaml", measure.Measure)
        files = sorted(
            path.stem for path in (self.folder / name).glob("*.yaml") if path.stem != "measure"
        )
        supports = [(stem, *self._read(f"{name}/{stem}.yaml", measure.Support)) for stem in files]
        if model is None or source is None:
            return None
        if model.id != name:
            source.complain("/id", model.id, f"{name}, the name of its folder")
        for i, listed in enumerate(model.supports):
            if listed not in files:
                source.complain(
                    f"/supports/{i}",
                    listed,
                    f"a file {listed}.yaml beside it",
                    nearest(listed, files),
                )
        checker = Checker(model, source)
        for stem, support, place in supports:
            if place is None:
                continue
            if stem not in model.supports:
                close = nearest(stem, model.supports)
                place.complain("/id", stem, "a support that measure.yaml lists", close)
            if support is None:
                checker.check_parts(place)
            elif support.id != stem:
                place.complain("/id", support.id, f"{stem}, the name of its file")
            else:
                checker.check_support(support, place)
        return checker.run()

    def _read(self, name: str, model: type[M]) -> tuple[M | None, Source | None]:
        """A file and its model; None for what its faults, which are kept, leave out."""
        try:
            source = yaml_source.read(self.folder / name, name)
        except RulebookError as error:
            self.faults += error.faults
            return None, None
        self.sources.append(source)
        self.content[name] = source.data
        try:
            return model.model_validate(source.data), source
        except ValidationError as error:
            for fault in model_faults.of(error, model, source.data):
                source.complain(fault.pointer, fault.value, fault.expected, fault.nearest)
            return None, source


def _place(fault: Fault) -> tuple[str, int, int]:
    return fault.file or "", fault.line or 0, fault.column or 0
