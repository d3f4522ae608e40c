"""The recording's ear: a thread that answers one request a connection on a private socket."""

import logging
import os
import selectors
import socket
import threading
from pathlib import Path

import msgspec

from observer.model.errors import ObserverError
from observer.model.status import RecorderState
from observer.recorder.messages import (
    LONGEST_MESSAGE_BYTES,
    AskAmend,
    AskMark,
    AskPause,
    AskPicture,
    AskResume,
    AskStop,
    FailureReply,
    MarkReply,
    PictureReply,
    Reply,
    Request,
    StatusReply,
    encoder,
    request_decoder,
)
from observer.recorder.recording import Recording

log = logging.getLogger(__name__)

# A caller that says nothing for this long is let go, so that it cannot keep others waiting.
_PATIENCE_S = 2.0


class ControlServer:
    """Answers for a recording until it is closed; owns the thread `control`."""

    def __init__(self, recording: Recording, path: Path) -> None:
        self._recording = recording
        self._path = path
        self._listener = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self._wake_read, self._wake_write = os.pipe()
        self._failure_told = threading.Event()
        self._thread = threading.Thread(target=self._serve, name="control")

    def start(self) -> None:
        """Listen. A socket left by a process that is gone is replaced."""
        self._path.unlink(missing_ok=True)
        self._listener.bind(str(self._path))
        self._path.chmod(0o600)
        self._listener.listen(16)
        self._thread.start()

    def wait_until_failure_is_told(self, timeout_s: float) -> None:
        """Stay until someone has asked and heard that the recording failed."""
        self._failure_told.wait(timeout_s)

    def close(self) -> None:
        """Stop to listen, and join the thread."""
        os.write(self._wake_write, b"x")
        self._thread.join()
        self._listener.close()
        os.close(self._wake_read)
        os.close(self._wake_write)
        self._path.unlink(missing_ok=True)

    def _serve(self) -> None:
        with selectors.DefaultSelector() as selector:
            selector.register(self._listener, selectors.EVENT_READ)
            selector.register(self._wake_read, selectors.EVENT_READ)
            while True:
                ready = [key.fileobj for key, _ in selector.select()]
                if self._wake_read in ready:
                    return
                connection, _ = self._listener.accept()
                with connection:
                    self._answer(connection)

    def _answer(self, connection: socket.socket) -> None:
        connection.settimeout(_PATIENCE_S)
        try:
            request = request_decoder.decode(_read_line(connection))
            reply = self._reply(request)
            connection.sendall(encoder.encode(reply) + b"\n")
            if isinstance(reply, StatusReply) and reply.status.state is RecorderState.FAILED:
                self._failure_told.set()
        except (OSError, msgspec.DecodeError) as error:
            log.warning("a caller was let go: %s", error)

    def _reply(self, request: Request) -> Reply:
        recording = self._recording
        try:
            if isinstance(request, AskMark):
                return MarkReply(recording.mark(request))
            if isinstance(request, AskAmend):
                return MarkReply(recording.amend(request))
            if isinstance(request, AskPicture):
                return PictureReply(recording.picture(request.width))
            if isinstance(request, AskPause):
                recording.pause()
            elif isinstance(request, AskResume):
                recording.resume()
            elif isinstance(request, AskStop):
                recording.ask_to_stop()
        except ObserverError as error:
            return FailureReply(error.message, error.remedy)
        except ValueError as error:  # a severity or moment that no annotation may have
            return FailureReply(f"The mark was refused: {error}", "Correct it and mark again")
        return StatusReply(recording.status())


def _read_line(connection: socket.socket) -> bytes:
    data = b""
    while not data.endswith(b"\n"):
        chunk = connection.recv(65536)
        if not chunk or len(data) > LONGEST_MESSAGE_BYTES:
            raise ConnectionError("the request was cut off or is too long")
        data += chunk
    return data
