"""Findings, moments and quotes as a report shows them, with the pictures that prove them."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from observer.analysis.board import FindingFigures
from observer.analysis.insight import Insight
from observer.analysis.study_facts import StudyFacts
from observer.export.reports.clips import ReportClip
from observer.export.reports.figures import clock, counted, day, listed, share_words
from observer.export.reports.pictures import ReportPicture
from observer.model.annotation import SEVERITY_WORDS, Annotation, AnnotationKind

PICTURES_A_FINDING = 2
MOST_PICTURES = 24
"""Of some 100 kB each: a report has to fit into a mail."""

Camera = Callable[[Annotation], ReportPicture | None]
Cutter = Callable[[Annotation], ReportClip | None]


@dataclass(frozen=True, slots=True)
class MomentLine:
    """One moment. `who` is a code, `at` the session's time, `label` its code and kind of customer.

    `severity` is 0 to 4, None where nobody judged it.
    """

    who: str
    label: str
    at: str
    kind: str
    severity: int | None
    severity_words: str
    note: str
    quote: str
    task: str
    place: str
    codes: str
    finding: str
    picture: ReportPicture | None = None
    clip: ReportClip | None = None


@dataclass(frozen=True, slots=True)
class FindingPart:
    """One finding with its figures in words, and its best sights."""

    name: str
    description: str
    severity: int | None
    severity_words: str
    state: str
    met_by: str
    share: str
    segments: str
    owners: str
    change: str
    issue: str
    sights: Sequence[MomentLine]
    others: str


@dataclass(frozen=True, slots=True)
class Quote:
    """A participant's own words, `by` their code and kind of customer, and when, in which task."""

    words: str
    by: str
    at: str
    task: str


class Evidence:
    """Makes the lines; `camera` takes the pictures, `cutter` cuts the clips of findings."""

    def __init__(self, facts: StudyFacts, camera: Camera, cutter: Cutter) -> None:
        self._facts = facts
        self._camera = camera
        self._cutter = cutter
        self._left = MOST_PICTURES
        self._session = {session.id: session for session in facts.sessions}
        self._task = {task.id: task.title for task in facts.study.tasks}
        self._segment = {segment.id: segment.name for segment in facts.study.segments}
        self._code = {code.id: code.name for code in facts.study.codebook}
        self._finding = {finding.id: finding.name for finding in facts.findings}

    def findings(self, found: Insight) -> tuple[FindingPart, ...]:
        """The board, the worst first, those that were met."""
        return tuple(self._part(one) for one in found.findings if one.moments)

    def loose(self, found: Insight) -> tuple[MomentLine, ...]:
        """Friction that belongs to no finding, the worst first; the worst with a picture."""
        return tuple(
            self.line(said, pictured=(said.severity or 0) > 1) for said in found.loose[:12]
        )

    def quotes(self) -> tuple[Quote, ...]:
        """What participants said, once each, in the order of the sessions."""
        found: dict[tuple[str, str], Quote] = {}
        for session in self._facts.sessions:
            for said in session.annotations:
                words = said.quote.strip()
                if not words:
                    continue
                label = self._label(session.participant, session.segment_id)
                task = self._task.get(said.task_id, "")
                quote = Quote(words, label, clock(said.start_ns), task)
                found.setdefault((session.participant, words), quote)
        return tuple(found.values())

    def moments(self) -> tuple[MomentLine, ...]:
        """Every moment, in the order of the sessions and of time."""
        return tuple(
            self.line(said)
            for session in self._facts.sessions
            for said in sorted(session.annotations, key=lambda one: one.start_ns)
        )

    def line(self, said: Annotation, *, pictured: bool = False) -> MomentLine:
        """One moment, with its picture where one is wanted and there."""
        session = self._session[said.session_id]
        place = " · ".join(part for part in (said.component, said.team) if part)
        return MomentLine(
            who=session.participant,
            label=self._label(session.participant, session.segment_id),
            at=clock(said.start_ns),
            kind=str(said.kind),
            severity=said.severity,
            severity_words=_severity(said.severity),
            note=said.note.strip() or ("" if said.quote else "not described"),
            quote=said.quote.strip(),
            task=self._task.get(said.task_id, ""),
            place=place,
            codes=", ".join(self._code.get(code, code) for code in said.codes),
            finding=self._finding.get(said.finding_id, ""),
            picture=self._picture(said) if pictured else None,
        )

    def _part(self, one: FindingFigures) -> FindingPart:
        sights = self._sights(one.moments)
        met = [
            f"{self._segment.get(segment, 'no segment')} ({count})"
            for segment, count in one.segments.items()
        ]
        others = len(one.moments) - len(sights)
        return FindingPart(
            name=one.finding.name,
            description=one.finding.description.strip(),
            severity=one.severity,
            severity_words=_severity(one.severity),
            state=one.state,
            met_by=f"{len(one.participants)} of {one.frequency.count if one.frequency else 0}",
            share=share_words(one.frequency),
            segments=listed(met) if len(self._segment) and met else "",
            owners=listed(_owners(one.moments)) if _owners(one.moments) else "",
            change=_change(one),
            issue=one.finding.issue.strip(),
            sights=sights,
            others=f"and {counted(others, 'more moment')} in the appendix" if others > 0 else "",
        )

    def _sights(self, moments: Sequence[Annotation]) -> tuple[MomentLine, ...]:
        """The worst moments, one a participant, those with the participant's words first."""
        ranked = sorted(moments, key=lambda said: (-(said.severity or 0), not said.quote))
        best: dict[str, Annotation] = {}
        for said in ranked:
            best.setdefault(self._session[said.session_id].participant, said)
        chosen = list(best.values())[:PICTURES_A_FINDING]
        lines = (self.line(said, pictured=True) for said in chosen)
        return tuple(
            replace(line, clip=self._cutter(said)) if line.picture else line
            for line, said in zip(lines, chosen, strict=True)
        )

    def _picture(self, said: Annotation) -> ReportPicture | None:
        if self._left <= 0:
            return None
        picture = self._camera(said)
        self._left -= picture is not None
        return picture

    def _label(self, participant: str, segment_id: str) -> str:
        segment = self._segment.get(segment_id, "")
        return f"{participant}, {segment}" if segment else participant


def is_friction(said: Annotation) -> bool:
    """Whether it is something that went wrong."""
    return said.kind in (AnnotationKind.FRICTION, AnnotationKind.BUG)


def _severity(severity: int | None) -> str:
    return "not judged" if severity is None else SEVERITY_WORDS[severity]


def _owners(moments: Iterable[Annotation]) -> list[str]:
    told = (" · ".join(part for part in (one.component, one.team) if part) for one in moments)
    return list(dict.fromkeys(filter(None, told)))


def _change(one: FindingFigures) -> str:
    """Before and after it was dealt with; empty where no date is set."""
    if not one.finding.fixed_at:
        return ""
    since = day(one.finding.fixed_at)
    after = share_words(one.after) if one.after else "nobody watched yet"
    told = f"Before {since}: {share_words(one.before)}. From then on: {after}."
    if one.change is None:
        return told
    chance = "That is more than chance explains." if one.beyond_chance else "It may be chance."
    return f"{told} {chance}"
