"""A moment as formats of other tools tell it: with names where the library has ids."""

from dataclasses import dataclass, replace

from observer.export.leaving.session import LeavingSession
from observer.model.annotation import AnnotationKind


@dataclass(frozen=True, slots=True)
class ToldComment:
    """What somebody said to a moment; `created_at` is empty where nobody tells."""

    author: str
    text: str
    created_at: str = ""


@dataclass(frozen=True, slots=True)
class ToldMoment:
    """A stretch or point of a session. `id` is its own where the format kept it."""

    start_ns: int
    end_ns: int
    kind: AnnotationKind = AnnotationKind.NOTE
    author: str = ""
    severity: int | None = None
    note: str = ""
    quote: str = ""
    codes: tuple[str, ...] = ()
    component: str = ""
    team: str = ""
    task: str = ""
    rule: str = ""
    reason: str = ""
    comments: tuple[ToldComment, ...] = ()
    id: str = ""
    created_at: str = ""

    @property
    def is_point(self) -> bool:
        """Whether it is a point in time."""
        return self.start_ns == self.end_ns


def told_moments(session: LeavingSession) -> list[ToldMoment]:
    """The moments of a session by their begin."""
    told = [
        ToldMoment(
            start_ns=moment.start_ns,
            end_ns=moment.end_ns,
            kind=moment.kind,
            author=moment.author,
            severity=moment.severity,
            note=moment.note,
            quote=moment.quote,
            codes=session.code_names(moment),
            component=moment.component,
            team=moment.team,
            task=session.task_title(moment.task_id),
            rule=moment.rule,
            reason=moment.reason,
            comments=tuple(
                ToldComment(comment.author, comment.text, comment.created_at)
                for comment in session.comments.get(moment.id, ())
            ),
            id=moment.id,
            created_at=moment.created_at,
        )
        for moment in session.moments
    ]
    return sorted(told, key=lambda moment: (moment.start_ns, moment.end_ns))


def label_of(moment: ToldMoment) -> str:
    """One line that names it: `Friction 3: Looks twice`."""
    head = str(moment.kind).capitalize()
    if moment.severity is not None:
        head += f" {moment.severity}"
    words = " ".join((moment.note or moment.quote).split())
    return f"{head}: {words}" if words else head


def without_ids(moment: ToldMoment) -> ToldMoment:
    """As it is told where a format keeps neither ids nor dates."""
    comments = tuple(replace(one, created_at="") for one in moment.comments)
    return replace(moment, id="", created_at="", comments=comments)
