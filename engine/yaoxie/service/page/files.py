"""Files in and out: profiles that are loaded, and what is downloaded."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from yaoxie.decision.report import Report
from yaoxie.decision.reports import Reports
from yaoxie.errors import Fault, ProfileError
from yaoxie.messages import Lang, Message
from yaoxie.profile.model import Profile
from yaoxie.profile.vocabulary import Vocabulary
from yaoxie.render import answer_book
from yaoxie.render.wording import Wording
from yaoxie.rules import form
from yaoxie.sheets import grids, reading, template
from yaoxie.sheets.layout import Layout
from yaoxie.sources import json_text

TYPES = {
    ".json": "application/json",
    ".pdf": "application/pdf",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"  # how workbooks begin, new and old ones
_BOOK = f"book{grids.WORKBOOK}"


def is_book(content: bytes) -> bool:
    """Whether a file is a workbook, whatever its name says."""
    return content.startswith((_ZIP, _OLE))


def from_book(content: bytes, vocabulary: Vocabulary) -> dict[str, Any]:
    """The plain data of the one company in a workbook.

    Raises ProfileError with every fault, each with its sheet, row and column.
    """
    with TemporaryDirectory() as folder:
        path = Path(folder) / _BOOK
        path.write_bytes(content)
        try:
            profiles = reading.read(grids.opened(path), vocabulary).profiles()
        except ProfileError as error:
            raise ProfileError(_without_file(error.faults)) from None
    if len(profiles) != 1:
        raise ProfileError([Fault("", len(profiles), Message("sheets.one-company"))])
    return profiles[0].model_dump(mode="json", exclude_none=True)


def _without_file(faults: Sequence[Fault]) -> list[Fault]:
    """Faults as they stand in the file of who sent it: our copy has another name."""
    return [
        replace(fault, file=None, value=None if _names_copy(fault.value) else fault.value)
        for fault in faults
    ]


def _names_copy(value: object) -> bool:
    return isinstance(value, str) and value.endswith(_BOOK)


def from_json(content: bytes) -> dict[str, Any]:
    """The plain data in a JSON file. Raises ProfileError where it is no object in JSON."""
    data = json_text.parse(content)
    if not isinstance(data, dict):
        raise ProfileError([Fault("", data, Message("sources.object"))])
    return data


def profile_json(profile: Profile) -> bytes:
    """The profile, for people to read."""
    text = profile.model_dump_json(exclude_none=True, exclude_defaults=True, indent=2)
    return text.encode() + b"\n"


def profile_book(profile: Profile) -> bytes:
    """The workbook that companies fill in, filled with the profile."""
    return _book(profile.vocabulary, [profile])


def _book(vocabulary: Vocabulary, profiles: Sequence[Profile] | None) -> bytes:
    layout = Layout.of(form.whole(vocabulary))
    with TemporaryDirectory() as folder:
        path = Path(folder) / _BOOK
        template.save(path, layout, profiles)
        return path.read_bytes()


def empty_book(vocabulary: Vocabulary) -> bytes:
    """The workbook that companies fill in, with nothing in it but an example."""
    return _book(vocabulary, None)


def report_book(decided: Report | Reports, words: Wording) -> bytes:
    """The answer as a workbook that can be sent on."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / _BOOK
        answer_book.save(path, [decided], words)
        return path.read_bytes()


def fault_texts(faults: Sequence[Fault], lang: Lang) -> tuple[str, ...]:
    """The faults of a file that was not loaded, in words."""
    return tuple(fault.text(lang) for fault in faults)
