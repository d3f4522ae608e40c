"""What the answers to a published questionnaire come to.

    SEQ        Sauro, J. & Dumas, J. S. (2009). Comparison of three one-question, post-task
               usability questionnaires. Proc. CHI 2009, 1599-1608.
    SUS        Brooke, J. (1996). SUS: a “quick and dirty” usability scale. In Jordan et al. (eds),
               Usability Evaluation in Industry, 189-194. Taylor & Francis.
    UMUX-Lite  Lewis, J. R., Utesch, B. S. & Maher, D. E. (2013). UMUX-LITE: when there's no time
               for the SUS. Proc. CHI 2013, 2099-2102.

An answer of None is one that was not given. A value off its scale raises ValueError: it was
checked where it was given.
"""

from collections.abc import Iterable, Sequence

from observer.model.sitting import Answer
from observer.model.study import Questionnaire, Score

SUS_ITEMS = 10
SUS_POINTS = 5
SUS_CENTRE = 3
UMUX_LITE_ITEMS = 2
UMUX_LITE_POINTS = 7
SEQ_POINTS = 7


def sus(values: Sequence[int | None], *, fill_centre: bool = False) -> float | None:
    """The System Usability Scale of one respondent, 0 to 100, from ten answers of 1 to 5.

    Odd items count their value less one, even items five less their value; the sum times 2.5
    (Brooke 1996). None unless all ten were answered. Brooke has respondents mark the centre of an
    item they cannot answer: `fill_centre` does it for them, but never for all ten.
    """
    _check(values, SUS_ITEMS, SUS_POINTS)
    if fill_centre and any(value is not None for value in values):
        values = [SUS_CENTRE if value is None else value for value in values]
    given = [value for value in values if value is not None]
    if len(given) < SUS_ITEMS:
        return None
    agreed = sum(value - 1 for value in given[0::2])
    disagreed = sum(SUS_POINTS - value for value in given[1::2])
    return (agreed + disagreed) * 2.5


def umux_lite(values: Sequence[int | None]) -> float | None:
    """The UMUX-Lite of one respondent, 0 to 100, from two answers of 1 to 7; None unless both.

    Both items less one, as a share of the 12 they can reach (Lewis et al. 2013).
    """
    _check(values, UMUX_LITE_ITEMS, UMUX_LITE_POINTS)
    given = [value for value in values if value is not None]
    if len(given) < UMUX_LITE_ITEMS:
        return None
    return sum(value - 1 for value in given) * 100 / 12


def sus_equivalent(umux_lite_score: float) -> float:
    """The SUS that a UMUX-Lite of 0 to 100 predicts: 0.65 times it plus 22.9 (Lewis et al. 2013).

    It reaches from 22.9 to 87.9: the ends of the SUS lie outside of what it can say.
    """
    if not 0 <= umux_lite_score <= 100:
        raise ValueError(f"a UMUX-Lite lies between 0 and 100, not at {umux_lite_score}")
    return 0.65 * umux_lite_score + 22.9


def seq_mean(values: Iterable[int | None]) -> float | None:
    """The mean Single Ease Question, 1 (very difficult) to 7, of those who answered; None if none.

    The answers are taken as they are, on their own scale (Sauro & Dumas 2009).
    """
    given = [value for value in values if value is not None]
    _check(given, len(given), SEQ_POINTS)
    return sum(given) / len(given) if given else None


def score(
    questionnaire: Questionnaire, answers: Iterable[Answer], *, task_id: str = ""
) -> float | None:
    """What one participant's answers come to, on the scale of the questionnaire's own score.

    Answers to other questionnaires, or about another task than `task_id`, are left aside. None
    where too few were given, and for the team's own questions.
    """
    given = {
        answer.question_id: answer.value
        for answer in answers
        if answer.questionnaire_id == questionnaire.id and answer.task_id == task_id
    }
    values = [given.get(question.id) for question in questionnaire.questions]
    match questionnaire.score:
        case Score.SUS:
            return sus(values)
        case Score.UMUX_LITE:
            return umux_lite(values)
        case Score.SEQ:
            return seq_mean(values)
        case Score.NONE:
            return None


def _check(values: Sequence[int | None], items: int, points: int) -> None:
    if len(values) != items:
        raise ValueError(f"{items} answers are scored together, not {len(values)}")
    for value in values:
        if value is not None and not 1 <= value <= points:
            raise ValueError(f"an answer lies between 1 and {points}, not at {value}")
