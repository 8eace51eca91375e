"""Features as files: what of them is to run, and what is wrong with their Gherkin."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple, cast

from gherkin.ast_builder import AstBuilder
from gherkin.errors import CompositeParserException, ParserError, ParserException
from gherkin.parser import Parser
from gherkin.pickles.compiler import Compiler
from gherkin.stream.id_generator import IdGenerator

from yaoxie.errors import Fault, InputError
from yaoxie.living import gherkin_faults
from yaoxie.living.definitions import Table
from yaoxie.messages import Message, of_system

ENDING = ".feature"


class FeatureError(InputError):
    """Features that cannot be run."""


@dataclass(frozen=True, slots=True)
class Step:
    """A step of one scenario as it runs: its place in the file, and what stands below it."""

    id: str
    keyword: str
    text: str
    line: int
    column: int
    table: Table | None
    doc: str | None


@dataclass(frozen=True, slots=True)
class Scenario:
    """A scenario as it runs, or one row of an outline's examples.

    `outline` is the id of what stands in the file, `line` where that begins, and `row` the line of
    the example, if it is one.
    """

    id: str
    name: str
    outline: str
    line: int
    row: int | None
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Feature:
    """A file of scenarios, all of them or some.

    `uri` is what the file is called in messages and reports; `document` and `pickles` are what the
    parser makes of it, whose ids are unique among all features that are read together.
    """

    uri: str
    text: str
    document: dict[str, Any]
    pickles: tuple[dict[str, Any], ...]
    scenarios: tuple[Scenario, ...]

    @property
    def title(self) -> str:
        """What it is called."""
        name: str = self.document["feature"]["name"]
        return name


class Source(NamedTuple):
    """A file of features, by what it is called, and the line of the one scenario wanted of it."""

    path: Path
    uri: str
    line: int | None = None


def packaged(folder: Path) -> list[Source]:
    """The files of the packaged features, which are called by their place in that folder."""
    return [Source(path, f"features/{path.relative_to(folder).as_posix()}") for path in _in(folder)]


def named(names: Sequence[str]) -> list[Source]:
    """The files that arguments name: files, folders, or `FILE:LINE`. Raises FeatureError."""
    sources: list[Source] = []
    faults: list[Fault] = []
    for name in names:
        path, line = Path(name), None
        head, _, tail = name.rpartition(":")
        if not path.exists() and head and tail.isascii() and tail.isdigit():
            path, line = Path(head), int(tail[:9])
        paths = _in(path) if path.is_dir() else [path]
        if not path.exists():
            faults.append(Fault("/features", name, Message("living.file-or-folder")))
        elif not paths:
            faults.append(
                Fault("/features", name, Message("living.features-in-folder", ending=ENDING))
            )
        sources += [Source(each, each.as_posix(), line) for each in paths]
    if faults:
        raise FeatureError(faults)
    return sources


def _in(folder: Path) -> list[Path]:
    return sorted(folder.rglob(f"*{ENDING}"))


def read(sources: Iterable[Source]) -> list[Feature]:
    """Features as they are to run. Raises FeatureError with every fault, and its place."""
    ids = IdGenerator()
    features: list[Feature] = []
    faults: list[Fault] = []
    for source in sources:
        try:
            features.append(_read(source, ids))
        except FeatureError as error:
            faults += error.faults
    if not faults and not any(feature.scenarios for feature in features):
        faults.append(Fault("", None, Message("living.any-scenario")))
    if faults:
        raise FeatureError(faults)
    return features


def _read(source: Source, ids: IdGenerator) -> Feature:
    text = _text(source)
    try:
        document: dict[str, Any] = {**Parser(AstBuilder(ids)).parse(text), "uri": source.uri}
    except CompositeParserException as error:
        raise FeatureError(gherkin_faults.of(error.errors, source.uri)) from None
    except ParserError as error:
        errors = [cast("ParserException", error)]
        raise FeatureError(gherkin_faults.of(errors, source.uri)) from None
    if not document.get("feature"):
        expected = Message("living.a-feature")
        raise FeatureError([Fault("", source.uri, expected, file=source.uri, line=1)])
    pickles = cast("list[dict[str, Any]]", Compiler(ids).compile(cast("Any", document)))
    outlines = list(_outlines(document["feature"]))
    if faults := list(_faults(outlines, pickles, source.uri)):
        raise FeatureError(faults)
    scenarios = _scenarios(document["feature"], outlines, pickles)
    if source.line is not None:
        scenarios = _at(scenarios, source.line)
        kept = {scenario.id for scenario in scenarios}
        pickles = [pickle for pickle in pickles if pickle["id"] in kept]
    return Feature(source.uri, text, document, tuple(pickles), tuple(scenarios))


def _text(source: Source) -> str:
    try:
        raw = source.path.read_bytes()
        return raw.decode("utf-8-sig").replace("\r\n", "\n")
    except OSError as error:
        expected = Message("sources.readable-file", reason=of_system(error))
        raise FeatureError([Fault("", source.uri, expected, file=source.uri)]) from None
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        value = raw[error.start : error.start + 1]
        expected = Message("living.utf-8")
        raise FeatureError([Fault("", value, expected, file=source.uri, line=line)]) from None


def _outlines(parent: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The scenarios of a feature as they stand in the file, those of its rules too."""
    for child in parent["children"]:
        if "scenario" in child:
            yield child["scenario"]
        elif "rule" in child:
            yield from _outlines(child["rule"])


def _faults(
    outlines: list[dict[str, Any]], pickles: list[dict[str, Any]], uri: str
) -> Iterator[Fault]:
    """Scenarios that never run, or can never fail."""
    run = {pickle["astNodeIds"][0]: pickle for pickle in pickles}
    for outline in outlines:
        pickle = run.get(outline["id"])
        if pickle is None:
            expected = Message("living.any-example")
        elif not pickle["steps"]:
            expected = Message("living.any-step")
        elif all(step["type"] != "Outcome" for step in pickle["steps"]):
            expected = Message("living.any-outcome")
        else:
            continue
        place = outline["location"]
        yield Fault("", outline["name"], expected, None, None, uri, place["line"], place["column"])


def _scenarios(
    feature: dict[str, Any], outlines: list[dict[str, Any]], pickles: list[dict[str, Any]]
) -> list[Scenario]:
    steps = {step["id"]: step for step in _steps(feature)}
    lines = {outline["id"]: outline["location"]["line"] for outline in outlines}
    scenarios = []
    for pickle in pickles:
        outline, *row = pickle["astNodeIds"]
        scenarios.append(
            Scenario(
                id=pickle["id"],
                name=pickle["name"],
                outline=outline,
                line=lines[outline],
                row=pickle["location"]["line"] if row else None,
                steps=tuple(_step(step, steps[step["astNodeIds"][0]]) for step in pickle["steps"]),
            )
        )
    return scenarios


def _steps(parent: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for child in parent["children"]:
        if "rule" in child:
            yield from _steps(child["rule"])
        else:
            yield from (child.get("background") or child["scenario"])["steps"]


def _step(pickled: dict[str, Any], written: dict[str, Any]) -> Step:
    argument = pickled.get("argument", {})
    table = argument.get("dataTable")
    doc = argument.get("docString")
    return Step(
        id=pickled["id"],
        keyword=written["keyword"].strip(),
        text=pickled["text"],
        line=written["location"]["line"],
        column=written["location"]["column"],
        table=None if table is None else [[c["value"] for c in r["cells"]] for r in table["rows"]],
        doc=None if doc is None else doc["content"],
    )


def _at(scenarios: list[Scenario], line: int) -> list[Scenario]:
    """The row of examples on a line, else all of the scenario that the line stands in."""
    if rows := [scenario for scenario in scenarios if scenario.row == line]:
        return rows
    begun = [scenario.line for scenario in scenarios if scenario.line <= line]
    return [scenario for scenario in scenarios if begun and scenario.line == max(begun)]
