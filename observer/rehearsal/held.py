"""What the library holds of a sit-in, as plain rows to set beside what was done."""

from collections.abc import Sequence
from datetime import datetime

from observer.database.library import Library
from observer.model.clock import NS_PER_SECOND
from observer.model.study import Study
from observer.rehearsal.expected import Row


def rows_of(library: Library, session_id: str) -> dict[str, list[Row]]:
    """Every row about this session and its study, by table; times in nanoseconds."""
    session = library.session(session_id)
    consent = library.consent(session_id)
    study = library.study_by_name(session.study)
    return {
        **(study_rows(study) if study else {}),
        "participants": [
            {"study": session.study, "code": code}
            for code in library.participants(session.study)
            if code == session.participant
        ],
        "sessions": [
            {
                "id": session.id,
                "folder": session.folder,
                "state": str(session.state),
                "study": session.study,
                "participant": session.participant,
                "duration_ns": session.duration_ns,
                "recorded_at": calendar_ns(session.recorded_at),
                "moments": session.moments,
            }
        ],
        "consents": [
            {
                "items": tuple(sorted(str(item) for item in consent.items)),
                "agreed_at": calendar_ns(consent.agreed_at),
                "language": consent.language,
                "text": consent.text,
                "name": consent.name,
                "signature": consent.signature,
            }
        ],
        **_sitting_rows(library, session_id),
    }


def study_rows(study: Study) -> dict[str, list[Row]]:
    """A study and its parts, in their order."""
    return {
        "studies": [{"name": study.name, "question": study.question, "language": study.language}],
        "tasks": _numbered(study.tasks),
        "guide": _numbered(study.guide),
        "questionnaires": _numbered(study.questionnaires),
        "components": _numbered(study.components),
    }


def calendar_ns(words: str) -> int:
    """ISO 8601 with offset as nanoseconds since 1970."""
    return round(datetime.fromisoformat(words).timestamp() * NS_PER_SECOND)


def _numbered(parts: Sequence[object]) -> list[Row]:
    return [{"number": number, "is": part} for number, part in enumerate(parts, 1)]


def _sitting_rows(library: Library, session_id: str) -> dict[str, list[Row]]:
    return {
        "attempts": [
            {
                "task": one.task_id,
                "start_ns": one.start_ns,
                "end_ns": one.end_ns,
                "outcome": str(one.outcome),
                "helped": one.helped,
                "note": one.note,
            }
            for one in library.attempts(session_id)
        ],
        "askings": [
            {"question": one.question_id, "time_ns": one.time_ns}
            for one in library.askings(session_id)
        ],
        "annotations": [
            {
                "author": one.author,
                "kind": str(one.kind),
                "start_ns": one.start_ns,
                "length_ns": one.span.length_ns,
                "severity": one.severity,
                "note": one.note,
            }
            for one in library.annotations(session_id)
        ],
        "answers": [
            {
                "questionnaire": one.questionnaire_id,
                "question": one.question_id,
                "task": one.task_id,
                "value": one.value,
                "text": one.text,
            }
            for one in library.answers(session_id)
        ],
        "exposures": [
            {
                "author": one.author,
                "role": one.role,
                "start_ns": one.start_ns,
                "end_ns": one.end_ns,
            }
            for one in library.exposures(session_id)
        ],
        "debriefs": [
            {"author": one.author, "text": one.text} for one in library.debriefs(session_id)
        ],
    }
