"""The command line. Exit status: 0 done, 2 the input or options are wrong, 1 a program fault."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from yaoxie import __version__
from yaoxie.cli import advise, evaluate, forms, output, rules, screen, serve, synth
from yaoxie.rulebook import Rulebook

app = typer.Typer(
    name="yaoxie",
    help="Decides which public supports a pharma or device company may claim, at most, and why.",
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,  # profiles' text stands in errors: no markup, no wrapping
)
for command in (
    evaluate.evaluate,
    evaluate.compare,
    advise.advise,
    evaluate.validate,
    forms.fields,
    forms.init,
    screen.screen,
    serve.serve,
    rules.measures,
    rules.check,
    rules.vocabulary,
    rules.schema,
):
    app.command()(command)
app.command("synth")(synth.synthesise)


def main() -> None:
    """Runs the command line, and exits."""
    for stream in (sys.stdout, sys.stderr):
        # A terminal of another encoding gets escapes where it lacks a character, not a traceback.
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="backslashreplace")
    if screen.screen.__name__ in sys.argv[1:2]:
        from yaoxie.cli import aborts

        aborts.start_anew()
    try:
        app()
    except OSError as error:  # help is written by the library; commands write by `output`
        output.print_errors([str(output.unwritable(error))])
        sys.exit(output.WRONG)


def _print_version(asked: bool) -> None:  # typer's own shape
    if asked:
        with output.guard(), output.refusing():
            rulebook = Rulebook.load()
            output.write(f"yaoxie {__version__}\nrules {rulebook.version} {rulebook.digest}\n")
        raise typer.Exit


@app.callback()
def _common(
    version: Annotated[
        bool,
        typer.Option(
            "--version", is_eager=True, callback=_print_version, help="Print versions and exit."
        ),
    ] = False,
) -> None:
    """Takes the options that stand before a command."""
