"""Commands that help to a first profile: `fields`, `init`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated, NamedTuple, cast

import typer

from yaoxie.cli import options, output
from yaoxie.cli.options import FormatOption, LangOption, RulesOption, YearOption
from yaoxie.errors import Fault, nearest
from yaoxie.profile.vocabulary import COMPANY
from yaoxie.render import form as form_table
from yaoxie.render.wording import LANGS, Lang, Wording
from yaoxie.rulebook import Rulebook
from yaoxie.rules import form
from yaoxie.rules.form import Form
from yaoxie.sources import new_files

MeasuresOption = Annotated[
    str | None,
    typer.Option(
        "--measure",
        metavar="ID|PLACE|all",
        help="A measure or series, the measures of a place, or all in force.",
        show_default="all that profiles may hold",
    ),
]
KindOption = Annotated[
    list[str] | None,
    typer.Option(
        "--kind", metavar="KIND", help="Only the company and this kind of item; repeatable."
    ),
]
_JSON = ".json"
ForceOption = Annotated[bool, typer.Option("--force", help="Replace files that are there.")]


class _Asked(NamedTuple):
    """The form that is asked for, and the language to write it in."""

    form: Form
    words: Wording


def fields(
    measure: MeasuresOption = None,
    kind: KindOption = None,
    year: YearOption = None,
    rules: RulesOption = None,
    lang: LangOption = "zh",
    format_: FormatOption = "table",
) -> None:
    """List the fields that measures read, in the order of the form, with help and words."""
    with output.guard(), output.refusing():
        faults = options.output_faults(lang, format_)
        asked = _asked(measure, kind, year, rules, lang, faults)
        if format_ == "json":
            text = json.dumps(
                form_table.to_dict(asked.form), ensure_ascii=False, separators=(",", ":")
            )
            output.write(text + "\n")
        else:
            output.show(form_table.render(asked.form, asked.words))


def init(
    out: Annotated[
        str | None,
        typer.Option(
            metavar="FILE",
            help="A JSON file; the fields are explained in a file .md beside it.",
            show_default="standard output",
        ),
    ] = None,
    measure: MeasuresOption = None,
    kind: KindOption = None,
    year: YearOption = None,
    rules: RulesOption = None,
    lang: LangOption = "zh",
    force: ForceOption = False,
) -> None:
    """Begin a profile with every field that measures read; it evaluates as it stands."""
    with output.guard(), output.refusing():
        faults: list[Fault] = []
        options.among("/lang", lang, LANGS, faults)
        page = None if out is None else Path(out).with_suffix(".md")
        if out is not None and Path(out).suffix != _JSON:
            faults.append(Fault("/out", out, f"a name that ends in {_JSON}"))
        for path in () if out is None or page is None else (Path(out), page):
            faults += new_files.faults(path, force=force)
        asked = _asked(measure, kind, year, rules, lang, faults)
        data = form_table.skeleton(asked.form, asked.words)
        text = json.dumps(data, ensure_ascii=False, indent=2) + "\n"
        if out is None or page is None:
            output.write(text)
            return
        explained = form_table.markdown(asked.form, asked.words)
        new_files.write([(Path(out), text), (page, explained)])
        output.write(asked.words.say("form_written", file=out, page=page) + "\n")


def _asked(
    measure: str | None,
    kinds: list[str] | None,
    year: str | None,
    rules: str | None,
    lang: str,
    faults: list[Fault],
) -> _Asked:
    """What is asked for, where the options are right; else every fault, and the command ends."""
    rulebook = options.attempt(lambda: Rulebook.load(rules), faults)
    claim_year = options.claim_year(year)
    if rulebook is not None and measure is not None:
        faults += rulebook.library.place_faults(claim_year, measure)
    if rulebook is not None:
        known = tuple(rulebook.library.vocabulary.item_lists)
        for kind in kinds or ():
            if kind != COMPANY and kind not in known:
                expected = f"one of {', '.join(known)}"
                faults.append(Fault("/kind", kind, expected, nearest(kind, known)))
    if faults or rulebook is None:
        output.refuse(faults)
    library = rulebook.library
    asked = form.whole(library.vocabulary)
    if measure is not None:
        asked = form.of(library, library.at(measure, cast("int", claim_year)))
    if kinds:
        asked = asked.only(kinds)
    return _Asked(asked, Wording(cast("Lang", lang), library.vocabulary))
