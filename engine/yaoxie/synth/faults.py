"""Faults on request: lines of profiles that a reader must refuse, one fault in each."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import numpy as np
import polars as pl

from yaoxie.synth import draws as synth_draws

Data = dict[str, Any]
_ADDED = "X-999"  # the id of what is added to carry a fault
_CODE = "91110114MA00000013"


def faulty(line: str, kind: str) -> str:
    """The line with a fault of one of `FAULTS`, whatever the profile holds."""
    if kind in _IN_TEXT:
        return _IN_TEXT[kind](line)
    data = json.loads(line)
    _IN_DATA[kind](data)
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))


def faults(count: int, seed: int, rate: float, first: int = 0) -> list[tuple[int, str]]:
    """Which of the companies after `first` get a fault, by their place from 0, and of what kind."""
    numbers = np.arange(first + 1, first + count + 1, dtype=np.int64)
    draws = synth_draws.seeded(seed, numbers)
    (rows,) = np.nonzero(draws.chance("faulty", rate))
    kinds = draws.at(rows).whole("fault", 0, len(FAULTS) - 1)
    return [(int(row), FAULTS[kind]) for row, kind in zip(rows, kinds, strict=True)]


def with_faults(lines: pl.Series, seed: int, rate: float, first: int = 0) -> pl.Series:
    """Lines of the companies after `first`, some of them faulty."""
    chosen = faults(len(lines), seed, rate, first)
    if not chosen:
        return lines
    rows = [row for row, _ in chosen]
    return lines.clone().scatter(rows, [faulty(lines[row], kind) for row, kind in chosen])


def _add(data: Data, name: str, *items: Data) -> None:
    data[name] = [*(data.get(name) or ()), *items]


def _company(**changed: object) -> Callable[[Data], None]:
    return lambda data: data["company"].update(changed)


def _unnamed(data: Data) -> None:
    del data["company"]["name"]


def _wrong_check_character(data: Data) -> None:
    code = data["company"].get("uscc") or _CODE
    data["company"]["uscc"] = code[:-1] + ("1" if code[-1] != "1" else "2")


def _impossible_date(data: Data) -> None:
    _add(data, "initiatives", {"id": _ADDED, "date": "2023-02-30"})


def _dates_out_of_order(data: Data) -> None:
    _milestones(
        data,
        {"milestone": "clinical_trial_entry", "date": "2020-03-02"},
        {"milestone": "phase_1_completed", "date": "2019-11-20"},
    )


def _repeated_milestone(data: Data) -> None:
    _milestones(data, {"milestone": "phase_1_completed"}, {"milestone": "phase_1_completed"})


def _milestones(data: Data, *listed: Data) -> None:
    _add(data, "drugs", {"id": _ADDED, "milestones": list(listed)})


def _missing_subject(data: Data) -> None:
    award = {"measure": "m", "support": "s", "subject": _ADDED, "year": 2020, "amount": 100_000}
    _add(data, "awards", award)


def _incomplete_award(data: Data) -> None:
    _add(data, "awards", {"measure": "m", "support": "s", "subject": "company", "year": 2020})


def _contradicting_certificate(data: Data) -> None:
    registered = {"milestone": "device_registration", "certificate": "国械注准20193130001"}
    _add(data, "devices", {"id": _ADDED, "device_class": "II", "milestones": [registered]})


def _repeated_id(data: Data) -> None:
    _add(data, "platforms", {"id": _ADDED}, {"id": _ADDED})


def _rate_as_number(data: Data) -> None:
    _add(data, "initiatives", {"id": _ADDED, "rate_over_lpr": 0.3})


_IN_TEXT: dict[str, Callable[[str], str]] = {
    "broken-json": lambda line: line[: len(line) * 2 // 3],
    "not-an-object": lambda line: f"[{line}]",
    "repeated-key": lambda line: '{"company":{"name":"-"},' + line[1:],
}
_IN_DATA: dict[str, Callable[[Data], None]] = {
    "wrong-type": _company(legal_person="yes"),
    "amount-as-text": _company(revenue="1000000"),
    "negative-amount": _company(revenue=-1),
    "amount-with-fraction": _company(revenue=1.5),
    "unknown-word": _company(park="zhangjiang"),
    "unknown-key": _company(employees=12),
    "missing-name": _unnamed,
    "wrong-check-character": _wrong_check_character,
    "impossible-date": _impossible_date,
    "dates-out-of-order": _dates_out_of_order,
    "repeated-milestone": _repeated_milestone,
    "missing-subject": _missing_subject,
    "incomplete-award": _incomplete_award,
    "contradicting-certificate": _contradicting_certificate,
    "repeated-id": _repeated_id,
    "rate-as-number": _rate_as_number,
}
FAULTS = (*_IN_TEXT, *_IN_DATA)
