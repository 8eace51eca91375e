"""Commands whose help, and whose faults of options, are worded in the language of the run.

What a command or an option has as its help is a code of `messages.help`; it is worded when it is
shown, so that a start costs no more for it.
"""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterable, Iterator
from typing import Any, NoReturn

import typer
from rich.cells import cell_len
from typer.core import TyperCommand, TyperGroup

from yaoxie.cli import language, output, usage
from yaoxie.errors import Fault, nearest
from yaoxie.messages import Message, entry
from yaoxie.render import folding

_CODES = "help."
_LEAST, _MOST = 40, 100  # cells of a line
_TERM = 26  # cells of what stands before a longer explanation at most
_OF_LIBRARY = {"help": "help.help"}  # its own options, by name
# The base of all errors of usage, which typer names in no module of its own.
UsageError: type[Exception] = typer.BadParameter.__mro__[1]


def worded(text: str | None) -> str:
    """A help text in the language of the run; what is no code stays as it is."""
    if not text or not text.startswith(_CODES):
        return text or ""
    words = entry(text)
    return words.zh if language.current() == "zh" else words.en


class _InWords:
    """What commands and groups share: help and completion in the language of the run."""

    def get_help(self, ctx: Any) -> str:
        return "\n".join(_page(self, ctx))

    def get_short_help_str(self, limit: int = 45) -> str:  # noqa: ARG002 - the library's shape
        return worded(getattr(self, "help", None)).partition("\n")[0]

    def shell_complete(self, ctx: Any, incomplete: str) -> list[Any]:
        items = super().shell_complete(ctx, incomplete)  # type: ignore[misc]
        for item in items:
            item.help = worded(item.help)
        return list(items)


class Command(_InWords, TyperCommand):
    """One command."""

    allow_extra_args = True  # refused below, by name

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Reads the arguments; what is wrong with them is told with the command's own faults.

        Where they cannot be read at all, the command ends here.
        """
        if ctx.resilient_parsing:
            return super().parse_args(ctx, args)
        faults: list[Fault] = []
        usage.keep(faults, None, _options(ctx))
        left = list(args)
        while True:
            try:
                rest = super().parse_args(ctx, list(left))
                break
            except UsageError as error:
                faults.append(_usage_fault(error, ctx, left))
                shorter = _without(error, faults[-1], ctx, left)
                if shorter is None:
                    refuse(ctx, faults)
                left = shorter
        faults += [Fault("/arguments", text, Message("cli.no-argument")) for text in rest]
        usage.keep(faults, _see_help(ctx), _options(ctx))
        return rest


def _without(error: Any, fault: Fault, ctx: Any, args: list[str]) -> list[str] | None:
    """The arguments without an option that is none, or is not written so; None where none is.

    With it goes its value, if the option that was likely meant takes one.
    """
    names = [arg.partition("=")[0] for arg in args]
    wrong = [getattr(error, "option_name", None)]
    takes_value = False
    match type(error).__name__:
        case "NoSuchOption" | "BadOptionUsage":
            params = ctx.command.get_params(ctx)
            takes_value = any(fault.nearest in param.opts and not param.is_flag for param in params)
        case "BadParameter" if error.param is not None:
            wrong, takes_value = error.param.opts, True
        case _:
            return None
    at = next((at for at, name in enumerate(names) if name in wrong), None)
    if at is None:
        return None
    has_value = takes_value and "=" not in args[at] and args[at + 1 : at + 2] != ["--"]
    return args[:at] + args[at + (2 if has_value else 1) :]


class Group(_InWords, TyperGroup):
    """All commands; whatever is wrong with a command line is refused in words of ours."""

    def make_context(self, info_name: Any, args: list[str], *rest: Any, **extra: Any) -> Any:
        language.choose(args)
        usage.keep([], None)
        return super().make_context(info_name, args, *rest, **extra)

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        if args[0] not in self.commands and not ctx.resilient_parsing:
            known = tuple(self.commands)
            expected = Message("cli.command", names=known)
            refuse(ctx, [Fault("/command", args[0], expected, nearest(args[0], known))])
        return super().resolve_command(ctx, args)

    def main(self, *args: Any, standalone_mode: bool = True, **extra: Any) -> Any:
        extra["standalone_mode"] = False
        try:
            status = super().main(*args, **extra)
        except typer.Abort:
            status = output.INTERRUPTED
        except UsageError as error:
            status = _refuse_usage(error)
        if standalone_mode:
            sys.exit(status)
        return status


def _refuse_usage(error: Any) -> int:
    """Says what the library found wrong with a command line; the exit status."""
    if type(error).__name__ == "NoArgsIsHelpError":
        output.print_errors(error.ctx.get_help().splitlines())
        return output.WRONG
    _print_faults(error.ctx, [_usage_fault(error, error.ctx, [])])
    return output.WRONG


def _usage_fault(error: Any, ctx: Any, given: list[str]) -> Fault:
    """What the library found wrong with the arguments that are given."""
    option = getattr(error, "option_name", None)
    param: Any = getattr(error, "param", None)
    at = f"/{str(option).lstrip('-')}" if param is None else f"/{param.name.rstrip('_')}"
    absent = Message("cli.not-given")
    match type(error).__name__:
        case "NoSuchOption":
            return Fault(at, option, Message("cli.option"), nearest(option, _options(ctx)))
        case "BadOptionUsage" if "not take" in error.message:
            return Fault(at, option, Message("cli.option-without-value"))
        case "BadOptionUsage":
            return Fault(at, option, Message("cli.option-with-value"))
        case "MissingParameter" if param.param_type_name == "argument":
            return Fault(at, absent, Message("cli.argument", name=_name(param)))
        case "MissingParameter":
            return Fault(at, absent, Message("cli.required-option", name=param.opts[0]))
        case _:
            return Fault(at, _value(param, given), _fitting(param))


def _options(ctx: Any) -> list[str]:
    """The options of a command, as they are typed."""
    return [name for each in ctx.command.get_params(ctx) for name in each.opts]


def _fitting(param: Any) -> Message:
    """What an option takes, as far as its bounds say so."""
    least, most = (getattr(param, end, None) for end in ("min", "max"))
    match least:
        case float():
            return Message("sources.number-at-least", least=least)
        case int() if most is not None:
            return Message("cli.whole-number", least=least, most=f"{most:,}")
        case int():
            return Message("sources.at-least", least=least)
        case _:
            return Message("cli.fitting-value")


def _value(param: Any, given: list[str]) -> str | None:
    """What stands for an option among the arguments."""
    for at, text in enumerate(given):
        name, equals, value = text.partition("=")
        if param is not None and name in param.opts:
            return value if equals else next(iter(given[at + 1 :]), None)
    return None


def refuse(ctx: Any, faults: Iterable[Fault]) -> NoReturn:
    """Names what is wrong with a command line and where help is, and exits."""
    _print_faults(ctx, faults)
    raise typer.Exit(output.WRONG)


def _print_faults(ctx: Any, faults: Iterable[Fault]) -> None:
    lines = [usage.as_typed(fault).text(language.current(), named=True) for fault in faults]
    output.print_errors([*lines, language.say(_see_help(ctx))])


def _see_help(ctx: Any) -> Message:
    return Message("cli.see-help", command=ctx.command_path)


def _page(command: Any, ctx: Any) -> Iterator[str]:
    """The help of a command, line by line."""
    width = min(max(shutil.get_terminal_size().columns, _LEAST), _MOST)
    params = [param for param in command.get_params(ctx) if not getattr(param, "hidden", False)]
    arguments = [param for param in params if param.param_type_name == "argument"]
    options = [param for param in params if param.param_type_name == "option"]
    commands = getattr(command, "commands", {})
    names = [_name(param) for param in arguments] + ([worded("help.command")] if commands else [])
    usage = " ".join((ctx.command_path, worded("help.options-in-usage"), *names))
    yield from _hanging(worded("help.usage"), usage, width)
    for paragraph in worded(command.help).split("\n"):
        yield ""
        yield from (f"  {line}" for line in folding.lines(paragraph, width - 2))
    shown = {name: each for name, each in commands.items() if not each.hidden}
    yield from _section("help.arguments", [(_name(a), _about(a)) for a in arguments], width)
    yield from _section(
        "help.options", [(_name(option), _about(option)) for option in options], width
    )
    yield from _section(
        "help.commands", [(name, each.get_short_help_str()) for name, each in shown.items()], width
    )


def _section(title: str, rows: list[tuple[str, str]], width: int) -> Iterator[str]:
    if not rows:
        return
    yield ""
    yield worded(title)
    widest = min(max(cell_len(term) for term, _ in rows), _TERM)
    for term, about in rows:
        lines = folding.lines(about, width - widest - 4) if about else [""]
        if cell_len(term) > widest:
            yield f"  {term}"
        else:
            yield f"  {term}{' ' * (widest - cell_len(term))}  {lines.pop(0)}".rstrip()
        yield from (f"{' ' * (widest + 4)}{line}" for line in lines)


def _hanging(first: str, text: str, width: int) -> Iterator[str]:
    indent = cell_len(first) + 1
    start, *lines = folding.lines(text, width - indent)
    yield f"{first} {start}"
    yield from (f"{' ' * indent}{line}" for line in lines)


def _name(param: Any) -> str:
    """How an argument or option is written."""
    if param.param_type_name == "argument":
        return str(param.metavar or param.name.upper())
    names = ", ".join(sorted((*param.opts, *param.secondary_opts), key=len))
    if param.is_flag or param.name == "help":
        return names
    return f"{names} {param.metavar or param.name.rstrip('_').upper()}"


def _about(param: Any) -> str:
    """What an argument or option is for, and what it is where it is not given."""
    text = worded(_OF_LIBRARY.get(param.name, param.help))
    default = param.default
    if isinstance(param.show_default, str):
        said = worded(param.show_default)
    elif default in {None, False, ""} or isinstance(default, (list, tuple)):
        said = worded("help.required") if param.required else ""
        return f"{text}{said}" if said else text
    else:
        said = f"{default:,}" if isinstance(default, int) and default > _LEAST_GROUPED else default
    return text + worded("help.default").format(default=said)


_LEAST_GROUPED = 99_999
