"""The page of a reel: its items in their order on the left, its picture on the right."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QScrollArea,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from observer.database.library import Library
from observer.intake.reels import FoundReel
from observer.model.errors import SessionNotFound
from observer.model.reel import ReelClip, TitleCard
from observer.ui.actions import Action, bind_actions
from observer.ui.banner import notify, show_error
from observer.ui.buttons import push_button
from observer.ui.emblem import Emblem
from observer.ui.export.queue import ExportQueue
from observer.ui.labels import text_label
from observer.ui.reel.export_dialog import ReelExportDialog
from observer.ui.reel.header import ReelHeader
from observer.ui.reel.item_rows import CardRow, ClipRow, ItemRow
from observer.ui.reel.question_dialog import QuestionDialog
from observer.ui.reel.reel_book import Entry, ReelBook
from observer.ui.reel.screen_panel import ScreenPanel
from observer.ui.reel.small_pictures import SmallPictures
from observer.ui.study.part_list import PartList
from observer.ui.theme import SPACE, TITLE

_LIST_PX = 672  # the trim fields of a clip, beside its picture and a scroll bar


class ReelPage(QWidget):
    """Everything on it is kept as it is done; `leave` lets go of the sessions' files."""

    back_requested = Signal()

    def __init__(
        self, library: Library, book: ReelBook, queue: ExportQueue, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._library = library
        self.book = book
        self._queue = queue
        self._shown: dict[str, Entry] = {}
        self._pictures = SmallPictures(library, self)
        self.header = ReelHeader(book)
        self.panel = ScreenPanel(library, book)
        self.list = PartList(self._make_row, self.tr("item"))
        self.setProperty("surface", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._lay_out()
        self.header.back_requested.connect(self.back_requested)
        self.header.card_requested.connect(self.add_card)
        self.header.export_requested.connect(self.export)
        self.header.question_requested.connect(self.ask)
        self.list.moved.connect(book.move)
        self.list.removed.connect(self._take_out)
        book.changed.connect(self._show)
        self.panel.screening.moved.connect(self._mark_current)
        book.failed.connect(lambda error: show_error(self, error))
        bind_actions(self, self.offered_actions(), self._say)
        self._show()

    def _lay_out(self) -> None:
        holder = QWidget()
        holder.setProperty("surface", "clear")
        inner = QVBoxLayout(holder)
        inner.setContentsMargins(2 * SPACE, SPACE, 2 * SPACE, 2 * SPACE)
        inner.addWidget(self.list)
        inner.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # its rows have it
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(holder)
        scroll.setMinimumWidth(_LIST_PX)
        across = QSplitter(Qt.Orientation.Horizontal)
        across.addWidget(scroll)
        across.addWidget(self.panel)
        across.setChildrenCollapsible(False)
        across.setHandleWidth(1)
        across.setSizes([680, 760])
        across.setStretchFactor(1, 1)
        self._body = QStackedWidget()
        self._body.addWidget(across)
        self._body.addWidget(self._make_empty())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        column.addWidget(self._body, 1)

    def _make_empty(self) -> QWidget:
        empty = QWidget()
        column = QVBoxLayout(empty)
        column.addStretch(2)
        words = self.tr(
            "Open a session, select the moments that say it best, and press Alt\u00a0R. They come "
            "here, one after the other, to be put in order and made into one film."
        )
        back = push_button(self.tr("Go to the moments"), role="primary")
        back.clicked.connect(self.back_requested)
        told = text_label(words, tone="dim", wrap=True)
        told.setFixedWidth(60 * SPACE)
        told.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        told.setMinimumHeight(told.heightForWidth(60 * SPACE))
        heading = text_label(self.tr("No reel yet"), size=TITLE, weight=600)
        for widget in (Emblem("film", 10 * SPACE), heading, told):
            column.addWidget(widget, alignment=Qt.AlignmentFlag.AlignHCenter)
            column.addSpacing(SPACE)
        ask = push_button(self.tr("A reel from a question…"))
        ask.clicked.connect(self.ask)
        row = QHBoxLayout()
        row.setSpacing(SPACE)
        row.addStretch(1)
        row.addWidget(ask)
        row.addWidget(back)
        row.addStretch(1)
        column.addLayout(row)
        column.addStretch(3)
        return empty

    # -- what can be done ----------------------------------------------------------------

    def offered_actions(self) -> list[Action]:
        """What can be done with the reel."""
        group, screening = self.tr("Reel"), self.panel.screening
        return [
            Action("reel.play", self.tr("Play or pause"), group, screening.toggle, ("Space", "K")),
            Action("reel.before", self.tr("The item before"), group,
                   lambda: screening.skip(-1), ("Left",), self.tr("Item before, after")),
            Action("reel.after", self.tr("The item after"), group,
                   lambda: screening.skip(1), ("Right",), self.tr("Item before, after")),
            Action("reel.card", self.tr("Add a card before this item"), group,
                   self.add_card, ("N",)),
            Action("reel.earlier", self.tr("Move this item up"), group,
                   lambda: self._shift(-1), ("Alt+Up",), self.tr("Move this item")),
            Action("reel.later", self.tr("Move this item down"), group,
                   lambda: self._shift(1), ("Alt+Down",), self.tr("Move this item")),
            Action("reel.take_out", self.tr("Take this item out"), group,
                   lambda: self._take_out(screening.current_id), ("Delete",)),
            Action("reel.undo", self.tr("Undo"), group, self.book.undo, ("Ctrl+Z",),
                   hindrance=lambda: "" if self.book.can_undo else self.tr("Nothing to undo")),
            Action("reel.redo", self.tr("Redo"), group, self.book.redo, ("Ctrl+Shift+Z", "Ctrl+Y"),
                   hindrance=lambda: "" if self.book.can_redo else self.tr("Nothing to redo")),
            Action("reel.ask", self.tr("A reel from a question"), group, self.ask,
                   also=self.tr("query filter severity")),
            Action("reel.export", self.tr("Export the reel"), group, self.export, ("Ctrl+E",),
                   hindrance=lambda: "" if self.book.clip_count else self.tr("It has no clip yet")),
        ]  # fmt: skip

    def add_card(self) -> None:
        """Put a card before the item that is shown, and begin to write it."""
        words = self.tr("Title") if self.book.entries else self.book.title
        card_id = self.book.add_card(TitleCard(words), self.panel.screening.current_id)
        self.panel.screening.show_item(card_id)
        row = self.list.content(card_id)
        if isinstance(row, CardRow):
            row.title.setFocus()
            row.title.selectAll()

    def export(self) -> None:
        """Ask how, and make the film."""
        self.panel.screening.stop()
        ReelExportDialog(self._library, self.book.reel, self._queue, self).open()

    def ask(self) -> None:
        """Ask for a reel of all moments of a study that are of one sort."""
        dialog = QuestionDialog(self._library, self)
        dialog.found.connect(self._take_found)
        dialog.open()

    def _take_found(self, found: FoundReel) -> None:
        self.book.open(found.reel.id)
        if found.left_out:
            notify(self, ". ".join(found.left_out), tone="warning")

    def leave(self) -> None:
        """Let go of the sessions' files."""
        self.panel.screening.close()

    def hideEvent(self, event: QHideEvent) -> None:
        """Be silent, and hold no session's files, while another page is shown."""
        self.leave()
        super().hideEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        """Show the first item, or the one that was shown last."""
        super().showEvent(event)
        entries = self.book.entries
        if entries:
            known = self.book.entry(self.panel.screening.current_id)
            self.panel.screening.show_item(known.id if known else entries[0].id)
        self.setFocus()

    # -- the rows ------------------------------------------------------------------------

    def _make_row(self, entry_id: str) -> QWidget:
        entry = self.book.entry(entry_id)
        assert entry is not None
        row: ItemRow
        if isinstance(entry.item, ReelClip):
            row = ClipRow(entry.item, self._library.session(entry.item.session_id), self._pictures)
        else:
            row = CardRow(entry.item)
        row.changed.connect(lambda item: self._change(entry_id, item))
        row.asked.connect(lambda: self.panel.screening.show_item(entry_id))
        return row

    def _show(self) -> None:
        entries = self.book.entries
        self._body.setCurrentIndex(0 if entries else 1)
        kept = {entry.id: entry for entry in entries if self._is_known(entry)}
        self.list.show_ids(list(kept))
        for entry_id, entry in kept.items():
            if self._shown.get(entry_id) == entry:
                continue
            row, item = self.list.content(entry_id), entry.item
            if isinstance(row, ClipRow) and isinstance(item, ReelClip):
                row.show_item(item)
            if isinstance(row, CardRow) and isinstance(item, TitleCard):
                row.show_item(item)
        self._shown = kept

    def _mark_current(self) -> None:
        for entry_id in self.list.ids():
            row = self.list.content(entry_id)
            if isinstance(row, ItemRow):
                row.picture.set_current(entry_id == self.panel.screening.current_id)

    def _is_known(self, entry: Entry) -> bool:
        """Whether the library still has the session that a clip is of."""
        if isinstance(entry.item, TitleCard):
            return True
        try:
            self._library.session(entry.item.session_id)
        except SessionNotFound:
            return False
        return True

    def _change(self, entry_id: str, item: TitleCard | ReelClip) -> None:
        self.book.change(entry_id, item)
        if entry_id != self.panel.screening.current_id:
            self.panel.screening.show_item(entry_id)

    def _shift(self, by: int) -> None:
        ids = [entry.id for entry in self.book.entries]
        current = self.panel.screening.current_id
        if current in ids:
            self.book.move(current, min(max(0, ids.index(current) + by), len(ids) - 1))

    def _take_out(self, entry_id: str) -> None:
        if self.book.entry(entry_id) is None:
            return
        self.book.take_out(entry_id)
        notify(
            self, self.tr("Taken out of the reel"), action_text=self.tr("Undo"),
            action=self.book.undo,
        )  # fmt: skip

    def _say(self, words: str) -> None:
        notify(self, words)
