"""The command line. Exit status: 0 done, 2 the input or options are wrong, 1 a program fault."""

from __future__ import annotations

import gc
import os
import sys
from typing import Annotated

import typer
from typer import completion

from yaoxie import __version__
from yaoxie.cli import (
    aborts,
    advise,
    evaluate,
    forms,
    language,
    living,
    options,
    output,
    report,
    rules,
    screen,
    serve,
    synth,
    validate,
)
from yaoxie.cli import help as help_
from yaoxie.cli.options import LangOption
from yaoxie.messages import Message
from yaoxie.rulebook import Rulebook

_COMPLETING = "_YAOXIE_COMPLETE"  # set by the shell that asks for completions
app = typer.Typer(
    name="yaoxie",
    cls=help_.Group,
    help="help.yaoxie",
    context_settings={"help_option_names": ["-h", "--help"]},
    add_completion=False,  # its options are below, worded like all others
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,  # profiles' text stands in errors: no markup, no wrapping
)
for command, name, about in (
    (evaluate.evaluate, "evaluate", "help.evaluate"),
    (evaluate.compare, "compare", "help.compare"),
    (advise.advise, "advise", "help.advise"),
    (report.report, "report", "help.report"),
    (validate.validate, "validate", "help.validate"),
    (forms.fields, "fields", "help.fields"),
    (forms.init, "init", "help.init"),
    (forms.template, "template", "help.template"),
    (screen.screen, "screen", "help.screen"),
    (serve.serve, "serve", "help.serve"),
    (rules.measures, "measures", "help.measures"),
    (rules.check, "check", "help.check"),
    (living.run_features, "test", "help.test"),
    (rules.vocabulary, "vocabulary", "help.vocabulary"),
    (rules.schema, "schema", "help.schema"),
    (synth.synthesise, "synth", "help.synth"),
):
    app.command(name, cls=help_.Command, help=about)(command)


def main() -> None:
    """Runs the command line, and exits."""
    # What is imported and loaded stays as long as the process: to look through it frees nothing.
    gc.freeze()
    gc.set_threshold(100_000, 20, 10)
    for stream in (sys.stdout, sys.stderr):
        # A terminal of another encoding gets escapes where it lacks a character, not a traceback.
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="backslashreplace")
    aborts.is_alone = True
    if _COMPLETING in os.environ:
        completion.completion_init()  # type: ignore[attr-defined]  # typer exports it to none
    try:
        app()
    except OSError as error:  # help is written by the library; commands write by `output`
        output.print_errors([output.unwritable(error).text(language.current())])
        sys.exit(output.WRONG)


def _print_version(asked: bool) -> None:  # typer's own shape
    if asked:
        with output.guard(), output.refusing():
            rulebook = Rulebook.load()
            line = Message("cli.rules", version=rulebook.version, digest=rulebook.digest)
            output.write(f"yaoxie {__version__}\n{language.say(line)}\n")
        raise typer.Exit


def _install_completion(asked: bool) -> None:  # typer's own shape
    if not asked:
        return
    completion.completion_init()  # type: ignore[attr-defined]
    shell, path = completion.install(prog_name="yaoxie")  # type: ignore[attr-defined]
    output.write(language.say(Message("cli.completion", shell=shell, path=path)) + "\n")
    raise typer.Exit


@app.callback()
def _common(
    version: Annotated[  # noqa: ARG001  # its callback answers
        bool,
        typer.Option("--version", is_eager=True, callback=_print_version, help="help.version"),
    ] = False,
    install: Annotated[  # noqa: ARG001
        bool,
        typer.Option(
            "--install-completion",
            is_eager=True,
            callback=_install_completion,
            help="help.install-completion",
        ),
    ] = False,
    lang: LangOption = None,
) -> None:
    """Takes the options that stand before a command."""
    if faults := options.lang_faults(lang):
        output.refuse(faults)
