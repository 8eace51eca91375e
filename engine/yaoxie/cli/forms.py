"""Commands that help to a first profile: `fields`, `init`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated, NamedTuple, cast

import typer

from yaoxie.cli import language, options, output
from yaoxie.cli.options import FormatOption, LangOption, RulesOption, YearOption
from yaoxie.errors import Fault, nearest
from yaoxie.messages import Message
from yaoxie.profile.vocabulary import COMPANY
from yaoxie.render import form as form_table
from yaoxie.render.wording import Wording
from yaoxie.rulebook import Rulebook
from yaoxie.rules import form
from yaoxie.rules.form import Form
from yaoxie.sources import new_files

MeasuresOption = Annotated[
    str | None,
    typer.Option(
        "--measure",
        metavar="ID|PLACE|all",
        help="help.form-measure",
        show_default="help.default-form-measure",
    ),
]
KindOption = Annotated[
    list[str] | None,
    typer.Option("--kind", metavar="KIND", help="help.kind"),
]
_JSON = ".json"
ForceOption = Annotated[bool, typer.Option("--force", help="help.force-files")]


class _Asked(NamedTuple):
    """The form that is asked for, and the language to write it in."""

    form: Form
    words: Wording


def fields(
    measure: MeasuresOption = None,
    kind: KindOption = None,
    year: YearOption = None,
    rules: RulesOption = None,
    lang: LangOption = None,
    format_: FormatOption = "table",
) -> None:
    """List the fields that measures read, in the order of the form, with help and words."""
    with output.guard(), output.refusing():
        faults = options.output_faults(lang, format_)
        asked = _asked(measure, kind, year, rules, faults)
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
            help="help.form-out",
            show_default="help.default-form-out",
        ),
    ] = None,
    measure: MeasuresOption = None,
    kind: KindOption = None,
    year: YearOption = None,
    rules: RulesOption = None,
    lang: LangOption = None,
    force: ForceOption = False,
) -> None:
    """Begin a profile with every field that measures read; it evaluates as it stands."""
    with output.guard(), output.refusing():
        faults = options.lang_faults(lang)
        page = None if out is None else Path(out).with_suffix(".md")
        if out is not None and Path(out).suffix != _JSON:
            faults.append(Fault("/out", out, Message("cli.name-that-ends", ending=_JSON)))
        for path in () if out is None or page is None else (Path(out), page):
            faults += new_files.faults(path, force=force)
        asked = _asked(measure, kind, year, rules, faults)
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
                expected = Message("sources.one-of", words=known)
                faults.append(Fault("/kind", kind, expected, nearest(kind, known)))
    if faults or rulebook is None:
        output.refuse(faults)
    library = rulebook.library
    asked = form.whole(library.vocabulary)
    if measure is not None:
        asked = form.of(library, library.at(measure, cast("int", claim_year)))
    if kinds:
        asked = asked.only(kinds)
    return _Asked(asked, Wording(language.current(), library.vocabulary))
