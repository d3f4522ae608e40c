"""How far the review of the session has come: a small pill that is a menu."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from observer.model.annotation import ReviewState
from observer.ui.buttons import set_icon
from observer.ui.review.words import review_words
from observer.ui.theme import SMALL, font, theme

_INNER_PX = 22
_RADIUS_PX = 11  # more than half the height would make the corners square


class ReviewPill(QPushButton):
    """To review, in review, done."""

    state_chosen = Signal(object)  # ReviewState

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFont(font(SMALL))
        self.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        self.setToolTip(self.tr("How far the review has come"))
        self._state = ReviewState.TO_REVIEW
        menu = QMenu(self)
        group = QActionGroup(self)
        self._actions = {state: menu.addAction(review_words(state)) for state in ReviewState}
        for state, action in self._actions.items():
            action.setCheckable(True)
            group.addAction(action)
            action.triggered.connect(lambda _on, state=state: self.state_chosen.emit(state))
        self.setMenu(menu)
        theme().changed.connect(self._dress)
        self.show_state(self._state)

    def show_state(self, state: ReviewState) -> None:
        """Say it, and tick it in the menu."""
        self._state = state
        self._actions[state].setChecked(True)
        self.setText(review_words(state))
        self.setAccessibleName(self.tr("Review: {state}").format(state=review_words(state)))
        self._dress()

    def _dress(self) -> None:
        palette = theme().palette
        done = self._state is ReviewState.DONE
        set_icon(self, "check" if done else "chevron-down", "ok" if done else "dim")
        self.setStyleSheet(
            f"QPushButton {{ background: {palette.sunk}; border: 1px solid {palette.line};"
            f" border-radius: {_RADIUS_PX}px; padding: 0 8px 0 6px; min-height: {_INNER_PX}px;"
            f" color: {palette.ok if done else palette.dim}; }}"
            f"QPushButton:hover {{ color: {palette.ink}; }}"
            f"QPushButton:focus {{ border: 2px solid {palette.accent}; padding: 0 7px 0 5px;"
            f" min-height: {_INNER_PX - 2}px; }}"
        )
