"""What made-up companies and products are called, and where companies are registered.

The words themselves are data: `words.yaml`, beside this file.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import product
from pathlib import Path
from typing import Any, NamedTuple

import polars as pl

from yaoxie.sources import yaml_text

_WORDS: dict[str, Any] = yaml_text.read(Path(__file__).with_name("words.yaml"), "words.yaml").data


class Place(NamedTuple):
    """A region, and by park (the last is none) how likely it is and the district's number there."""

    region: str
    city: str
    province: str
    parks: tuple[float, ...]
    districts: tuple[str, ...]


def _place(said: Mapping[str, Any]) -> Place:
    size = len(PARKS) + 1
    parks = said.get("parks") or [0] * (size - 1) + [1]
    districts = said["districts"]
    districts = districts if len(districts) == size else districts * size
    weights = tuple(float(weight) for weight in parks)
    return Place(said["id"], said["city"], said["sign"], weights, tuple(districts))


def _joined(said: Mapping[str, str]) -> pl.Series:
    return pl.Series([a + b for a, b in product(said["first"], said["second"])])


PARKS: tuple[str, ...] = tuple(_WORDS["parks"])
HOME: str = _WORDS["home"]
AWAY: str = _WORDS["away"]
REGIONS = tuple(_place(said) for said in _WORDS["regions"])
BRANDS = _joined(_WORDS["brands"])
TRADES: tuple[tuple[str, ...], ...] = tuple(tuple(words) for words in _WORDS["trades"])
FORMS: tuple[str, ...] = tuple(_WORDS["forms"])
STEMS = _joined(_WORDS["stems"])
HERBS = _joined(_WORDS["herbs"])
ENDINGS: dict[str, tuple[str, ...]] = {name: tuple(v) for name, v in _WORDS["endings"].items()}
DEVICE_MAKES: tuple[str, ...] = tuple(_WORDS["devices"]["makes"])
DEVICE_TYPES: tuple[str, ...] = tuple(_WORDS["devices"]["types"])
PLATFORM_NAMES: dict[str, str] = _WORDS["platforms"]
INITIATIVE_NAMES: dict[str, str] = _WORDS["initiatives"]
