"""Where three coders or more are compared: every two of them, with their kappa."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from observer.analysis.reliability import Coefficient
from observer.ui.buttons import ShortButton
from observer.ui.labels import text_label
from observer.ui.review.agreement.words import items_words, kappa_reading, value_words
from observer.ui.theme import SMALL, SPACE

Pair = tuple[tuple[str, str], Coefficient]


class Pairs(QWidget):
    """A line a pair; its button compares these two alone."""

    chosen = Signal(object)  # the two names

    def __init__(self) -> None:
        super().__init__()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(2 * SPACE)
        self._grid.setVerticalSpacing(2)
        self._grid.setColumnStretch(0, 1)

    def show_pairs(self, pairs: Sequence[Pair]) -> None:
        """Show these in place of those before."""
        while (item := self._grid.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for line, (names, kappa) in enumerate(pairs):
            words = self.tr("{one} and {other}").format(one=names[0], other=names[1])
            button = ShortButton(words.replace("&", "&&"), role="nav")
            reading = kappa_reading(kappa) or f"{kappa.reason}."
            button.setAccessibleName(f"{words}: {value_words(kappa)} {reading}")
            button.setToolTip(f"{words}: {reading}")
            button.clicked.connect(partial(self.chosen.emit, names))
            self._grid.addWidget(button, line, 0)
            self._grid.addWidget(text_label(value_words(kappa), weight=600), line, 1)
            shown = kappa_reading(kappa) or self.tr("undefined")
            self._grid.addWidget(text_label(shown, tone="dim"), line, 2)
            count = text_label(items_words(kappa.items), size=SMALL, tone="dim")
            self._grid.addWidget(count, line, 3)
