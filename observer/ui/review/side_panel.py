"""The panel beside the picture: its tabs, the moment being edited, the most used keys."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from observer.model.annotation import Standing
from observer.session.captions import Caption
from observer.ui.keycaps import key_caps
from observer.ui.labels import text_label
from observer.ui.review.moment_book import MomentBook
from observer.ui.review.moment_editor import MomentEditor
from observer.ui.review.redact.book import RedactionBook
from observer.ui.review.redact.covered_tab import CoveredTab
from observer.ui.review.side.blind_strip import BlindStrip
from observer.ui.review.side.coder_sight import CoderSight
from observer.ui.review.side.coders_menu import CodersMenu, coders_button
from observer.ui.review.side.moments_tab import MomentsTab
from observer.ui.review.side.name_dialog import NameDialog
from observer.ui.review.side.suggested_tab import SuggestedTab
from observer.ui.review.side.tabs import Tab, Tabs
from observer.ui.review.side.tasks_tab import TasksTab
from observer.ui.review.side.words_tab import WordsTab
from observer.ui.theme import SMALL, SPACE, theme

_NARROWEST_PX = 360
_NARROW_PX, _LOW_PX = 372, 440
_SPARED_HINT = 2
_LEAST_LIST_PX = 188  # the tools and two rows, however much there is to edit below


class SidePanel(QFrame):
    """Tabs above, editor below them while a moment is selected, key hints at the foot."""

    jump_requested = Signal(str)  # a moment's or suggestion's id: show it
    time_requested = Signal(object)  # ns, beyond what an int of Qt holds: show what was there then
    edit_requested = Signal()
    said = Signal(str)
    name_chosen = Signal(str)  # work under this one
    agreement_requested = Signal()

    def __init__(self, book: MomentBook, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._book = book
        self.setObjectName("side")
        self.setMinimumWidth(_NARROWEST_PX)
        self.sight = CoderSight(book)
        self.tabs = Tabs()
        self.moments = MomentsTab(book)
        self.suggested = SuggestedTab(book)
        self.words = WordsTab()
        self.tasks = TasksTab(book)
        self.redactions = RedactionBook(self)
        self.covered = CoveredTab(self.redactions)
        self.list = self.moments.list
        self.editor = MomentEditor(book)
        self.blind = BlindStrip()
        self.coders_menu = CodersMenu(book, self.sight, self)
        self.moments.add_tool(coders_button(self.coders_menu, self.sight))
        self._edits_all = False
        self._hinted: list[tuple[QWidget, QWidget]] = []
        self._hints = self._make_hints()
        self._below = QWidget()
        self._body = _Lists()
        self._body.setMinimumHeight(_LEAST_LIST_PX)
        self._lay_out()
        self._connect()
        self._dress()
        self._refresh()

    # -- what the page asks ------------------------------------------------------------

    def show_captions(self, captions: Sequence[Caption]) -> None:
        """Take what was said; without any there is no tab for it."""
        self.words.show_captions(captions)
        self.tabs.show_tab(Tab.WORDS, bool(captions))

    def show_covered(self, count: int, *, offered: bool) -> None:
        """Say how much is covered; there is a tab for it where that is of use."""
        self.tabs.show_count(Tab.COVERED, count)
        self.tabs.show_tab(Tab.COVERED, offered)

    def show_time(self, time_ns: int) -> None:
        """Follow the playhead."""
        self.words.show_time(time_ns)

    def forget(self) -> None:
        """The session is left."""
        self.suggested.search.stop()
        self.show_captions(())

    def choose(self, tab: Tab) -> None:
        """Show a tab and give its list the keys; say it where it is not offered."""
        if not self.tabs.isTabVisible(list(Tab).index(tab)):
            nothing = self.tr("Nothing is covered in this session")
            no_words = self.tr("This session has no captions")
            self.said.emit(nothing if tab is Tab.COVERED else no_words)
            return
        self.tabs.choose(tab)
        self._list_of(tab).setFocus(Qt.FocusReason.ShortcutFocusReason)

    def show_attempt(self, attempt_id: str) -> None:
        """Show an attempt at a task, and what can be put right about it."""
        self.tabs.choose(Tab.TASKS)
        self.tasks.select(attempt_id)

    def show_editor(self) -> None:
        """Edit what is chosen, several or a suggestion too, until something else is."""
        self._edits_all = True
        self._show_below()

    def do(self, verb: str, argument: str) -> None:
        """What a key or the palette asks of the lists, by its name in keys.KEYS."""
        {
            "tab": lambda: self.choose(Tab(argument)),
            "find": self._find,
            "show_all": self.moments.clear,
            "choose_all": self._choose_all,
            "accept": lambda: self._judge(self.suggested.accept),
            "reject": lambda: self._judge(self.suggested.reject),
            "look": self._look,
            "blind": lambda: self.sight.set_blind(not self.sight.is_blind),
            "agreement": self.agreement_requested.emit,
            "add_attempt": self._add_attempt,
            "name": self._ask_name,
        }[verb]()

    def _add_attempt(self) -> None:
        self.choose(Tab.TASKS)
        self.tasks.ask_task()

    def _find(self) -> None:
        words = self.tabs.tab is Tab.WORDS
        if not words:
            self.tabs.choose(Tab.MOMENTS)
        field = (self.words if words else self.moments).search
        field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        field.selectAll()

    def _choose_all(self) -> None:
        suggested = self.tabs.tab is Tab.SUGGESTED
        self._book.select_many((self.suggested if suggested else self.moments).list.shown_ids)

    def _judge(self, verb: Callable[[], None]) -> None:
        self.tabs.choose(Tab.SUGGESTED)
        verb()

    def _look(self) -> None:
        self.tabs.choose(Tab.SUGGESTED)
        self.suggested.search.start()

    # -- making it ---------------------------------------------------------------------

    def _lay_out(self) -> None:
        for page in (self.moments, self.suggested, self.words, self.tasks, self.covered):
            self._body.addWidget(page)
        below = QVBoxLayout(self._below)
        below.setContentsMargins(0, 0, 0, 0)
        below.addWidget(self.editor)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._make_top())
        column.addWidget(self.blind)
        column.addWidget(self._body, 1)
        column.addWidget(self._below)
        column.addWidget(self._hints)
        for tab in (Tab.WORDS, Tab.COVERED):
            self.tabs.show_tab(tab, shown=False)

    def _make_top(self) -> QWidget:
        top = QFrame()
        top.setProperty("surface", "bar")
        row = QHBoxLayout(top)
        row.setContentsMargins(SPACE + 1, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.tabs, alignment=Qt.AlignmentFlag.AlignBottom)
        row.addStretch(1)
        return top

    def _make_hints(self) -> QWidget:
        hints = QFrame()
        hints.setObjectName("hints")
        row = QHBoxLayout(hints)
        row.setContentsMargins(2 * SPACE, SPACE + 4, SPACE, SPACE + 4)
        row.setSpacing(6)
        for written, words in (
            ("M", self.tr("mark")),
            ("0–4", self.tr("severity")),
            ("I O", self.tr("span")),
            ("?", self.tr("all keys")),
        ):
            self._hinted.append((key_caps(written), text_label(words, size=SMALL, tone="dim")))
            for part in self._hinted[-1]:
                row.addWidget(part)
        row.addStretch(1)
        return hints

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A low panel has no hints, a narrow one a hint less: nothing is cut off."""
        self._hints.setVisible(event.size().height() >= _LOW_PX)
        for part in self._hinted[_SPARED_HINT]:
            part.setVisible(event.size().width() >= _NARROW_PX)
        super().resizeEvent(event)

    def _connect(self) -> None:
        book = self._book
        self.tabs.chosen.connect(self._show_tab)
        self.moments.shown_changed.connect(self._set_order)
        self.suggested.shown_changed.connect(self._set_order)
        for view in (self.moments.list, self.suggested.list):
            view.jump_requested.connect(self.jump_requested)
            view.edit_requested.connect(lambda _id: self.edit_requested.emit())
        for tab in (self.words, self.tasks):
            tab.jump_requested.connect(self.time_requested)
        self.blind.left.connect(lambda: self.sight.set_blind(False))
        self.coders_menu.rename_requested.connect(self._ask_name)
        self.coders_menu.agreement_requested.connect(self.agreement_requested)
        book.changed.connect(self._refresh)
        book.selected.connect(self._follow)
        book.selection_changed.connect(self._choose_others)
        self.moments.bulk.edit_requested.connect(self.show_editor)
        book.judged.connect(self._go_on)
        self.sight.changed.connect(self._refresh)
        theme().changed.connect(self._dress)

    def _dress(self) -> None:
        palette = theme().palette
        self.setStyleSheet(
            f"#side {{ background: {palette.panel}; border-left: 1px solid {palette.line}; }}"
            f"MomentEditor {{ background: {palette.panel}; border-top: 1px solid {palette.line}; }}"
            f"#hints {{ border-top: 1px solid {palette.line}; }}"
            f"#blind {{ background: {palette.accent_soft}; }}"
        )

    # -- following the book ------------------------------------------------------------

    def _refresh(self) -> None:
        book = self._book
        self.tabs.show_count(Tab.MOMENTS, len(book.moments))
        self.tabs.show_count(Tab.SUGGESTED, len(book.suggestions))
        self.blind.setVisible(self.sight.is_blind)
        self._show_below()

    def _show_tab(self, tab: Tab) -> None:
        self._body.setCurrentIndex(list(Tab).index(tab))
        self._body.updateGeometry()
        self.words.show_time_again()
        self._set_order()

    def _list_of(self, tab: Tab) -> QWidget:
        return {
            Tab.MOMENTS: self.moments.list,
            Tab.SUGGESTED: self.suggested.list,
            Tab.WORDS: self.words.list,
            Tab.TASKS: self.tasks.list,
            Tab.COVERED: self.covered.list,
        }[tab]

    def _set_order(self) -> None:
        """Up and down go by what is shown; by the moments while words or tasks are."""
        suggested = self.tabs.tab is Tab.SUGGESTED
        self._book.set_order((self.suggested if suggested else self.moments).list.shown_ids)

    def _follow(self) -> None:
        """What is selected elsewhere is shown in its own list, unless words or tasks are read."""
        self._show_below()
        current = self._book.current
        if current is None or self.tabs.tab not in (Tab.MOMENTS, Tab.SUGGESTED):
            return
        self.tabs.choose(Tab.MOMENTS if current.standing is Standing.KEPT else Tab.SUGGESTED)

    def _choose_others(self) -> None:
        self._edits_all = False
        self._show_below()

    def _show_below(self) -> None:
        """A moment is edited below its list; several, and suggestions, once that is asked for."""
        current = self._book.current
        one = len(self._book.selected_ids) == 1
        kept = current is not None and current.standing is Standing.KEPT
        self._below.setVisible(current is not None and (self._edits_all or (one and kept)))
        self.moments.bulk.give_way(self._edits_all)

    def _go_on(self) -> None:
        current = self._book.current
        if current is not None:
            self.jump_requested.emit(current.id)

    def _ask_name(self) -> None:
        dialog = NameDialog(self._book.author, self)
        dialog.accepted.connect(lambda: self.name_chosen.emit(dialog.name))
        dialog.open()


class _Lists(QStackedWidget):
    """Takes what the editor leaves: a list can be scrolled, and the other is written in."""

    def sizeHint(self) -> QSize:
        """No more than is needed; the panel gives what there is beyond."""
        return self.minimumSizeHint()

    def minimumSizeHint(self) -> QSize:
        """What the list in sight needs; the others are not shown."""
        shown = self.currentWidget()
        return super().minimumSizeHint() if shown is None else shown.minimumSizeHint()
