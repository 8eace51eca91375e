"""Files that are broken, odd or meant to do harm."""

from __future__ import annotations

import gzip
import subprocess
import sys
import textwrap
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from yaoxie.errors import InputError
from yaoxie.sources.json_text import MAX_BYTES
from yaoxie.tables.batches import Batch, Position
from yaoxie.tables.ndjson import lines as ndjson_lines
from yaoxie.tables.ndjson import writer
from yaoxie.tables.ndjson.source import NdjsonSource

from tests.tables.test_ndjson import VALID, assert_same, read

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

PACKERS: dict[str, Callable[[bytes], bytes]] = {"gzip": gzip.compress, "zstd": zstd.compress}


def numbers(path: Path) -> list[int]:
    return read(path)[0]["companies"]["company"].to_list()


def broken(path: Path, batch_bytes: int = 1 << 20) -> tuple[list[Batch], InputError]:
    batches: list[Batch] = []
    with pytest.raises(InputError) as caught:
        batches.extend(NdjsonSource(path, batch_bytes).batches())
    return batches, caught.value


@pytest.mark.parametrize(
    "line",
    [
        *(b"", b" ", b"\r", b"null", b"[]", b"1", b'"x"', b"{}", b"\x00", b"\xff", b"\xef\xbb\xbf"),
        *(b"[" * 100_000, b'{"a":' * 100_000, b'{"company":' + b"[" * 70 + b"]" * 70 + b"}"),
        b"\xef\xbb\xbf" + VALID,
        VALID + b"\r",
        VALID + b"\x00",
        VALID + b" " + VALID,
        VALID * 2,
        b'\xef\xbb\xbf{"company":{"name":"x"},"initiatives":[{"id":"a","rate_over_lpr":"0.50"}]}',
        b'{"company":null,"drugs":null}',
        b'{"company":{"name":null,"id":null}}',
        b'{"company":{"name":"x"},"drugs":[null]}',
        b'{"company":{"name":"x"},"drugs":[{"id":"a","milestones":[null]}]}',
        b'{"company":{"name":"x"},"drugs":null,"awards":null,"devices":[]}',
        b'{"company":{"name":"x","activities":null}}',
        b'{"company":{"name":"x","activities":[null]}}',
        '{"company":{"name":"x"}}'.encode("utf-16"),
    ],
)
def test_odd_lines_among_good_ones(tmp_path: Path, line: bytes) -> None:
    assert_same(tmp_path / "lines.ndjson", [VALID, line, VALID])


def test_too_many_items_of_all_lists_together(tmp_path: Path) -> None:
    drugs = ",".join(f'{{"id":"D{i}"}}' for i in range(5_000))
    award = '{"measure":"m","support":"s","subject":"D1","year":1,"amount":1}'
    lines = [
        f'{VALID.decode()[:-1]},"drugs":[{drugs}],"awards":[{",".join([award] * n)}]}}'.encode()
        for n in (5_000, 5_001)
    ]
    assert_same(tmp_path / "lines.ndjson", [*lines, VALID])


@pytest.mark.parametrize("end", [b"", b"\n", b"\r\n", b"\n\n\n", b"\n \r\n\t\n  "])
def test_blank_lines_at_the_end_are_no_rows(tmp_path: Path, end: bytes) -> None:
    path = tmp_path / "lines.ndjson"
    path.write_bytes(VALID + b"\n" + VALID + end)
    assert numbers(path) == [1, 2]
    assert read(path)[1] == []


def test_many_blank_lines_before_the_last(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ndjson_lines, "MAX_LINES", 100)
    path = tmp_path / "lines.ndjson"
    path.write_bytes(VALID + b"\n" * 5_000 + VALID + b"\n" * 5_000)
    tables, bad, batches = read(path, 1_000)
    assert tables["companies"]["company"].to_list() == [1, 5_001]
    assert [row.number for row in bad] == list(range(2, 5_001))
    assert all(len(batch.bad) <= 100 for batch in batches)
    assert batches[-1].end == Position(2 * len(VALID) + 5_001, 5_001)


def test_a_file_of_blanks_or_nothing_has_no_batches(tmp_path: Path) -> None:
    path = tmp_path / "lines.ndjson"
    for text in (b"", b"\n", b"\n" * 300_000, b" " * (MAX_BYTES + 5)):
        path.write_bytes(text)
        batches = read(path)[2]
        assert [row.number for batch in batches for row in batch.bad] == (
            [1] if len(text) > MAX_BYTES else []
        )


@pytest.mark.parametrize("size", [MAX_BYTES - 1, MAX_BYTES, MAX_BYTES + 1])
@pytest.mark.parametrize("batch_bytes", [1 << 16, 1 << 20, 1 << 25])
def test_a_line_of_about_the_largest_size(tmp_path: Path, size: int, batch_bytes: int) -> None:
    line = VALID + b" " * (size - len(VALID))
    assert_same(tmp_path / "lines.ndjson", [VALID, line, VALID], batch_bytes)


def test_a_line_that_is_too_long_is_one_bad_row(tmp_path: Path) -> None:
    line = b'{"company":{"name":"' + b"x" * (3 * MAX_BYTES) + b'"}}'
    for lines in ([line, VALID], [VALID, line, line, VALID]):
        assert_same(tmp_path / "lines.ndjson", lines)
    path = tmp_path / "end.ndjson"
    path.write_bytes(VALID + b"\n" + line)
    tables, bad, batches = read(path)
    assert (len(tables["companies"]), [row.number for row in bad]) == (1, [2])
    assert batches[-1].end == Position(path.stat().st_size, 2)


@pytest.mark.parametrize("name", list(PACKERS))
def test_packed_files_are_known_by_their_content(tmp_path: Path, name: str) -> None:
    path = tmp_path / "lines"
    pack = PACKERS[name]
    path.write_bytes(pack(VALID + b"\n" + VALID[:5]) + pack(VALID[5:] + b"\n") + pack(b""))
    assert numbers(path) == [1, 2]
    source = NdjsonSource(path, 10)
    first = next(source.batches())
    assert first.end == Position(len(VALID) + 1, 1)
    (second,) = source.batches(first.end)
    assert second.end == Position(2 * len(VALID) + 2, 2)
    assert source.size >= second.end.offset


def test_zeros_after_a_gzip_member_are_padding(tmp_path: Path) -> None:
    path = tmp_path / "lines.gz"
    path.write_bytes(gzip.compress(VALID + b"\n") + b"\0" * 600 + gzip.compress(VALID) + b"\0" * 9)
    assert numbers(path) == [1, 2]


LINES = (VALID, VALID + b"\r", b"\xef\xbb\xbf" + VALID, b"", b"\r", b"{", b" " * 40, b"\xff")


@settings(max_examples=25)
@given(
    lines=st.lists(st.sampled_from(LINES), max_size=9),
    end=st.sampled_from([b"", b"\n", b"\r\n", b"\n\n \r\n", b"\n" + VALID]),
    batch_bytes=st.integers(1, 120),
    pack=st.sampled_from([None, *PACKERS.values()]),
)
def test_readers_of_single_batches_read_what_one_reads_through(
    tmp_path_factory: pytest.TempPathFactory,
    lines: list[bytes],
    end: bytes,
    batch_bytes: int,
    pack: Callable[[bytes], bytes] | None,
) -> None:
    path = tmp_path_factory.mktemp("lines") / "lines"
    text = b"\n".join([VALID, *lines]) + end
    path.write_bytes(pack(text) if pack else text)
    source = NdjsonSource(path, batch_bytes)
    assert source.is_packed == (pack is not None)
    whole = source.unpacked()
    assert (whole is None) == (pack is None)
    unpacked = path.with_name("unpacked")
    unpacked.write_bytes(text if whole is None else b"".join(whole))
    through = list(source.batches())
    shared = source.shared(unpacked)
    starts = shared.bounds()
    assert starts == source.bounds()
    assert starts[1:] == [batch.end for batch in through]
    for start, batch in zip(starts[:-1], through, strict=True):
        alone = next(shared.batches(start))
        assert (alone.end, repr(alone.bad)) == (batch.end, repr(batch.bad))
        companies = alone.tables["companies"]["company"]
        assert companies.to_list() == batch.tables["companies"]["company"].to_list()


@pytest.mark.parametrize("name", list(PACKERS))
@pytest.mark.parametrize("kind", ["cut", "garbage", "damaged", "head"])
def test_a_packed_file_that_breaks_off(tmp_path: Path, name: str, kind: str) -> None:
    path = tmp_path / "lines"
    packed = PACKERS[name](
        b"".join(VALID[:-3] + b"%d" % i + VALID[-3:] + b"\n" for i in range(999))
    )
    path.write_bytes(
        {
            "cut": packed[:-12],
            "garbage": packed + b"garbage that is nothing",
            "damaged": packed[:-8] + bytes(byte ^ 255 for byte in packed[-8:]),
            "head": packed[:6],
        }[kind]
    )
    batches, error = broken(path)
    (fault,) = error.faults
    assert fault.file == str(path)
    assert fault.expected == f"a whole {name} file"
    companies = [n for batch in batches for n in batch.tables["companies"]["company"]]
    assert companies == list(range(1, len(companies) + 1))
    assert not any(batch.bad for batch in batches)
    assert fault.line == len(companies) + 1
    assert f"after byte {batches[-1].end.offset if batches else 0} of the text" in str(fault)
    if kind == "garbage":
        assert len(companies) == 999


def test_a_file_that_is_not_there_or_no_file(tmp_path: Path) -> None:
    for path in (tmp_path / "none", tmp_path):
        with pytest.raises(InputError) as caught:
            NdjsonSource(path)
        assert caught.value.faults[0].file == str(path)


def test_a_file_that_goes_away(tmp_path: Path) -> None:
    path = tmp_path / "lines.ndjson"
    path.write_bytes(VALID)
    source = NdjsonSource(path)
    path.unlink()
    with pytest.raises(InputError, match="can be read"):
        list(source.batches())


def test_frames_of_zstd_that_hold_no_text_are_passed_over(tmp_path: Path) -> None:
    path = tmp_path / "lines"
    skipped = b"\x5a\x2a\x4d\x18\x05\x00\x00\x00other"
    text = zstd.compress(VALID + b"\n")
    path.write_bytes(skipped + text + skipped + skipped + text + skipped)
    assert numbers(path) == [1, 2]


def gigabyte(path: Path, unit: bytes) -> None:
    with writer.opened(path) as file:
        file.write(VALID + b"\n")
        for _ in range(1024):
            file.write(unit * (1024 * 1024 // len(unit)))
        file.write(b"\n" + VALID)


PROGRAM = """
    import resource, sys
    from pathlib import Path
    from yaoxie.tables.ndjson.source import NdjsonSource

    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    good, bad = [], []
    for batch in NdjsonSource(Path(sys.argv[1])).batches():
        good += batch.tables["companies"]["company"].to_list()
        bad += [(row.number, str(row.faults[0])) for row in batch.bad]
    used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    assert used < 200 * 1024, used
    print(good, bad)
"""


@pytest.mark.parametrize(
    ("unit", "ending"), [(b"x", ".gz"), (b"[", ".gz"), (b'{"', ".gz"), (b"x", ".zst")]
)
def test_a_line_of_a_gigabyte_takes_little_memory(tmp_path: Path, unit: bytes, ending: str) -> None:
    path = tmp_path / f"line{ending}"
    gigabyte(path, unit)
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(PROGRAM), str(path)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("[1, 3] [(2, ")
    assert f"'{1 << 30} bytes'; expected at most" in done.stdout
