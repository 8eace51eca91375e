"""Makes rulebooks of plain data: through files, or straight through the models for speed."""

from __future__ import annotations

import json
import shutil
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from yaoxie import Rulebook, resources
from yaoxie.profile import vocabulary
from yaoxie.rules import between, loader
from yaoxie.rules import model as measure
from yaoxie.rules.checks import Checker
from yaoxie.rules.choosing import CheckedMeasure
from yaoxie.rules.library import Library
from yaoxie.sources import yaml_text
from yaoxie.sources.yaml_text import YamlFile

from tests.support.strategies.rulebooks import SOURCE, TITLE, Files, titled

Data = dict[str, Any]
RULES = resources.folder("rules")


@cache
def packaged() -> dict[str, Files]:
    """The packaged measures as plain data, by id, in their order."""
    index = yaml_text.read(RULES / "rulebook.yaml", "rulebook.yaml").data
    files = {}
    for name in index["measures"]:
        data = yaml_text.read(RULES / name / "measure.yaml", "measure.yaml").data
        supports = [yaml_text.read(RULES / name / f"{n}.yaml", n).data for n in data["supports"]]
        files[name] = Files(data, supports)
    return files


def write(files: Files, folder: Path) -> Path:
    """The folder with the rule files in it. JSON is YAML too."""
    name = files.measure["id"]
    (folder / name).mkdir(parents=True)
    _dump(folder / "rulebook.yaml", {"version": "1", "default_measure": name, "measures": [name]})
    _dump(folder / name / "measure.yaml", files.measure)
    for support in files.supports:
        _dump(folder / name / f"{support['id']}.yaml", support)
    return folder


def direct(
    *all_files: Files,
    series: Sequence[measure.Series] = (),
    memo: bool = True,
    rules_between: Sequence[Data] = (),
) -> Rulebook:
    """The rulebook without files in between; fails where it has a fault."""
    measures = {files.measure["id"]: checked(files) for files in all_files}
    models = {name: entry.model for name, entry in measures.items()}
    rules = [measure.Between.model_validate(rule) for rule in rules_between]
    first = next(iter(measures))
    library = Library(
        "1", first, measures, "sha256:0", series, between=between.rules(rules, models)
    )
    return Rulebook(library, memo=memo)


def checked(files: Files) -> CheckedMeasure:
    """One measure, checked."""
    model = measure.Measure.model_validate(files.measure)
    sources = [
        (measure.Support.model_validate(support), YamlFile(f"{support['id']}.yaml", support))
        for support in files.supports
    ]
    source = YamlFile("measure.yaml", files.measure)
    checker = Checker(model, source, vocabulary.packaged())
    for support, own in sources:
        checker.check_support(support, own)
    done = checker.run()
    faults = [fault for file in (source, *(own for _, own in sources)) for fault in file.faults]
    assert not faults, [str(fault) for fault in faults]
    return done


def simple(supports: list[Data], name: str = "simple", **more: Any) -> Files:
    """A measure of these supports with nothing else, but for what `more` says."""
    base = {
        "id": name,
        "title": TITLE,
        "place": "beijing",
        "issuers": [],
        "dates": {"first": "2019-01-01"},
        "documents": [{"id": "text", "title": TITLE, "confidence": "H"}],
        "areas": [{"id": "area", "title": TITLE}],
        "windows": {"by-end": {"last": "claim-year-end"}},
        "supports": [support["id"] for support in supports],
    }
    return Files({**base, **more}, supports)


def support_of(name: str, kind: str, *conditions: Data, **gives: Any) -> Data:
    """A support that requires these conditions; a ceiling of 100 where nothing else is said."""
    terms: Data = {"period": "year", "discretionary": True, **gives}
    if not {"ceiling", "fixed", "share"} & set(gives):
        terms["ceiling"] = {"amount": 100, "source": SOURCE}
    return {
        "id": name,
        "title": titled(name),
        "area": "area",
        "subject": kind,
        "requires": [
            {"id": f"r-{i}", "title": TITLE, "when": condition, "source": SOURCE}
            for i, condition in enumerate(conditions)
        ],
        "gives": terms,
    }


def copy_of_rules(folder: Path) -> Path:
    """A copy of the packaged rules, to be changed."""
    shutil.copytree(RULES, folder / "rules")
    return folder / "rules"


def copy_of_default(folder: Path) -> Path:
    """A rulebook of the packaged default measure alone, to be changed: read in a moment."""
    index = yaml.safe_load((RULES / "rulebook.yaml").read_text("utf-8"))
    default = index["default_measure"]
    rules = folder / "rules"
    shutil.copytree(RULES / default, rules / default)
    shutil.copy(RULES / "vocabulary.yaml", rules)
    alone = {"version": index["version"], "default_measure": default, "measures": [default]}
    (rules / "rulebook.yaml").write_text(yaml.safe_dump(alone), "utf-8")
    return rules


@contextmanager
def reading_only(files: Collection[str]) -> Iterator[None]:
    """Of a copy of the packaged rules, only measures with one of these files are read and checked.

    The others are known not to differ, and each measure is checked by itself. The index is always
    read; all measures are where one of the files is neither the index nor a measure's.
    """
    measures = {file.partition("/")[0] for file in files} - {"rulebook.yaml"}
    library = Rulebook.load().library
    original = loader._Loader._measure

    def measure_(self: loader._Loader, name: str, *rest: Any) -> CheckedMeasure | None:
        same = name in library.measures and name not in measures and (self.folder / name).is_dir()
        return library.checked(name) if same else original(self, name, *rest)

    with pytest.MonkeyPatch.context() as patch:
        if measures <= library.measures.keys():
            patch.setattr(loader._Loader, "_measure", measure_)
        yield


def _dump(path: Path, data: Any) -> None:
    path.write_text(json.dumps(data, ensure_ascii=False, indent=1), encoding="utf-8")
