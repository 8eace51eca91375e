"""Reads the files of one rulebook and gathers the faults of all of them."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel

from yaoxie import resources
from yaoxie.errors import Fault, RulebookError, nearest
from yaoxie.profile.vocabulary import FILE as VOCABULARY
from yaoxie.profile.vocabulary import Vocabulary, extended, packaged
from yaoxie.rules import model as measure
from yaoxie.rules import series
from yaoxie.rules.checks import Checker
from yaoxie.rules.coherence import CoherenceChecker, check_texts
from yaoxie.rules.library import Library
from yaoxie.rules.plan import CheckedMeasure
from yaoxie.sources import model_faults, yaml_text
from yaoxie.sources.salvage import UNREADABLE, is_name
from yaoxie.sources.yaml_text import YamlFile

M = TypeVar("M", bound=BaseModel)


def load(folder: str | Path | None = None) -> Library:
    """The measures in a folder of rules (default: the packaged ones).

    Raises RulebookError with every fault, each with file, line and column.
    """
    return _Loader(resources.folder("rules") if folder is None else Path(folder)).load()


class _Loader:
    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.faults: list[Fault] = []
        self.sources: list[YamlFile] = []
        self.content: dict[str, Any] = {}
        self.undated: set[str] = set()  # measures whose dates cannot be read

    def load(self) -> Library:
        if not self.folder.is_dir():
            raise RulebookError(
                [Fault("", str(self.folder), "a folder of rules", file=str(self.folder))]
            )
        vocabulary = self._vocabulary()
        index, source = self._read("rulebook.yaml", measure.Index)
        check_texts(source)
        measures: dict[str, CheckedMeasure] = {}
        if vocabulary is not None:
            measures = self._measures(index, source, vocabulary)
            models = {name: entry.model for name, entry in measures.items()}
            series.check(index, models, source, self.undated)
        faults = self.faults + [fault for file in self.sources for fault in file.faults]
        if faults:
            raise RulebookError(sorted(faults, key=_place))
        text = json.dumps(self.content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
        digest = "sha256:" + hashlib.sha256(text.encode()).hexdigest()
        return Library(
            index.version, index.default_measure, measures, digest, index.series, vocabulary
        )

    def _vocabulary(self) -> Vocabulary | None:
        """The packaged vocabulary with what the folder's own adds.

        None where that has faults: measures that read what it adds would only seem wrong.
        """
        if not (self.folder / VOCABULARY).is_file():
            return packaged()
        try:
            source = yaml_text.read(self.folder / VOCABULARY, VOCABULARY)
        except RulebookError as error:
            self.faults += error.faults
            return None
        self.sources.append(source)
        vocabulary = extended(source)
        check_texts(source)
        if source.faults:
            return None
        if vocabulary != packaged():
            # The packaged one belongs to the program, not to the rules.
            self.content[VOCABULARY] = vocabulary.digest
        return vocabulary

    def _measures(
        self, index: measure.Index, source: YamlFile, vocabulary: Vocabulary
    ) -> dict[str, CheckedMeasure]:
        if not is_name(index.default_measure, index.measures):
            close = nearest(index.default_measure, index.measures)
            source.add_fault(
                "/default_measure", index.default_measure, "one of the measures", close
            )
        measures: dict[str, CheckedMeasure] = {}
        for i, name in enumerate(index.measures):
            if name == UNREADABLE:
                continue
            if name in index.measures[:i]:
                source.add_fault(f"/measures/{i}", name, "each measure once")
            elif checked := self._measure(name, source, f"/measures/{i}", vocabulary):
                measures[name] = checked
        if UNREADABLE in index.measures:  # which folders are meant is not known
            for path in sorted(self.folder.glob("*/measure.yaml")):
                if path.parent.name not in index.measures:
                    self._measure(path.parent.name, source, "/measures", vocabulary)
        return measures

    def _measure(
        self, name: str, index: YamlFile, at: str, vocabulary: Vocabulary
    ) -> CheckedMeasure | None:
        if not _is_folder(self.folder / name):
            folders = [entry.name for entry in self.folder.iterdir() if entry.is_dir()]
            index.add_fault(at, name, "a folder of that name", nearest(name, folders))
            return None
        model, source = self._read(f"{name}/measure.yaml", measure.Measure)
        files = sorted(
            path.stem for path in (self.folder / name).glob("*.yaml") if path.stem != "measure"
        )
        supports = [(stem, *self._read(f"{name}/{stem}.yaml", measure.Support)) for stem in files]
        if model.id != name:
            source.add_fault("/id", model.id, f"{name}, the name of its folder")
        for i, support_id in enumerate(model.supports):
            if support_id not in files and support_id != UNREADABLE:
                source.add_fault(
                    f"/supports/{i}",
                    support_id,
                    f"a file {support_id}.yaml beside it",
                    nearest(support_id, files),
                )
        if source.is_broken("/dates"):
            self.undated.add(name)
        checker = Checker(model, source, vocabulary)
        for stem, support, place in supports:
            if not is_name(stem, model.supports):
                close = nearest(stem, model.supports)
                place.add_fault("/id", stem, "a support that measure.yaml lists", close)
            if support.id != stem:
                place.add_fault("/id", support.id, f"{stem}, the name of its file")
            checker.check_support(support, place)
        checked = checker.run()
        CoherenceChecker(checker, [(support, place) for _, support, place in supports]).run()
        return checked

    def _read(self, name: str, model: type[M]) -> tuple[M, YamlFile]:
        """A file and its model, or what can be read of it; its faults are kept."""
        try:
            source = yaml_text.read(self.folder / name, name)
        except RulebookError as error:
            source = YamlFile(name)
            source.unreadable(error.faults)
        self.sources.append(source)
        self.content[name] = source.data
        return model_faults.read(model, source), source


def _is_folder(path: Path) -> bool:
    """Whether a path is that of a folder, whatever a rule file has as its name."""
    try:
        return path.is_dir()
    except (OSError, ValueError):
        return False


def _place(fault: Fault) -> tuple[str, int, int]:
    return fault.file or "", fault.line or 0, fault.column or 0
