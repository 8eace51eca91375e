"""Lines of a text in chunks of bounded size, whose bounds follow from where a chunk starts."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from yaoxie.sources.json_text import MAX_BYTES
from yaoxie.tables.batches import Position

BLANK = b" \t\r\n"
# So that a chunk of tiny lines does not make too many rows.
MAX_LINES = 100_000
Opens = Callable[[int], Iterator[bytes]]


class Chunk(NamedTuple):
    """Whole lines, each without its end, and where reading goes on after them."""

    start: Position
    lines: list[bytes]
    end: Position
    longer: int = 0  # the size of the only line, where it is too long to be kept


class Lines:
    """Reads chunks of about `size` bytes; `open_at` gives the pieces of the text from an offset."""

    def __init__(self, open_at: Opens, start: Position, size: int) -> None:
        self._open_at = open_at
        self._pieces = open_at(start.offset)
        self._size = size
        self._text = bytearray()  # the text from `place` on, as far as it was read
        self._ended = False
        self._ahead = -1  # where something stands after blank lines, if that was looked for
        self.place = start

    def chunks(self) -> Iterator[Chunk]:
        """The chunks; where the text breaks, the whole lines before it come first."""
        try:
            while (chunk := self._next()) is not None:
                yield chunk
        except Exception:
            # What could be read is handed on before the fault is raised.
            self._pieces, self._ended = iter(()), True
            del self._text[self._text.rfind(b"\n") + 1 :]
            while (chunk := self._next()) is not None:
                yield chunk
            raise

    def _next(self) -> Chunk | None:
        self._fill(self._size)
        cut = self._text.rfind(b"\n", 0, self._size) + 1
        if len(self._text) < self._size:
            cut = len(self._text)
        if not cut:
            self._fill_line()
            line_end = self._text.find(b"\n")
            if (line_end if line_end >= 0 else len(self._text)) > MAX_BYTES:
                return self._pass_over()
            cut = line_end + 1 or len(self._text)
        return self._cut(cut)

    def _cut(self, cut: int) -> Chunk | None:
        """The lines up to a cut, less blank ones at the end: those may be the file's last."""
        text = bytes(self._text[:cut])
        lines = text.split(b"\n", MAX_LINES)
        if len(lines) > MAX_LINES:
            text = text[: len(text) - len(lines[-1])]
            lines.pop()
        elif text.endswith(b"\n"):
            lines.pop()
        kept = len(lines)
        while kept and not lines[kept - 1].strip(BLANK):
            kept -= 1
        if kept:
            if kept < len(lines):
                size = sum(map(len, lines[:kept])) + kept
                del lines[kept:]
            else:
                size = len(text)
            return self._chunk(lines, size)
        return self._chunk(lines, len(text)) if lines and self._goes_on() else None

    def _chunk(self, lines: list[bytes], size: int) -> Chunk:
        del self._text[:size]
        start = self.place
        self.place = Position(start.offset + size, start.companies + len(lines))
        return Chunk(start, lines, self.place)

    def _pass_over(self) -> Chunk:
        """Reads to the end of a line that is too long, and keeps nothing of it."""
        size = 0
        while (line_end := self._text.find(b"\n")) < 0 and not self._ended:
            size += len(self._text)
            self._text.clear()
            self._fill(1)
        size += line_end if line_end >= 0 else len(self._text)
        start = self.place
        self.place = Position(start.offset + size + (line_end >= 0), start.companies + 1)
        del self._text[: line_end + 1 or len(self._text)]
        return Chunk(start, [b""], self.place, size)

    def _goes_on(self) -> bool:
        """Whether anything stands after the blank lines that are next."""
        if self.place.offset <= self._ahead or self._text.strip(BLANK):
            return True
        if self._ended:
            return False
        # Found by reading ahead on the side, as there may be more of them than memory holds.
        offset = self.place.offset
        for piece in self._open_at(offset):
            if rest := piece.lstrip(BLANK):
                self._ahead = offset + len(piece) - len(rest)
                return True
            offset += len(piece)
        return False

    def _fill(self, size: int) -> None:
        while len(self._text) < size and not self._ended:
            piece = next(self._pieces, None)
            self._ended = piece is None
            self._text += piece or b""

    def _fill_line(self) -> None:
        """Reads on until the line ends, or is too long."""
        looked = 0
        while self._text.find(b"\n", looked) < 0 and not self._ended:
            if len(self._text) > MAX_BYTES:
                return
            looked = len(self._text)
            self._fill(looked + 1)
