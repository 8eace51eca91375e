"""How commands read profiles: a JSON file, or a workbook or folder of CSV files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import cast

from yaoxie.cli import language
from yaoxie.errors import Fault, ProfileError
from yaoxie.messages import Message, of_system
from yaoxie.profile.model import Profile
from yaoxie.profile.records import profile_model
from yaoxie.profile.vocabulary import Vocabulary, packaged
from yaoxie.rulebook import Rulebook
from yaoxie.sheets import copies, grids, reading
from yaoxie.sources import files, new_files

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
    try:
        return Profile.from_json(text) if rulebook is None else rulebook.profile(text)
    except ProfileError as error:
        if path == files.STANDARD_INPUT:
            raise
        raise ProfileError([replace(fault, file=path) for fault in error.faults]) from None


def profiles(path: str, rulebook: Rulebook | None) -> tuple[Profile, ...]:
    """The same; of NDJSON, a workbook or a folder of CSV files, those of all companies."""
    if not grids.is_book(path) and Path(path).suffix not in _LINES:
        return (profile(path, rulebook),)
    vocabulary = packaged() if rulebook is None else rulebook.library.vocabulary
    return tuple(all_profiles(path, vocabulary))


def of_all(
    paths: Sequence[str], rulebook: Rulebook | None, faults: list[Fault]
) -> tuple[Profile, ...] | None:
    """The profiles of several files, one behind the other; None where there are faults.

    These are added, those of every file.
    """
    before = len(faults)
    if paths.count(files.STANDARD_INPUT) > 1:
        faults.append(Fault("/profile", files.STANDARD_INPUT, Message("cli.once")))
        return None
    known: list[Profile] = []
    for path in paths:
        try:
            known += profiles(path, rulebook)
        except ProfileError as error:
            faults += of_file(error.faults, path, several=len(paths) > 1)
    return None if len(faults) > before else tuple(known)


def of_file(faults: Iterable[Fault], path: str, *, several: bool) -> Iterator[Fault]:
    """Faults with their file, also those of standard input where it is one of several."""
    for fault in faults:
        yield replace(fault, file=path) if several and fault.file is None else fault


def copy_faults(path: str, out: str | None, *, force: bool) -> Iterator[Fault]:
    """Why no copy with faults can be written there, if one is asked for."""
    if out is None:
        return
    if not grids.is_book(path):
        yield Fault("/out", out, Message("cli.copy-of-book"))
    elif Path(path).is_dir():
        if Path(out).exists() and not force:
            yield Fault("/out", out, Message("sources.no-file-yet"))
    elif Path(out).suffix != grids.WORKBOOK:
        yield Fault("/out", out, Message("cli.name-that-ends", ending=grids.WORKBOOK))
    else:
        yield from new_files.faults(Path(out), force=force)


def kept(paths: Iterable[str], out: str | None) -> Iterator[Fault]:
    """A fault where what is written would take the place of what is read, forced or not."""
    if out is None:
        return
    for path in paths:
        with suppress(OSError, ValueError):  # one of them is not there, or is no path
            if path != files.STANDARD_INPUT and Path(path).samefile(out):
                yield Fault("/out", out, Message("cli.not-the-input"))
                return


def checked(
    path: str, rulebook: Rulebook | None, out: str | None, saved: list[str]
) -> tuple[Profile, ...]:
    """The profiles; where they have faults and a copy is asked for, they stand in it too.

    The copy's name is then added to those that are `saved`.
    """
    if out is None or not grids.is_book(path):
        return profiles(path, rulebook)
    vocabulary = packaged() if rulebook is None else rulebook.library.vocabulary
    book = reading.read(grids.opened(path), vocabulary)
    try:
        return book.profiles()
    except ProfileError as error:
        copies.save(book, error.faults, Path(out), language.current())
        saved.append(out)
        raise


def all_profiles(path: str, vocabulary: Vocabulary) -> list[Profile]:
    """The profiles of a JSON file, of NDJSON, or of a workbook or folder. Raises ProfileError."""
    if grids.is_book(path):
        return list(reading.read(grids.opened(path), vocabulary).profiles())
    model = cast("type[Profile]", profile_model(vocabulary))
    if Path(path).suffix not in _LINES:
        return [model.from_json(files.read(path))]
    known: list[Profile] = []
    faults: list[Fault] = []
    try:
        with Path(path).open("rb") as lines:
            for number, line in enumerate(lines, 1):
                try:
                    known.append(model.from_json(line))
                except ProfileError as error:
                    faults += [replace(fault, file=path, line=number) for fault in error.faults]
    except OSError as error:
        expected = Message("sources.readable-file", reason=of_system(error))
        raise ProfileError([Fault("", path, expected, file=path)]) from None
    if faults:
        raise ProfileError(faults)
    return known
