"""How the recording fares, as it says itself: pictures, voice, input, size, disk."""

import time

from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from observer.model.consent import Consent, TrackKind
from observer.model.status import RecorderState, RecorderStatus
from observer.ui.labels import set_tone, text_label
from observer.ui.record.level_meter import LevelMeter
from observer.ui.theme import SMALL, SPACE
from observer.ui.wording import spoken_bytes, spoken_disk_time

_STALLED_AFTER_S = 2.0
"""Four heartbeats of the screen without a picture."""

_LOW_DISK_S = 15 * 60


class HealthStrip(QWidget):
    """One line of honest figures."""

    def __init__(self, consent: Consent, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._consent = consent
        self._frames = 0
        self._risen_at_s = time.monotonic()
        self.pictures = text_label(size=SMALL)
        self.meter = LevelMeter()
        self.meter.setFixedWidth(96)
        self._voice = text_label(size=SMALL, tone="dim")
        self.input = text_label(size=SMALL)
        self._size = text_label(size=SMALL, tone="dim")
        self._disk = text_label(size=SMALL, tone="dim")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE)
        self._add(row, self.tr("Screen"), self.pictures)
        self._add(row, self.tr("Voice"), self.meter, self._voice)
        self._add(row, self.tr("Input"), self.input)
        row.addStretch(1)
        row.addWidget(self._size)
        row.addSpacing(SPACE)
        row.addWidget(self._disk)

    def show_status(self, status: RecorderStatus) -> None:
        """Take one look at the recording."""
        self._show_screen(status)
        heard = self._consent.allows(TrackKind.MICROPHONE) and status.level_db is not None
        self.meter.setVisible(heard)
        self.meter.show_level(status.level_db)
        self._voice.setText("" if heard else self.tr("not recorded"))
        self._voice.setVisible(not heard)
        if self._consent.allows(TrackKind.INPUT):
            events = status.input_events
            self._say(self.input, f"● {events:n}" if events else "0", "ok" if events else "dim")
        else:
            self._say(self.input, self.tr("not recorded"), "dim")
        self._size.setText(spoken_bytes(status.bytes_written))
        self._disk.setText(spoken_disk_time(status.disk_seconds))
        low = 0 < status.disk_seconds < _LOW_DISK_S
        set_tone(self._disk, "rec" if low else "dim")

    def _show_screen(self, status: RecorderStatus) -> None:
        now_s = time.monotonic()
        if status.frames != self._frames or status.state is not RecorderState.RECORDING:
            self._frames, self._risen_at_s = status.frames, now_s
        still_s = now_s - self._risen_at_s
        if not self._consent.allows(TrackKind.SCREEN):
            self._say(self.pictures, self.tr("not recorded"), "dim")
        elif status.state is RecorderState.PAUSED:
            self._say(self.pictures, self.tr("paused"), "dim")
        elif still_s > _STALLED_AFTER_S:
            words = self.tr("● no picture for {seconds:.0f} s").format(seconds=still_s)
            self._say(self.pictures, words, "rec")
        else:
            self._say(self.pictures, self.tr("● {n} pictures").format(n=f"{status.frames:n}"), "ok")

    def _say(self, label: QLabel, text: str, tone: str) -> None:
        label.setText(text)
        set_tone(label, tone)

    def _add(self, row: QHBoxLayout, title: str, *values: QWidget) -> None:
        row.addWidget(text_label(title, size=SMALL, tone="dim"))
        for value in values:
            row.addWidget(value)
        row.addSpacing(2 * SPACE)
