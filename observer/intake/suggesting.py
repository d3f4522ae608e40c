"""Signals of a session as suggestions in the library, for a person to accept or reject."""

from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from pathlib import Path

from observer.analysis.signals.rules import RULES
from observer.analysis.signals.settings import DEFAULTS, SignalSettings
from observer.analysis.tracks import ShownText
from observer.database.library import DATABASE_NAME, Library, open_library
from observer.intake.signal_tracks import find_signals, read_tracks
from observer.model.annotation import Annotation, AnnotationKind, Standing
from observer.model.identity import new_id
from observer.model.signal import Signal
from observer.model.sitting import Asking, Attempt
from observer.session.folder import find_folder
from observer.session.reader import SessionReader

AUTHOR = "rule"
"""Who says what a rule suggests."""


def suggest_signals(
    library: Library,
    root: Path,
    session_id: str,
    settings: SignalSettings = DEFAULTS,
    *,
    words: Iterable[ShownText] = (),
    voice: bool = False,
    cancelled: Callable[[], bool] = lambda: False,
) -> int:
    """Find a session's signals and keep them as suggestions; how many are new.

    What a person has judged stays as it is, and is not raised again. Takes as long as reading the
    session does, and with `voice` some ten seconds an hour more: not for a window's own thread.
    Raises SessionNotFound, SessionDamaged, MediaError or LibraryError.
    """
    reader = SessionReader(find_folder(root, session_id))
    tracks = read_tracks(
        reader,
        attempts=library.attempts(session_id),
        askings=library.askings(session_id),
        words=words,
        voice=voice,
    )
    found = find_signals(reader, tracks, settings, cancelled)
    asked = [rule.name for rule in RULES if settings.asks(rule.name)]
    return library.suggest(session_id, [_suggestion(session_id, it) for it in found], asked)


def known_of_sitting(root: Path, session_id: str) -> tuple[tuple[Attempt, ...], tuple[Asking, ...]]:
    """The attempts and askings that a library keeps of the session; none where there is none."""
    if not (root / DATABASE_NAME).is_file():
        return (), ()
    with open_library(root) as library:
        return tuple(library.attempts(session_id)), tuple(library.askings(session_id))


def _suggestion(session_id: str, signal: Signal) -> Annotation:
    at = datetime.now(UTC).isoformat()
    return Annotation(
        id=new_id(),
        session_id=session_id,
        author=AUTHOR,
        kind=AnnotationKind.FRICTION,
        start_ns=signal.start_ns,
        end_ns=signal.end_ns,
        severity=None,
        note="",
        created_at=at,
        changed_at=at,
        rule=signal.rule,
        reason=signal.reason,
        standing=Standing.SUGGESTED,
    )
