"""Who is compared, on what, and how far apart two moments may lie."""

from collections.abc import Mapping
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSlider, QVBoxLayout, QWidget

from observer.analysis.agreement import Facet
from observer.model.clock import NS_PER_SECOND
from observer.model.study import Study
from observer.ui.buttons import push_button
from observer.ui.combo_box import ComboBox
from observer.ui.labels import text_label
from observer.ui.review.agreement.comparison import Comparison
from observer.ui.review.editor.flow import FlowLayout
from observer.ui.theme import BODY, SMALL, SPACE, font

_STEP_NS = NS_PER_SECOND // 2
_STEPS = 20  # of half a second: 10 s
_SLIDER_PX = 180
_FACET_PX = 160


class ChoicesBar(QWidget):
    """`changed` carries another Comparison."""

    changed = Signal(object)

    def __init__(self, counts: Mapping[str, int], own: str, study: Study | None) -> None:
        super().__init__()
        self._chosen = Comparison(())
        self.coders: dict[str, QPushButton] = {}
        for who in sorted(counts, key=lambda name: (name != own, name.casefold())):
            words = self.tr("{name} (you)").format(name=who) if who == own else who
            chip = push_button(f"{words}  {counts[who]}".replace("&", "&&"))
            chip.setCheckable(True)
            chip.setAccessibleName(self.tr("Compare {name}").format(name=who))
            chip.clicked.connect(self._take)
            self.coders[who] = chip
        self.facet = ComboBox(hug=True)
        self.facet.setMinimumWidth(_FACET_PX)
        self.facet.setMaximumWidth(2 * _FACET_PX)
        self.facet.setFont(font(BODY))
        self.facet.setAccessibleName(self.tr("What is compared"))
        self.facet.addItem(self.tr("Kind"), (Facet.KIND, ""))
        self.facet.addItem(self.tr("Severity"), (Facet.SEVERITY, ""))
        for code in study.codebook if study else ():
            words = self.tr("Code: {name}").format(name=code.name)
            self.facet.addItem(words, (Facet.CODE, code.id))
        self.facet.currentIndexChanged.connect(self._take)
        self.tolerance = QSlider(Qt.Orientation.Horizontal)
        self.tolerance.setRange(0, _STEPS)
        self.tolerance.setPageStep(2)
        self.tolerance.setFixedWidth(_SLIDER_PX)
        self.tolerance.setAccessibleName(self.tr("Seconds that may lie between two moments"))
        self.tolerance.valueChanged.connect(self._take)
        self._seconds = text_label(weight=600)
        self._seconds.setMinimumWidth(5 * SPACE)
        self._lay_out()

    def show_comparison(self, chosen: Comparison) -> None:
        """Show what is compared; nothing is told."""
        self._chosen = chosen
        controls = (self.facet, self.tolerance)
        for control in controls:
            control.blockSignals(True)
        for who, chip in self.coders.items():
            chip.setChecked(who in chosen.coders)
        facets = [self.facet.itemData(place) for place in range(self.facet.count())]
        wanted = (chosen.facet, chosen.code_id)
        self.facet.setCurrentIndex(facets.index(wanted) if wanted in facets else 0)
        self.tolerance.setValue(round(chosen.tolerance_ns / _STEP_NS))
        for control in controls:
            control.blockSignals(False)
        self._say_seconds()

    def _take(self) -> None:
        facet, code_id = self.facet.currentData()
        chosen = replace(
            self._chosen,
            coders=tuple(who for who, chip in self.coders.items() if chip.isChecked()),
            facet=facet,
            code_id=code_id,
            tolerance_ns=self.tolerance.value() * _STEP_NS,
        )
        self._say_seconds()
        if chosen != self._chosen:
            self._chosen = chosen
            self.changed.emit(chosen)

    def _say_seconds(self) -> None:
        seconds = self.tolerance.value() * _STEP_NS / NS_PER_SECOND
        self._seconds.setText(self.tr("{n} s").format(n=f"{seconds:g}"))

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(3 * SPACE)
        chips = QWidget()
        flow = FlowLayout(chips)
        for chip in self.coders.values():
            flow.addWidget(chip)
        slide = QWidget()
        line = QHBoxLayout(slide)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(SPACE)
        line.addWidget(self.tolerance)
        line.addWidget(self._seconds)
        slide.setFixedHeight(4 * SPACE)
        for name, part, share in (
            (self.tr("Coders"), chips, 1),
            (self.tr("Compared by"), self.facet, 0),
            (self.tr("At most apart"), slide, 0),
        ):
            column = QVBoxLayout()
            column.setSpacing(4)
            column.addWidget(text_label(name, size=SMALL, tone="dim"))
            column.addWidget(part)
            column.addStretch(1)
            row.addLayout(column, share)
