"""Runs at one output at a time."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import textwrap

import pytest
from yaoxie.screening.output import Outcome

from tests.support.environment import unmeasured
from tests.support.runs import COUNT, Run, assert_whole


def test_a_second_run_is_refused_with_who_runs(run: Run, undisturbed: Outcome) -> None:
    first = run.output()
    first.open(resume=False)
    for options in ({}, {"resume": True}, {"force": True}):
        error = run.refused("no other run at this output", **options)
        assert f"process {os.getpid()} on " in str(error)
    first.release()
    run(resume=True)
    assert_whole(run, undisturbed)


SLOW = """
    import sys, time
    from pathlib import Path
    from tests.support.runs import Run, YEAR
    from yaoxie import Rulebook

    run = Run(Path(sys.argv[1]), Rulebook.load().screening(YEAR, "shanghai"), Path(sys.argv[2]))
    files = run.output()
    files.open(resume=True)
    print("open", flush=True)
    time.sleep(60)
"""


def test_a_run_that_is_killed_leaves_no_lock(run: Run, undisturbed: Outcome) -> None:
    run.stopped()
    command = [sys.executable, "-c", textwrap.dedent(SLOW), str(run.folder), str(run.out)]
    with subprocess.Popen(command, env=unmeasured(), stdout=subprocess.PIPE) as child:
        assert child.stdout is not None
        assert child.stdout.readline() == b"open\n"
        error = run.refused("no other run at this output", resume=True)
        assert f"process {child.pid} on " in str(error)
        child.send_signal(signal.SIGKILL)
    run(resume=True)
    assert_whole(run, undisturbed)


@pytest.mark.parametrize("attempt", range(4))
def test_of_runs_that_start_together_one_writes(
    run: Run, undisturbed: Outcome, attempt: int
) -> None:
    del attempt
    program = """
        import sys
        from pathlib import Path
        from tests.support.runs import Run, YEAR
        from yaoxie import Rulebook
        from yaoxie.errors import InputError

        run = Run(Path(sys.argv[1]), Rulebook.load().screening(YEAR, "shanghai"), Path(sys.argv[2]))
        print("ready", flush=True)
        sys.stdin.readline()
        try:
            print(run(resume=True).companies)
        except InputError as error:
            print(error)
            raise SystemExit(2)
    """
    command = [sys.executable, "-c", textwrap.dedent(program), str(run.folder), str(run.out)]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    children = [
        subprocess.Popen(command, env=unmeasured(), **pipes)  # type: ignore[call-overload]
        for _ in range(3)
    ]
    for child in children:
        assert child.stdout.readline() == "ready\n"
    for child in children:
        child.stdin.write("\n")
        child.stdin.flush()
    printed = [child.communicate()[0].strip() for child in children]
    for child, line in zip(children, printed, strict=True):
        assert child.returncode in {0, 2}
        assert line == str(COUNT) if child.returncode == 0 else "no other run" in line
    assert 0 in [child.returncode for child in children]
    assert_whole(run, undisturbed)
