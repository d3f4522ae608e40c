"""How windows and the command line start a recording and talk to it: the same way, all of them."""

import subprocess
import time
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import msgspec

from observer.model.annotation import AnnotationKind, Mark
from observer.model.consent import TrackKind
from observer.model.errors import ObserverError, RecorderError, RecorderSilent
from observer.model.manifest import SessionState
from observer.model.plan import RecordingPlan
from observer.model.status import RecorderState, RecorderStatus
from observer.recorder.endpoint import Endpoint, log_path, read_endpoint
from observer.recorder.frugality import SPARING
from observer.recorder.messages import (
    AskAmend,
    AskMark,
    AskPause,
    AskPicture,
    AskResume,
    AskStatus,
    AskStop,
    FailureReply,
    MarkReply,
    Order,
    PictureReply,
    Reply,
    Request,
    Started,
    StatusReply,
    encoder,
    reply_decoder,
)
from observer.recorder.own_process import exchange, start_process
from observer.session.folder import list_folders, session_state
from observer.session.manifest_file import read_manifest

_ANSWER_WITHIN_S = 5.0
# A status costs the recording less than a millisecond; whoever watches must hear of a standstill
# within two seconds.
_STATUS_WITHIN_S = 1.5
# Closing copies the video once to add its index: about 0.3 s an hour, more on a slow disk.
_CLOSE_WITHIN_S = 120.0
# Recordings outlive who started them; kept so that each is reaped when it ends before its parent.
_children: list[subprocess.Popen[bytes]] = []
_start_reply = msgspec.json.Decoder(Started | FailureReply)


class RecorderClient:
    """A running recording, seen from another process."""

    def __init__(
        self, folder: Path, endpoint: Endpoint, process: subprocess.Popen[bytes] | None = None
    ) -> None:
        self.folder = folder
        self.session_id = endpoint.session_id
        self.pid = endpoint.pid
        self._socket = endpoint.socket
        self._process = process

    def status(self) -> RecorderStatus:
        """How the recording stands.

        Raises RecorderSilent where it is there and does not answer, RecorderError where it has
        gone.
        """
        return self._status(AskStatus(), _STATUS_WITHIN_S)

    def mark(
        self,
        kind: AnnotationKind,
        *,
        at_ns: int | None = None,
        ago_ns: int = 0,
        severity: int | None = None,
        note: str = "",
        author: str = "",
        mark_id: str = "",
    ) -> Mark:
        """Mark a moment; when this returns, the mark is on the disk.

        Whoever may have to send it again gives it an id (`identity.new_id`): it is made once.
        """
        reply = self._ask(AskMark(kind, at_ns, ago_ns, severity, note, author, mark_id))
        if not isinstance(reply, MarkReply):
            raise TypeError(f"a mark was answered with {reply}")
        return reply.mark

    def amend(
        self,
        mark_id: str,
        *,
        kind: AnnotationKind | None = None,
        start_ns: int | None = None,
        severity: int | None = None,
        note: str | None = None,
        withdrawn: bool | None = None,
    ) -> Mark:
        """Change what was said of a mark, or take it back; what is None stays as it is.

        Raises RecorderError for a mark that this recording does not know.
        """
        reply = self._ask(AskAmend(mark_id, kind, start_ns, severity, note, withdrawn))
        if not isinstance(reply, MarkReply):
            raise TypeError(f"an amended mark was answered with {reply}")
        return reply.mark

    def picture(self, width: int) -> bytes:
        """The screen as it is recorded at this moment: a JPEG, secret windows filled.

        Raises RecorderError where no screen is recorded, or none just then.
        """
        reply = self._ask(AskPicture(width), _STATUS_WITHIN_S)
        if not isinstance(reply, PictureReply):
            raise TypeError(f"a picture was answered with {reply}")
        return reply.jpeg

    def pause(self) -> RecorderStatus:
        """Stop pixels, sound and keys together."""
        return self._status(AskPause())

    def resume(self) -> RecorderStatus:
        """Go on after a pause."""
        return self._status(AskResume())

    def stop(self) -> RecorderStatus:
        """End the recording and wait until its session is closed.

        Raises RecorderError where the session could not be closed, with what to do about it.
        """
        return self.wait_until_closed(self._status(AskStop()))

    def wait_until_closed(self, last: RecorderStatus) -> RecorderStatus:
        """Wait for a recording that is ending; `last` is what was last known of it.

        Raises RecorderError where the session could not be closed, with what to do about it.
        """
        deadline_s = time.monotonic() + _CLOSE_WITHIN_S
        while time.monotonic() < deadline_s:
            try:
                last = self.status()
            except RecorderSilent:
                continue
            except RecorderError:
                return self._closed(last)
            time.sleep(0.05)
        raise RecorderError(
            f"The recording has not closed its session within {_CLOSE_WITHIN_S:.0f} seconds",
            f"Wait a little, then run: observer verify {self.session_id}",
        )

    def is_running(self) -> bool:
        """Whether the recording is there, be it that it does not answer just then."""
        try:
            self.status()
        except RecorderSilent:
            return True
        except RecorderError:
            return False
        return True

    def _closed(self, last: RecorderStatus) -> RecorderStatus:
        manifest = read_manifest(self.folder)
        if session_state(self.folder, manifest) is not SessionState.CLOSED:
            raise RecorderError(
                last.problem or "The recording ended without closing its session",
                last.remedy
                or f"What it had written is kept; run: observer repair {self.session_id}",
            )
        self._reap()
        screen, hand = manifest.track(TrackKind.SCREEN), manifest.track(TrackKind.INPUT)
        return replace(
            last,
            state=RecorderState.CLOSED,
            elapsed_ns=manifest.duration_ns,
            warnings=manifest.health.notes,
            frames=screen.items if screen else 0,
            input_events=hand.items if hand else 0,
        )

    def _reap(self) -> None:
        if self._process:
            self._process.wait(_ANSWER_WITHIN_S)

    def _status(self, request: Request, within_s: float = _ANSWER_WITHIN_S) -> RecorderStatus:
        reply = self._ask(request, within_s)
        if not isinstance(reply, StatusReply):
            raise TypeError(f"a status was answered with {reply}")
        return reply.status

    def _ask(self, request: Request, within_s: float = _ANSWER_WITHIN_S) -> Reply:
        try:
            answer = exchange(self._socket, encoder.encode(request), within_s)
        except TimeoutError as error:
            raise RecorderSilent(
                f"The recording has not answered for {within_s:.1f} s",
                "Its process stands still or the computer is overloaded; what it recorded is kept",
            ) from error
        except OSError as error:
            raise RecorderError(
                f"The recording of session {self.session_id} does not answer ({error.strerror})",
                f"If it should be running, look with: observer show {self.session_id}",
            ) from error
        if not answer:
            raise RecorderError(
                f"The recording of session {self.session_id} hung up",
                f"Look with: observer show {self.session_id}",
            )
        reply: Reply = reply_decoder.decode(answer)
        if isinstance(reply, FailureReply):
            raise RecorderError(reply.message, reply.remedy)
        return reply


def start_recording(
    library: Path, plan: RecordingPlan, environment: Mapping[str, str] | None = None
) -> RecorderClient:
    """Start a recording in a process of its own; returns once it records.

    Raises ObserverError with the recording process's own words where it cannot start.
    """
    _children[:] = [child for child in _children if child.poll() is None]
    process, answer = start_process(
        "observer.recorder",
        encoder.encode(Order(str(library), plan)),
        {**SPARING, **(environment or {})},
    )
    if not answer:
        process.wait()
        raise RecorderError(
            "A defect ended the recording process before it could record",
            f"Please report it with the end of {log_path()}",
        )
    reply = _start_reply.decode(answer)
    if isinstance(reply, FailureReply):
        process.wait()
        raise ObserverError(reply.message, reply.remedy)
    _children.append(process)
    return RecorderClient(Path(reply.folder), reply.endpoint, process)


def find_running(library: Path) -> list[RecorderClient]:
    """Every recording that runs in this library, whoever started it."""
    found = (connect(folder) for folder in list_folders(library))
    return [client for client in found if client]


def connect(folder: Path) -> RecorderClient | None:
    """The recording that runs in this session folder; None where none answers."""
    endpoint = read_endpoint(folder)
    if endpoint is None:
        return None
    client = RecorderClient(folder, endpoint)
    return client if client.is_running() else None
