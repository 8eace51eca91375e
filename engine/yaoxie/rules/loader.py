"""Reads the files of one rulebook and gathers the faults of all of them."""

from __future__ import annotations

import hashlib
import re
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

import msgspec
from pydantic import BaseModel

from yaoxie import resources
from yaoxie.errors import Fault, RulebookError, nearest
from yaoxie.messages import Message
from yaoxie.profile.own_vocabulary import extended
from yaoxie.profile.vocabulary import FILE as VOCABULARY
from yaoxie.profile.vocabulary import Vocabulary, packaged
from yaoxie.rules import between, series, top_ups, unused
from yaoxie.rules import model as measure
from yaoxie.rules.checks import Checker
from yaoxie.rules.choosing import CheckedMeasure
from yaoxie.rules.coherence import CoherenceChecker, check_texts
from yaoxie.rules.library import Library
from yaoxie.rules.unused import MeasureFiles
from yaoxie.sources import model_faults, yaml_text
from yaoxie.sources.salvage import UNREADABLE, is_name
from yaoxie.sources.yaml_text import YamlFile

M = TypeVar("M", bound=BaseModel)
_NAME = re.compile(r"[A-Za-z][\w-]*", re.ASCII)


def load(folder: str | Path | None = None, *, strict: bool = False) -> Library:
    """The measures in a folder of rules (default: the packaged ones).

    `strict`: what nothing uses is a fault too. Raises RulebookError with every fault, each with
    file, line and column.
    """
    if folder is None and not strict:
        return _packaged()
    if not strict:
        return _loader(folder).load()
    library, warnings = check(folder)
    if warnings:
        raise RulebookError(warnings)
    return library


def check(folder: str | Path | None = None) -> tuple[Library, list[Fault]]:
    """The same, and what of it nothing uses, as faults of which none keeps it from being used."""
    loader = _loader(folder)
    library = loader.load()
    return library, loader.warnings(library)


@cache
def _packaged() -> Library:
    """The packaged rules, read once: they belong to the program, and stay while it runs."""
    return _loader(None).load()


def _loader(folder: str | Path | None) -> _Loader:
    return _Loader(resources.folder("rules") if folder is None else Path(folder))


class _Loader:
    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.faults: list[Fault] = []
        self.sources: list[YamlFile] = []
        self.content: dict[str, Any] = {}
        self.undated: set[str] = set()  # measures whose dates cannot be read
        self.doubted: frozenset[str] = frozenset()  # names of a vocabulary that has faults
        self.own_vocabulary: YamlFile | None = None
        self.files: dict[str, MeasureFiles] = {}

    def load(self) -> Library:
        if not self.folder.is_dir():
            raise RulebookError(
                [
                    Fault(
                        "",
                        str(self.folder),
                        Message("rules.folder-of-rules"),
                        file=str(self.folder),
                    )
                ]
            )
        vocabulary = self._vocabulary()
        index, source = self._read("rulebook.yaml", measure.Index)
        check_texts(source)
        measures = self._measures(index, source, vocabulary)
        models = {name: entry.model for name, entry in measures.items()}
        series.check(index, models, source, self.undated)
        between.check(index, measures, source)
        for name, files in self.files.items():
            top_ups.check(name, index, models, files.files)
        faults = self.faults + [fault for file in self.sources for fault in file.faults]
        if faults:
            raise RulebookError(sorted(faults, key=_place))
        text = msgspec.json.encode(self.content, order="sorted")
        digest = "sha256:" + hashlib.sha256(text).hexdigest()
        return Library(
            *(index.version, index.default_measure, measures, digest),
            *(index.series, vocabulary, between.rules(index.between, models)),
        )

    def warnings(self, library: Library) -> list[Fault]:
        """What nothing uses in the files that were read, of which none has a fault."""
        warnings = [fault for files in self.files.values() for fault in unused.of_measure(files)]
        if self.own_vocabulary is not None:
            warnings += unused.of_vocabulary(
                library.vocabulary, self.own_vocabulary, self.files.values()
            )
        warnings += unused.of_folder(self.folder, library.measures)
        return sorted(warnings, key=_place)

    def _vocabulary(self) -> Vocabulary:
        """The packaged vocabulary with what the folder's own adds.

        Where that has faults, what it may have meant to add is doubted: rules that read it would
        only seem wrong.
        """
        if self.folder == resources.folder("rules") or not (self.folder / VOCABULARY).is_file():
            return packaged()
        try:
            source = yaml_text.read(self.folder / VOCABULARY, VOCABULARY)
        except RulebookError as error:
            self.faults += error.faults
            self._doubt()
            return packaged()
        self.sources.append(source)
        vocabulary = extended(source)
        check_texts(source)
        if source.faults:
            self._doubt()
            return packaged()
        self.own_vocabulary = source
        if vocabulary == packaged():  # which belongs to the program, not to the rules
            return packaged()
        self.content[VOCABULARY] = vocabulary.digest
        return vocabulary

    def _doubt(self) -> None:
        base = packaged()
        known = {*base.kinds, *base.words, *(word.id for word in base.every_word())}
        known |= {name for kind in base.kinds for name in base.fields(kind)}
        text = (self.folder / VOCABULARY).read_bytes()[: yaml_text.MAX_BYTES]
        names = _NAME.findall(text.decode("utf-8", "replace"))
        self.doubted = frozenset(names) - known - {*base.milestone_fields}

    def _measures(
        self, index: measure.Index, source: YamlFile, vocabulary: Vocabulary
    ) -> dict[str, CheckedMeasure]:
        if not is_name(index.default_measure, index.measures):
            close = nearest(index.default_measure, index.measures)
            source.add_fault(
                "/default_measure", index.default_measure, Message("rules.one-of-measures"), close
            )
        measures: dict[str, CheckedMeasure] = {}
        for i, name in enumerate(index.measures):
            if name == UNREADABLE:
                continue
            if name in index.measures[:i]:
                source.add_fault(f"/measures/{i}", name, Message("rules.each-measure-once"))
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
            index.add_fault(at, name, Message("rules.folder-of-name"), nearest(name, folders))
            return None
        model, source = self._read(f"{name}/measure.yaml", measure.Measure)
        stems = sorted(
            path.stem for path in (self.folder / name).glob("*.yaml") if path.stem != "measure"
        )
        supports = [(stem, *self._read(f"{name}/{stem}.yaml", measure.Support)) for stem in stems]
        if model.id != name:
            source.add_fault("/id", model.id, Message("rules.name-of-folder", name=name))
        for i, support_id in enumerate(model.supports):
            if support_id not in stems and support_id != UNREADABLE:
                source.add_fault(
                    f"/supports/{i}",
                    support_id,
                    Message("rules.file-beside", name=support_id),
                    nearest(support_id, stems),
                )
        if source.is_broken("/dates"):
            self.undated.add(name)
        checker = Checker(model, source, vocabulary)
        for stem, support, place in supports:
            if not is_name(stem, model.supports):
                close = nearest(stem, model.supports)
                place.add_fault("/id", stem, Message("rules.listed-support"), close)
            if support.id != stem:
                place.add_fault("/id", support.id, Message("rules.name-of-file", name=stem))
            checker.check_support(support, place)
        checked = checker.run()
        files = [(support, place) for _, support, place in supports]
        CoherenceChecker(checker, files).run()
        self.files[name] = MeasureFiles(checker, files)
        return checked

    def _read(self, name: str, model: type[M]) -> tuple[M, YamlFile]:
        """A file and its model, or what can be read of it; its faults are kept."""
        try:
            source = yaml_text.read(self.folder / name, name)
        except RulebookError as error:
            source = YamlFile(name)
            source.unreadable(error.faults)
        source.doubted = self.doubted
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
