"""Plays a session over all of its files, as if it were one."""

from collections.abc import Sequence
from time import monotonic_ns

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QImage
from PySide6.QtMultimedia import QVideoFrame

from observer.model.clock import NS_PER_MS, NS_PER_SECOND
from observer.model.consent import TrackKind
from observer.model.errors import MediaError
from observer.model.span import Span
from observer.session.first_picture import first_picture_ns
from observer.session.sound_streams import sound_kinds
from observer.ui.review.file_player import FilePlayer
from observer.ui.review.frame_index import FrameIndex
from observer.ui.review.recording import NOTHING, Recording, SessionFile
from observer.ui.review.seeker import Seeker

SPEEDS = (0.25, 0.5, 1.0, 1.5, 2.0, 4.0)
TICK_MS = 33  # a playhead that moves at 30 a second looks smooth
END_MARGIN_NS = 40 * NS_PER_MS  # the player blanks the picture at the very end: stay before it
GLIMPSE_AFTER_MS = 5  # a coarse picture stands in for one that takes longer than this
NEAR_NS = NS_PER_SECOND  # a picture that comes late is shown if the scrub is still so near to it
SETTLE_MS = 300  # so long after the last seek Qt's player is sent there too: while seeks follow one
# another it would only take the time that decoding the exact picture needs.


class Player(QObject):
    """Position in nanoseconds since the session's start; what it shows is the picture at it.

    Forwards Qt's player runs, and its pictures are told. All other pictures, of a seek, a step, a
    scrub or the way back, are decoded by the seeker; Qt's player follows when they have settled.

    Where the screen changed its size another file goes on: time stands until it is loaded.
    """

    opened = Signal()
    time_changed = Signal(object)  # int nanoseconds: Qt's own int is 32 bits
    picture_changed = Signal(QVideoFrame)  # while it plays
    still_changed = Signal(QImage)  # the exact picture of the moment shown
    glimpse_changed = Signal(QImage)  # a coarse one of about that moment, until the exact one comes
    playing_changed = Signal(bool)
    speed_changed = Signal(float)
    sound_changed = Signal()
    failed = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._file = FilePlayer(self)
        self._file.ready.connect(self._go_on)
        self._file.picture_changed.connect(self._take_picture)
        self._file.position_changed.connect(self._take_position)
        self._file.ended.connect(self._take_end)
        self._file.failed.connect(self._fail)
        self._seeker = Seeker(self)
        self._seeker.found.connect(self._take_still)
        self._seeker.failed.connect(self._do_without_still)
        self._impatience = QTimer(self, interval=GLIMPSE_AFTER_MS, singleShot=True)
        self._impatience.setTimerType(Qt.TimerType.PreciseTimer)
        self._impatience.timeout.connect(self._show_glimpse)
        self._settle = QTimer(self, interval=SETTLE_MS, singleShot=True)
        self._settle.timeout.connect(self._align)
        self._tick = QTimer(self, interval=TICK_MS)
        self._tick.timeout.connect(self._advance)
        self._frames = FrameIndex()
        self._sound = TrackKind.MICROPHONE
        self.loop: Span | None = None
        self._forget()

    def _forget(self) -> None:
        self._recording = NOTHING
        self._index = 0
        self._time_ns = 0
        self._aligned_ns: int | None = None  # where Qt's player was sent last
        self._is_exact = True  # the seeker's pictures are shown while time stands
        self._anchor = (0, 0)
        self._speed = 1.0
        self._direction = 0

    @property
    def recording(self) -> Recording:
        """What is open."""
        return self._recording

    @property
    def time_ns(self) -> int:
        """The moment shown."""
        return self._time_ns

    @property
    def duration_ns(self) -> int:
        """The session's length."""
        return self._recording.duration_ns

    @property
    def is_playing(self) -> bool:
        """Whether time runs, in either direction."""
        return self._direction != 0

    @property
    def is_waiting(self) -> bool:
        """Whether time stands because Qt's player has not come to this moment yet."""
        return self._direction > 0 and not (self._file.is_ready and not self._file.is_seeking)

    @property
    def is_prepared(self) -> bool:
        """Whether every seek is quick: some seconds after opening, more in a long recording."""
        return self._seeker.is_prepared

    @property
    def speed(self) -> float:
        """How fast it plays, 1.0 as recorded; negative while it runs backwards."""
        return -self._speed if self._direction < 0 else self._speed

    @property
    def sound(self) -> TrackKind:
        """Which sound is heard, where the session has more than one."""
        return self._sound

    def open(self, recording: Recording) -> None:
        """Load a session's first file, if it has any."""
        self.close()
        self._recording = recording
        self._sound = next(iter(recording.sounds), TrackKind.MICROPHONE)
        self._seeker.open(recording)
        if recording.files:
            self._load(0)
            self._seeker.seek(0)
        self.opened.emit()
        self.time_changed.emit(self._time_ns)  # what is shown still tells of the session before

    def close(self) -> None:
        """Let go of the files."""
        self._tick.stop()
        self._settle.stop()
        self._impatience.stop()
        self._seeker.close()
        self._file.close()
        self.loop = None
        self._frames = FrameIndex()
        self._forget()

    def _load(self, index: int) -> None:
        self._index = index
        self._aligned_ns = None
        path = self._shown_file.path
        try:
            self._file.open(path, first_picture_ns(path), self._sound_index())
        except MediaError as error:
            self._file.close()
            self._fail(str(error))

    @property
    def _shown_file(self) -> SessionFile:
        return self._recording.files[self._index]

    def _fail(self, text: str) -> None:
        if self.is_playing:
            self._stand_still()
        self.failed.emit(text)

    # -- running -----------------------------------------------------------------------

    def play(self) -> None:
        """Run forwards at the chosen speed, from the start again when at the end."""
        if not self._recording.files:
            return
        if self._time_ns >= self._last_ns():
            self.seek(0)
        self._direction = 1
        if self._aligned_ns != self._time_ns:
            self._align()
        self._anchor = (self._time_ns, monotonic_ns())
        self._file.play(self._speed)
        self._tick.start()
        self.playing_changed.emit(True)

    def pause(self) -> None:
        """Stand still, on exactly the picture of the moment shown."""
        if self.is_playing:
            self._stand_still()
            self.seek(self._time_ns)

    def _stand_still(self) -> None:
        self._tick.stop()
        self._direction = 0
        self._file.pause()
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
        """Qt's player cannot run backwards: the seeker shows what passes, without sound."""
        if not self._recording.files:
            return
        self._file.pause()
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
            self._file.set_rate(speed)
        self.speed_changed.emit(self.speed)

    # -- sound -------------------------------------------------------------------------

    def set_volume(self, volume: float) -> None:
        """0 is silent, 1 is full."""
        self._file.set_volume(volume)

    def choose_sound(self, kind: TrackKind) -> None:
        """Hear the voice, or what the computer played: one at a time, as Qt's player can.

        A second player for the other was 0.3 s late and went its own pace: worse than none.
        """
        if kind not in self._recording.sounds:
            return
        self._sound = kind
        try:
            self._file.choose_sound(self._sound_index())
        except MediaError as error:
            self._fail(str(error))
        self.sound_changed.emit()

    def next_sound(self) -> None:
        """Hear the other sound, where there is one."""
        sounds = self._recording.sounds
        if len(sounds) > 1:
            self.choose_sound(sounds[(sounds.index(self._sound) + 1) % len(sounds)])

    def _sound_index(self) -> int:
        kinds = sound_kinds(self._shown_file.path)
        return kinds.index(self._sound) if self._sound in kinds else 0

    # -- moving ------------------------------------------------------------------------

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

    def stepped(self, time_ns: int, pictures: int) -> int | None:
        """When the picture so many after the one at this moment begins; None before it is known."""
        return self._frames.stepped(time_ns, pictures)

    def seek(self, time_ns: int) -> None:
        """Show the picture of this moment, kept inside the session."""
        self._time_ns = min(max(0, time_ns), self._last_ns())
        self._anchor = (self._time_ns, monotonic_ns())
        self._show_picture_at(self._time_ns)
        self.time_changed.emit(self._time_ns)

    def _last_ns(self) -> int:
        return max(0, self.duration_ns - END_MARGIN_NS)

    def _show_picture_at(self, time_ns: int) -> None:
        if not self._recording.files:
            return
        self._is_exact = True
        self._seeker.seek(time_ns)
        if self._direction > 0:
            self._align()
        else:
            self._settle.start()
            self._impatience.start()

    def _show_glimpse(self) -> None:
        glimpse = self._seeker.glimpse(self._time_ns)
        if not glimpse.isNull() and self._direction <= 0:
            self.glimpse_changed.emit(glimpse)

    def _align(self) -> None:
        """Send Qt's player to the moment shown, from where it goes on when it plays."""
        self._settle.stop()
        time_ns = self._time_ns
        index = self._recording.index_at(time_ns)
        if index != self._index:
            self._load(index)
        if not self.is_playing:  # after the last picture of a file the player would show none
            time_ns = self._frames.last_ns(time_ns, self._shown_file.span.end_ns)
        self._aligned_ns = time_ns
        self._file.seek(time_ns)

    def _take_still(self, image: QImage, _start_ns: int, wanted_ns: int) -> None:
        if wanted_ns == self._time_ns:
            self._impatience.stop()
        elif abs(wanted_ns - self._time_ns) > NEAR_NS:
            return
        # While it plays, this shows a jump's target until Qt's player has come there.
        if self._is_exact and (self._direction <= 0 or self.is_waiting):
            self.still_changed.emit(image)

    def _do_without_still(self, _reason: str) -> None:
        """What cannot be decoded here Qt's player may show; it says so where it cannot either."""
        self._is_exact = False
        self._impatience.stop()
        self._align()

    def _take_picture(self, frame: QVideoFrame, _at_ns: int) -> None:
        if self._direction > 0 or not self._is_exact:
            self.picture_changed.emit(frame)

    # -- following the clock -----------------------------------------------------------

    def _go_on(self) -> None:
        """Time runs from here and now."""
        self._anchor = (self._time_ns, monotonic_ns())

    def _take_position(self, time_ns: int) -> None:
        if self._direction > 0:
            # At its end the player states the file's last time, not how far it came.
            self._anchor = (min(time_ns, self._shown_file.span.end_ns), monotonic_ns())

    def _take_end(self) -> None:
        """The last file is at its end; another's end is found by the clock."""
        if self.is_playing and self._index == len(self._recording.files) - 1:
            self._stop_at_end()

    def _advance(self) -> None:
        at_ns, since = self._anchor
        now = at_ns + round((monotonic_ns() - since) * self._speed) * self._direction
        if self._direction > 0:
            if self.is_waiting:
                self._go_on()
                self.time_changed.emit(self._time_ns)
                return
            now = max(now, self._time_ns)  # the player's clock may correct itself: never back
        if self.loop is not None and self.loop.length_ns and now >= self.loop.end_ns:
            self.seek(self.loop.start_ns)
            return
        if now >= self._last_ns() or (self._direction < 0 and now <= 0):
            self._stop_at_end()
            return
        if self._direction < 0:
            self._show_picture_at(now)
        elif now >= self._shown_file.span.end_ns:
            now = self._shown_file.span.end_ns
            self._load(self._index + 1)
            self._aligned_ns = now
        self._time_ns = now
        self.time_changed.emit(now)

    def _stop_at_end(self) -> None:
        self._time_ns = 0 if self._direction < 0 else self._last_ns()
        self.pause()
