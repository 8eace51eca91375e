"""A budget as tables for a terminal; large amounts are rounded, as `to_dict` has them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from yaoxie.render import report
from yaoxie.render.amounts import compact
from yaoxie.render.folding import Folded
from yaoxie.render.wording import Wording
from yaoxie.screening.summary.model import Breakdown, Budget, BudgetLine

_SEVERAL = ("place", "measure")  # breakdowns that say nothing of a single measure


def render(budget: Budget, wording: Wording) -> Group:
    """The sums, and each breakdown that has more than one line."""
    return report.spaced([_head(budget, wording), *_tables(budget, wording)])


def _head(budget: Budget, words: Wording) -> Group:
    grid = Table.grid(padding=(0, 2, 0, 0))
    grid.add_column(justify="right", no_wrap=True)
    grid.add_column(overflow="fold")
    for figure, name, is_always in figures(budget):
        if figure or is_always:
            grid.add_row(f"{figure:,}", Folded(Text(words.say(f"budget_{name}"))))
    title = words.say("budget_head", year=budget.claim_year)
    return Group(Text(title, "bold"), grid)


def figures(budget: Budget) -> Iterator[tuple[int, str, bool]]:
    """The figures of the whole, what each is called, and whether it is said where it is nothing."""
    whole = budget.whole
    yield budget.total, "total", True
    yield budget.potential, "potential", True
    yield budget.between, "between", False
    yield whole.companies, "companies_eligible", True
    yield whole.undetermined_companies, "companies_undetermined", True
    yield whole.unbounded + whole.undetermined_unbounded, "unbounded", False


def _tables(budget: Budget, words: Wording) -> Iterator[RenderableType]:
    for breakdown in shown(budget):
        table = report.framed(title(breakdown, words))
        table.add_column(heading(breakdown, words), overflow="fold", ratio=1)
        for name in ("companies", "ceiling", "cut", "counted", "undetermined"):
            table.add_column(words.say(f"budget_{name}"), justify="right", no_wrap=True)
        for line in breakdown.lines:
            if line.findings or line.undetermined_findings:
                cells = [Folded(Text(cell)) for cell in _cells(line, words)]
                table.add_row(Folded(Text(name_of(line, breakdown, words))), *cells)
        yield table
    yield Text(words.say("budget_note"), "dim")


def shown(budget: Budget) -> Sequence[Breakdown]:
    """The breakdowns that say more than the whole does."""
    return [
        breakdown
        for breakdown in budget.breakdowns
        if breakdown.by not in _SEVERAL or len(breakdown.lines) > 1
    ]


def title(breakdown: Breakdown, words: Wording) -> str:
    """What a breakdown is called."""
    if breakdown.title is not None:
        return words.say("budget_by_field", field=words.title(breakdown.title))
    return words.say(f"budget_by_{breakdown.by}")


def heading(breakdown: Breakdown, words: Wording) -> str:
    """What its lines are."""
    if breakdown.title is not None:
        return words.title(breakdown.title)
    return words.say(f"budget_{breakdown.by}")


def name_of(line: BudgetLine, breakdown: Breakdown, words: Wording) -> str:
    """What a line is called."""
    if line.title is not None:
        return words.title(line.title)
    if line.id is None:
        return words.say("budget_unknown")
    return words.say(line.id) if breakdown.title is not None else line.id


def _cells(line: BudgetLine, words: Wording) -> list[str]:
    """The figures of a line, several of which may stand below each other."""
    companies = [f"{line.companies:,}"]
    if line.undetermined_companies:
        companies.append(f"+{line.undetermined_companies:,}")
    cuts = [
        words.say(f"budget_{name}", amount=compact(amount, words))
        for name, amount in cuts_of(line)
        if amount
    ]
    return [
        "\n".join(companies),
        _amount(line.ceiling, line.unbounded, words),
        "\n".join(cuts) or "-",
        _amount(line.counted, 0, words),
        _amount(line.undetermined_ceiling, line.undetermined_unbounded, words),
    ]


def cuts_of(line: BudgetLine) -> list[tuple[str, int]]:
    """What cuts the ceilings of a line, and by how much."""
    return [
        ("limits", line.cut_by_limits),
        ("groups", line.cut_by_groups),
        ("awards", line.cut_by_awards),
    ]


def _amount(amount: int, unbounded: int, words: Wording) -> str:
    text = compact(amount, words) if amount else "-"
    return f"{text}\n{words.say('budget_open', count=f'{unbounded:,}')}" if unbounded else text
