"""The kept text set in type for a printed page."""

from collections.abc import Sequence

from PySide6.QtCore import QSizeF
from PySide6.QtGui import (
    QColor,
    QFont,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextOption,
)

from observer.intake.consent_wording import ARROW, CROSS, TICK, Line, LineKind
from observer.ui.theme import LIGHT, font

INK, DIM = LIGHT.ink, LIGHT.dim
"""Paper is white whatever the theme of the window."""

_LEADING_PERCENT = 128
_TICK_ROOM = 1.7  # of the type's size: the tick stands in the margin of its sentence
_ABOVE = {
    LineKind.TITLE: 0.0,
    LineKind.HEADING: 1.3,
    LineKind.WORDS: 0.7,
    LineKind.YES: 0.5,
    LineKind.NO: 0.5,
}
"""Air above a line, in the type's size."""
_UNDER_HEADING = 0.2
_UNBROKEN = "\u00a0"  # an arrow does not stand alone at a line's end


def paper_document(lines: Sequence[Line], size: int, page: QSizeF) -> QTextDocument:
    """The lines in type of `size`, on pages of that size, all in the printer's dots."""
    document = QTextDocument()
    document.setDocumentMargin(0)
    document.setUseDesignMetrics(True)
    document.setPageSize(page)
    cursor = QTextCursor(document)
    above = None
    for line in lines:
        block = _block(line.kind, size)
        if above is None:
            cursor.setBlockFormat(block)
        else:
            if above is LineKind.HEADING and line.kind is LineKind.WORDS:
                block.setTopMargin(_UNDER_HEADING * size)
            cursor.insertBlock(block)
        _insert(cursor, line, size)
        above = line.kind
    return document


def paper_font(size: int, weight: int = 400) -> QFont:
    """Type of a size in dots. No ligatures: “fi” is two letters to who copies or searches it."""
    face = font(size, weight)
    face.setFeature(QFont.Tag("liga"), 0)
    return face


def _block(kind: LineKind, size: int) -> QTextBlockFormat:
    block = QTextBlockFormat()
    block.setLineHeight(_LEADING_PERCENT, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
    block.setTopMargin(_ABOVE[kind] * size)
    if kind in (LineKind.YES, LineKind.NO):
        room = _TICK_ROOM * size
        block.setLeftMargin(room)
        block.setTextIndent(-room)
        block.setTabPositions([QTextOption.Tab(room, QTextOption.TabType.LeftTab)])
    return block


def _insert(cursor: QTextCursor, line: Line, size: int) -> None:
    if line.kind in (LineKind.YES, LineKind.NO):
        sign = TICK if line.kind is LineKind.YES else CROSS
        words, arrow, answer = line.text.partition(ARROW)
        cursor.insertText(f"{sign}\t", _type(size, 600, LIGHT.ok if sign == TICK else INK))
        cursor.insertText(words + arrow, _type(size))
        cursor.insertText(answer.replace(" ", _UNBROKEN, 1), _type(size, 600))
    elif line.kind is LineKind.TITLE:
        cursor.insertText(line.text, _type(round(size * 1.9), 600))
    else:
        cursor.insertText(line.text, _type(size, 600 if line.kind is LineKind.HEADING else 400))


def _type(size: int, weight: int = 400, color: str = INK) -> QTextCharFormat:
    shape = QTextCharFormat()
    shape.setFont(paper_font(size, weight))
    shape.setForeground(QColor(color))
    return shape
