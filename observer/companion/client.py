"""How windows and the command line open a page for observers and talk to the process behind it."""

import subprocess
import time
from pathlib import Path

import msgspec

from observer.companion.interfaces import Interface, list_interfaces
from observer.companion.messages import (
    AskClose,
    AskInvite,
    AskRevoke,
    AskStatus,
    AskTask,
    InviteReply,
    Opened,
    Order,
    Reply,
    Request,
    StatusReply,
    encoder,
    reply_decoder,
)
from observer.companion.places import control_path, log_path
from observer.companion.status import CompanionStatus, PrivateNote, Watching
from observer.model.errors import CompanionError
from observer.model.study import Study
from observer.recorder.messages import FailureReply
from observer.recorder.own_process import exchange, start_process

__all__ = [
    "CompanionClient",
    "CompanionStatus",
    "Interface",
    "PrivateNote",
    "Watching",
    "connect_companion",
    "list_interfaces",
    "start_companion",
]

_ANSWER_WITHIN_S = 3.0
_GONE_WITHIN_S = 5.0
_start_reply = msgspec.json.Decoder(Opened | FailureReply)


class CompanionClient:
    """A page that is open for observers, seen from another process.

    Every method raises CompanionError where the process behind it has gone.
    """

    def __init__(
        self,
        socket: str,
        address: str,
        fingerprint: str = "",
        pid: int = 0,
        process: subprocess.Popen[bytes] | None = None,
    ) -> None:
        self.address = address
        """The first invitation; `status().address` is one that is unused."""
        self.fingerprint = fingerprint
        """The certificate's SHA-256; empty without TLS."""
        self.pid = pid
        """The process behind the page; 0 where somebody else opened it."""
        self._socket = socket
        self._process = process

    def status(self) -> CompanionStatus:
        """Who watches, what was whispered, and an invitation that is unused."""
        return self._status(AskStatus())

    def invite(self) -> str:
        """An address for one more observer, which opens the page once."""
        reply = self._ask(AskInvite())
        if not isinstance(reply, InviteReply):
            raise TypeError(f"an invitation was answered with {reply}")
        return reply.address

    def set_task(self, title: str, wording: str) -> CompanionStatus:
        """Show the task at hand on every page; two empty texts for none."""
        return self._status(AskTask(title, wording))

    def revoke(self, name: str | None = None) -> CompanionStatus:
        """Turn this observer out, or everybody with every open invitation.

        Their pages are closed when this returns.
        """
        return self._status(AskRevoke(name))

    def close(self) -> None:
        """Close the page for everybody and wait for the process to end; it may have gone before."""
        try:
            self._ask(AskClose())
        except CompanionError:
            self._reap()
            return
        deadline_s = time.monotonic() + _GONE_WITHIN_S
        while self.is_open() and time.monotonic() < deadline_s:
            time.sleep(0.02)
        self._reap()

    def is_open(self) -> bool:
        """Whether the page can still be opened."""
        try:
            self.status()
        except CompanionError:
            self._reap()
            return False
        return True

    def _status(self, request: Request) -> CompanionStatus:
        reply = self._ask(request)
        if not isinstance(reply, StatusReply):
            raise TypeError(f"a status was answered with {reply}")
        return reply.status

    def _ask(self, request: Request) -> Reply:
        try:
            answer = exchange(self._socket, encoder.encode(request), _ANSWER_WITHIN_S)
        except OSError as error:
            raise _gone() from error
        if not answer:
            raise _gone()
        reply: Reply = reply_decoder.decode(answer)
        return reply

    def _reap(self) -> None:
        if self._process:
            self._process.wait(_GONE_WITHIN_S)


def start_companion(
    library: Path,
    session_folder: Path,
    host: str,
    *,
    tls: bool = False,
    study: Study | None = None,
    moderator: str = "",
) -> CompanionClient:
    """Open a page for the observers of a running recording, on one address of this computer.

    `study` numbers its tasks on the page; nobody may come in under the moderator's name. Raises
    CompanionError with the process's own words where the page cannot be opened.
    """
    order = Order(str(library), str(session_folder), host, tls, study, moderator)
    process, answer = start_process("observer.companion", encoder.encode(order))
    if not answer:
        process.wait()
        raise CompanionError(
            "A defect ended the companion before it could open the page",
            f"Please report it with the end of {log_path()}",
        )
    reply = _start_reply.decode(answer)
    if isinstance(reply, FailureReply):
        process.wait()
        raise CompanionError(reply.message, reply.remedy)
    return CompanionClient(reply.socket, reply.address, reply.fingerprint, reply.pid, process)


def connect_companion(session_id: str) -> CompanionClient | None:
    """The page that is open for this session, whoever opened it; None where there is none."""
    client = CompanionClient(str(control_path(session_id)), "")
    try:
        client.address = client.status().address
    except CompanionError:
        return None
    return client


def _gone() -> CompanionError:
    return CompanionError(
        "The observers' page is closed", "Open it again if the session is still being recorded"
    )
