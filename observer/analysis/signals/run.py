"""All rules over one session."""

from collections.abc import Iterable, Sequence

from observer.analysis.picture_track import PictureTrack
from observer.analysis.signals.candidate import Candidate
from observer.analysis.signals.dead_click import NAME as DEAD_CLICK
from observer.analysis.signals.long_wait import NAME as LONG_WAIT
from observer.analysis.signals.rage_clicks import NAME as RAGE_CLICKS
from observer.analysis.signals.rules import RULES
from observer.analysis.signals.settings import DEFAULTS, SignalSettings
from observer.analysis.tracks import Tracks
from observer.model.signal import Signal

_STRONGER = {DEAD_CLICK: (RAGE_CLICKS, LONG_WAIT)}
"""A rule that is silent where one of the others speaks of the same moment."""


def candidates_of(tracks: Tracks, settings: SignalSettings = DEFAULTS) -> list[Candidate]:
    """What the rules suspect; the picture may still speak against it."""
    asked = (rule for rule in RULES if settings.asks(rule.name))
    return [candidate for rule in asked for candidate in rule.find(tracks, settings.of(rule.name))]


def settled(candidates: Iterable[Candidate], picture: PictureTrack | None) -> list[Signal]:
    """The candidates that the picture bears out, in time; each moment told by the stronger rule."""
    known = picture or PictureTrack()
    found = [candidate.signal for candidate in candidates if candidate.holds(known)]
    found = [signal for signal in found if not _is_told_better(signal, found)]
    return sorted(found, key=lambda signal: (signal.start_ns, signal.rule))


def signals_of(tracks: Tracks, settings: SignalSettings = DEFAULTS) -> list[Signal]:
    """The signals of a session, in time."""
    return settled(candidates_of(tracks, settings), tracks.picture)


def _is_told_better(signal: Signal, found: Sequence[Signal]) -> bool:
    stronger = _STRONGER.get(signal.rule, ())
    return any(
        other.rule in stronger
        and other.start_ns <= signal.end_ns
        and signal.start_ns <= other.end_ns
        for other in found
    )
