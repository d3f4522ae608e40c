"""What a list is narrowed to, as chips in one line; pressing one takes it away."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from observer.ui.buttons import push_button, set_icon
from observer.ui.theme import SMALL, SPACE, font, theme

_HEIGHT_PX = 26
_WIDEST_PX = 168
_ICON_PX = 14
_AROUND_PX = 38  # padding, the cross and the gap before it
_MORE_PX = 44


class ChipLine(QWidget):
    """Chips with a key and words each; those without room are counted at the end."""

    removed = Signal(object)  # the chip's key
    rest_requested = Signal()  # what has no room here

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.chips: list[QPushButton] = []
        self.more = push_button("")
        self.more.setFont(font(SMALL))
        self.more.setFixedHeight(_HEIGHT_PX)
        self.more.clicked.connect(self.rest_requested)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(6)
        self._row.addWidget(self.more)
        self._row.addStretch(1)
        self.setMinimumWidth(_WIDEST_PX)
        theme().changed.connect(self._dress)
        self._dress()

    def show_chips(self, chips: Sequence[tuple[object, str]]) -> None:
        """Show these instead of what was there."""
        for chip in self.chips:
            chip.hide()
            chip.deleteLater()
        self.chips = [self._make_chip(key, words) for key, words in chips]
        for place, chip in enumerate(self.chips):
            self._row.insertWidget(place, chip)
        self.setVisible(bool(chips))
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show as many as there is room for."""
        super().resizeEvent(event)
        self._fit()

    def minimumSizeHint(self) -> QSize:
        """One chip: the rest gives way."""
        return QSize(_WIDEST_PX, _HEIGHT_PX)

    def _make_chip(self, key: object, words: str) -> QPushButton:
        metrics = QFontMetrics(font(SMALL))
        room = _WIDEST_PX - _AROUND_PX
        shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, room)
        chip = push_button(shown.replace("&", "&&"))
        chip.setFont(font(SMALL))
        chip.setFixedSize(metrics.horizontalAdvance(shown) + _AROUND_PX, _HEIGHT_PX)
        chip.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        set_icon(chip, "close", "dim")
        chip.setIconSize(QSize(_ICON_PX + 4, _ICON_PX))
        chip.setAccessibleName(self.tr("Remove the filter {words}").format(words=words))
        chip.setToolTip(words if shown != words else self.tr("Remove this filter"))
        chip.clicked.connect(lambda: self.removed.emit(key))
        return chip

    def _fit(self) -> None:
        room, shown = self.width(), 0
        for place, chip in enumerate(self.chips):
            last = place == len(self.chips) - 1
            room -= chip.width() + 6
            if place and room + 6 < (0 if last else _MORE_PX):
                break
            shown += 1
        for place, chip in enumerate(self.chips):
            chip.setVisible(place < shown)
        rest = len(self.chips) - shown
        self.more.setText(f"+{rest}")
        words = self.tr("{count} more filters").format(count=rest)
        self.more.setToolTip(words)
        self.more.setAccessibleName(words)
        self.more.setVisible(rest > 0)

    def _dress(self) -> None:
        palette = theme().palette
        self.setStyleSheet(
            f"QPushButton {{ background: {palette.accent_soft}; border: 1px solid transparent;"
            f" border-radius: {_HEIGHT_PX // 2}px; padding: 0 {SPACE}px; min-height: 0; }}"
            f"QPushButton:hover {{ border-color: {palette.accent}; }}"
            f"QPushButton:focus {{ border: 2px solid {palette.accent}; padding: 0 7px; }}"
        )
