"""Everything a report says, put into words once, for every form it is written in."""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from observer.analysis.insight import Insight
from observer.export.reports.evidence import FindingPart, MomentLine, Quote
from observer.export.reports.headlines import Headline
from observer.export.reports.method import Method
from observer.export.reports.people import ParticipantLine, SegmentLine, WatcherLine
from observer.export.reports.places import CrossingLine, PlaceLine
from observer.export.reports.tasks import FormLine, TaskLine


@dataclass(frozen=True, slots=True)
class Report:
    """One study, told. `facts_line` are the figures under its title; `limits` whole sentences."""

    found: Insight
    title: str
    question: str
    tested_on: str
    made_on: str
    facts_line: Sequence[str]
    headlines: Sequence[Headline]
    tasks: Sequence[TaskLine]
    time_axis: Markup
    share_axis: Markup
    forms: Sequence[FormLine]
    findings: Sequence[FindingPart]
    loose: Sequence[MomentLine]
    quotes: Sequence[Quote]
    places: Sequence[PlaceLine]
    crossings: Sequence[CrossingLine]
    segments: Sequence[SegmentLine]
    watchers: Sequence[WatcherLine]
    participants: Sequence[ParticipantLine]
    discovery: str
    cost: str
    cost_basis: Sequence[str]
    method: Method
    limits: Sequence[str]
    withheld: Sequence[str]
    moments: Sequence[MomentLine]

    @property
    def predicted(self) -> bool:
        """Whether anybody predicted how a task would go."""
        return bool(self.found.facts.predictions)

    @property
    def took(self) -> Sequence[TaskLine]:
        """The tasks of which somebody's hands were measured."""
        pairs = zip(self.tasks, self.found.tasks, strict=True)
        return [line for line, gap in pairs if gap.figures.effort.measured]

    @property
    def asked_ease(self) -> bool:
        """Whether anybody said how easy a task was."""
        return any(gap.figures.seq for gap in self.found.tasks)
