"""How commands write, refuse wrong input, and end on a fault of the program."""

from __future__ import annotations

import errno
import importlib
import os
import signal
import sys
import threading
import traceback
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO, NoReturn, TextIO

import typer

from yaoxie import __version__
from yaoxie.cli import language, usage
from yaoxie.errors import Fault, InputError, MissingExtraError, ProgramError
from yaoxie.messages import Message, of_system
from yaoxie.render.wording import plain

FAILED, WRONG = 1, 2
INTERRUPTED = 130  # as shells say that a command ended by an interrupt
# What the system refuses whoever runs the command can mend.
_OF_SYSTEM = {errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EFBIG, errno.EMFILE, errno.ENFILE}
_STDERR = 2  # the descriptor that native code writes to


@contextmanager
def refusing() -> Iterator[None]:
    """Refuses wrong input with all of its faults."""
    try:
        yield
    except InputError as error:
        refuse(error.faults)


@contextmanager
def guard() -> Iterator[list[str]]:
    """Turns what goes wrong inside yaoxie into one line; the list names the profile by digest.

    Messages of unforeseen exceptions may quote a profile, so that only type and place are shown.
    """
    about: list[str] = []
    try:
        yield about
    except (typer.Exit, InputError):
        raise
    except MissingExtraError as error:
        print_messages([error.message])
        raise typer.Exit(WRONG) from None
    except ProgramError as error:
        _fail(Message("cli.error", name=type(error).__name__, text=error.args[0]), about)
    except Exception as error:  # noqa: BLE001  # the last door: no traceback leaves it
        if isinstance(error, OSError) and error.errno in _OF_SYSTEM:
            place = error.filename or Message("cli.the-system")
            print_messages([Message("cli.at", place=place, text=of_system(error))])
            raise typer.Exit(WRONG) from None
        last = traceback.extract_tb(error.__traceback__)[-1]
        name: str | Message = type(error).__name__
        if isinstance(error, OSError) and error.strerror:
            name = Message("cli.with-reason", name=name, reason=of_system(error))
        place = f"{Path(last.filename).name}:{last.lineno}"
        _fail(Message("cli.unforeseen", name=name, place=place), about)


@contextmanager
def interruptible(kept: Callable[[], Message]) -> Iterator[None]:
    """Ends work at Ctrl-C, or where the system asks it to end, with what `kept` says is kept."""

    def interrupt(*_: object) -> NoReturn:
        raise KeyboardInterrupt

    is_main = threading.current_thread() is threading.main_thread()  # others set no handlers
    former = signal.signal(signal.SIGTERM, interrupt) if is_main else None
    if is_main and signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        # Ctrl-C is not for work in the background; Polars, once imported, no longer ignores it.
        importlib.import_module("polars")
        signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    except KeyboardInterrupt:
        print_messages([Message("cli.interrupted", kept=kept())])
        raise typer.Exit(INTERRUPTED) from None
    finally:
        if is_main:
            signal.signal(signal.SIGTERM, former)


@contextmanager
def without_native_text() -> Iterator[None]:
    """Keeps standard error for what Python writes; what native code writes there is dropped.

    A panic in Polars prints hundreds of lines, from threads of its own, before it is an exception;
    no hook of Python's stands between. So the descriptor is turned away, once for the whole work
    and for all threads: to do so around each reading would be a race between them. With
    RUST_BACKTRACE=full the text stays.
    """
    stream: TextIO | None = sys.stderr  # None where the descriptor was closed at the start
    if stream is None or os.environ.get("RUST_BACKTRACE") == "full":
        yield
        return
    stream.flush()
    ours = os.fdopen(
        os.dup(_STDERR), "w", encoding=stream.encoding, errors=stream.errors, buffering=1
    )
    if _is_native(stream):
        sys.stderr = ours
    with Path(os.devnull).open("wb") as nowhere:
        os.dup2(nowhere.fileno(), _STDERR)
    interrupted = False
    try:
        yield
    except KeyboardInterrupt:
        # Native threads may go on writing until the process ends, which is now.
        interrupted = True
        raise
    finally:
        if not interrupted:
            sys.stderr = stream
            os.dup2(ours.fileno(), _STDERR)
            ours.close()


def _is_native(stream: TextIO) -> bool:
    with suppress(OSError):  # a stream in memory has no descriptor
        return stream.fileno() == _STDERR
    return False


def _fail(what: Message, about: list[str]) -> NoReturn:
    if about and about[0] not in what:
        what = Message("cli.of-profile", what=what, digest=about[0])
    print_messages([Message("cli.program-fault", version=__version__, what=what)])
    raise typer.Exit(FAILED)


def refuse(faults: Iterable[Fault], remarks: Iterable[Message] = ()) -> NoReturn:
    """Names every fault, those of the command line itself first, says the remarks, and exits."""
    own = usage.faults()
    others = [fault for fault in faults if fault not in own]
    said = map(usage.as_typed, (*own, *others))
    lines = [fault.text(language.current(), named=True) for fault in said]
    if (advice := usage.advice()) is not None:
        lines.append(language.say(advice))
    print_errors([*lines, *map(language.say, remarks)])
    raise typer.Exit(WRONG)


def print_messages(messages: Iterable[Message]) -> None:
    """Writes messages to standard error, in the language of the run."""
    print_errors(map(language.say, messages))


def print_errors(lines: Iterable[str]) -> None:
    """Writes lines to standard error, where it can be written; the exit status says the rest."""
    try:
        for line in lines:
            typer.echo(plain(line), err=True)
    except OSError:
        _discard(sys.stderr)


@contextmanager
def standard_output() -> Iterator[BinaryIO]:
    """Standard output, for bytes. A reader may go at any time, which ends the command in peace.

    An output that is closed, or that takes no more, is refused.
    """
    stream: TextIO | None = sys.stdout  # None where the descriptor was closed at the start
    if stream is None:
        refuse([_unwritable(Message("cli.output-closed"))])
    try:
        yield stream.buffer
        stream.flush()
    except BrokenPipeError:
        _discard(stream)
        raise typer.Exit from None
    except OSError as error:
        refuse([unwritable(error)])


def unwritable(error: OSError) -> Fault:
    """The fault of standard output that took no more; what is still buffered for it is dropped."""
    _discard(sys.stdout)
    return _unwritable(of_system(error))


def _unwritable(reason: Message) -> Fault:
    return Fault("", Message("cli.standard-output"), Message("cli.writable-output", reason=reason))


def _discard(stream: TextIO) -> None:
    """Sends what is still buffered nowhere, or the interpreter complains of it as it ends."""
    with suppress(OSError):  # a stream in memory has no descriptor
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def write(text: str | bytes) -> None:
    """Writes to standard output, as UTF-8 whatever the terminal's encoding."""
    with standard_output() as stream:
        stream.write(text.encode("utf-8") if isinstance(text, str) else text)
