"""Plays a session's media on the session's own clock."""

from collections.abc import Sequence
from pathlib import Path
from time import monotonic_ns

from PySide6.QtCore import SIGNAL, SLOT, QObject, QTimer, QUrl, Signal
from PySide6.QtMultimedia import QAudioOutput, QMediaPlayer, QVideoFrame, QVideoSink

from observer.model.clock import NS_PER_MS, NS_PER_SECOND
from observer.model.span import Span
from observer.ui.review.frame_index import FrameIndex

SPEEDS = (0.25, 0.5, 1.0, 1.5, 2.0, 4.0)
TICK_MS = 33  # a playhead that moves at 30 a second looks smooth
SEEK_PATIENCE_MS = 250  # a seek to the picture already shown brings none: do not wait for it
END_MARGIN_NS = 40 * NS_PER_MS  # the player blanks the picture at the very end: stay before it


class Player(QObject):
    """Position in nanoseconds since the session's start; what it shows is the picture at it.

    Seeks are exact, and coalesced: while one is under way only the latest wish is kept.
    """

    time_changed = Signal(object)  # int nanoseconds: Qt's own int is 32 bits
    picture_changed = Signal(QVideoFrame)
    playing_changed = Signal(bool)
    speed_changed = Signal(float)
    failed = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._media = QMediaPlayer(self)
        self._sound = QAudioOutput(self)
        self._sink = QVideoSink(self)
        for shared in (self._media, self._sound, self._sink):
            _let_threads_pass(shared)
        self._media.setAudioOutput(self._sound)
        self._media.setVideoSink(self._sink)
        self._sink.videoFrameChanged.connect(self._take_picture)
        self._media.positionChanged.connect(self._take_position)
        self._media.mediaStatusChanged.connect(self._take_status)
        self._media.errorOccurred.connect(lambda _code, text: self.failed.emit(text))
        self._tick = QTimer(self, interval=TICK_MS)
        self._tick.timeout.connect(self._advance)
        self._patience = QTimer(self, interval=SEEK_PATIENCE_MS, singleShot=True)
        self._patience.timeout.connect(self._finish_seek)
        self._frames = FrameIndex()
        self.loop: Span | None = None
        self._forget()

    def _forget(self) -> None:
        self._offset_ns = 0
        self._first_picture_ns: int | None = None
        self._duration_ns = 0
        self._time_ns = 0
        self._anchor = (0, 0)
        self._speed = 1.0
        self._direction = 0
        self._wanted_ns: int | None = None
        self._seeking = False
        self._loaded = False
        self._loading = True  # what comes before it ends is the picture of another file

    @property
    def time_ns(self) -> int:
        """The moment shown."""
        return self._time_ns

    @property
    def duration_ns(self) -> int:
        """The session's length."""
        return self._duration_ns

    @property
    def is_playing(self) -> bool:
        """Whether time runs, in either direction."""
        return self._direction != 0

    @property
    def speed(self) -> float:
        """How fast it plays, 1.0 as recorded; negative while it runs backwards."""
        return -self._speed if self._direction < 0 else self._speed

    def open(self, path: Path, duration_ns: int, first_picture_ns: int | None) -> None:
        """Load a file; the session time of its first picture (None without any) sets the clock."""
        self.close()
        self._duration_ns = duration_ns
        self._first_picture_ns = first_picture_ns
        self._media.setSource(QUrl.fromLocalFile(str(path)))

    def close(self) -> None:
        """Let go of the file."""
        self._tick.stop()
        self._patience.stop()
        self._media.stop()
        self._media.setSource(QUrl())
        self.loop = None
        self._frames = FrameIndex()
        self._forget()

    def play(self) -> None:
        """Run forwards at the chosen speed, from the start again when at the end."""
        if not self._loaded:
            return
        if self._time_ns >= self._last_ns():
            self.seek(0)
        self._direction = 1
        if self._frames.last_ns(self._time_ns) < self._time_ns:
            self.seek(self._time_ns)  # it stood on the last picture: the sound goes on from here
        self._media.setPlaybackRate(self._speed)
        self._anchor = (self._time_ns, monotonic_ns())
        self._media.play()
        self._tick.start()
        self.playing_changed.emit(True)

    def pause(self) -> None:
        """Stand still, on exactly the picture of the moment shown."""
        if not self.is_playing:
            return
        self._tick.stop()
        self._direction = 0
        self._media.pause()
        self.seek(self._time_ns)
        self.playing_changed.emit(False)

    def toggle(self) -> None:
        """Play or pause."""
        if self.is_playing:
            self.pause()
        else:
            self.play()

    def shuttle(self, direction: int) -> None:
        """One press of L (1) or J (-1): run that way, or faster if it does already."""
        if self._direction == direction:
            faster = next((s for s in SPEEDS if s > self._speed), SPEEDS[-1])
            self.set_speed(faster)
        elif direction > 0:
            self.set_speed(1.0)
            self.play()
        else:
            self._run_backwards()

    def _run_backwards(self) -> None:
        """The media player cannot run backwards: seek back once a tick, without sound."""
        if not self._loaded:
            return
        self._media.pause()
        self._direction = -1
        self.set_speed(1.0)
        self._anchor = (self._time_ns, monotonic_ns())
        self._tick.start()
        self.playing_changed.emit(True)

    def set_speed(self, speed: float) -> None:
        """Play `speed` times as fast as recorded."""
        self._speed = speed
        self._anchor = (self._time_ns, monotonic_ns())
        if self._direction > 0:
            self._media.setPlaybackRate(speed)
        self.speed_changed.emit(self.speed)

    def set_volume(self, volume: float) -> None:
        """0 is silent, 1 is full."""
        self._sound.setVolume(volume)

    def set_frame_times(self, times_ns: Sequence[int]) -> None:
        """When each picture begins: what stepping goes by."""
        self._frames = FrameIndex(times_ns)

    def step(self, pictures: int) -> None:
        """Stand on the next picture, or one before where negative."""
        self.pause()
        target = self._frames.stepped(self._time_ns, pictures)
        if target is None:  # the frame times are not read yet: a thirtieth of a second
            target = self._time_ns + pictures * NS_PER_SECOND // 30
        self.seek(target)

    def seek(self, time_ns: int) -> None:
        """Show the picture of this moment, kept inside the session."""
        self._time_ns = min(max(0, time_ns), self._last_ns())
        self._anchor = (self._time_ns, monotonic_ns())
        self._wanted_ns = self._time_ns
        self._send_seek()
        self.time_changed.emit(self._time_ns)

    def _last_ns(self) -> int:
        return max(0, self._duration_ns - END_MARGIN_NS)

    def _send_seek(self) -> None:
        if self._seeking or self._wanted_ns is None or not self._loaded:
            return
        wanted, self._wanted_ns = self._wanted_ns, None
        if not self.is_playing:  # after the last picture the player would show none
            wanted = self._frames.last_ns(wanted)
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
        if not self._loaded:
            self._set_clock(frame.startTime() * 1000)
        self.picture_changed.emit(frame)
        if self._seeking:
            self._finish_seek()

    def _take_position(self, position_ms: int) -> None:
        if self._direction > 0 and not self._seeking:
            self._anchor = (position_ms * NS_PER_MS + self._offset_ns, monotonic_ns())

    def _take_status(self, status: QMediaPlayer.MediaStatus) -> None:
        if status == QMediaPlayer.MediaStatus.LoadedMedia and not self._loaded:
            self._loading = False
            self._media.pause()  # brings the first picture, by which the clock is set
            if self._first_picture_ns is None:
                self._set_clock(0)
        elif status == QMediaPlayer.MediaStatus.EndOfMedia and self.is_playing:
            self._stop_at_end()

    def _set_clock(self, players_ns: int) -> None:
        """The player calls the first picture's moment `players_ns`: what differs is its offset."""
        self._offset_ns = (self._first_picture_ns or 0) - players_ns
        self._loaded = True
        if self._time_ns:
            self.seek(self._time_ns)

    def _advance(self) -> None:
        at_ns, since = self._anchor
        now = at_ns + round((monotonic_ns() - since) * self._speed) * self._direction
        if self._direction > 0:
            now = max(now, self._time_ns)  # the player's clock may correct itself: never back
        if self.loop is not None and self.loop.length_ns and now >= self.loop.end_ns:
            self.seek(self.loop.start_ns)
            return
        if now >= self._last_ns() or (self._direction < 0 and now <= 0):
            self._stop_at_end()
            return
        if self._direction < 0:
            self._time_ns = self._wanted_ns = now
            self._send_seek()
        self._time_ns = now
        self.time_changed.emit(now)

    def _stop_at_end(self) -> None:
        self._time_ns = 0 if self._direction < 0 else self._last_ns()
        self.pause()


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
