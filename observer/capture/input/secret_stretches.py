"""From looks at what is in front to which moments are secret, with room for late news."""

from collections import deque
from dataclasses import dataclass

from observer.model.clock import NS_PER_MS

LATE_NEWS_NS = 250 * NS_PER_MS
"""How long a window may be in front before a look finds it there.

A window manager tells some milliseconds after the keys have begun to go elsewhere; a quarter of a
second allows for a machine that is short.
"""


@dataclass(frozen=True, slots=True)
class Look:
    """Whether a secret window was found in front, asked and answered between two moments."""

    began_ns: int
    ended_ns: int
    secret: bool


@dataclass(slots=True)
class Stretch:
    """A stretch in which a secret window was in front; it goes on while `end_ns` is None.

    It is `told_ns` that a gap begins, which is not earlier than what was withheld.
    """

    start_ns: int
    told_ns: int
    end_ns: int | None = None


class SecretStretches:
    """Judges moments by the looks before and after them.

    Secret is what lies between the last look without a secret window and the first one with it,
    at least LATE_NEWS_NS before that; and from there all until a look has ended without one.
    """

    def __init__(self, since_ns: int) -> None:
        self._floor_ns = since_ns  # a stretch begins after this and after the one before it
        self._looked_ns = since_ns  # when the latest look began
        self._stretches: deque[Stretch] = deque()

    @property
    def looked_ns(self) -> int:
        """Until when what was in front is known."""
        return self._looked_ns

    def saw(self, look: Look) -> Stretch | None:
        """Take a look into account; the stretch that it ends, if it does."""
        last = self._stretches[-1] if self._stretches else None
        ended = None
        if last is not None and last.end_ns is None:
            if not look.secret:
                last.end_ns = self._floor_ns = look.ended_ns
                ended = last
        elif look.secret:
            late_ns = look.began_ns - LATE_NEWS_NS
            start_ns = max(self._floor_ns, min(self._looked_ns, late_ns))
            self._stretches.append(Stretch(start_ns, max(self._floor_ns, late_ns)))
        self._looked_ns = look.began_ns
        return ended

    def close(self, now_ns: int) -> Stretch | None:
        """End what still goes on; the stretch that this ends."""
        if self._stretches and self._stretches[-1].end_ns is None:
            self._stretches[-1].end_ns = now_ns
            return self._stretches[-1]
        return None

    def judge(self, time_ns: int, *, final: bool = False) -> bool | None:
        """Whether a moment is secret; None while a look may yet say so.

        Ask in rising time. With `final`, what was seen up to here decides.
        """
        while (
            len(self._stretches) > 1
            and (end_ns := self._stretches[0].end_ns) is not None
            and end_ns <= time_ns
        ):
            self._stretches.popleft()
        for stretch in self._stretches:
            if stretch.end_ns is not None and stretch.end_ns <= time_ns:
                continue
            if stretch.start_ns <= time_ns:
                stretch.told_ns = min(stretch.told_ns, time_ns)
                return True
        return False if final or self._looked_ns >= time_ns + LATE_NEWS_NS else None
