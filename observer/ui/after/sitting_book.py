"""What is known of one sit-in beside its recording, and every change the after page makes to it."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from observer.analysis.scores import score
from observer.analysis.standard_forms import fault_of_form
from observer.database.library import Library
from observer.model.annotation import Annotation
from observer.model.errors import ObserverError
from observer.model.sitting import Answer, Attempt, Debrief, Exposure
from observer.model.study import Asked, Question, Questionnaire, Score, Study, Task
from observer.ui.banner import show_error


class SittingBook(QObject):
    """One truth for all steps of the page. What the library refuses is shown and not kept."""

    changed = Signal()
    """What is to be shown may be different."""

    def __init__(
        self,
        library: Library,
        session_id: str,
        study: Study | None,
        author: str,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._library = library
        self.study = study
        self.author = author
        self.session = library.session(session_id)
        self.attempts: list[Attempt] = []
        self.debriefs: list[Debrief] = []
        self.exposures: list[Exposure] = []
        self.annotations: list[Annotation] = []
        self._answers: dict[tuple[str, str, str], Answer] = {}
        self.reload()

    # What there is

    def reload(self) -> None:
        """Read everything again."""
        library, session_id = self._library, self.session.id
        self.session = library.session(session_id)
        self.attempts = library.attempts(session_id)
        self.debriefs = library.debriefs(session_id)
        self.exposures = library.exposures(session_id)
        self.annotations = library.annotations(session_id)
        self._answers = {
            (answer.questionnaire_id, answer.question_id, answer.task_id): answer
            for answer in library.answers(session_id)
        }
        self.changed.emit()

    @property
    def tasks(self) -> tuple[Task, ...]:
        """The study's tasks."""
        return self.study.tasks if self.study else ()

    def questionnaires(self, asked: Asked) -> tuple[Questionnaire, ...]:
        """The study's questionnaires of this moment that have a question."""
        every = self.study.questionnaires if self.study else ()
        return tuple(one for one in every if one.asked is asked and one.questions)

    def answer(self, asked: Questionnaire, question: Question, task_id: str = "") -> Answer | None:
        """What was answered to a question, if anything was."""
        answer = self._answers.get((asked.id, question.id, task_id))
        return answer if answer is not None and was_given(answer) else None

    def answered(self, asked: Questionnaire, task_id: str = "") -> int:
        """How many of its questions have an answer."""
        return sum(self.answer(asked, q, task_id) is not None for q in asked.questions)

    def score(self, asked: Questionnaire, task_id: str = "") -> float | None:
        """What its answers come to; None where too few were given, or nothing is scored.

        A team may have changed a published questionnaire until it cannot be scored.
        """
        if fault_of_form(asked):
            return None
        return score(asked, self._answers.values(), task_id=task_id)

    @property
    def is_scored(self) -> bool:
        """Whether any questionnaire of the study makes a figure."""
        every = self.study.questionnaires if self.study else ()
        return any(one.score is not Score.NONE and one.questions for one in every)

    def people(self) -> list[str]:
        """The author of this window first, then whoever watched, marked or wrote, by name."""
        others = {watched.author for watched in self.exposures}
        others |= {said.author for said in self.annotations if said.author}
        others |= {written.author for written in self.debriefs}
        return [self.author, *sorted(others - {self.author}, key=str.casefold)]

    def debrief(self, author: str) -> str:
        """What this person wrote; empty for nothing."""
        return next((one.text for one in self.debriefs if one.author == author), "")

    def watched_ns(self, author: str) -> int:
        """How long this person watched."""
        return sum(watched.length_ns for watched in self.exposures if watched.author == author)

    # What changes it

    def keep_attempt(self, attempt: Attempt) -> None:
        """Keep an attempt in place of what its id stood for."""
        self._keep(lambda: self._library.save_attempt(attempt))

    def keep_answer(
        self, asked: Questionnaire, question: Question, value: int | None, text: str, task_id: str
    ) -> None:
        """Keep what was answered; None and "" take it back."""
        answer = Answer(self.session.id, asked.id, question.id, task_id, value, text)
        self._keep(lambda: self._library.save_answer(answer))

    def keep_debrief(self, author: str, text: str) -> None:
        """Keep what this person wrote."""
        self._keep(lambda: self._library.save_debrief(Debrief(self.session.id, author, text)))

    def add_exposure(self, author: str, length_ns: int, role: str) -> None:
        """Keep that this person watched the session's first so many nanoseconds."""
        watched = Exposure(self.session.id, author, 0, length_ns, role)
        self._keep(lambda: self._library.add_exposure(watched))

    def remove_exposures(self, author: str) -> None:
        """Take back that this person watched."""
        self._keep(lambda: self._library.remove_exposures(self.session.id, author))

    def _keep(self, save: Callable[[], None]) -> None:
        try:
            save()
        except ObserverError as error:
            show_error(self, error)
        self.reload()


def was_given(answer: Answer) -> bool:
    """Whether there is anything in an answer: one taken back holds nothing."""
    return answer.value is not None or bool(answer.text.strip())
