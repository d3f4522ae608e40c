"""Help or search opened during a task: the product did not show the way by itself.

F1, a shortcut that finds (Ctrl+F), or a window or page whose title speaks of help or of a search
engine, while somebody tries to do a task. Who goes on in the same help is told once a minute.

Source: help and documentation are the tenth of Nielsen's heuristics, best not needed (Nielsen
1994); how often help was turned to is a measure in Nielsen (1993, 6.2).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from observer.analysis.signals.candidate import Candidate
from observer.analysis.signals.thresholds import Thresholds, bounded
from observer.analysis.signals.wording import named
from observer.analysis.tracks import Tracks
from observer.model.clock import NS_PER_MS
from observer.model.samples import KeyClass
from observer.model.signal import Signal

NAME = "help-opened"

_HELP = re.compile(
    r"\b(help|support|faq|documentation|user guide|manual|how to|tutorial|stack overflow"
    r"|google search|google suche|duckduckgo|bing"
    r"|hilfe|anleitung|handbuch|aide|ayuda|aiuto|hulp)\b",
    re.IGNORECASE,
)
_KEYS = {"f1": "F1", "ctrl+f": "Ctrl+F", "super+f1": "Super+F1"}


@dataclass(frozen=True)
class HelpOpened(Thresholds):
    """The thresholds: help is told again only after so long."""

    again_after_ms: int = bounded(60_000, 1_000, 600_000)


def find(tracks: Tracks, settings: HelpOpened) -> Iterator[Candidate]:
    """Each time that help or search was turned to during an attempt."""
    last_ns: int | None = None
    for time_ns, what in sorted((*_by_key(tracks), *_by_window(tracks))):
        if not tracks.in_attempt(time_ns):
            continue
        if last_ns is None or time_ns - last_ns >= settings.again_after_ms * NS_PER_MS:
            reason = f"During a task {what}."
            yield Candidate(Signal(NAME, time_ns, time_ns, reason))
        last_ns = time_ns


def _by_key(tracks: Tracks) -> Iterator[tuple[int, str]]:
    for key in tracks.keys:
        name = _KEYS.get(key.key.lower())
        if name and key.key_class in {KeyClass.FUNCTION, KeyClass.SHORTCUT}:
            yield key.time_ns, f"{name} was pressed for help or search"


def _by_window(tracks: Tracks) -> Iterator[tuple[int, str]]:
    helping = False
    for window in tracks.windows or ():
        was, helping = helping, bool(_HELP.search(window.title))
        if helping and not was:
            yield window.time_ns, f"{named(window.title, window.application)} was opened"
