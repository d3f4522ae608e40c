"""All that is covered in the session: go there, say why, remove it."""

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QStackedWidget, QVBoxLayout, QWidget

from observer.model.redaction import Cover, Redaction
from observer.ui.buttons import push_button
from observer.ui.hatch import paint_hatch
from observer.ui.icons import paint_icon
from observer.ui.review.redact.book import RedactionBook
from observer.ui.review.redact.words import cover_words, span_words
from observer.ui.review.side.empty_note import EmptyNote
from observer.ui.review.side.moment_delegate import TEXT_LEFT, paint_line
from observer.ui.review.side.plain_list import PlainList, Row
from observer.ui.theme import BODY, SMALL, SPACE, font, theme

_ROW_PX = 60
_REASON_PX = 20
_BADGE_PX = 22


class _Covered(Row):
    def __init__(self, redaction: Redaction, follows: str) -> None:
        self.start_ns = redaction.start_ns
        self._redaction = redaction
        self._title = cover_words(redaction)
        self._details = " · ".join(filter(None, (span_words(redaction), follows)))
        self._reason = redaction.reason
        self.words = " · ".join(filter(None, (self._title, self._details, self._reason)))

    def height(self, _width: float) -> float:
        return _ROW_PX + (_REASON_PX if self._reason else 0)

    def paint(self, painter: QPainter, area: QRectF) -> None:
        square = QRectF(area.left() + 2 * SPACE, area.top() + 11, _BADGE_PX, _BADGE_PX)
        palette = theme().palette
        if self._redaction.area is not None:
            painter.setPen(QPen(palette.color("faint"), 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(square, 4, 4)
            paint_hatch(painter, square, palette.color("faint"), 4)
        else:
            silent = self._redaction.cover is Cover.SILENCE
            paint_icon(painter, "sound-off" if silent else "sound", square, palette.color("dim"))
        left, right = area.left() + TEXT_LEFT, area.right() - 2 * SPACE
        top = area.top() + 9
        paint_line(painter, QRectF(left, top, right - left, 20), self._title, BODY, "ink", 600)
        below = QRectF(left, top + 22, right - left, 20)
        paint_line(painter, below, self._details, SMALL, "dim")
        reason = below.translated(0, _REASON_PX)
        paint_line(painter, reason, self._reason, SMALL, "ink")


class CoveredTab(QWidget):
    """The list above; below it what can be done with the one that is chosen."""

    jump_requested = Signal(object)  # ns, beyond what an int of Qt holds
    cover_requested = Signal()

    def __init__(self, book: RedactionBook, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._book = book
        self.list = PlainList(self.tr("What is covered"))
        self.list.jump_requested.connect(self.jump_requested)
        self.list.selectionModel().currentChanged.connect(self._choose)
        self.reason = QLineEdit()
        self.reason.setFont(font(BODY))
        self.reason.setPlaceholderText(self.tr("Why, for the team alone"))
        self.reason.setAccessibleName(self.tr("Why it is covered"))
        self.reason.editingFinished.connect(self._save_reason)
        self.remove = push_button(self.tr("Remove"), icon_name="trash")
        self.remove.clicked.connect(self._remove)
        self.more = push_button(self.tr("Cover more"), icon_name="plus")
        self.more.setToolTip(self.tr("Cover an area of the picture (Shift X)"))
        self.more.clicked.connect(self.cover_requested)
        self._body = QStackedWidget()
        self._body.addWidget(self.list)
        self._body.addWidget(
            EmptyNote(
                self.tr("Nothing is covered"),
                self.tr(
                    "Drag over what must not be seen. It is covered in every clip, picture and "
                    "report; the recording itself stays as it is."
                ),
            )
        )
        self._foot = self._make_foot()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._body, 1)
        column.addWidget(self._foot)
        book.changed.connect(self._refresh)
        book.selected.connect(self._follow)
        self._refresh()

    def _make_foot(self) -> QWidget:
        foot = QFrame()
        column = QVBoxLayout(foot)
        column.setContentsMargins(2 * SPACE, SPACE, 2 * SPACE, SPACE + 4)
        column.setSpacing(SPACE)
        column.addWidget(self.reason)
        row = QHBoxLayout()
        row.setSpacing(SPACE)
        row.addWidget(self.more)
        row.addStretch(1)
        row.addWidget(self.remove)
        column.addLayout(row)
        return foot

    def _refresh(self) -> None:
        kept = self._book.redactions
        follows = self.tr("follows {window}")
        self.list.blockSignals(True)
        self.list.show_rows(
            [_Covered(one, follows.format(window=one.window) if one.window else "") for one in kept]
        )
        self.list.blockSignals(False)
        self._body.setCurrentIndex(0 if kept else 1)
        self._foot.setVisible(bool(kept))
        self._follow()

    def _follow(self) -> None:
        """Show the one that is edited elsewhere."""
        current = self._book.current
        ids = [one.id for one in self._book.redactions]
        self.list.mark(ids.index(current.id) if current else -1)
        for widget in (self.reason, self.remove):
            widget.setVisible(current is not None)
        if current is not None and not self.reason.hasFocus():
            self.reason.setText(current.reason)

    def _choose(self) -> None:
        row = self.list.currentIndex().row()
        if 0 <= row < len(self._book.redactions):
            self._book.select(self._book.redactions[row].id)

    def _save_reason(self) -> None:
        current = self._book.current
        if current is not None:
            self._book.give_reason(current, self.reason.text().strip())

    def _remove(self) -> None:
        current = self._book.current
        if current is not None:
            self._book.remove(current)
