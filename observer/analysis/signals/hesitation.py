"""Hesitation: during a task nothing is done for long, and then the work goes on.

Twenty seconds without a press, a key, the wheel or a move of the pointer to speak of. After another
window or page came up, and before or after the wheel was turned, people read: then twice as long.
Not while somebody speaks, and not where another window came by itself. It fires during an attempt
at a task alone: outside of one, people think, read and fetch coffee.

Source: Nielsen (1993), Usability Engineering, 5.5: ten seconds are the limit for keeping attention
on a task; the default is twice that. In the keystroke-level model one act of thinking takes 1.35 s
(Card, Moran & Newell 1980), so that twenty seconds are some fifteen of them.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from observer.analysis.signals.candidate import Candidate
from observer.analysis.signals.thresholds import Thresholds, bounded
from observer.analysis.signals.wording import seconds
from observer.analysis.tracks import Tracks
from observer.model.clock import NS_PER_MS, NS_PER_SECOND
from observer.model.samples import InputKind
from observer.model.signal import Signal

NAME = "hesitation"

_NEW_PAGE_NS = 3 * NS_PER_SECOND  # a page that came so shortly before the pause is being read


@dataclass(frozen=True)
class Hesitation(Thresholds):
    """The thresholds. A move below `still_px` is a hand that lies on the mouse."""

    idle_ms: int = bounded(20_000, 5_000, 300_000)
    reading_factor: float = bounded(2.0, 1.0, 10.0)
    still_px: int = bounded(15, 0, 200)


def find(tracks: Tracks, settings: Hesitation) -> Iterator[Candidate]:
    """Each pause in a task that another act ends."""
    if not tracks.attempts:
        return
    for start_ns, end_ns in _pauses(tracks, settings.still_px, settings.idle_ms * NS_PER_MS):
        if not (tracks.in_attempt(start_ns) and tracks.in_attempt(end_ns)):
            continue
        if not tracks.is_recorded(start_ns, end_ns) or _is_busy(tracks, start_ns, end_ns):
            continue
        reads = _reads_on(tracks, start_ns, end_ns)
        factor = settings.reading_factor if reads else 1.0
        if end_ns - start_ns >= settings.idle_ms * NS_PER_MS * factor:
            yield Candidate(_signal(tracks, start_ns, end_ns))


def _pauses(tracks: Tracks, still_px: int, least_ns: int) -> Iterator[tuple[int, int]]:
    """Stretches between acts and moves of some length, of `least_ns` at the least."""
    last_ns, x, y = None, 0, 0
    for event in tracks.events:
        moved = max(abs(event.x - x), abs(event.y - y)) > still_px
        if event.kind is InputKind.MOVE and not moved:
            continue
        if last_ns is not None and event.time_ns - last_ns >= least_ns:
            yield last_ns, event.time_ns
        last_ns = event.time_ns
        if event.kind is not InputKind.KEY:
            x, y = event.x, event.y


def _reads_on(tracks: Tracks, start_ns: int, end_ns: int) -> bool:
    """Whether a page had just come, or the wheel came before the pause or after it."""
    for page in tracks.windows_between(start_ns - _NEW_PAGE_NS, start_ns + _NEW_PAGE_NS):
        if not tracks.acts_between(page.time_ns, start_ns):
            return True
    near = tracks.acts_between(start_ns - _NEW_PAGE_NS, start_ns)[-1:]
    near = [*near, *tracks.acts_between(end_ns - NS_PER_MS, end_ns + _NEW_PAGE_NS)[:1]]
    return any(act.kind is InputKind.SCROLL for act in near)


def _is_busy(tracks: Tracks, start_ns: int, end_ns: int) -> bool:
    """Whether they spoke, or another window came by itself in the midst of it."""
    if tracks.loudness is not None and tracks.loudness.speaks(start_ns, end_ns):
        return True
    return bool(tracks.windows_between(start_ns + _NEW_PAGE_NS, end_ns - NS_PER_MS))


def _signal(tracks: Tracks, start_ns: int, end_ns: int) -> Signal:
    silent = " and nothing was said" if tracks.loudness is not None else ""
    reason = (
        f"During a task nothing was done{silent} for {seconds(end_ns - start_ns)}, "
        "and then the work went on."
    )
    return Signal(NAME, start_ns, end_ns, reason)
