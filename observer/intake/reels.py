"""A reel from a question: all moments of a study that a filter means, a card before each task."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from observer.annotate.filtering import MomentFilter, Order, Setting, sort_moments
from observer.database.library import Library
from observer.database.rows import SessionRow
from observer.export.choices import with_handles
from observer.export.document import counted
from observer.export.leaving.session import leaving_session
from observer.export.moment_clips import HANDLE_NS
from observer.model.annotation import Annotation
from observer.model.errors import ExportError
from observer.model.identity import new_id
from observer.model.manifest import SessionState
from observer.model.reel import Reel, ReelClip, TitleCard
from observer.model.study import Study


@dataclass(frozen=True, slots=True)
class FoundReel:
    """A reel, and in plain sentences what was left out of it."""

    reel: Reel
    left_out: tuple[str, ...] = ()


def reel_of(
    library: Library,
    study: Study,
    asked: MomentFilter,
    words: str = "",
    *,
    handles_ns: int = HANDLE_NS,
) -> FoundReel:
    """The study's moments that are meant, task by task, the gravest of each first.

    `words` say on the first card what was asked for. Sessions that are not closed, or whose
    participant has not agreed to clips, are left out. Raises ExportError where nothing is found.
    """
    left_out: list[str] = []
    found: list[tuple[SessionRow, Annotation]] = []
    setting = Setting(
        code_names={code.id: code.name for code in study.codebook},
        task_titles={task.id: task.title for task in study.tasks},
    )
    for session in library.study_sessions(study.id):
        row = library.session(session.id)
        leaving = leaving_session(library, library.folder, row.id)
        meant = asked.choose(leaving.moments, setting)
        if not meant:
            continue
        if not leaving.may_share:
            left_out.append(
                f"{row.participant} has not agreed to clips: {_counted(meant)} left out"
            )
        elif row.state is not SessionState.CLOSED:
            left_out.append(
                f"{row.participant}: the session is {row.state}: {_counted(meant)} left out"
            )
        else:
            found += [(row, moment) for moment in meant]
    if not found:
        raise ExportError(
            "No moment answers to that", "; ".join(left_out) or "Ask for less, or for another study"
        )
    people = len({row.participant for row, _moment in found})
    subtitle = ", ".join(
        filter(None, (words, f"{counted(len(found), 'moment', 'moments')} of {_people(people)}"))
    )
    items = [TitleCard(study.name, subtitle), *_by_task(study, found, handles_ns)]
    return FoundReel(Reel(new_id(), study.name, tuple(items)), tuple(left_out))


def moment_clip(row: SessionRow, moment: Annotation, *, handles_ns: int = HANDLE_NS) -> ReelClip:
    """A moment as a clip of a reel, with room before and after it."""
    span = with_handles(moment.span, handles_ns, handles_ns, row.duration_ns)
    title = moment.note.strip() or str(moment.kind).capitalize()
    return ReelClip(row.id, span.start_ns, span.end_ns, f"{row.participant} · {title}", moment.id)


def _by_task(
    study: Study, found: Sequence[tuple[SessionRow, Annotation]], handles_ns: int
) -> Iterable[TitleCard | ReelClip]:
    order = {task.id: place for place, task in enumerate(study.tasks)}
    rows = {moment.id: row for row, moment in found}
    moments = sort_moments([moment for _row, moment in found], Order.SEVERITY)

    def place(moment: Annotation) -> int:
        return order.get(moment.task_id, len(order))

    groups = groupby(sorted(moments, key=place), key=place)
    for at, group in groups:
        meant = list(group)
        if order:
            people = len({rows[moment.id].participant for moment in meant})
            title = study.tasks[at].title if at < len(order) else "Outside the tasks"
            yield TitleCard(title, f"{_counted(meant)} · {_people(people)}")
        yield from _joined([moment_clip(rows[m.id], m, handles_ns=handles_ns) for m in meant])


def _joined(clips: Iterable[ReelClip]) -> list[ReelClip]:
    """The clips without showing anything twice: those that overlap become one."""
    joined: list[ReelClip] = []
    for clip in clips:
        for place, known in enumerate(joined):
            overlap = known.start_ns < clip.end_ns and clip.start_ns < known.end_ns
            if known.session_id == clip.session_id and overlap:
                start_ns = min(known.start_ns, clip.start_ns)
                end_ns = max(known.end_ns, clip.end_ns)
                joined[place] = replace(known, start_ns=start_ns, end_ns=end_ns)
                break
        else:
            joined.append(clip)
    return joined


def _counted(moments: Sequence[Annotation]) -> str:
    return counted(len(moments), "moment", "moments")


def _people(count: int) -> str:
    return counted(count, "participant", "participants")
