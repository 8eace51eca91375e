"""Commands that help to a first profile: `fields`, `init`."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated, NamedTuple, cast

import typer

from yaoxie.cli import completion, inputs, language, options, output
from yaoxie.cli.options import (
    ForceOption,
    FormatOption,
    LangOption,
    OutOption,
    PlainOption,
    RulesOption,
    YearOption,
)
from yaoxie.cli.printing import printing
from yaoxie.errors import Fault, nearest
from yaoxie.messages import Message
from yaoxie.profile.model import Profile
from yaoxie.profile.vocabulary import COMPANY, Vocabulary
from yaoxie.render import form as form_table
from yaoxie.render.wording import Wording
from yaoxie.rulebook import Rulebook
from yaoxie.rules import form
from yaoxie.rules.form import Form
from yaoxie.rules.library import Library
from yaoxie.sources import compact_json, new_files

MeasuresOption = Annotated[
    str | None,
    typer.Option(
        "--measure",
        metavar="ID|PLACE|all",
        help="help.form-measure",
        show_default="help.default-form-measure",
        autocompletion=completion.measures,
    ),
]
KindOption = Annotated[
    list[str] | None,
    typer.Option("--kind", metavar="KIND", help="help.kind", autocompletion=completion.kinds),
]
_JSON, _WORKBOOK = ".json", ".xlsx"


class _Asked(NamedTuple):
    """The form that is asked for, and the language to write it in."""

    form: Form
    words: Wording
    library: Library


def fields(
    measure: MeasuresOption = None,
    kind: KindOption = None,
    year: YearOption = None,
    rules: RulesOption = None,
    plain: PlainOption = False,
    lang: LangOption = None,
    format_: FormatOption = options.TABLE,
    out: OutOption = None,
    force: ForceOption = False,
) -> None:
    """List the fields that measures read, in the order of the form, with help and words."""
    with output.guard(), output.refusing():
        faults = options.output_faults(lang, format_, out, force=force)
        faults += options.of_tables(format_, plain=plain)
        asked = _asked(measure, kind, year, rules, faults)
        with printing(out, plain=plain) as printer:
            if format_ == options.JSON:
                printer.write(compact_json.to_bytes(form_table.to_dict(asked.form)) + b"\n")
            else:
                printer.show(form_table.render(asked.form, asked.words))


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
        path = None if out is None else Path(out)
        if path is not None and path.suffix not in (_JSON, _WORKBOOK):
            endings = (_JSON, _WORKBOOK)
            faults.append(Fault("/out", out, Message("cli.name-that-ends", ending=endings)))
        is_json = path is not None and path.suffix == _JSON
        page = path.with_suffix(".md") if path is not None and is_json else None
        for file in (path, page):
            if file is not None:
                faults += new_files.faults(file, force=force)
        asked = _asked(measure, kind, year, rules, faults)
        data = form_table.skeleton(asked.form, asked.words)
        text = json.dumps(data, ensure_ascii=False, indent=2) + "\n"
        if path is None:
            output.write(text)
        elif page is None:
            _save(path, asked)
        else:
            explained = form_table.markdown(asked.form, asked.words)
            new_files.write([(path, text), (page, explained)])
            output.write(asked.words.say("form_written", file=path, page=page) + "\n")


def template(
    out: Annotated[str, typer.Option(metavar="FILE", help="help.template-out")],
    measure: MeasuresOption = None,
    kind: KindOption = None,
    year: YearOption = None,
    fill: Annotated[
        str | None,
        typer.Option(metavar="PROFILE", help="help.fill", show_default="help.default-fill"),
    ] = None,
    rules: RulesOption = None,
    lang: LangOption = None,
    force: ForceOption = False,
) -> None:
    """Write the workbook that companies fill in, with help, lists to choose from, an example."""
    with output.guard(), output.refusing():
        faults = options.lang_faults(lang)
        path = Path(out)
        if fill is not None:
            faults += inputs.kept([fill], out)
        if fill is not None and (measure is not None or kind):
            faults.append(Fault("/fill", fill, Message("cli.fill-all")))
        if path.suffix == _WORKBOOK:
            faults += new_files.faults(path, force=force)
        elif path.suffix:
            faults.append(Fault("/out", out, Message("cli.name-or-folder", ending=_WORKBOOK)))
        elif path.is_dir() and any(path.iterdir()) and not force:
            faults.append(Fault("/out", out, Message("cli.empty-folder")))
        asked = _asked(measure, kind, year, rules, faults)
        profiles = None
        if fill is not None:
            profiles = inputs.all_profiles(fill, asked.form.vocabulary)
        _save(path, asked, profiles)


def _save(path: Path, asked: _Asked, profiles: Iterable[Profile] | None = None) -> None:
    from yaoxie.sheets import template as sheets
    from yaoxie.sheets.layout import Layout

    layout = Layout.of(asked.form, asked.library)
    save = sheets.save if path.suffix == _WORKBOOK else sheets.save_folder
    save(path, layout, profiles)
    output.write(asked.words.say("form_saved", file=path) + "\n")


def _of_kind(kind: str, expected: Message, vocabulary: Vocabulary) -> Fault:
    """The fault of a kind that is none; people's word for one is near to it."""
    titles = {name: vocabulary.kind_title(name) for name in vocabulary.item_lists}
    own = next((name for name, title in titles.items() if kind == title.zh), None)
    near = own or nearest(kind, titles)
    return Fault("/kind", kind, expected, near, nearest_title=titles.get(near or ""))


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
                faults.append(_of_kind(kind, expected, rulebook.library.vocabulary))
    if faults or rulebook is None:
        output.refuse(faults)
    library = rulebook.library
    asked = form.whole(library.vocabulary)
    if measure is not None:
        asked = form.of(library, library.named_by(measure, cast("int", claim_year)))
    if kinds:
        asked = asked.only(kinds)
    return _Asked(asked, Wording(language.current(), library.vocabulary), library)
