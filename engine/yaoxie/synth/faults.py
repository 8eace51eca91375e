"""Faults on request: lines of profiles that a reader must refuse, one fault in each."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
from pydantic import ValidationError

from yaoxie.errors import RulebookError, pointer
from yaoxie.messages import Message
from yaoxie.sources import model_faults, yaml_text
from yaoxie.synth import draws as synth_draws
from yaoxie.synth.model import FaultSpec
from yaoxie.synth.trees import WeightTable

Data = dict[str, Any]
_IN_TEXT: Mapping[str, Callable[[str], str]] = {
    "cut": lambda line: line[: len(line) * 2 // 3],
    "wrapped": lambda line: f"[{line}]",
    "repeated": lambda line: '{"company":{"name":"-"},' + line[1:],
}


def load(path: Path) -> dict[str, FaultSpec]:
    """The kinds of faults in a file by name.

    Raises RulebookError with every fault of the file, each with its line and column.
    """
    source = yaml_text.read(path, path.name)
    kinds: dict[str, FaultSpec] = {}
    if not isinstance(source.data, dict):
        source.add_fault("", Message("sources.a-value"), Message("sources.object"))
        raise RulebookError(source.faults)
    for name, entry in source.data.items():
        try:
            kinds[name] = FaultSpec.model_validate(entry)
        except ValidationError as error:
            for fault in model_faults.of(error, FaultSpec, entry):
                at = pointer((name,)) + fault.pointer
                source.add_fault(at, fault.value, fault.expected, fault.nearest)
    for name, kind in kinds.items():
        _check(name, kind, source.add_fault)
    if not any(kind.weight for kind in kinds.values()) and not source.faults:
        source.add_fault("", None, Message("synth.weight-above-0"))
    if source.faults:
        raise RulebookError(source.faults)
    return kinds


def _check(name: str, kind: FaultSpec, add_fault: Callable[[str, Any, Message], None]) -> None:
    ways = [kind.text, kind.set, kind.remove, kind.check_character, kind.add]
    if sum(bool(way) for way in ways) != 1:
        expected = Message("synth.keys-of-fault")
        add_fault(pointer((name,)), name, expected)


@cache
def _packaged() -> dict[str, FaultSpec]:
    return load(Path(__file__).with_name("faults.yaml"))


def faulty(line: str, kind: str) -> str:
    """The line with a fault of one of `FAULTS`, whatever the profile holds."""
    fault = _packaged()[kind]
    if fault.text is not None:
        return _IN_TEXT[fault.text](line)
    data = json.loads(line)
    _spoil(data, fault)
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))


def _spoil(data: Data, fault: FaultSpec) -> None:
    company = data["company"]
    company.update(_plain(fault.set))
    if fault.remove is not None:
        company.pop(fault.remove, None)
    if fault.check_character is not None:
        name = fault.check_character.field
        code = company.get(name) or fault.check_character.otherwise
        company[name] = code[:-1] + ("1" if code[-1] != "1" else "2")
    for name, added in fault.add.items():
        data[name] = [*(data.get(name) or ()), *_plain(added)]


def _plain(data: Any) -> Any:
    """The data as JSON can have it: decimals as floating-point numbers, which profiles refuse."""
    match data:
        case dict():
            return {key: _plain(value) for key, value in data.items()}
        case list():
            return [_plain(value) for value in data]
        case Decimal():
            return float(data)
        case _:
            return data


def faults(count: int, seed: int, rate: float, first: int = 0) -> list[tuple[int, str]]:
    """Which of the companies after `first` get a fault, by their place from 0, and of what kind."""
    numbers = np.arange(first + 1, first + count + 1, dtype=np.int64)
    draws = synth_draws.seeded(seed, numbers)
    (rows,) = np.nonzero(draws.chance("faulty", rate))
    kinds = WeightTable([_weights()]).pick(draws.at(rows), "fault", None)
    return [(int(row), FAULTS[kind]) for row, kind in zip(rows, kinds, strict=True)]


def with_faults(lines: pl.Series, seed: int, rate: float, first: int = 0) -> pl.Series:
    """Lines of the companies after `first`, some of them faulty."""
    chosen = faults(len(lines), seed, rate, first)
    if not chosen:
        return lines
    rows = [row for row, _ in chosen]
    return lines.clone().scatter(rows, [faulty(lines[row], kind) for row, kind in chosen])


def _weights() -> dict[int, float]:
    weights = [float(kind.weight) for kind in _packaged().values()]
    return {position: weight for position, weight in enumerate(weights) if weight}


FAULTS = tuple(_packaged())
