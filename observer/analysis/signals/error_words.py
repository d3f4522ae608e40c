"""Words of failure on screen.

What text recognition read, if anybody gives it, and the titles of windows that begin with such a
word, as those of message boxes do. The same word within half a minute is told once. A file that is
called error.py is no failure: words count where they stand alone.

Source: an error message met is the plainest of usability measures (ISO 9241-11:2018, errors as a
measure of effectiveness; Nielsen 1993, 6.2). The words are common in messages of desktop and web.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from observer.analysis.signals.candidate import Candidate
from observer.analysis.signals.thresholds import Thresholds, bounded
from observer.analysis.tracks import ShownText, Tracks
from observer.model.clock import NS_PER_MS
from observer.model.signal import Signal

NAME = "error-words"

WORDS = (
    # English, German, French, Spanish, Dutch, Italian
    "error invalid failed failure denied forbidden unavailable crashed expired incorrect warning "
    "fehler ungültig ungültige ungültiger ungültiges fehlgeschlagen gescheitert verweigert warnung "
    "abgelaufen "
    "erreur invalide échec échoué refusé expiré avertissement "
    "fallo falló inválido denegado rechazado caducado "
    "fout ongeldig ongeldige mislukt geweigerd verlopen "
    "errore fallito negato scaduto"
)
PHRASES = (
    "not found", "went wrong", "try again", "could not", "cannot be", "is required",
    "nicht gefunden", "nicht möglich", "introuvable", "no encontrado", "niet gevonden",
)  # fmt: skip

_FAILURE = re.compile(
    r"(?<![\w.\-/])(" + "|".join(map(re.escape, (*WORDS.split(), *PHRASES))) + r")(?![\w\-/]|\.\w)",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class ErrorWords(Thresholds):
    """The thresholds: the same word is told again only after so long."""

    again_after_ms: int = bounded(30_000, 1_000, 600_000)


def find(tracks: Tracks, settings: ErrorWords) -> Iterator[Candidate]:
    """Words read on the screen, then words in titles."""
    told: dict[str, int] = {}
    shown = sorted((*tracks.words, *_titles(tracks)), key=lambda text: text.time_ns)
    for text, word in failures_in(shown):
        seen_ns = told.get(word.casefold())
        told[word.casefold()] = text.time_ns
        if seen_ns is None or text.time_ns - seen_ns >= settings.again_after_ms * NS_PER_MS:
            yield Candidate(_signal(text, word))


def failures_in(shown: Iterable[ShownText]) -> Iterator[tuple[ShownText, str]]:
    """Each text with the first word of failure in it."""
    for text in shown:
        found = _FAILURE.search(text.text)
        if found:
            yield text, found[1]


def _titles(tracks: Tracks) -> Iterator[ShownText]:
    for window in tracks.windows or ():
        if _FAILURE.match(window.title):
            yield ShownText(window.time_ns, window.title)


def _signal(text: ShownText, word: str) -> Signal:
    line = " ".join(text.text.split())
    line = line if len(line) <= 80 else line[:79] + "…"
    reason = f"“{word}” came up on the screen, in “{line}”."
    return Signal(NAME, text.time_ns, text.time_ns, reason, text.x, text.y)
