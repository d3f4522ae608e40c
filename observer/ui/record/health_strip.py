"""How the recording fares, track by track, as it says itself; then its size and the disk."""

from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from observer.model.clock import NS_PER_SECOND
from observer.model.consent import TrackKind
from observer.model.status import RecorderState, RecorderStatus, TrackStatus
from observer.ui.labels import set_tone, text_label
from observer.ui.record.level_meter import LevelMeter
from observer.ui.theme import SMALL, SPACE
from observer.ui.wording import spoken_bytes, spoken_disk_time

_LOW_DISK_S = 10 * 60
"""From here on the recorder itself warns, too."""


class HealthStrip(QWidget):
    """One line of honest figures. Camera and computer sound are named only where they are taken."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.pictures = text_label(size=SMALL)
        self.face = text_label(size=SMALL)
        self.meter = LevelMeter()
        self.computer_meter = LevelMeter()
        self.voice = text_label(size=SMALL, tone="dim")
        self.computer = text_label(size=SMALL, tone="dim")
        self.input = text_label(size=SMALL)
        self._size = text_label(size=SMALL, tone="dim")
        self._disk = text_label(size=SMALL, tone="dim")
        for meter in (self.meter, self.computer_meter):
            meter.setFixedWidth(96)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE)
        self._add(row, self.tr("Screen"), self.pictures)
        self._face = self._add(row, self.tr("Face"), self.face)
        self._add(row, self.tr("Voice"), self.meter, self.voice)
        self._computer = self._add(row, self.tr("Computer"), self.computer_meter, self.computer)
        self._add(row, self.tr("Input"), self.input)
        row.addStretch(1)
        row.addWidget(self._size)
        row.addSpacing(SPACE)
        row.addWidget(self._disk)

    def show_status(self, status: RecorderStatus) -> None:
        """Take one look at the recording."""
        tracks = {track.kind: track for track in status.tracks}
        paused = status.state is RecorderState.PAUSED
        pictures = self.tr("● {n} pictures")
        self._show_track(self.pictures, tracks.get(TrackKind.SCREEN), pictures, paused)
        self._show_track(self.face, tracks.get(TrackKind.CAMERA), pictures, paused)
        self._face.setVisible(TrackKind.CAMERA in tracks)
        self._show_sound(self.meter, self.voice, tracks.get(TrackKind.MICROPHONE))
        sound = tracks.get(TrackKind.SYSTEM_SOUND)
        self._show_sound(self.computer_meter, self.computer, sound)
        self._computer.setVisible(sound is not None)
        hand = tracks.get(TrackKind.INPUT)
        self._show_track(self.input, hand, "● {n}" if hand and hand.items else "0", paused=False)
        self._size.setText(spoken_bytes(status.bytes_written))
        self._disk.setText(spoken_disk_time(status.disk_seconds))
        low = 0 < status.disk_seconds < _LOW_DISK_S
        set_tone(self._disk, "rec" if low else "dim")

    def show_silence(self) -> None:
        """Nothing is known any more."""
        for label in (self.pictures, self.face, self.voice, self.computer, self.input):
            self._say(label, self.tr("not known"), "dim")
            label.setVisible(True)
        for meter in (self.meter, self.computer_meter):
            meter.setVisible(False)

    def _show_track(
        self, label: QLabel, track: TrackStatus | None, words: str, paused: bool
    ) -> None:
        if track is None:
            self._say(label, self.tr("not recorded"), "dim")
        elif paused:
            self._say(label, self.tr("paused"), "dim")
        elif track.alarm:
            silent = self.tr("● nothing for {s:.0f} s").format(s=track.age_ns / NS_PER_SECOND)
            self._say(
                label, silent if track.age_ns > NS_PER_SECOND else self.tr("● trouble"), "rec"
            )
        else:
            self._say(label, words.format(n=f"{track.items:n}"), "ok" if track.items else "dim")
        label.setToolTip(track.alarm if track else "")

    def _show_sound(self, meter: LevelMeter, label: QLabel, track: TrackStatus | None) -> None:
        heard = track is not None and not track.alarm
        meter.setVisible(heard)
        label.setVisible(not heard)
        if track is None:
            self._say(label, self.tr("not recorded"), "dim")
        elif track.alarm:
            self._say(label, self.tr("● trouble"), "rec")
            label.setToolTip(track.alarm)
        else:
            meter.show_level(track.level_db)

    def _say(self, label: QLabel, text: str, tone: str) -> None:
        label.setText(text)
        set_tone(label, tone)

    def _add(self, row: QHBoxLayout, title: str, *values: QWidget) -> QWidget:
        group = QWidget()
        inner = QHBoxLayout(group)
        inner.setContentsMargins(0, 0, 2 * SPACE, 0)
        inner.setSpacing(SPACE)
        inner.addWidget(text_label(title, size=SMALL, tone="dim"))
        for value in values:
            inner.addWidget(value)
        row.addWidget(group)
        return group
