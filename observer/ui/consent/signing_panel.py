"""A name, a signature, or both."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from observer.intake.consent_text import SigningWords
from observer.ui.buttons import push_button
from observer.ui.consent.signature_pad import SignaturePad
from observer.ui.consent.sizes import PART, SIGN_BESIDE_FROM, WORDS
from observer.ui.labels import text_label
from observer.ui.theme import BODY, CONTROL_HEIGHT, SPACE, font

_LONGEST_NAME = 120  # of letters; the longest names in passports have fewer


class SigningPanel(QWidget):
    """Says nothing of its own: the page asks it."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = text_label(size=PART, weight=600)
        self._words = text_label(size=WORDS, tone="dim", wrap=True)
        self._name_label = text_label(size=BODY, tone="dim")
        self._signature_label = text_label(size=BODY, tone="dim")
        self.name = QLineEdit()
        self.name.setFont(font(WORDS))
        self.name.setProperty("measure", "large")
        self.name.setMaxLength(_LONGEST_NAME)
        self.pad = SignaturePad()
        self.clear = push_button("", role="quiet", icon_name="undo")
        self.clear.setEnabled(False)
        self.name.textChanged.connect(self.changed)
        self.pad.changed.connect(self._judge)
        self.clear.clicked.connect(self.pad.clear)
        self._parts = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._build()

    @property
    def is_signed(self) -> bool:
        """Whether there is a name or a signature."""
        return bool(self.written_name) or self.pad.is_signed

    @property
    def written_name(self) -> str:
        """The name as written, without stray spaces."""
        return " ".join(self.name.text().split())

    def show_text(self, words: SigningWords) -> None:
        """Put the panel into another language."""
        self._title.setText(words.title)
        self._words.setText(words.words)
        self._name_label.setText(words.name)
        self._signature_label.setText(words.signature)
        self.name.setAccessibleName(words.name)
        self.pad.set_hint(words.hint, words.signature)
        self.clear.setText(words.clear)
        self.clear.setAccessibleName(f"{words.clear}: {words.signature}")

    def _judge(self) -> None:
        self.clear.setEnabled(not self.pad.is_blank)
        self.changed.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Name and signature beside each other where there is room."""
        beside = event.size().width() >= SIGN_BESIDE_FROM
        direction = QBoxLayout.Direction
        self._parts.setDirection(direction.LeftToRight if beside else direction.TopToBottom)
        super().resizeEvent(event)

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self._title)
        column.addWidget(self._words)
        column.addSpacing(SPACE)
        column.addLayout(self._parts)
        name = QVBoxLayout()
        name.setSpacing(4)
        self._name_label.setMinimumHeight(CONTROL_HEIGHT)
        name.addWidget(self._name_label)
        name.addWidget(self.name)
        name.addStretch(1)
        signature = QVBoxLayout()
        signature.setSpacing(4)
        row = QHBoxLayout()
        row.addWidget(self._signature_label, 1)
        row.addWidget(self.clear)
        signature.addLayout(row)
        signature.addWidget(self.pad)
        signature.addStretch(1)
        self._parts.setSpacing(2 * SPACE)
        self._parts.addLayout(name, 4)
        self._parts.addLayout(signature, 7)
