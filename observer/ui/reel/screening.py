"""Plays a reel in the window: each clip by the session's own player, each card for its time."""

from time import monotonic_ns

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QImage
from PySide6.QtMultimedia import QVideoFrame

from observer.database.library import Library
from observer.model.clock import NS_PER_MS
from observer.model.errors import ObserverError
from observer.model.reel import ReelClip, TitleCard
from observer.ui.reel.picture_box import PictureBox
from observer.ui.reel.reel_book import ReelBook, length_of
from observer.ui.reel.small_pictures import card_picture
from observer.ui.review.evidence import open_folder
from observer.ui.review.picture.playing import image_of_played
from observer.ui.review.player import Player
from observer.ui.review.recording import NOTHING

_TICK_MS = 50
_CARD_SIZE = (1280, 720)


class Screening(QObject):
    """Where in the reel one is, and whether it runs; time is the reel's own."""

    moved = Signal()
    playing_changed = Signal(bool)
    failed = Signal(object)  # Exception

    def __init__(self, library: Library, book: ReelBook, screen: PictureBox) -> None:
        super().__init__(screen)
        self._library = library
        self._book = book
        self._screen = screen
        self.player = Player(self)
        self._session_id = ""
        self.current_id = ""
        self._offset_ns = 0  # into the current item
        self._card_ns = 0  # on the monotonic clock, when the card's time was zero
        self.is_playing = False
        self._tick = QTimer(self, interval=_TICK_MS)
        self._tick.timeout.connect(self._advance)
        self.player.still_changed.connect(self._show_image)
        self.player.glimpse_changed.connect(self._show_image)
        self.player.picture_changed.connect(self._show_frame)

    @property
    def time_ns(self) -> int:
        """The moment of the reel that is shown."""
        before_ns = 0
        for entry in self._book.entries:
            if entry.id == self.current_id:
                return before_ns + self._offset_ns
            before_ns += length_of(entry.item)
        return 0

    def show_item(self, entry_id: str, offset_ns: int = 0) -> None:
        """Show an item from so far into it on."""
        entry = self._book.entry(entry_id)
        if entry is None:
            self.stop()
            self.current_id = ""
            return
        self.current_id, self._offset_ns = entry_id, offset_ns
        if isinstance(entry.item, TitleCard):
            self.player.pause()
            self._card_ns = monotonic_ns() - offset_ns
            self._screen.show_image(card_picture(entry.item, *_CARD_SIZE))
        else:
            self._show_clip(entry.item, offset_ns)
        self.moved.emit()

    def toggle(self) -> None:
        """Play from here, from the start where it stands at the end, or stand still."""
        if self.is_playing:
            self.stop()
            return
        entries = self._book.entries
        if not entries:
            return
        at_end = self.time_ns >= self._book.length_ns - _TICK_MS * NS_PER_MS
        first = self._book.entry(self.current_id) is None or at_end
        self.is_playing = True
        self.show_item(entries[0].id if first else self.current_id, 0 if first else self._offset_ns)
        self._tick.start()
        self.playing_changed.emit(True)

    def stop(self) -> None:
        """Stand still."""
        self._tick.stop()
        self.player.pause()
        if self.is_playing:
            self.is_playing = False
            self.playing_changed.emit(False)

    def skip(self, items: int) -> None:
        """Show the item so many places after this one."""
        ids = [entry.id for entry in self._book.entries]
        if ids:
            at = ids.index(self.current_id) + items if self.current_id in ids else 0
            self.show_item(ids[min(max(0, at), len(ids) - 1)])

    def close(self) -> None:
        """Let go of the session's files."""
        self.stop()
        self.player.open(NOTHING)
        self._session_id = ""

    def refresh(self) -> None:
        """The reel is different: show the item as it is, or none."""
        entry = self._book.entry(self.current_id)
        if entry is None:
            self.stop()
            self.current_id = ""
            self._screen.show_words("")
        elif not self.is_playing:
            self.show_item(self.current_id)

    def _show_clip(self, clip: ReelClip, offset_ns: int) -> None:
        if clip.session_id != self._session_id:
            row = self._library.session(clip.session_id)
            try:
                opened = open_folder(self._library.folder / row.folder)
            except ObserverError as error:
                self._session_id = ""
                self.stop()
                self._screen.show_words(str(error))
                self.failed.emit(error)
                return
            self._screen.show_words(self.tr("Opening…"))
            self.player.open(opened.recording)
            self._session_id = clip.session_id
        self.player.seek(clip.start_ns + offset_ns)
        if self.is_playing:
            self.player.play()

    def _advance(self) -> None:
        entry = self._book.entry(self.current_id)
        if entry is None:
            self.stop()
            return
        if isinstance(entry.item, ReelClip):
            self._offset_ns = max(0, self.player.time_ns - entry.item.start_ns)
            ended = not self.player.is_playing
        else:
            self._offset_ns = monotonic_ns() - self._card_ns
            ended = False
        if ended or self._offset_ns >= length_of(entry.item):
            self._go_on()
        else:
            self.moved.emit()

    def _go_on(self) -> None:
        ids = [entry.id for entry in self._book.entries]
        at = ids.index(self.current_id) + 1
        if at < len(ids):
            self.show_item(ids[at])
            return
        entry = self._book.entry(self.current_id)
        self._offset_ns = length_of(entry.item) if entry else 0
        self.stop()
        self.moved.emit()

    def _is_clip(self) -> bool:
        entry = self._book.entry(self.current_id)
        return entry is not None and isinstance(entry.item, ReelClip)

    def _show_image(self, image: QImage) -> None:
        if self._is_clip():
            self._screen.show_image(image)

    def _show_frame(self, frame: QVideoFrame) -> None:
        if self._is_clip():
            self._screen.show_image(image_of_played(frame))
