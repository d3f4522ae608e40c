"""How far a session is, in words and colour."""

from PySide6.QtCore import QCoreApplication

from observer.database.rows import SessionRow
from observer.model.annotation import ReviewState
from observer.model.manifest import SessionState


def review_words(state: ReviewState) -> str:
    """`To review`, `In review`, `Done`."""
    return {
        ReviewState.TO_REVIEW: _tr("To review"),
        ReviewState.IN_REVIEW: _tr("In review"),
        ReviewState.DONE: _tr("Done"),
    }[state]


def review_tone(state: ReviewState) -> str:
    """The palette's token that goes with it."""
    return {
        ReviewState.TO_REVIEW: "faint",
        ReviewState.IN_REVIEW: "accent",
        ReviewState.DONE: "ok",
    }[state]


def state_words(row: SessionRow) -> str:
    """How far the review is, unless something about the recording comes first."""
    words = {
        SessionState.RECORDING: _tr("Recording"),
        SessionState.INTERRUPTED: _tr("Interrupted"),
        SessionState.MISSING: _tr("Folder is gone"),
        SessionState.CLOSED: review_words(row.review),
    }[row.state]
    return _tr("{state} · past its date").format(state=words) if row.is_past else words


def _tr(text: str) -> str:
    return QCoreApplication.translate("library", text)
