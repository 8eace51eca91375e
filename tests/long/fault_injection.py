"""Does to screening what disks, people and machines do, and looks for what is lost.

`python -m tests.long.fault_injection` prints a table: what was done, how often, what was seen. It
ends with status 1 where anything was lost, or was not said plainly. `--companies` and `--times` say
how many companies are screened and how often each thing is done.
"""

from __future__ import annotations

import argparse
import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import polars as pl

from tests.support import aborting_parquet
from tests.support.environment import unmeasured

YEAR = "2024"
_SEGMENTS = 20
_HALF = 0.5
# The command with batches of so many companies: between them segments end.
_PROGRAM = """
import sys
from yaoxie.cli import app
from yaoxie.screening import screening
segment = int(sys.argv.pop(1))
screening._slice_size = lambda *_, **__: segment
app.main()
"""
_NEVER_SHOWN = ("Traceback", "panicked", "unwrap()", "backtrace", "a fault of the program")
Seen = Counter[str]


class Bench:
    """A population, its undisturbed result, and a place where screening is disturbed."""

    def __init__(self, place: Path, companies: int, times: int, seed: int = 0) -> None:
        self.place = place
        self.times = times
        self.rng = random.Random(seed)  # noqa: S311
        self.segment = max(1, companies // _SEGMENTS)
        self.tables = place / "tables"
        place.chmod(0o755)
        self.yaoxie("synth", str(companies), "--year", YEAR, "--out", "tables")
        self.result = place / "whole.parquet"
        self.yaoxie(*self.command("whole.parquet"))

    @property
    def partial(self) -> Path:
        return self.place / "out.parquet.partial"

    def command(self, out: str = "out.parquet", tables: str = "tables") -> list[str]:
        options = ["--out", out, "--year", YEAR, "--segment", str(self.segment)]
        return ["screen", tables, *options]

    def start(self, *arguments: str, **options: Any) -> subprocess.Popen[str]:
        command = [sys.executable, "-c", _PROGRAM, str(self.segment), *arguments]
        pipe = subprocess.PIPE
        return subprocess.Popen(
            command,
            cwd=self.place,
            env=unmeasured(),
            stdout=pipe,
            stderr=pipe,
            text=True,
            **options,
        )

    def yaoxie(self, *arguments: str, status: int = 0, **options: Any) -> str:
        """Runs a command to its end, which must be as expected; gives what it said."""
        with self.start(*arguments, **options) as child:
            text = child.communicate()[1]
        summary = f"{' '.join(arguments)} ended with {child.returncode}: {text[-2000:]}"
        assert child.returncode == status, summary
        assert not any(word in text for word in _NEVER_SHOWN), summary
        return text

    def refused(self, expected: str, *arguments: str, **options: Any) -> None:
        """A command must be refused, in words that hold what is expected."""
        text = self.yaoxie(*arguments, status=2, **options)
        assert expected in text, f"{expected!r} is not in {text!r}"

    def stop(self) -> None:
        """Leaves a run that was killed after some segments."""
        with self.start(*self.command()) as child:
            self.wait_for(self.partial / "findings-2.parquet", child)
            child.kill()

    def wait_for(self, file: Path, child: subprocess.Popen[str]) -> None:
        while not file.exists():
            assert child.poll() is None, child.communicate()
            time.sleep(0.002)

    def resume(self) -> None:
        """Resumes the run, which must end with the undisturbed result."""
        self.yaoxie(*self.command(), "--resume")
        self.assert_whole()

    def assert_whole(self) -> None:
        """The result is the undisturbed one, and nothing else is left."""
        for end in (".parquet", ".companies.parquet"):
            ours, whole = (self.place / f"{name}{end}" for name in ("out", "whole"))
            assert pl.read_parquet(ours).equals(pl.read_parquet(whole)), f"{ours} differs"
        bad = [(self.place / f"{name}.bad.ndjson").read_bytes() for name in ("out", "whole")]
        assert bad[0] == bad[1]
        assert not self.partial.exists()

    def clear(self) -> None:
        for file in self.place.glob("out.*"):
            shutil.rmtree(file) if file.is_dir() else file.unlink()

    def copy(self) -> Path:
        """The tables again, to be damaged."""
        folder = self.place / "damaged"
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(self.tables, folder)
        return folder


def killed(bench: Bench) -> Seen:
    """Killed at random moments, then resumed."""
    kept: set[int] = set()
    for _ in range(bench.times):
        with bench.start(*bench.command(), "--resume") as child:
            bench.wait_for(bench.partial / "state.json", child)
            time.sleep(bench.rng.uniform(0, 1.5))
            child.kill()
            child.communicate()
        kept.add(len(list(bench.partial.glob("findings-*.parquet"))))
        if bench.rng.random() < _HALF:
            bench.resume()
            bench.clear()
    bench.resume()
    return Counter({f"with {min(kept)} to {max(kept)} segments; resumed, undisturbed": bench.times})


def interrupted(bench: Bench) -> Seen:
    """Ctrl-C, or asked to terminate; then resumed."""
    for number in range(bench.times):
        with bench.start(*bench.command()) as child:
            bench.wait_for(bench.partial / "findings-1.parquet", child)
            child.send_signal(signal.SIGTERM if number % 2 else signal.SIGINT)
            text = child.communicate()[1]
        assert child.returncode == 130, text
        assert "--resume goes on with it" in text
        bench.resume()
        bench.clear()
    return Counter({"exit 130, says what is kept; resumed to the undisturbed result": bench.times})


def full_disk(bench: Bench) -> Seen:
    """A disk that takes no more, then room again."""
    largest = (bench.place / "whole.parquet").stat().st_size
    for _ in range(bench.times):
        most = bench.rng.randrange(largest)

        def limit(most: int = most) -> None:
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (most, resource.RLIM_INFINITY))

        expected = "a place that takes what is written"
        bench.refused(expected, *bench.command(), "--resume", preexec_fn=limit)
        assert not (bench.place / "out.parquet").exists()
        if bench.rng.random() < _HALF:
            bench.resume()
            bench.clear()
    bench.resume()
    return Counter({"exit 2, the place named; resumed to the undisturbed result": bench.times})


def read_only(bench: Bench) -> Seen:
    """A folder that takes no files."""
    folder = bench.place / "closed"
    folder.mkdir(exist_ok=True)
    folder.chmod(0o555)
    mount, unmount = (shutil.which(name) or "false" for name in ("mount", "umount"))
    options = ["-t", "tmpfs", "-o", "ro", "tmpfs", str(folder)]
    is_mounted = os.geteuid() == 0 and not subprocess.call(
        [mount, *options], stderr=subprocess.DEVNULL
    )
    try:
        if os.access(folder, os.W_OK):  # root may write anywhere else
            return Counter({"not tried: nothing here is closed to root": 1})
        for _ in range(bench.times):
            out = bench.command("closed/out.parquet")
            bench.refused("a folder that can be written to", *out)
        assert not list(folder.iterdir())
    finally:
        if is_mounted:
            subprocess.call([unmount, str(folder)])
    return Counter({"exit 2 before any work, the folder named": bench.times})


def second_run(bench: Bench) -> Seen:
    """A second run at the same output."""
    options: list[list[str]] = [[], ["--resume"], ["--force"]]
    with bench.start(*bench.command()) as first:
        bench.wait_for(bench.partial / "state.json", first)
        os.kill(first.pid, signal.SIGSTOP)  # it would be done before the others are
        try:
            for more in options:
                expected = f"one is under way (process {first.pid} on "
                bench.refused(expected, *bench.command(), *more)
        finally:
            os.kill(first.pid, signal.SIGCONT)
        text = first.communicate()[1]
    assert first.returncode == 0, text
    bench.assert_whole()
    return Counter({"exit 2, the first named; the first undisturbed": len(options)})


def changed_input(bench: Bench) -> Seen:
    """An input that changes between a stop and resuming, size and content alike."""
    bench.stop()
    file = bench.tables / "drugs.parquet"
    file.write_bytes(file.read_bytes())
    bench.refused("the same input, rules and options", *bench.command(), "--resume")
    bench.yaoxie(*bench.command(), "--force")
    bench.assert_whole()
    return Counter({"exit 2; --force gives the undisturbed result": 1})


def damaged_input(bench: Bench) -> Seen:
    """Tables that are cut, or have bits flipped in pages or in the footer."""
    seen: Seen = Counter()
    for number in range(2 * bench.times):
        folder = bench.copy()
        file = bench.rng.choice(sorted(folder.glob("*.parquet")))
        data = bytearray(file.read_bytes())
        if number % 2:
            del data[bench.rng.randrange(len(data)) :]
        else:
            footer = len(data) - 8 - int.from_bytes(data[-8:-4], "little")
            start, end = (footer, len(data)) if number % 4 else (4, footer)
            for _ in range(20):
                data[bench.rng.randrange(start, end)] ^= 1 << bench.rng.randrange(8)
        file.write_bytes(data)
        with bench.start(*bench.command("out.parquet", "damaged")) as child:
            text = child.communicate()[1]
        assert not any(word in text for word in _NEVER_SHOWN), text
        assert child.returncode in {0, 2}, (child.returncode, text)
        if child.returncode == 2:
            assert file.name in text or "no others" in text, text
        seen[
            "exit 2, the file named" if child.returncode else "exit 0: other values, bad rows"
        ] += 1
        bench.clear()
    return seen


def damaged_run(bench: Bench) -> Seen:
    """Kept segments and states that are cut, changed or gone."""
    seen: Seen = Counter()
    bench.stop()
    names = ("findings-0.parquet", "companies-1.parquet", "state.json")
    for name in names:
        file = bench.partial / name
        whole = file.read_bytes()
        middle = len(whole) // 2
        for damaged in (whole[:middle], whole[:middle] + b"\xff" * (len(whole) - middle), None):
            if damaged is None and name == "state.json":
                continue  # without one, there is nothing to resume
            file.unlink() if damaged is None else file.write_bytes(damaged)
            bench.refused(str(Path(bench.partial.name, name)), *bench.command(), "--resume")
            file.write_bytes(whole)
            seen["exit 2, the file named; the rest kept"] += 1
    bench.resume()
    return seen


def hostile_parquet(bench: Bench) -> Seen:
    """Files that are no Parquet, or hold what cannot be read."""
    seen: Seen = Counter()
    drugs = pl.read_parquet(bench.tables / "drugs.parquet")
    text = drugs.with_columns(name=pl.lit("zzqqzz"))

    def bad_text(file: Path) -> None:
        text.write_parquet(file, compression="uncompressed", statistics=False)
        file.write_bytes(file.read_bytes().replace(b"zzqqzz", b"zz\xff\xfezz"))

    makers: dict[str, Callable[[Path], object]] = {
        "/name": bad_text,
        "/rd_spend": lambda file: drugs.cast({"rd_spend": pl.Decimal(38, 2)}).write_parquet(file),
        "/category": lambda file: aborting_parquet.write(file, drugs.head(500), "category"),
        "/item": lambda file: drugs.with_columns(item=pl.lit([1])).write_parquet(file),
        ": ": lambda file: file.write_bytes(b"PAR1 PAR1"),
        "drugs.parquet": lambda file: file.write_bytes(b""),
    }
    for expected, make in makers.items():
        make(bench.copy() / "drugs.parquet")
        words = f"drugs.parquet {expected}" if expected.startswith("/") else expected
        bench.refused(words, *bench.command("out.parquet", "damaged"))
        seen["exit 2, file and column named"] += 1
    return seen


FAULTS: tuple[Callable[[Bench], Seen], ...] = (
    killed,
    interrupted,
    full_disk,
    read_only,
    second_run,
    changed_input,
    damaged_input,
    damaged_run,
    hostile_parquet,
)


def write_line(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def main() -> int:
    """Prints the table; 1 where anything was lost."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--companies", type=int, default=100_000, metavar="N")
    parser.add_argument("--times", type=int, default=12, metavar="N")
    parser.add_argument("--seed", type=int, default=0, metavar="S")
    options = parser.parse_args()
    lost = 0
    write_line("| Done | Times | Seen | Lost |\n|---|---|---|---|")
    with tempfile.TemporaryDirectory() as name:
        bench = Bench(Path(name), options.companies, options.times, options.seed)
        for fault in FAULTS:
            bench.clear()
            done = (fault.__doc__ or "").rstrip(".")
            try:
                seen = fault(bench)
            except AssertionError as error:
                lost += 1
                write_line(f"| {done} | | {str(error)[:500]!r} | yes |")
                continue
            for what, times in seen.items():
                write_line(f"| {done} | {times} | {what} | nothing |")
    return 1 if lost else 0


if __name__ == "__main__":
    sys.exit(main())
