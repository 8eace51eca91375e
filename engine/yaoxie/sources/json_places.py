"""Where in a JSON text the faults of its data stand: asked only once something is wrong.

The text is walked along the faulty places alone; what lies between them is passed over by the
standard library's own parser.
"""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from yaoxie.errors import Fault, pointer

_BLANK = re.compile(r"[ \t\n\r]*")
_skip = json.JSONDecoder(parse_int=str, parse_float=str).raw_decode

Wanted = dict[str, "Wanted"]  # the parts of pointers, each with those that may follow it


def placed(faults: Iterable[Fault], text: str) -> list[Fault]:
    """The faults with the line and column of the key or item that each is about.

    Where that is not there, it is the closest part around it. The text must be JSON. A fault that
    has a line keeps it.
    """
    known = list(faults)
    wanted: Wanted = {}
    for fault in known:
        inner = wanted
        for part in fault.pointer.split("/")[1:]:
            inner = inner.setdefault(part, {})
    walk = _Walk(text.removeprefix("\ufeff"))
    try:
        walk.value(0, wanted, "")
    except RecursionError:  # nested nearly as deep as the parser goes
        return known
    breaks = [match.start() for match in re.finditer("\n", walk.text)]
    return [
        fault if fault.line is not None else _placed(fault, walk.starts, breaks) for fault in known
    ]


def _placed(fault: Fault, starts: dict[str, int], breaks: list[int]) -> Fault:
    at = fault.pointer
    while at not in starts:
        at = at.rpartition("/")[0]
    start = starts[at]
    line = bisect_right(breaks, start - 1)
    before = breaks[line - 1] if line else -1
    return replace(fault, line=line + 1, column=start - before)


@dataclass(slots=True)
class _Walk:
    text: str
    starts: dict[str, int] = field(default_factory=dict)  # of each place on the way, by pointer

    def value(self, start: int, wanted: Wanted, at: str) -> int:
        """Notes what stands in the value that starts there; where it ends."""
        start = self._after_blank(start)
        self.starts.setdefault(at, start)
        opening = self.text[start]
        if not wanted or opening not in "{[":
            end: int = _skip(self.text, start)[1]
            return end
        end = self._after_blank(start + 1)
        count = 0
        while self.text[end] not in "}]":
            if opening == "{":
                key, after = _skip(self.text, end)
                part, begin = pointer((key,))[1:], self._after_blank(after) + 1
            else:
                part, begin = str(count), end
            if part in wanted:
                self.starts[f"{at}/{part}"] = end  # of a key that stands twice, the last
                end = self.value(begin, wanted[part], f"{at}/{part}")
            else:
                end = _skip(self.text, self._after_blank(begin))[1]
            count += 1
            end = self._after_blank(end)
            if self.text[end] == ",":
                end = self._after_blank(end + 1)
        return end + 1

    def _after_blank(self, start: int) -> int:
        match = _BLANK.match(self.text, start)
        return match.end() if match else start
