"""The published questionnaires in their published words, and what makes one of them.

Sources: `scores`. The words at the ends of SEQ's scale are Sauro and Dumas's; its question is the
one Sauro has recommended since. SUS is © Digital Equipment Corporation 1986 and free to use where
its source is named, as it is here.
"""

from observer.analysis.scores import (
    SEQ_POINTS,
    SUS_ITEMS,
    SUS_POINTS,
    UMUX_LITE_ITEMS,
    UMUX_LITE_POINTS,
)
from observer.model.study import AnswerForm, Asked, Question, Questionnaire, Score

SEQ_TEXT = "Overall, how difficult or easy was the task to complete?"

SUS_TEXTS = (
    "I think that I would like to use this system frequently",
    "I found the system unnecessarily complex",
    "I thought the system was easy to use",
    "I think that I would need the support of a technical person to be able to use this system",
    "I found the various functions in this system were well integrated",
    "I thought there was too much inconsistency in this system",
    "I would imagine that most people would learn to use this system very quickly",
    "I found the system very cumbersome to use",
    "I felt very confident using the system",
    "I needed to learn a lot of things before I could get going with this system",
)

UMUX_LITE_TEXTS = (
    "This system’s capabilities meet my requirements.",
    "This system is easy to use.",
)

_DISAGREE, _AGREE = "Strongly disagree", "Strongly agree"

_SHAPES = {
    Score.SEQ: (1, SEQ_POINTS),
    Score.SUS: (SUS_ITEMS, SUS_POINTS),
    Score.UMUX_LITE: (UMUX_LITE_ITEMS, UMUX_LITE_POINTS),
}
"""How many questions each score is made of, and how many points their scales have."""


def standard_questionnaire(score: Score) -> Questionnaire:
    """A published questionnaire in English. Raises ValueError for the team's own.

    Its ids are the same in every study: `sus`, and `sus-1` for its first question.
    """
    match score:
        case Score.SEQ:
            question = Question("seq-1", SEQ_TEXT, low="Very difficult", high="Very easy")
            return Questionnaire(
                "seq", "Single Ease Question", Asked.AFTER_TASK, (question,), score
            )
        case Score.SUS:
            questions = _agreement("sus", SUS_TEXTS, SUS_POINTS)
            return Questionnaire("sus", "System Usability Scale", Asked.AT_END, questions, score)
        case Score.UMUX_LITE:
            questions = _agreement("umux-lite", UMUX_LITE_TEXTS, UMUX_LITE_POINTS)
            return Questionnaire("umux-lite", "UMUX-Lite", Asked.AT_END, questions, score)
        case Score.NONE:
            raise ValueError("a questionnaire without a score has no published words")


def fault_of_form(questionnaire: Questionnaire) -> str:
    """Why these questions cannot make the questionnaire's score, as a sentence; "" if they can."""
    if questionnaire.score not in _SHAPES:
        return ""
    items, points = _SHAPES[questionnaire.score]
    if len(questionnaire.questions) == items and all(
        question.form is AnswerForm.SCALE and question.points == points
        for question in questionnaire.questions
    ):
        return ""
    questions = "one question" if items == 1 else f"{items} questions"
    return f"The score “{questionnaire.score}” is made of {questions} on scales of {points} points"


def _agreement(name: str, texts: tuple[str, ...], points: int) -> tuple[Question, ...]:
    return tuple(
        Question(f"{name}-{number}", text, AnswerForm.SCALE, points, _DISAGREE, _AGREE)
        for number, text in enumerate(texts, 1)
    )
