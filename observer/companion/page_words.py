"""What a page and the server say to each other over the WebSocket, as JSON.

Whatever a page says is checked by its type here, and by its meaning in `visit.py`. `op` numbers
what a page wants kept: it says it again, with the same number, until the server has answered.
"""

from typing import Annotated

import msgspec

from observer.model.annotation import SEVERITY_WORDS, AnnotationKind
from observer.model.status import RecorderState

LONGEST_NAME = 40
LONGEST_NOTE = 500
"""Characters; the page's fields end there too."""

LONGEST_MESSAGE_BYTES = 4096
"""A note of the longest kind in four-byte letters, with room to spare."""

# JavaScript's whole numbers end at 2**53, which is 104 days of nanoseconds.
_Moment = Annotated[int, msgspec.Meta(ge=0, le=2**53)]
_Number = Annotated[int, msgspec.Meta(ge=0, le=2**53)]
_Severity = Annotated[int, msgspec.Meta(ge=0, lt=len(SEVERITY_WORDS))]
_Id = Annotated[str, msgspec.Meta(min_length=16, max_length=16)]


class Probe(msgspec.Struct, frozen=True, tag="probe"):
    """What time is it in the session?"""

    n: _Number


class MarkSaid(msgspec.Struct, frozen=True, tag="mark"):
    """A moment marked; `id` is made by the page, so that it is kept once."""

    op: _Number
    id: _Id
    kind: AnnotationKind
    at_ns: _Moment
    severity: _Severity | None = None
    note: str = ""


class AmendSaid(msgspec.Struct, frozen=True, tag="amend"):
    """A mark of one's own, judged or taken back."""

    op: _Number
    id: _Id
    severity: _Severity | None = None
    withdrawn: bool | None = None


class WhisperSaid(msgspec.Struct, frozen=True, tag="whisper"):
    """A note to the moderator alone."""

    op: _Number
    id: _Id
    at_ns: _Moment
    text: str


class Looking(msgspec.Struct, frozen=True, tag="looking"):
    """Whether the page is in sight; `since_lost` that it was while the connection was lost."""

    visible: bool
    since_lost: bool = False


Said = Probe | MarkSaid | AmendSaid | WhisperSaid | Looking


class Time(msgspec.Struct, frozen=True, tag="time"):
    """The answer to a Probe."""

    n: int
    now_ns: int


class Kept(msgspec.Struct, frozen=True, tag="kept"):
    """`op` is kept, or never will be, for the reason in `refused`; `marks` of theirs stand."""

    op: int
    marks: int
    refused: str = ""


class Later(msgspec.Struct, frozen=True, tag="later"):
    """`op` could not be kept just then: say it again."""

    op: int


class TaskShown(msgspec.Struct, frozen=True):
    """The task at hand; `number` of `count` is 0 where the study does not know it."""

    title: str = ""
    wording: str = ""
    number: int = 0
    count: int = 0


class Person(msgspec.Struct, frozen=True):
    """Who else watches."""

    name: str
    present: bool


class Scene(msgspec.Struct, frozen=True, tag="scene"):
    """All that a page shows; sent when it changes."""

    session_id: str
    title: str
    name: str
    marks: int
    state: RecorderState
    silent: bool
    picture: bool
    task: TaskShown
    people: tuple[Person, ...]


class Over(msgspec.Struct, frozen=True, tag="over"):
    """Nothing more comes: the session has ended, or the observer was turned out."""

    ended: bool


said_decoder = msgspec.json.Decoder(Said)
encoder = msgspec.json.Encoder()
