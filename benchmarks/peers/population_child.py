"""One measurement, in a process of its own: python -m peers.population_child, with arguments.

Prints what it measured as JSON. Peak memory is the largest resident size of this process from its
start: interpreter, libraries, input as it is held, what a run needs, and its result.
"""

from __future__ import annotations

import importlib
import json
import resource
import sys
import time
import zlib
from pathlib import Path

import numpy as np

from peers.population_job import ELIGIBLE, SUPPORTS, UNDETERMINED, Job, Verdicts, facts_file

PEAK_UNIT = 1024 if sys.platform != "darwin" else 1  # what ru_maxrss counts in


def main() -> None:
    """Arguments: peer, task, folder, companies, runs."""
    peer, task, folder, size, repeats = sys.argv[1:]
    if peer == "files":
        importlib.import_module("peers.population_files").make(Path(folder), int(size))
        sys.stdout.write("{}")
        return
    module = importlib.import_module(f"peers.population_{peer}")
    job: Job = module.TASKS[task](Path(folder))
    ready = _peak()
    best, result = _timed(job, int(repeats))
    measurement: dict[str, object] = {
        **best,
        "ready_mb": ready,
        "peak_mb": _peak(),
        "threads": job.threads,
    }
    if job.verdicts is not None:
        measurement["answers"] = answers(job.verdicts(result), _doubtful(Path(folder)))
    sys.stdout.write(json.dumps(measurement))


def _timed(job: Job, repeats: int) -> tuple[dict[str, float], object]:
    """The quickest run: its seconds, and how many cores it kept busy."""
    best: dict[str, float] = {"seconds": float("inf")}
    result: object = None
    for _ in range(repeats):
        result = None  # what the run before made need not stay
        job.before()
        processor, started = time.process_time(), time.perf_counter()
        result = job.run()
        seconds = time.perf_counter() - started
        if seconds < best["seconds"]:
            best = {"seconds": seconds, "cores": (time.process_time() - processor) / seconds}
    return best, result


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * PEAK_UNIT / 1e6


def answers(verdicts: Verdicts, doubtful: np.ndarray) -> dict[str, dict[str, int]]:
    """Per support: counts, and checksums of the rows that are eligible, and that are undetermined.

    `known` leaves out the rows that cannot be told without a word for "unknown".
    """
    if set(verdicts) != {name for names in SUPPORTS.values() for name in names}:
        raise SystemExit(f"these are not the eleven supports: {sorted(verdicts)}")
    counts = {}
    for name, codes in verdicts.items():
        eligible = codes == ELIGIBLE
        known = eligible & ~doubtful if name in SUPPORTS["drug"] else eligible
        counts[name] = {
            "subjects": len(codes),
            "eligible": int(eligible.sum()),
            "eligible_rows": _checksum(eligible),
            "known": int(known.sum()),
            "known_rows": _checksum(known),
            "undetermined": int((codes == UNDETERMINED).sum()),
            "undetermined_rows": _checksum(codes == UNDETERMINED),
        }
    return counts


def _checksum(chosen: np.ndarray) -> int:
    return zlib.crc32(np.flatnonzero(chosen).astype(np.int64).tobytes())


def _doubtful(folder: Path) -> np.ndarray:
    """The drugs whose approval or registration is listed without a day."""
    import polars as pl  # noqa: PLC0415  # not before the memory is measured

    frame = pl.read_parquet(facts_file(folder, "drug"))
    undated = (
        pl.col(word).fill_null(value=False) & pl.col(f"{word}_date").is_null()
        for word in ("new_drug_approval", "drug_registration")
    )
    return frame.select(doubtful=pl.any_horizontal(undated))["doubtful"].to_numpy()


if __name__ == "__main__":
    main()
