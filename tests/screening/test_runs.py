"""Runs that meet others: results and inputs in the way, locks, stops, damage, full disks."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import textwrap
from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest
from yaoxie import Rulebook
from yaoxie.errors import InputError
from yaoxie.screening import output
from yaoxie.screening.api import source_of
from yaoxie.screening.output import Outcome, Output
from yaoxie.screening.screening import Screening
from yaoxie.screening.targets import Targets
from yaoxie.synth import population
from yaoxie.tables.batches import Position
from yaoxie.tables.ndjson.source import NdjsonSource
from yaoxie.tables.ndjson.writer import opened, write_ndjson
from yaoxie.tables.parquet import folder_source
from yaoxie.tables.parquet_writer import write_parquet

YEAR = 2024
COUNT = 900
BATCH = 100
SEGMENT = 300


class Run:
    """An input, what screens it, and where to."""

    def __init__(self, folder: Path, screening: Screening, out: Path) -> None:
        self.folder = folder
        self.screening = screening
        self.out = out

    @property
    def partial(self) -> Path:
        return self.out.with_name(f"{self.out.name}.partial")

    def output(self, *, force: bool = False) -> Output:
        source = folder_source(self.folder, BATCH)
        return Output(self.out, self.screening, source.name, inputs=source.files, force=force)

    def __call__(
        self, *, resume: bool = False, force: bool = False, strict: bool = False
    ) -> Outcome:
        source = folder_source(self.folder, BATCH)
        files = self.output(force=force)
        return output.screen(
            source, self.screening, files, resume=resume, strict=strict, segment=SEGMENT
        )

    def stopped(self, companies: int = 700) -> None:
        """Ends midway, with two segments kept."""

        def stop(place: Position) -> None:
            if place.companies >= companies:
                raise KeyboardInterrupt

        source = folder_source(self.folder, BATCH)
        with pytest.raises(KeyboardInterrupt):
            output.screen(source, self.screening, self.output(), progress=stop, segment=SEGMENT)

    def refused(self, match: str, **options: bool) -> InputError:
        with pytest.raises(InputError, match=match) as error:
            self(**options)
        return error.value


@pytest.fixture(scope="module")
def screening(rulebook: Rulebook) -> Screening:
    return rulebook.screening(YEAR, "shanghai")


@pytest.fixture(scope="module")
def tables_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Tables of 900 companies."""
    folder = tmp_path_factory.mktemp("made") / "in"
    write_parquet(folder, population.chunks(COUNT, 7, year=YEAR))
    return folder


@pytest.fixture
def run(tables_folder: Path, tmp_path: Path, screening: Screening) -> Run:
    folder = tmp_path / "in"
    shutil.copytree(tables_folder, folder)
    return Run(folder, screening, tmp_path / "out.parquet")


def contents(folder: Path) -> dict[str, bytes]:
    return {
        str(file.relative_to(folder)): file.read_bytes()
        for file in sorted(folder.rglob("*"))
        if file.is_file()
    }


@pytest.fixture
def undisturbed(
    tables_folder: Path, tmp_path_factory: pytest.TempPathFactory, screening: Screening
) -> Outcome:
    out = tmp_path_factory.mktemp("whole") / "out.parquet"
    return Run(tables_folder, screening, out)()


def assert_whole(run: Run, undisturbed: Outcome) -> None:
    assert pl.read_parquet(run.out).equals(pl.read_parquet(undisturbed.findings_file))
    totals = run.out.with_name("out.companies.parquet")
    assert pl.read_parquet(totals).equals(pl.read_parquet(undisturbed.companies_file))
    assert run.out.with_name("out.bad.ndjson").read_bytes() == undisturbed.bad_file.read_bytes()
    assert not run.partial.exists()


# Outputs onto inputs, and names that are no files.


@pytest.mark.parametrize("table", ["companies", "drugs", "awards"])
def test_an_output_onto_an_input_is_refused_and_the_input_untouched(run: Run, table: str) -> None:
    before = contents(run.folder)
    run.out = run.folder / f"{table}.parquet"
    run.refused("another file than the input", force=True)
    assert contents(run.folder) == before


def test_an_output_in_place_of_a_table_that_is_not_there_is_refused(run: Run) -> None:
    (run.folder / "awards.parquet").unlink()
    run.out = run.folder / "awards.parquet"
    run.refused("another file than the input")


@pytest.mark.parametrize("link", [os.symlink, os.link])
def test_an_output_that_links_to_an_input_is_refused(
    run: Run, link: Callable[[Path, Path], None]
) -> None:
    before = contents(run.folder)
    for name in ("out.parquet", "out.companies.parquet", "out.bad.ndjson"):
        target = run.out.with_name(name)
        link(run.folder / "companies.parquet", target)
        run.refused("another file than the input", force=True)
        target.unlink()
    assert contents(run.folder) == before


@pytest.mark.parametrize("name", ["lines.ndjson", "lines.bad.ndjson", "lines.companies.parquet"])
def test_none_of_the_outputs_may_be_the_lines_that_are_read(
    screening: Screening, tmp_path: Path, name: str
) -> None:
    file = tmp_path / name
    file.write_text('{"company":{"name":"x"}}\n', encoding="utf-8")
    out = tmp_path / ("lines.ndjson" if name == "lines.ndjson" else "lines.parquet")
    with pytest.raises(InputError, match="another file than the input"):
        Output(out, screening, "here", inputs=NdjsonSource(file).files, force=True)
    assert file.read_text(encoding="utf-8").startswith("{")


@pytest.mark.parametrize("name", ["", ".", "..", "folder", "folder/", "new/", "link", "pipe"])
def test_what_is_no_file_is_refused_before_any_work(
    run: Run, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    place = run.out.parent
    (place / "folder").mkdir()
    (place / "link").symlink_to(place / "elsewhere")
    os.mkfifo(place / "pipe")
    monkeypatch.chdir(place)
    before = sorted(place.rglob("*"))
    with pytest.raises(InputError, match="/out"):
        Output(name, run.screening, "here")
    assert sorted(place.rglob("*")) == before


def test_a_device_is_neither_replaced_nor_written(run: Run) -> None:
    with pytest.raises(InputError, match="no folder or device"):
        Output("/dev/null", run.screening, "here", force=True)
    assert Path("/dev/null").is_char_device()


def test_a_folder_that_takes_no_files_is_refused(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "access", lambda *_: False)  # root may write anywhere
    run.refused("a folder that can be written to")


def test_names_with_dots_keep_files_of_their_own() -> None:
    names = ("r.2024", "r.2025", "r.2024.parquet", "a.b.parquet")
    totals = [Targets.of(name).companies.name for name in names]
    assert totals == [
        "r.2024.companies.parquet",
        "r.2025.companies.parquet",
        "r.2024.companies.parquet",
        "a.b.companies.parquet",
    ]


def test_results_of_two_names_that_share_files_do_not_overwrite_each_other(run: Run) -> None:
    run.out = run.out.with_name("r")
    run()
    kept = contents(run.out.parent)
    run.out = run.out.with_name("r.parquet")
    run.refused("--force")
    assert contents(run.out.parent) == kept


@pytest.mark.parametrize("name", ["out[1].parquet", "o?t.parquet", "o*.parquet", "{a,b}.parquet"])
def test_names_of_outputs_are_no_patterns(run: Run, name: str) -> None:
    plain = run()
    run.out = run.out.with_name(name)
    odd = run()
    assert odd.findings_file == run.out
    assert pl.read_parquet(plain.findings_file).equals(
        pl.scan_parquet(run.out, glob=False).collect()
    )


# Results that are there already.


def test_a_result_is_replaced_with_force_alone(run: Run, undisturbed: Outcome) -> None:
    run()
    before = contents(run.out.parent)
    run.refused("--force replaces it")
    assert contents(run.out.parent) == before
    run(force=True)
    assert_whole(run, undisturbed)


@pytest.mark.parametrize("name", ["out.parquet", "out.companies.parquet", "out.bad.ndjson"])
def test_any_file_of_a_result_that_is_there_is_kept(run: Run, name: str) -> None:
    file = run.out.with_name(name)
    file.write_text("mine", encoding="utf-8")
    run.refused("--force replaces it")
    run.refused("--force replaces it", resume=True)
    assert file.read_text(encoding="utf-8") == "mine"
    assert not run.partial.exists()


def test_resuming_a_finished_run_says_so_and_does_nothing(run: Run) -> None:
    first = run()
    before = contents(run.out.parent)
    again = run(resume=True)
    assert again.was_finished
    assert (again.companies, again.bad) == (first.companies, first.bad) == (COUNT, 0)
    assert contents(run.out.parent) == before


def test_resuming_does_not_overwrite_the_result_of_other_options(
    run: Run, rulebook: Rulebook
) -> None:
    run()
    before = contents(run.out.parent)
    run.screening = rulebook.screening(YEAR - 1, "shanghai")
    run.refused("no result of another run", resume=True)
    assert contents(run.out.parent) == before
    run(resume=True, force=True)
    assert pl.read_parquet_metadata(run.out)["yaoxie"] != json.dumps({})


def test_resuming_what_never_began_screens_it(run: Run, undisturbed: Outcome) -> None:
    run(resume=True)
    assert_whole(run, undisturbed)


def test_force_starts_a_stopped_run_anew(run: Run, undisturbed: Outcome) -> None:
    run.stopped()
    run.refused("--force starts anew")
    run(force=True)
    assert_whole(run, undisturbed)


# Folders of others.


def test_a_folder_of_somebodys_own_is_left_alone(run: Run) -> None:
    run.partial.mkdir()
    (run.partial / "thesis.txt").write_text("years of work", encoding="utf-8")
    for options in ({}, {"resume": True}, {"force": True}):
        run.refused("no such file or folder but a run's", **options)
    assert (run.partial / "thesis.txt").read_text(encoding="utf-8") == "years of work"


def test_what_is_put_into_the_folder_of_a_run_stays(run: Run) -> None:
    run.stopped()
    files = run.output()
    (run.partial / "notes.txt").write_text("mine", encoding="utf-8")
    run.refused("no such file or folder but a run's", resume=True)
    (run.partial / "notes.txt").unlink()
    files.open(resume=True)
    (run.partial / "notes.txt").write_text("mine", encoding="utf-8")
    files.discard()
    assert [entry.name for entry in run.partial.iterdir()] == ["notes.txt"]


# Locks.


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
    from tests.screening.test_runs import Run, YEAR
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
    with subprocess.Popen(command, stdout=subprocess.PIPE) as child:
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
        from tests.screening.test_runs import Run, YEAR
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
    children = [subprocess.Popen(command, **pipes) for _ in range(3)]  # type: ignore[call-overload]
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


# Stops, and what changes before a run is resumed.


KILLED = """
    import os, sys
    from pathlib import Path
    from tests.screening.test_runs import Run, YEAR
    from yaoxie import Rulebook

    run = Run(Path(sys.argv[1]), Rulebook.load().screening(YEAR, "shanghai"), Path(sys.argv[2]))
    names_left = int(sys.argv[3])
    replace = Path.replace

    def killed(file, target):
        global names_left
        if file.parent == run.partial and target.parent == run.out.parent:
            if not names_left:
                os._exit(9)
            names_left -= 1
        return replace(file, target)

    Path.replace = killed
    run()
"""


@pytest.mark.parametrize("names", range(3))
def test_a_run_that_is_killed_between_two_names_goes_on_there(
    run: Run, undisturbed: Outcome, names: int
) -> None:
    command = [sys.executable, "-c", textwrap.dedent(KILLED), str(run.folder), str(run.out)]
    assert subprocess.run([*command, str(names)], check=False).returncode == 9
    assert not run.out.exists()
    run.refused("--resume goes on with it")
    run(resume=True)
    assert_whole(run, undisturbed)


def test_where_a_name_cannot_be_given_none_is(
    run: Run, undisturbed: Outcome, monkeypatch: pytest.MonkeyPatch
) -> None:
    run()
    before = contents(run.out.parent)
    replace = Path.replace

    def failing(file: Path, target: Path) -> Path:
        if file == run.partial / "findings.parquet":
            raise OSError(30, "Read-only file system")
        return replace(file, target)

    with monkeypatch.context() as patched:
        patched.setattr(Path, "replace", failing)
        run.refused("Read-only file system", force=True)
    now = contents(run.out.parent)
    assert {name: now[name] for name in before} == before
    run(resume=True, force=True)
    assert_whole(run, undisturbed)


def touched_like(file: Path, change: Callable[[bytes], bytes]) -> None:
    """Changes a file, and gives it its size and time of writing back."""
    state = file.stat()
    data = change(file.read_bytes())
    assert len(data) == state.st_size
    file.write_bytes(data)
    os.utime(file, ns=(state.st_atime_ns, state.st_mtime_ns))


def test_an_input_of_the_same_size_and_time_is_not_taken_for_the_same(run: Run) -> None:
    run.stopped()
    touched_like(run.folder / "drugs.parquet", lambda data: data)
    run.refused("the same input, rules and options", resume=True)


def test_an_input_that_changes_while_it_is_read_gives_no_result(
    screening: Screening, tmp_path: Path
) -> None:
    file = tmp_path / "lines.ndjson"
    with opened(file) as target:
        write_ndjson(target, population.profiles(COUNT, 7, year=YEAR))
    source = NdjsonSource(file, 50_000)

    def cut(place: Position) -> None:
        if place.companies:
            os.truncate(file, 60_000)

    with pytest.raises(InputError, match="a file that stays the same while it is read"):
        output.screen(
            source, screening, Output(tmp_path / "out", screening, source.name), progress=cut
        )
    assert list(tmp_path.iterdir()) == [file]


@pytest.mark.parametrize("end", ["findings-0.parquet", "companies-1.parquet", "bad-0.ndjson"])
@pytest.mark.parametrize("damage", ["cut", "gone", "flipped"])
def test_a_damaged_segment_is_named(run: Run, end: str, damage: str) -> None:
    run.stopped()
    file = run.partial / end
    data = bytearray(file.read_bytes())
    if damage == "gone":
        file.unlink()
    elif damage == "cut":
        file.write_bytes(bytes(data[:-1]) if data else b"x")
    else:
        data[len(data) // 2 if data else 0 :] = b"\xff" * (len(data) - len(data) // 2 or 1)
        file.write_bytes(bytes(data))
    error = run.refused("--force starts anew", resume=True)
    assert {fault.file for fault in error.faults} == {str(file)}
    assert not run.out.exists()


@pytest.mark.parametrize(
    "text", ["", "{", "[]", "{}", '{"identity": 1, "segments": 2}', "\x00\xff"]
)
def test_a_damaged_state_is_named(run: Run, text: str) -> None:
    run.stopped()
    state = run.partial / "state.json"
    state.write_text(text, encoding="latin-1")
    error = run.refused("state|the same input", resume=True)
    assert str(state) in str(error) or "the same input" in str(error)
    run(force=True)


def test_strict_resuming_finds_the_bad_rows_that_were_kept(
    screening: Screening, tmp_path: Path
) -> None:
    file = tmp_path / "lines.ndjson"
    good = b'{"company":{"name":"x"}}'
    file.write_bytes(b"\n".join([good, b"{}", *[good] * 8]))
    out = tmp_path / "out.parquet"

    def options() -> tuple[NdjsonSource, Screening, Output]:
        source = NdjsonSource(file, 60)
        return source, screening, Output(out, screening, source.name)

    def stop(place: Position) -> None:
        if place.companies >= 6:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        output.screen(*options(), progress=stop, segment=1)
    with pytest.raises(InputError, match="2: /company") as error:
        output.screen(*options(), resume=True, strict=True, segment=1)
    assert all(fault.pointer.startswith("2") for fault in error.value.faults)
    assert output.screen(*options(), resume=True, segment=1).companies == 9


# Bad rows.


def test_a_line_with_half_a_character_is_a_bad_row(screening: Screening, tmp_path: Path) -> None:
    file = tmp_path / "lines.ndjson"
    good = b'{"company":{"name":"x"}}'
    bad = [b'{"company":{"name":"x","\\ud800":"\\udfff"}}', b'{"company":{"name":"\\ud800"}}']
    file.write_bytes(b"\n".join([good, *bad, good]))
    source = source_of(file)
    outcome = output.screen(source, screening, Output(tmp_path / "out", screening, source.name))
    assert (outcome.companies, outcome.bad) == (2, 2)
    rows = [json.loads(line) for line in outcome.bad_file.read_bytes().splitlines()]
    assert [row["company"] for row in rows] == [2, 3]


def test_an_input_without_any_good_company_is_refused(screening: Screening, tmp_path: Path) -> None:
    file = tmp_path / "lines.ndjson"
    file.write_bytes(b'{"company":{}}\n' * 50)
    source = source_of(file)
    with pytest.raises(InputError, match="50 bad rows and no others") as error:
        output.screen(source, screening, Output(tmp_path / "out", screening, source.name))
    assert len(error.value.faults) == 21
    assert list(tmp_path.iterdir()) == [file]


# Disks that take no more.

FULL = """
    import resource, signal, sys
    from pathlib import Path
    from tests.screening.test_runs import Run, YEAR
    from yaoxie import Rulebook
    from yaoxie.errors import InputError

    run = Run(Path(sys.argv[1]), Rulebook.load().screening(YEAR, "shanghai"), Path(sys.argv[2]))
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[3]), resource.RLIM_INFINITY))
    try:
        run(resume=True)
    except InputError as error:
        print(error)
        raise SystemExit(2)
"""


@pytest.mark.parametrize("most", [0, 100, 3_000, 8_000])
def test_a_full_disk_is_reported_and_what_is_kept_is_resumed(
    run: Run, undisturbed: Outcome, most: int
) -> None:
    command = [sys.executable, "-c", textwrap.dedent(FULL)]
    child = subprocess.run(
        [*command, str(run.folder), str(run.out), str(most)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert child.returncode == 2, child.stderr
    assert "a place that takes what is written (" in child.stdout
    assert "File too large" in child.stdout or "transport error" in child.stdout
    assert not run.out.exists()
    run(resume=True)
    assert_whole(run, undisturbed)
