"""The page a participant reads, answers and signs before anything is recorded."""

from datetime import UTC, datetime
from itertools import pairwise

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from observer.intake.consent_text import consent_text
from observer.intake.consent_wording import kept_wording
from observer.model.consent import NEEDED_CONSENT, Consent, ConsentItem
from observer.ui.buttons import push_button
from observer.ui.consent.language_switch import LanguageSwitch, first_language
from observer.ui.consent.moments import spoken_moment
from observer.ui.consent.paragraph import Paragraph
from observer.ui.consent.reading import Reading
from observer.ui.consent.signing_panel import SigningPanel
from observer.ui.consent.sizes import (
    COLUMN_WIDEST,
    PART,
    TWO_COLUMNS_FROM,
    WORDS,
)
from observer.ui.consent.thing_row import ThingRow
from observer.ui.labels import text_label
from observer.ui.theme import BODY, GUTTER, SPACE, font

_BUTTON_WIDTH = 200
_CLOCK_MS = 1_000  # the clock shows minutes; a second late is on time


class ConsentPage(QWidget):
    """Nothing is chosen beforehand; the button works once everything was answered and signed."""

    agreed = Signal(object)
    """A Consent, made at the moment of the click."""
    back = Signal()
    """They, or the moderator, want the page before."""

    def __init__(
        self,
        study_name: str,
        participant: str,
        language: str = "",
        parent: QWidget | None = None,
    ) -> None:
        """`language` is the form's to begin with; empty means as it was last time."""
        super().__init__(parent)
        self.setProperty("surface", "page")
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._study, self._participant = study_name, participant
        self._text = consent_text(first_language(language)).filled(study_name, participant)
        self.switch = LanguageSwitch()
        self.reading = Reading(self._text)
        self.rows = {thing.item: ThingRow(thing, self._text.asking) for thing in self._text.thing}
        self.signing = SigningPanel()
        self.agree_button = push_button("", role="primary")
        self.back_button = push_button("", role="quiet", icon_name="arrow-left")
        self.missing = text_label(size=WORDS, wrap=True)
        self._asking = text_label(size=PART, weight=600)
        self._asking_words = Paragraph(WORDS, tone="dim")
        self._statement = text_label(size=WORDS, wrap=True)
        self._thanks = text_label(size=WORDS, tone="dim", wrap=True)
        self._clock = text_label(size=BODY, tone="dim")
        self._scroll = QScrollArea()
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._build()
        self._order_keys()
        self._connect()
        self._show_text()

    def consent(self) -> Consent:
        """What the page says at this moment."""
        now = datetime.now(UTC).astimezone().isoformat(timespec="seconds")
        items = self._agreed_items()
        return Consent(
            items,
            now,
            kept_wording(self._text, items),
            self._text.language,
            self.signing.written_name,
            self.signing.pad.signature(),
        )

    def show_language(self, code: str) -> None:
        """Put the page into another language; answers, name and signature stay."""
        self._text = consent_text(code).filled(self._study, self._participant)
        self._show_text()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """One column where two would be narrow."""
        wide = event.size().width() >= TWO_COLUMNS_FROM
        direction = QBoxLayout.Direction
        self._columns.setDirection(direction.LeftToRight if wide else direction.TopToBottom)
        super().resizeEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        """The keyboard begins at the page: a ring around an answer would look like a choice."""
        self.setFocus()
        super().showEvent(event)

    def _order_keys(self) -> None:
        """As it is read: language, answers, name, the button; the way back comes last."""
        answers = [button for row in self.rows.values() for button in (row.yes, row.no)]
        steps: list[QWidget] = [
            self,
            *self.switch.buttons.values(),
            *answers,
            self.signing.name,
            self.signing.clear,
            self.agree_button,
            self.back_button,
        ]
        for one, other in pairwise(steps):
            QWidget.setTabOrder(one, other)

    def _agreed_items(self) -> tuple[ConsentItem, ...]:
        return tuple(item for item, row in self.rows.items() if row.answer)

    def _what_is_missing(self) -> str:
        """A sentence in the language shown; empty where nothing is missing."""
        words = self._text.missing
        open_ones = [row.title for row in self.rows.values() if row.answer is None]
        if open_ones:
            return words.answers.format(things=" · ".join(open_ones))
        if not set(self._agreed_items()) & set(NEEDED_CONSENT.values()):
            return words.recording
        return "" if self.signing.is_signed else words.name

    def _judge(self) -> None:
        missing = self._what_is_missing()
        self.missing.setText(missing or self._text.missing.nothing)
        self.agree_button.setEnabled(not missing)
        self.agree_button.setAccessibleDescription(self.missing.text())

    def _show_next(self) -> None:
        """Once everything is answered, where to sign comes into sight."""
        if all(row.answer is not None for row in self.rows.values()) and not self.signing.is_signed:
            self._scroll.ensureWidgetVisible(self.signing)

    def _agree(self) -> None:
        self.agreed.emit(self.consent())

    def _show_text(self) -> None:
        text = self._text
        self.switch.show_language(text.language)
        self.switch.setAccessibleName(text.signing.language)
        self.reading.show_text(text)
        for thing in text.thing:
            self.rows[thing.item].show_text(thing, text.asking)
        self.signing.show_text(text.signing)
        self._asking.setText(text.asking.title)
        self._asking_words.say(text.asking.words)
        self._statement.setText(text.statement)
        self._thanks.setText(text.thanks)
        self.agree_button.setText(text.signing.agree)
        self.back_button.setText(text.signing.back)
        self._show_time()
        self._judge()

    def _show_time(self) -> None:
        self._clock.setText(spoken_moment(datetime.now(UTC).astimezone(), self._text.language))

    def _connect(self) -> None:
        self.switch.chosen.connect(self.show_language)
        self.signing.changed.connect(self._judge)
        self.agree_button.clicked.connect(self._agree)
        self.back_button.clicked.connect(self.back)
        for row in self.rows.values():
            row.answered.connect(self._judge)
            row.answered.connect(self._show_next)
        clock = QTimer(self)
        clock.timeout.connect(self._show_time)
        clock.start(_CLOCK_MS)

    def _build(self) -> None:
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(self._head())
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        body = QWidget()
        body.setProperty("surface", "clear")
        self._scroll.setWidget(body)
        row = QHBoxLayout(body)
        row.setContentsMargins(GUTTER, GUTTER, GUTTER, GUTTER)
        row.addStretch(1)
        row.addLayout(self._columns, 20)
        row.addStretch(1)
        self._columns.setSpacing(6 * SPACE)
        self.reading.setMaximumWidth(COLUMN_WIDEST)
        self._columns.addWidget(self.reading, 5)
        self._columns.addWidget(self._answers(), 6)
        outer.addWidget(self._scroll, 1)
        outer.addWidget(self._foot())

    def _head(self) -> QWidget:
        bar = QFrame()
        bar.setProperty("surface", "bar")
        row = QHBoxLayout(bar)
        row.setContentsMargins(GUTTER, SPACE, GUTTER, SPACE)
        row.addWidget(self.back_button)
        row.addStretch(1)
        row.addWidget(self.switch)
        return bar

    def _answers(self) -> QWidget:
        panel = QFrame()
        panel.setProperty("surface", "panel")
        panel.setMaximumWidth(COLUMN_WIDEST + 10 * SPACE)
        column = QVBoxLayout(panel)
        column.setContentsMargins(GUTTER, GUTTER, GUTTER, GUTTER)
        column.setSpacing(0)
        column.addWidget(self._asking)
        column.addWidget(self._asking_words)
        column.addSpacing(SPACE)
        for row in self.rows.values():
            column.addWidget(row)
        column.addSpacing(2 * SPACE)
        column.addWidget(self.signing)
        column.addSpacing(3 * SPACE)
        column.addWidget(self._statement)
        column.addSpacing(4)
        column.addWidget(self._thanks)
        column.addStretch(1)
        return panel

    def _foot(self) -> QFrame:
        """The button stays in sight however long the form is."""
        bar = QFrame()
        bar.setProperty("surface", "foot")
        row = QHBoxLayout(bar)
        row.setContentsMargins(GUTTER, SPACE + 4, GUTTER, SPACE + 4)
        row.setSpacing(2 * SPACE)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self.missing)
        words.addWidget(self._clock)
        row.addLayout(words, 1)
        self.agree_button.setFont(font(WORDS, 600))
        self.agree_button.setProperty("measure", "large")
        self.agree_button.setMinimumWidth(_BUTTON_WIDTH)
        row.addWidget(self.agree_button)
        return bar
