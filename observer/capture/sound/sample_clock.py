"""When was sample number n heard? A sliding line from sample index to the monotonic clock."""

from collections import deque
from typing import Any

import numpy as np
import numpy.typing as npt

from observer.model.clock import NS_PER_MS, NS_PER_SECOND

# A sound server that has just started reports latencies of half a second and more, which fall to
# the true one within two seconds; one that has run for a while is right from the third block on.
_SETTLED_AFTER = 5  # blocks
_AGREEING = 3  # blocks in a row
_AGREE_NS = 5 * NS_PER_MS
_PLAUSIBLE_NS = 300 * NS_PER_MS  # thrice the latency asked for
_TRUSTED_AFTER = 30  # blocks; some wireless headsets do take longer than what is plausible
_KEPT = (
    600  # a minute of 100 ms blocks: 1 ms of drift shows, and a change of temperature is followed
)
_NOISE_S = 0.005  # how far arrivals stray on a busy machine
_EARLY = 10  # percent
_STEP = 15  # blocks in a row at another distance: the way they come has changed
_STEP_NS = 2 * NS_PER_MS
_STEADY_NS = NS_PER_MS  # a busy machine scatters arrivals, another way only moves them
_FREE = 60  # blocks; later the latency is known, and reports of another are mostly wandering
_PACE = 100e-6  # how fast the line may then be moved beyond its own slope
_ASTRAY_NS = 20 * NS_PER_MS  # reports of a whole minute that differ by more are right:
_PULL = 500e-6  # small losses on a busy machine have added up, and the line is led back
_USUAL_DRIFT = 100e-6  # sound cards keep their rate within about 100 ppm
_MOST_DRIFT = 500e-6


class SampleClock:
    """A robust linear fit of sample index to monotonic time, in nanoseconds.

    The line runs through the arrivals of the blocks, which are steady, and is moved back by the
    latency they were reported to have in the first seconds, of which the low reports are true:
    later ones wander by tens of milliseconds where the sound server makes one source of another.
    The slope leans on the nominal rate until there are enough arrivals to know better; single ones
    far off the line are left out of it. Samples follow one another: when all come later from some
    moment on, as they do once another program opens the same sound server, only their way has grown
    longer, and the line stays. Where that goes far astray from what is reported over a minute, it
    is led back.
    """

    def __init__(self, rate_hz: int) -> None:
        self._ns_per_sample = NS_PER_SECOND / rate_hz
        self._drift = 0.0
        self._early: deque[tuple[int, int, int]] = deque(maxlen=_AGREEING)
        self._seen = 0
        self._is_known = False
        self._settled = False
        self._reports: deque[tuple[int, int, int]] = deque(maxlen=_KEPT)
        self._ages: list[float] = []  # of the first blocks, less what their way grew by
        self._first_start_ns = 0.0  # when sample 0 would have come by the first way
        self._way_ns = 0.0  # how much longer it has become since
        self._latency_ns = 0.0
        self._middle_index = 0.0
        self._middle_ns = 0.0

    @property
    def settled(self) -> bool:
        """Whether its answers mean anything yet."""
        return self._settled

    @property
    def is_known(self) -> bool:
        """Whether its answers stay: until then reports may still move them by tens of ms."""
        return self._is_known

    @property
    def drift(self) -> float:
        """How much slower than nominal the samples come, as a fraction (50e-6 is 50 ppm)."""
        return self._drift

    @property
    def samples_per_ns(self) -> float:
        """The true rate."""
        return 1 / (self._ns_per_sample * (1 + self._drift))

    def observe(self, index: int, heard_ns: int, arrived_ns: int) -> None:
        """Learn that sample `index`, which came at `arrived_ns`, is said to be from `heard_ns`."""
        if self._settled:
            self._reports.append((index, arrived_ns, arrived_ns - heard_ns))
            self._follow_way()
            self._learn_age()
            self._fit()
            return
        self._seen += 1
        self._early.append((index, arrived_ns, arrived_ns - heard_ns))
        starts = [came - took - place * self._ns_per_sample for place, came, took in self._early]
        believable = (
            len(starts) == _AGREEING
            and max(starts) - min(starts) < _AGREE_NS
            and arrived_ns - heard_ns < _PLAUSIBLE_NS
        )
        if self._seen >= (_SETTLED_AFTER if believable else _TRUSTED_AFTER):
            self._settled = True
            self._reports.extend(self._early)
            self._learn_age()
            self._fit()

    def moment_of(self, index: float) -> float:
        """When this sample was heard, in nanoseconds of the monotonic clock."""
        return self._middle_ns + (index - self._middle_index) / self.samples_per_ns

    def index_at(self, moment_ns: float) -> float:
        """Which sample was heard at this moment, with its fraction."""
        return self._middle_index + (moment_ns - self._middle_ns) * self.samples_per_ns

    def _fit(self) -> None:
        first_index, first_ns, _ = self._reports[0]
        points = np.array(self._reports, dtype=np.int64) - (first_index, first_ns, 0)
        nominal_s = points[:, 0] * (self._ns_per_sample / NS_PER_SECOND)
        excess_s = points[:, 1] / NS_PER_SECOND - nominal_s
        drift, middle_x, middle_y = _line(nominal_s, excess_s)
        residual = excess_s - middle_y - drift * (nominal_s - middle_x)
        good = np.abs(residual) <= 3 * max(float(np.median(np.abs(residual))), 0.0005)
        drift, middle_x, middle_y = _line(nominal_s[good], excess_s[good])
        residual = excess_s - middle_y - drift * (nominal_s - middle_x)
        # What comes late came through a busy machine; what comes early tells the way's true length.
        arrival_s = middle_x + middle_y + float(np.percentile(residual, _EARLY))
        reported_ns = float(np.percentile(points[:, 2], _EARLY))
        latest = first_index + int(points[-1, 0])
        before_ns = self.moment_of(latest)
        self._drift = drift
        self._middle_index = first_index + middle_x * NS_PER_SECOND / self._ns_per_sample
        self._middle_ns = first_ns + arrival_s * NS_PER_SECOND - self._latency_ns
        if self._is_known:
            passed_ns = int(points[-1, 0] - points[-2, 0]) * self._ns_per_sample
            moved_ns = self.moment_of(latest) - before_ns
            self._middle_ns += _at_most(moved_ns, passed_ns * _PACE) - moved_ns
            self._lead_back(reported_ns, passed_ns * _PULL)

    def _learn_age(self) -> None:
        """How old a sample was when it came at first, by what is reported while that is believed.

        What the way has grown by since is part of a report, whole or less of it: it is taken off,
        but no block is younger than its own length.
        """
        if self._is_known:
            return
        (before, _, _), (index, arrived_ns, age_ns) = self._reports[-2], self._reports[-1]
        start_ns = arrived_ns - index * self._ns_per_sample
        if not self._ages:
            self._first_start_ns = start_ns
        longer_ns = max(0.0, start_ns - self._first_start_ns)
        youngest_ns = min(age_ns, (index - before) * self._ns_per_sample)
        self._ages.append(max(youngest_ns, age_ns - longer_ns))
        self._latency_ns = float(np.percentile(self._ages, _EARLY)) + self._way_ns
        self._is_known = len(self._ages) > _FREE

    def _follow_way(self) -> None:
        """Where the latest blocks all took longer, or less long, believe that of their way.

        What came before is forgotten then: by the other way it would tilt the line.
        """
        if len(self._reports) < 2 * _STEP:
            return
        latest = [self._reports[place] for place in range(-_STEP, 0)]
        late = np.array([came - self.moment_of(index) for index, came, _ in latest])
        late -= self._latency_ns
        low, high = np.percentile(late, (_EARLY, 100 - 2 * _EARLY))
        is_elsewhere = late.min() > _STEP_NS or late.max() < -_STEP_NS
        if is_elsewhere and high - low < _STEADY_NS:
            self._way_ns += float(low)
            self._latency_ns += float(low)
            self._reports = deque(latest, maxlen=_KEPT)

    def _lead_back(self, reported_ns: float, most_ns: float) -> None:
        astray_ns = reported_ns - self._latency_ns
        if abs(astray_ns) > _ASTRAY_NS:
            pulled_ns = _at_most(astray_ns, most_ns)
            self._latency_ns += pulled_ns
            self._middle_ns -= pulled_ns


def _line(x: npt.NDArray[Any], y: npt.NDArray[Any]) -> tuple[float, float, float]:
    """Slope, and the point it turns about; the slope is drawn to 0 as the noise asks for."""
    middle_x, middle_y = float(x.mean()), float(y.mean())
    spread = float(((x - middle_x) ** 2).sum())
    together = float(((x - middle_x) * (y - middle_y)).sum())
    slope = together / (spread + (_NOISE_S / _USUAL_DRIFT) ** 2)
    return _at_most(slope, _MOST_DRIFT), middle_x, middle_y


def _at_most(value: float, most: float) -> float:
    return min(max(value, -most), most)
