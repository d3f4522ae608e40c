"""One thing that is asked: what it is, yes or no, and what the answer means."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from observer.intake.consent_text import AskingWords, ConsentThing
from observer.intake.consent_wording import CROSS, TICK
from observer.ui.buttons import push_button
from observer.ui.consent.paragraph import Paragraph
from observer.ui.consent.sizes import ANSWER_WIDTH, THING, WORDS
from observer.ui.labels import set_tone, text_label
from observer.ui.theme import BODY, SPACE, font


class ThingRow(QWidget):
    """Neither answer is given beforehand, and both look alike."""

    answered = Signal()

    def __init__(self, thing: ConsentThing, asking: AskingWords) -> None:
        super().__init__()
        self.item = thing.item
        self._thing = thing
        self._title = text_label(size=THING, weight=600)
        self._words = Paragraph(WORDS, tone="dim")
        self._meaning = text_label(size=BODY, weight=600, tone="dim")
        self.yes, self.no = _answer_button(), _answer_button()
        self._group = QButtonGroup(self)
        self._group.addButton(self.yes)
        self._group.addButton(self.no)
        self._group.buttonToggled.connect(self._choose)
        self._build()
        self.show_text(thing, asking)

    @property
    def answer(self) -> bool | None:
        """Yes, no, or None while nobody said."""
        if self._group.checkedButton() is None:
            return None
        return self.yes.isChecked()

    @property
    def title(self) -> str:
        """What is asked, in the language shown."""
        return self._thing.title

    def show_text(self, thing: ConsentThing, asking: AskingWords) -> None:
        """Put the row into another language; the answer stays."""
        self._thing = thing
        self._title.setText(thing.title)
        self._words.say(thing.words)
        self.yes.setText(asking.yes)
        self.no.setText(asking.no)
        for button in (self.yes, self.no):
            button.setAccessibleName(f"{thing.title}: {button.text()}")
            button.setAccessibleDescription(thing.words)
        self._say()

    def _choose(self) -> None:
        self._say()
        if self.answer is not None:
            self.answered.emit()

    def _say(self) -> None:
        agreed, refused = f"{TICK} {self._thing.agreed}", f"{CROSS} {self._thing.refused}"
        self._meaning.setText({None: "", True: agreed, False: refused}[self.answer])
        set_tone(self._meaning, "ok" if self.answer else "dim")

    def _build(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, SPACE, 0, SPACE)
        row.setSpacing(3 * SPACE)
        text = QVBoxLayout()
        text.setSpacing(2)
        head = QHBoxLayout()
        head.setSpacing(SPACE + 4)
        head.addWidget(self._title)
        head.addWidget(self._meaning)
        head.addStretch(1)
        text.addLayout(head)
        text.addWidget(self._words)
        row.addLayout(text, 1)
        answers = QHBoxLayout()
        answers.setSpacing(SPACE)
        answers.addWidget(self.yes)
        answers.addWidget(self.no)
        row.addLayout(answers)


def _answer_button() -> QPushButton:
    button = push_button("")
    button.setCheckable(True)
    button.setFont(font(WORDS, 600))
    button.setProperty("measure", "large")
    button.setFixedWidth(ANSWER_WIDTH)
    return button
