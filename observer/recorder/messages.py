"""What recorder and client say to each other, as JSON.

At the start an Order, answered by Started or a FailureReply; then, over the control channel, one
request and one reply a connection.
"""

import msgspec

from observer.model.annotation import AnnotationKind, Mark
from observer.model.plan import RecordingPlan
from observer.model.status import RecorderStatus
from observer.recorder.endpoint import Endpoint

# Longer than any honest request; a note is cut off by the window long before.
LONGEST_MESSAGE_BYTES = 256 * 1024


class AskStatus(msgspec.Struct, frozen=True, tag="status"):
    """How is the recording?"""


class AskMark(msgspec.Struct, frozen=True, tag="mark"):
    """Mark a moment: `at_ns` of the session's time, or `ago_ns` before this message arrives.

    Asked again with a `mark_id` that is known, it is answered with the mark that there is.
    """

    kind: AnnotationKind
    at_ns: int | None = None
    ago_ns: int = 0
    severity: int | None = None
    note: str = ""
    author: str = ""
    mark_id: str = ""


class AskAmend(msgspec.Struct, frozen=True, tag="amend"):
    """Change what was said of a mark, or take it back; what is None stays as it is."""

    mark_id: str
    kind: AnnotationKind | None = None
    start_ns: int | None = None
    severity: int | None = None
    note: str | None = None
    withdrawn: bool | None = None


class AskPicture(msgspec.Struct, frozen=True, tag="picture"):
    """The screen as it is recorded at this moment, as a JPEG of this width."""

    width: int


class AskPause(msgspec.Struct, frozen=True, tag="pause"):
    """Stop pixels, sound and keys together until AskResume."""


class AskResume(msgspec.Struct, frozen=True, tag="resume"):
    """Go on after a pause."""


class AskStop(msgspec.Struct, frozen=True, tag="stop"):
    """End the recording and close the session; the reply comes before it is closed."""


Request = AskStatus | AskMark | AskAmend | AskPicture | AskPause | AskResume | AskStop


class StatusReply(msgspec.Struct, frozen=True, tag="status"):
    """The answer to everything but a mark."""

    status: RecorderStatus


class MarkReply(msgspec.Struct, frozen=True, tag="mark"):
    """The mark as it is on disk: once this is sent, a crash does not lose it."""

    mark: Mark


class PictureReply(msgspec.Struct, frozen=True, tag="picture"):
    """A JPEG."""

    jpeg: bytes


class FailureReply(msgspec.Struct, frozen=True, tag="failure"):
    """A known error, to be raised again where it was asked."""

    message: str
    remedy: str


Reply = StatusReply | MarkReply | PictureReply | FailureReply


class Order(msgspec.Struct, frozen=True):
    """What to record, and into which library folder."""

    library: str
    plan: RecordingPlan


class Started(msgspec.Struct, frozen=True, tag="started"):
    """The recording runs."""

    folder: str
    endpoint: Endpoint


request_decoder = msgspec.json.Decoder(Request)
reply_decoder = msgspec.json.Decoder(Reply)
encoder = msgspec.json.Encoder()
