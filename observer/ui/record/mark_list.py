"""The marks made so far, the latest on top."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from observer.model.annotation import AnnotationKind, Mark
from observer.model.clock import format_ns
from observer.ui.author import author_name
from observer.ui.icons import paint_icon
from observer.ui.labels import text_label
from observer.ui.record.mark_words import KIND_ICONS, kind_word
from observer.ui.theme import SMALL, SPACE, font, severity_color, severity_ink, theme

_SHOWN = 100
"""Whoever marks more than a hundred moments reads the older ones in the review."""


class MarkList(QScrollArea):
    """Rows of badge, words, author and time."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.marks: tuple[Mark, ...] = ()
        self.show_marks(())

    def show_marks(self, marks: Sequence[Mark]) -> None:
        """Show these instead."""
        self.marks = tuple(marks)
        body = QWidget()
        body.setProperty("surface", "clear")
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, SPACE, 0)
        column.setSpacing(0)
        for mark in sorted(marks, key=lambda mark: mark.made_ns, reverse=True)[:_SHOWN]:
            column.addWidget(_line(mark))
        if not marks:
            column.addWidget(
                text_label(
                    self.tr("What you mark appears here, and in the review afterwards."),
                    tone="dim",
                    wrap=True,
                )
            )
        column.addStretch(1)
        self.setWidget(body)


class _Badge(QWidget):
    """The severity's number on its colour, or the kind's icon."""

    def __init__(self, mark: Mark) -> None:
        super().__init__()
        self._mark = mark
        self.setFixedSize(QSize(20, 20))
        theme().changed.connect(self.update)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        mark = self._mark
        if mark.severity is None:
            token = "s3" if mark.kind is AnnotationKind.FRICTION else "dim"
            token = "ok" if mark.kind is AnnotationKind.DELIGHT else token
            paint_icon(painter, KIND_ICONS[mark.kind], QRectF(1, 1, 18, 18), theme().color(token))
        else:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(severity_color(mark.severity))
            painter.drawRoundedRect(QRectF(self.rect()), 6, 6)
            painter.setPen(severity_ink(mark.severity))
            painter.setFont(font(SMALL, 600))
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, str(mark.severity))
        painter.end()


def _line(mark: Mark) -> QWidget:
    line = QWidget()
    row = QHBoxLayout(line)
    row.setContentsMargins(0, 7, 0, 7)
    row.setSpacing(12)
    row.addWidget(_Badge(mark), 0, Qt.AlignmentFlag.AlignTop)
    words = text_label(mark.note or kind_word(mark.kind), wrap=True)
    row.addWidget(words, 1)
    if mark.author:
        you = QCoreApplication.translate("marks", "You")
        author = you if mark.author == author_name() else mark.author
        row.addWidget(text_label(author, size=SMALL, tone="dim"))
    row.addWidget(text_label(format_ns(mark.start_ns), size=SMALL, tone="dim"))
    return line
