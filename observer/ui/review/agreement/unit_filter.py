"""Which units are listed: all, those told differently, those that somebody did not mark."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QWidget

from observer.ui.buttons import push_button, set_icon
from observer.ui.review.agreement.comparison import Match, Row
from observer.ui.theme import SPACE


class UnitFilter(QWidget):
    """`changed`: another choice. A cell of the table is a filter too, and named here."""

    changed = Signal()
    cell_left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._words: dict[Match | None, str] = {
            None: self.tr("All"),
            Match.AGREE: self.tr("Agree"),
            Match.DISAGREE: self.tr("Disagree"),
            Match.UNMATCHED: self.tr("Unmatched"),
        }
        self.buttons = {match: push_button(words) for match, words in self._words.items()}
        self.cell = push_button("", role="quiet")
        set_icon(self.cell, "close", "dim")
        self.cell.hide()
        self.cell.clicked.connect(self.cell_left)
        group = QButtonGroup(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        for button in self.buttons.values():
            button.setCheckable(True)
            group.addButton(button)
            row.addWidget(button)
        self.buttons[None].setChecked(True)
        row.addSpacing(SPACE)
        row.addWidget(self.cell)
        row.addStretch(1)
        group.buttonToggled.connect(lambda _button, on: self.changed.emit() if on else None)

    @property
    def match(self) -> Match | None:
        """Which are wanted; None for all."""
        return next(match for match, button in self.buttons.items() if button.isChecked())

    def show_counts(self, rows: Sequence[Row]) -> None:
        """Say how many there are of each."""
        for match, button in self.buttons.items():
            count = sum(row.is_among(match) for row in rows)
            button.setText(f"{self._words[match]}  {count}")

    def show_cell(self, words: str) -> None:
        """Name the cell that is chosen; empty for none."""
        self.cell.setText(words.replace("&", "&&"))
        self.cell.setAccessibleName(self.tr("Show more than {cell}").format(cell=words))
        self.cell.setVisible(bool(words))
