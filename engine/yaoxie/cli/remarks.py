"""What is wrong in files, or likely meant otherwise: as JSON, and as SARIF 2.1.0 for editors."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, Literal, NamedTuple
from urllib.parse import quote

from yaoxie import __version__
from yaoxie.errors import Fault, cell_name
from yaoxie.messages import Lang, Message, entry
from yaoxie.sources.files import STANDARD_INPUT
from yaoxie.values import Title

_SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
_LANGUAGES: dict[Lang, str] = {"zh": "zh-CN", "en": "en-US"}
_BASE = "%SRCROOT%"  # as GitHub and others call the root of what is checked
_BASE_TITLE = Title(zh="命令运行时所在的文件夹", en="The folder in which the command ran.")
_PARAMETER = re.compile(r"\{[^{}]*\}")

Level = Literal["error", "warning", "note"]


class Remark(NamedTuple):
    """One thing about a file: a fault, a warning, or a notice, by its code, in both languages."""

    level: Level
    code: str
    text: Title
    file: str | None
    pointer: str = ""
    line: int | None = None
    column: int | None = None
    sheet: str | None = None


def of_fault(fault: Fault, level: Level = "error", file: str | None = None) -> Remark:
    """A fault, or a warning that is one where it is strict; `file` where it names none."""
    alone = replace(fault, file=None, line=None, column=None, sheet=None)
    said = Title(zh=alone.text("zh", named=True), en=alone.text("en", named=True))
    place = (fault.pointer, fault.line, fault.column, fault.sheet)
    return Remark(level, fault.code, said, fault.file or file, *place)


def to_sarif(remarks: Sequence[Remark], lang: Lang) -> dict[str, Any]:
    """A log of one run. Its messages are in one language, with both among their properties.

    Files below the folder in which the command runs are named from there, and others whole.
    """
    codes = list(dict.fromkeys(remark.code for remark in remarks))
    driver = {
        "name": "yaoxie",
        "version": __version__,
        "rules": [_rule(code, lang) for code in codes],
    }
    run: dict[str, Any] = {
        "tool": {"driver": driver},
        "language": _LANGUAGES[lang],
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {_BASE: _base(lang)},
        "results": [_result(remark, codes.index(remark.code), lang) for remark in remarks],
    }
    return {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}


def _rule(code: str, lang: Lang) -> dict[str, Any]:
    """What is expected wherever a code stands, with dots for what varies."""
    try:
        words = entry(code)
    except KeyError:  # of a notice, whose code is a name in the rules
        return {"id": code}
    texts = {"zh": _PARAMETER.sub("…", words.zh), "en": _PARAMETER.sub("…", words.en)}
    return {"id": code, "shortDescription": {"text": texts[lang]}, "properties": texts}


def _result(remark: Remark, index: int, lang: Lang) -> dict[str, Any]:
    texts = remark.text.as_dict()
    result: dict[str, Any] = {
        "ruleId": remark.code,
        "ruleIndex": index,
        "level": remark.level,
        "message": {"text": _escaped(texts[lang])},
        "properties": texts,
    }
    location: dict[str, Any] = {}
    if remark.file is not None and remark.file != STANDARD_INPUT:
        physical: dict[str, Any] = {"artifactLocation": _artifact(Path(remark.file))}
        if remark.line is not None:
            physical["region"] = {"startLine": remark.line} | (
                {} if remark.column is None else {"startColumn": remark.column}
            )
        location["physicalLocation"] = physical
    name = remark.pointer
    if remark.sheet is not None:
        name = cell_name(remark.sheet, remark.line, remark.column)
    if name:
        location["logicalLocations"] = [{"fullyQualifiedName": name}]
    return result | ({"locations": [location]} if location else {})


def _base(lang: Lang) -> dict[str, Any]:
    """The folder from which files are named; its address ends with a slash."""
    where = f"{_of_machine(Path.cwd()).rstrip('/')}/"
    return {"uri": where, "description": {"text": _BASE_TITLE.as_dict()[lang]}}


def _artifact(file: Path) -> dict[str, str]:
    """A file below the folder in which the command runs, or by its place on this machine."""
    if file.is_absolute():
        return {"uri": _of_machine(file)}
    if ".." in file.parts:  # which a reference to a base may not have
        return {"uri": _of_machine(file.resolve())}
    return {"uri": _quoted(file), "uriBaseId": _BASE}


def _of_machine(path: Path) -> str:
    return f"file://{_quoted(path)}"


def _quoted(path: Path) -> str:
    return quote(path.as_posix().encode("utf-8", "surrogateescape"))


def _escaped(text: str) -> str:
    """A text that has no placeholders."""
    return text.replace("{", "{{").replace("}", "}}")


def fault_dicts(faults: Iterable[Fault]) -> list[dict[str, Any]]:
    """Faults as plain data, with their sentence in both languages."""
    return [
        fault.to_dict() | {"text": {lang: fault.text(lang, named=True) for lang in _LANGUAGES}}
        for fault in faults
    ]


def notice(code: str, text: Message, file: str, pointer: str) -> Remark:
    """What is allowed in a profile, and likely meant otherwise."""
    return Remark("warning", code, Title(zh=text.text("zh"), en=text.text("en")), file, pointer)
