"""JSON Schemas of profiles, answers, rule files and the catalogue, made from their types."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core.core_schema import TypedDictSchema

from yaoxie import resources
from yaoxie.advice import advice_shapes
from yaoxie.advice import shapes as advice
from yaoxie.decision import notices
from yaoxie.decision import shapes as decision
from yaoxie.errors import MissingExtraError
from yaoxie.profile.records import ProfileRecord, profile_model
from yaoxie.rules import catalogue_shapes, loader
from yaoxie.rules.checks import RESERVED
from yaoxie.rules.library import Library
from yaoxie.rules.model import Measure, Support

_DIALECT = "https://json-schema.org/draft/2020-12/schema"
PROFILE = "profile"
_TYPES: dict[str, Any] = {
    PROFILE: ProfileRecord,  # by the vocabulary
    "report": decision.ReportDict,
    "reports": decision.ReportsDict,
    "comparison": advice.ComparisonDict,
    "advice": advice_shapes.AdviceDict,
    "measure": Measure,
    "support": Support,
    "catalogue": catalogue_shapes.CatalogueDict,
    "measure-entry": catalogue_shapes.MeasureEntryDict,
}
TABLES = "tables"
NAMES = (*_TYPES, TABLES)


class _Generator(GenerateJsonSchema):
    """Calls the plain data of a `FindingDict` a `Finding`: a schema knows no other."""

    def normalize_name(self, name: str) -> str:
        return super().normalize_name(name).removesuffix("Dict")

    def typed_dict_schema(self, schema: TypedDictSchema) -> JsonSchemaValue:
        described = super().typed_dict_schema(schema)
        return described | {"title": described["title"].removesuffix("Dict")}


def text(name: str, library: Library | None = None) -> str:
    """The JSON Schema of one type, or what tables hold, as the text of its file.

    `library`: the rules whose vocabulary, limits, groups and areas it has (default: the packaged
    ones).
    """
    rules = library or _packaged()
    if name == TABLES:
        try:  # only who asks for it needs to load what screens millions
            from yaoxie.tables import schema as tables  # noqa: PLC0415
        except MissingExtraError:
            if library is not None:
                raise
            return (resources.folder("schemas") / file_name(name)).read_text(encoding="utf-8")
        described = tables.of(rules.vocabulary).description()
        return json.dumps(described, ensure_ascii=False, indent=2) + "\n"
    type_ = profile_model(rules.vocabulary) if name == PROFILE else _TYPES[name]
    schema = _closed(
        TypeAdapter(type_).json_schema(schema_generator=_Generator), closed_sets(rules)
    )
    identified = {"$schema": _DIALECT, "$id": f"urn:yaoxie:schema:{name}", **schema}
    if library is not None:  # another schema than the packaged one of that name
        identified["$id"] += ":own"
    return json.dumps(identified, ensure_ascii=False, indent=2) + "\n"


def drift(folder: Path, library: Library | None = None) -> list[str]:
    """The files in `folder` that are not what the types say."""
    return [name for name in NAMES if _read(folder / file_name(name)) != text(name, library)]


def foreign(folder: Path, library: Library | None = None) -> list[Path]:
    """What stands in `folder` under a schema's name and is none that was written here."""
    files = [(name, folder / file_name(name)) for name in NAMES]
    return [file for name, file in files if file.exists() and not _is_own(name, file, library)]


def _is_own(name: str, file: Path, library: Library | None) -> bool:
    if not file.is_file() or file.is_symlink():
        return False
    lines = file.read_text(encoding="utf-8", errors="replace").splitlines()
    # The line that says what the file is: after the brace the title of the tables, or `$schema`.
    at = 1 if name == TABLES else 2
    return lines[at : at + 1] == text(name, library).splitlines()[at : at + 1]


def write(folder: Path, library: Library | None = None) -> None:
    """Writes all schemas, each whole or not at all. Raises OSError where the folder takes none."""
    folder.mkdir(exist_ok=True)
    for name in NAMES:
        fresh = folder / f".{file_name(name)}.new"
        try:
            fresh.write_text(text(name, library), encoding="utf-8")
            fresh.replace(folder / file_name(name))
        finally:
            fresh.unlink(missing_ok=True)


def file_name(name: str) -> str:
    """The name of a schema's file."""
    return f"{name}.json" if name == TABLES else f"{name}.schema.json"


def _closed(schema: Any, sets: Mapping[str, list[str]]) -> Any:
    """The schema with the words of each closed set in place of the set's name."""
    match schema:
        case dict():
            closed = {key: _closed(value, sets) for key, value in schema.items()}
            name = closed.pop("closed_set", None)
            return closed if name is None else {**closed, "enum": sets[name]}
        case list():
            return [_closed(entry, sets) for entry in schema]
        case _:
            return schema


def closed_sets(library: Library) -> dict[str, list[str]]:
    """The closed sets of reports that rules extend, as a rulebook has them."""
    measures = library.measures.values()
    words: dict[str, list[str]] = {
        "area": [area.id for measure in measures for area in measure.areas],
        "bound_by": [*RESERVED, *(limit.id for measure in measures for limit in measure.limits)],
        "group": [
            *(group.id for measure in measures for group in measure.groups),
            *(entry.id for measure in measures for entry in measure.at_most),
        ],
        "kind": list(library.vocabulary.kinds),
        "notice": [
            *notices.TEXTS,
            *(rule.id for rule in library.vocabulary.content.plausibility),
        ],
    }
    return {name: list(dict.fromkeys(ids)) for name, ids in words.items()}


@cache
def _packaged() -> Library:
    return loader.load(resources.folder("rules"))


def _read(path: Path) -> str | None:
    return path.read_text(encoding="utf-8") if path.is_file() else None
