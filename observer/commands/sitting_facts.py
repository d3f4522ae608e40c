"""What was tried, asked and answered in a session, as the command line says it."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from observer.analysis.scores import score
from observer.analysis.standard_forms import fault_of_form
from observer.commands.session_facts import seconds_of
from observer.model.clock import NS_PER_SECOND, format_ns
from observer.model.sitting import Answer, Attempt
from observer.model.study import Question, Questionnaire, Score, Study

if TYPE_CHECKING:
    from observer.database.library import Library


def read_sitting(library: "Library", session_id: str, study_name: str) -> "Sitting":
    """What the library holds of a session of this study."""
    study = library.study_by_name(study_name)
    known = library.study(study.id, removed=True) if study else None
    return Sitting(study, known, library.attempts(session_id), library.answers(session_id))


class Sitting:
    """A session's attempts and answers beside the study that asked.

    `study` says what is scored, `known` has also the parts that were taken out of it; both are
    None where nobody described the study.
    """

    def __init__(
        self,
        study: Study | None,
        known: Study | None,
        attempts: Sequence[Attempt],
        answers: Sequence[Answer],
    ) -> None:
        self._scored = study.questionnaires if study else ()
        self._tasks = {task.id: task for task in (known.tasks if known else ())}
        self._titles = {task.id: task.title for task in self._tasks.values()}
        self._forms = {form.id: form for form in (known.questionnaires if known else ())}
        self._attempts = attempts
        # An answer that was taken back holds nothing.
        self._answers = [one for one in answers if one.value is not None or one.text]

    def facts(self) -> dict[str, object]:
        """The keys `attempts`, `answers` and `scores` of `observer show --json`."""
        return {
            "attempts": [self._attempt(attempt) for attempt in self._attempts],
            "answers": [self._answer(answer) for answer in self._answers],
            "scores": [
                {
                    "questionnaire": form.title,
                    "questionnaire_id": form.id,
                    "score": str(form.score),
                    "task": self._titles.get(task_id),
                    "task_id": task_id or None,
                    "value": round(value, 2),
                    "participants": 1,
                }
                for form, task_id, value in self._scores()
            ],
        }

    def say(self) -> None:
        """The same in lines."""
        for attempt in self._attempts:
            click.echo(f"  attempt      {self._attempt_words(attempt)}")
        for answer in self._answers:
            form, question = self._asked(answer)
            title = form.title if form else answer.questionnaire_id
            words = question.text if question else answer.question_id
            said = answer.text or str(answer.value)
            about = f" ({self._title(answer.task_id)})" if answer.task_id else ""
            click.echo(f"  answer       {title}{about}: {words}  {said}")
        for form, task_id, value in self._scores():
            about = f" ({self._title(task_id)})" if task_id else ""
            click.echo(f"  score        {form.title}{about}: {value:.1f} of one participant")

    def _attempt_words(self, attempt: Attempt) -> str:
        start = format_ns(attempt.start_ns)
        end = "not ended" if attempt.end_ns is None else format_ns(attempt.end_ns)
        parts = [f"{start} to {end}", self._title(attempt.task_id), str(attempt.outcome or "-")]
        task = self._tasks.get(attempt.task_id)
        if attempt.end_ns is not None and task is not None and task.expected_ns:
            took, expected = attempt.end_ns - attempt.start_ns, task.expected_ns
            parts.append(f"{format_ns(took)} of {format_ns(expected)} expected")
        if attempt.helped:
            parts.append(f"helped {attempt.helped}")
        if attempt.note:
            parts.append(attempt.note)
        return "  ".join(parts)

    def _attempt(self, attempt: Attempt) -> dict[str, object]:
        task = self._tasks.get(attempt.task_id)
        ended = attempt.end_ns is not None
        expected_ns = task.expected_ns if task else 0
        return {
            "id": attempt.id,
            "task": self._titles.get(attempt.task_id),
            "task_id": attempt.task_id,
            "from": seconds_of(attempt.start_ns),
            "to": seconds_of(attempt.end_ns) if attempt.end_ns is not None else None,
            "seconds": seconds_of((attempt.end_ns or 0) - attempt.start_ns) if ended else None,
            "expected_seconds": expected_ns / NS_PER_SECOND if expected_ns else None,
            "outcome": str(attempt.outcome) if attempt.outcome else None,
            "helped": attempt.helped,
            "note": attempt.note,
        }

    def _answer(self, answer: Answer) -> dict[str, object]:
        form, question = self._asked(answer)
        return {
            "questionnaire": form.title if form else None,
            "questionnaire_id": answer.questionnaire_id,
            "question": question.text if question else None,
            "question_id": answer.question_id,
            "task": self._titles.get(answer.task_id),
            "task_id": answer.task_id or None,
            "value": answer.value,
            "text": answer.text,
        }

    def _scores(self) -> list[tuple[Questionnaire, str, float]]:
        found = []
        for form in self._scored:
            if form.score is Score.NONE or fault_of_form(form):
                continue
            for task_id in ("", *self._titles):
                value = score(form, self._answers, task_id=task_id)
                if value is not None:
                    found.append((form, task_id, value))
        return found

    def _asked(self, answer: Answer) -> tuple[Questionnaire | None, Question | None]:
        form = self._forms.get(answer.questionnaire_id)
        questions = form.questions if form else ()
        return form, next((one for one in questions if one.id == answer.question_id), None)

    def _title(self, task_id: str) -> str:
        return self._titles.get(task_id, task_id)
