"""Who was watched, who is still to be, and who of the team watched: codes alone, and counts."""

from dataclasses import dataclass

from markupsafe import Markup

from observer.analysis.insight import Insight
from observer.export.reports.charts import people_chart
from observer.export.reports.figures import counted, day, length
from observer.model.clock import NS_PER_SECOND


@dataclass(frozen=True, slots=True)
class SegmentLine:
    """How many of a kind of customer were watched, of how many wanted."""

    name: str
    words: str
    chart: Markup
    missing: int
    codes: str


@dataclass(frozen=True, slots=True)
class WatcherLine:
    """How long somebody of the team watched, how many participants, and when last."""

    name: str
    hours: str
    participants: str
    last: str


@dataclass(frozen=True, slots=True)
class ParticipantLine:
    """One session of a participant."""

    code: str
    segment: str
    day: str
    length: str
    tasks: str
    moments: int


def segment_lines(found: Insight) -> tuple[SegmentLine, ...]:
    """Each kind of customer in the study's order."""
    lines = []
    for one in found.coverage:
        there = len(one.watched)
        words = f"{there} of {one.wanted}" if one.wanted else f"{there}"
        lines.append(
            SegmentLine(
                one.name,
                words,
                people_chart(f"{one.name}: {words} watched", there, one.wanted),
                one.missing,
                ", ".join(one.watched),
            )
        )
    return tuple(lines)


def watcher_lines(found: Insight, *, named: bool) -> tuple[WatcherLine, ...]:
    """Who watched most first; numbered unless they are to be named."""
    return tuple(
        WatcherLine(
            one.name if named else f"Person {number}",
            length(one.hours * 3600),
            counted(one.participants, "participant"),
            day(one.last_at),
        )
        for number, one in enumerate(found.watchers, 1)
    )


def participant_lines(found: Insight) -> tuple[ParticipantLine, ...]:
    """Every session in the order they were recorded."""
    segments = {segment.id: segment.name for segment in found.facts.study.segments}
    return tuple(
        ParticipantLine(
            session.participant,
            segments.get(session.segment_id, "–"),
            day(session.recorded_at),
            length(session.duration_ns / NS_PER_SECOND),
            counted(len({attempt.task_id for attempt in session.attempts}), "task"),
            len(session.annotations),
        )
        for session in found.facts.sessions
    )
