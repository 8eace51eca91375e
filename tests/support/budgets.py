"""The budget of a population counted over reports, one finding after the other."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

from yaoxie import Finding, Report
from yaoxie.screening.summary.model import PopulationSummary

Key = tuple[Any, ...]
_FIELDS = (
    *("findings", "unbounded", "ceiling", "cut_by_limits", "cut_by_groups", "cut_by_awards"),
    *("counted", "undetermined_findings", "undetermined_unbounded", "undetermined_ceiling"),
)


class _Count:
    """Figures under each key."""

    def __init__(self) -> None:
        self.figures: dict[Key, Counter[str]] = defaultdict(Counter)
        self.companies: dict[Key, set[int]] = defaultdict(set)

    def add(self, keys: Sequence[Key], company: int, finding: Finding) -> None:
        figures = dict(_figures(finding))
        for key in keys:
            self.figures[key].update(figures)
            self.companies[*key, finding.status].add(company)

    def line(self, key: Key) -> dict[str, int]:
        return {
            **{name: self.figures[key][name] for name in _FIELDS},
            "companies": len(self.companies[*key, "eligible"]),
            "undetermined_companies": len(self.companies[*key, "undetermined"]),
        }


def _figures(finding: Finding) -> Iterator[tuple[str, int]]:
    if finding.status == "undetermined":
        yield "undetermined_findings", 1
        yield "undetermined_unbounded", int(finding.unbounded)
        yield "undetermined_ceiling", 0 if finding.unbounded else finding.ceiling
        return
    yield "findings", 1
    yield "unbounded", int(finding.unbounded)
    if finding.unbounded:
        return
    yield "ceiling", finding.ceiling
    yield "counted", finding.counted
    cut = finding.ceiling - finding.counted
    if (by := finding.excluded_by) is not None:
        yield f"cut_by_{'groups' if by.by == 'finding' else 'awards'}", cut
    elif cut:
        assert finding.bound_by not in {None, "ceiling", "share"}
        yield "cut_by_limits", cut


def differences_of_budget(
    population: PopulationSummary, companies: Sequence[Sequence[Report]]
) -> list[str]:
    """What is not as a plain count has it; `companies`: the reports of each, by measure."""
    count = _Count()
    for number, reports in enumerate(companies):
        for report in reports:
            measure = report.plan.measure
            for finding in report.findings:
                if not finding.money or finding.status == "ineligible":
                    continue
                support = ("support", measure.id, finding.support)
                keys = [("all",), ("place", measure.place), ("measure", measure.id), support]
                count.add(keys, number, finding)
    return list(_differences(population, count))


def _differences(population: PopulationSummary, count: _Count) -> Iterator[str]:
    budget = population.budget
    seen: set[Key] = set()
    lines = [(("all",), budget.whole)]
    for breakdown in budget.breakdowns:
        for line in breakdown.lines:
            of_measure = () if line.measure is None else (line.measure,)
            lines.append(((breakdown.by, *of_measure, line.id), line))
    for key, line in lines:
        seen.add(key)
        expected = count.line(key)
        actual = {name: getattr(line, name) for name in expected}
        if actual != expected:
            yield f"{key}: {actual}, not {expected}"
        cuts = line.cut_by_limits + line.cut_by_groups + line.cut_by_awards
        if line.ceiling - cuts != line.counted:
            yield f"{key}: {line.ceiling} less {cuts} is not {line.counted}"
    if missing := {key for key in count.figures if count.figures[key]} - seen:
        yield f"no line for {sorted(missing)}"
    by_measure = {line.id: line for line in budget.breakdowns[1].lines}
    for summary in population.measures:
        line = by_measure[summary.measure]
        if (line.counted, line.potential) != (summary.total, summary.potential):
            yield f"{summary.measure}: {line.counted} and {line.potential} are not its totals"
