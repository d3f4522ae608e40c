"""One session as it may leave in writing."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import reduce
from pathlib import Path

from observer.database.library import Library
from observer.database.rows import SessionRow
from observer.export.document import counted
from observer.export.leaving.names import name_remover
from observer.model.annotation import Annotation, Comment
from observer.model.clock import NS_PER_SECOND
from observer.model.consent import Consent, ConsentItem
from observer.model.effort import Effort
from observer.model.finding import Finding
from observer.model.manifest import Manifest, Segment
from observer.model.redaction import Cover, Redaction
from observer.model.sitting import Answer, Attempt
from observer.model.span import Span
from observer.model.study import Study
from observer.session.folder import is_session_folder
from observer.session.manifest_file import read_manifest
from observer.session.reader import told_segments

POINT_REACH_NS = 5 * NS_PER_SECOND
"""Words kept with a point were said around it: silence this near may be about them. It is as far
as the clip of a point reaches."""


@dataclass(frozen=True, slots=True)
class LeavingSession:
    """What was observed in a session, without what must not leave.

    Everybody in it but the participant has a name. `may_share` says whether the participant agreed
    to clips being shown, which is asked for before their own words or hands leave. `withheld` says
    in plain sentences what was taken out. `efforts` are by attempt; without that, there are none.
    """

    row: SessionRow
    study: Study | None
    moments: tuple[Annotation, ...]
    comments: Mapping[str, tuple[Comment, ...]]
    attempts: tuple[Attempt, ...]
    answers: tuple[Answer, ...]
    findings: Mapping[str, Finding]
    redactions: tuple[Redaction, ...]
    segments: tuple[Segment, ...]
    may_share: bool
    nameless: Callable[[str], str] = field(compare=False)
    withheld: tuple[str, ...] = ()
    efforts: Mapping[str, Effort] = field(default_factory=dict)

    def code_names(self, moment: Annotation) -> tuple[str, ...]:
        """The names of a moment's codes; a code the study lost keeps its id."""
        known = {code.id: code.name for code in self.study.codebook} if self.study else {}
        return tuple(known.get(code, code) for code in moment.codes)

    def task_title(self, task_id: str) -> str:
        """The title of a task; its id where the study lost it, empty for none."""
        task = self.study.task(task_id) if self.study else None
        return task.title if task else task_id

    def is_silenced(self, span: Span) -> bool:
        """Whether any sound of the span must not be heard; a point counts with what is near."""
        return any(
            touches(redaction.span, span)
            for redaction in self.redactions
            if redaction.cover is not Cover.PICTURE
        )

    def is_covered(self, span: Span) -> bool:
        """Whether any picture of the span is covered somewhere."""
        return any(
            touches(redaction.span, span)
            for redaction in self.redactions
            if redaction.cover is Cover.PICTURE
        )


def leaving_session(library: Library, root: Path, session_id: str) -> LeavingSession:
    """Gather a session of the library, without what consent and redaction keep back.

    Raises SessionNotFound, SessionDamaged or LibraryError.
    """
    row = library.session(session_id)
    manifest = _manifest(root / row.folder)
    consent = manifest.consent if manifest else library.consent(session_id)
    study = library.study_by_name(row.study)
    comments: dict[str, tuple[Comment, ...]] = {}
    for comment in library.comments(session_id):
        comments[comment.annotation_id] = (*comments.get(comment.annotation_id, ()), comment)
    findings = library.findings(study.id) if study else ()
    session = LeavingSession(
        row=row,
        study=study,
        moments=tuple(library.annotations(session_id)),
        comments=comments,
        attempts=tuple(library.attempts(session_id)),
        answers=tuple(library.answers(session_id)),
        findings={finding.id: finding for finding in findings},
        redactions=tuple(library.redactions(session_id)),
        segments=told_segments(manifest) if manifest else (),
        may_share=_may_share(manifest, consent),
        nameless=_name_remover(library, row, study),
        efforts={one.attempt_id: one for one in library.efforts(session_id)},
    )
    return _nameless(_quiet(session))


def _name_remover(library: Library, row: SessionRow, study: Study | None) -> Callable[[str], str]:
    """Takes out the names of all the study's participants: one may be told of in another's."""
    rows = library.study_sessions(study.id) if study else [row]
    names = {(library.consent(one.id).name, one.participant) for one in rows}
    removers = [name_remover(*pair) for pair in sorted(names) if pair[0].strip()]
    return lambda text: reduce(lambda told, remove: remove(told), removers, text)


def touches(covered: Span, span: Span) -> bool:
    """Whether a covered stretch shares a moment with a span; a point reaches POINT_REACH_NS."""
    if not span.length_ns:
        span = Span(max(0, span.start_ns - POINT_REACH_NS), span.end_ns + POINT_REACH_NS)
    return covered.start_ns < span.end_ns and span.start_ns < max(
        covered.end_ns, covered.start_ns + 1
    )


def _manifest(folder: Path) -> Manifest | None:
    return read_manifest(folder) if is_session_folder(folder) else None


def _may_share(manifest: Manifest | None, consent: Consent) -> bool:
    """Of an import nobody here knows what was agreed; its consent is its bringer's affair."""
    imported = manifest is not None and manifest.source != "recorded"
    return imported or ConsentItem.SHARING in consent.items


def _quiet(session: LeavingSession) -> LeavingSession:
    """Without the participant's words where they were silenced or nothing may be shared."""
    told: list[str] = []
    moments: list[Annotation] = []
    for moment in session.moments:
        keeps = session.may_share and not session.is_silenced(moment.span)
        moments.append(moment if keeps else replace(moment, quote=""))
    lost = sum(old.quote != new.quote for old, new in zip(session.moments, moments, strict=True))
    if lost:
        why = "silenced" if session.may_share else "not agreed to be shown to others"
        told.append(
            f"{session.row.participant}: {counted(lost, 'quote', 'quotes')} left out, as"
            f" {'it is' if lost == 1 else 'they are'} {why}"
        )
    answers = session.answers
    if not session.may_share:
        answers = tuple(replace(answer, text="") for answer in answers)
        if answers != session.answers:
            told.append(
                f"{session.row.participant}: answers in words left out, as they are not agreed to"
                " be shown to others"
            )
    efforts = session.efforts if session.may_share else {}
    if efforts != session.efforts:
        told.append(
            f"{session.row.participant}: what the attempts took of the hands left out, as it is not"
            " agreed to be shown to others"
        )
    return replace(
        session, moments=tuple(moments), answers=answers, efforts=efforts, withheld=tuple(told)
    )


def _nameless(session: LeavingSession) -> LeavingSession:
    remove = session.nameless
    moments = tuple(
        replace(one, note=remove(one.note), quote=remove(one.quote), reason=remove(one.reason))
        for one in session.moments
    )
    findings = {
        key: replace(
            one,
            name=remove(one.name),
            description=remove(one.description),
            issue=remove(one.issue),
        )
        for key, one in session.findings.items()
    }
    plain = replace(
        session,
        moments=moments,
        findings=findings,
        comments={key: _plain(said, remove) for key, said in session.comments.items()},
        attempts=tuple(replace(one, note=remove(one.note)) for one in session.attempts),
        answers=tuple(replace(one, text=remove(one.text)) for one in session.answers),
    )
    if plain == session:
        return session
    note = f"{session.row.participant}: participants' names were replaced by their codes"
    return replace(plain, withheld=(*session.withheld, note))


def _plain(said: Sequence[Comment], remove: Callable[[str], str]) -> tuple[Comment, ...]:
    return tuple(replace(comment, text=remove(comment.text)) for comment in said)
