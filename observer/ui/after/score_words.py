"""What a score means, in one plain sentence, and where that is known from."""

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from observer.analysis.published_averages import SEQ_AVERAGE, SUS_AVERAGE
from observer.analysis.scores import sus_equivalent
from observer.model.study import Score

_NEAR = 3.0
"""Points of 100 within which one respondent's SUS is told as being about the average."""
_NEAR_SEQ = 0.5


@dataclass(frozen=True, slots=True)
class Reading:
    """A score as a person reads it.

    `place` and `average` lie between 0 and 1 on the scale whose ends are `low` and `high`.
    """

    figure: str
    place: float
    average: float
    low: str
    high: str
    meaning: str
    source: str


def read_score(score: Score, value: float) -> Reading:
    """What a value of one of the published scores says. Raises ValueError for Score.NONE."""
    match score:
        case Score.SUS:
            meaning = _against(value, SUS_AVERAGE, _NEAR).format(average="68")
            return Reading(
                f"{value:.1f}", value / 100, SUS_AVERAGE / 100, "0", "100", meaning, _tr(_SUS)
            )
        case Score.UMUX_LITE:
            like = sus_equivalent(value)
            meaning = _tr("As much as a SUS of {like}: {against}").format(
                like=f"{like:.0f}",
                against=_lower(_against(like, SUS_AVERAGE, _NEAR).format(average="68")),
            )
            average = (SUS_AVERAGE - 22.9) / 0.65
            return Reading(
                f"{value:.1f}", value / 100, average / 100, "0", "100", meaning, _tr(_UMUX)
            )
        case Score.SEQ:
            meaning = _easy(value).format(average=f"{SEQ_AVERAGE:.1f}")
            return Reading(
                f"{value:.1f}",
                (value - 1) / 6,
                (SEQ_AVERAGE - 1) / 6,
                _tr("1 very difficult"),
                _tr("7 very easy"),
                meaning,
                _tr(_SEQ),
            )
        case Score.NONE:
            raise ValueError("the team's own questions make no figure")


_SUS = (
    "Brooke (1996), SUS: a quick and dirty usability scale. The average of 68 over some 500 "
    "products: Sauro (2011), A Practical Guide to the System Usability Scale. It is no percentage."
)
_UMUX = (
    "Lewis, Utesch & Maher (2013), UMUX-LITE: when there’s no time for the SUS; their regression "
    "(0.65 × score + 22.9) gives the SUS it stands for. The average of 68: Sauro (2011)."
)
_SEQ = (
    "Sauro & Dumas (2009), Comparison of three one-question, post-task usability questionnaires. "
    "The average of about 5.5 over more than 400 tasks: Sauro (2012), MeasuringU."
)


def _against(value: float, average: float, near: float) -> str:
    if value > average + near:
        return _tr("Above {average}, the average of products that were measured.")
    if value < average - near:
        return _tr("Below {average}, the average of products that were measured.")
    return _tr("About {average}, the average of products that were measured.")


def _easy(value: float) -> str:
    if value > SEQ_AVERAGE + _NEAR_SEQ:
        return _tr("Felt easier than most tasks do; their average is about {average}.")
    if value < SEQ_AVERAGE - _NEAR_SEQ:
        return _tr("Felt harder than most tasks do; their average is about {average}.")
    return _tr("Felt as easy as most tasks do; their average is about {average}.")


def _lower(sentence: str) -> str:
    return sentence[:1].lower() + sentence[1:]


def _tr(text: str) -> str:
    return QCoreApplication.translate("scores", text)
