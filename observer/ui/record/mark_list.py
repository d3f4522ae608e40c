"""The marks made so far, the latest on top."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QEnterEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractButton,
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from observer.model.annotation import AnnotationKind, Mark
from observer.model.clock import format_ns
from observer.ui.author import author_name
from observer.ui.icons import paint_icon
from observer.ui.labels import text_label
from observer.ui.record.mark_editor import MarkEditor
from observer.ui.record.mark_words import KIND_ICONS, kind_word
from observer.ui.theme import SMALL, SPACE, font, severity_color, severity_ink, theme

_SHOWN = 100
"""Whoever marks more than a hundred moments reads the older ones in the review."""


class MarkList(QScrollArea):
    """Rows of badge, words, author and time; a click on one opens it for changes."""

    changed = Signal(object, object)
    """A Mark before and after."""
    withdrawn = Signal(object)
    """A Mark that is taken back."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.marks: tuple[Mark, ...] = ()
        self.editor: MarkEditor | None = None
        self._open = ""  # the id of the mark that is being changed
        self.show_marks(())

    def show_marks(self, marks: Sequence[Mark]) -> None:
        """Show these instead; one that is being changed stays open until it is done with."""
        self.marks = tuple(marks)
        if self.editor is None:
            self._fill()

    def edit(self, mark_id: str) -> None:
        """Open a mark for changes."""
        self._open = mark_id
        self._fill()
        if self.editor is not None:
            self.editor.note.setFocus()
            self.ensureWidgetVisible(self.editor)

    def _fill(self) -> None:
        self.editor = None
        body = QWidget()
        body.setProperty("surface", "clear")
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, SPACE, 0)
        column.setSpacing(0)
        for mark in sorted(self.marks, key=lambda one: one.made_ns, reverse=True)[:_SHOWN]:
            if mark.id == self._open:
                self.editor = self._editor(mark)
                column.addWidget(self.editor)
            else:
                line = MarkLine(mark)
                line.clicked.connect(partial(self.edit, mark.id))
                column.addWidget(line)
        if not self.marks:
            column.addWidget(
                text_label(
                    self.tr("What you mark appears here, and in the review afterwards."),
                    tone="dim",
                    wrap=True,
                )
            )
        column.addStretch(1)
        self.setWidget(body)

    def _editor(self, mark: Mark) -> MarkEditor:
        editor = MarkEditor(mark)
        editor.kept.connect(lambda after: self._close(partial(self.changed.emit, mark, after)))
        editor.removed.connect(lambda: self._close(partial(self.withdrawn.emit, mark)))
        editor.left.connect(lambda: self._close(lambda: None))
        return editor

    def _close(self, then: Callable[[], None]) -> None:
        self._open = ""
        then()
        QTimer.singleShot(0, self, self._fill)  # not while the editor's own signal is on its way


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


class MarkLine(QAbstractButton):
    """One mark: click it, or press Return on it, to change it."""

    def __init__(self, mark: Mark) -> None:
        super().__init__()
        self.mark = mark
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(f"{kind_word(mark.kind)} {format_ns(mark.start_ns)} {mark.note}")
        self.setToolTip(self.tr("Change this mark"))
        row = self._row = QHBoxLayout(self)
        row.setContentsMargins(4, 7, 4, 7)
        row.setSpacing(12)
        row.addWidget(_Badge(mark), 0, Qt.AlignmentFlag.AlignTop)
        words = text_label(mark.note or kind_word(mark.kind), wrap=True)
        row.addWidget(words, 1)
        if mark.author:
            you = self.tr("You") if mark.author == author_name() else mark.author
            row.addWidget(text_label(you, size=SMALL, tone="dim"))
        row.addWidget(text_label(format_ns(mark.start_ns), size=SMALL, tone="dim"))
        for label in self.findChildren(QWidget):
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def sizeHint(self) -> QSize:
        """As its words need."""
        return self._row.sizeHint()

    def hasHeightForWidth(self) -> bool:
        """Long notes take more than one line."""
        return True

    def heightForWidth(self, width: int) -> int:
        """How tall it is at that width."""
        return self._row.heightForWidth(width)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """A quiet ground under the pointer or the focus."""
        if not (self.underMouse() or self.hasFocus()):
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme().color("accent"), 2) if self.hasFocus() else Qt.PenStyle.NoPen)
        painter.setBrush(theme().color("sunk"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 8, 8)
        painter.end()

    def enterEvent(self, event: QEnterEvent) -> None:
        """Show that it can be clicked."""
        self.update()
        super().enterEvent(event)
