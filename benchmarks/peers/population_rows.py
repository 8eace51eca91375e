"""yaoxie's row path: one profile after the other, with reasons, amounts and settlement."""

from __future__ import annotations

import tempfile
from pathlib import Path

import numpy as np
from yaoxie import Profile, Report, Rulebook

from peers.population_files import LINES, profiles
from peers.population_job import SUPPORTS, YEAR, Job, Verdicts

CODES = {"ineligible": 0, "eligible": 1, "undetermined": 2}


def from_facts(folder: Path) -> Job:
    """From validated profiles to their reports."""
    rulebook = Rulebook.load()
    ready = [Profile.from_json(line) for line in profiles(folder, LINES)]
    return Job(lambda: [rulebook.evaluate(entry, year=YEAR) for entry in ready], _verdicts, 1)


def whole(folder: Path) -> Job:
    """From lines of JSON to lines of JSON, in files."""
    rulebook = Rulebook.load()

    def run() -> None:
        with tempfile.TemporaryFile(dir=folder) as out:
            for line in profiles(folder, LINES):
                report = rulebook.evaluate(Profile.from_json(line), year=YEAR)
                out.write(report.to_json().encode() + b"\n")

    return Job(run, None, 1)


def _verdicts(reports: list[Report]) -> Verdicts:
    statuses: dict[str, list[int]] = {name: [] for names in SUPPORTS.values() for name in names}
    for report in reports:
        for finding in report.findings:
            statuses[finding.support].append(CODES[finding.status])
    return {name: np.array(codes, np.uint8) for name, codes in statuses.items()}


TASKS = {"facts": from_facts, "screen": whole}
