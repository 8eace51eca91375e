"""What one field of a profile says against another.

These checks read the raw data, so that one run finds these faults beside those of single fields;
whatever has a wrong type is passed over here, because it has its own fault already.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from typing import TYPE_CHECKING, Any

from yaoxie.errors import MAX_HINTS, Fault, nearest, pointer
from yaoxie.profile.vocabulary import vocabulary

if TYPE_CHECKING:
    from yaoxie.profile.model import Device, Drug

MAX_ITEMS = 10_000
COMPANY = "company"  # the subject of an award to the company itself

_ITEMS = ("drugs", "devices", "platforms", "initiatives")
_LISTS = (*_ITEMS, "awards")
_PROVINCES = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼"
# Authority, origin, year of first registration, class, category, serial: since 2014-10-01.
_CERTIFICATE = re.compile(
    rf"(?:国|[{_PROVINCES}])械注[准进许]([0-9]{{4}})([23])([0-9]{{2}})([0-9]{{4}})"
)
_CLASS_DIGITS = {"I": "1", "II": "2", "III": "3"}


def faults(data: Any) -> list[Fault]:
    """Every contradiction inside the data of a profile."""
    if not isinstance(data, dict):
        return []
    return [
        *_too_many(data),
        *_repeated_ids(data),
        *_milestones(data),
        *_awards(data),
    ]


def older_certificates(devices: Iterable[Device]) -> Iterator[str]:
    """Pointers of registration certificates whose number is of an older form."""
    certified = vocabulary().registration_certificates
    for i, device in enumerate(devices):
        for j, milestone in enumerate(device.milestones or ()):
            number = milestone.certificate
            if milestone.milestone in certified and number and not _CERTIFICATE.fullmatch(number):
                yield f"/devices/{i}/milestones/{j}/certificate"


def unknown_classes(drugs: Iterable[Drug]) -> Iterator[str]:
    """Pointers of registration classes that the vocabulary lacks."""
    words = frozenset(vocabulary().ids("registration_class"))
    for i, drug in enumerate(drugs):
        if drug.registration_class is not None and drug.registration_class not in words:
            yield f"/drugs/{i}/registration_class"


def _objects(data: dict[Any, Any], name: str) -> Iterator[tuple[int, dict[Any, Any]]]:
    listed = data.get(name)
    if isinstance(listed, (list, tuple)):
        yield from ((i, item) for i, item in enumerate(listed) if isinstance(item, dict))


def _too_many(data: dict[Any, Any]) -> Iterator[Fault]:
    count = sum(len(data[name]) for name in _LISTS if isinstance(data.get(name), (list, tuple)))
    if count > MAX_ITEMS:
        yield Fault("", f"{count} items", f"at most {MAX_ITEMS} items")


def _repeated_ids(data: dict[Any, Any]) -> Iterator[Fault]:
    seen: dict[str, str] = {}
    for name in _ITEMS:
        for i, item in _objects(data, name):
            key = item.get("id")
            if not isinstance(key, str):
                continue
            at = pointer((name, i, "id"))
            if key in seen:
                yield Fault(at, key, "an id that stands once in the profile", related=seen[key])
            else:
                seen[key] = at


def _milestones(data: dict[Any, Any]) -> Iterator[Fault]:
    for kind, name in (("drug_milestone", "drugs"), ("device_milestone", "devices")):
        chains = vocabulary().orders.get(kind, [])
        ordered = frozenset(word for chain in chains for word in chain)
        for i, item in _objects(data, name):
            listed = list(_objects(item, "milestones"))
            at = (name, i)
            yield from _repeated_milestones(at, listed)
            dated = _dated(listed, ordered)
            # A pair that two chains see is one fault.
            found = (fault for chain in chains for fault in _out_of_order(at, dated, chain))
            yield from dict.fromkeys(found) if len(dated) > 1 else ()
            yield from _certificates(at, item, listed)


_Listed = list[tuple[int, dict[Any, Any]]]
_At = tuple[str, int]
_Dated = dict[str, tuple[date, int]]


def _repeated_milestones(at: _At, listed: _Listed) -> Iterator[Fault]:
    seen: dict[str, int] = {}
    for j, entry in listed:
        word = entry.get("milestone")
        if isinstance(word, str) and seen.setdefault(word, j) != j:
            here, first = (pointer((*at, "milestones", i, "milestone")) for i in (j, seen[word]))
            yield Fault(here, word, "a milestone that stands once in its item", related=first)


def _dated(listed: _Listed, ordered: frozenset[str]) -> _Dated:
    """The day of every dated milestone that some order has, and where in the list it stands."""
    dated: _Dated = {}
    for j, entry in listed:
        word = entry.get("milestone")
        if isinstance(word, str) and word in ordered and (day := _day(entry.get("date"))):
            dated.setdefault(word, (day, j))
    return dated


def _out_of_order(at: _At, dated: _Dated, order: list[str]) -> Iterator[Fault]:
    latest: tuple[date, str, int] | None = None
    for word in order:
        if word not in dated:
            continue
        day, j = dated[word]
        if latest is not None and day < latest[0]:
            here, before = (pointer((*at, "milestones", i, "date")) for i in (j, latest[2]))
            expected = f"a date on or after {latest[0].isoformat()}, when {latest[1]} was reached"
            yield Fault(here, day.isoformat(), expected, related=before)
        else:
            latest = (day, word, j)


def _certificates(at: _At, item: dict[Any, Any], listed: _Listed) -> Iterator[Fault]:
    digit = _CLASS_DIGITS.get(str(item.get("device_class")))
    for j, entry in listed:
        number = entry.get("certificate")
        certified = entry.get("milestone") in vocabulary().registration_certificates
        if digit is None or not certified or not isinstance(number, str):
            continue
        match = _CERTIFICATE.fullmatch(number)
        if match and match[2] != digit:
            expected = (
                f"a certificate of class {item['device_class']} (digit {digit}, not {match[2]})"
            )
            here = pointer((*at, "milestones", j, "certificate"))
            yield Fault(here, number, expected, related=pointer((*at, "device_class")))


def _awards(data: dict[Any, Any]) -> Iterator[Fault]:
    subjects = {COMPANY} | {
        item["id"]
        for name in _ITEMS
        for _, item in _objects(data, name)
        if isinstance(item.get("id"), str)
    }
    hints = min(MAX_HINTS, MAX_HINTS**2 // len(subjects))
    for i, award in _objects(data, "awards"):
        subject = award.get("subject")
        if isinstance(subject, str) and subject not in subjects:
            close = nearest(subject, subjects) if hints > 0 else None
            hints -= 1
            expected = "the id of a drug, device, platform or initiative of this profile"
            at = pointer(("awards", i, "subject"))
            yield Fault(
                at,
                subject,
                expected,
                close,
                "/drugs, /devices, /platforms, /initiatives",
            )


def _day(value: object) -> date | None:
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None
