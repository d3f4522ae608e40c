"""What the friction costs, with its assumptions beside it, editable in place."""

from dataclasses import replace

from PySide6.QtCore import QCoreApplication, QLocale, Qt, Signal
from PySide6.QtGui import QDoubleValidator, QIntValidator
from PySide6.QtWidgets import QBoxLayout, QGridLayout, QLineEdit, QVBoxLayout

from observer.analysis.cost import Cost
from observer.analysis.intervals import Estimate
from observer.model.finding import Assumptions
from observer.ui.buttons import push_button
from observer.ui.insight.figure_label import FigureLabel, flush
from observer.ui.insight.panel import INSET_PX, Panel
from observer.ui.insight.words import amount_words, number_interval
from observer.ui.labels import text_label
from observer.ui.theme import SMALL, SPACE, TITLE

_MOST_CUSTOMERS = 2_000_000_000


class CostPanel(Panel):
    """The figure at the left, what it rests on at the right."""

    assumed = Signal(object)
    """Assumptions that somebody has changed."""

    evidence_asked = Signal()

    def __init__(self) -> None:
        super().__init__(_tr("What the friction costs"), _tr("your customers, in a year"))
        self._assumptions = Assumptions()
        self.hours = FigureLabel(size=TITLE, weight=600)
        self.interval = FigureLabel(tone="dim")
        self.value = FigureLabel(weight=600)
        self.stated = FigureLabel(size=SMALL, tone="dim")
        self.stated.pressed.connect(self.evidence_asked)
        self.population = _field(_tr("How many customers"))
        self.population.setValidator(QIntValidator(0, _MOST_CUSTOMERS, self))
        self.times = _field(_tr("How often a year"))
        self.times.setValidator(QDoubleValidator(0, 1e6, 3, self))
        self.hour_value = _field(_tr("What an hour is worth"))
        self.hour_value.setValidator(QDoubleValidator(0, 1e6, 2, self))
        self.currency = _field(_tr("Currency"))
        self.currency.setMaxLength(8)
        self.fields = (self.population, self.times, self.hour_value, self.currency)
        self.show_evidence = push_button(_tr("What it stands on"), role="quiet")
        self.show_evidence.clicked.connect(self.evidence_asked)
        self.head.addWidget(self.show_evidence)
        self._lay_out()
        for field in self.fields:
            field.editingFinished.connect(self._tell)

    def show_cost(self, cost: Cost, assumptions: Assumptions) -> None:
        """Show it; a field that is being written in stays."""
        self._assumptions = assumptions
        told = (
            str(assumptions.population) if assumptions.population else "",
            _plain(assumptions.times_a_year),
            _plain(assumptions.hour_value),
            assumptions.currency,
        )
        for field, text in zip(self.fields, told, strict=True):
            if not (field.hasFocus() and field.isModified()):
                field.setText(text)
        self.stated.setText(" ".join(cost.stated))
        if cost.hours_a_year is None:
            self.hours.setText("–")
            missing = not (assumptions.population and assumptions.times_a_year)
            self.interval.setText(
                _tr("Say how many customers there are and how often they come.")
                if missing
                else _tr("No task has both an expected time and a completed attempt.")
            )
            self.value.setText("")
            return
        self.hours.setText(
            _tr("{n} hours a year").format(n=amount_words(_rounded(cost.hours_a_year.value)))
        )
        self.interval.setText(_between(cost.hours_a_year))
        self.value.setText(_worth(cost.value, assumptions.currency))

    def _lay_out(self) -> None:
        left = QVBoxLayout()
        left.setSpacing(4)
        self.hours.setMinimumWidth(200)
        for label in (self.hours, self.interval, self.value):
            label.pressed.connect(self.evidence_asked)
            left.addLayout(flush(label))
        left.addStretch(1)
        grid = QGridLayout()
        grid.setHorizontalSpacing(SPACE)
        grid.setVerticalSpacing(4)
        for place, field in enumerate(self.fields):
            grid.addWidget(text_label(field.accessibleName(), size=SMALL, tone="dim"), 0, place)
            grid.addWidget(field, 1, place)
            grid.setColumnStretch(place, 1)
        right = QVBoxLayout()
        right.setSpacing(SPACE)
        right.addLayout(grid)
        right.addLayout(flush(self.stated))
        right.addStretch(1)
        self.sides = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self.sides.setContentsMargins(INSET_PX, 0, INSET_PX, 0)
        self.sides.setSpacing(2 * SPACE)
        self.sides.addLayout(left, 2)
        self.sides.addLayout(right, 5)
        self.column.addLayout(self.sides)

    def _tell(self) -> None:
        said = replace(
            self._assumptions,
            population=round(_number(self.population)),
            times_a_year=_number(self.times),
            hour_value=_number(self.hour_value),
            currency=self.currency.text().strip(),
        )
        if said != self._assumptions:
            self._assumptions = said
            self.assumed.emit(said)


def _field(name: str) -> QLineEdit:
    field = QLineEdit()
    field.setAccessibleName(name)
    field.setMinimumWidth(72)
    field.setAlignment(Qt.AlignmentFlag.AlignLeft)
    return field


def _number(field: QLineEdit) -> float:
    number, told = QLocale().toDouble(field.text())
    return max(0.0, number) if told else 0.0


def _plain(number: float) -> str:
    if not number:
        return ""
    locale = QLocale()
    locale.setNumberOptions(QLocale.NumberOption.OmitGroupSeparator)
    return locale.toString(float(number), "g", 10)


def _rounded(value: float) -> float:
    """Two figures say as much as few participants can."""
    return float(f"{value:.2g}")


def _between(one: Estimate) -> str:
    if one.low is None or one.high is None:
        return _tr("one participant: without an interval")
    rounded = replace(one, low=_rounded(one.low), high=_rounded(one.high))
    return _tr("probably {interval}").format(interval=number_interval(rounded, 0))


def _worth(value: Estimate | None, currency: str) -> str:
    if value is None:
        return ""
    told = f"{amount_words(_rounded(value.value))} {currency}".strip()
    if value.low is None or value.high is None:
        return told
    rounded = replace(value, low=_rounded(value.low), high=_rounded(value.high))
    return f"{told} ({number_interval(rounded, 0)})"


def _tr(text: str) -> str:
    return QCoreApplication.translate("Insight", text)
