"""What the companion process and its client say to each other, as JSON.

At the start an Order, answered by Opened or a FailureReply; then, over the control channel, one
request and one reply a connection.
"""

import msgspec

from observer.companion.status import CompanionStatus
from observer.model.study import Study
from observer.recorder.messages import FailureReply

# Longer than any task's wording.
LONGEST_REQUEST_BYTES = 64 * 1024


class Order(msgspec.Struct, frozen=True):
    """For which session to open a page, and on which of this computer's addresses.

    Nobody else may go by the moderator's name.
    """

    library: str
    session_folder: str
    host: str
    tls: bool = False
    study: Study | None = None
    moderator: str = ""


class Opened(msgspec.Struct, frozen=True, tag="opened"):
    """The page can be opened. `fingerprint` is that of the certificate, empty without TLS."""

    pid: int
    socket: str
    address: str
    fingerprint: str = ""


class AskStatus(msgspec.Struct, frozen=True, tag="status"):
    """Who watches, and what was whispered?"""


class AskInvite(msgspec.Struct, frozen=True, tag="invite"):
    """An address for one more observer."""


class AskTask(msgspec.Struct, frozen=True, tag="task"):
    """This is the task at hand; both empty for none."""

    title: str
    wording: str


class AskRevoke(msgspec.Struct, frozen=True, tag="revoke"):
    """Turn this observer out; everybody, and every open invitation, where it is None."""

    name: str | None = None


class AskClose(msgspec.Struct, frozen=True, tag="close"):
    """Close the page for everybody, and end."""


Request = AskStatus | AskInvite | AskTask | AskRevoke | AskClose


class StatusReply(msgspec.Struct, frozen=True, tag="status"):
    """The answer to everything but an invitation."""

    status: CompanionStatus


class InviteReply(msgspec.Struct, frozen=True, tag="invite"):
    """An address that opens the page once."""

    address: str


Reply = StatusReply | InviteReply | FailureReply

request_decoder = msgspec.json.Decoder(Request)
reply_decoder = msgspec.json.Decoder(Reply)
encoder = msgspec.json.Encoder()
