"""The command `validate`: what is wrong with profiles, and what is likely meant otherwise."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, NamedTuple

import typer

from yaoxie.cli import inputs, language, options, output, remarks
from yaoxie.cli.options import (
    CheckFormatOption,
    ForceOption,
    LangOption,
    PointersOption,
    ProfilesArgument,
    RulesOption,
)
from yaoxie.cli.printing import Printer, printing
from yaoxie.cli.remarks import Remark
from yaoxie.errors import Fault, ProfileError, show
from yaoxie.messages import Message
from yaoxie.profile import checks
from yaoxie.profile.model import Profile
from yaoxie.render.wording import Wording
from yaoxie.rulebook import Rulebook
from yaoxie.sources import compact_json


class _Notice(NamedTuple):
    """What is allowed in a profile, and likely meant otherwise; and the places it is about."""

    code: str
    text: Message
    pointers: tuple[str, ...]


class _Read(NamedTuple):
    """A profile of a file, and its number among those of the file, where it has several."""

    file: str
    number: int | None
    profile: Profile


def validate(
    profile: ProfilesArgument,
    rules: RulesOption = None,
    pointers: PointersOption = False,
    format_: CheckFormatOption = options.TABLE,
    out: Annotated[str | None, typer.Option(metavar="FILE", help="help.faults-out")] = None,
    lang: LangOption = None,
    force: ForceOption = False,
) -> None:
    """Check profiles without deciding anything."""
    with output.guard(), output.refusing():
        of_copy = format_ == options.TABLE
        formats = (*options.FORMATS, options.SARIF)
        file = None if of_copy else out
        faults = options.output_faults(lang, format_, file, force=force, formats=formats)
        faults += inputs.kept(profile, out)
        faults += options.of_tables(format_, pointers=pointers)
        if of_copy:
            faults += _copy_faults(profile, out, force=force)
        rulebook = options.attempt(lambda: Rulebook.load(rules), faults) if rules else None
        if faults:
            output.refuse(faults)
        copies: list[str] = []
        read = list(_read(profile, rulebook, out if of_copy else None, faults, copies))
        if of_copy and faults:
            output.refuse(faults, [Message("cli.copy-saved", file=file) for file in copies])
        with printing(file) as printer:
            if of_copy:
                _print(read, printer, several=len(profile) > 1, pointers=pointers)
                if out is not None:
                    output.print_messages([Message("cli.no-copy")])
            elif format_ == options.JSON:
                printer.write(compact_json.to_bytes(_as_json(read, faults)) + b"\n")
            else:
                known = [*map(remarks.of_fault, faults), *_remarks(read)]
                sarif = remarks.to_sarif(known, language.current())
                printer.write(compact_json.to_text(sarif, 2) + "\n")
        if faults:
            output.refuse(faults)


def _copy_faults(paths: list[str], out: str | None, *, force: bool) -> Iterator[Fault]:
    """Why no copy with faults can be written: there is one at most, of one file."""
    if out is not None and len(paths) > 1:
        yield Fault("/out", out, Message("cli.copy-of-one"))
    else:
        yield from inputs.copy_faults(paths[0], out, force=force)


def _read(
    paths: list[str],
    rulebook: Rulebook | None,
    copy: str | None,
    faults: list[Fault],
    copies: list[str],
) -> Iterator[_Read]:
    """The profiles of all files that are right; the faults of the others are added.

    So is the copy that has them, where one is asked for.
    """
    for path in paths:
        try:
            known = inputs.checked(path, rulebook, copy, copies)
        except ProfileError as error:
            faults += inputs.of_file(error.faults, path, several=len(paths) > 1)
            continue
        for number, profile in enumerate(known, 1):
            yield _Read(path, number if len(known) > 1 else None, profile)


def _notices(profile: Profile) -> Iterator[_Notice]:
    for at in profile.older_certificates:
        yield _Notice("older-certificate", Message("cli.older-certificate"), (at,))
    for at, close in checks.unknown_words(profile, profile.vocabulary):
        text = Message("cli.unknown-word")
        if close is not None:
            text = Message("cli.unknown-word-near", near=show(close))
        yield _Notice("unknown-registration-class", text, (at,))
    for code, title, places in profile.implausible:
        yield _Notice(code, Message("cli.implausible", text=title, code=code), places)


def _print(read: list[_Read], printer: Printer, *, several: bool, pointers: bool) -> None:
    for file, number, profile in read:
        line = Message("cli.valid", digest=profile.digest)
        if number is not None:
            name = profile.company.name
            line = Message("cli.of-company", number=number, name=name, text=line)
        if several:
            line = Message("cli.at", place=file, text=line)
        lines = [line]
        words = Wording(language.current(), profile.vocabulary, profile=profile, pointers=pointers)
        for notice in _notices(profile):
            place = words.join(list(words.places(notice.pointers)), "places")
            lines.append(Message("cli.at", place=place, text=notice.text))
        printer.write("".join(f"{language.say(line)}\n" for line in lines))


def _as_json(read: list[_Read], faults: list[Fault]) -> dict[str, object]:
    """All that was found, in both languages."""
    profiles = [
        {
            "file": entry.file,
            "company": {"id": entry.profile.company.id, "name": entry.profile.company.name},
            "digest": entry.profile.digest,
            "notices": [
                {
                    "code": notice.code,
                    "text": {"zh": notice.text.text("zh"), "en": notice.text.text("en")},
                    "pointers": list(notice.pointers),
                }
                for notice in _notices(entry.profile)
            ],
        }
        for entry in read
    ]
    return {
        "valid": not faults,
        "profiles": profiles,
        "faults": remarks.fault_dicts(faults),
    }


def _remarks(read: list[_Read]) -> Iterator[Remark]:
    for entry in read:
        for notice in _notices(entry.profile):
            for at in notice.pointers:
                yield remarks.notice(notice.code, notice.text, entry.file, at)
