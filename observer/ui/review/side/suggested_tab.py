"""Triage: what rules suggest, one after the other accepted or rejected."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QMenu,
    QProgressBar,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from observer.model.annotation import Annotation, Standing
from observer.ui.buttons import icon_button, push_button
from observer.ui.labels import text_label
from observer.ui.review.moment_book import MomentBook
from observer.ui.review.side.empty_note import EmptyNote
from observer.ui.review.side.signal_search import SignalSearch
from observer.ui.review.side.suggestion_list import SuggestionList
from observer.ui.review.words import rule_title
from observer.ui.theme import SMALL, SPACE

_BUSY_PX = 160


class SuggestedTab(QWidget):
    """Header with the counts, list, accept and reject; looks for signals where there are none."""

    shown_changed = Signal()

    def __init__(self, book: MomentBook, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._book = book
        self.search = SignalSearch(book)
        self._by_rule = self._with_rejected = False
        self.list = SuggestionList(book)
        self.list.accept_requested.connect(self.accept)
        self.list.reject_requested.connect(self.reject)
        self.count = text_label(size=SMALL, tone="dim")
        self._menu = self._make_menu()
        self.look_button = push_button(self.tr("Look for signals"), role="primary")
        self.look_button.clicked.connect(self.search.start)
        self.none_yet = EmptyNote(
            self.tr("No suggestions yet"), self._signal_words(), self.look_button
        )
        self.again_button = push_button(self.tr("Look again"))
        self.again_button.clicked.connect(self.search.start)
        self.all_judged = EmptyNote(self.tr("All judged"), "", self.again_button)
        self.looking = self._make_looking()
        self._header, self._foot = self._make_header(), self._make_foot()
        self._body = QStackedWidget()
        for part in (self.list, self.none_yet, self.all_judged, self.looking):
            self._body.addWidget(part)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._header)
        column.addWidget(self._body, 1)
        column.addWidget(self._foot)
        book.changed.connect(self._refresh)
        self.search.changed.connect(self._refresh)
        book.selection_changed.connect(self._show_chosen)
        self._refresh()

    # -- judging -----------------------------------------------------------------------

    def accept(self) -> None:
        """Stand behind what is chosen; the next one is selected. Begins with the first."""
        if self._begin():
            self._book.accept([one.id for one in self._chosen()])

    def reject(self) -> None:
        """Say that what is chosen is none; of rejected ones alone: take that back."""
        if not self._begin():
            return
        chosen = self._chosen()
        if all(one.standing is Standing.REJECTED for one in chosen):
            self._book.reconsider([one.id for one in chosen])
        else:
            self._book.reject([one.id for one in chosen])

    def _begin(self) -> bool:
        """Whether anything is chosen; nobody judges what they have not looked at."""
        if not self._chosen() and self.list.shown_ids:
            self._book.select(self.list.shown_ids[0])
            self.list.jump_requested.emit(self.list.shown_ids[0])
            return False
        return bool(self._chosen())

    def _chosen(self) -> list[Annotation]:
        found = [self._book.moment(one) for one in self._book.selected_ids]
        return [one for one in found if one is not None and one.standing is not Standing.KEPT]

    # -- making it ---------------------------------------------------------------------

    def _make_header(self) -> QWidget:
        header = QWidget()
        row = QHBoxLayout(header)
        row.setContentsMargins(2 * SPACE, SPACE, SPACE + 4, SPACE)
        row.addWidget(self.count, 1)
        more = icon_button("sort", self.tr("Order, rejected ones, look again"))
        more.setMenu(self._menu)
        more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        more.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        row.addWidget(more)
        return header

    def _make_menu(self) -> QMenu:
        menu = QMenu(self)
        group = QActionGroup(self)
        for words, by_rule in ((self.tr("By time"), False), (self.tr("By rule"), True)):
            action = menu.addAction(words)
            action.setCheckable(True)
            action.setChecked(by_rule == self._by_rule)
            group.addAction(action)
            action.triggered.connect(lambda _on, by_rule=by_rule: self.sort_by_rule(by_rule))
        menu.addSeparator()
        self._rejected_action = menu.addAction(self.tr("Show rejected ones"))
        self._rejected_action.setCheckable(True)
        self._rejected_action.toggled.connect(self.show_rejected)
        menu.addSeparator()
        menu.addAction(self.tr("Look for signals again")).triggered.connect(self.search.start)
        return menu

    def _make_foot(self) -> QFrame:
        foot = QFrame()
        foot.setProperty("surface", "foot")
        row = QHBoxLayout(foot)
        row.setContentsMargins(2 * SPACE, SPACE, 2 * SPACE, SPACE)
        row.setSpacing(SPACE)
        self.accept_button = push_button("", role="primary", icon_name="check")
        self.accept_button.setToolTip(self.tr("Accept (Enter in the list)"))
        self.accept_button.clicked.connect(self.accept)
        self.reject_button = push_button("", icon_name="close")
        self.reject_button.clicked.connect(self.reject)
        row.addWidget(self.accept_button, 1)
        row.addWidget(self.reject_button, 1)
        return foot

    def _make_looking(self) -> EmptyNote:
        stop = push_button(self.tr("Stop"))
        stop.clicked.connect(self.search.stop)
        busy = QProgressBar()
        busy.setRange(0, 0)
        busy.setFixedWidth(_BUSY_PX)
        busy.setAccessibleName(self.tr("Looking for signals"))
        return EmptyNote(
            self.tr("Looking for signals…"),
            self.tr("The whole recording is gone through. You can go on meanwhile."),
            busy,
            stop,
        )

    def _signal_words(self) -> str:
        return self.tr(
            "Signals are traces of trouble in what was recorded: many clicks at one place, a click"
            " that changes nothing, a long hesitation. Rules find them and say why;"
            " you decide which of them count."
        )

    # -- showing -----------------------------------------------------------------------

    def sort_by_rule(self, by_rule: bool) -> None:
        """All of one rule together, or all by time."""
        self._by_rule = by_rule
        self._refresh()

    def show_rejected(self, shown: bool) -> None:
        """Show among the others what was rejected, to be taken back."""
        self._with_rejected = shown
        self._rejected_action.setChecked(shown)
        self._refresh()

    def _refresh(self) -> None:
        book = self._book
        waiting, rejected = book.suggestions, book.rejected
        shown = self._in_order([*waiting, *(rejected if self._with_rejected else ())])
        self.list.show_rows(shown)
        accepted = sum(bool(one.rule) for one in book.moments)
        judged = bool(accepted or rejected)
        self.count.setText(
            self.tr("{waiting} suggested · {accepted} accepted · {rejected} rejected").format(
                waiting=len(waiting), accepted=accepted, rejected=len(rejected)
            )
        )
        self.all_judged.words.setText(self._judged_words(accepted, len(rejected)))
        self._show_none_yet()
        place = 3 if self.search.is_running else 0 if shown else 2 if judged else 1
        self._body.setCurrentIndex(place)
        self._header.setVisible(bool(shown) or judged)
        self._rejected_action.setEnabled(bool(rejected))
        for button in (self.look_button, self.again_button):
            button.setEnabled(book.editor is not None)
        self._foot.setVisible(place == 0)
        self._show_chosen()
        self.shown_changed.emit()

    def _show_none_yet(self) -> None:
        fruitless = self.search.was_fruitless
        self.none_yet.heading.setText(
            self.tr("No signals found") if fruitless else self.tr("No suggestions yet")
        )
        self.none_yet.words.setText(
            self.tr("Every rule went through the recording, and none had anything to say.")
            if fruitless
            else self._signal_words()
        )
        self.look_button.setText(
            self.tr("Look again") if fruitless else self.tr("Look for signals")
        )

    def _in_order(self, said: Sequence[Annotation]) -> list[Annotation]:
        if self._by_rule:
            return sorted(said, key=lambda one: (rule_title(one.rule), one.start_ns))
        return sorted(said, key=lambda one: one.start_ns)

    def _judged_words(self, accepted: int, rejected: int) -> str:
        return self.tr(
            "{accepted} accepted, {rejected} rejected. What was accepted is among the moments."
        ).format(accepted=accepted, rejected=rejected)

    def _show_chosen(self) -> None:
        chosen = self._chosen()
        back = bool(chosen) and all(one.standing is Standing.REJECTED for one in chosen)
        many = f" {len(chosen)}" if len(chosen) > 1 else ""
        self.accept_button.setText(self.tr("Accept") + many)
        self.reject_button.setText((self.tr("Take back") if back else self.tr("Reject")) + many)
        self.reject_button.setToolTip(
            self.tr("Let it wait for a judgement again (X in the list)")
            if back
            else self.tr("Reject (X in the list)")
        )
        for button in (self.accept_button, self.reject_button):
            button.setEnabled(bool(chosen))
