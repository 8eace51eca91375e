"""Segments that an interrupt leaves behind keep no thread waiting, and no process from its end."""

from __future__ import annotations

import gc
import subprocess
import sys
import textwrap
import threading
from pathlib import Path

from yaoxie import Rulebook
from yaoxie.screening.segments import Segment

PROGRAM = """
    import sys
    from pathlib import Path
    from yaoxie import Rulebook
    from yaoxie.screening.segments import Segment

    screening = Rulebook.load().screening(2024)
    segment = Segment(Path(sys.argv[1]), 0, {})
    segment.add(screening.run(screening.empty_tables()), [])
    sys.exit(3)
"""


def test_a_process_ends_with_a_segment_still_open(tmp_path: Path) -> None:
    command = [sys.executable, "-c", textwrap.dedent(PROGRAM), str(tmp_path)]
    assert subprocess.run(command, timeout=120, check=False).returncode == 3


def test_the_threads_of_a_segment_that_nobody_has_any_more_end(
    rulebook: Rulebook, tmp_path: Path
) -> None:
    screening = rulebook.screening(2024)
    before = set(threading.enumerate())
    segment = Segment(tmp_path, 0, {})
    segment.add(screening.run(screening.empty_tables()), [])
    started = set(threading.enumerate()) - before
    assert len(started) == 2
    segment._bad.close()
    del segment
    gc.collect()
    for thread in started:
        thread.join(60)
        assert not thread.is_alive()
