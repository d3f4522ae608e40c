"""How much of a stretch is told to hold nothing."""

from collections.abc import Iterable

from observer.model.consent import TrackKind
from observer.model.samples import Gap


def excused_ns(
    gaps: Iterable[Gap], start_ns: int, end_ns: int, track: TrackKind = TrackKind.SCREEN
) -> int:
    """How much of start to end lies in gaps of the track, or of all tracks."""
    told = (gap for gap in gaps if gap.track in (None, track))
    return sum(max(0, min(gap.end_ns, end_ns) - max(gap.start_ns, start_ns)) for gap in told)
