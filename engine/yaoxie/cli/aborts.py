"""Where native code aborts the process, the command starts anew in it, to say what it died of.

Where a page of a Parquet file says that it holds fewer values than none, Polars asks for 2^61
bytes, and Rust aborts: nothing is raised, and the status is that of a crash. To work in a child
process would cost every run a process that watches, and every signal a way past it. This costs
nothing: `abort` calls the handler of SIGABRT like any function, on the thread that aborts, and the
handler has this process run the same command again. It keeps its number and its terminal; what else
it held goes, locks and threads included. The second run knows by `was_aborted` what it is for.
"""

from __future__ import annotations

import os
import signal
import sys

_AGAIN = "from yaoxie.cli import aborts, app; aborts.was_aborted = True; app.main()"
_STDERR = 2
_PROGRESS_GONE = b"\r\x1b[K\x1b[?25h"  # an empty line, and the cursor again

was_aborted = False
is_alone = False  # whether the process is the command's alone; the program's start says so
_handlers: list[object] = []  # C's pointers do not keep them


def start_anew() -> None:
    """From here on an abort starts the command anew, where the process is the command's alone."""
    if os.name != "posix" or was_aborted or not is_alone:
        return
    import ctypes

    paths = os.pathsep.join(os.path.abspath(path) for path in sys.path)  # noqa: PTH100  # "" is .
    environment = {**os.environ, "PYTHONPATH": paths}
    command = [sys.executable, "-P", "-c", _AGAIN, *sys.argv[1:]]
    blocked = signal.pthread_sigmask(signal.SIG_BLOCK, ())
    stderr = None if sys.stderr is None else os.dup(_STDERR)

    def on_abort(_: int) -> None:
        if stderr is not None:  # what native code writes may be turned away
            os.dup2(stderr, _STDERR)
            if os.isatty(_STDERR):
                os.write(_STDERR, _PROGRESS_GONE)
        signal.pthread_sigmask(signal.SIG_SETMASK, blocked)
        os.execve(sys.executable, command, environment)  # noqa: S606 - this very interpreter

    handler = ctypes.CFUNCTYPE(None, ctypes.c_int)(on_abort)
    _handlers.append(handler)
    ctypes.CDLL(None).signal(signal.SIGABRT, handler)
