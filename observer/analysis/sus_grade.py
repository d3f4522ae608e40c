"""The school grade that a SUS score earns among the products that others measured.

Sauro, J. & Lewis, J. R. (2016). Quantifying the User Experience, 2nd ed., table 8.5 (the curved
grading scale). Morgan Kaufmann. Made of 446 surveys and tests, so that the middle 30 % of all
products get a C, whose middle is the average of 68.
"""

from dataclasses import dataclass

from observer.analysis.intervals import Estimate
from observer.analysis.scores import sus_equivalent

_FROM = (
    (84.1, "A+"), (80.8, "A"), (78.9, "A−"), (77.2, "B+"), (74.1, "B"), (72.6, "B−"),
    (71.1, "C+"), (65.0, "C"), (62.7, "C−"), (51.7, "D"),
)  # fmt: skip
_LEAST = "F"


@dataclass(frozen=True, slots=True)
class Grade:
    """The grade of a mean score, and those at the ends of its interval; empty where it has none."""

    letter: str
    low: str
    high: str

    @property
    def words(self) -> str:
        """`grade C, from D to B`."""
        if not self.low or self.low == self.high:
            return f"grade {self.letter}"
        return f"grade {self.letter}, from {self.low} to {self.high}"


def letter_of(score: float) -> str:
    """A+ to F for a SUS of 0 to 100, which the table tells to one decimal."""
    if not 0 <= score <= 100:
        raise ValueError(f"a SUS lies between 0 and 100, not at {score}")
    told = round(score, 1)
    return next((letter for least, letter in _FROM if told >= least), _LEAST)


def sus_grade(mean: Estimate, *, umux_lite: bool = False) -> Grade:
    """The grade of a mean SUS, or of the SUS that a mean UMUX-Lite predicts.

    An interval that reaches beyond the scale is cut at its end.
    """

    def letter(score: float) -> str:
        on_scale = min(max(score, 0.0), 100.0)
        return letter_of(sus_equivalent(on_scale) if umux_lite else on_scale)

    if mean.low is None or mean.high is None:
        return Grade(letter(mean.value), "", "")
    return Grade(letter(mean.value), letter(mean.low), letter(mean.high))
