"""Where answers are printed: standard output, or a file that is whole or not there."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from io import StringIO
from pathlib import Path

from rich.console import Console, Group

from yaoxie.cli import language, output
from yaoxie.render import report
from yaoxie.render.stacked import plain_lines, stacked
from yaoxie.sources import new_files

LEAST_TABLE, LEAST_WIDTH = 80, 40  # cells that tables need, and that lines are folded to
_UNKNOWN_WIDTH = 80


class Printer:
    """Prints answers one after the other; `plain`: tables as lines, without colours."""

    def __init__(self, *, plain: bool = False, is_file: bool = False) -> None:
        self._plain = plain
        self.kept: list[bytes] | None = [] if is_file else None

    def write(self, text: str | bytes) -> None:
        """Prints as UTF-8, whatever the terminal's encoding."""
        if self.kept is None:
            output.write(text)
        else:
            self.kept.append(text.encode() if isinstance(text, str) else text)

    def show(self, blocks: Group) -> None:
        """Prints tables; on a terminal in its own encoding."""
        if self.kept is None:
            with output.standard_output():  # the terminal is asked for its width, and may be gone
                sys.stdout.write(self._text(blocks))
        else:
            self.kept.append(self._text(blocks).encode("utf-8", "backslashreplace"))

    def _text(self, blocks: Group) -> str:
        if self._plain:
            lines = plain_lines(blocks, language.current())
            return "\n".join(lines).rstrip("\n") + "\n"
        console = Console() if self.kept is None else Console(file=StringIO(), color_system=None)
        width = console.width or _UNKNOWN_WIDTH
        console.width = max(width, LEAST_WIDTH)
        if width < LEAST_TABLE:
            blocks = stacked(blocks, language.current())
        return report.print_to(console, blocks)


@contextmanager
def printing(out: str | None, *, plain: bool = False) -> Iterator[Printer]:
    """A printer to a file, or to standard output. The file is there once all is printed."""
    printer = Printer(plain=plain, is_file=out is not None)
    yield printer
    if out is not None and printer.kept is not None:
        new_files.write([(Path(out), b"".join(printer.kept))])
