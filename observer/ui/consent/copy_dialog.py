"""Hands the participant what they agreed to."""

from pathlib import Path

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QDialog, QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from observer.intake.consent_text import consent_text
from observer.model.consent import Consent
from observer.model.errors import ObserverError
from observer.ui.buttons import push_button
from observer.ui.consent.language_switch import first_language
from observer.ui.consent.paper import write_consent_pdf
from observer.ui.consent.sizes import PART, WORDS
from observer.ui.labels import set_tone, text_label
from observer.ui.theme import BODY, SPACE

_WIDTH = 520


class ConsentCopyDialog(QDialog):
    """In the language of the consent. Accepted once a copy was saved, rejected without one."""

    def __init__(
        self, consent: Consent, study: str, participant: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._consent, self._study, self._participant = consent, study, participant
        self._words = consent_text(first_language(consent.language)).copy
        self.setWindowTitle(self._words.title)
        self.setFixedWidth(_WIDTH)
        self.outcome = text_label(size=BODY, tone="dim", wrap=True)
        self.save_button = push_button(self._words.save, role="primary")
        self.done_button = push_button(self._words.done)
        self.outcome.hide()
        self._is_saved = False
        self._build()

    def save_to(self, path: Path) -> None:
        """Write the copy and say where it is, or why it is not."""
        try:
            write_consent_pdf(self._consent, self._study, self._participant, path)
        except ObserverError as error:
            self._say(str(error), "rec")
            return
        self._is_saved = True
        self._say(self._words.saved.format(file=path), "ok")
        self.done_button.setFocus()

    def suggested_name(self) -> str:
        """`consent-P07-2026-11-22.pdf`, without what a file's name cannot hold."""
        day = self._consent.agreed_at[: len("2026-11-22")]
        code = "".join(letter if letter.isalnum() else "-" for letter in self._participant)
        return f"{self._words.file}-{code}-{day}.pdf"

    def _ask(self) -> None:
        places = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        chosen, _ = QFileDialog.getSaveFileName(
            self, self._words.save, str(Path(places) / self.suggested_name()), "PDF (*.pdf)"
        )
        if chosen:
            path = Path(chosen)
            self.save_to(path if path.suffix else path.with_suffix(".pdf"))

    def _finish(self) -> None:
        self.done(QDialog.DialogCode.Accepted if self._is_saved else QDialog.DialogCode.Rejected)

    def _say(self, text: str, tone: str) -> None:
        self.outcome.setText(text)
        set_tone(self.outcome, tone)
        self.outcome.setMinimumHeight(self.outcome.heightForWidth(_WIDTH - 6 * SPACE))
        self.outcome.show()
        self.adjustSize()

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(3 * SPACE, 3 * SPACE, 3 * SPACE, 3 * SPACE)
        column.setSpacing(SPACE)
        column.addWidget(text_label(self._words.title, size=PART, weight=600))
        words = text_label(self._words.words, size=WORDS, tone="dim", wrap=True)
        words.setMinimumHeight(words.heightForWidth(_WIDTH - 6 * SPACE))
        column.addWidget(words)
        column.addWidget(self.outcome)
        column.addSpacing(SPACE)
        row = QHBoxLayout()
        row.setSpacing(SPACE)
        row.addStretch(1)
        row.addWidget(self.done_button)
        row.addWidget(self.save_button)
        column.addLayout(row)
        self.save_button.clicked.connect(self._ask)
        self.done_button.clicked.connect(self._finish)
        self.save_button.setDefault(True)
