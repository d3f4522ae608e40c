"""Which screens participants looked at, and the stretches in which each was in front."""

from collections.abc import Callable
from dataclasses import dataclass

from observer.analysis.study_facts import SessionFacts, StudyFacts
from observer.model.errors import Cancelled


@dataclass(frozen=True, slots=True)
class Stay:
    """From when to when a screen was in front in one session, in ns on its clock."""

    session_id: str
    start_ns: int
    end_ns: int


@dataclass(frozen=True, slots=True)
class Screen:
    """One window or page, known by its application and title; `stays` in the sessions' order."""

    application: str
    title: str
    stays: tuple[Stay, ...]

    @property
    def time_ns(self) -> int:
        """How long it was in front, in all sessions together."""
        return sum(stay.end_ns - stay.start_ns for stay in self.stays)

    @property
    def session_ids(self) -> tuple[str, ...]:
        """The sessions in which it was in front."""
        return tuple(dict.fromkeys(stay.session_id for stay in self.stays))


def screens(facts: StudyFacts, cancelled: Callable[[], bool] = lambda: False) -> tuple[Screen, ...]:
    """All of them, those that most sessions and then most time went through first.

    Titles are compared as they stand: a page whose title tells a number is another page each time.
    Raises Cancelled once `cancelled` says so.
    """
    found: dict[tuple[str, str], list[Stay]] = {}
    for session in facts.sessions:
        if cancelled():
            raise Cancelled("The screens were not found to the end", "Ask for them again")
        for key, stay in _stays(session):
            found.setdefault(key, []).append(stay)
    made = [Screen(*key, tuple(stays)) for key, stays in found.items()]
    return tuple(sorted(made, key=lambda one: (-len(one.session_ids), -one.time_ns, one.title)))


def _stays(session: SessionFacts) -> list[tuple[tuple[str, str], Stay]]:
    starts = [change.time_ns for change in session.windows]
    ends = [*starts, session.duration_ns][1:]  # none where no window was recorded
    return [
        ((change.application, change.title), Stay(session.id, change.time_ns, end_ns))
        for change, end_ns in zip(session.windows, ends, strict=True)
        if (change.application or change.title) and end_ns > change.time_ns
    ]
