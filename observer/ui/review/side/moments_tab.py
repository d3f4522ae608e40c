"""The moments: filtered, sorted, one or several chosen."""

from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QMenu,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from observer.annotate.filtering import Facet, MomentFilter, Order, Setting, sort_moments
from observer.ui.buttons import icon_button, push_button, set_icon
from observer.ui.labels import text_label
from observer.ui.review.moment_book import MomentBook
from observer.ui.review.side.annotation_list import AnnotationList
from observer.ui.review.side.bulk_bar import BulkBar
from observer.ui.review.side.chip_line import ChipLine
from observer.ui.review.side.empty_note import EmptyNote
from observer.ui.review.side.facets import asked_words, order_words, setting_of
from observer.ui.review.side.filter_menu import FilterMenu, SortMenu
from observer.ui.review.side.moment_delegate import MomentDelegate
from observer.ui.review.side.search_field import SearchField
from observer.ui.review.words import moment_in_words
from observer.ui.theme import SMALL, SPACE


class MomentsTab(QWidget):
    """Search field, filter, order, chips and list; remembers them a session while it lives."""

    shown_changed = Signal()

    def __init__(self, book: MomentBook, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._book = book
        self._session_id = ""
        self._kept: dict[str, tuple[MomentFilter, Order]] = {}
        self.asked, self.order = MomentFilter(), Order.TIME
        self.list = AnnotationList(book, moment_in_words)
        self.list.setItemDelegate(MomentDelegate(book, self.list))
        self.list.setAccessibleName(self.tr("Moments"))
        self.search = self._make_search()
        self.filter_menu = FilterMenu(book, self)
        self.filter_menu.toggled.connect(self._toggle)
        self.filter_menu.cleared.connect(self.clear)
        self.sort_menu = SortMenu(self)
        self.sort_menu.chosen.connect(lambda order: self.show_only(self.asked, order))
        self._filter = _menu_button("filter", self.tr("Show some moments alone"), self.filter_menu)
        self._sort = _menu_button("sort", "", self.sort_menu)
        self.chips = ChipLine()
        self.chips.removed.connect(lambda facet: self.show_only(self.asked.without(facet)))
        self.chips.rest_requested.connect(self._show_filter_menu)
        self.bulk = BulkBar(book)
        self._tools = self._make_tools()
        self._narrowed = self._make_narrowed()
        self._body = self._make_body()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for part in (self._tools, self._narrowed):
            column.addWidget(part)
        column.addWidget(self._body, 1)
        column.addWidget(self.bulk)
        book.changed.connect(self._refresh)
        self._refresh()

    def add_tool(self, button: QToolButton) -> None:
        """Put what else belongs there beside filter and order."""
        self._row.addWidget(button)

    def show_only(self, asked: MomentFilter, order: Order | None = None) -> None:
        """Show what is asked for, in this order; what is chosen and not shown is let go."""
        self.asked = asked
        self.order = order or self.order
        self._kept[self._session_id] = (self.asked, self.order)
        self._refresh()
        shown = set(self.list.shown_ids)
        chosen = self._book.selected_ids
        kept = [one for one in chosen if one in shown or one not in self._all_ids()]
        if len(kept) != len(chosen):
            self._book.select_many(kept)

    def clear(self) -> None:
        """Show all moments."""
        self.show_only(MomentFilter())

    # -- making it ---------------------------------------------------------------------

    def _make_search(self) -> SearchField:
        field = SearchField(self.tr("Find in the moments"))
        field.textChanged.connect(self._search)
        return field

    def _make_tools(self) -> QWidget:
        tools = QWidget()
        row = self._row = QHBoxLayout(tools)
        row.setContentsMargins(2 * SPACE, SPACE + 4, SPACE + 4, SPACE + 2)
        row.setSpacing(2)
        row.addWidget(self.search, 1)
        row.addSpacing(4)
        row.addWidget(self._filter)
        row.addWidget(self._sort)
        return tools

    def _make_narrowed(self) -> QWidget:
        narrowed = QWidget()
        column = QVBoxLayout(narrowed)
        column.setContentsMargins(2 * SPACE, 0, SPACE + 4, 4)
        column.setSpacing(2)
        column.addWidget(self.chips)
        row = QHBoxLayout()
        self.count = text_label(size=SMALL, tone="dim")
        clear = push_button(self.tr("Clear"), role="quiet")
        clear.setToolTip(self.tr("Show all moments"))
        clear.clicked.connect(self.clear)
        row.addWidget(self.count, 1)
        row.addWidget(clear)
        column.addLayout(row)
        return narrowed

    def _make_body(self) -> QStackedWidget:
        body = QStackedWidget()
        body.addWidget(self.list)
        body.addWidget(
            EmptyNote(
                self.tr("No moments yet"),
                self.tr("Play the recording and press M where something happens."),
            )
        )
        clear = push_button(self.tr("Show all moments"))
        clear.clicked.connect(self.clear)
        self.none_left = EmptyNote(
            self.tr("No moment fits"), self.tr("None is all of what is asked for above."), clear
        )
        body.addWidget(self.none_left)
        return body

    # -- showing -----------------------------------------------------------------------

    def _refresh(self) -> None:
        book = self._book
        session_id = book.editor.session_id if book.editor else ""
        if session_id != self._session_id:
            self._session_id = session_id
            self.asked, self.order = self._kept.get(session_id, (MomentFilter(), Order.TIME))
        setting = setting_of(book)
        shown = self.asked.choose(book.moments, setting)
        if self.order is not Order.TIME:  # the book has them by time
            shown = sort_moments(shown, self.order)
        self.list.show_rows(shown)
        self.bulk.set_shown(self.list.shown_ids)
        self._body.setCurrentIndex(0 if shown else 2 if book.moments else 1)
        self._tools.setVisible(book.editor is not None)
        self._show_asked(setting)
        self.count.setText(
            self.tr("{shown} of {all} shown").format(shown=len(shown), all=len(book.moments))
        )
        self.shown_changed.emit()

    def _show_asked(self, setting: Setting) -> None:
        study = self._book.study
        self.chips.show_chips(
            [
                (facet, asked_words(self.asked, facet, setting, study))
                for facet in Facet
                if self.asked.values(facet)
            ]
        )
        if self.search.text() != self.asked.text:
            self.search.setText(self.asked.text)
        narrowed = not self.asked.is_empty
        self._narrowed.setVisible(narrowed and bool(self._book.moments))
        set_icon(self._filter, "filter", "accent" if narrowed else "dim")
        set_icon(self._sort, "sort", "dim" if self.order is Order.TIME else "accent")
        words = self.tr("Sorted by: {order}").format(order=order_words(self.order))
        self._sort.setToolTip(words)
        self._sort.setAccessibleName(words)
        self.filter_menu.show_asked(self.asked)
        self.sort_menu.show_order(self.order)

    def _search(self, text: str) -> None:
        if text != self.asked.text:
            self.show_only(replace(self.asked, text=text))

    def _show_filter_menu(self) -> None:
        self.filter_menu.popup(self.chips.mapToGlobal(self.chips.rect().bottomLeft()))

    def _toggle(self, facet: Facet, value: Any) -> None:  # Any: a signal carries it
        self.show_only(self.asked.toggled(facet, value))

    def _all_ids(self) -> set[str]:
        return {one.id for one in self._book.moments}


def _menu_button(name: str, words: str, menu: QMenu) -> QToolButton:
    button = icon_button(name, words)
    button.setMenu(menu)
    button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
    button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    return button
