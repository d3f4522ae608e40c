"""A panel's rows: as many as there are, gone through with Up and Down."""

from collections.abc import Callable, Sequence

from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from observer.ui.insight.bar_row import BarRow, RowWords
from observer.ui.insight.row_keys import step_among
from observer.ui.labels import text_label
from observer.ui.theme import SPACE


class RowList(QWidget):
    """Rows that can be pressed; says `nothing` where there is none."""

    def __init__(self, nothing: str) -> None:
        super().__init__()
        self.rows: list[BarRow] = []
        self._nothing = text_label(nothing, tone="dim", wrap=True)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._nothing.setContentsMargins(SPACE, 0, SPACE, 0)
        self._column.addWidget(self._nothing)
        self._column.addStretch(1)

    def show_rows(self, told: Sequence[tuple[RowWords, Callable[[], None]]]) -> None:
        """Have these in place of those before; each with what its press does."""
        focused = next((place for place, row in enumerate(self.rows) if row.hasFocus()), None)
        for row in self.rows:
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        self.rows = []
        for words, act in told:
            row = BarRow(words)
            row.clicked.connect(act)
            self._column.insertWidget(self._column.count() - 1, row)
            row.show()  # at once: what is not in sight cannot have the keys
            self.rows.append(row)
        self._nothing.setVisible(not told)
        if focused is not None and self.rows:
            self.rows[min(focused, len(self.rows) - 1)].setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """From one row to the next."""
        if not step_among(self.rows, event):
            super().keyPressEvent(event)
