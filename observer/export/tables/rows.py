"""The rows of each table, from sessions that may leave."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from observer.analysis.effort import lostness_of
from observer.analysis.scores import score
from observer.export.leaving.session import LeavingSession
from observer.export.tables.columns import (
    ANSWERS,
    ATTEMPTS,
    MOMENTS,
    SCORES,
    SESSIONS,
    Table,
)
from observer.model.annotation import Annotation, Comment
from observer.model.clock import ns_to_seconds
from observer.model.effort import Effort
from observer.model.study import Questionnaire, Score, Task

Cell = str | int | float | None | tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FilledTable:
    """A table and its rows, each as long as it has columns, in their order."""

    table: Table
    rows: tuple[tuple[Cell, ...], ...]


def fill_table(table: Table, sessions: Sequence[LeavingSession]) -> FilledTable:
    """The rows of these sessions, in their order."""
    rows = [row for session in sessions for row in _ROWS[table.name](session)]
    return FilledTable(table, tuple(rows))


def comment_line(comment: Comment) -> str:
    """`Ann (2026-11-21T10:00:00+00:00): text`."""
    return f"{comment.author} ({comment.created_at}): {comment.text}"


def _person(session: LeavingSession) -> tuple[Cell, ...]:
    row = session.row
    return (row.id, row.study, row.participant, row.segment)


def _sessions(session: LeavingSession) -> Iterator[tuple[Cell, ...]]:
    row = session.row
    yield (
        *_person(session),
        row.recorded_at,
        ns_to_seconds(row.duration_ns),
        row.state.value,
        row.review.value,
        len(session.moments),
    )


def _moments(session: LeavingSession) -> Iterator[tuple[Cell, ...]]:
    for moment in session.moments:
        yield (
            moment.id,
            *_person(session),
            moment.kind.value,
            ns_to_seconds(moment.start_ns),
            ns_to_seconds(moment.end_ns),
            moment.start_ns,
            moment.end_ns,
            moment.severity,
            *_written(session, moment),
            moment.created_at,
            moment.changed_at,
        )


def _written(session: LeavingSession, moment: Annotation) -> tuple[Cell, ...]:
    finding = session.findings.get(moment.finding_id)
    return (
        moment.note,
        moment.quote,
        session.code_names(moment),
        moment.component,
        moment.team,
        session.task_title(moment.task_id),
        moment.author,
        moment.rule,
        moment.reason,
        finding.name if finding else "",
        str(finding.state) if finding else "",
        finding.issue if finding else "",
        tuple(comment_line(comment) for comment in session.comments.get(moment.id, ())),
    )


def _attempts(session: LeavingSession) -> Iterator[tuple[Cell, ...]]:
    for attempt in session.attempts:
        task = session.study.task(attempt.task_id) if session.study else None
        end_ns = attempt.end_ns
        yield (
            attempt.id,
            *_person(session),
            session.task_title(attempt.task_id),
            ns_to_seconds(attempt.start_ns),
            None if end_ns is None else ns_to_seconds(end_ns),
            None if end_ns is None else ns_to_seconds(end_ns - attempt.start_ns),
            attempt.outcome.value if attempt.outcome else None,
            attempt.helped,
            ns_to_seconds(task.expected_ns) if task and task.expected_ns else None,
            attempt.note,
            *_effort(session.efforts.get(attempt.id), task),
        )


def _effort(effort: Effort | None, task: Task | None) -> tuple[Cell, ...]:
    if effort is None:
        return (None,) * 7
    lost = lostness_of(effort, task.expected_steps if task else 0)
    return (
        effort.clicks,
        None if effort.pointer_px is None else round(effort.pointer_px),
        effort.help_turns,
        effort.steps,
        effort.places,
        None if lost is None else round(lost, 4),
        ns_to_seconds(effort.unseen_ns),
    )


def _answers(session: LeavingSession) -> Iterator[tuple[Cell, ...]]:
    forms = {form.id: form for form in _questionnaires(session)}
    for answer in session.answers:
        form = forms.get(answer.questionnaire_id)
        texts = {question.id: question.text for question in form.questions} if form else {}
        yield (
            *_person(session),
            form.title if form else answer.questionnaire_id,
            session.task_title(answer.task_id),
            texts.get(answer.question_id, answer.question_id),
            answer.value,
            answer.text,
        )


def _scores(session: LeavingSession) -> Iterator[tuple[Cell, ...]]:
    for form in _questionnaires(session):
        if form.score is Score.NONE:
            continue
        answered = (one for one in session.answers if one.questionnaire_id == form.id)
        for task_id in dict.fromkeys(answer.task_id for answer in answered):
            value = score(form, session.answers, task_id=task_id)
            if value is not None:
                title = session.task_title(task_id)
                yield (*_person(session), form.title, title, form.score.value, value)


def _questionnaires(session: LeavingSession) -> Iterable[Questionnaire]:
    return session.study.questionnaires if session.study else ()


_ROWS: dict[str, Callable[[LeavingSession], Iterator[tuple[Cell, ...]]]] = {
    SESSIONS.name: _sessions,
    MOMENTS.name: _moments,
    ATTEMPTS.name: _attempts,
    ANSWERS.name: _answers,
    SCORES.name: _scores,
}
