"""The menus that ask for some moments alone, and that sort them."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from observer.annotate.filtering import Facet, MomentFilter, Order, count_values
from observer.ui.review.moment_book import MomentBook
from observer.ui.review.side.facets import (
    facet_words,
    in_order,
    order_words,
    setting_of,
    value_words,
)
from observer.ui.review.side.staying_menu import StayingMenu


class FilterMenu(QMenu):
    """A submenu a facet, with the values that occur and how often."""

    toggled = Signal(object, object)  # Facet and value
    cleared = Signal()

    def __init__(self, book: MomentBook, parent: QWidget) -> None:
        super().__init__(parent)
        self._book = book
        self._asked = MomentFilter()
        self.facets = {facet: StayingMenu(facet_words(facet), self) for facet in Facet}
        for facet, menu in self.facets.items():
            self.addMenu(menu)
            menu.aboutToShow.connect(lambda facet=facet: self._fill(facet))
        self.addSeparator()
        self._clear = self.addAction(self.tr("Show all moments"))
        self._clear.triggered.connect(self.cleared)
        self.aboutToShow.connect(self._refresh)

    def show_asked(self, asked: MomentFilter) -> None:
        """Tick what is asked for."""
        self._asked = asked

    def _refresh(self) -> None:
        self._clear.setEnabled(not self._asked.is_empty)
        for facet, menu in self.facets.items():
            asked = len(self._asked.values(facet))
            words = facet_words(facet)
            menu.setTitle(f"{words} · {asked}" if asked else words)

    def _fill(self, facet: Facet) -> None:
        menu, setting = self.facets[facet], setting_of(self._book)
        menu.clear()
        counts = count_values(facet, self._book.moments, setting)
        asked = self._asked.values(facet)
        for value in in_order(facet, asked | counts.keys(), self._book.study):
            words = value_words(facet, value, setting).replace("&", "&&")
            action = menu.addAction(f"{words}\t{counts.get(value, 0)}")
            action.setCheckable(True)
            action.setChecked(value in asked)
            action.triggered.connect(
                lambda _on, facet=facet, value=value: self.toggled.emit(facet, value)
            )
        if menu.isEmpty():
            menu.addAction(self.tr("Nothing to choose from")).setEnabled(False)


class SortMenu(QMenu):
    """One order at a time."""

    chosen = Signal(object)  # Order

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        group = QActionGroup(self)
        self._orders = {order: self.addAction(order_words(order)) for order in Order}
        for order, action in self._orders.items():
            action.setCheckable(True)
            group.addAction(action)
            action.triggered.connect(lambda _on, order=order: self.chosen.emit(order))

    def show_order(self, order: Order) -> None:
        """Tick the order in force."""
        self._orders[order].setChecked(True)
