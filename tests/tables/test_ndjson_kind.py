"""Files that are no lines of profiles are refused by the name of what they are."""

from __future__ import annotations

import bz2
import gzip
import io
import json
import lzma
import sys
import tarfile
import zipfile
from pathlib import Path

import polars as pl
import pytest
from yaoxie.errors import InputError
from yaoxie.tables.ndjson.source import NdjsonSource

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

PROFILE = {"company": {"name": "甲"}, "drugs": [{"id": "a"}, {"id": "b"}]}
LINES = (json.dumps(PROFILE) + "\n").encode() * 5


def as_zip() -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("lines.ndjson", LINES)
    return packed.getvalue()


def as_tar() -> bytes:
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w") as archive:
        info = tarfile.TarInfo("lines.ndjson")
        info.size = len(LINES)
        archive.addfile(info, io.BytesIO(LINES))
    return packed.getvalue()


def as_parquet() -> bytes:
    packed = io.BytesIO()
    pl.DataFrame({"company": [1]}).write_parquet(packed)
    return packed.getvalue()


KINDS = {
    "zip file": as_zip(),
    "tar file": as_tar(),
    "Parquet": as_parquet(),
    "bzip2": bz2.compress(LINES),
    "by xz": lzma.compress(LINES),
    "gzip twice": gzip.compress(gzip.compress(LINES)),
    "UTF-16": LINES.decode().encode("utf-16"),
    "over many lines": json.dumps(PROFILE, indent=2, ensure_ascii=False).encode(),
    "JSON array": json.dumps([PROFILE] * 3).encode(),
    "a JSON array;": ("[\n" + ",\n".join([json.dumps(PROFILE)] * 2) + "\n]\n").encode(),
    "such as CSV": "id,name\n1,甲\n2,乙\n".encode(),
    "such as GBK": "编号,名称\n1,甲公司\n2,乙公司\n".encode("gbk"),
}


@pytest.mark.parametrize("name", list(KINDS))
@pytest.mark.parametrize("packed", [False, True])
def test_other_files_are_refused_by_name(tmp_path: Path, name: str, *, packed: bool) -> None:
    file = tmp_path / "lines.ndjson"
    file.write_bytes(zstd.compress(KINDS[name]) if packed else KINDS[name])
    with pytest.raises(InputError, match=name):
        NdjsonSource(file)


@pytest.mark.parametrize("line", [b"{", b"[", b"[]", b"null", b"id,name", b"\xff", b'{"a":1}'])
def test_wrong_lines_before_good_ones_are_bad_rows(tmp_path: Path, line: bytes) -> None:
    file = tmp_path / "lines.ndjson"
    file.write_bytes(line + b"\n" + LINES)
    (batch,) = NdjsonSource(file).batches()
    assert [row.number for row in batch.bad] == [1]
