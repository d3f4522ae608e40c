"""Where a moment lies on the timeline, and what zooming and panning do to that."""

from dataclasses import dataclass, replace

from observer.model.clock import NS_PER_MS, NS_PER_SECOND
from observer.model.span import Span

# Closest view: one second over 2,400 pixels, where a single frame of 30 a second is 80 pixels wide
# and shows as a cell with a picture of its own.
NEAREST_NS_PER_PX = NS_PER_SECOND / 2_400

_TICK_STEPS_NS = tuple(
    step * NS_PER_MS
    for step in (
        *(5, 10, 20, 50),
        *(100, 200, 500, 1_000, 2_000, 5_000, 10_000, 15_000, 30_000),
        *(60_000, 120_000, 300_000, 600_000, 900_000, 1_800_000, 3_600_000),
    )
)


@dataclass(frozen=True, slots=True)
class TimeScale:
    """Maps session time to pixels: `start_ns` lies at pixel 0, each pixel is `ns_per_px` long.

    The whole session always fills the width at least: the widest view is the fitted one.
    """

    duration_ns: int
    width_px: int
    start_ns: float = 0.0
    ns_per_px: float = 0.0

    def __post_init__(self) -> None:
        object.__setattr__(self, "duration_ns", max(1, self.duration_ns))
        object.__setattr__(self, "width_px", max(1, self.width_px))
        widest = self.duration_ns / self.width_px
        nearest = min(NEAREST_NS_PER_PX, widest)
        ns_per_px = min(max(self.ns_per_px or widest, nearest), widest)
        latest = max(0.0, self.duration_ns - ns_per_px * self.width_px)
        object.__setattr__(self, "ns_per_px", ns_per_px)
        object.__setattr__(self, "start_ns", min(max(0.0, self.start_ns), latest))

    @property
    def end_ns(self) -> float:
        """The moment at the right edge."""
        return self.start_ns + self.ns_per_px * self.width_px

    @property
    def is_fitted(self) -> bool:
        """Whether the whole session is in view."""
        return self.ns_per_px * self.width_px >= self.duration_ns * 0.999

    def x_at(self, time_ns: float) -> float:
        """The pixel of a moment; outside 0 to `width_px` it is out of view."""
        return (time_ns - self.start_ns) / self.ns_per_px

    def ns_at(self, x: float) -> int:
        """The moment under a pixel, kept inside the session."""
        return round(min(max(0.0, self.start_ns + x * self.ns_per_px), self.duration_ns))

    def zoomed(self, factor: float, x: float) -> "TimeScale":
        """`factor` times closer, the moment under pixel `x` staying where it is."""
        ns_per_px = self.ns_per_px / factor
        widest = self.duration_ns / self.width_px
        ns_per_px = min(max(ns_per_px, min(NEAREST_NS_PER_PX, widest)), widest)
        held_ns = self.start_ns + x * self.ns_per_px
        return replace(self, ns_per_px=ns_per_px, start_ns=held_ns - x * ns_per_px)

    def panned(self, dx: float) -> "TimeScale":
        """Moved `dx` pixels towards later moments."""
        return replace(self, start_ns=self.start_ns + dx * self.ns_per_px)

    def fitted(self) -> "TimeScale":
        """The whole session in view."""
        return TimeScale(self.duration_ns, self.width_px)

    def resized(self, width_px: int) -> "TimeScale":
        """The same moment at the left edge of another width; a fitted view stays fitted."""
        if self.is_fitted:
            return TimeScale(self.duration_ns, width_px)
        return replace(self, width_px=width_px)

    def showing(self, time_ns: int) -> "TimeScale":
        """A view with the moment in it, turned a page where it has left this one."""
        x = self.x_at(time_ns)
        if 0 <= x <= self.width_px:
            return self
        return replace(self, start_ns=time_ns - self.ns_per_px * self.width_px * 0.1)

    def tick_step_ns(self, least_px: float) -> int:
        """The distance between labelled ticks that keeps them `least_px` apart."""
        wanted = least_px * self.ns_per_px
        return next((step for step in _TICK_STEPS_NS if step >= wanted), _TICK_STEPS_NS[-1])

    def visible(self, span: Span) -> bool:
        """Whether any of the stretch is in view."""
        return span.end_ns >= self.start_ns and span.start_ns <= self.end_ns
