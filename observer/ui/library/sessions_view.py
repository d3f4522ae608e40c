"""The body of the library's page: the sessions as cards or lines, and what was found in them."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from observer.database.rows import SessionRow
from observer.ui.labels import text_label
from observer.ui.library.cards import cell_size
from observer.ui.library.empty_state import EmptyLibrary, NothingFound
from observer.ui.library.grid import SessionGrid
from observer.ui.library.menu import SessionMenu
from observer.ui.library.session_list import Column, SessionList
from observer.ui.library.table import SessionTable
from observer.ui.library.thumbnails import Thumbnails
from observer.ui.search.finder import Answer
from observer.ui.search.hit_list import HitList
from observer.ui.search.words import count_words
from observer.ui.theme import HEADING, SMALL, SPACE

_LINES_BESIDE_FINDS = 4
"""Of the list of sessions, while what was found in them is shown below."""

_HEAD_HEIGHT = 34
_ANY_HEIGHT = 16_777_215  # Qt's own bound


class SessionsView(QWidget):
    """Shows the sessions that are wanted, below them the finds, or says why there are none."""

    open_asked = Signal(str)

    def __init__(self, root: Path, menu: SessionMenu, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.sessions = SessionList(self)
        self.grid = SessionGrid(self.sessions, Thumbnails(root, self), menu)
        self.table = SessionTable(self.sessions, menu)
        self.hits = HitList()
        self.empty = EmptyLibrary()
        self.nothing = NothingFound()
        self._views = QStackedWidget()
        self._found = QFrame()
        self._found_count = text_label(size=SMALL, tone="dim")
        self._faces = QStackedWidget()
        self._text = ""
        self._answered = ""
        self._lay_out()
        self.grid.open_asked.connect(self.open_asked)
        self.table.open_asked.connect(self.open_asked)

    def show_as_list(self, as_list: bool) -> None:
        """Lines that can be sorted, or cards, the newest first."""
        if as_list:
            self.table.sort_as_before()
        else:
            self.sessions.sort(Column.DATE, Qt.SortOrder.DescendingOrder)
        view = self.table if as_list else self.grid
        self._views.setCurrentWidget(view)
        self.setFocusProxy(view)
        self._fit()

    def select_session(self, session_id: str) -> None:
        """Make a session the current one, where it is shown."""
        self.grid.select_session(session_id)
        self.table.select_session(session_id)

    def take_keys(self) -> None:
        """The finds take them, or the sessions where nothing was found in words."""
        if self._found.isVisible():
            self.hits.setFocus()
        elif self._faces.currentWidget() is not self.nothing:
            self._choose_first()
            self.setFocus()

    def show_found(self, answer: Answer, rows: Sequence[SessionRow]) -> None:
        """Take the finds of what was looked for."""
        self._answered = answer.text.strip()
        self.hits.show_hits(answer.hits, {row.id: row for row in rows})
        self._found_count.setText(count_words(len(answer.hits), more=answer.more))
        self.arrange(self._text)

    def arrange(self, text: str) -> None:
        """Show what there is for this search text."""
        self._text = text
        shown = len(self.sessions.shown())
        found = bool(text) and self.hits.hits.rowCount() > 0
        self._found.setVisible(found)
        self._views.setVisible(bool(shown))
        if not self.sessions.rows():
            self._faces.setCurrentWidget(self.empty)
        elif shown or found or (text and self._answered != text):
            self._faces.setCurrentIndex(0)
        else:
            self.nothing.say(text)
            self._faces.setCurrentWidget(self.nothing)
        self._fit()

    def _choose_first(self) -> None:
        rows = self.sessions.shown()
        if rows:
            self.select_session(rows[0].id)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A card's height goes with the width."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """The finds have most of the room; the sessions show that they are there, too."""
        if self._found.isHidden():
            self._views.setMinimumHeight(0)
            self._views.setMaximumHeight(_ANY_HEIGHT)
            return
        if self._views.currentWidget() is self.grid:
            # A little more than a row, or that row could be scrolled.
            wanted = cell_size(self.grid.viewport().width()).height() + SPACE
        else:
            lines = min(_LINES_BESIDE_FINDS, len(self.sessions.shown()))
            wanted = lines * self.table.verticalHeader().defaultSectionSize() + _HEAD_HEIGHT
        self._views.setFixedHeight(min(wanted, max(0, self.height() * 3 // 5)))

    def _lay_out(self) -> None:
        self._views.addWidget(self.grid)
        self._views.addWidget(self.table)
        found = QVBoxLayout(self._found)
        found.setContentsMargins(0, SPACE, 0, 0)
        found.setSpacing(0)
        head = text_label(self.tr("Said and seen"), size=HEADING, weight=600)
        heads = QHBoxLayout()
        heads.setContentsMargins(SPACE, 0, 2 * SPACE, SPACE // 2)
        heads.setSpacing(SPACE)
        heads.addWidget(head)
        heads.addWidget(self._found_count, 0, Qt.AlignmentFlag.AlignBottom)
        heads.addStretch(1)
        found.addLayout(heads)
        found.addWidget(self.hits, 1)
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._views, 1)
        column.addWidget(self._found, 2)
        for face in (content, self.empty, self.nothing):
            self._faces.addWidget(face)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._faces)
