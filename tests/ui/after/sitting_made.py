"""A study with every form of question, and a session of it as the console leaves it."""

from observer.analysis.standard_forms import standard_questionnaire
from observer.database.library import Library
from observer.model.annotation import Annotation, AnnotationKind
from observer.model.clock import NS_PER_SECOND
from observer.model.consent import Consent, ConsentItem
from observer.model.identity import new_id
from observer.model.manifest import ClockAnchor, Manifest, SessionState
from observer.model.sitting import Attempt, Exposure, Outcome
from observer.model.study import AnswerForm, Asked, Question, Questionnaire, Score, Study, Task

SECOND = NS_PER_SECOND
MINUTE = 60 * SECOND
LENGTH_NS = 52 * MINUTE + 10 * SECOND

SEQ = standard_questionnaire(Score.SEQ)
SUS = standard_questionnaire(Score.SUS)
UMUX = standard_questionnaire(Score.UMUX_LITE)
OWN = Questionnaire(
    "own",
    "About this shop",
    Asked.AT_END,
    (
        Question("where", "Where would you look first?", AnswerForm.TEXT),
        Question(
            "cost", "When did you know the cost?", AnswerForm.CHOICE, choices=("At once", "Late")
        ),
    ),
)
STUDY = Study(
    new_id(),
    "Checkout",
    tasks=(
        Task("find", "Find a kettle", expected_ns=3 * MINUTE),
        Task("pay", "Pay", expected_ns=2 * MINUTE),
        Task("return", "Send it back"),
    ),
    questionnaires=(SEQ, SUS, UMUX, OWN),
)


def land_sitting(library: Library, study: Study | None = STUDY) -> str:
    """Put a session into the library; its id. With a study, two of its tasks were tried."""
    if study is not None:
        library.save_study(study)
    session_id, began = new_id(), "2026-11-21T14:03:00+00:00"
    name = study.name if study else "Somebody’s"
    library.index_session(
        Manifest(
            session_id,
            name,
            "P07",
            Consent((ConsentItem.SCREEN,), began),
            ClockAnchor(began, 0),
            SessionState.CLOSED,
            software="test",
            duration_ns=LENGTH_NS,
        ),
        "folder",
        SessionState.CLOSED,
    )
    if study is not None:
        done = Attempt("first", session_id, "find", MINUTE, 3 * MINUTE, Outcome.SUCCESS)
        library.save_attempt(done)
        library.save_attempt(Attempt("second", session_id, "pay", 50 * MINUTE))
    library.add_annotation(
        Annotation(new_id(), session_id, "Chidi", AnnotationKind.IDEA, 0, 0, None, "", began, began)
    )
    library.add_exposure(Exposure(session_id, "Bo", 2 * MINUTE, 40 * MINUTE))
    return session_id
