"""What the library holds of a study, gathered for the figures of the analysis."""

from collections.abc import Iterable
from typing import TypeVar

from observer.analysis.insight import Insight, insight
from observer.analysis.study_facts import SessionFacts, StudyFacts
from observer.database.library import Library
from observer.intake.uncollected import uncollected
from observer.model.errors import LibraryError
from observer.model.study import Study

T = TypeVar("T")


def answers(library: Library, study: Study) -> Insight:
    """Everything the study answers. Raises LibraryError for an unknown study."""
    with uncollected():
        return insight(gather(library, study))


def gather(library: Library, study: Study) -> StudyFacts:
    """All that was observed in a study's sessions. Raises LibraryError for an unknown study."""
    with uncollected():
        return _gather(library, study)


def _gather(library: Library, study: Study) -> StudyFacts:
    rows = library.study_sessions(study.id)
    said = library.study_annotations(study.id)
    sitting = library.study_sitting(study.id)
    efforts = library.study_efforts(study.id)
    return StudyFacts(
        study=study,
        sessions=tuple(
            SessionFacts(
                id=row.id,
                participant=row.participant,
                segment_id=row.segment_id,
                recorded_at=row.recorded_at,
                duration_ns=row.duration_ns,
                annotations=tuple(said.get(row.id, ())),
                attempts=_of(row.id, sitting.attempts),
                answers=_of(row.id, sitting.answers),
                exposures=_of(row.id, sitting.exposures),
                windows=_of(row.id, sitting.windows),
                efforts=_of(row.id, efforts),
            )
            for row in rows
        ),
        predictions=tuple(library.predictions(study.id)),
        findings=tuple(library.findings(study.id)),
        assumptions=library.assumptions(study.id),
    )


def find_study(library: Library, text: str) -> Study:
    """The study a person means by its name or id. Raises LibraryError naming those there are."""
    study = library.study_by_name(text)
    if study is None:
        study = next((one for one in library.study_list() if one.id == text), None)
    if study is None:
        names = ", ".join(f"“{name}”" for name in library.studies()[:8])
        raise LibraryError(f"There is no study “{text}”", f"Those there are: {names or 'none yet'}")
    return study


def _of(session_id: str, by_session: dict[str, list[T]]) -> tuple[T, ...]:
    found: Iterable[T] = by_session.get(session_id, ())
    return tuple(found)
