"""Blocks as a sound card delivers them, to sound at exact moments of the monotonic clock."""

from collections import deque
from statistics import median

import numpy as np
import numpy.typing as npt

from observer.capture.sound.sample_clock import SampleClock
from observer.model.clock import NS_PER_MS, NS_PER_SECOND

Samples = npt.NDArray[np.int16]

# Lips and voice part visibly from about 40 ms on; a sound server's buffers shift by up to 25 ms
# when another program starts to play.
LOST_NS = 40 * NS_PER_MS
# A report that no sample had any age says nothing; then only what no buffer explains is a loss.
_LOST_UNTOLD_NS = 120 * NS_PER_MS
_UNTOLD_NS = NS_PER_MS // 10
_SUSPECTS = 10  # blocks in a row that must agree: a stutter is caught up with in up to 8
_KEPT_S = 3  # sound kept for rendering; rendering lags by a block or two
_SLEW_S = 1.0  # an error of position is worked off over this time
_MOST_SLEW = 4e-3  # 7 cents of pitch for a second or two: nobody hears it in speech
# In its first seconds a server often says that sound is older than it is. What was placed by that
# is put right at once: five seconds of a participant's greeting would lie beside their lips.
_FIRST_NS = 5 * NS_PER_MS


class SteadySound:
    """One opening of a sound device: takes its blocks, renders any stretch of time from them.

    Drift between the card's clock and the monotonic clock is worked off by resampling a few parts
    in a million. Where samples are missing (an overrun), silence of that length takes their place.
    """

    def __init__(self, rate_hz: int) -> None:
        self._rate_hz = rate_hz
        self._clock = SampleClock(rate_hz)
        self._kept: Samples = np.zeros(0, np.int16)
        self._kept_from = 0
        self._lags_ns: deque[float] = deque(maxlen=50)
        self._suspects: list[tuple[int, float]] = []
        self._losses: list[tuple[int, int]] = []
        self._position = 0.0
        self._position_ns: int | None = None

    @property
    def settled(self) -> bool:
        """Whether its place in time is known yet."""
        return self._clock.settled

    @property
    def drift(self) -> float:
        """How much slower than nominal the card runs, as a fraction."""
        return self._clock.drift

    @property
    def first_ns(self) -> int:
        """When the oldest sample still kept was heard."""
        return round(self._clock.moment_of(self._kept_from))

    def add(self, samples: Samples, heard_ns: int, arrived_ns: int) -> None:
        """Take a block whose first sample is said to be from `heard_ns`, and when it came."""
        index = self._end
        self._kept = np.concatenate((self._kept, samples))
        surplus = len(self._kept) - _KEPT_S * self._rate_hz
        if surplus > 0:
            self._kept = self._kept[surplus:]
            self._kept_from += surplus
        length_ns = len(samples) * NS_PER_SECOND // self._rate_hz
        is_told = arrived_ns - heard_ns > length_ns + _UNTOLD_NS
        lost_ns = LOST_NS if is_told else _LOST_UNTOLD_NS
        if self._is_suspect(index, heard_ns, arrived_ns, lost_ns):
            return
        self._clock.observe(index, heard_ns, arrived_ns)
        if self.settled:
            self._lags_ns.append(arrived_ns - self._clock.moment_of(index))

    def take_losses(self) -> list[tuple[int, int]]:
        """Stretches (from, to; monotonic ns) found missing since this was last asked."""
        losses, self._losses = self._losses, []
        return losses

    def can_render(self, start_ns: int, count: int, *, surely: bool = True) -> bool:
        """Whether every sample from `start_ns` on, `count` of them, is there.

        Where `surely`, also whether it is settled that none went missing before them.
        """
        if not self.settled:
            return False
        trusted = self._suspects[0][0] if self._suspects and surely else self._end
        position, step = self._path(start_ns)
        return position + count * step + 1 < trusted

    def render(self, start_ns: int, count: int) -> Samples:
        """`count` samples at the nominal rate from `start_ns` on; silence where there are none."""
        if not self.settled:
            return np.zeros(count, np.int16)
        position, step = self._path(start_ns)
        self._position = position + count * step
        self._position_ns = start_ns + round(count * NS_PER_SECOND / self._rate_hz)
        # A sample of the card's own beyond either end, for the interpolation.
        first = int(position) - 1
        source = self._slice(first, int(self._position) + 2)
        path = position - first + step * np.arange(count)
        between: Samples = np.rint(np.interp(path, np.arange(len(source)), source)).astype(np.int16)
        return between

    @property
    def _end(self) -> int:
        return self._kept_from + len(self._kept)

    def _path(self, start_ns: int) -> tuple[float, float]:
        """Where in the card's samples this moment lies, and how far each step from there goes."""
        wanted = self._clock.index_at(start_ns)
        true_step = self._clock.samples_per_ns * NS_PER_SECOND / self._rate_hz
        follows = self._position_ns is not None and abs(start_ns - self._position_ns) < NS_PER_MS
        error = wanted - self._position
        most_ns = LOST_NS if self._clock.is_known else _FIRST_NS
        if not follows or abs(error) > most_ns / NS_PER_SECOND * self._rate_hz:
            return wanted, true_step
        slew = error / (_SLEW_S * self._rate_hz)
        return self._position, true_step + min(max(slew, -_MOST_SLEW), _MOST_SLEW)

    def _slice(self, first: int, end: int) -> Samples:
        before = min(max(self._kept_from - first, 0), end - first)
        after = min(max(end - self._end, 0), end - first)
        low, high = max(first - self._kept_from, 0), max(end - self._kept_from, 0)
        return np.pad(self._kept[low:high], (before, after))[: end - first]

    def _is_suspect(self, index: int, heard_ns: int, arrived_ns: int, lost_ns: int) -> bool:
        """Whether this block lies later than its number says; acts once several agree.

        Both the reported and the arrival time must say so: reports wander, arrivals stutter.
        """
        if not self._lags_ns:
            return False
        expected_ns = self._clock.moment_of(index)
        late_ns = min(heard_ns - expected_ns, arrived_ns - expected_ns - median(self._lags_ns))
        if late_ns < lost_ns:
            self._suspects.clear()
            return False
        self._suspects.append((index, late_ns))
        if len(self._suspects) == _SUSPECTS:
            self._fill(self._suspects[0][0], min(late for _, late in self._suspects))
            self._suspects.clear()
        return True

    def _fill(self, index: int, lost_ns: float) -> None:
        count = round(lost_ns * self._clock.samples_per_ns)
        at = max(index - self._kept_from, 0)
        silence = np.zeros(count, np.int16)
        self._kept = np.concatenate((self._kept[:at], silence, self._kept[at:]))
        start_ns = round(self._clock.moment_of(index))
        self._losses.append((start_ns, start_ns + round(lost_ns)))
