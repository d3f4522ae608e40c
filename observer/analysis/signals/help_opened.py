"""Help or search opened during a task: the product did not show the way by itself.

What counts as help is said in help_turns.py; here it is told while somebody tries to do a task.
Who goes on in the same help is told once a minute.

Source: help and documentation are the tenth of Nielsen's heuristics, best not needed (Nielsen
1994); how often help was turned to is a measure in Nielsen (1993, 6.2).
"""

from collections.abc import Iterator
from dataclasses import dataclass

from observer.analysis.help_turns import help_turns
from observer.analysis.signals.candidate import Candidate
from observer.analysis.signals.thresholds import Thresholds, bounded
from observer.analysis.tracks import Tracks
from observer.model.clock import NS_PER_MS
from observer.model.signal import Signal

NAME = "help-opened"


@dataclass(frozen=True)
class HelpOpened(Thresholds):
    """The thresholds: help is told again only after so long."""

    again_after_ms: int = bounded(60_000, 1_000, 600_000)


def find(tracks: Tracks, settings: HelpOpened) -> Iterator[Candidate]:
    """Each time that help or search was turned to during an attempt."""
    again_after_ns = settings.again_after_ms * NS_PER_MS
    for time_ns, what in help_turns(tracks, tracks.in_attempt, again_after_ns):
        yield Candidate(Signal(NAME, time_ns, time_ns, f"During a task {what}."))
