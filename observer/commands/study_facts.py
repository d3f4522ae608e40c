"""What the command line's JSON says of a study: stable keys, documented by these functions."""

from observer.model.study import Component, Questionnaire, Study, Task


def study_summary(study: Study, sessions: int) -> dict[str, object]:
    """One study as `study list` gives it."""
    return {
        "id": study.id,
        "name": study.name,
        "language": study.language,
        "tasks": len(study.tasks),
        "sessions": sessions,
    }


def study_facts(study: Study, sessions: int) -> dict[str, object]:
    """One study with all its parts, in their order."""
    return {
        "id": study.id,
        "name": study.name,
        "question": study.question,
        "language": study.language,
        "sessions": sessions,
        "tasks": [_task(task) for task in study.tasks],
        "guide": [{"id": asked.id, "text": asked.text} for asked in study.guide],
        "questionnaires": [_questionnaire(one) for one in study.questionnaires],
        "components": [_component(one) for one in study.components],
        "segments": [
            {"id": one.id, "name": one.name, "wanted": one.wanted} for one in study.segments
        ],
        "codebook": [
            {"id": one.id, "name": one.name, "description": one.description}
            for one in study.codebook
        ],
    }


def _task(task: Task) -> dict[str, object]:
    return {
        "id": task.id,
        "title": task.title,
        "wording": task.wording,
        "start_state": task.start_state,
        "success_criteria": task.success_criteria,
        "expected_outcome": task.expected_outcome,
        "expected_ns": task.expected_ns,
        "expected_steps": task.expected_steps,
        "touchpoint": task.touchpoint,
    }


def _questionnaire(one: Questionnaire) -> dict[str, object]:
    return {
        "id": one.id,
        "title": one.title,
        "asked": str(one.asked),
        "score": str(one.score),
        "questions": [
            {
                "id": question.id,
                "text": question.text,
                "form": str(question.form),
                "points": question.points,
                "low": question.low,
                "high": question.high,
                "choices": list(question.choices),
            }
            for question in one.questions
        ],
    }


def _component(one: Component) -> dict[str, object]:
    return {
        "id": one.id,
        "name": one.name,
        "team": one.team,
        "application": one.application,
        "title": one.title,
        "address": one.address,
    }
