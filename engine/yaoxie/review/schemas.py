"""JSON Schemas of profiles, reports, comparisons and rule files, generated from the models."""

from __future__ import annotations

import json
from pathlib import Path

from pydantic import BaseModel

from yaoxie import resources
from yaoxie.advice.comparison_json import ComparisonModel
from yaoxie.decision.report_json import ReportModel
from yaoxie.errors import MissingExtraError
from yaoxie.profile.model import Profile
from yaoxie.rules.model import Measure, Support

_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_MODELS: dict[str, type[BaseModel]] = {
    "profile": Profile,
    "report": ReportModel,
    "comparison": ComparisonModel,
    "measure": Measure,
    "support": Support,
}
TABLES = "tables"
NAMES = (*_MODELS, TABLES)


def text(name: str) -> str:
    """The JSON Schema of one model, or what tables hold, as the text of its file."""
    if name == TABLES:
        try:  # only who asks for it needs to load what screens millions
            from yaoxie.tables import schema as tables  # noqa: PLC0415
        except MissingExtraError:
            return (resources.folder("schemas") / file_name(name)).read_text(encoding="utf-8")
        return json.dumps(tables.description(), ensure_ascii=False, indent=2) + "\n"
    schema = _MODELS[name].model_json_schema(by_alias=True)
    return json.dumps({"$schema": _DIALECT, **schema}, ensure_ascii=False, indent=2) + "\n"


def drift(folder: Path) -> list[str]:
    """The files in `folder` that are not what the models say."""
    return [name for name in NAMES if _read(folder / file_name(name)) != text(name)]


def write(folder: Path) -> None:
    """Writes all schemas."""
    folder.mkdir(exist_ok=True)
    for name in NAMES:
        (folder / file_name(name)).write_text(text(name), encoding="utf-8")


def file_name(name: str) -> str:
    """The name of a schema's file."""
    return f"{name}.json" if name == TABLES else f"{name}.schema.json"


def _read(path: Path) -> str | None:
    return path.read_text(encoding="utf-8") if path.is_file() else None
