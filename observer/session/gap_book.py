"""The gaps of a session while it is recorded, an unfinished one among them."""

from collections.abc import Iterable

from observer.model.samples import Gap


class GapBook:
    """Collects gaps. One that is told without a length is open; its end is told later."""

    def __init__(self, gaps: Iterable[Gap] = ()) -> None:
        self._gaps = list(gaps)
        self.is_kept = True
        """Whether the manifest on the disk holds them all; whoever writes it sets this."""

    def add(self, gap: Gap) -> None:
        """Take a gap, or the end of an open one that began then, for the same track and reason."""
        self.is_kept = False
        for place, known in enumerate(self._gaps):
            if known.start_ns == known.end_ns == gap.start_ns and (known.reason, known.track) == (
                gap.reason,
                gap.track,
            ):
                self._gaps[place] = gap
                return
        self._gaps.append(gap)

    def all(self) -> tuple[Gap, ...]:
        """The gaps, in the order in which they began to be told."""
        return tuple(self._gaps)
