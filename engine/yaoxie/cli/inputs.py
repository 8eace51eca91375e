"""How commands read profiles: a JSON file, or a workbook or folder of CSV files."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import cast

from yaoxie.errors import Fault, ProfileError
from yaoxie.messages import Message
from yaoxie.profile.model import Profile
from yaoxie.profile.records import profile_model
from yaoxie.profile.vocabulary import Vocabulary, packaged
from yaoxie.rulebook import Rulebook
from yaoxie.sheets import grids, reading
from yaoxie.sources import files

_LINES = (".ndjson", ".jsonl")


def profile(path: str, rulebook: Rulebook | None) -> Profile:
    """The profile in a JSON file, or in a workbook of one company.

    By the vocabulary of a rulebook, or else by the packaged one. Raises ProfileError.
    """
    if grids.is_book(path):
        companies = profiles(path, rulebook)
        if len(companies) != 1:
            expected = Message("sheets.one-company")
            raise ProfileError([Fault("", len(companies), expected, file=path)])
        return companies[0]
    text = files.read(path)
    return Profile.from_json(text) if rulebook is None else rulebook.profile(text)


def profiles(path: str, rulebook: Rulebook | None) -> tuple[Profile, ...]:
    """The same; of a workbook or a folder of CSV files, those of all companies."""
    if not grids.is_book(path):
        return (profile(path, rulebook),)
    vocabulary = packaged() if rulebook is None else rulebook.library.vocabulary
    return reading.read(grids.opened(path), vocabulary).profiles()


def all_profiles(path: str, vocabulary: Vocabulary) -> list[Profile]:
    """The profiles of a JSON file, of NDJSON, or of a workbook or folder. Raises ProfileError."""
    if grids.is_book(path):
        return list(reading.read(grids.opened(path), vocabulary).profiles())
    model = cast("type[Profile]", profile_model(vocabulary))
    if Path(path).suffix not in _LINES:
        return [model.from_json(files.read(path))]
    found: list[Profile] = []
    faults: list[Fault] = []
    with Path(path).open("rb") as lines:
        for number, line in enumerate(lines, 1):
            try:
                found.append(model.from_json(line))
            except ProfileError as error:
                faults += [replace(fault, file=path, line=number) for fault in error.faults]
    if faults:
        raise ProfileError(faults)
    return found
