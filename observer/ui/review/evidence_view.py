"""Shows what a session holds on player, picture and timeline, as soon as each part is read."""

from collections.abc import Callable
from functools import partial
from typing import TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

from observer.model.consent import TrackKind
from observer.model.errors import ObserverError
from observer.session.captions import Caption, read_captions
from observer.ui.background import Progress, Task, run
from observer.ui.banner import show_error
from observer.ui.review.evidence import (
    Evidence,
    Opened,
    absence_words,
    read_evidence,
    read_waveform,
)
from observer.ui.review.lanes.voice import VoiceLane
from observer.ui.review.picture.view import PictureView
from observer.ui.review.player import Player
from observer.ui.review.recording import NOTHING
from observer.ui.review.thumbnails import Thumbnails
from observer.ui.review.timeline import Timeline

T = TypeVar("T")

_SETTLE_MS = 250  # the page is shown, and answers, before the heavy reading begins
_SOUNDS = (TrackKind.MICROPHONE, TrackKind.SYSTEM_SOUND)


class EvidenceView(QObject):
    """One opened folder at a time; what comes late for a folder that was left is dropped."""

    events_read = Signal(object)  # Sequence[InputEvent]
    captions_read = Signal(object)  # list[Caption]

    def __init__(self, player: Player, picture: PictureView, timeline: Timeline) -> None:
        super().__init__(timeline)
        self._player = player
        self._picture = picture
        self._timeline = timeline
        self._thumbnails = Thumbnails(timeline)
        self._opened: Opened | None = None
        self._steps: list[Callable[[Opened], None]] = []
        self._task: Task | None = None
        self._settle = QTimer(self, interval=_SETTLE_MS, singleShot=True)
        self._settle.timeout.connect(self._read_next)

    def open(self, opened: Opened) -> None:
        """Start the player, and read the rest in the background."""
        self._opened = opened
        timeline = self._timeline
        timeline.set_session(opened.duration_ns, opened.reader.manifest.gaps)
        timeline.system_sound.absent = TrackKind.SYSTEM_SOUND not in opened.recording.sounds
        for lane in (*map(self._lane_of, _SOUNDS), timeline.input, timeline.window_lane):
            lane.words = self.tr("Reading…")
        if not opened.recording.files:
            self._picture.clear(self.tr("This session has neither pictures nor sound."))
            timeline.pictures.words = self.tr("No pictures were recorded")
        else:
            self._picture.clear(self.tr("Opening…"))
            timeline.pictures.words = ""
            self._thumbnails.open(opened.reader)
        self._picture.set_starts([file.span.start_ns for file in opened.recording.files])
        self._player.open(opened.recording)
        timeline.lay_out()
        sounds = [kind for kind in _SOUNDS if not self._lane_of(kind).absent]
        self._steps = [
            self._read_captions,
            self._read_evidence,
            *(partial(self._read_waveform, kind) for kind in sounds),
        ]
        self._settle.start()

    def open_unreadable(self, error: ObserverError, duration_ns: int) -> None:
        """Say what is wrong where the picture would be."""
        timeline = self._timeline
        timeline.set_session(duration_ns, ())
        self._picture.clear(str(error))
        for lane in (timeline.pictures, timeline.voice, timeline.input, timeline.window_lane):
            lane.words = self.tr("Cannot be read")
        timeline.lay_out()

    def close(self) -> None:
        """Let go of the folder."""
        self._settle.stop()
        self._steps.clear()
        if self._task is not None:
            self._task.cancel()
            self._task = None
        self._opened = None
        self._player.open(NOTHING)
        self._thumbnails.open(None)

    def _read_next(self) -> None:
        """Read one thing after the other: several at once would keep the window waiting."""
        if self._opened is not None and self._steps:
            self._steps.pop(0)(self._opened)

    def _read_captions(self, opened: Opened) -> None:
        self._read(
            opened,
            lambda _progress: read_captions(opened.reader.folder),
            self._show_captions,
            self._fail_captions,
        )

    def _read_evidence(self, opened: Opened) -> None:
        self._read(
            opened,
            lambda _progress: read_evidence(opened),
            lambda evidence: self._show_evidence(opened, evidence),
            self._fail_evidence,
        )

    def _read_waveform(self, kind: TrackKind, opened: Opened) -> None:
        self._read(
            opened,
            lambda progress: read_waveform(opened, kind, progress),
            lambda peaks: self._show_waveform(opened, kind, peaks),
            lambda error: self._fail_waveform(kind, error),
        )

    def _read(
        self,
        opened: Opened,
        work: Callable[[Progress], T],
        show: Callable[[T], None],
        fail: Callable[[Exception], None],
    ) -> None:
        """Do it in the background, then what follows; nothing of a folder that was left."""

        def shown(result: T) -> None:
            if opened is self._opened:
                show(result)
                self._read_next()

        def failed(error: Exception) -> None:
            if opened is self._opened:
                fail(error)
                self._read_next()

        self._task = run(self, work, shown, failed)

    def _show_evidence(self, opened: Opened, evidence: Evidence) -> None:
        manifest, timeline = opened.reader.manifest, self._timeline
        self._player.set_frame_times(evidence.frame_times_ns)
        self._picture.set_hand(evidence.hand)
        self.events_read.emit(evidence.events)
        timeline.input.show(evidence.activity)
        timeline.show_frame_times(evidence.frame_times_ns)
        timeline.window_lane.stays = evidence.stays
        timeline.input.words = "" if evidence.events else absence_words(manifest, TrackKind.INPUT)
        timeline.window_lane.words = (
            "" if evidence.stays else absence_words(manifest, TrackKind.FOCUS)
        )
        timeline.refresh()

    def _show_waveform(self, opened: Opened, kind: TrackKind, peaks: list[float]) -> None:
        lane = self._lane_of(kind)
        lane.set_peaks(peaks)
        lane.words = "" if peaks else absence_words(opened.reader.manifest, kind)
        self._timeline.refresh(lane)

    def _lane_of(self, kind: TrackKind) -> VoiceLane:
        timeline = self._timeline
        return timeline.voice if kind is TrackKind.MICROPHONE else timeline.system_sound

    def _fail_evidence(self, error: Exception) -> None:
        for lane in (self._timeline.input, self._timeline.window_lane):
            lane.words = self.tr("Cannot be read")
        self._timeline.refresh()
        show_error(self, error)

    def _show_captions(self, captions: list[Caption]) -> None:
        self._picture.set_captions(captions)
        self.captions_read.emit(captions)

    def _fail_captions(self, error: Exception) -> None:
        show_error(self, error)

    def _fail_waveform(self, kind: TrackKind, error: Exception) -> None:
        lane = self._lane_of(kind)
        lane.words = self.tr("The sound cannot be read")
        self._timeline.refresh(lane)
        show_error(self, error)
