"""The languages the form is offered in, each under its own name."""

from PySide6.QtCore import QLocale, QSettings, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QWidget

from observer.intake.consent_text import consent_text, consent_texts
from observer.model.errors import ConsentError
from observer.ui.buttons import push_button
from observer.ui.theme import BODY, font

_SETTING = "consent/language"
_ELSE = "en"


class LanguageSwitch(QWidget):
    """One button a language; what was chosen last is chosen again next time."""

    chosen = Signal(str)
    """A language's code."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.buttons: dict[str, QPushButton] = {}
        self._group = QButtonGroup(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        for code, text in consent_texts().items():
            button = push_button(text.name, role="quiet")
            button.setFont(font(BODY))
            button.setCheckable(True)
            button.clicked.connect(lambda _checked=False, code=code: self._choose(code))
            self._group.addButton(button)
            self.buttons[code] = button
            row.addWidget(button)

    def show_language(self, code: str) -> None:
        """Check a language's button without anyone having chosen it."""
        self.buttons[code].setChecked(True)

    def _choose(self, code: str) -> None:
        QSettings().setValue(_SETTING, code)
        self.chosen.emit(code)


def first_language(asked: str = "") -> str:
    """The form's language: the one asked for, the one chosen last, the system's, or English."""
    for wanted in (asked, str(QSettings().value(_SETTING, "")), QLocale.system().name()):
        try:
            return consent_text(wanted).language
        except ConsentError:
            continue  # no form in that language: the next best
    return _ELSE
