"""Counts of requests, as Prometheus reads them. Each process counts its own."""

from __future__ import annotations

import os
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator
from itertools import accumulate

TYPE = "text/plain; version=0.0.4; charset=utf-8"
_METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
_BOUNDS = (0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)


class Metrics:
    """Requests by method, route and status; how long they took; how many are under way."""

    def __init__(self, version: str, rules: str, digest: str) -> None:
        self._info = f'version="{version}",rules="{rules}",digest="{digest}"'
        self._requests: Counter[tuple[str, str, int]] = Counter()
        self._buckets: dict[str, list[int]] = {}
        self._seconds: Counter[str] = Counter()
        self.in_flight = 0

    def add(self, method: str, route: str, status: int, seconds: float) -> None:
        """Counts a request that has been answered; methods of no address count as one."""
        method = method if method in _METHODS else "other"
        self._requests[method, route, status] += 1
        buckets = self._buckets.get(route)
        if buckets is None:
            buckets = self._buckets[route] = [0] * (len(_BOUNDS) + 1)
        buckets[bisect_left(_BOUNDS, seconds)] += 1  # the first bound that it is not above
        self._seconds[route] += seconds  # type: ignore[assignment]

    def text(self) -> str:
        """All counts, in a fixed order."""
        return "\n".join(self._lines()) + "\n"

    def _lines(self) -> Iterator[str]:
        worker = f'worker="{os.getpid()}"'
        yield "# TYPE yaoxie_info gauge"
        yield f"yaoxie_info{{{worker},{self._info}}} 1"
        yield "# TYPE yaoxie_requests_in_flight gauge"
        yield f"yaoxie_requests_in_flight{{{worker}}} {self.in_flight}"
        yield "# TYPE yaoxie_requests_total counter"
        for (method, route, status), count in sorted(self._requests.items()):
            labels = f'{worker},method="{method}",route="{route}",status="{status}"'
            yield f"yaoxie_requests_total{{{labels}}} {count}"
        yield "# TYPE yaoxie_request_seconds histogram"
        for route, buckets in sorted(self._buckets.items()):
            own = f'{worker},route="{route}"'
            sums = list(accumulate(buckets))
            for bound, count in zip([*map(str, _BOUNDS), "+Inf"], sums, strict=True):
                yield f'yaoxie_request_seconds_bucket{{{own},le="{bound}"}} {count}'
            yield f"yaoxie_request_seconds_sum{{{own}}} {self._seconds[route]:.6f}"
            yield f"yaoxie_request_seconds_count{{{own}}} {sums[-1]}"
