"""Which sheets a workbook of profiles has, and which columns; all of it from a form.

    layout = Layout.of(form.whole(packaged()))
    layout.sheets[0].columns[0].title       企业序号

A row belongs to a company by the number in its first column. A row of milestones names its item by
the item's id; an item says by 里程碑是否齐全 whether its milestones are all there.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from yaoxie.profile.field_types import FieldType, Unit
from yaoxie.profile.records import Award
from yaoxie.profile.vocabulary import AWARD, COMPANY, MILESTONE, Field, Vocabulary
from yaoxie.profile.word_names import folded
from yaoxie.rules.form import Form
from yaoxie.rules.library import Library
from yaoxie.sheets.award_titles import NO_TITLES, AwardTitles
from yaoxie.values import Title

NUMBER, ITEM, KNOWN = "company_number", "item_id", "milestones_known"  # columns of sheets alone
FAULTS = "faults"
ASIDE = "※"  # how rows and columns begin that are not read
MILESTONES, AWARDS = "milestones", "awards"
_LONGEST_NAME = 31  # of a sheet
_NOT_IN_NAMES = str.maketrans(dict.fromkeys("[]:*?/\\'", "_"))
_TEXT, _WHOLE, _YES_NO = FieldType("text"), FieldType("yuan"), FieldType("yes_no")
_UNITS: dict[Unit, Title] = {
    "yuan": Title(zh="元", en="CNY"),
    "months": Title(zh="月", en="months"),
    "rate": Title(zh="比例", en="rate"),
    "days": Title(zh="年-月-日", en="YYYY-MM-DD"),
}
_NUMBER = (
    Title(zh="企业序号", en="company number"),
    Title(
        zh="区分企业的序号，各表一致；只有一家企业时可以不填",
        en="What tells companies apart, the same in all sheets; one company needs none.",
    ),
)
_ITEM = (
    Title(zh="条目编号", en="item key"),
    Title(
        zh="达到里程碑的药品、医疗器械等条目的编号，与该条目所在表一致",
        en="The key of the item that reached the milestone, as in the item's own sheet.",
    ),
)
_KNOWN = (
    Title(zh="里程碑是否齐全", en="milestones complete"),
    Title(
        zh="已达到的里程碑是否全部列在“里程碑”表中：一个也没有也填“是”；情况不明的不填",
        en="Whether all milestones reached are in their sheet, be there none; blank if not known.",
    ),
)
FAULTS_TITLE = Title(zh="错误", en="faults")


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its key (a field's name, or one of sheets alone), heading, help and type.

    `words`: the set of the vocabulary that its cells are words of; `milestone` for milestones.
    """

    key: str
    title: Title
    help: Title
    type: FieldType
    required: bool = False
    words: str | None = None

    @property
    def unit(self) -> Title | None:
        """What its figures are counted in."""
        unit = self.type.form.unit
        return _UNITS.get(unit) if unit is not None else None

    @property
    def heading(self) -> Title:
        """The title with its unit."""
        if self.unit is None:
            return self.title
        zh, en = f"{self.title.zh}（{self.unit.zh}）", f"{self.title.en} ({self.unit.en})"
        return Title(zh=zh, en=en)

    @property
    def names(self) -> Iterator[str]:
        """All that it may be headed by."""
        yield self.key
        for title in (self.title, self.heading):
            yield from (title.zh, title.en)


@dataclass(frozen=True)
class Sheet:
    """A sheet: the list of a profile that its rows go to, what it is called, and its columns.

    `kind`: the kind of subject of its rows, or milestone, or award.
    """

    kind: str
    list_name: str
    title: Title
    columns: tuple[Column, ...]

    @property
    def name(self) -> str:
        """Its name in a workbook."""
        return self.title.zh.translate(_NOT_IN_NAMES)[:_LONGEST_NAME]

    @property
    def names(self) -> Iterator[str]:
        """All that it may be called."""
        yield from (self.name, self.title.zh, self.title.en, self.kind, self.list_name)

    @cached_property
    def by_name(self) -> dict[str, Column]:
        """The columns by all that they may be headed by, folded."""
        return {folded(name): column for column in self.columns for name in column.names}


@dataclass(frozen=True)
class Layout:
    """The sheets of a form: the company, its items kind by kind, milestones, awards.

    `awards`: what the measures and supports that awards name are called; none without a library.
    """

    vocabulary: Vocabulary
    sheets: tuple[Sheet, ...]
    milestones: tuple[str, ...]  # of all kinds, each once
    awards: AwardTitles = NO_TITLES

    @classmethod
    def of(cls, form: Form, library: Library | None = None) -> Layout:
        """The layout of a form; with a library, awards offer its measures and supports."""
        known = form.vocabulary
        sheets = [
            _sheet(kind, COMPANY if kind == COMPANY else known.item_lists[kind], known, columns)
            for kind, entry in form.kinds.items()
            for columns in [_fields(entry.fields, with_milestones=bool(entry.milestones))]
        ]
        if form.milestone_kinds:
            own = [_ITEM_COLUMN, _milestone_column(known), *map(_column, form.milestone_fields)]
            sheets.append(_sheet(MILESTONE, MILESTONES, known, own))
        sheets.append(_sheet(AWARD, AWARDS, known, list(_awards(known))))
        entries = [entry for kind in form.kinds.values() for entry in kind.milestones]
        names = tuple(dict.fromkeys(entry.definition.id for entry in entries))
        awards = NO_TITLES if library is None else AwardTitles.of(library)
        return cls(known, tuple(sheets), names, awards)

    @cached_property
    def by_name(self) -> dict[str, Sheet]:
        """The sheets by all that they may be called, folded."""
        return {folded(name): sheet for sheet in self.sheets for name in sheet.names}


def _sheet(kind: str, list_name: str, known: Vocabulary, columns: Sequence[Column]) -> Sheet:
    return Sheet(kind, list_name, known.kind_title(kind), (_NUMBER_COLUMN, *columns))


_NUMBER_COLUMN = Column(NUMBER, *_NUMBER, _TEXT)
_ITEM_COLUMN = Column(ITEM, *_ITEM, _TEXT, required=True)
_KNOWN_COLUMN = Column(KNOWN, *_KNOWN, _YES_NO)


def _fields(fields: Sequence[Field], *, with_milestones: bool) -> list[Column]:
    columns = [_column(field) for field in fields if field.type.name != "milestones"]
    return [*columns, _KNOWN_COLUMN] if with_milestones else columns


def _column(field: Field) -> Column:
    own = field.definition
    return Column(field.name, field.title, own.help, field.type, own.required, own.words)


def _milestone_column(known: Vocabulary) -> Column:
    titles = (known.kind_title(MILESTONE), known.kind_help(MILESTONE))
    return Column(MILESTONE, *titles, FieldType("word"), required=True, words=MILESTONE)


def _awards(known: Vocabulary) -> Iterator[Column]:
    for name, field in Award.model_fields.items():
        titles = known.award.fields[name]
        type_ = _TEXT
        if field.annotation is int:
            type_ = _WHOLE if name == "amount" else FieldType("count")
        yield Column(name, titles, titles.help, type_, required=True)
