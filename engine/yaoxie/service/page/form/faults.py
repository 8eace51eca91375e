"""Faults of a profile on its form: each beside what it is about, and all of them in a list."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from yaoxie.errors import Fault
from yaoxie.messages import Lang, worded
from yaoxie.service.page.form.controls import Card, Control, Part, Parts, item_of
from yaoxie.service.page.texts import Texts


def placed(faults: Sequence[Fault], parts: Parts, lang: Lang) -> Iterator[tuple[str, str, str]]:
    """Puts faults beside what they are about; gives anchor, title and sentence of each."""
    for fault in faults:
        place = fault.pointer
        while place and place not in parts:
            place = place.rpartition("/")[0]
        part = parts.get(place)
        text = _sentence(fault, part, lang)
        if part is None:
            yield "top", fault.pointer, text
            continue
        part.faults.append(text)
        yield part.id, _title(place, part, parts) or fault.pointer, text


def _title(place: str, part: Part, parts: Parts) -> str:
    """What a fault is about, with the item that it is of."""
    item = parts.get(item_of(place))
    if not isinstance(item, Card) or item is part or not item.title:
        return part.title
    own = f"{item.title} {item.heading}".rstrip()
    return f"{own} · {part.title}"


def _sentence(fault: Fault, part: Part | None, lang: Lang) -> str:
    """What was expected: of what is typed, in the form's own words and units."""
    texts = Texts(lang)
    text = worded(fault.expected, lang)
    if isinstance(part, Control) and isinstance(fault.value, str):
        key = f"expected_{part.kind}"
        if key in texts:
            text = texts(key, unit=part.unit)
    if not fault.nearest:
        return text
    near = texts.title(fault.nearest_title) if fault.nearest_title else fault.nearest
    return texts("nearest", text=text, name=near)
