"""Is the sound worth recording? Level, clipping and silence, block by block."""

import math
from collections import deque

import numpy as np

from observer.capture.sound.steady_sound import Samples
from observer.model.consent import TrackKind

SILENCE_DB = -96.0  # the quietest that 16 bits can tell from nothing
# A quiet room through a cheap microphone lies at -75 to -60 dB; a muted one gives zeros, or the
# last bit of the converter.
_NOTHING_HEARD_DB = -80.0
_NOTHING_HEARD_S = 10.0  # a pause for thought, in a room that is never this quiet
_FULL_SCALE = 32_767
# One sample at the limit may be the true peak. Three in a row are a cut-off one, as Audacity's
# "Find Clipping" takes it by default.
_CLIP_RUN = 3
# What can be heard, and no single click: a protocol analyser's audio check wants 12 samples at
# 48 kHz (Frontline's Audio Expert System, "Clipping Event Threshold").
_CLIPPED_SAMPLES = 12
_REMEMBERED_S = 5.0  # long enough to be read, short enough to see that turning it down helped


class SoundWatch:
    """Listens along; asked for the level at any time, and for a plain sentence if need be."""

    def __init__(self, kind: TrackKind, rate_hz: int) -> None:
        self._kind = kind
        self._rate_hz = rate_hz
        self._clipped: deque[tuple[int, int]] = deque()  # sample number, how many
        self._heard = 0
        self._silent_since = 0
        self.level_db = SILENCE_DB
        self.peak_db = SILENCE_DB

    @property
    def problem(self) -> str:
        """What is wrong with the sound itself; empty while all is well."""
        if sum(count for _, count in self._clipped) >= _CLIPPED_SAMPLES:
            if self._kind is TrackKind.SYSTEM_SOUND:
                return "The computer's sound is too loud and is cut off: turn its volume down"
            return "The microphone is too loud and is cut off: turn it down or move it away"
        silent_s = (self._heard - self._silent_since) / self._rate_hz
        if self._kind is TrackKind.MICROPHONE and silent_s >= _NOTHING_HEARD_S:
            return "The microphone hears nothing: it may be muted"
        return ""

    def add(self, samples: Samples) -> None:
        """Take the next block."""
        self._heard += len(samples)
        self.level_db = level_db(samples)
        self.peak_db = peak_db(samples)
        if self.level_db > _NOTHING_HEARD_DB:
            self._silent_since = self._heard
        clipped = clipped_samples(samples)
        if clipped:
            self._clipped.append((self._heard, clipped))
        while self._clipped and self._heard - self._clipped[0][0] > _REMEMBERED_S * self._rate_hz:
            self._clipped.popleft()

    def forget(self) -> None:
        """The device is gone: nothing is heard, and nothing that was heard counts."""
        self._clipped.clear()
        self._silent_since = self._heard
        self.level_db = self.peak_db = SILENCE_DB


def clipped_samples(samples: Samples) -> int:
    """How many samples are part of a run at full scale."""
    full = np.abs(samples.astype(np.int32)) >= _FULL_SCALE
    edges = np.flatnonzero(np.diff(np.concatenate(([False], full, [False]))))
    lengths = edges[1::2] - edges[::2]
    return int(lengths[lengths >= _CLIP_RUN].sum())


def level_db(samples: Samples) -> float:
    """Root mean square against full scale, in dB, not below -96."""
    if not len(samples):
        return SILENCE_DB
    power = float(np.mean(np.square(samples.astype(np.float64) / 32768.0)))
    return max(SILENCE_DB, 10 * math.log10(power)) if power > 0 else SILENCE_DB


def peak_db(samples: Samples) -> float:
    """The loudest sample against full scale, in dB, not below -96."""
    if not len(samples):
        return SILENCE_DB
    peak = max(int(samples.max()), -int(samples.min()))
    return 20 * math.log10(min(peak, _FULL_SCALE) / _FULL_SCALE) if peak else SILENCE_DB
