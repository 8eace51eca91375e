"""Judges chunks of lines in processes of their own, so that every core has work.

A worker has one chunk at a time, and ends by itself when the other end of its connection closes,
however that comes about.
"""

from __future__ import annotations

import contextlib
import gc
import os
import signal
import socket
import subprocess
import sys
from collections import deque
from collections.abc import Iterator
from multiprocessing.connection import Connection

from yaoxie.errors import ProgramError
from yaoxie.messages import Message
from yaoxie.profile.vocabulary import Vocabulary, packaged
from yaoxie.tables.ndjson import rows as ndjson_rows
from yaoxie.tables.ndjson.lines import Chunk
from yaoxie.tables.ndjson.rows import Rows

MOST = 4
_RARELY = 200_000
_PROGRAM = "yaoxie.tables.ndjson"
CheckedChunks = Iterator[tuple[Chunk, Rows]]


class _Worker:
    def __init__(self, vocabulary: Vocabulary) -> None:
        self._unsent: Vocabulary | None = vocabulary  # it goes along with the first chunk
        ours, theirs = socket.socketpair()
        with theirs:
            number = theirs.fileno()
            command = [sys.executable, "-m", _PROGRAM, str(number)]
            paths = os.pathsep.join(path for path in sys.path if path)
            # Its cores are busy with other workers.
            environment = {**os.environ, "PYTHONPATH": paths, "POLARS_MAX_THREADS": "1"}
            try:
                self._process = subprocess.Popen(  # noqa: S603 - this very interpreter and module
                    command, pass_fds=[number], env=environment
                )
            except OSError as error:
                ours.close()
                raise ProgramError(Message("tables.no-worker")) from error
        self._connection = Connection(ours.detach())

    def start(self, chunk: Chunk) -> None:
        try:
            self._connection.send((self._unsent, chunk.lines, chunk.start.companies + 1))
            self._unsent = None
        except OSError as error:
            raise ProgramError(Message("tables.worker-ended")) from error

    def result(self) -> Rows:
        try:
            rows = self._connection.recv()
        except (EOFError, OSError) as error:
            raise ProgramError(Message("tables.worker-ended")) from error
        assert isinstance(rows, Rows)
        return rows

    def stop(self) -> None:
        self._connection.close()
        self._process.kill()
        self._process.wait()


def count() -> int:
    """How many workers make sense here."""
    return min(MOST, os.cpu_count() or 1) if os.name == "posix" else 1


def of_chunks(chunks: Iterator[Chunk], workers: int, vocabulary: Vocabulary) -> CheckedChunks:
    """The rows of each chunk, in order; as many chunks as there are workers are under way."""
    with contextlib.ExitStack() as stack:
        idle: deque[_Worker] = deque()
        for _ in range(workers):
            worker = _Worker(vocabulary)
            stack.callback(worker.stop)
            idle.append(worker)
        busy: deque[tuple[Chunk, _Worker | None]] = deque()
        failure: Exception | None = None
        while True:
            failure = failure or _start(chunks, idle, busy)
            if not busy:
                break
            chunk, at_work = busy.popleft()
            rows = at_work.result() if at_work else of_chunk(chunk, vocabulary)
            if at_work:
                idle.append(at_work)
            failure = failure or _start(chunks, idle, busy)
            yield chunk, rows
        if failure is not None and not isinstance(failure, StopIteration):
            raise failure


def _start(
    chunks: Iterator[Chunk], idle: deque[_Worker], busy: deque[tuple[Chunk, _Worker | None]]
) -> Exception | None:
    """Gives every idle worker a chunk; returns what ended the chunks, to be raised in its turn."""
    while idle:
        try:
            chunk = next(chunks)
        except Exception as error:  # noqa: BLE001 - raised after the chunks before it
            return error
        if chunk.longer:
            busy.append((chunk, None))
            if len(busy) > 2 * MOST:
                return None
            continue
        worker = idle.popleft()
        worker.start(chunk)
        busy.append((chunk, worker))
    return None


def of_chunk(chunk: Chunk, vocabulary: Vocabulary) -> Rows:
    """The rows of one chunk, judged here."""
    number = chunk.start.companies + 1
    if chunk.longer:
        return ndjson_rows.too_long(number, chunk.longer, vocabulary)
    return ndjson_rows.rows_of(chunk.lines, number, vocabulary)


def work(connection: Connection) -> None:
    """Judges what comes until the other side is gone."""
    vocabulary = packaged()
    with contextlib.suppress(EOFError, OSError):
        while True:
            sent, lines, first = connection.recv()
            vocabulary = sent or vocabulary
            connection.send(ndjson_rows.rows_of(lines, first, vocabulary))


def main() -> None:
    """Runs one worker on the connection that was handed down."""
    # An interrupt is for the process that reads: it ends this one.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # Records hold no cycles, and there are many of them.
    gc.set_threshold(_RARELY)
    work(Connection(int(sys.argv[1])))
