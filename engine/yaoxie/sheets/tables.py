"""The sheets of a book that are recognised: their headings, and their rows as values."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from yaoxie.errors import MAX_HINTS, Fault, cell_name, nearest
from yaoxie.messages import Message
from yaoxie.profile.field_types import FieldType
from yaoxie.profile.vocabulary import COMPANY, MILESTONE
from yaoxie.profile.word_names import folded
from yaoxie.sheets import example
from yaoxie.sheets.cells import Cell, Convert, Misread, converter, is_blank, text_of
from yaoxie.sheets.grids import Book, Grid
from yaoxie.sheets.layout import ASIDE, FAULTS_TITLE, Column, Layout, Sheet

_HEAD = 20  # rows in which headings are looked for
_FAULTS = (folded(FAULTS_TITLE.zh), folded(FAULTS_TITLE.en))


@dataclass(slots=True)
class Row:
    """A row: its number in the sheet, from 1, and its values as profiles have them, by column.

    `wrong` are the columns whose cells hold no value, which `faults` say.
    """

    table: Table
    number: int
    cells: Sequence[Cell]
    values: dict[str, Any]
    faults: list[Fault] = field(default_factory=list)
    wrong: set[str] = field(default_factory=set)

    def fault(self, key: str, expected: Message, close: str | None = None) -> Fault:
        """A fault of the cell in a column."""
        at = self.table.places.get(key)
        cell = None if at is None else self.cell(at)
        self.wrong.add(key)
        return self.table.fault(
            expected, self.number, None if at is None else at + 1, shown(cell), close
        )

    def placed(self, fault: Fault, key: str | None, related: str | None) -> Fault:
        """A fault of the profile where its value stands here, with the other cell it is about."""
        at = self.table.places.get(key) if key is not None else None
        return replace(
            fault,
            value=fault.value if at is None else shown(self.cell(at)),
            related=related,
            file=str(self.table.book.path),
            sheet=self.table.grid.name,
            line=self.number,
            column=None if at is None else at + 1,
        )

    def name(self, key: str | None) -> str:
        """The name of the cell in a column, or of the row."""
        at = self.table.places.get(key) if key is not None else None
        return cell_name(self.table.grid.name, self.number, None if at is None else at + 1)

    def cell(self, at: int) -> Cell:
        """What stands in a column, by its number from 0."""
        return self.cells[at] if at < len(self.cells) else None


@dataclass(slots=True)
class Table:
    """A recognised sheet.

    `head` is the row of its headings, and `places` says where its columns are, both from 0; `width`
    is how many columns its headings take.
    """

    book: Book
    grid: Grid
    sheet: Sheet
    head: int
    places: Mapping[str, int]
    width: int
    rows: list[Row] = field(default_factory=list)

    @property
    def missing(self) -> set[str]:
        """The columns that must be there and are not."""
        return {
            column.key
            for column in self.sheet.columns
            if column.required and column.key not in self.places
        }

    def fault(
        self,
        expected: Message,
        line: int | None = None,
        column: int | None = None,
        value: Any = None,
        close: str | None = None,
    ) -> Fault:
        """A fault of the sheet; row and column count from 1."""
        return Fault(
            "",
            self.grid.name if line is None else value,
            expected,
            close,
            file=str(self.book.path),
            line=line,
            column=column,
            sheet=self.grid.name,
        )


def shown(cell: Cell) -> Any:
    """A cell as a fault shows it."""
    return None if cell is None or is_blank(cell) else text_of(cell)


def of(book: Book, layout: Layout) -> tuple[list[Table], list[Fault]]:
    """The tables of a book in the layout's order, and the faults of sheets and headings."""
    faults: list[Fault] = []
    known: dict[str, Table] = {}
    for grid in book.grids:
        sheet = layout.by_name.get(folded(grid.name))
        if sheet is None:
            faults += _misnamed(book, grid, layout)
        elif sheet.list_name in known:
            faults.append(_of_grid(book, grid, Message("sheets.sheet-once")))
        elif (table := _table(book, grid, sheet, faults)) is not None:
            known[sheet.list_name] = table
            _fill(table, layout, faults)
    if COMPANY not in known:
        faults[:0] = _without_company(book, layout.sheets[0], faults)
    return [known[sheet.list_name] for sheet in layout.sheets if sheet.list_name in known], faults


def _without_company(book: Book, company: Sheet, faults: list[Fault]) -> Iterator[Fault]:
    """That the sheet of companies is not there, or is empty, where nothing is said of it yet."""
    names = {folded(name) for name in company.names}
    own = next((grid for grid in book.grids if folded(grid.name) in names), None)
    if own is None:
        there = ", ".join(grid.name for grid in book.grids)
        expected = Message("sheets.sheet-there", sheet=company.name)
        yield Fault("", there, expected, file=str(book.path))
    elif all(fault.sheet != own.name for fault in faults):
        yield _of_grid(book, own, Message("sheets.company-there"))


def _misnamed(book: Book, grid: Grid, layout: Layout) -> Iterator[Fault]:
    """A sheet that is likely one of ours under a wrong name; any other is somebody's own."""
    names = {name: sheet.name for sheet in layout.sheets for name in sheet.names}
    close = nearest(grid.name, names)
    taken = {folded(other.name) for other in book.grids}
    if close is not None and folded(names[close]) not in taken:
        sheets = tuple(sheet.name for sheet in layout.sheets)
        yield _of_grid(book, grid, Message("sheets.sheet-name", sheets=sheets), names[close])


def _of_grid(book: Book, grid: Grid, expected: Message, close: str | None = None) -> Fault:
    return Fault("", grid.name, expected, close, file=str(book.path), sheet=grid.name)


def _table(book: Book, grid: Grid, sheet: Sheet, faults: list[Fault]) -> Table | None:
    """The table of a sheet, by the row that has most of its headings."""
    if not any(not is_blank(cell) for row in grid.rows for cell in row):
        return None
    counts = [
        sum(not is_blank(cell) and folded(text_of(cell)) in sheet.by_name for cell in row)
        for row in grid.rows[:_HEAD]
    ]
    head = counts.index(max(counts))
    if not counts[head]:
        headings = tuple(column.heading.zh for column in sheet.columns[:3])
        faults.append(_of_grid(book, grid, Message("sheets.headings", headings=headings)))
        return None
    places: dict[str, int] = {}
    row = grid.rows[head]
    used = [number for number, cell in enumerate(row) if not is_blank(cell)]
    table = Table(book, grid, sheet, head, places, used[-1] + 1)
    for number in used:
        text = text_of(row[number])
        column = sheet.by_name.get(folded(text))
        expected = None
        close = None
        if column is None:
            if folded(text) in _FAULTS or text.startswith(ASIDE):
                continue
            expected = Message("sheets.heading", sheet=sheet.name)
            close = _near_heading(text, sheet) if len(faults) < MAX_HINTS else None
        elif column.key in places:
            expected = Message("sheets.heading-once")
        else:
            places[column.key] = number
        if expected is not None:
            faults.append(table.fault(expected, head + 1, number + 1, text, close))
    for column in sheet.columns:
        if column.key in table.missing:
            there = Message("sheets.column-there", column=column.heading)
            faults.append(table.fault(there, head + 1, None, None))
    return table


def _near_heading(text: str, sheet: Sheet) -> str | None:
    names = {name: column for column in sheet.columns for name in column.names}
    close = nearest(text, names)
    return None if close is None else names[close].heading.zh


def _fill(table: Table, layout: Layout, faults: list[Fault]) -> None:
    """The rows under the headings; blank ones and those that begin with ※ are passed over."""
    converters = [
        (column.key, at, _converter(column, layout))
        for column in table.sheet.columns
        if (at := table.places.get(column.key)) is not None
    ]
    blank = table.grid.without_value
    merged = [start for start, (last, _) in table.grid.merged if last > table.head]
    for first, left in merged[:MAX_HINTS]:
        faults.append(table.fault(Message("sheets.no-merged"), first + 1, left + 1))
    for number, cells in enumerate(table.grid.rows[table.head + 1 :], table.head + 1):
        places = [at for _, at, _ in converters if at < len(cells)]
        if all(is_blank(cells[at]) for at in places) and not blank:
            continue
        if _is_aside(cells):
            if fault := _filled_in(table, layout, number, cells):
                faults.append(fault)
            continue
        row = Row(table, number + 1, cells, {})
        for key, at, convert in converters:
            value = convert(cells[at]) if at < len(cells) else None
            if value is None:
                if blank and (number, at) in blank:
                    row.faults.append(row.fault(key, Message("sheets.has-value")))
                continue
            if isinstance(value, Misread):
                row.faults.append(row.fault(key, value.expected, value.nearest))
                continue
            row.values[key] = value
        if row.values or row.faults:
            table.rows.append(row)


def _is_aside(cells: Sequence[Cell]) -> bool:
    first = next((cell for cell in cells if not is_blank(cell)), None)
    return isinstance(first, str) and first.strip().startswith(ASIDE)


def _filled_in(table: Table, layout: Layout, number: int, cells: Sequence[Cell]) -> Fault | None:
    """The fault of an example that was written over: it would be passed over without a word."""
    places = table.places.items()
    texts = {key: text_of(cells[at]) for key, at in places if at < len(cells)}
    if not example.is_overwritten(table.sheet, layout.vocabulary, texts):
        return None
    at = next(at for at, cell in enumerate(cells) if not is_blank(cell))
    return table.fault(Message("sheets.aside"), number + 1, at + 1, text_of(cells[at]))


def _converter(column: Column, layout: Layout) -> Convert:
    vocabulary = layout.vocabulary
    type_ = column.type
    titles: dict[str, str] = {}
    if column.words == MILESTONE:
        type_, titles = _any_milestone(layout)
    elif column.words is not None:
        titles = {word.id: word.zh for word in vocabulary.words[column.words]}
    return converter(type_, vocabulary.answers, titles)


def _any_milestone(layout: Layout) -> tuple[FieldType, dict[str, str]]:
    """The milestones of all kinds as one type; which kind it is of, the item says."""
    vocabulary = layout.vocabulary
    names: dict[str, str] = {}
    titles: dict[str, str] = {}
    for kind in vocabulary.milestone_kinds:
        for name, word in vocabulary.milestone_type(kind).names:
            names.setdefault(name, word)
        for word in vocabulary.milestones(kind):
            titles.setdefault(word, vocabulary.milestone(kind, word).zh)
    return FieldType("word", tuple(titles), names=tuple(names.items())), titles
