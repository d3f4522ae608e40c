"""Plays one media file on the session's own clock."""

from pathlib import Path

from PySide6.QtCore import SIGNAL, SLOT, QObject, QTimer, QUrl, Signal
from PySide6.QtMultimedia import QAudioOutput, QMediaPlayer, QVideoFrame, QVideoSink

from observer.model.clock import NS_PER_MS

_NS_PER_US = 1_000
SEEK_PATIENCE_MS = 250  # a seek to the picture already shown brings none: do not wait for it


class FilePlayer(QObject):
    """Times are the session's, in nanoseconds, wherever in it the file begins.

        open ── first picture ──▶ ready ── play, pause, seek, open another

    Seeks are exact, and coalesced: while one is under way only the latest wish is kept. What is
    asked for before the file is ready is done then. Whether it runs, outlives the file.
    """

    ready = Signal()
    picture_changed = Signal(QVideoFrame, object)  # with its int nanoseconds
    position_changed = Signal(object)  # int nanoseconds: Qt's own int is 32 bits
    ended = Signal()
    failed = Signal(str)

    def __init__(self, parent: QObject | None = None, *, audible: bool = True) -> None:
        super().__init__(parent)
        self._media = QMediaPlayer(self)
        self._media.setPitchCompensation(True)  # voices stay voices at any speed
        self._sink = QVideoSink(self)
        self._sound = QAudioOutput(self) if audible else None
        for shared in (self._media, self._sink, self._sound):
            if shared is not None:
                _let_threads_pass(shared)
        if self._sound is not None:
            self._media.setAudioOutput(self._sound)
        self._media.setVideoSink(self._sink)
        self._sink.videoFrameChanged.connect(self._take_picture)
        self._media.positionChanged.connect(self._take_position)
        self._media.mediaStatusChanged.connect(self._take_status)
        self._media.errorOccurred.connect(lambda _code, text: self.failed.emit(text))
        self._patience = QTimer(self, interval=SEEK_PATIENCE_MS, singleShot=True)
        self._patience.timeout.connect(self._finish_seek)
        self._rate = 1.0
        self._running = False
        self._forget()

    def _forget(self) -> None:
        self._first_picture_ns: int | None = None
        self._sound_index = 0
        self._offset_ns = 0
        self._wanted_ns: int | None = None
        self._seeking = False
        self._ready = False
        self._loading = True  # what comes before it ends is the picture of another file

    @property
    def is_ready(self) -> bool:
        """Whether its first picture has come."""
        return self._ready

    @property
    def is_seeking(self) -> bool:
        """Whether the picture asked for has not come yet."""
        return self._seeking

    def open(self, path: Path, first_picture_ns: int | None, sound_index: int = 0) -> None:
        """Load a file; the session time of its first picture (None without any) sets the clock.

        Of several sounds the one with this number is heard.
        """
        self._let_go()
        self._first_picture_ns = first_picture_ns
        self._sound_index = sound_index
        self._media.setSource(QUrl.fromLocalFile(str(path)))

    def close(self) -> None:
        """Let go of the file and stand still."""
        self._running = False
        self._let_go()
        self._media.setSource(QUrl())

    def _let_go(self) -> None:
        self._patience.stop()
        self._media.stop()
        self._forget()

    def play(self, rate: float) -> None:
        """Run, `rate` times as fast as recorded."""
        self._running = True
        self._rate = rate
        self._media.setPlaybackRate(rate)
        if self._ready:
            self._media.play()

    def set_rate(self, rate: float) -> None:
        """Run faster or slower from here on."""
        self._rate = rate
        self._media.setPlaybackRate(rate)

    def pause(self) -> None:
        """Stand still."""
        self._running = False
        if self._ready:
            self._media.pause()

    def set_volume(self, volume: float) -> None:
        """0 is silent, 1 is full."""
        if self._sound is not None:
            self._sound.setVolume(volume)

    def choose_sound(self, index: int) -> None:
        """Let another of the file's sounds be heard."""
        self._sound_index = index
        if self._ready:
            self._media.setActiveAudioTrack(index)

    def seek(self, time_ns: int) -> None:
        """Show the picture of this moment."""
        self._wanted_ns = time_ns
        self._send_seek()

    def _send_seek(self) -> None:
        if self._seeking or self._wanted_ns is None or not self._ready:
            return
        wanted, self._wanted_ns = self._wanted_ns, None
        # A picture that ends exactly at the position still counts for the player: ask for the
        # millisecond after, which is inside the picture that is meant.
        position_ms = (wanted - self._offset_ns) // NS_PER_MS + 1
        self._seeking = True
        self._patience.start()
        self._media.setPosition(max(0, position_ms))

    def _finish_seek(self) -> None:
        self._patience.stop()
        self._seeking = False
        self._send_seek()

    def _take_picture(self, frame: QVideoFrame) -> None:
        if not frame.isValid() or self._loading:
            return
        players_ns = frame.startTime() * _NS_PER_US
        if not self._ready:
            # A seek is waiting where another picture of this file was asked for: show that alone.
            shown = self._wanted_ns is None
            self._set_clock(players_ns)
            if not shown:
                return
        self.picture_changed.emit(frame, players_ns + self._offset_ns)
        if self._seeking:
            self._finish_seek()

    def _take_position(self, position_ms: int) -> None:
        if self._ready and self._running and not self._seeking:
            self.position_changed.emit(position_ms * NS_PER_MS + self._offset_ns)

    def _take_status(self, status: QMediaPlayer.MediaStatus) -> None:
        if status == QMediaPlayer.MediaStatus.LoadedMedia and self._loading:
            self._loading = False
            if self._sound_index:
                self._media.setActiveAudioTrack(self._sound_index)
            self._media.pause()  # brings the first picture, by which the clock is set
            if self._first_picture_ns is None:
                self._set_clock(0)
        elif status == QMediaPlayer.MediaStatus.EndOfMedia and self._ready:
            self.ended.emit()

    def _set_clock(self, players_ns: int) -> None:
        """The player calls the first picture's moment `players_ns`: what differs is its offset.

        It counts from the file's earliest packet, which may lie 600 s into the session.
        """
        self._offset_ns = (self._first_picture_ns or 0) - players_ns
        self._ready = True
        if self._running:
            self._media.setPlaybackRate(self._rate)
            self._media.play()
        self._send_seek()
        self.ready.emit()


def _let_threads_pass(shared: QObject) -> None:
    """Keep Qt's own media threads from ever waiting for Python's lock. DO NOT REMOVE.

    The first time a connection to an object made in Python is cut, PySide looks for an override
    of disconnectNotify, under Python's lock. The player's sound thread does that while it holds
    Qt's lock on connections; this thread, inside stop(), holds the first and waits for the second,
    and the window hangs for good. PySide remembers what it found: cut one connection here.
    """
    signal, slot = SIGNAL("destroyed()"), SLOT("deleteLater()")
    QObject.connect(shared, signal, shared, slot)
    QObject.disconnect(shared, signal, shared, slot)
