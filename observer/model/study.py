"""A study: a question asked of several customers, and everything a sit-in needs to ask it."""

from dataclasses import dataclass
from enum import StrEnum
from fnmatch import fnmatchcase


@dataclass(frozen=True, slots=True)
class Task:
    """Something a participant tries to do.

    `wording` is read out as it stands. What is expected is kept beside what will be observed:
    `expected_ns` of 0 and `expected_steps` of 0 mean that nobody said; the steps are the fewest
    windows and pages that it takes.
    """

    id: str
    title: str
    wording: str = ""
    start_state: str = ""
    success_criteria: str = ""
    expected_outcome: str = ""
    expected_ns: int = 0
    expected_steps: int = 0
    touchpoint: str = ""


@dataclass(frozen=True, slots=True)
class GuideQuestion:
    """One thing the moderator wants to ask; the console keeps when it was asked."""

    id: str
    text: str


class AnswerForm(StrEnum):
    """How a question is answered."""

    SCALE = "scale"
    CHOICE = "choice"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Question:
    """One item of a questionnaire.

    A scale has `points` (5 or 7 as a rule), numbered from 1, with words at both ends. `choices`
    are there for a choice alone.
    """

    id: str
    text: str
    form: AnswerForm = AnswerForm.SCALE
    points: int = 7
    low: str = ""
    high: str = ""
    choices: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if self.form is AnswerForm.SCALE and not 2 <= self.points <= 11:
            raise ValueError(f"a scale has 2 to 11 points, not {self.points}")
        if self.form is AnswerForm.CHOICE and len(self.choices) < 2:
            raise ValueError("a choice needs two answers to choose from")


class Asked(StrEnum):
    """When a questionnaire is asked."""

    AFTER_TASK = "after-task"
    AT_END = "at-end"


class Score(StrEnum):
    """How a questionnaire's answers make a figure; `none` for the team's own questions."""

    SEQ = "seq"
    SUS = "sus"
    UMUX_LITE = "umux-lite"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Questionnaire:
    """Questions asked together, after each task or at the end."""

    id: str
    title: str
    asked: Asked
    questions: tuple[Question, ...]
    score: Score = Score.NONE


@dataclass(frozen=True, slots=True)
class Component:
    """A part of the product, the team that owns it, and how it is recognised.

    Each pattern is a part of what it is matched with; `*` and `?` stand for letters, case does
    not count, and an empty one matches anything. Without any pattern nothing is recognised. Where
    nobody knows the address, as of a window, application and title decide alone.
    """

    id: str
    name: str
    team: str = ""
    application: str = ""
    title: str = ""
    address: str = ""

    def recognises(self, application: str, title: str, address: str = "") -> bool:
        """Whether a window or page of these belongs to the component."""
        rules = [(self.application, application), (self.title, title)]
        if address or not (self.application or self.title):
            rules.append((self.address, address))
        return any(pattern for pattern, _ in rules) and all(
            fnmatchcase(text.casefold(), f"*{pattern.casefold()}*") for pattern, text in rules
        )


@dataclass(frozen=True, slots=True)
class Segment:
    """A kind of customer, and how many of them are to be watched."""

    id: str
    name: str
    wanted: int = 0


@dataclass(frozen=True, slots=True)
class Code:
    """A researcher's label, with the words that say when to apply it.

    `key` is the letter or digit that applies it, empty for none.
    """

    id: str
    name: str
    description: str = ""
    key: str = ""


@dataclass(frozen=True, slots=True)
class Study:
    """The whole of it. `name` is what people call it, `question` what it wants to know."""

    id: str
    name: str
    question: str = ""
    language: str = "en"
    tasks: tuple[Task, ...] = ()
    guide: tuple[GuideQuestion, ...] = ()
    questionnaires: tuple[Questionnaire, ...] = ()
    components: tuple[Component, ...] = ()
    segments: tuple[Segment, ...] = ()
    codebook: tuple[Code, ...] = ()

    def task(self, task_id: str) -> Task | None:
        """The task of this id, if the study has it."""
        return next((task for task in self.tasks if task.id == task_id), None)

    def component_of(self, application: str, title: str, address: str = "") -> Component | None:
        """The first component that recognises a window or page."""
        return next((c for c in self.components if c.recognises(application, title, address)), None)


@dataclass(frozen=True, slots=True)
class Prediction:
    """What one team member expects of one task, said before the first session.

    `successes` of `participants` will succeed, in `time_ns` each.
    """

    task_id: str
    author: str
    successes: int
    participants: int
    time_ns: int
    made_at: str

    def __post_init__(self) -> None:
        if not 0 <= self.successes <= self.participants:
            raise ValueError(f"{self.successes} of {self.participants} cannot succeed")
