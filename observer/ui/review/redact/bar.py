"""The bar above the picture while something is being covered."""

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from observer.model.redaction import Redaction
from observer.ui.buttons import push_button
from observer.ui.labels import text_label
from observer.ui.review.redact.words import cover_words, span_words
from observer.ui.theme import BODY, SMALL, SPACE, font, theme

_WIDE_PX = 900


class RedactBar(QFrame):
    """Says what to do; for the area that is edited, what it follows and from when to when."""

    follow_toggled = Signal(bool)
    silence_requested = Signal()
    tone_requested = Signal()
    text_requested = Signal()
    exported_toggled = Signal(bool)
    done = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("redact")
        self._heading = text_label(weight=600)
        self._is_wide = True
        self._shown: tuple[Redaction | None, str] = (None, "")
        self._words = text_label(size=SMALL, tone="dim", wrap=True)
        self.follows = QCheckBox()
        self.follows.setFont(font(BODY))
        self.follows.toggled.connect(self.follow_toggled)
        self.silence = push_button(self.tr("Silence"), icon_name="sound-off")
        self.silence.setToolTip(self.tr("Let nothing be heard from I to O, or for 3 s from here"))
        self.tone = push_button(self.tr("Tone"), icon_name="sound")
        self.tone.setToolTip(self.tr("Let a tone be heard from I to O, or for 3 s from here"))
        self.text = push_button(self.tr("Find text"), icon_name="search")
        self.text.setToolTip(self.tr("Look for words, card numbers or addresses in the pictures"))
        self.text.clicked.connect(self.text_requested)
        self.exported = push_button(self.tr("As exported"), icon_name="eye")
        self.exported.setCheckable(True)
        self.exported.setToolTip(self.tr("Show what is covered as what leaves does (Ctrl Shift X)"))
        self.finish = push_button(self.tr("Done"), role="primary")
        self.finish.setToolTip(self.tr("Back to the review (Esc)"))
        self.silence.clicked.connect(self.silence_requested)
        self.tone.clicked.connect(self.tone_requested)
        self.exported.toggled.connect(self.exported_toggled)
        self.finish.clicked.connect(self.done)
        self._texts = {
            button: button.text() for button in (self.silence, self.tone, self.text, self.exported)
        }
        for button, text in self._texts.items():
            button.setAccessibleName(text)
        self._lay_out()
        self._dress()
        theme().changed.connect(self._dress)

    def show_redaction(self, redaction: Redaction | None, window: str) -> None:
        """Tell of the one that is edited; `window` is the application that it could follow."""
        self._shown = (redaction, window)
        self.follows.setVisible(
            redaction is not None and redaction.area is not None and bool(window)
        )
        self.follows.blockSignals(True)
        self.follows.setText(self.tr("Follows {window}").format(window=window))
        self.follows.setChecked(redaction is not None and bool(redaction.window))
        self.follows.blockSignals(False)
        self._words.setToolTip("")
        if redaction is None:
            self._heading.setText(self.tr("Cover what must not leave"))
            self._words.setText(
                self.tr("Drag over it, or press Enter. The recording itself stays as it is.")
            )
            return
        parts = (cover_words(redaction), span_words(redaction))
        self._heading.setText(" · ".join(parts if self._is_wide else parts[:1]))
        if redaction.area is None:
            self._words.setText(self.tr("I and O set its start and end here; Delete removes it."))
        else:
            self._words.setText(self.tr("Arrows move it; I and O set its times."))
            self._words.setToolTip(
                self.tr("Alt and arrows size it, Shift makes larger steps, Delete removes it")
            )

    @property
    def controls(self) -> tuple[QWidget, ...]:
        """What can be pressed, from left to right."""
        return (self.follows, *self._texts, self.finish)

    def minimumSizeHint(self) -> QSize:
        """As narrow as the picture below it may be."""
        return QSize(240, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a narrow one the buttons' icons are left, and the keys are not told."""
        self._is_wide = event.size().width() >= _WIDE_PX
        self._words.setVisible(self._is_wide)
        for button, text in self._texts.items():
            button.setText(text if self._is_wide else "")
        self.show_redaction(*self._shown)
        super().resizeEvent(event)

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(2 * SPACE, SPACE, SPACE, SPACE)
        row.setSpacing(SPACE)
        lines = QWidget()
        from_top = _column(lines)
        from_top.addWidget(self._heading)
        from_top.addWidget(self._words)
        row.addWidget(lines, 1)
        for widget in self.controls:
            row.addWidget(widget)

    def _dress(self) -> None:
        palette = theme().palette
        self.setStyleSheet(f"#redact {{ background: {palette.accent_soft}; border-radius: 10px; }}")


def _column(widget: QWidget) -> QVBoxLayout:
    column = QVBoxLayout(widget)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(2)
    return column
