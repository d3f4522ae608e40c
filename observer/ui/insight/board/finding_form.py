"""What the team says of one finding: its name, how bad, how far, since when, where followed."""

from datetime import date

from PySide6.QtCore import QCoreApplication, QDate, Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from observer.model.annotation import SEVERITY_WORDS
from observer.model.finding import Finding, FindingState
from observer.ui.buttons import icon_button, push_button
from observer.ui.insight.board.issue_address import issue_address, open_issue
from observer.ui.insight.words import state_words
from observer.ui.labels import set_tone, text_label
from observer.ui.theme import HEADING, SMALL, SPACE, font

_ABOUT_PX = 64


class FindingForm(QWidget):
    """Tells each change once it is made; the board keeps it."""

    changed = Signal(str, object)
    """A field of the finding, and its value."""

    draft_asked = Signal()
    """A draft of an issue is to be written of it."""

    def __init__(self, finding: Finding) -> None:
        super().__init__()
        self._finding = finding
        self.name = QLineEdit()
        self.name.setFont(font(HEADING, 600))
        self.name.setAccessibleName(_tr("Name of the finding"))
        self.about = QPlainTextEdit()
        self.about.setAccessibleName(_tr("What happens, and why"))
        self.about.setPlaceholderText(_tr("What happens, and why"))
        self.about.setFixedHeight(_ABOUT_PX)
        self.about.setTabChangesFocus(True)
        self.severity = QComboBox()
        self.severity.setAccessibleName(_tr("Severity"))
        self.severity.addItem(_tr("of its worst moment"), None)
        for number, words in enumerate(SEVERITY_WORDS):
            self.severity.addItem(f"{number} · {_tr(words)}", number)
        self.state = QComboBox()
        self.state.setAccessibleName(_tr("State"))
        for state in FindingState:
            self.state.addItem(state_words(state), state)
        self.fixed_at = QLineEdit()
        self.fixed_at.setAccessibleName(_tr("Date of the release that changed it"))
        self.fixed_at.setPlaceholderText(_tr("YYYY-MM-DD"))
        self.today = push_button(_tr("Today"), role="quiet")
        self.issue = QLineEdit()
        self.issue.setAccessibleName(_tr("Issue"))
        self.issue.setPlaceholderText(_tr("Address or number"))
        self.show_issue = icon_button("open", _tr("Show the issue in the browser"))
        self.draft = push_button(_tr("Draft an issue…"))
        self.fault = text_label(size=SMALL, tone="dim", wrap=True)
        self.fault.hide()
        self._lay_out()
        self._connect()
        self.show_finding(finding)

    def show_finding(self, finding: Finding) -> None:
        """Show what is kept; a field that is being written in stays."""
        self._finding = finding
        for field, text in (
            (self.name, finding.name),
            (self.fixed_at, finding.fixed_at),
            (self.issue, finding.issue),
        ):
            if not field.hasFocus() or not field.isModified():
                field.setText(text)
                field.setCursorPosition(0)
        if self.about.toPlainText() != finding.description and not self.about.hasFocus():
            self.about.setPlainText(finding.description)
        self._offer_issue()
        self.severity.setCurrentIndex(self.severity.findData(finding.severity))
        self.state.setCurrentIndex(self.state.findData(finding.state))

    def flush(self) -> None:
        """Tell what was written and not told yet."""
        for tell in (self._tell_name, self._tell_about, self._tell_date, self._tell_issue):
            tell()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE)
        column.addWidget(self.name)
        column.addWidget(self.about)
        grid = QGridLayout()
        grid.setHorizontalSpacing(SPACE)
        grid.setVerticalSpacing(4)
        dated = _beside(self.fixed_at, self.today)
        followed = _beside(self.issue, self.show_issue)
        for place, (words, field) in enumerate(
            (
                (_tr("Severity"), self.severity),
                (_tr("State"), self.state),
                (_tr("Changed by the release of"), dated),
            )
        ):
            row, side = divmod(place, 2)
            grid.addWidget(text_label(words, size=SMALL, tone="dim"), 2 * row, side)
            grid.addWidget(field, 2 * row + 1, side)
        grid.addWidget(self.draft, 3, 1)
        grid.addWidget(text_label(_tr("Issue"), size=SMALL, tone="dim"), 4, 0, 1, 2)
        grid.addWidget(followed, 5, 0, 1, 2)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        column.addLayout(grid)
        column.addWidget(self.fault)

    def _connect(self) -> None:
        self.name.editingFinished.connect(self._tell_name)
        self.fixed_at.editingFinished.connect(self._tell_date)
        self.issue.editingFinished.connect(self._tell_issue)
        self.severity.activated.connect(
            lambda index: self.changed.emit("severity", self.severity.itemData(index))
        )
        self.state.activated.connect(
            lambda index: self.changed.emit("state", FindingState(self.state.itemData(index)))
        )
        self.today.clicked.connect(self._set_today)
        self.issue.textChanged.connect(self._offer_issue)
        self.show_issue.clicked.connect(lambda: open_issue(self.issue.text()))
        self.draft.clicked.connect(self.draft_asked)

    def _set_today(self) -> None:
        self.fixed_at.setText(QDate.currentDate().toString(Qt.DateFormat.ISODate))
        self._tell_date()

    def _tell_name(self) -> None:
        name = " ".join(self.name.text().split())
        if not name:
            self.name.setText(self._finding.name)
        elif name != self._finding.name:
            self.changed.emit("name", name)

    def _tell_about(self) -> None:
        told = self.about.toPlainText().strip()
        if told != self._finding.description:
            self.changed.emit("description", told)

    def _tell_issue(self) -> None:
        if self.issue.text().strip() != self._finding.issue:
            self.changed.emit("issue", self.issue.text().strip())

    def _offer_issue(self) -> None:
        self.show_issue.setEnabled(issue_address(self.issue.text()) is not None)

    def _tell_date(self) -> None:
        told = self.fixed_at.text().strip()
        try:
            day = date.fromisoformat(told).isoformat() if told else ""
        except ValueError:
            self.fault.setText(_tr("A date is written as 2026-11-22."))
            set_tone(self.fault, "rec")
            self.fault.show()
            return
        self.fault.hide()
        if day != self._finding.fixed_at:
            self.changed.emit("fixed_at", day)


def _beside(field: QLineEdit, *buttons: QWidget) -> QWidget:
    """A field with what can be done with it."""
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(0)
    row.addWidget(field, 1)
    for button in buttons:
        row.addWidget(button)
    return holder


def _tr(text: str) -> str:
    return QCoreApplication.translate("Insight", text)
