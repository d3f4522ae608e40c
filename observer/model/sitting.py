"""What happens in a sit-in beside the recording: attempts, questions, answers, who watched."""

from dataclasses import dataclass
from enum import StrEnum


class Outcome(StrEnum):
    """How an attempt at a task ended."""

    SUCCESS = "success"
    DIFFICULTY = "with difficulty"
    FAILED = "failed"
    GIVEN_UP = "given up"


@dataclass(frozen=True, slots=True)
class Attempt:
    """One try at a task, on the session's clock; `end_ns` and `outcome` are None while it lasts.

    `helped` counts how often the moderator had to help.
    """

    id: str
    session_id: str
    task_id: str
    start_ns: int
    end_ns: int | None = None
    outcome: Outcome | None = None
    helped: int = 0
    note: str = ""

    def __post_init__(self) -> None:
        if self.end_ns is not None and self.end_ns < self.start_ns:
            raise ValueError("an attempt cannot end before it starts")


@dataclass(frozen=True, slots=True)
class Asking:
    """A question of the guide was asked at this moment."""

    session_id: str
    question_id: str
    time_ns: int


@dataclass(frozen=True, slots=True)
class Answer:
    """What a participant answered: a number on a scale, or words, or both.

    `task_id` is empty for what is asked at the end.
    """

    session_id: str
    questionnaire_id: str
    question_id: str
    task_id: str = ""
    value: int | None = None
    text: str = ""


@dataclass(frozen=True, slots=True)
class Exposure:
    """How long one person watched one session, from when to when on its clock."""

    session_id: str
    author: str
    start_ns: int
    end_ns: int
    role: str = "observer"

    @property
    def length_ns(self) -> int:
        """The watched time."""
        return self.end_ns - self.start_ns


@dataclass(frozen=True, slots=True)
class Debrief:
    """What the team says right after a session."""

    session_id: str
    author: str
    text: str
