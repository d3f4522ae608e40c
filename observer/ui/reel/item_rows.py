"""One item of a reel as a row: what is shown, for how long, and its words to be edited in place."""

from dataclasses import replace

from PySide6.QtCore import QPoint, QTimer, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from observer.database.rows import SessionRow
from observer.model.clock import NS_PER_SECOND, format_ns, ns_to_seconds, seconds_to_ns
from observer.model.reel import ReelClip, TitleCard
from observer.ui.buttons import icon_button
from observer.ui.labels import ShortLabel, text_label
from observer.ui.reel.picture_box import PictureBox
from observer.ui.reel.small_pictures import SmallPictures, card_picture
from observer.ui.review.seconds_field import SecondsField
from observer.ui.review.time_field import TimeField
from observer.ui.theme import SMALL, SPACE

_PICTURE_PX = 128
_TYPING_MS = 400
_SHORTEST_NS = NS_PER_SECOND // 10
_NUDGE_NS = NS_PER_SECOND


class ItemRow(QWidget):
    """A picture on the left, the rest beside it; a press on the picture asks to see the item."""

    changed = Signal(object)  # TitleCard or ReelClip
    asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.picture = PictureBox(_PICTURE_PX)
        self.picture.setToolTip(self.tr("Show it"))
        self.fields = QVBoxLayout()
        self.fields.setSpacing(SPACE // 2)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, SPACE // 2, 0, SPACE // 2)
        row.setSpacing(SPACE + 4)
        row.addWidget(self.picture)
        row.addLayout(self.fields, 1)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """The picture is a button."""
        place: QPoint = event.position().toPoint()
        if self.picture.geometry().contains(place):
            self.asked.emit()
        super().mousePressEvent(event)


class CardRow(ItemRow):
    """Title, words and quote, and for how long they are shown."""

    def __init__(self, card: TitleCard) -> None:
        super().__init__()
        self._card = card
        self.title = _line(self.tr("Title"))
        self.words = _line(self.tr("A line below it"))
        self.quote = _line(self.tr("The participant’s words"))
        self.length = SecondsField(self.tr("Seconds it is shown"), ns_to_seconds(card.length_ns))
        self.length.value_changed.connect(self._keep)
        self._typing = QTimer(self, interval=_TYPING_MS, singleShot=True)
        self._typing.timeout.connect(self._keep)
        for field in (self.title, self.words, self.quote):
            field.textEdited.connect(self._typing.start)
            field.editingFinished.connect(self._keep)
        head = QHBoxLayout()
        head.setSpacing(SPACE)
        head.addWidget(self.title, 1)
        head.addWidget(self.length)
        self.fields.addLayout(head)
        below = QHBoxLayout()
        below.setSpacing(SPACE)
        below.addWidget(self.words, 1)
        below.addWidget(self.quote, 1)
        self.fields.addLayout(below)
        self.show_item(card)

    def show_item(self, card: TitleCard) -> None:
        """Show it as it is kept; a field that is being written in keeps its text."""
        self._card = card
        told = ((self.title, card.title), (self.words, card.words), (self.quote, card.quote))
        for field, text in told:
            if field.text().strip() != text:
                field.setText(text)
                field.setCursorPosition(0)
        self.length.set_value(ns_to_seconds(card.length_ns))
        self.picture.show_image(card_picture(card, 2 * _PICTURE_PX, 2 * _PICTURE_PX * 9 // 16))

    def _keep(self) -> None:
        self._typing.stop()
        card = TitleCard(
            self.title.text().strip(),
            self.words.text().strip(),
            self.quote.text().strip(),
            max(_SHORTEST_NS, seconds_to_ns(self.length.value)),
        )
        if card != self._card:
            self.changed.emit(card)


class ClipRow(ItemRow):
    """A title, where in which session it is, and its two ends to be trimmed."""

    def __init__(self, clip: ReelClip, session: SessionRow, pictures: SmallPictures) -> None:
        super().__init__()
        self._clip = clip
        self._session = session
        self._pictures = pictures
        pictures.ready.connect(self._show_picture)
        self.title = _line(self.tr("What it shows"))
        self.title.editingFinished.connect(self._keep_title)
        self._length = text_label(size=SMALL, weight=600)
        whose = f"{session.participant} · {session.study}"
        self._whose = ShortLabel(whose, size=SMALL, weight=400, tone="dim")
        self.start = TimeField(self.tr("Begins at"))
        self.end = TimeField(self.tr("Ends at"))
        self.start.time_entered.connect(lambda time_ns: self.trim(time_ns, self._clip.end_ns))
        self.end.time_entered.connect(lambda time_ns: self.trim(self._clip.start_ns, time_ns))
        head = QHBoxLayout()
        head.setSpacing(SPACE)
        head.addWidget(self.title, 1)
        self.fields.addLayout(head)
        below = QHBoxLayout()
        below.setSpacing(SPACE // 2)
        below.addWidget(text_label(self.tr("from"), size=SMALL, tone="dim"))
        below.addWidget(self._nudge("minus", self.tr("Begin a second earlier"), -1, 0))
        below.addWidget(self.start)
        below.addWidget(self._nudge("plus", self.tr("Begin a second later"), 1, 0))
        below.addSpacing(SPACE)
        below.addWidget(text_label(self.tr("to"), size=SMALL, tone="dim"))
        below.addWidget(self._nudge("minus", self.tr("End a second earlier"), 0, -1))
        below.addWidget(self.end)
        below.addWidget(self._nudge("plus", self.tr("End a second later"), 0, 1))
        below.addStretch(1)
        self.fields.addLayout(below)
        facts = QHBoxLayout()
        facts.setSpacing(SPACE)
        facts.addWidget(self._length)
        facts.addWidget(self._whose, 1)
        self.fields.addLayout(facts)
        self.show_item(clip)

    def show_item(self, clip: ReelClip) -> None:
        """Show it as it is kept."""
        self._clip = clip
        if self.title.text().strip() != clip.title:
            self.title.setText(clip.title)
            self.title.setCursorPosition(0)
        self.start.set_time(clip.start_ns)
        self.end.set_time(clip.end_ns)
        seconds = f"{ns_to_seconds(clip.end_ns - clip.start_ns):.1f}"
        self._length.setText(self.tr("{seconds} s").format(seconds=seconds))
        self._show_picture()

    def trim(self, start_ns: int, end_ns: int) -> None:
        """Show another stretch, kept inside the session and of some length."""
        start_ns = max(0, min(start_ns, self._session.duration_ns - _SHORTEST_NS))
        end_ns = min(end_ns, self._session.duration_ns)
        if end_ns < start_ns + _SHORTEST_NS:
            self.show_item(self._clip)
            return
        clip = replace(self._clip, start_ns=start_ns, end_ns=end_ns)
        if clip != self._clip:
            self.changed.emit(clip)

    def _nudge(self, icon_name: str, words: str, start: int, end: int) -> QWidget:
        button = icon_button(icon_name, words)
        button.clicked.connect(
            lambda: self.trim(
                self._clip.start_ns + start * _NUDGE_NS, self._clip.end_ns + end * _NUDGE_NS
            )
        )
        return button

    def _keep_title(self) -> None:
        title = self.title.text().strip()
        if title != self._clip.title:
            self.changed.emit(replace(self._clip, title=title))

    def _show_picture(self) -> None:
        image = self._pictures.picture(self._clip)
        if image.isNull():
            self.picture.show_words(format_ns(self._clip.start_ns))
        else:
            self.picture.show_image(image)


def _line(name: str) -> QLineEdit:
    field = QLineEdit()
    field.setPlaceholderText(name)
    field.setAccessibleName(name)
    field.setToolTip(name)
    return field
