"""The small study as a library holds it."""

from dataclasses import replace

from observer.analysis.study_facts import StudyFacts
from observer.database.library import Library
from observer.model.manifest import SessionState
from tests.analysis.small_study import small_study
from tests.database.builders import manifest


def keep(library: Library, facts: StudyFacts | None = None) -> StudyFacts:
    """Put all of it into a library, through the doors that recordings and people use."""
    facts = facts or small_study()
    library.save_study(facts.study)
    for prediction in facts.predictions:
        library.save_prediction(facts.study.id, prediction)
    for finding in facts.findings:
        library.save_finding(finding)
    library.set_assumptions(facts.study.id, facts.assumptions)
    for session in facts.sessions:
        told = manifest(session.id, facts.study.name, session.participant, session.recorded_at)
        library.index_session(
            replace(told, duration_ns=session.duration_ns),
            f"folder-{session.id}",
            SessionState.CLOSED,
        )
        if session.segment_id:
            library.set_segment(facts.study.name, session.participant, session.segment_id)
        library.index_windows(session.id, session.windows)
        for said in session.annotations:
            library.add_annotation(said)
        for attempt in session.attempts:
            library.save_attempt(attempt)
        for answer in session.answers:
            library.save_answer(answer)
        for watched in session.exposures:
            library.add_exposure(watched)
    return facts
