"""Sessions that may leave, as exporters are given them."""

from collections.abc import Sequence
from dataclasses import replace

from observer.database.rows import SessionRow
from observer.export.exchange.told import ToldMoment
from observer.export.leaving.session import LeavingSession
from observer.model.annotation import Annotation, AnnotationKind, Comment
from observer.model.manifest import Segment, SessionState
from observer.model.redaction import Redaction
from observer.model.study import Code, Study
from tests.database.builders import SECOND, study

SESSION_ID = "k3f9abcdefghjkmn"
DURATION_NS = 3600 * SECOND
AT = "2026-11-21T10:00:00.000+00:00"


def row(participant: str = "P01", session_id: str = SESSION_ID) -> SessionRow:
    return SessionRow(
        *(session_id, "folder", SessionState.CLOSED, "Checkout", participant, DURATION_NS),
        recorded_at="2026-11-21T10:00:00+01:00",
        moments=0,
        segment="New customers",
    )


def leaving(
    moments: Sequence[Annotation] = (),
    comments: Sequence[Comment] = (),
    *,
    participant: str = "P01",
    session_id: str = SESSION_ID,
    about: Study | None = None,
    redactions: Sequence[Redaction] = (),
) -> LeavingSession:
    kept: dict[str, tuple[Comment, ...]] = {}
    for comment in comments:
        kept[comment.annotation_id] = (*kept.get(comment.annotation_id, ()), comment)
    return LeavingSession(
        row=row(participant, session_id),
        study=about or study(),
        moments=tuple(moments),
        comments=kept,
        attempts=(),
        answers=(),
        findings={},
        redactions=tuple(redactions),
        segments=(
            Segment("recording-001.mkv", 0, 1800 * SECOND, 1920, 1080),
            Segment("recording-002.mkv", 1800 * SECOND, DURATION_NS, 1280, 720),
        ),
        may_share=True,
        nameless=lambda text: text,
    )


def said(
    number: int = 1, start_ns: int = SECOND, end_ns: int | None = None, **fields: object
) -> Annotation:
    plain = Annotation(
        id=f"moment{number:010d}".replace("0", "a").replace("1", "b"),
        session_id=SESSION_ID,
        author="Ann",
        kind=AnnotationKind.FRICTION,
        start_ns=start_ns,
        end_ns=start_ns if end_ns is None else end_ns,
        severity=None,
        note="",
        created_at=AT,
        changed_at=AT,
    )
    return replace(plain, **fields)  # type: ignore[arg-type]  # the test names fields that there are


def as_session(moments: Sequence[ToldMoment]) -> LeavingSession:
    """A session in which these moments were said; a code's and task's id is its name."""
    annotations, comments = [], []
    for number, moment in enumerate(moments):
        annotations.append(
            said(
                number,
                moment.start_ns,
                moment.end_ns,
                **{
                    name: getattr(moment, name)
                    for name in (
                        *("id", "kind", "author", "severity", "note", "quote", "codes"),
                        *("component", "team", "rule", "reason", "created_at"),
                    )
                },
                task_id=moment.task,
            )
        )
        comments += [
            Comment(f"{number}-{place}", moment.id, one.author, one.text, one.created_at, AT)
            for place, one in enumerate(moment.comments)
        ]
    names = dict.fromkeys(code for moment in moments for code in moment.codes)
    about = replace(study(), codebook=tuple(Code(name, name) for name in names))
    return leaving(annotations, comments, about=about)
