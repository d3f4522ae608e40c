"""When help or search was turned to, by a key or by a window that speaks of it.

F1, a shortcut that finds (Ctrl+F), or a window or page whose title speaks of help or of a search
engine. Who goes on in the same help within a minute has turned to it once.
"""

import re
from collections.abc import Callable, Iterator

from observer.analysis.signals.wording import named
from observer.analysis.tracks import Tracks
from observer.model.clock import NS_PER_SECOND
from observer.model.samples import KeyClass

AGAIN_AFTER_NS = 60 * NS_PER_SECOND

_HELP = re.compile(
    r"\b(help|support|faq|documentation|user guide|manual|how to|tutorial|stack overflow"
    r"|google search|google suche|duckduckgo|bing"
    r"|hilfe|anleitung|handbuch|aide|ayuda|aiuto|hulp)\b",
    re.IGNORECASE,
)
_KEYS = {"f1": "F1", "ctrl+f": "Ctrl+F", "super+f1": "Super+F1"}


def help_turns(
    tracks: Tracks, counts: Callable[[int], bool], again_after_ns: int = AGAIN_AFTER_NS
) -> Iterator[tuple[int, str]]:
    """Each time that counts, in ns, and in words what was done."""
    last_ns: int | None = None
    for time_ns, what in sorted((*_by_key(tracks), *_by_window(tracks))):
        if not counts(time_ns):
            continue
        if last_ns is None or time_ns - last_ns >= again_after_ns:
            yield time_ns, what
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
