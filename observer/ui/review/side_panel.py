"""The panel beside the picture: the moments, the one being edited, the most used keys."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from observer.ui.labels import text_label
from observer.ui.review.key_sheet import key_caps
from observer.ui.review.moment_book import MomentBook
from observer.ui.review.moment_editor import MomentEditor
from observer.ui.review.moment_list import MomentList
from observer.ui.theme import SMALL, SPACE, theme

_WIDTH_PX = 376
_NARROWEST_PX = 360


class SidePanel(QFrame):
    """List above, editor below it while a moment is selected, key hints at the foot."""

    def __init__(self, book: MomentBook, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._book = book
        self.setObjectName("side")
        self.setMinimumWidth(_NARROWEST_PX)
        self.list = MomentList(book)
        self.editor = MomentEditor(book)
        self._count = text_label(tone="dim")
        self._body = QStackedWidget()
        self._body.addWidget(self.list)
        self._body.addWidget(self._make_empty())
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._make_title())
        column.addWidget(self._body, 1)
        column.addWidget(self.editor)
        column.addWidget(self._make_hints())
        book.changed.connect(self._refresh)
        theme().changed.connect(self._dress)
        self._dress()
        self._refresh()

    def _dress(self) -> None:
        palette = theme().palette
        self.setStyleSheet(
            f"#side {{ background: {palette.panel}; border-left: 1px solid {palette.line}; }}"
            f"MomentEditor {{ background: {palette.panel}; border-top: 1px solid {palette.line}; }}"
            f"#hints {{ border-top: 1px solid {palette.line}; }}"
        )

    def _make_title(self) -> QWidget:
        bar = QFrame()
        bar.setProperty("surface", "bar")
        row = QHBoxLayout(bar)
        row.setContentsMargins(2 * SPACE, SPACE + 4, 2 * SPACE, SPACE + 2)
        row.setSpacing(SPACE)
        row.addWidget(text_label(self.tr("Moments"), weight=600))
        row.addWidget(self._count)
        row.addStretch(1)
        return bar

    def _make_empty(self) -> QWidget:
        empty = QWidget()
        column = QVBoxLayout(empty)
        column.setContentsMargins(3 * SPACE, 3 * SPACE, 3 * SPACE, 3 * SPACE)
        column.addStretch(1)
        first = text_label(self.tr("No moments yet"), weight=600)
        second = text_label(
            self.tr("Play the recording and press M where something happens."),
            size=SMALL,
            tone="dim",
            wrap=True,
        )
        for label in (first, second):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            column.addWidget(label)
        column.addStretch(2)
        return empty

    def _make_hints(self) -> QWidget:
        hints = QFrame()
        hints.setObjectName("hints")
        row = QHBoxLayout(hints)
        row.setContentsMargins(2 * SPACE, SPACE + 4, SPACE, SPACE + 4)
        row.setSpacing(6)
        for written, words in (
            ("M", self.tr("mark")),
            ("0–4", self.tr("severity")),
            ("I O", self.tr("span")),
            ("?", self.tr("all keys")),
        ):
            row.addWidget(key_caps(written))
            row.addWidget(text_label(words, size=SMALL, tone="dim"))
        row.addStretch(1)
        return hints

    def _refresh(self) -> None:
        count = len(self._book.moments)
        self._count.setText(str(count) if count else "")
        self._body.setCurrentIndex(0 if count else 1)
