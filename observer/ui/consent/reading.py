"""What the participant reads before they answer."""

from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from observer.intake.consent_text import ConsentText
from observer.ui.consent.paragraph import Paragraph
from observer.ui.consent.sizes import PART, THING, WELCOME, WORDS
from observer.ui.labels import text_label
from observer.ui.theme import BODY, SPACE


class Reading(QWidget):
    """Title, introduction and what happens with the recording."""

    def __init__(self, filled: ConsentText) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)
        self._title = self._add(WELCOME, weight=600)
        self._about = self._add(BODY, tone="dim")
        self._column.addSpacing(2 * SPACE)
        self._introduction = self._add_paragraph(THING)
        self._sections: list[tuple[QLabel, Paragraph]] = []
        for _section in filled.section:
            self._column.addSpacing(2 * SPACE)
            self._sections.append((self._add(PART, weight=600), self._add_paragraph(WORDS)))
        self._column.addStretch(1)
        self.show_text(filled)

    def show_text(self, filled: ConsentText) -> None:
        """Put everything into another language."""
        self._title.setText(filled.title)
        self._about.setText(filled.about)
        self._introduction.say(filled.introduction)
        for (title, words), section in zip(self._sections, filled.section, strict=True):
            title.setText(section.title)
            words.say(section.words)

    def _add(self, size: int, *, weight: int = 400, tone: str = "") -> QLabel:
        label = text_label(size=size, weight=weight, tone=tone, wrap=True)
        self._column.addWidget(label)
        return label

    def _add_paragraph(self, size: int) -> Paragraph:
        paragraph = Paragraph(size)
        self._column.addWidget(paragraph)
        return paragraph
