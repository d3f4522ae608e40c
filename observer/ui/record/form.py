"""What is recorded, of whom, and what they agreed to: filled in before a recording starts."""

from datetime import UTC, datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from observer.database.library import Library
from observer.model.consent import Consent, ConsentItem
from observer.model.identity import new_id
from observer.model.plan import RecordingPlan
from observer.ui.buttons import push_button
from observer.ui.labels import text_label
from observer.ui.record.camera_picker import CameraPicker
from observer.ui.record.consent_panel import ConsentPanel
from observer.ui.record.hidden_windows import HiddenWindows
from observer.ui.record.microphone_picker import MicrophonePicker
from observer.ui.record.readiness import missing_for_start, next_participant
from observer.ui.record.screen_picker import ScreenChoice, ScreenPicker
from observer.ui.surfaces import framed, scrolled, start_foot
from observer.ui.theme import GUTTER, HEADING, SMALL, SPACE, TITLE, font

_WIDEST = 1040


class RecordForm(QWidget):
    """Asks for a plan; says in words what is missing until it can start."""

    start_asked = Signal(object)
    """A RecordingPlan that is ready to be recorded."""
    consent_asked = Signal(str, str)
    """The participant is to read and sign the consent form: study and participant."""

    def __init__(self, library: Library, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._library = library
        self._suggested = ""
        self._signed: Consent | None = None
        self._starting = False
        self.study = QComboBox()
        self.participant = QLineEdit()
        self.consent = ConsentPanel()
        self.sign = push_button(self.tr("Let them read and sign"), icon_name="pencil")
        self._signature = text_label(size=SMALL, tone="dim", wrap=True)
        self.screen_picker = ScreenPicker()
        self.microphone = MicrophonePicker()
        self.computer_sound = QCheckBox(self.tr("Also what the computer plays"))
        self.camera = CameraPicker()
        self.hidden = HiddenWindows()
        self.start = push_button(self.tr("Start recording"), role="primary", icon_name="record")
        self.reason = text_label(tone="dim", wrap=True)
        self._build()
        self.study.editTextChanged.connect(self._study_changed)
        self.participant.textChanged.connect(self._judge)
        self.consent.changed.connect(self._judge)
        self.sign.clicked.connect(self._ask_consent)
        self.screen_picker.changed.connect(self._judge)
        self.microphone.changed.connect(self._judge)
        self.microphone.combo.currentIndexChanged.connect(self._judge)
        self.start.clicked.connect(self._ask)

    def fill_again(self) -> None:
        """Take the studies and the next code from the library; consent is asked anew."""
        self._list_studies()
        self._signed = None
        self.consent.clear()
        self._suggested = self.participant.text()
        self._study_changed()

    def take_consent(self, consent: Consent) -> None:
        """The participant has signed this; it stands until a box is changed by hand."""
        self.consent.show_agreed(consent.items)
        self._signed = consent
        self._judge()

    def plan(self) -> RecordingPlan:
        """What the form says, with a fresh session id."""
        agreed_at = datetime.now(UTC).astimezone().isoformat(timespec="seconds")
        agreed = self.consent.agreed()
        screen = ConsentItem.SCREEN in agreed or ConsentItem.INPUT in agreed
        choice = self.screen_picker.choice() if screen else ScreenChoice()
        computer = self.computer_sound.isEnabled() and self.computer_sound.isChecked()
        return RecordingPlan(
            session_id=new_id(),
            study=self.study.currentText().strip(),
            participant=self.participant.text().strip(),
            consent=self._signed or Consent(agreed, agreed_at, self.consent.wording()),
            monitor=choice.monitor,
            window=choice.window,
            microphone=self.microphone.name(),
            system_sound="" if computer else None,
            camera=self.camera.name(),
            secrets=self.hidden.secrets(),
        )

    def show_starting(self, starting: bool) -> None:
        """While the recording process starts, nothing can be changed."""
        self._starting = starting
        self.start.setText(self.tr("Starting…") if starting else self.tr("Start recording"))
        self._judge()

    def showEvent(self, event: QShowEvent) -> None:
        """Ready to type, with the studies that were written meanwhile."""
        self._list_studies()
        self.screen_picker.list_again()
        (self.participant if self.study.currentText() else self.study).setFocus()
        super().showEvent(event)

    def _list_studies(self) -> None:
        chosen = self.study.currentText()
        self.study.blockSignals(True)
        self.study.clear()
        self.study.addItems(self._library.studies())
        if chosen or self.study.count() == 0:
            self.study.setEditText(chosen)
        self.study.blockSignals(False)

    def _study_changed(self) -> None:
        if self.participant.text() == self._suggested:
            codes = self._library.participants(self.study.currentText().strip())
            self._suggested = next_participant(codes)
            self.participant.setText(self._suggested)
        self._judge()

    def _judge(self) -> None:
        self._judge_consent()
        self.computer_sound.setEnabled(self._voice_agreed())
        self.camera.allow(ConsentItem.FACE in self.consent.agreed())
        missing = missing_for_start(
            self.study.currentText(),
            self.participant.text(),
            self.consent.agreed(),
            self.screen_picker.problem,
        )
        if not missing and self._voice_agreed() and not self.microphone.listed:
            missing = self.tr("Looking for microphones")
        self.reason.setText(missing or self._caution())
        self.start.setEnabled(not missing and not self._starting)

    def _judge_consent(self) -> None:
        named = bool(self.study.currentText().strip() and self.participant.text().strip())
        self.sign.setEnabled(named)
        signed = self._signed
        if signed and set(signed.items) != set(self.consent.agreed()):
            signed = self._signed = None  # a box was changed since: the signature is not for this
        if signed:
            when = datetime.fromisoformat(signed.agreed_at).strftime("%H:%M")
            who = signed.name or self.participant.text()
            words = self.tr("Signed by {who} at {when}").format(who=who, when=when)
        else:
            words = self.tr("Or tick what they agreed to on paper")
        self._signature.setText(words)

    def _ask_consent(self) -> None:
        self.consent_asked.emit(self.study.currentText().strip(), self.participant.text().strip())

    def _caution(self) -> str:
        if self._voice_agreed() and self.microphone.listed and self.microphone.name() is None:
            return self.tr("No microphone is chosen, so the voice is not recorded")
        return ""

    def _voice_agreed(self) -> bool:
        return ConsentItem.VOICE in self.consent.agreed()

    def _ask(self) -> None:
        self.start_asked.emit(self.plan())

    def _build(self) -> None:
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        body = QWidget()
        outer.addWidget(scrolled(body, upright=False))
        row = QHBoxLayout(body)
        row.setContentsMargins(GUTTER + SPACE, GUTTER, GUTTER + SPACE, GUTTER)
        page = QWidget()
        page.setMaximumWidth(_WIDEST)
        row.addWidget(page, 1)
        row.addStretch(0)
        row.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2 * SPACE)
        head = QVBoxLayout()
        head.setSpacing(2)
        head.addWidget(text_label(self.tr("Record a sit-in"), size=TITLE, weight=600))
        head.addWidget(
            text_label(
                self.tr("Nothing is recorded before it is agreed to."), size=SMALL, tone="dim"
            )
        )
        column.addLayout(head)
        panels = QHBoxLayout()
        panels.setSpacing(2 * SPACE)
        panels.addWidget(self._people_panel(), 1)
        panels.addWidget(self._devices_panel(), 1)
        column.addLayout(panels)
        column.addStretch(1)
        outer.addWidget(start_foot(self.start, self.reason))

    def _people_panel(self) -> QFrame:
        panel, column = _panel(self.tr("Who"))
        self.study.setEditable(True)
        self.study.setFont(font())
        self.study.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.study.setAccessibleName(self.tr("Study"))
        edit = self.study.lineEdit()
        assert edit is not None
        edit.setPlaceholderText(self.tr("A question you ask of several customers"))
        self.participant.setFont(font())
        self.participant.setAccessibleName(self.tr("Participant"))
        self.participant.setPlaceholderText(self.tr("A code, never a name"))
        column.addLayout(_field(self.tr("Study"), self.study))
        column.addLayout(_field(self.tr("Participant"), self.participant))
        column.addSpacing(2 * SPACE)
        column.addWidget(text_label(self.tr("What did they agree to?"), size=HEADING, weight=600))
        sign = QHBoxLayout()
        sign.setSpacing(12)
        sign.addWidget(self.sign)
        sign.addWidget(self._signature, 1)
        column.addLayout(sign)
        column.addSpacing(4)
        column.addWidget(self.consent)
        column.addSpacing(SPACE)
        column.addWidget(text_label(self.tr("What must not be seen"), size=HEADING, weight=600))
        column.addWidget(self.hidden)
        column.addStretch(1)
        return panel

    def _devices_panel(self) -> QFrame:
        panel, column = _panel(self.tr("Screen"))
        column.addWidget(self.screen_picker)
        column.addSpacing(2 * SPACE)
        column.addWidget(text_label(self.tr("Microphone"), size=HEADING, weight=600))
        column.addWidget(self.microphone)
        self.computer_sound.setFont(font())
        column.addWidget(self.computer_sound)
        column.addSpacing(2 * SPACE)
        column.addWidget(text_label(self.tr("Camera"), size=HEADING, weight=600))
        column.addWidget(self.camera)
        column.addStretch(1)
        return panel


def _field(title: str, field: QWidget) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(4)
    column.setContentsMargins(0, 0, 0, SPACE)
    column.addWidget(text_label(title, size=SMALL, tone="dim"))
    column.addWidget(field)
    return column


def _panel(title: str) -> tuple[QFrame, QVBoxLayout]:
    panel, column = framed()
    column.addWidget(text_label(title, size=HEADING, weight=600))
    return panel, column
