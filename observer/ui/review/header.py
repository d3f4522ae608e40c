"""The bar above the review: where we are, in which state, and the way out."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from observer.model.annotation import ReviewState
from observer.model.manifest import SessionState
from observer.ui.buttons import icon_button, push_button, set_icon
from observer.ui.labels import ShortLabel, text_label
from observer.ui.leaving.menu import ExportMenu
from observer.ui.review.review_pill import ReviewPill
from observer.ui.search.field import SearchField
from observer.ui.theme import SPACE
from observer.ui.wording import spoken_date

_HEIGHT_PX = 48
_NAME_PX = 240
_DATE_FROM_PX = 1200  # in a narrower window the names need the room more
_PILL_PX = 22  # the pill's corners need more than twice their radius of 10


class ReviewHeader(QFrame):
    """Library ‹ study › participant · how far the review is, search, undo, redo, reel, export."""

    back_requested = Signal()
    export_requested = Signal()
    leaving_asked = Signal(str)  # a verb of keys.LEAVING
    reel_requested = Signal()
    undo_requested = Signal()
    redo_requested = Signal()
    review_chosen = Signal(object)  # ReviewState

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("surface", "bar")
        self.setFixedHeight(_HEIGHT_PX)
        back = push_button(self.tr("Library"), role="quiet", icon_name="arrow-left")
        back.setToolTip(self.tr("Back to the library"))
        back.clicked.connect(self.back_requested)
        self._study = ShortLabel(weight=400, tone="dim", hug=True)
        self._arrow = text_label("›", tone="faint")
        self._participant = ShortLabel(hug=True)
        for name in (self._study, self._participant):
            name.setMaximumWidth(_NAME_PX)
        self._state = text_label(size=12, tone="pill")
        self._state.setFixedHeight(_PILL_PX)
        self.review = ReviewPill()
        self.review.state_chosen.connect(self.review_chosen)
        self._date = text_label(size=12, tone="dim")
        self.search = SearchField()
        self.undo = icon_button("undo", self.tr("Undo (Ctrl+Z)"))
        self.redo = icon_button("redo", self.tr("Redo (Ctrl+Shift+Z)"))
        self.reel = push_button("")
        self.reel.clicked.connect(self.reel_requested)
        self.show_reel(0)
        self.export = push_button(self.tr("Export"), role="primary")
        self.export.setToolTip(self.tr("Export clips or a picture (Ctrl+E)"))
        self.more = ExportMenu()
        self.more.clip_chosen.connect(self.export_requested)
        self.more.verb_chosen.connect(self.leaving_asked)
        self.undo.clicked.connect(self.undo_requested)
        self.redo.clicked.connect(self.redo_requested)
        self.export.clicked.connect(self.export_requested)
        row = QHBoxLayout(self)
        row.setContentsMargins(SPACE, 0, 2 * SPACE, 0)
        row.setSpacing(SPACE + 4)
        row.addWidget(back, alignment=Qt.AlignmentFlag.AlignVCenter)
        named = (self._study, self._arrow, self._participant, self.review, self._state, self._date)
        for widget in named:
            row.addWidget(widget, alignment=Qt.AlignmentFlag.AlignVCenter)
        row.addStretch(1)
        row.addWidget(self.search)
        row.addWidget(self.undo)
        row.addWidget(self.redo)
        row.addWidget(self.reel)
        row.addWidget(self.export)
        row.addWidget(self.more)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The day is told where there is room for it."""
        self._date.setVisible(event.size().width() >= _DATE_FROM_PX)
        super().resizeEvent(event)

    def show_session(
        self, study: str, participant: str, state: SessionState, recorded_at: str
    ) -> None:
        """Name the session that is open."""
        self._study.setText(study)
        self._participant.setText(participant)
        self._date.setText(spoken_date(recorded_at))
        words = {
            SessionState.RECORDING: self.tr("recording"),
            SessionState.INTERRUPTED: self.tr("interrupted"),
            SessionState.MISSING: self.tr("folder missing"),
        }.get(state, "")
        self._state.setText(words)
        self._state.setVisible(bool(words))

    def show_reel(self, clips: int) -> None:
        """Say how many clips the reel has."""
        self.reel.setText(self.tr("Reel {count}").format(count=clips) if clips else self.tr("Reel"))
        self.reel.setToolTip(self.tr("Add the selected moments to the reel (Alt+R); else show it"))

    def show_review(self, state: ReviewState) -> None:
        """Say how far the review has come."""
        self.review.show_state(state)

    def show_history(self, undo_text: str, redo_text: str) -> None:
        """Say what undo and redo would do, and whether they can."""
        for button, name, text in ((self.undo, "undo", undo_text), (self.redo, "redo", redo_text)):
            button.setEnabled(bool(text))
            set_icon(button, name, "ink" if text else "line")
        self.undo.setToolTip(self._with(self.tr("Undo {what} (Ctrl+Z)"), undo_text))
        self.redo.setToolTip(self._with(self.tr("Redo {what} (Ctrl+Shift+Z)"), redo_text))

    def _with(self, words: str, what: str) -> str:
        return " ".join(words.format(what=what).split())
