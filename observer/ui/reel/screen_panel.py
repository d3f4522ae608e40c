"""The large picture beside the list, and what plays the reel on it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QSlider, QVBoxLayout, QWidget

from observer.database.library import Library
from observer.model.clock import NS_PER_MS
from observer.ui.buttons import icon_button, set_icon
from observer.ui.labels import text_label
from observer.ui.reel.header import spoken_length
from observer.ui.reel.picture_box import PictureBox
from observer.ui.reel.reel_book import ReelBook, length_of
from observer.ui.reel.screening import Screening
from observer.ui.theme import SPACE


class ScreenPanel(QWidget):
    """Picture, a line for the place in the reel, and the buttons."""

    def __init__(self, library: Library, book: ReelBook) -> None:
        super().__init__()
        self._book = book
        self.picture = PictureBox()
        self.picture.setAccessibleName(self.tr("The reel’s picture"))
        self.screening = Screening(library, book, self.picture)
        self.place = QSlider(Qt.Orientation.Horizontal)
        self.place.setAccessibleName(self.tr("Place in the reel"))
        self.place.setFixedHeight(3 * SPACE)
        self.place.sliderMoved.connect(self._seek)
        self.back = icon_button("step-back", self.tr("The item before"))
        self.play = icon_button("play", self.tr("Play or pause (Space)"), token="ink")
        self.on = icon_button("step-on", self.tr("The item after"))
        self.back.clicked.connect(lambda: self.screening.skip(-1))
        self.play.clicked.connect(self.screening.toggle)
        self.on.clicked.connect(lambda: self.screening.skip(1))
        self._time = text_label(weight=600)
        self._whole = text_label(tone="dim")
        row = QHBoxLayout()
        row.setSpacing(SPACE)
        for button in (self.back, self.play, self.on):
            row.addWidget(button)
        row.addSpacing(SPACE)
        row.addWidget(self._time)
        row.addWidget(self._whole)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(2 * SPACE, 2 * SPACE, 3 * SPACE, 2 * SPACE)
        column.setSpacing(SPACE)
        column.addWidget(self.picture, 1)
        column.addWidget(self.place)
        column.addLayout(row)
        self.screening.moved.connect(self._show)
        self.screening.playing_changed.connect(
            lambda playing: set_icon(self.play, "pause" if playing else "play", "ink")
        )
        book.changed.connect(self._follow)
        self._follow()

    def _follow(self) -> None:
        self.screening.refresh()
        entries = self._book.entries
        if entries and self._book.entry(self.screening.current_id) is None and self.isVisible():
            self.screening.show_item(entries[0].id)
        self._show()

    def _show(self) -> None:
        self.place.setRange(0, max(1, self._book.length_ns // NS_PER_MS))
        if not self.place.isSliderDown():
            self.place.setValue(self.screening.time_ns // NS_PER_MS)
        self._time.setText(spoken_length(self.screening.time_ns))
        self._whole.setText(
            self.tr("of {length}").format(length=spoken_length(self._book.length_ns))
        )

    def _seek(self, place_ms: int) -> None:
        left_ns = place_ms * NS_PER_MS
        for entry in self._book.entries:
            length_ns = length_of(entry.item)
            if left_ns < length_ns:
                self.screening.show_item(entry.id, left_ns)
                return
            left_ns -= length_ns
