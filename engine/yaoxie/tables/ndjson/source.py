"""A population as profiles in JSON, one per line; plain, or packed by gzip or zstd."""

from __future__ import annotations

from collections.abc import Generator, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from yaoxie.errors import Fault, InputError
from yaoxie.messages import Message, Words, of_system
from yaoxie.profile.vocabulary import Vocabulary, packaged
from yaoxie.tables.batches import START, Batch, Position
from yaoxie.tables.file_state import FileStates
from yaoxie.tables.ndjson import compression
from yaoxie.tables.ndjson import workers as ndjson_workers
from yaoxie.tables.ndjson.compression import BrokenError, BytesRead, Packing
from yaoxie.tables.ndjson.kind import HEAD, other_kind
from yaoxie.tables.ndjson.lines import Chunk, Lines

BATCH_BYTES = 8 * 1024 * 1024
# How much text is worth the second that other processes take to begin.
LARGE = 64 * 1024 * 1024
_PACKED = 8  # how many times the text is larger, about
_PLAIN: Packing = "plain"


class NdjsonSource:
    """The profiles of a file; a company's number is its line, from 1."""

    def __init__(
        self,
        path: Path,
        batch_bytes: int = BATCH_BYTES,
        vocabulary: Vocabulary | None = None,
        *,
        packing: Packing | None = None,
        processes: int | None = None,
    ) -> None:
        """`vocabulary`: what the profiles may hold (default: the packaged one).

        `packing`: how the file is packed (default: as its first bytes say); `processes`: how many
        judge its lines (default: as many as are worth it). Raises InputError where the file cannot
        be read.
        """
        self._path = path
        self._vocabulary = vocabulary or packaged()
        self.batch = batch_bytes
        self._progress = BytesRead()
        self._processes = processes
        try:
            self._packing = packing or compression.packing(path)
            self._states = FileStates.of([path])
            self._file_size = path.stat().st_size
            self.name = f"{path.resolve()} {self._states}"
            kind = other_kind(self._head())
        except OSError as error:
            raise self._unreadable(error) from error
        if kind is not None:
            expected = Message("tables.lines")
            raise InputError([Fault("", kind, expected, file=str(path))])

    def _head(self) -> bytes:
        """How the text begins, as far as it can be unpacked."""
        head = b""
        with suppress(BrokenError):
            for piece in compression.pieces(self._path, self._packing, 0, BytesRead()):
                head += piece[: HEAD - len(head)]
                if len(head) >= HEAD:
                    break
        return head

    @property
    def files(self) -> Sequence[Path]:
        """The file."""
        return (self._path,)

    @property
    def size(self) -> int:
        """The bytes of the text; of a packed one, as what was read so far lets expect."""
        progress = self._progress
        if not self.is_packed or not progress.read:
            return self._file_size
        return max(progress.text, progress.text * self._file_size // progress.read)

    def changes(self) -> list[Fault]:
        """The fault of a file that is no longer what it was when it was opened."""
        return self._states.changes()

    def batches(self, start: Position = START) -> Generator[Batch, None, None]:
        """The batches from a position on.

        Raises InputError where the file cannot be read on, after the batches before that. To close
        the iterator early ends what other processes do for it.
        """
        with self._reading(start) as lines:
            for chunk, rows in self._checked(lines.chunks(), start):
                yield Batch(rows.tables, chunk.end, rows.bad)

    def bounds(self) -> list[Position]:
        """Where each batch begins, and behind them where the last one ends.

        Looks for the ends of lines alone. Raises InputError where the file cannot be read through.
        """
        with self._reading(START) as lines:
            return [START, *(chunk.end for chunk in lines.chunks())]

    @property
    def is_packed(self) -> bool:
        """Whether a reader that begins anywhere has to unpack all that is before."""
        return self._packing != _PLAIN

    def unpacked(self) -> Iterator[bytes] | None:
        """The text of a packed file, in pieces; None of a plain one.

        Raises InputError where it cannot be read on.
        """
        return self._text() if self.is_packed else None

    def _text(self) -> Iterator[bytes]:
        try:
            yield from self._open_at(0)
        except OSError as error:
            raise self._unreadable(error) from error
        except BrokenError:
            self.bounds()  # which says in which line it breaks
            raise

    def shared(self, unpacked: Path | None = None) -> NdjsonSource:
        """The same lines for one of many readers, each of which has one core for itself.

        `unpacked`: a file that holds their text, if there is one. Raises as when opened.
        """
        path, packing = (self._path, self._packing) if unpacked is None else (unpacked, _PLAIN)
        return NdjsonSource(path, self.batch, self._vocabulary, packing=packing, processes=1)

    @contextmanager
    def _reading(self, start: Position) -> Iterator[Lines]:
        lines = Lines(self._open_at, start, self.batch)
        try:
            yield lines
        except OSError as error:
            raise self._unreadable(error) from error
        except BrokenError as error:
            raise self._broken(error, lines.place) from error

    def _checked(self, chunks: Iterator[Chunk], start: Position) -> ndjson_workers.CheckedChunks:
        left = self._file_size * (_PACKED if self.is_packed else 1) - start.offset
        workers = self._processes or ndjson_workers.count()
        if left > LARGE and workers > 1:
            return ndjson_workers.of_chunks(chunks, workers, self._vocabulary)
        return ((chunk, ndjson_workers.of_chunk(chunk, self._vocabulary)) for chunk in chunks)

    def _open_at(self, offset: int) -> Iterator[bytes]:
        return compression.pieces(self._path, self._packing, offset, self._progress)

    def _broken(self, error: BrokenError, place: Position) -> InputError:
        reason = Words("压缩数据中断或损坏", str(error))
        value = Message("tables.broken-at", offset=place.offset, reason=reason)
        expected = Message("tables.whole-file", packing=self._packing)
        line = place.companies + 1
        return InputError([Fault("", value, expected, file=str(self._path), line=line)])

    def _unreadable(self, error: OSError) -> InputError:
        expected = Message("sources.readable-file", reason=of_system(error))
        return InputError([Fault("", str(self._path), expected, file=str(self._path))])
