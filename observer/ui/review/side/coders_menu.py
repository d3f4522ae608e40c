"""The menu of coders: who works here, whose moments are shown, and working blind."""

from PySide6.QtCore import QCoreApplication, QRectF, Qt, Signal
from PySide6.QtGui import QAction, QIcon, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QToolButton, QWidget

from observer.ui.buttons import icon_button, set_icon
from observer.ui.review.code_color import code_color
from observer.ui.review.moment_book import MomentBook
from observer.ui.review.side.coder_sight import CoderSight
from observer.ui.review.side.staying_menu import StayingMenu

_DOT_PX = 16


class CodersMenu(StayingMenu):
    """Each coder with a colour and a count; while one works blind, others are not even named."""

    rename_requested = Signal()
    agreement_requested = Signal()

    def __init__(self, book: MomentBook, sight: CoderSight, parent: QWidget) -> None:
        super().__init__(parent)
        self._book = book
        self._sight = sight
        self.aboutToShow.connect(self._fill)

    def _fill(self) -> None:
        self.clear()
        book, sight = self._book, self._sight
        rename = self.addAction(self.tr("You work as {name}…").format(name=_plain(book.author)))
        rename.triggered.connect(self.rename_requested)
        blind = self.addAction(self.tr("Work blind: only your own moments"))
        blind.setCheckable(True)
        blind.setChecked(sight.is_blind)
        blind.triggered.connect(self._set_blind)
        self.addSeparator()
        authors = [book.author] if sight.is_blind else sorted({*book.authors, book.author})
        for place, author in enumerate(authors):
            action = self.addAction("")
            action.setCheckable(True)
            action.setEnabled(author != book.author)
            self._show(action, place, author)
            action.triggered.connect(
                lambda on, action=action, place=place, author=author: self._set_shown(
                    action, place, author, shown=on
                )
            )
        self.addSeparator()
        self._add_agreement()

    def _add_agreement(self) -> None:
        hidden = self._book.seen == frozenset({self._book.author})
        words = (
            self.tr("How far coders agree (not while you work blind)")
            if hidden
            else self.tr("How far coders agree…\tG")
        )
        action = self.addAction(words)
        action.setEnabled(not hidden)
        action.triggered.connect(self.agreement_requested)

    def _set_shown(self, action: QAction, place: int, author: str, *, shown: bool) -> None:
        self._sight.set_hidden(author, not shown)
        self._show(action, place, author)

    def _show(self, action: QAction, place: int, author: str) -> None:
        """A full dot and the count; a ring and that it is hidden."""
        own, hidden = author == self._book.author, self._sight.is_hidden(author)
        hidden = hidden and not own
        name = self.tr("{name} (you)").format(name=author) if own else author
        count = self._book.count_of(author)
        words = self.tr("{count} hidden").format(count=count) if hidden else str(count)
        action.setText(f"{_plain(name)}\t{words}")
        action.setIcon(_dot(place, filled=not hidden))
        action.setChecked(not hidden)

    def _set_blind(self, blind: bool) -> None:
        self._sight.set_blind(blind)
        self.close()


def coders_button(menu: CodersMenu, sight: CoderSight) -> QToolButton:
    """Opens the menu; in the accent's colour while anybody is hidden."""
    button = icon_button(
        "people", QCoreApplication.translate("CodersMenu", "Coders: who is shown, work blind")
    )
    button.setMenu(menu)
    button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
    button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def tint() -> None:
        set_icon(button, "people", "accent" if sight.hides else "dim")

    sight.changed.connect(tint)
    return button


def _plain(name: str) -> str:
    return name.replace("&", "&&")


def _dot(place: int, *, filled: bool) -> QIcon:
    pixmap = QPixmap(2 * _DOT_PX, 2 * _DOT_PX)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(code_color(place), 3))
    painter.setBrush(code_color(place) if filled else Qt.BrushStyle.NoBrush)
    painter.drawEllipse(QRectF(9, 9, 14, 14))
    painter.end()
    pixmap.setDevicePixelRatio(2)
    return QIcon(pixmap)
