"""Which of a camera's pictures are wanted."""

from observer.model.clock import NS_PER_SECOND

_SHED_NS = NS_PER_SECOND  # one picture a second still shows that somebody is there


class Pace:
    """Lets through at most so many pictures a second of each that a camera offers."""

    def __init__(self, period_ns: int) -> None:
        self._period_ns = period_ns
        self._slot_ns = 0

    def admits(self, taken_ns: int) -> bool:
        """Whether a picture of this moment is due; a quarter of the period early is near enough."""
        if taken_ns < self._slot_ns - self._period_ns // 4:
            return False
        self._slot_ns = max(self._slot_ns, taken_ns - self._period_ns) + self._period_ns
        return True


class Ration:
    """The usual pace, and the one while the machine is short; counts what the latter costs."""

    def __init__(self, fps: int) -> None:
        self._usual = Pace(NS_PER_SECOND // fps)
        self._short = Pace(_SHED_NS)
        self.shedding = False
        self.dropped = 0

    def admits(self, taken_ns: int) -> bool:
        """Whether a picture of this moment is wanted."""
        if not self._usual.admits(taken_ns):
            return False
        if self.shedding and not self._short.admits(taken_ns):
            self.dropped += 1
            return False
        return True
