"""The command `synth`: generates synthetic companies."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, cast

import typer

from yaoxie.cli import options, output
from yaoxie.cli.options import LangOption, RulesOption, YearOption
from yaoxie.errors import Fault
from yaoxie.messages import Message
from yaoxie.profile.vocabulary import COMPANY
from yaoxie.rulebook import Rulebook

if TYPE_CHECKING:
    from yaoxie.synth.specification import Specification

_STANDARD_OUTPUT = "-"
_LINES = (".ndjson", ".jsonl", ".ndjson.gz", ".ndjson.zst", ".jsonl.gz", ".jsonl.zst")
_NAMES = (".ndjson", ".ndjson.gz", ".ndjson.zst")
_SHARE = re.compile(r"[0-9]{1,9}(?:\.[0-9]{0,9})?", re.ASCII)
MAX_COMPANIES = 10**9


def synthesise(
    count: Annotated[str, typer.Argument(metavar="N", help="help.count")],
    out: Annotated[
        str,
        typer.Option(
            metavar="PATH",
            help="help.companies-out",
        ),
    ] = _STANDARD_OUTPUT,
    seed: Annotated[str, typer.Option(metavar="S", help="help.seed")] = "0",
    year: YearOption = None,
    faults: Annotated[str, typer.Option(metavar="SHARE", help="help.faults")] = "0",
    rules: RulesOption = None,
    population: Annotated[
        str | None,
        typer.Option(
            metavar="FOLDER",
            help="help.population",
        ),
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="help.force-files")] = False,
    lang: LangOption = None,
) -> None:
    """Generate synthetic companies; the same seed gives the same ones."""
    with output.guard(), output.refusing():
        wrong = options.lang_faults(lang)
        rulebook = options.attempt(lambda: Rulebook.load(rules), wrong)
        specification = options.attempt(lambda: _specification(population, rulebook), wrong)
        claim_year = _claim_year(year, specification, wrong)
        number = options.whole_number("/N", count, 0, MAX_COMPANIES, wrong)
        start = options.whole_number("/seed", seed, 0, 2**63 - 1, wrong)
        share = _share(faults, wrong)
        wrong += _destination_faults(out, rulebook, force=force)
        if _is_folder(out) and share:
            wrong.append(Fault("/faults", faults, Message("cli.no-faults-in-tables", names=_NAMES)))
        if wrong or rulebook is None or specification is None:
            output.refuse(wrong)
        output.print_messages(_notes(specification))
        with output.interruptible(lambda: Message("cli.nothing-kept")):
            _generate(number, start, claim_year, rulebook, specification, out, share)


def _share(text: str, faults: list[Fault]) -> float:
    if _SHARE.fullmatch(text) and float(text) <= 1:
        return float(text)
    faults.append(Fault("/faults", text, Message("cli.share")))
    return 0.0


def _notes(specification: Specification) -> Iterator[Message]:
    """What a vocabulary has of its own that no company will have, and what is needed for it."""
    left = specification.left_unknown()
    lists = {f"{kind}.yaml": name for kind, name in specification.definitions.lists.items()}
    without = {f"{kind}.yaml" for kind in specification.kinds} | {f"{COMPANY}.yaml"}
    for file, names in left.items():
        if file in without:
            yield Message("cli.stay-unknown", file=file, names=tuple(names))
        else:
            yield Message("cli.no-such-items", file=file, list=lists[file])
    if left:
        yield Message("cli.population-files")


def _is_folder(out: str) -> bool:
    return out != _STANDARD_OUTPUT and not out.endswith(_LINES)


def _destination_faults(out: str, rulebook: Rulebook | None, *, force: bool) -> Iterator[Fault]:
    """Why nothing can or must be written there; files that are there need `force`."""
    from yaoxie.tables import destinations, schema
    from yaoxie.tables.folder import SUFFIX

    if out == _STANDARD_OUTPUT:
        return
    path = Path(out)
    if not out:
        yield Fault("/out", out, Message("cli.companies-out", names=_NAMES))
        return
    files = [path]
    if _is_folder(out):
        if path.exists() and not path.is_dir():
            yield Fault("/out", out, Message("cli.folder-for-tables", names=_NAMES))
            return
        tables = schema.of(None if rulebook is None else rulebook.library.vocabulary).tables
        files = [path / (table + SUFFIX) for table in tables]
    folder = path if path.is_dir() else path.absolute().parent
    yield from destinations.folder_faults(folder, path)
    for file in files:
        yield from destinations.file_faults(file)
        if file.is_file() and not file.is_symlink() and not force:
            yield Fault("/out", str(file), Message("cli.no-file-yet"))


def _specification(folder: str | None, rulebook: Rulebook | None) -> Specification:
    from yaoxie.synth import definitions, specification

    own = None if rulebook is None else definitions.of(rulebook.library.vocabulary)
    return specification.load(None if folder is None else Path(folder), own)


def _claim_year(text: str | None, specification: Specification | None, faults: list[Fault]) -> int:
    from yaoxie.synth.population import LATEST_YEAR

    year = options.claim_year(text)
    first = 1 if specification is None else specification.first_year
    if not isinstance(year, int) or not first <= year <= LATEST_YEAR:
        faults.append(Fault("/year", year, Message("cli.years", first=first, last=LATEST_YEAR)))
    return cast("int", year)


def _generate(
    count: int,
    seed: int,
    year: int,
    rulebook: Rulebook,
    specification: Specification,
    out: str,
    fault_rate: float,
) -> None:
    from yaoxie.cli.progress import ProgressBar
    from yaoxie.synth import population
    from yaoxie.tables.ndjson.writer import opened, write_ndjson
    from yaoxie.tables.parquet_writer import write_parquet

    supports = {
        name: [(entry.id, entry.subject) for entry in rulebook.library.checked(name).supports]
        for name in rulebook.measures
    }
    with ProgressBar(count) as bar:
        if _is_folder(out):
            chunks = population.chunks(
                count, seed, year=year, supports=supports, specification=specification
            )
            vocabulary = rulebook.library.vocabulary
            write_parquet(Path(out), chunks, progress=bar.advance_to, vocabulary=vocabulary)
            return
        lines = population.profiles(count, seed, fault_rate, year, supports, specification)
        if out == _STANDARD_OUTPUT:
            with output.standard_output() as stream:
                write_ndjson(stream, lines, bar.advance_to)
            return
        with opened(Path(out)) as file:
            write_ndjson(file, lines, bar.advance_to)
