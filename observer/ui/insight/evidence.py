"""What a figure stands on: the moments and attempts one can go and look at."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import overload

from PySide6.QtCore import QCoreApplication

from observer.analysis.insight import Insight
from observer.analysis.study_facts import SessionFacts
from observer.analysis.task_figures import COMPLETED, seconds_of
from observer.model.annotation import Annotation
from observer.model.clock import format_ns
from observer.model.sitting import Attempt
from observer.ui.insight.words import counted, day_words, time_words
from observer.ui.review.words import moment_title, outcome_words, quote_words


@dataclass(frozen=True, slots=True)
class Sight:
    """One place in a session. `moment` is set where it is an annotation, `ok` of an attempt."""

    session_id: str
    at_ns: int
    title: str
    subline: str
    moment: Annotation | None = None
    ok: bool | None = None

    @property
    def annotation_id(self) -> str:
        """The moment's id; empty for an attempt or a whole session."""
        return self.moment.id if self.moment else ""


@dataclass(frozen=True, slots=True)
class Group:
    """Sights of one sort, under a heading."""

    heading: str
    sights: Sequence[Sight]


@dataclass(frozen=True, slots=True)
class Evidence:
    """A figure in a sentence or two, how it is made, and what it stands on."""

    title: str
    sentences: tuple[str, ...]
    groups: tuple[Group, ...]
    made: str = ""


class SightsOf(Sequence[Sight]):
    """Moments as sights, each made when it is looked at: there may be a hundred thousand."""

    def __init__(self, witnesses: "Witnesses", moments: Sequence[Annotation]) -> None:
        self._witnesses = witnesses
        self.moments = moments

    def __len__(self) -> int:
        return len(self.moments)

    @overload
    def __getitem__(self, place: int) -> Sight: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[Sight]: ...
    def __getitem__(self, place: int | slice) -> Sight | Sequence[Sight]:
        if isinstance(place, slice):
            return SightsOf(self._witnesses, self.moments[place])
        return self._witnesses.sight(self.moments[place])

    def matching(self, text: str) -> "SightsOf":
        """Those in which every word of the text occurs."""
        words = text.casefold().split()
        if not words:
            return self
        kept = [one for one in self.moments if self._says(one, words)]
        return SightsOf(self._witnesses, kept)

    def _says(self, said: Annotation, words: Sequence[str]) -> bool:
        who = self._witnesses.participant(said.session_id)
        told = f"{who} {said.note} {said.quote} {said.component} {said.rule}".casefold()
        return all(word in told for word in words)


class Witnesses:
    """Puts the sessions' names to moments and attempts."""

    def __init__(self, found: Insight) -> None:
        self._sessions: dict[str, SessionFacts] = {one.id: one for one in found.facts.sessions}

    def participant(self, session_id: str) -> str:
        """The code of whom a session watched."""
        session = self._sessions.get(session_id)
        return session.participant if session else ""

    def moments(self, heading: str, moments: Sequence[Annotation]) -> tuple[Group, ...]:
        """A group of these moments, or none where there are none."""
        return (Group(heading, SightsOf(self, moments)),) if moments else ()

    def sight(self, moment: Annotation) -> Sight:
        """One moment."""
        quote = quote_words(moment)
        parts = (
            self.participant(moment.session_id),
            format_ns(moment.start_ns),
            moment.component,
            quote if moment.note.strip() else "",
        )
        title = quote if quote and not moment.note.strip() else moment_title(moment)
        subline = " · ".join(part for part in parts if part)
        return Sight(moment.session_id, moment.start_ns, title, subline, moment)

    def attempts(self, attempts: Iterable[Attempt]) -> tuple[Group, ...]:
        """Who tried, how it ended and how long it took."""
        sights = tuple(
            Sight(
                one.session_id,
                one.start_ns,
                _tr("{who}: {outcome}").format(
                    who=self.participant(one.session_id), outcome=outcome_words(one.outcome)
                ),
                " · ".join(
                    (
                        time_words(seconds_of(one)),
                        format_ns(one.start_ns),
                        *((_helped(one.helped),) if one.helped else ()),
                    )
                ),
                ok=one.outcome in COMPLETED,
            )
            for one in attempts
        )
        return (Group(_tr("Attempts it stands on"), sights),) if sights else ()

    def sessions(self, heading: str, session_ids: Iterable[str]) -> tuple[Group, ...]:
        """Whole sit-ins."""
        found = (self._sessions[one] for one in session_ids if one in self._sessions)
        sights = tuple(
            Sight(
                one.id,
                0,
                one.participant,
                " · ".join(
                    (
                        day_words(one.recorded_at),
                        time_words(one.duration_ns / 1e9),
                        counted(len(one.annotations), _tr("moment"), _tr("moments")),
                    )
                ),
            )
            for one in found
        )
        return (Group(heading, sights),) if sights else ()


def attempts_evidence(found: Insight, sentence: str) -> Evidence:
    """Every attempt of the study, where a sentence speaks of none in particular."""
    attempts = [one for session in found.facts.sessions for one in session.attempts]
    return Evidence(_tr("Attempts"), (sentence,), Witnesses(found).attempts(attempts))


def _helped(times: int) -> str:
    return _tr("helped {times}").format(times=counted(times, _tr("time"), _tr("times")))


def _tr(text: str) -> str:
    return QCoreApplication.translate("Insight", text)
