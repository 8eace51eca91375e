"""No process outlives the one that started it, however that one ended."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from multiprocessing import connection
from multiprocessing.process import BaseProcess


def end_with_parent() -> None:
    """Has this process end in peace once its parent has gone; without one, does nothing.

    Who kills the service's first process leaves it no time to end the others: they would go on
    answering, and keep its port.
    """
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_follow, args=(parent,), name="parent", daemon=True).start()


def _follow(parent: BaseProcess) -> None:
    connection.wait([parent.sentinel])
    os.kill(os.getpid(), signal.SIGTERM)
