"""The quick reader takes exactly the lines that single profiles are made of, with equal tables."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from itertools import islice
from pathlib import Path
from random import Random
from typing import Any

import polars as pl
import pytest
from polars.testing import assert_frame_equal
from yaoxie import Profile
from yaoxie.errors import ProfileError
from yaoxie.tables import profiles
from yaoxie.tables.batches import START, BadRow, Batch
from yaoxie.tables.ndjson.source import NdjsonSource

from tests.support.strategies.profiles import random_profile

Tables = dict[str, pl.DataFrame]
VALID = b'{"company":{"name":"x"}}'


def expected(lines: Iterable[bytes]) -> tuple[Tables, list[BadRow]]:
    """What single profiles give."""
    good, bad = [], []
    for number, line in enumerate(lines, 1):
        try:
            good.append((number, Profile.from_json(line)))
        except ProfileError as error:
            bad.append(BadRow(number, error.faults))
    return profiles.tables_of(good), bad


def read(path: Path, batch_bytes: int = 1 << 20) -> tuple[Tables, list[BadRow], list[Batch]]:
    batches = list(NdjsonSource(path, batch_bytes).batches())
    bad = [row for batch in batches for row in batch.bad]
    if not batches:
        return profiles.tables_of([]), bad, batches
    tables = {
        name: pl.concat([batch.tables[name] for batch in batches]) for name in batches[0].tables
    }
    return tables, bad, batches


def assert_same(path: Path, lines: list[bytes], batch_bytes: int = 1 << 20) -> None:
    path.write_bytes(b"\n".join(lines) + b"\n")
    tables, bad, _ = read(path, batch_bytes)
    good, wrong = expected(lines)
    assert [(row.number, [repr(fault) for fault in row.faults]) for row in bad] == [
        (row.number, [repr(fault) for fault in row.faults]) for row in wrong
    ]
    for name, table in good.items():
        assert_frame_equal(tables[name], table)


def encoded(rng: Random, data: Any) -> str:
    separators = rng.choice([None, (",", ":"), (" , ", " : ")])
    return json.dumps(data, ensure_ascii=rng.random() < 0.5, separators=separators)


def places(data: Any) -> list[tuple[Any, Any]]:
    """Every container and key inside of data."""
    pairs = []
    stack = [data]
    while stack:
        at = stack.pop()
        keys = list(at) if isinstance(at, dict) else range(len(at)) if isinstance(at, list) else []
        pairs += [(at, key) for key in keys]
        stack += [at[key] for key in keys]
    return pairs


VALUES: tuple[Any, ...] = (
    *(None, True, False, 0, -1, 1, 10**15, 10**15 + 1, 1200, 1201, 2**63, 2**64, 10**30, 1.0, 1.5),
    *("", " ", "x", "1", "true", "2019-02-28", "2019-02-29", "2019-2-1", "20190101", "0000-01-01"),
    *("0001-01-01", "9999-12-31", "2019-W01-1", "2019-01-01T00:00:00", "0.4", "0.40", ".4", "-0.4"),
    *("0.1234567", "1000", "1e3", "I", "II", "III", "beijing", "clinical_trial_entry", "company"),
    *("device_registration", "国械注准20193030001", "国械注准20192030001", "91110114MA00000013"),
    *("91110114MA00000014", "91110114ma00000013", " 91110114MA00000013", "D0", "V0", "P0", '"'),
    *("\ud800", "\U0001f48a", "\x00", "\x7f", "null", [], {}, [None], [[]], [{}], ["research"]),
    *(["research", "research"], ["other"], {"a": 1}, {"id": "D0"}, {"milestone": "x"}),
    *({"milestone": "device_registration"}, {"milestone": "clinical_trial_entry"}),
)


def changed_value(rng: Random, data: Any) -> str:
    for _ in range(rng.randrange(1, 3)):
        at, key = rng.choice(places(data))
        at[key] = rng.choice(VALUES)
    return encoded(rng, data)


def changed_keys(rng: Random, data: Any) -> str:
    at, key = rng.choice(places(data))
    kind = rng.randrange(4)
    if kind == 0:
        del at[key]
    elif kind == 1 and isinstance(at, dict):
        at[f"{key}x"] = at.pop(key)
    elif kind == 2 and isinstance(at, list):
        at.append(at[key])
    else:
        other, place = rng.choice(places(data))
        value = json.loads(json.dumps(at[key]))
        other[place] = value
    return encoded(rng, data)


def repeated_key(rng: Random, data: Any) -> str:
    at, key = rng.choice([place for place in places(data) if isinstance(place[0], dict)])
    value = at[key]
    mark = "\u0001"
    at[mark] = rng.choice([value, None, *VALUES[:12]])
    at[key] = at.pop(key)
    text = encoded(rng, data)
    name = json.dumps(key)
    if rng.random() < 0.3:
        name = f'"\\u{ord(key[0]):04x}{key[1:]}"'
    hidden = text.replace('"\\u0001"', name)
    # As many quotes less as the key brings.
    return hidden.replace('\\"', "\\u0022") if rng.random() < 0.5 else hidden


def hidden_quotes(rng: Random, data: Any) -> str:
    data["company"]["name"] = '""'
    text = repeated_key(rng, data) if rng.random() < 0.7 else encoded(rng, data)
    return text.replace('\\"', "\\u0022")


def changed_text(rng: Random, data: Any) -> str:
    text = encoded(rng, data)
    for _ in range(rng.randrange(1, 3)):
        at = rng.randrange(len(text))
        piece = rng.choice(
            [
                *('"', "{", "}", "[", "]", ",", ":", "\\", "\\u0022", "\\ud800", "\\udc00", "0"),
                *("-", ".", "e3", "E1", " ", "\t", "\r", "\x00", "\x0b", "null", "NaN", "Infinity"),
                *(
                    "\ufeff",
                    "\u2028",
                    "\x85",
                    "\x1c",
                    "",
                    "",
                    "true",
                    "//",
                    "'",
                    "+1",
                    "[[",
                    "\xa0",
                ),
            ]
        )
        text = text[:at] + piece + text[at + rng.randrange(3) :]
    return text


def changed_number(rng: Random, data: Any) -> str:
    text = encoded(rng, data)
    number = rng.choice(
        ["-0", "1e3", "1E0", "1.0", "01", "-1", "0.0", "-0.0", "9" * 25, "9" * 5000]
    )
    return text.replace(": 2", f": {number}", 1).replace(":2", f":{number}", 1)


def changed_bytes(rng: Random, line: bytes) -> bytes:
    at = rng.randrange(len(line))
    piece = rng.choice(
        [b"\xff", b"\xc0\x80", b"\xed\xa0\x80", b"\xf4\x90\x80\x80", b"\x80", b"\x00"]
    )
    return line[:at] + piece + line[at + rng.randrange(2) :]


CHANGES: tuple[Callable[[Random, Any], str], ...] = (
    *(encoded, encoded, changed_value, changed_value, changed_keys, repeated_key),
    *(hidden_quotes, changed_text, changed_text, changed_number),
)


def random_line(rng: Random) -> bytes:
    data = random_profile(rng, 2019, most=rng.randrange(3))
    text = rng.choice(CHANGES)(rng, data)
    line = text.encode("utf-8", "surrogatepass").replace(b"\n", b" ")
    return changed_bytes(rng, line) if rng.random() < 0.1 else line


@pytest.mark.parametrize("seed", range(8))
def test_lines_are_judged_as_single_profiles_are(tmp_path: Path, seed: int) -> None:
    rng = Random(seed)  # noqa: S311
    lines = [random_line(rng) for _ in range(400)] + [VALID]
    assert_same(tmp_path / "lines.ndjson", lines, rng.choice([1 << 20, 1 << 14]))


@pytest.mark.parametrize("seed", range(2))
def test_valid_profiles_are_all_taken(tmp_path: Path, seed: int) -> None:
    rng = Random(seed)  # noqa: S311
    lines = [encoded(rng, random_profile(rng, 2019)).encode() for _ in range(300)]
    path = tmp_path / "lines.ndjson"
    assert_same(path, lines)
    assert not read(path)[1]


def test_batches_from_any_place_are_those_of_reading_through(tmp_path: Path) -> None:
    rng = Random(5)  # noqa: S311
    path = tmp_path / "lines.ndjson"
    lines = [random_line(rng) for _ in range(150)]
    for at in rng.sample(range(100), 10):
        lines[at:at] = [b""] * rng.randrange(5)
    path.write_bytes(b"\n".join([*lines, VALID]) + b"\n\n \r\n\n")
    source = NdjsonSource(path, 2000)
    through = list(source.batches(START))
    assert len(through) > 20
    assert source.bounds() == [START, *(batch.end for batch in through)]
    for i, batch in enumerate(through):
        # What follows a batch depends on its end alone, so that the next ones tell.
        rest = list(islice(source.batches(batch.end), 2))
        following = through[i + 1 : i + 3]
        assert [after.end for after in rest] == [after.end for after in following]
        for after, before in zip(rest, following, strict=True):
            assert repr(after.bad) == repr(before.bad)
            for name, table in before.tables.items():
                assert_frame_equal(after.tables[name], table)
