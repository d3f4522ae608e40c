"""The after page's words for outcomes, times and people."""

from PySide6.QtCore import QCoreApplication

from observer.model.clock import NS_PER_SECOND
from observer.model.sitting import Outcome


def outcome_words(outcome: Outcome) -> str:
    """The outcome as a person calls it, as the console has it on its buttons."""
    words = {
        Outcome.SUCCESS: _tr("Done"),
        Outcome.DIFFICULTY: _tr("With difficulty"),
        Outcome.FAILED: _tr("Failed"),
        Outcome.GIVEN_UP: _tr("Gave up"),
    }
    return words[outcome]


def role_words(role: str) -> str:
    """A role as a person calls it; one that nobody foresaw stays as it is."""
    return {"moderator": _tr("moderator"), "observer": _tr("observer")}.get(role, role)


def spoken_length(length_ns: int) -> str:
    """`52 min`, `1 h 10 min`, `40 s`."""
    seconds = round(length_ns / NS_PER_SECOND)
    if seconds < 60:
        return _tr("{n} s").format(n=seconds)
    hours, minutes = divmod(round(seconds / 60), 60)
    if not hours:
        return _tr("{n} min").format(n=minutes)
    return _tr("{hours} h {minutes} min").format(hours=hours, minutes=minutes)


def spoken_people(count: int) -> str:
    """`1 person`, `3 people`."""
    return _tr("1 person") if count == 1 else _tr("{n} people").format(n=count)


def _tr(text: str) -> str:
    return QCoreApplication.translate("after", text)
