"""Blocks without columns: each cell of a table on lines of its own, behind its column's title.

For terminals that are too narrow for tables, for pagers and programs, and for who has lines read
aloud.
"""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from yaoxie.messages import Lang
from yaoxie.render.folding import Folded

_INDENT = 2
_COLONS = {"zh": "：", "en": ": "}
_BULLET = "-"


def stacked(blocks: RenderableType, lang: Lang) -> Group:
    """The same blocks, in texts alone."""
    return Group(*_texts(blocks, lang))


def plain_lines(blocks: RenderableType, lang: Lang) -> Iterator[str]:
    """The same as lines that no width folds, without colours."""
    for part in _texts(blocks, lang):
        indent = " " * part.left if isinstance(part, Padding) else ""
        for line in _text(part.renderable if isinstance(part, Padding) else part).split("\n"):
            yield f"{indent}{line.plain}".rstrip()


def _texts(block: RenderableType, lang: Lang) -> Iterator[Folded | Padding]:
    match block:
        case Group():
            for part in block.renderables:
                yield from _texts(part, lang)
        case Padding():
            for part in _texts(block.renderable, lang):
                yield _indented(part, block.left)
        case Table() if block.show_header:
            yield from _rows(block, lang)
        case Table():
            for cells in _cells(block):
                yield Folded(_joined(cells))
        case _:
            yield Folded(_text(block))


def _rows(table: Table, lang: Lang) -> Iterator[Folded | Padding]:
    """A table's heading, and of each row every cell that is not empty."""
    if table.title:
        yield Folded(_text(table.title))
    names = [_text(column.header).plain for column in table.columns]
    for number, cells in enumerate(_cells(table)):
        if number:
            yield Folded(Text())
        for name, cell in zip(names, cells, strict=True):
            first, *more = cell.split("\n")
            if cell.plain.strip():
                yield Folded(Text.assemble(f"{name}{_COLONS[lang]}", first))
                yield from (_indented(Folded(line), _INDENT) for line in more)


def _cells(table: Table) -> Iterator[list[Text]]:
    columns = [[_text(cell) for cell in column.cells] for column in table.columns]
    yield from (list(row) for row in zip(*columns, strict=True))


def _joined(cells: list[Text]) -> Text:
    """The cells of a row without columns in one line."""
    filled = [cell for cell in cells if cell.plain.strip()]
    gap = " " if filled and filled[0].plain == _BULLET else "  "
    return Text(gap).join(filled)


def _indented(part: Folded | Padding, by: int) -> Padding:
    inner, left = (part.renderable, part.left) if isinstance(part, Padding) else (part, 0)
    return Padding(inner, (0, 0, 0, left + by))


def _text(block: object) -> Text:
    match block:
        case Folded():
            return block.text
        case Text():
            return block
        case Group():
            return Text("\n").join(_text(part) for part in block.renderables)
        case _:
            return Text(str(block))
