"""Profiles out of the grids of a workbook or folder, with the sheet, row and column of every fault.

reading = read(grids.opened("企业资料.xlsx"), packaged())
reading.faults                      what is wrong with sheets, rows and cells
for company in reading.companies(): company.profile, or company.faults
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any, NamedTuple, cast

from yaoxie.errors import MAX_HINTS, Fault, ProfileError, nearest
from yaoxie.messages import Message
from yaoxie.profile.model import Profile
from yaoxie.profile.records import profile_model
from yaoxie.profile.vocabulary import COMPANY, MILESTONE, Vocabulary
from yaoxie.rules import form
from yaoxie.sheets import award_titles, tables
from yaoxie.sheets.cells import Cell, text_of
from yaoxie.sheets.grids import Book
from yaoxie.sheets.layout import AWARDS, ITEM, KNOWN, MILESTONES, NUMBER, Layout
from yaoxie.sheets.tables import Row, Table

Place = tuple[str | int, ...]
_MANY = 2_000  # names among which none near is looked for


@dataclass(frozen=True, slots=True)
class Company:
    """One company of a book: its row in its sheet, from 1, and its profile, or what is wrong."""

    row: int
    profile: Profile | None
    faults: tuple[Fault, ...]


class _Item(NamedTuple):
    """An item of a company: its list, its place there, its data and its row."""

    list_name: str
    position: int
    data: dict[str, Any]
    row: Row


@dataclass(slots=True)
class _Draft:
    """A company's data as they are put together, and the row that each part stands in."""

    row: Row
    data: dict[str, Any]
    places: dict[Place, Row] = field(default_factory=dict)
    items: dict[str, _Item] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)


class Reading:
    """What a book says: companies in the order of their rows, and faults that are of no company."""

    def __init__(self, book: Book, vocabulary: Vocabulary) -> None:
        self.book = book
        self.vocabulary = vocabulary
        self.layout = Layout.of(form.whole(vocabulary))
        self.tables, faults = tables.of(book, self.layout)
        self.faults: list[Fault] = faults
        self._hints = 0
        self._drafts = self._read()

    def companies(self) -> Iterator[Company]:
        """Every company, checked; a company with any fault has no profile."""
        model = profile_model(self.vocabulary)
        for draft in self._drafts:
            faults = list(draft.faults)
            profile = None
            try:
                profile = cast("Profile", model.from_dict(draft.data))
            except ProfileError as error:
                faults += self._placed(draft, error.faults)
            yield Company(draft.row.number, None if faults else profile, tuple(faults))

    def profiles(self) -> tuple[Profile, ...]:
        """The profiles of all companies. Raises ProfileError with every fault of the book.

        Faults stand in the order of the cells: sheet by sheet, row by row.
        """
        companies = list(self.companies())
        if faults := [*self.faults, *(fault for entry in companies for fault in entry.faults)]:
            sheets = {grid.name: number for number, grid in enumerate(self.book.grids)}
            raise ProfileError(sorted(faults, key=lambda fault: _at(fault, sheets)))
        return tuple(company.profile for company in companies if company.profile is not None)

    def __len__(self) -> int:
        return len(self._drafts)

    # How the rows come together.

    def _read(self) -> list[_Draft]:
        drafts = self._companies()
        if not drafts:
            return []
        by_number = {_key(draft.row): draft for draft in reversed(drafts)}
        lists = self.vocabulary.item_lists
        for table in self._of_kinds(lists):
            for row in table.rows:
                if (draft := self._owner(row, drafts, by_number)) is not None:
                    self._add_item(draft, lists[table.sheet.kind], row)
        for row in self._rows(MILESTONES):
            if (draft := self._owner(row, drafts, by_number)) is not None:
                self._add_milestone(draft, row)
        for row in self._rows(AWARDS):
            if (draft := self._owner(row, drafts, by_number)) is not None:
                self._add_award(draft, row)
        for draft in drafts:
            self._ask_for_completeness(draft)
        return drafts

    def _companies(self) -> list[_Draft]:
        drafts: list[_Draft] = []
        seen: set[str] = set()
        rows = self._rows(COMPANY)
        for row in rows:
            data = dict(row.values)
            number = _key(row)
            draft = _Draft(row, {COMPANY: data}, {(COMPANY,): row}, faults=list(row.faults))
            data.pop(NUMBER, None)
            if len(rows) > 1 and not number:
                draft.faults.append(row.fault(NUMBER, Message("sheets.number")))
            elif len(rows) > 1 and number in seen:
                draft.faults.append(row.fault(NUMBER, Message("sheets.number-once")))
            seen.add(number)
            drafts.append(draft)
        if not drafts and (table := self._table(COMPANY)) is not None:
            self.faults.append(replace(table.fault(Message("sheets.company-there")), value=None))
        return drafts

    def _owner(
        self, row: Row, drafts: Sequence[_Draft], by_number: dict[str, _Draft]
    ) -> _Draft | None:
        """The company that a row belongs to; of a book of one, that one where none is named."""
        number = _key(row)
        if len(drafts) == 1 and not number:
            return drafts[0]
        if number in by_number and number:
            return by_number[number]
        company = self.layout.sheets[0].name
        expected = Message("sheets.known-number", sheet=company)
        if not number:
            expected = Message("sheets.number")
        self.faults += [row.fault(NUMBER, expected, self._near(number, by_number)), *row.faults]
        return None

    def _near(self, name: str | None, names: Collection[str]) -> str | None:
        """The nearest of some names, as long as not too many were looked for."""
        if not name or len(names) > _MANY or self._hints >= MAX_HINTS:
            return None
        self._hints += 1
        return nearest(name, names)

    def _add_item(self, draft: _Draft, list_name: str, row: Row) -> None:
        data = dict(row.values)
        data.pop(NUMBER, None)
        known = data.pop(KNOWN, None)
        if known is True:
            data["milestones"] = []
        items = draft.data.setdefault(list_name, [])
        draft.places[list_name, len(items)] = row
        item = _Item(list_name, len(items), data, row)
        draft.items.setdefault(data.get("id", ""), item)
        draft.faults += row.faults
        items.append(data)

    def _add_milestone(self, draft: _Draft, row: Row) -> None:
        data = dict(row.values)
        data.pop(NUMBER, None)
        draft.faults += row.faults
        key = data.pop(ITEM, None)
        kinds = {name: kind for kind, name in self.vocabulary.item_lists.items()}
        item = draft.items.get(key) if key is not None else None
        kind = kinds[item.list_name] if item is not None else ""
        if item is None or kind not in self.vocabulary.milestone_kinds:
            if ITEM not in row.wrong:
                own = self._names(self.vocabulary.milestone_kinds)
                expected = Message("sheets.known-item", sheets=own)
                draft.faults.append(row.fault(ITEM, expected, self._near(key, draft.items)))
            return
        if MILESTONE in data and data[MILESTONE] not in self.vocabulary.milestones(kind):
            expected = Message("sheets.own-milestone", kind=self.vocabulary.kind_title(kind))
            draft.faults.append(row.fault(MILESTONE, expected))
            return
        milestones = item.data.setdefault("milestones", [])
        draft.places[item.list_name, item.position, "milestones", len(milestones)] = row
        milestones.append(data)

    def _add_award(self, draft: _Draft, row: Row) -> None:
        data = dict(row.values)
        data.pop(NUMBER, None)
        for key in ("measure", "support"):
            if key in data:
                data[key] = award_titles.id_of(data[key])
        subject = data.get("subject")
        if subject is not None and subject not in draft.items:
            title = self.vocabulary.kind_title(COMPANY)
            data["subject"] = COMPANY if subject in (title.zh, title.en) else subject
        awards = draft.data.setdefault(AWARDS, [])
        draft.places[AWARDS, len(awards)] = row
        draft.faults += row.faults
        awards.append(data)

    def _ask_for_completeness(self, draft: _Draft) -> None:
        """A list of milestones is complete; who lists some has to say so."""
        for _, _, data, row in draft.items.values():
            is_said = row.values.get(KNOWN) is True or KNOWN in row.wrong
            if data.get("milestones") and not is_said:
                draft.faults.append(row.fault(KNOWN, Message("sheets.complete")))

    # Where faults stand.

    def _placed(self, draft: _Draft, faults: Sequence[Fault]) -> Iterator[Fault]:
        """The faults of a profile at their cells; none for a cell that has one already."""
        for fault in faults:
            row, key = self._cell_of(draft, fault.pointer)
            if key in row.wrong or key in row.table.missing:
                continue
            related = None
            if fault.related is not None:
                other, column = self._cell_of(draft, fault.related)
                related = other.name(column)
            yield row.placed(fault, key, related)

    def _cell_of(self, draft: _Draft, pointer: str) -> tuple[Row, str | None]:
        """The row of the part of a profile that a pointer names, and the key of the column."""
        parts: list[str | int] = [
            int(part) if part.isdecimal() else part for part in pointer.split("/")[1:]
        ]
        for end in range(len(parts), 0, -1):
            row = draft.places.get(tuple(parts[:end]))
            if row is not None:
                key = parts[end] if end < len(parts) else None
                return row, KNOWN if key == "milestones" else cast("str | None", key)
        return draft.row, None

    def _names(self, kinds: Sequence[str]) -> tuple[str, ...]:
        return tuple(sheet.name for sheet in self.layout.sheets if sheet.kind in kinds)

    @cached_property
    def _by_list(self) -> dict[str, Table]:
        return {table.sheet.list_name: table for table in self.tables}

    def _table(self, list_name: str) -> Table | None:
        return self._by_list.get(list_name)

    def _rows(self, list_name: str) -> Sequence[Row]:
        table = self._table(list_name)
        return () if table is None else table.rows

    def _of_kinds(self, lists: Any) -> list[Table]:
        return [table for name in lists.values() if (table := self._table(name)) is not None]


def read(book: Book, vocabulary: Vocabulary) -> Reading:
    """What a book says, by a vocabulary."""
    return Reading(book, vocabulary)


def _at(fault: Fault, sheets: Mapping[str, int]) -> tuple[int, int, int]:
    """Where a fault stands in the book: its sheet's number, its row, its column."""
    sheet = sheets.get(fault.sheet or "", -1)
    return sheet, fault.line or 0, fault.column or 0


def _key(row: Row) -> str:
    """The company's number that a row says."""
    value: Cell = row.values.get(NUMBER)
    return "" if value is None else text_of(value)
