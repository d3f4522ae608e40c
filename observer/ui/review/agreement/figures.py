"""A coefficient as a figure, with its word, what it stands on, or why it has no value."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from observer.analysis.agreement import Agreement
from observer.ui.labels import text_label
from observer.ui.review.agreement.words import (
    alpha_details,
    alpha_reading,
    kappa_details,
    kappa_reading,
    say,
    value_words,
)
from observer.ui.theme import SMALL, SPACE, TITLE


class Figure(QFrame):
    """One card."""

    def __init__(self, name: str, over: str) -> None:
        super().__init__()
        self._name = name
        self.setProperty("surface", "sunk")
        self.value = text_label("–", size=TITLE, weight=600)
        self.reading = text_label(weight=600)  # what is poor is not to look like praise
        self.details = text_label(size=SMALL, tone="dim", wrap=True)
        self.details.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.details.setMinimumHeight(4 * SPACE)  # two lines, whatever they say
        column = QVBoxLayout(self)
        column.setContentsMargins(2 * SPACE, SPACE + 4, 2 * SPACE, SPACE + 4)
        column.setSpacing(4)
        head = QHBoxLayout()
        head.addWidget(text_label(name, size=SMALL, weight=600))
        head.addWidget(text_label(over, size=SMALL, tone="dim"), 1)
        column.addLayout(head)
        row = QHBoxLayout()
        row.setSpacing(SPACE + 4)
        row.addWidget(self.value)
        row.addWidget(self.reading, 1, Qt.AlignmentFlag.AlignBottom)
        self.reading.setContentsMargins(0, 0, 0, 4)
        column.addLayout(row)
        column.addWidget(self.details, 1)

    def tell(self, value: str, reading: str, details: str) -> None:
        """Show it."""
        self.value.setText(value)
        self.reading.setText(reading)
        self.details.setText(details)
        self.setAccessibleName(f"{self._name}: {value} {reading}. {details}")


class Figures(QWidget):
    """The two kappas and alpha, side by side."""

    def __init__(self) -> None:
        super().__init__()
        self.kappa = Figure(self.tr("Cohen’s kappa"), self.tr("of what both marked"))
        self.kappa_of_all = Figure(self.tr("Kappa"), self.tr("with the unmatched"))
        self.alpha = Figure(self.tr("Krippendorff’s alpha"), "")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE)
        for figure in (self.kappa, self.kappa_of_all, self.alpha):
            row.addWidget(figure, 1)

    def show_agreement(self, found: Agreement) -> None:
        """Take other figures."""
        for card, coefficient in (
            (self.kappa, found.kappa),
            (self.kappa_of_all, found.kappa_of_all),
        ):
            if coefficient is None:
                card.tell("–", "", say("Kappa is between two: choose two coders, or a pair below."))
            else:
                card.tell(
                    value_words(coefficient),
                    kappa_reading(coefficient),
                    kappa_details(coefficient),
                )
        self.alpha.tell(
            value_words(found.alpha),
            alpha_reading(found.alpha),
            alpha_details(found.alpha, found.facet),
        )
